"""Frames compared between groups of sentences: counts, shares and balance, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from trstudy.errors import MeasureError
from trstudy.measures.resampling import check_level, percentile_interval, resampled_counts
from trstudy.measures.scale import (
    MEASURES,
    Array,
    article_counts,
    balance_variance,
    measures,
)
from trstudy.tables import FRAMES

ESTIMATE_COLUMNS: tuple[str, ...] = (
    "measure", "count", "estimate", "low", "high", "n", "n_articles", "method", "level", "conditions_on",
)  # fmt: skip


def compare(
    tags: pd.DataFrame,
    by: str | Sequence[str] = "year",
    *,
    mixed: str = "half",
    weight: str = "sentences",
    level: float = 0.95,
    n_boot: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Shares of the frames and balance of cooperation against rivalry, per group, with intervals.

    Intervals are percentiles of a bootstrap of sentences within articles, and of articles too where a
    group has several (:func:`~trstudy.measures.resampling.resampled_counts`). Two exceptions, named in the
    column ``method``: a share within one article, or a count that resampling cannot move (none or all),
    takes Wilson's score interval (Wilson 1927, JASA 22: 209–212), since resampling one article's share
    is the binomial distribution over again, whose plain percentiles cover too seldom (Brown, Cai &
    DasGupta 2001, Statistical Science 16: 101–133); a balance of a group that lacks one of the two frames
    takes the normal interval with Gart & Zweifel's variance
    (:func:`~trstudy.measures.scale.balance_variance`), since no resample could bring that frame in.

    Parameters
    ----------
    tags
        One row per sentence with ``doc_id``, ``frame`` and the columns of ``by``;
        ``study.tags(docvars=True)`` has them.
    by
        ``"year"``, ``"doc_id"``, ``"arena"``, ``"voice"``, ``"modality"``, any other column, or several.
    mixed
        ``"half"``, ``"drop"`` or ``"both"``: what a mixed sentence adds to the balance
        (:func:`~trstudy.measures.scale.sides`). Shares keep ``mixed`` as a frame of its own.
    weight
        ``"sentences"`` pools the sentences of a group's articles, ``"articles"`` averages over articles.
    level
        Nominal coverage of the intervals.
    n_boot, seed
        Number of resamples, and the seed that makes them repeatable.

    Returns
    -------
    DataFrame
        One row per group and measure (the four frames' shares in [0, 1]; ``balance`` in log odds, the scale
        of Lowe, Benoit, Mikhaylov & Laver 2011), with the columns of ``by`` and ``measure, count,
        estimate, low, high, n, n_articles, method, level, conditions_on``. ``count`` is in sentences: those
        of the frame, or for the balance those that speak of the relation; ``n`` is the sentences of the
        group. Each interval is one by itself: its ``level`` is not that of all of them together.

    Raises
    ------
    MeasureError
        If there are no sentences, a group is missing, or an option is not legal.

    Examples
    --------
    >>> import pandas as pd
    >>> tags = pd.DataFrame({"doc_id": ["a"] * 4, "year": [2020] * 4,
    ...                      "frame": ["cooperation", "cooperation", "rivalry", "none"]})
    >>> compare(tags).set_index("measure").loc["cooperation", "estimate"]
    np.float64(0.5)
    """
    check_level(level)
    keys = [by] if isinstance(by, str) else list(by)
    table = article_counts(tags, keys)
    rows = []
    for i, (group, part) in enumerate(table.groupby(level=keys, sort=True)):
        label = group if isinstance(group, tuple) else (group,)
        articles = [str(a) for a in part.index.get_level_values("article")]
        interval = _Intervals(part.to_numpy(), mixed, weight, level, n_boot, (seed, i))
        for j, measure in enumerate(MEASURES):
            rows.append(
                (
                    *label,
                    measure,
                    *interval.row(j),
                    len(articles),
                    interval.method[j],
                    level,
                    _basis(articles),
                )
            )
    result = pd.DataFrame(rows, columns=[*keys, *ESTIMATE_COLUMNS])
    result["measure"] = pd.Categorical(result["measure"], MEASURES, ordered=True)
    return result


def compare_each(tags: pd.DataFrame, by: Sequence[str], **options: Any) -> pd.DataFrame:
    """Compare the groups of several columns, each column by itself.

    Parameters
    ----------
    tags
        As for :func:`compare`.
    by
        Columns, e.g. ``["voice", "modality", "arena"]``.
    **options
        Options of :func:`compare`.

    Returns
    -------
    DataFrame
        The rows of :func:`compare` for each column in turn, with the column's name in ``variable`` and its
        value, as text, in ``group``.

    Raises
    ------
    MeasureError
        If no column is given, or as :func:`compare` does.
    """
    if not by:
        raise MeasureError("by: no column given; expected at least one, e.g. 'voice'")
    parts = []
    for variable in by:
        part = compare(tags, variable, **options).rename(columns={variable: "group"})
        part.insert(0, "variable", variable)
        parts.append(part.astype({"group": str}))
    return pd.concat(parts, ignore_index=True)


def _basis(articles: Sequence[str]) -> str:
    if len(articles) == 1:
        return f"the one article read ({articles[0]}); nothing is known of others"
    return (
        f"{len(articles)} articles, resampled with their sentences; with few, too narrow rather than too wide"
    )


class _Intervals:
    """Point estimates and intervals of all measures of one group, from counts (articles, frames)."""

    def __init__(
        self, counts: Array, mixed: str, weight: str, level: float, n_boot: int, seed: tuple[int, ...]
    ) -> None:
        self.counts, self.n = counts.sum(axis=0), int(counts.sum())
        self.estimate = measures(counts, mixed=mixed, weight=weight)
        draws = measures(resampled_counts(counts, n_boot=n_boot, seed=seed), mixed=mixed, weight=weight)
        self.low, self.high = percentile_interval(draws, level=level)
        several = len(counts) > 1
        self.method = [f"bootstrap of {'articles and ' if several else ''}sentences"] * len(MEASURES)
        for j, count in enumerate(self.counts):
            if not several or count in (0, self.n):
                interval = stats.binomtest(int(count), self.n).proportion_ci(level, method="wilson")
                self.low[j], self.high[j], self.method[j] = interval.low, interval.high, "Wilson score"
        if (self.counts[:2] == 0).any():
            reach = stats.norm.ppf((1 + level) / 2) * np.sqrt(balance_variance(self.counts, mixed=mixed))
            self.low[-1], self.high[-1] = self.estimate[-1] - reach, self.estimate[-1] + reach
            self.method[-1] = "normal, Gart-Zweifel variance"

    def row(self, j: int) -> tuple[int, float, float, float, int]:
        count = self.counts[j] if j < len(FRAMES) else self.counts[:3].sum()
        return int(count), float(self.estimate[j]), float(self.low[j]), float(self.high[j]), self.n
