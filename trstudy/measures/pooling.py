"""Partial pooling: what a group's articles say of the group, given that articles differ among themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from trstudy.errors import MeasureError
from trstudy.measures.hierarchy import Combination, normal_hierarchy, spread_summary
from trstudy.measures.resampling import check_level
from trstudy.measures.scale import Array, article_counts, balance, balance_variance, sides, signed

_GRID = 60  # points for each standard deviation; twice as many move no interval by more than 0.01


POOLED_COLUMNS: tuple[str, ...] = (
    "level", "name", "group", "raw", "raw_low", "raw_high", "estimate", "low", "high", "n", "n_articles",
)  # fmt: skip


@dataclass(frozen=True)
class Pooled:
    """Raw and partially pooled balances, and how far articles and groups differ.

    ``table`` has one row per article, group, unread article of a group, and the difference between the
    first and the last group. ``tau`` is the standard deviation of articles within groups and ``omega``
    of groups, each as (mean, low, high) in log odds; ``probability`` is that the first group's balance is
    above the last one's, given the model. ``coverage`` is that of the intervals.
    """

    table: pd.DataFrame
    tau: tuple[float, float, float]
    omega: tuple[float, float, float]
    probability: float
    scale: float
    coverage: float

    def verdict(self) -> str:
        """Say in one sentence how far the first group lies from the last, and how probably above it."""
        gap = self.table.iloc[-1]
        value, low, high = (signed(gap[end]) for end in ("estimate", "low", "high"))
        return (
            f"Pooled difference {gap['name']}: {value} [{low}, {high}] log odds; the first lies above "
            f"the last with probability {self.probability:.2f}, given the model."
        )


def pooled(
    tags: pd.DataFrame, by: str = "year", *, mixed: str = "half", scale: float = 1.0, level: float = 0.95
) -> Pooled:
    """Partially pooled balance of each article and each group.

    A group's balance is what its articles would say on average if many had been read. With one article,
    the group cannot be told from the article but for what other groups show of how articles differ: its
    interval has to hold both. The standard deviations have half-normal priors (Gelman 2006, Bayesian Analysis
    1: 515–533; Röver et al. 2021, Research Synthesis Methods 12: 448–474), since three articles say
    little about how articles differ; ``scale`` states how much is assumed, to be varied.

    Parameters
    ----------
    tags
        Tags with ``doc_id``, ``frame`` and ``by``; an article belongs to one group.
    by
        The document variable that makes the groups.
    mixed
        As for :func:`~trstudy.measures.framing.compare`.
    scale
        Scale of the half-normal priors in log odds: 1 holds it likely (95 %) that articles of one group
        differ with a standard deviation below 2.
    level
        Coverage of the intervals.

    Returns
    -------
    Pooled
        The table's columns: ``level`` (article, group, another article, difference), ``name, group, raw,
        raw_low, raw_high, estimate, low, high, n, n_articles``, in log odds. Raw intervals of articles and
        groups take sentences as independent and articles as all there is
        (:func:`~trstudy.measures.scale.balance_variance`).

    Raises
    ------
    MeasureError
        If an article is in two groups, there are fewer than two groups, or ``scale`` is not positive.
    """
    check_level(level)
    if not scale > 0:
        raise MeasureError(f"scale is {scale}; expected a number above 0, e.g. 1.0")
    counts = article_counts(tags, by)
    articles = counts.index.get_level_values("article")
    names = list(counts.index.get_level_values(by).unique())
    if articles.has_duplicates or len(names) < 2:
        raise MeasureError(f"{by}: expected two or more groups, each article in one of them")
    table = counts.to_numpy()
    groups = counts.index.get_level_values(by).factorize(sort=True)[0]
    points = scale * stats.halfnorm.ppf((np.arange(_GRID) + 0.5) / _GRID)
    values, variances = balance(sides(table, mixed=mixed)), balance_variance(table, mixed=mixed)
    fit = normal_hierarchy(values, variances, groups, tau=points, omega=points)
    reach = float(stats.norm.ppf((1 + level) / 2))
    sizes, k = table.sum(axis=1), len(articles)
    of_group, of_article = np.eye(len(names)), np.eye(k)
    rows = [
        ("article", str(article), names[g], *_raw(table[i], mixed, reach),
         *fit.summary(Combination(of_group[g], of_article[i]), level), sizes[i], 1)
        for i, (article, g) in enumerate(zip(articles, groups, strict=True))
    ]  # fmt: skip
    for j, name in enumerate(names):
        inside, group = groups == j, Combination(of_group[j], np.zeros(k))
        basis = sizes[inside].sum(), inside.sum()
        raw, another = (
            _raw(table[inside].sum(axis=0), mixed, reach),
            fit.summary(group._replace(new=1.0), level),
        )
        rows.append(("group", str(name), name, *raw, *fit.summary(group, level), *basis))
        rows.append(("another article", f"another article, {name}", name, *_NOTHING, *another, *basis))
    gap = Combination(of_group[0] - of_group[-1], np.zeros(k), level=0.0)
    ends = f"{names[0]} − {names[-1]}"
    rows.append(("difference", ends, pd.NA, *_NOTHING, *fit.summary(gap, level), sizes.sum(), k))
    return Pooled(
        pd.DataFrame(rows, columns=list(POOLED_COLUMNS)),
        spread_summary(fit, fit.tau, level),
        spread_summary(fit, fit.omega, level),
        fit.above_zero(gap),
        scale,
        level,
    )


def prior_sensitivity(
    tags: pd.DataFrame,
    by: str = "year",
    *,
    scales: Sequence[float] = (0.5, 1.0, 2.0),
    mixed: str = "half",
    level: float = 0.95,
) -> pd.DataFrame:
    """Pooled difference between the first and the last group under weaker and stronger assumptions.

    Parameters
    ----------
    tags, by, mixed, level
        As for :func:`pooled`.
    scales
        Scales of the half-normal priors, in log odds.

    Returns
    -------
    DataFrame
        One row per scale: ``scale, name, estimate, low, high`` (the difference, in log odds),
        ``probability`` (that it is positive) and ``tau`` (standard deviation of articles within groups).
    """
    rows = []
    for scale in scales:
        found = pooled(tags, by, mixed=mixed, scale=scale, level=level)
        gap = found.table.iloc[-1]
        row = (scale, *gap[["name", "estimate", "low", "high"]], found.probability, found.tau[0])
        rows.append(row)
    columns = ["scale", "name", "estimate", "low", "high", "probability", "tau"]
    return pd.DataFrame(rows, columns=columns)


_NOTHING = (np.nan, np.nan, np.nan)


def _raw(counts: Array, mixed: str, reach: float) -> tuple[float, float, float]:
    value = float(balance(sides(counts, mixed=mixed)))
    spread = reach * float(np.sqrt(balance_variance(counts, mixed=mixed)))
    return value, value - spread, value + spread
