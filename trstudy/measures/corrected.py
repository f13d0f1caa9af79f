"""Shares of frames as tagged, and put right for the tagger's errors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
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
class _Group:
    """The units of one group: what each counts towards every measure, by tag and by code."""

    name: object
    tags: Array
    codes: Array
    known: np.ndarray
    weights: Array
    articles: int


@dataclass(frozen=True)
class _Estimate:
    """Every measure of one group by one method, with draws of a bootstrap or with standard errors."""

    value: Array
    error: Array
    draws: Array | None = None

    def less(self, other: _Estimate) -> _Estimate:
        draws = None if self.draws is None or other.draws is None else self.draws - other.draws
        return _Estimate(self.value - other.value, np.hypot(self.error, other.error), draws)

    def ends(self, k: int, level: float) -> tuple[float, float, float]:
        if self.draws is not None:
            return float(self.value[k]), *interval(self.draws[:, k], level)
        reach = NormalDist().inv_cdf((1 + level) / 2) * self.error[k]
        return float(self.value[k]), float(self.value[k] - reach), float(self.value[k] + reach)


def corrected_shares(
    tags: pd.DataFrame,
    coded: pd.DataFrame,
    by: str = "year",
    *,
    n_boot: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Share of each frame within groups, as tagged and put right for the tagger's errors.

    Parameters
    ----------
    tags
        All units of the study: ``doc_id, sentence_id, frame`` (the tags) and ``by``.
    coded
        The coded ones among them: ``sentence_id, frame`` (the codes) and ``frame_tag``, as from
        :func:`trstudy.measures.evaluation.compared`. They must be a random draw from the texts.
    by
        The column that parts the groups.
    n_boot, level, seed
        Resamples (articles of a group, then their sentences), coverage of the intervals, seed.

    Returns
    -------
    DataFrame
        One row per group, measure and method: ``<by>, measure, method, estimate, low, high, units,
        coded, articles``. Measures are the frames and ``net``, the share of cooperation less that of rivalry.
        Methods:

        ``tags``
            as tagged; bootstrap interval.
        ``matrix``
            the shares of codes that would give the shares of tags, if the tagger errs in every group
            as it does in all coded units together (:func:`~trstudy.measures.misclassification.true_shares`);
            bootstrap interval, which redraws the coded units too.
        ``ppi``
            prediction-powered, from the group's own coded units: :func:`trstudy.measures.ppi.ppi_mean`,
            each measure by itself, so that the shares need not sum to 1.
        ``codes``
            the group's coded units alone; the same interval without tags.

        ``nan`` where a group has fewer than two coded units (``ppi``, ``codes``).

    Raises
    ------
    MeasureError
        No coded units, a coded unit that is not among the tags, or one whose tag is another one there.
    """
    groups = _groups(tags, coded, by, n_boot, seed)
    found = _estimates(groups)
    rows = [
        (
            g.name,
            measure,
            method,
            *found[g.name, method].ends(k, level),
            len(g.known),
            int(g.known.sum()),
            g.articles,
        )
        for g in groups
        for method in METHODS
        for k, measure in enumerate(MEASURES)
    ]
    columns = [by, "measure", "method", "estimate", "low", "high", "units", "coded", "articles"]
    return pd.DataFrame(rows, columns=columns)


def corrected_differences(
    tags: pd.DataFrame,
    coded: pd.DataFrame,
    by: str = "year",
    *,
    n_boot: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Differences between groups in the measures of :func:`corrected_shares`, later less earlier.

    Returns
    -------
    DataFrame
        One row per pair of groups, measure and method: ``earlier, later, measure, method, estimate,
        low, high``. The groups' sentences are drawn independently of each other.
    """
    groups = _groups(tags, coded, by, n_boot, seed)
    found = _estimates(groups)
    rows = [
        (a.name, b.name, measure, method, *found[b.name, method].less(found[a.name, method]).ends(k, level))
        for a, b in combinations(groups, 2)
        for method in METHODS
        for k, measure in enumerate(MEASURES)
    ]
    return pd.DataFrame(rows, columns=["earlier", "later", "measure", "method", "estimate", "low", "high"])


def _groups(tags: pd.DataFrame, coded: pd.DataFrame, by: str, n_boot: int, seed: int) -> list[_Group]:
    require_columns(tags, ["doc_id", "sentence_id", "frame", by], "tags")
    codes = _codes(tags, coded)
    groups = []
    for k, (name, rows) in enumerate(tags.groupby(by, sort=True)):
        clusters = pd.factorize(rows["doc_id"], sort=True)[0]
        drawn = resampled(len(rows), n_boot, (seed, k), clusters)
        own = codes.loc[rows.index]
        weights = np.vstack([np.ones(len(rows)), drawn])
        groups.append(
            _Group(
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


def _estimates(groups: list[_Group]) -> dict[tuple[object, str], _Estimate]:
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


def _crossed(group: _Group, q: int) -> Array:
    """Coded units by code and tag: replicates x codes x tags."""
    cells = group.codes[:, :q, None] * group.tags[:, None, :q]
    return np.reshape(group.weights @ cells.reshape(len(cells), -1), (-1, q, q))


def _drawn(values: Array) -> _Estimate:
    return _Estimate(values[0], np.full(values.shape[1], np.nan), values[1:])


def _powered(group: _Group, weight: float | None) -> _Estimate:
    coded, tags = group.codes[group.known], group.tags
    means = [
        ppi_mean(coded[:, k], tags[group.known, k], tags[~group.known, k], weight=weight)
        for k in range(len(MEASURES))
    ]
    return _Estimate(np.array([m.mean for m in means]), np.array([m.error for m in means]))
