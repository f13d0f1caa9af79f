"""Exact tests that deal single sentences out anew, within strata where asked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from functools import reduce
from itertools import combinations
from math import comb, prod
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import signal, special

from trstudy.errors import MeasureError
from trstudy.measures.deals import two_sided
from trstudy.measures.permutation import PermutationTest, article_trend, family, permute_articles
from trstudy.measures.scale import Array, balance, check_option, sides
from trstudy.tables import FRAMES, require_columns


def permute_sentences(
    tags: pd.DataFrame,
    by: str = "year",
    *,
    first: Any,
    second: Any,
    within: str | None = None,
    mixed: str = "half",
) -> PermutationTest:
    """Test the difference of balance between two groups by dealing single sentences out anew.

    Exact without drawing: how many sentences of each frame fall to the first group is multivariate
    hypergeometric (Fisher's randomisation, as in Agresti 2013, *Categorical Data Analysis*, section 3.5.7),
    within each stratum if ``within`` is given, and strata are added up by convolution. It asks whether
    two *texts* differ by more than the chance order of their sentences. It takes sentences of one article to
    resemble each other no more than others do; where they do, p is too small.

    Extreme is what lies far from the mean of all deals, ``expected``, not from 0: ``|gap − expected| ≥
    |observed − expected|``. Within strata that mean is the gap which the strata alone make, as where one
    group writes more about an arena that is all rivalry; without strata, it differs from 0 a little between
    groups of unequal size, since the half that the balance adds weighs more on the smaller. ``smallest_p``
    is the chance of the farthest gap, by however many deals of like sentences it comes about.

    Parameters
    ----------
    tags
        Tags with ``doc_id``, ``frame``, ``by`` and ``within``.
    by
        The column that makes the groups, e.g. ``"year"`` or ``"voice"``.
    first, second
        The two groups.
    within
        Column whose values are kept apart, e.g. ``"arena"`` or ``"doc_id"``: sentences change places
        only with sentences of the same stratum.
    mixed
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    PermutationTest
        ``observed`` in log odds, first minus second, sentences pooled.

    Raises
    ------
    MeasureError
        If a group is unknown.
    """
    require_columns(tags, ["doc_id", "frame", by, *([within] if within else [])], "tags")
    for group in (first, second):
        check_option(by, group, sorted(tags[by].unique()))
    part = tags.loc[tags[by].isin([first, second])]
    strata = part.groupby(within, sort=True) if within else [("all", part)]
    tables = [_frame_counts(stratum, by, first) for _, stratum in strata]
    chances = reduce(
        lambda a, b: signal.convolve(a, b, method="direct"), [_hypergeometric(*t) for t in tables]
    )
    inside, total = (np.sum([t[i] for t in tables], axis=0) for i in (0, 1))
    grid = np.moveaxis(np.indices(chances.shape), 0, -1).astype(float)
    gaps = balance(sides(grid, mixed=mixed)) - balance(sides(total[:3] - grid, mixed=mixed))
    observed = float(balance(sides(inside, mixed=mixed)) - balance(sides(total - inside, mixed=mixed)))
    ways = prod(comb(int(t[1].sum()), int(t[0].sum())) for t in tables)
    expected, p, smallest = two_sided(gaps, chances, observed)
    return PermutationTest(
        f"{first} − {second}",
        "sentence",
        observed,
        expected,
        p,
        ways,
        smallest,
        f"sentences between {first} and {second}" + (f", within {within}" if within else ""),
        len(part),
        part["doc_id"].nunique(),
    )


def exact_tests(
    tags: pd.DataFrame,
    by: str = "year",
    *,
    within: str = "arena",
    mixed: str = "half",
    weight: str = "sentences",
) -> pd.DataFrame:
    """Run every exact test between groups of articles, as one family with corrected p-values.

    Each pair of groups with articles dealt out anew, the trend over all groups if there can be one, each
    pair with sentences dealt out freely, and each pair with sentences dealt out within ``within`` only.

    Parameters
    ----------
    tags, by, within, mixed, weight
        As for :func:`permute_sentences` and :func:`~trstudy.measures.permutation.permute_articles`.

    Returns
    -------
    DataFrame
        See :func:`~trstudy.measures.permutation.family`.
    """
    pairs = list(combinations(sorted(tags[by].unique()), 2))
    trend = []
    with suppress(MeasureError):  # two articles, or articles that are all alike, show none
        trend.append(article_trend(tags, by, mixed=mixed, weight=weight))
    return family(
        [
            *(permute_articles(tags, by, first=a, second=b, mixed=mixed, weight=weight) for a, b in pairs),
            *trend,
            *(permute_sentences(tags, by, first=a, second=b, mixed=mixed) for a, b in pairs),
            *(permute_sentences(tags, by, first=a, second=b, within=within, mixed=mixed) for a, b in pairs),
        ]
    )


def contrasts(
    tags: pd.DataFrame, groups: Mapping[str, tuple[Any, Any]], *, within: str = "doc_id", mixed: str = "half"
) -> pd.DataFrame:
    """Test contrasts of sentences within their articles, as one family with corrected p-values.

    Parameters
    ----------
    tags, within, mixed
        As for :func:`permute_sentences`.
    groups
        Column to the two groups of it that are set against each other, as
        ``{"voice": ("author", "attributed")}``. Where one of the two does not occur,
        there is nothing to test.

    Returns
    -------
    DataFrame
        See :func:`~trstudy.measures.permutation.family`; without rows if there is nothing to test.
    """
    tests = [
        permute_sentences(tags, by, first=first, second=second, within=within, mixed=mixed)
        for by, (first, second) in groups.items()
        if {first, second} <= set(tags[by])
    ]
    if not tests:
        return pd.DataFrame(columns=[*(field.name for field in fields(PermutationTest)), "p_holm", "p_fdr"])
    return family(tests)


def _frame_counts(stratum: pd.DataFrame, by: str, first: Any) -> tuple[Any, Any]:
    codes = pd.Categorical(stratum["frame"], FRAMES).codes
    inside = (stratum[by] == first).to_numpy()
    return np.bincount(codes[inside], minlength=4), np.bincount(codes, minlength=4)


def _hypergeometric(inside: Any, total: Any) -> Array:
    """Chances of (cooperation, rivalry, mixed) in the first group, given the totals of a stratum."""
    size = int(inside.sum())
    i, j, k = np.indices(tuple(total[:3] + 1))
    ways = [_log_ways(int(t), x) for t, x in zip(total, (i, j, k, size - i - j - k), strict=True)]
    # in logarithms: a thousand sentences can be chosen in more ways than a float can count
    chances: Array = np.exp(np.sum(ways, axis=0) - _log_ways(int(total.sum()), np.array(size)))
    return chances


def _log_ways(n: int, chosen: npt.NDArray[np.int64]) -> Array:
    """Logarithm of the ways to choose some of ``n``; minus infinity where there is none."""
    possible = (chosen >= 0) & (chosen <= n)
    k = np.where(possible, chosen, 0)
    ways = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return np.where(possible, ways, -np.inf)
