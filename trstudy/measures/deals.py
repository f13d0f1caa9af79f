"""Ways to deal labels out to articles, and how extreme what was found is among them."""

from __future__ import annotations

from math import factorial, prod

import numpy as np
import numpy.typing as npt

from trstudy.measures.scale import Array

NEAR = 1e-9  # two statistics closer than this are a tie: rounding must not decide a p-value
MOST = 20_000  # deals to try; with more than that to be had, so many are drawn


def number_of_deals(labels: npt.ArrayLike) -> int:
    """Number of distinct ways to deal the labels out: the multinomial coefficient of the groups' sizes."""
    sizes = np.unique(np.asarray(labels), return_counts=True)[1].tolist()
    return factorial(sum(sizes)) // prod(factorial(size) for size in sizes)


def deals(labels: npt.ArrayLike, *, most: int = MOST, seed: int = 0) -> npt.NDArray[np.int64]:
    """Deal labels out in every distinct way, or in as many ways as are allowed.

    Where there are more ways than ``most``, the labels as they are come first and the others are drawn at
    random: with the observed deal among those counted, a p-value is never too small (Phipson & Smyth 2010,
    Statistical Applications in Genetics and Molecular Biology 9: 39).

    Parameters
    ----------
    labels
        The group of each article as 0, 1, …, shape ``(articles,)``.
    most
        Most deals to return.
    seed
        Seed of the draws.

    Returns
    -------
    ndarray
        Shape ``(deals, articles)``.
    """
    given = np.asarray(labels, dtype=np.int64)
    if number_of_deals(given) <= most:
        return np.array(_every(tuple(np.bincount(given).tolist())), dtype=np.int64)
    rng = np.random.default_rng(seed)
    return np.vstack([given, rng.permuted(np.tile(given, (most - 1, 1)), axis=1)])


def _every(sizes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every distinct order of ``sizes[0]`` labels 0, ``sizes[1]`` labels 1, and so on."""
    if not sum(sizes):
        return [()]
    rest = [tuple(s - (i == j) for j, s in enumerate(sizes)) for i in range(len(sizes))]
    return [(i, *tail) for i, s in enumerate(sizes) if s for tail in _every(rest[i])]


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


def evenly(values: Array, observed: float) -> tuple[float, float]:
    """Return mean and p of :func:`two_sided` where every deal is as likely as any other."""
    return two_sided(values, np.full(len(values), 1 / len(values)), observed)[:2]
