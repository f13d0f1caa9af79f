"""Statistics that set a word's frequency in one text against its frequency in another.

All take arrays: ``a`` occurrences among the ``c`` words of the first text, ``b`` among the ``d`` words of
the second.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.special import xlogy

from trstudy.errors import MeasureError
from trstudy.measures.resampling import check_level
from trstudy.measures.scale import Array


def log_likelihood(
    a: npt.ArrayLike, b: npt.ArrayLike, c: npt.ArrayLike, d: npt.ArrayLike, *, cells: int = 4
) -> Array:
    """G², the log-likelihood ratio of one shared frequency against two.

    Dunning (1993), "Accurate Methods for the Statistics of Surprise and Coincidence", Computational
    Linguistics 19(1): 61–74, over the four cells of the table [[a, b], [c − a, d − b]]. Rayson & Garside
    (2000), "Comparing Corpora using Frequency Profiling", leave out the two cells of the other words,
    which changes little while the word is rare: ``2 (a ln(a / E1) + b ln(b / E2))`` with
    ``E1 = c (a + b) / (c + d)``.

    Parameters
    ----------
    a, b
        Occurrences in the first and second text.
    c, d
        Words in the first and second text.
    cells
        4 for Dunning's form, 2 for Rayson & Garside's.

    Returns
    -------
    ndarray
        Not negative; chi-squared with one degree of freedom if the two frequencies are one and words
        come independently.

    Raises
    ------
    MeasureError
        If counts are negative or exceed their text, or ``cells`` is neither 4 nor 2.
    """
    a, b, c, d = _counts(a, b, c, d)
    if cells not in (2, 4):
        raise MeasureError(f"cells is {cells!r}; expected one of 2, 4")
    share = (a + b) / (c + d)
    g = _surprise(a, c * share) + _surprise(b, d * share)
    if cells == 4:
        g += _surprise(c - a, c * (1 - share)) + _surprise(d - b, d * (1 - share))
    return np.maximum(2 * g, 0)  # rounding must not make an even split negative


def exact_p(a: npt.ArrayLike, b: npt.ArrayLike, c: npt.ArrayLike, d: npt.ArrayLike) -> Array:
    """Two-sided p of Fisher's exact test of one shared frequency against two.

    Given how often the word occurs in both texts together, the chance of a split no likelier than the
    one found, the occurrences in the first text being hypergeometric (Agresti 2013, *Categorical Data
    Analysis*, section 3.5). It holds however rare the word is, if words come independently; G² against the
    chi-squared distribution holds for frequent words only.

    Returns
    -------
    ndarray
        In (0, 1].

    Raises
    ------
    MeasureError
        If counts are negative or exceed their text.
    """
    cells = np.stack(_counts(a, b, c, d), axis=-1).astype(np.int64)
    tables, which = np.unique(cells.reshape(-1, 4), axis=0, return_inverse=True)  # each worked out once
    p = [stats.fisher_exact([[x, y], [m - x, n - y]]).pvalue for x, y, m, n in tables.tolist()]
    return np.array(p, dtype=float)[which.ravel()].reshape(cells.shape[:-1])


def log_ratio(
    a: npt.ArrayLike, b: npt.ArrayLike, c: npt.ArrayLike, d: npt.ArrayLike, *, zero: float = 0.5
) -> Array:
    """Log ratio: how many times the frequency doubles from the second text to the first.

    Hardie (2014), "Log Ratio: an informal introduction": ``log2((a / c) / (b / d))``, where no occurrence
    counts as ``zero`` occurrences.

    Returns
    -------
    ndarray
        In doublings: 1 is twice as frequent in the first text, −1 half as frequent.

    Raises
    ------
    MeasureError
        If counts are negative or exceed their text.
    """
    a, b, c, d = _counts(a, b, c, d)
    return np.log2(np.where(a == 0, zero, a) / c) - np.log2(np.where(b == 0, zero, b) / d)


def log_ratio_interval(
    a: npt.ArrayLike, b: npt.ArrayLike, c: npt.ArrayLike, d: npt.ArrayLike, *, level: float = 0.95
) -> tuple[Array, Array]:
    """Interval of :func:`log_ratio` if words came independently of each other.

    The logarithm of a ratio of two proportions has variance ``1/a − 1/c + 1/b − 1/d``: Katz, Baptista,
    Azen & Pike (1978), "Obtaining Confidence Intervals for the Risk Ratio in Cohort Studies", Biometrics
    34: 469–474, method C. Words come in clusters, so that it is too narrow for most words.

    Returns
    -------
    tuple of ndarray
        Lower and upper ends, in doublings.

    Raises
    ------
    MeasureError
        If counts are negative or exceed their text, or ``level`` is not between 0 and 1.
    """
    check_level(level)
    centre = log_ratio(a, b, c, d)
    a, b, c, d = _counts(a, b, c, d)
    variance = 1 / np.where(a == 0, 0.5, a) - 1 / c + 1 / np.where(b == 0, 0.5, b) - 1 / d
    reach = stats.norm.ppf((1 + level) / 2) * np.sqrt(variance) / np.log(2)
    return centre - reach, centre + reach


def weighted_log_odds(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    c: npt.ArrayLike,
    d: npt.ArrayLike,
    prior: npt.ArrayLike,
    *,
    size: float,
) -> tuple[Array, Array]:
    """Log odds ratio shrunk by an informative Dirichlet prior, and its standard error.

    Monroe, Colaresi & Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for
    Identifying the Content of Political Conflict", Political Analysis 16(4): 372–403: the estimate is
    equation 16, ``log((a + α) / (c + α0 − a − α)) − log((b + α) / (d + α0 − b − α))``; its variance is
    equation 20, ``1 / (a + α) + 1 / (b + α)``; their ratio z is equation 22.

    Parameters
    ----------
    a, b
        Occurrences in the first and second text, shape ``(words,)``.
    c, d
        Words in the first and second text.
    prior
        α: occurrences of each word that the prior adds to both texts, shape ``(words,)``, above 0.
    size
        α0: words that the prior adds to both texts, those of all words together.

    Returns
    -------
    tuple of ndarray
        Estimate and standard error, in natural log odds; positive where the first text uses the word more.

    Raises
    ------
    MeasureError
        If counts are negative or exceed their text, or the prior is not above 0.
    """
    a, b, c, d = _counts(a, b, c, d)
    alpha = np.asarray(prior, dtype=float)
    if not size > 0 or (alpha <= 0).any() or (alpha > size).any():
        raise MeasureError(
            f"prior of size {size}: expected above 0 for every word, and no word above the size"
        )
    first = np.log((a + alpha) / (c + size - a - alpha))
    second = np.log((b + alpha) / (d + size - b - alpha))
    return first - second, np.sqrt(1 / (a + alpha) + 1 / (b + alpha))


def _surprise(observed: Array, expected: Array) -> Array:
    # no occurrence adds nothing: x ln x goes to 0 with x
    value: Array = xlogy(observed, observed) - xlogy(observed, expected)
    return value


def _counts(*values: npt.ArrayLike) -> tuple[Array, Array, Array, Array]:
    a, b, c, d = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in values))
    if a.size and (min(a.min(), b.min()) < 0 or (a > c).any() or (b > d).any() or min(c.min(), d.min()) <= 0):
        raise MeasureError("counts: expected 0 ≤ a ≤ c and 0 ≤ b ≤ d, with words in both texts")
    return a, b, c, d
