"""Coefficients of agreement, each for many weightings of the units at once.

Every function takes ``weights`` (replicates x units: how often each unit is drawn; a single row of
ones is the sample itself) and what the coders did, and gives one value per replicate. All of them
are ratios of sums over units, so a bootstrap of thousands of replicates is one matrix product. A
value is ``nan`` where the coefficient is not defined: no unit with two codes, or no variation that
agreement could go beyond.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Metric = Literal["nominal", "ordinal", "interval"]
METRICS: tuple[str, ...] = ("nominal", "ordinal", "interval")


def resampled(
    units: int, replicates: int, seed: int | tuple[int, ...], clusters: NDArray[np.int64] | None = None
) -> Array:
    """Weights of a bootstrap: how often each unit is drawn in each replicate.

    Parameters
    ----------
    units
        How many units there are.
    replicates
        How many samples of that size to draw.
    seed
        Seed of the random numbers.
    clusters
        For units that belong together (the sentences of an article): the number of each unit's
        cluster, from 0 on. Clusters are then drawn with replacement, and units with replacement
        within each drawn cluster (Davison & Hinkley 1997, *Bootstrap Methods*, section 3.8).

    Returns
    -------
    Array
        Replicates x units.
    """
    rng = np.random.default_rng(seed)
    if clusters is None or clusters.max(initial=0) == 0:
        draws = rng.multinomial(units, np.full(units, 1 / units), size=replicates)
        return np.asarray(draws, dtype=np.float64)
    sizes = np.bincount(clusters)
    times = rng.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=replicates)
    weights = np.zeros((replicates, units))
    for cluster, size in enumerate(sizes):
        weights[:, clusters == cluster] = rng.multinomial(size * times[:, cluster], np.full(size, 1 / size))
    return weights


def counts(codes: NDArray[np.int64], categories: int) -> Array:
    """How many coders gave each unit each category.

    Parameters
    ----------
    codes
        Units x coders; the index of a category, or -1 where a code is missing.
    categories
        The number of categories.

    Returns
    -------
    Array
        Units x categories.
    """
    given = codes[:, :, None] == np.arange(categories)
    return np.asarray(given.sum(axis=1), dtype=np.float64)


def percent(weights: Array, tally: Array) -> Array:
    """Share of agreeing pairs of codes within a unit, averaged over units with two or more codes.

    Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed., eq. 2.17; for two coders, the plain
    share of units on which they agree.
    """
    agreeing, pairable = _pairs(tally)
    return _ratio(weights @ agreeing, weights @ pairable)


def alpha(weights: Array, tally: Array, metric: Metric = "nominal", values: Array | None = None) -> Array:
    """Krippendorff's alpha, one minus observed over expected disagreement.

    Krippendorff (2019), *Content Analysis*, 4th ed., ch. 12: coincidences from all pairable codes,
    so missing codes and any number of coders are allowed. The expected disagreement is computed anew
    in each replicate. ``nan`` where all pairable codes are of one category.

    Parameters
    ----------
    weights
        Replicates x units.
    tally
        Units x categories, from :func:`counts`; for ``ordinal``, categories in their order.
    metric
        How far two categories are apart.
    values
        For ``interval``, the number that each category stands for.
    """
    # a unit with one code has no pair in it and drops out by itself
    within = tally[:, :, None] * (tally[:, None, :] - np.eye(tally.shape[1]))
    within /= np.maximum(tally.sum(axis=1) - 1, 1)[:, None, None]
    observed = (weights @ within.reshape(len(tally), -1)).reshape(len(weights), *within.shape[1:])
    return alpha_of_coincidences(observed, metric, values)


def alpha_of_coincidences(observed: Array, metric: Metric = "nominal", values: Array | None = None) -> Array:
    """Krippendorff's alpha of coincidence matrices (replicates x categories x categories)."""
    marginals = observed.sum(axis=2)
    total = marginals.sum(axis=1)
    apart = _differences(marginals, metric, values)
    expected = marginals[:, :, None] * marginals[:, None, :]
    disagreement = (observed * apart).sum(axis=(1, 2))
    by_chance = (expected * apart).sum(axis=(1, 2))
    return 1 - _ratio((total - 1) * disagreement, by_chance)


