"""Corrections of p-values for the number of tests shown together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from trstudy.errors import MeasureError
from trstudy.measures.scale import Array


def holm(p: npt.ArrayLike) -> Array:
    """p-values adjusted so that the chance of any false alarm in the family stays at the level.

    Holm (1979), "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
    Statistics 6: 65–70; valid whatever the dependence between tests.

    Parameters
    ----------
    p
        p-values of one family, shape ``(n,)``.

    Returns
    -------
    ndarray
        Shape ``(n,)``, in the order given.

    Raises
    ------
    MeasureError
        If a value is not between 0 and 1.
    """
    values = _checked(p)
    order = np.argsort(values, kind="stable")
    factors = np.arange(len(values), 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(np.maximum.accumulate(values[order] * factors), 1)
    return adjusted


def false_discovery(p: npt.ArrayLike) -> Array:
    """p-values adjusted so that the expected share of false alarms among those called stays at the level.

    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57: 289–300, by scipy.

    Takes, returns and refuses what :func:`holm` does.
    """
    values = _checked(p)
    return np.asarray(stats.false_discovery_control(values), dtype=float) if len(values) else values


def _checked(p: npt.ArrayLike) -> Array:
    values = np.asarray(p, dtype=float)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise MeasureError("p: expected one row of numbers between 0 and 1, without gaps")
    return values
