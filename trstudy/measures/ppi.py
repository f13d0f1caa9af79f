"""Prediction-powered means: a few codes put right what many tags get wrong."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from trstudy.errors import MeasureError


class Estimate(NamedTuple):
    """A mean, its standard error, its interval, and how far the tags were leaned on (0 to 1)."""

    mean: float
    error: float
    low: float
    high: float
    weight: float


def ppi_mean(
    codes: ArrayLike,
    tags: ArrayLike,
    other_tags: ArrayLike,
    *,
    weight: float | None = None,
    level: float = 0.95,
) -> Estimate:
    """Estimate the mean of what people would code, from few codes and many tags.

    The mean of the tags of the uncoded units, put right by the mean error of the tags on the coded
    ones: Angelopoulos, Bates, Fannjiang, Jordan & Zrnic (2023), "Prediction-powered inference",
    *Science* 382, 669-674, algorithm 1. With ``weight`` w the estimate is
    mean(codes) + w (mean(other_tags) - mean(tags)): Angelopoulos, Duchi & Zrnic (2023), "PPI++",
    arXiv 2311.01453, eq. 4. It is right on average however bad the tags are, if the coded units are a
    random draw from the same texts; good tags make it narrower.

    Parameters
    ----------
    codes, tags
        Codes and tags of the coded units as numbers, e.g. 1 for cooperation and 0 otherwise.
    other_tags
        Tags of the units that nobody coded.
    weight
        How far to lean on the tags: 1 is the plain method, 0 uses the codes alone. By default the
        weight with the least variance, cov(codes, tags) / ((1 + n/N) var(all tags)), kept within 0
        and 1 (PPI++, section 6).
    level
        Coverage of the interval, by the normal approximation; units count as independent.

    Returns
    -------
    Estimate
        All ``nan`` with fewer than two coded units.

    Raises
    ------
    MeasureError
        Unlike numbers of codes and tags, a weight outside 0 and 1.
    """
    y, f, g = (np.asarray(values, dtype=float) for values in (codes, tags, other_tags))
    if len(y) != len(f):
        raise MeasureError(f"{len(y)} codes but {len(f)} tags; expected both of the same units")
    if weight is not None and not 0 <= weight <= 1:
        raise MeasureError(f"weight is {weight:g}; expected a number from 0 to 1")
    if len(y) < 2:
        return Estimate(*[float("nan")] * 5)
    lean = _best_weight(y, f, g) if weight is None else weight
    if not len(g):
        lean = 0.0
    mean = y.mean() + (lean * (g.mean() - f.mean()) if len(g) else 0.0)
    variance = np.var(y - lean * f) / len(y) + (lean**2 * np.var(g) / len(g) if len(g) else 0.0)
    error = float(np.sqrt(variance))
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return Estimate(float(mean), error, float(mean - reach), float(mean + reach), float(lean))


def _best_weight(y: np.ndarray, f: np.ndarray, g: np.ndarray) -> float:
    spread = np.var(np.concatenate([f, g]), ddof=1)
    if not len(g) or spread == 0:
        return 0.0
    together = np.mean((y - y.mean()) * (f - f.mean()))
    return float(np.clip(together / ((1 + len(y) / len(g)) * spread), 0, 1))
