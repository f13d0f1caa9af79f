"""Exact tests that deal whole articles out anew, say what is exchangeable and how many deals there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.corrections import false_discovery, holm
from trstudy.measures.scale import Array, article_counts, balance, check_option, measures, sides

NEAR = 1e-9  # two statistics closer than this are a tie: rounding must not decide a p-value


@dataclass(frozen=True)
class PermutationTest:
    """One exact test: what was observed, how extreme it is, and the smallest p that was to be had.

    ``observed`` is a difference of balances (first minus second) in log odds or, for a trend, a
    correlation; ``expected`` is its mean over all deals, which is what chance alone would show; ``p`` is
    the chance of a deal at least as far from ``expected`` on either side. ``smallest_p`` is the least p to be
    had: of any articles where articles are dealt, of these very sentences where sentences are.
    ``n_permutations`` counts all the ways to deal out the labels.
    """

    comparison: str
    unit: str
    observed: float
    expected: float
    p: float
    n_permutations: int
    smallest_p: float
    exchangeable: str
    n: int
    n_articles: int


def permute_articles(
    tags: pd.DataFrame,
    by: str = "year",
    *,
    first: Any,
    second: Any,
    mixed: str = "half",
    weight: str = "sentences",
) -> PermutationTest:
    """Test the difference of balance between two groups by dealing whole articles out anew.

    Every way to choose which articles form the first group is tried (Good 2005, *Permutation, Parametric
    and Bootstrap Tests of Hypotheses*, section 3.2). The unit is the article, as the design has it; with
    few articles even the largest difference is unremarkable, which ``smallest_p`` says in advance.

    Extreme is what lies far from the mean of all deals, not from 0. The two differ where the groups are of
    unequal size: the half that the balance adds to either side, and articles of unequal length, weigh more
    on the smaller group. Between groups of equal size every deal has its mirror image, and the mean is 0.

    Parameters
    ----------
    tags
        Tags with ``doc_id``, ``frame`` and ``by``; an article belongs to one group.
    by
        The document variable that makes the groups.
    first, second
        The two groups.
    mixed, weight
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    PermutationTest
        ``observed`` in log odds, first minus second.

    Raises
    ------
    MeasureError
        If a group is unknown, or an article is in both.
    """
    counts, inside = _two_groups(tags, by, first, second)
    articles = counts.to_numpy()
    k, n = int(inside.sum()), len(inside)
    chosen = np.zeros((comb(n, k), n), dtype=bool)
    for row, members in zip(chosen, combinations(range(n), k), strict=True):
        row[list(members)] = True
    gaps = np.array([_gap(articles, row, mixed, weight) for row in chosen])
    observed = _gap(articles, inside, mixed, weight)
    expected, p, _ = two_sided(gaps, np.full(len(gaps), 1 / len(gaps)), observed)
    return PermutationTest(
        f"{first} − {second}",
        "article",
        observed,
        expected,
        p,
        len(chosen),
        (2 if 2 * k == n else 1) / len(chosen),
        f"articles between {first} and {second}",
        int(articles.sum()),
        n,
    )


def article_trend(tags: pd.DataFrame, by: str = "year", *, mixed: str = "half") -> PermutationTest:
    """Test whether the articles' balance follows the order of the groups, dealing articles out anew.

    The statistic is Pearson's correlation between an article's balance and the rank of its group; all
    distinct ways to deal the group labels to the articles are tried. Their mean is 0 whatever the groups.

    Parameters
    ----------
    tags, by, mixed
        As for :func:`permute_articles`.

    Returns
    -------
    PermutationTest
        ``observed`` is the correlation, negative where the balance falls from the first group to the last.

    Raises
    ------
    MeasureError
        If there are fewer than two groups or three articles, or all articles have the same balance.
    """
    counts = article_counts(tags, by)
    ranks = counts.index.get_level_values(by).factorize(sort=True)[0]
    scores = balance(sides(counts.to_numpy(), mixed=mixed))
    if len(set(ranks)) < 2 or len(ranks) < 3 or np.ptp(scores) < NEAR:
        raise MeasureError(f"a trend over {by} needs two groups, three articles and balances that differ")
    sizes = tuple(np.bincount(ranks).tolist())
    dealt = np.array(deals(sizes), dtype=float)
    values = np.array([np.corrcoef(labels, scores)[0, 1] for labels in dealt])
    observed = float(np.corrcoef(ranks, scores)[0, 1])
    expected, p, _ = two_sided(values, np.full(len(values), 1 / len(values)), observed)
    return PermutationTest(
        f"trend over {by}",
        "article",
        observed,
        expected,
        p,
        len(dealt),
        (2 if sizes == sizes[::-1] else 1) / len(dealt),
        "articles between all groups",
        int(counts.to_numpy().sum()),
        len(ranks),
    )


def two_sided(values: Array, chances: Array, observed: float) -> tuple[float, float, float]:
    """Mean of a statistic over all deals, chance of one as far from it as ``observed``, and of the farthest.

    Parameters
    ----------
    values, chances
        The statistic under every deal, or every kind of deal, and its chance; same shape.
    observed
        The statistic as it was found.

    Returns
    -------
    tuple of float
        ``expected``, ``p``, and the least p that these values allow.
    """
    possible = chances > 0
    values, chances = values[possible], chances[possible] / chances[possible].sum()
    mean = float(chances @ values)
    expected = 0.0 if abs(mean) < NEAR else mean  # mirror images cancel but for rounding
    far = np.abs(values - expected)
    p, smallest = (float(chances[far >= d - NEAR].sum()) for d in (abs(observed - expected), far.max()))
    return expected, min(p, 1.0), min(smallest, 1.0)


def family(tests: Iterable[PermutationTest]) -> pd.DataFrame:
    """Put tests shown together into one table with corrected p-values.

    Returns
    -------
    DataFrame
        One row per test, with ``p_holm`` (any false alarm) and ``p_fdr`` (share of false alarms) for the
        number of tests in the family.

    Raises
    ------
    MeasureError
        If there is no test.
    """
    rows = [asdict(test) for test in tests]
    if not rows:
        raise MeasureError("family: no tests; expected at least one")
    table = pd.DataFrame(rows)
    return table.assign(p_holm=holm(table["p"]), p_fdr=false_discovery(table["p"]))


def _two_groups(tags: pd.DataFrame, by: str, first: Any, second: Any) -> tuple[pd.DataFrame, Any]:
    counts = article_counts(tags, by)
    groups = counts.index.get_level_values(by)
    for group in (first, second):
        check_option(by, group, list(groups.unique()))
    part = counts[groups.isin([first, second])]
    shared = part.index.get_level_values("article")
    if shared.has_duplicates:
        raise MeasureError(
            f"{by}: article {shared[shared.duplicated()][0]} is in both groups; permute its sentences"
        )
    return part, np.asarray(part.index.get_level_values(by) == first)


def _gap(articles: Array, inside: Any, mixed: str, weight: str) -> float:
    return float(
        measures(articles[inside], mixed=mixed, weight=weight)[-1]
        - measures(articles[~inside], mixed=mixed, weight=weight)[-1]
    )


def deals(sizes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every distinct order of ``sizes[0]`` labels 0, ``sizes[1]`` labels 1, and so on."""
    if not sum(sizes):
        return [()]
    rest = [tuple(s - (i == j) for j, s in enumerate(sizes)) for i in range(len(sizes))]
    return [(i, *tail) for i, s in enumerate(sizes) if s for tail in deals(rest[i])]