def fleiss(weights: Array, tally: Array) -> Array:
    """Fleiss' (1971) kappa, with Gwet's (2014, eq. 2.17-2.19) extension to missing codes."""
    observed = percent(weights, tally)
    by_chance = (_prevalences(weights, tally) ** 2).sum(axis=1)
    return _ratio(observed - by_chance, 1 - by_chance)


def ac1(weights: Array, tally: Array) -> Array:
    """Gwet's (2008) first-order agreement coefficient AC1, robust against skewed prevalence.

    Gwet (2014), eq. 2.27-2.28, for any number of coders and missing codes.
    """
    observed = percent(weights, tally)
    shares = _prevalences(weights, tally)
    spread = (shares * (1 - shares)).sum(axis=1)
    by_chance = _ratio(spread, np.full_like(spread, tally.shape[1] - 1))
    return _ratio(observed - by_chance, 1 - by_chance)


def cohen(weights: Array, codes: NDArray[np.int64], categories: int) -> Array:
    """Cohen's (1960) kappa of two coders; of more, Light's (1971) mean over all pairs of coders.

    A pair is compared on the units that both coded. A pair without a defined kappa is left out.
    """
    pairs = [
        _kappa(crossings(weights, codes[:, [i, j]], categories))
        for i in range(codes.shape[1])
        for j in range(i + 1, codes.shape[1])
    ]
    defined = np.isfinite(pairs)
    return _ratio(np.where(defined, pairs, 0).sum(axis=0), defined.sum(axis=0).astype(np.float64))


def crossings(weights: Array, codes: NDArray[np.int64], categories: int) -> Array:
    """Cross tables of two coders' codes: replicates x first's categories x second's."""
    first, second = codes[:, 0], codes[:, 1]
    cell = np.where((first >= 0) & (second >= 0), first * categories + second, -1)
    ones = (cell[:, None] == np.arange(categories**2)).astype(np.float64)
    return np.reshape(weights @ ones, (len(weights), categories, categories))


def interval(draws: Array, level: float = 0.95) -> tuple[float, float]:
    """Percentile interval of the draws that are defined; ``nan`` where none is."""
    defined = draws[np.isfinite(draws)]
    if not len(defined):
        return float("nan"), float("nan")
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _kappa(crossed: Array) -> Array:
    total = crossed.sum(axis=(1, 2))
    observed = _ratio(np.trace(crossed, axis1=1, axis2=2), total)
    by_chance = _ratio((crossed.sum(axis=2) * crossed.sum(axis=1)).sum(axis=1), total**2)
    return _ratio(observed - by_chance, 1 - by_chance)


def _pairs(tally: Array) -> tuple[Array, Array]:
    size = tally.sum(axis=1)
    pairable = (size >= 2).astype(np.float64)
    agreeing = (tally * (tally - 1)).sum(axis=1) / np.maximum(size * (size - 1), 1)
    return agreeing, pairable


def _prevalences(weights: Array, tally: Array) -> Array:
    size = tally.sum(axis=1, keepdims=True)
    shares = weights @ (tally / np.maximum(size, 1))
    return _ratio(shares, np.broadcast_to((weights @ (size > 0)), shares.shape))


def _differences(marginals: Array, metric: Metric, values: Array | None) -> Array:
    if metric == "nominal":
        return 1 - np.eye(marginals.shape[1])[None, :, :]
    # the ordinal difference is that of the categories' mid-ranks
    place = np.cumsum(marginals, axis=1) - marginals / 2 if metric == "ordinal" else np.atleast_2d(values)  # type: ignore[arg-type]
    return np.asarray((place[:, :, None] - place[:, None, :]) ** 2, dtype=np.float64)


def _ratio(above: Array, below: Array) -> Array:
    defined = np.abs(below) > 1e-12
    return np.where(defined, above, np.nan) / np.where(defined, below, 1)
