"""Intervals by resampling: sentences within articles, and articles too where there are several.

Every measure of framing depends on an article's sentences through its counts of frames alone, so that
drawing sentences with replacement is the same as drawing those counts from a multinomial distribution:
one call instead of a loop.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trstudy.errors import MeasureError
from trstudy.measures.scale import Array


def resampled_counts(
    counts: npt.ArrayLike,
    *,
    n_boot: int = 2000,
    seed: int | tuple[int, ...] = 0,
    articles: bool | None = None,
) -> npt.NDArray[np.int64]:
    """Draw articles with replacement, then sentences with replacement within each.

    The two-stage bootstrap of Davison & Hinkley (1997), *Bootstrap Methods and their Application*,
    section 3.8, strategy 2. With a handful of articles the first stage knows little about articles
    that were not read, and intervals come out too narrow rather than too wide.

    Parameters
    ----------
    counts
        Counts of codes per article, shape ``(articles, codes)``.
    n_boot
        Number of resamples.
    seed
        Seed of the generator; the same seed gives the same draws.
    articles
        Whether articles are drawn too; by default where there is more than one.

    Returns
    -------
    ndarray
        Shape ``(n_boot, articles, codes)``, in sentences; each drawn article keeps its length.

    Raises
    ------
    MeasureError
        If ``counts`` is not such a table, an article has no sentence, or ``n_boot`` is below 1.
    """
    table = np.asarray(counts)
    if table.ndim != 2 or len(table) == 0 or (table.sum(axis=1) == 0).any():
        raise MeasureError(
            f"counts: shape {table.shape}; expected articles by codes with at least one sentence in each"
        )
    if n_boot < 1:
        raise MeasureError(f"n_boot is {n_boot}; expected a whole number from 1 on")
    rng = np.random.default_rng(seed)
    k = len(table)
    draw_articles = k > 1 if articles is None else articles
    chosen = rng.integers(k, size=(n_boot, k)) if draw_articles else np.tile(np.arange(k), (n_boot, 1))
    lengths = table.sum(axis=1)
    shares = table / lengths[:, None]
    return rng.multinomial(lengths[chosen], shares[chosen])


def percentile_interval(draws: npt.ArrayLike, *, level: float = 0.95) -> tuple[Array, Array]:
    """Percentile interval of bootstrap draws along their first axis.

    Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, equation 13.5.

    Parameters
    ----------
    draws
        Shape ``(n_boot, ...)``.
    level
        Nominal coverage, between 0 and 1.

    Returns
    -------
    tuple of ndarray
        Lower and upper ends, each of shape ``(...)``.

    Raises
    ------
    MeasureError
        If ``level`` is not between 0 and 1.
    """
    check_level(level)
    low, high = np.quantile(np.asarray(draws, dtype=float), [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low, high


def check_level(level: float) -> None:
    """Raise unless ``level`` can be the coverage of an interval."""
    if not 0 < level < 1:
        raise MeasureError(f"level is {level}; expected a number between 0 and 1, e.g. 0.95")
