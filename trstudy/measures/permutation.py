"""Exact tests that deal whole articles out anew, say what is exchangeable and how many deals there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.corrections import false_discovery, holm
from trstudy.measures.deals import MOST, NEAR, deals, evenly, number_of_deals
from trstudy.measures.scale import WEIGHTS, Array, article_counts, balance, check_option, sides


@dataclass(frozen=True)
class PermutationTest:
    """One exact test: what was observed, how extreme it is, and the smallest p that was to be had.

    ``observed`` is a difference of balances (first minus second) in log odds or, for a trend, a
    correlation; ``expected`` is its mean over all deals, which is what chance alone would show; ``p`` is
    the chance of a deal at least as far from ``expected`` on either side. ``smallest_p`` is the least p to be
    had: of any articles where articles are dealt, of these very sentences where sentences are.
    ``n_permutations`` counts the ways to deal out the labels: all of them, unless ``exchangeable`` says that
    they were drawn.
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
    check_option("weight", weight, WEIGHTS)
    counts, inside = _two_groups(tags, by, first, second)
    articles, labels = counts.to_numpy(), (~inside).astype(np.int64)
    gaps = _gaps(articles, deals(labels) == 0, mixed, weight)
    observed = float(_gaps(articles, inside[None], mixed, weight)[0])
    mirrored = 2 * inside.sum() == len(inside)  # of equal groups, the mirror image is as far out
    return PermutationTest(
        f"{first} − {second}",
        "article",
        observed,
        *evenly(gaps, observed),
        len(gaps),
        _least(labels, mirrored=mirrored),
        f"articles between {first} and {second}{_drawn(labels)}",
        int(articles.sum()),
        len(labels),
    )


def article_trend(
    tags: pd.DataFrame, by: str = "year", *, mixed: str = "half", weight: str = "sentences"
) -> PermutationTest:
    """Test whether the articles' balance follows the order of the groups, dealing articles out anew.

    The statistic is Pearson's correlation between an article's balance and the rank of its group, each
    article weighing as many as it has sentences that speak of the relation, or all weighing the same.
    The group labels are dealt to the articles in every distinct way; balance and weight stay together.

    Parameters
    ----------
    tags, by, mixed, weight
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
    check_option("weight", weight, WEIGHTS)
    counts = article_counts(tags, by)
    articles, labels = counts.to_numpy(), counts.index.get_level_values(by).factorize(sort=True)[0]
    scores = balance(sides(articles, mixed=mixed))
    weights = articles[:, :3].sum(axis=1) if weight == "sentences" else np.ones(len(articles))
    known = weights > 0
    if len(set(labels[known])) < 2 or known.sum() < 3 or np.ptp(scores[known]) < NEAR:
        raise MeasureError(f"a trend over {by} needs two groups, three articles and balances that differ")
    values = _correlations(deals(labels), scores, weights)
    observed = float(_correlations(labels[None], scores, weights)[0])
    sizes = np.bincount(labels).tolist()
    return PermutationTest(
        f"trend over {by}",
        "article",
        observed,
        *evenly(values, observed),
        len(values),
        _least(labels, mirrored=sizes == sizes[::-1]),
        f"articles between all groups{_drawn(labels)}",
        int(articles.sum()),
        len(labels),
    )


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


def _gaps(articles: Array, inside: npt.NDArray[np.bool_], mixed: str, weight: str) -> Array:
    """Difference of balance for each row of ``inside``, which says what articles are in the first group."""
    first, second = inside.astype(float), (~inside).astype(float)
    if weight == "sentences":
        ends = [balance(sides(group @ articles, mixed=mixed)) for group in (first, second)]
    else:
        scores = balance(sides(articles, mixed=mixed))
        ends = [group @ scores / group.sum(axis=1) for group in (first, second)]
    gaps: Array = ends[0] - ends[1]
    return gaps


def _correlations(labels: npt.NDArray[np.int64], scores: Array, weights: Array) -> Array:
    """Weighted correlation of the scores with each row of labels; 0 where a row has no spread."""
    shares = weights / weights.sum()
    x, y = labels - (labels @ shares)[:, None], scores - scores @ shares
    spread = np.sqrt((x**2 @ shares) * (y**2 @ shares))
    values: Array = np.divide(x @ (shares * y), spread, out=np.zeros(len(x)), where=spread > NEAR)
    return values


def _least(labels: npt.NDArray[np.int64], *, mirrored: bool) -> float:
    """Return the least p that any articles could have given."""
    return max((2 if mirrored else 1) / number_of_deals(labels), 1 / MOST)


def _drawn(labels: npt.NDArray[np.int64]) -> str:
    return "" if number_of_deals(labels) <= MOST else ", drawn at random"
