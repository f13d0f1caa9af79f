"""Shares of frames in each group, by the tags and by three ways of using codes of some of the units."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from trstudy.coding.coefficients import Array, interval, resampled
from trstudy.errors import MeasureError
from trstudy.measures.misclassification import true_shares
from trstudy.measures.ppi import ppi_mean
from trstudy.tables import FRAMES, require_columns

METHODS = ("tags", "matrix", "ppi", "codes")
MEASURES = (*FRAMES, "net")
_NET = {"cooperation": 1.0, "rivalry": -1.0}


@dataclass(frozen=True)
class Group:
    """The units of one group: what each counts towards every measure, by tag and by code."""

    name: object
    tags: Array
    codes: Array
    known: np.ndarray
    weights: Array
    articles: int


@dataclass(frozen=True)
class Estimate:
    """Every measure of one group by one method, with draws of a bootstrap or with standard errors."""

    value: Array
    error: Array
    draws: Array | None = None

    def less(self, other: Estimate) -> Estimate:
        """Return the differences to another group's estimate, the two drawn independently."""
        draws = None if self.draws is None or other.draws is None else self.draws - other.draws
        return Estimate(self.value - other.value, np.hypot(self.error, other.error), draws)

    def ends(self, k: int, level: float) -> tuple[float, float, float]:
        """Return the estimate of a measure, by its number, and the ends of its interval."""
        if self.draws is not None:
            return float(self.value[k]), *interval(self.draws[:, k], level)
        reach = NormalDist().inv_cdf((1 + level) / 2) * self.error[k]
        return float(self.value[k]), float(self.value[k] - reach), float(self.value[k] + reach)


def groups_of(tags: pd.DataFrame, coded: pd.DataFrame, by: str, n_boot: int, seed: int) -> list[Group]:
    """Return the units by group, with their codes and the weights of resampled sentences.

    Parameters
    ----------
    tags, coded, by, n_boot, seed
        As for :func:`trstudy.measures.corrected.corrected_shares`.

    Raises
    ------
    MeasureError
        No coded units, a coded unit that is not among the tags, or one whose tag is another one there.
    """
    require_columns(tags, ["doc_id", "sentence_id", "frame", by], "tags")
    codes = _codes(tags, coded)
    groups = []
    for k, (name, rows) in enumerate(tags.groupby(by, sort=True)):
        clusters = pd.factorize(rows["doc_id"], sort=True)[0]
        drawn = resampled(len(rows), n_boot, (seed, k), clusters)
        own = codes.loc[rows.index]
        weights = np.vstack([np.ones(len(rows)), drawn])
        groups.append(
            Group(
                name,
                _counted(rows["frame"]),
                _counted(own),
                own.notna().to_numpy(),
                weights,
                len(set(clusters)),
            )
        )
    return groups


def _codes(tags: pd.DataFrame, coded: pd.DataFrame) -> pd.Series:
    """The code of each tagged unit, missing where nobody coded it."""
    require_columns(coded, ["sentence_id", "frame", "frame_tag"], "coded units")
    placed = coded.dropna(subset=["sentence_id"]).drop_duplicates("sentence_id").set_index("sentence_id")
    tag = tags.set_index("sentence_id")["frame"]
    if placed.empty:
        raise MeasureError("no coded unit to correct by; expected some of the tagged sentences")
    for sentence_id, own in placed["frame_tag"].items():
        there = tag.get(sentence_id)
        if there != own:
            raise MeasureError(
                f"sentence {sentence_id}: tagged {there!r} in the study but {own!r} beside its code; "
                "expected the same tags in both"
            )
    codes = placed["frame"].reindex(tags["sentence_id"])
    return codes.set_axis(tags.index)


def _counted(frames: pd.Series) -> Array:
    """What each unit counts towards each measure: units x measures; nothing where it has no code."""
    frames_of = np.column_stack([frames == frame for frame in FRAMES]).astype(np.float64)
    return np.column_stack([frames_of, frames.map(_NET).fillna(0).to_numpy(dtype=np.float64)])


def estimates(groups: list[Group]) -> dict[tuple[object, str], Estimate]:
    """Return the estimates of each group by each method; the tagger's errors are those of all groups."""
    q = len(FRAMES)
    errors = np.sum([_crossed(g, q) for g in groups], axis=0)
    found = {}
    for g in groups:
        tagged = g.weights @ g.tags / g.weights.sum(axis=1, keepdims=True)
        shares = true_shares(tagged[:, :q], errors)
        net = shares @ [_NET.get(frame, 0.0) for frame in FRAMES]
        found[g.name, "tags"] = _drawn(tagged)
        found[g.name, "matrix"] = _drawn(np.column_stack([shares, net]))
        found[g.name, "ppi"] = _powered(g, None)
        found[g.name, "codes"] = _powered(g, 0.0)
    return found


def _crossed(group: Group, q: int) -> Array:
    """Coded units by code and tag: replicates x codes x tags."""
    cells = group.codes[:, :q, None] * group.tags[:, None, :q]
    return np.reshape(group.weights @ cells.reshape(len(cells), -1), (-1, q, q))


def _drawn(values: Array) -> Estimate:
    return Estimate(values[0], np.full(values.shape[1], np.nan), values[1:])


def _powered(group: Group, weight: float | None) -> Estimate:
    coded, tags = group.codes[group.known], group.tags
    means = [
        ppi_mean(coded[:, k], tags[group.known, k], tags[~group.known, k], weight=weight)
        for k in range(len(MEASURES))
    ]
    return Estimate(np.array([m.mean for m in means]), np.array([m.error for m in means]))
