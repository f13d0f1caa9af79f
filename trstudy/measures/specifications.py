"""Counts of frames per article under each way to choose units: what a multiverse is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from trstudy.measures.deals import deals, evenly
from trstudy.measures.scale import MIXED, Array, balance, balance_variance, sides
from trstudy.tables import FRAMES, require_codes, require_columns

UNITS: tuple[str, ...] = ("sentence", "paragraph")
FILTERS: dict[str, tuple[str, str]] = {
    "headings": ("with", "without"),
    "hedged": ("with", "without"),
    "attributed": ("with", "without"),
}
_MOST = 1000  # deals of the groups to the articles: each is a whole multiverse


def unit_counts(tags: pd.DataFrame, articles: Sequence[str]) -> npt.NDArray[np.int64]:
    """Count the frames of each article for every unit and filter.

    A paragraph takes the frame of those of its sentences that are in: cooperation or rivalry if they
    speak of the relation one way only, mixed if both ways, none if not at all. A heading is a paragraph.

    Parameters
    ----------
    tags
        Tags with ``doc_id, paragraph, role, frame, voice, modality``.
    articles
        The articles, in the order wanted.

    Returns
    -------
    ndarray
        Shape ``(2, 2, 2, 2, articles, 4)``: unit, headings, hedged, attributed (each with the first option
        of :data:`UNITS` and :data:`FILTERS` first), article, frame; in units.

    Raises
    ------
    TrstudyError
        If a column is missing or a frame is not legal.
    """
    require_columns(tags, ["doc_id", "paragraph", "role", "frame", "voice", "modality"], "tags")
    require_codes(tags, "frame", FRAMES, "tags")
    doc = pd.Index(articles).get_indexer(pd.Index(tags["doc_id"]))
    frame = pd.Categorical(tags["frame"], FRAMES).codes.astype(int)
    paragraph = tags.groupby(["doc_id", "paragraph"], sort=False).ngroup().to_numpy()
    out = np.column_stack(
        [tags["role"] != "body", tags["modality"] == "hedged", tags["voice"] == "attributed"]
    )
    table = np.zeros((2, 2, 2, 2, len(articles), 4), dtype=np.int64)
    for drop in product((0, 1), repeat=3):
        keep = ~(out & np.array(drop, dtype=bool)).any(axis=1)
        table[(0, *drop)] = _tally(doc[keep], frame[keep], len(articles))
        table[(1, *drop)] = _tally(*_paragraphs(doc[keep], frame[keep], paragraph[keep]), len(articles))
    return table


def _tally(doc: Any, frame: Any, n: int) -> Any:
    return np.bincount(doc * 4 + frame, minlength=4 * n).reshape(n, 4)


def _paragraphs(doc: Any, frame: Any, paragraph: Any) -> tuple[Any, Any]:
    found, first, where = np.unique(paragraph, return_index=True, return_inverse=True)
    sides = [np.bincount(where, np.isin(frame, [f, 2]), minlength=len(found)) > 0 for f in (0, 1)]
    return doc[first], np.select([sides[0] & sides[1], sides[0], sides[1]], [2, 0, 1], 3)


def _variances(counts: npt.NDArray[Any]) -> Array:
    """Variance of the balance under each way to count mixed units, as the sixth axis."""
    return np.stack([balance_variance(counts, mixed=m) for m in MIXED], axis=5)


@dataclass(frozen=True)
class Found:
    """What every specification finds; one row each, missing where a group has no unit that speaks.

    ``balance`` has a column per group; ``difference`` is the first minus the last group's, with its interval.
    """

    balance: Array
    n: npt.NDArray[np.int64]
    difference: Array
    low: Array
    high: Array
    between: npt.NDArray[np.bool_]


class MedianTest(NamedTuple):
    """The median difference of all specifications among those of all deals of the groups to the articles.

    ``expected`` is the mean of the deals' medians, which is not 0 where groups are of unequal size; ``p`` is
    the share of ``n_deals`` whose median lies at least as far from it as ``observed``.
    """

    observed: float
    expected: float
    p: float
    n_deals: int


@dataclass(frozen=True)
class Grid:
    """All specifications at once, as arrays.

    Axes: variant, unit, headings, hedged, attributed, then article and frame in ``counts``; with mixed before
    the article, and side after it, in ``pairs``, article alone in ``speaking`` (units that speak of the
    relation). ``labels`` is each article's group.
    """

    counts: npt.NDArray[np.int64]
    pairs: Array
    speaking: Array
    labels: npt.NDArray[np.int64]

    @classmethod
    def of(cls, counts: npt.NDArray[np.int64], labels: npt.NDArray[np.int64]) -> Grid:
        """Spread the counts of all variants, ``(variants, 2, 2, 2, 2, articles, 4)``, over ``MIXED``."""
        pairs = np.stack([sides(counts, mixed=m) for m in MIXED], axis=5)
        sure, all_three = counts[..., :2].sum(axis=-1), counts[..., :3].sum(axis=-1)
        speaking = np.stack([sure if m == "drop" else all_three for m in MIXED], axis=5)
        return cls(counts, pairs, speaking, labels)

    @property
    def several(self) -> npt.NDArray[np.bool_]:
        """Which articles have another beside them in their group, and so can be left out."""
        return np.asarray(np.bincount(self.labels)[self.labels] > 1)

    @property
    def subsets(self) -> npt.NDArray[np.bool_]:
        """All articles, then all but one: shape ``(subsets, articles)``."""
        k = len(self.labels)
        return np.vstack([np.ones(k, dtype=bool), ~np.eye(k, dtype=bool)[self.several]])

    def levels(self) -> tuple[Array, Array]:
        """Balance and variance of every group: axes as above, then weight, subset of articles, group."""
        groups = self.labels == np.arange(self.labels.max() + 1)[:, None]
        member = (self.subsets[:, None, :] & groups).astype(float)
        pooled = np.einsum("...as,lga->...lgs", self.pairs, member)
        weights = np.einsum("...a,lga->...lga", (self.speaking > 0).astype(float), member)
        k, empty = weights.sum(axis=-1), pooled.sum(axis=-1) == 0
        with np.errstate(invalid="ignore"):
            mean = np.einsum("...lga,...a->...lg", weights, balance(self.pairs)) / k
            spread = np.einsum("...lga,...a->...lg", weights, _variances(self.counts)) / k**2
        values = np.stack([np.where(empty, np.nan, balance(pooled)), mean], axis=-3)
        frames = np.einsum("...as,lga->...lgs", self.counts, member)
        return values, np.stack([np.where(empty, np.nan, _variances(frames)), spread], axis=-3)

    def balances(self, reach: float) -> Found:
        """Flatten to one row per specification; intervals reach ``reach`` standard errors either way."""
        values, variances = self.levels()
        flat = values.reshape(-1, values.shape[-1])
        gap = flat[:, 0] - flat[:, -1]
        spread = reach * np.sqrt(variances[..., 0] + variances[..., -1]).reshape(-1)
        ends = np.sort(flat[:, [0, -1]], axis=1)
        inside = (flat[:, 1:-1] >= ends[:, :1]) & (flat[:, 1:-1] <= ends[:, 1:])
        n = np.einsum("...a,la->...l", self.speaking, self.subsets.astype(float))
        n = np.repeat(n[..., None, :], values.shape[-3], axis=-2).reshape(-1).astype(int)
        return Found(flat, n, gap, gap - spread, gap + spread, np.asarray(inside.all(axis=1)))

    def median_test(self) -> MedianTest:
        """Set the median difference against those that come out when the groups are dealt out anew."""
        grids = [self, *(replace(self, labels=labels) for labels in deals(self.labels, most=_MOST))]
        observed, *dealt = (float(pd.Series(grid.differences().ravel()).median()) for grid in grids)
        known = np.array([value for value in dealt if value == value])  # a deal may leave a group silent
        return MedianTest(observed, *evenly(known, observed), len(known))

    def differences(self) -> Array:
        """First minus last group under every specification."""
        values = self.levels()[0]
        gaps: Array = values[..., 0] - values[..., -1]
        return gaps
