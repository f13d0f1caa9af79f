"""How many units coders must share before their agreement says something about all units."""

from __future__ import annotations

import math
from statistics import NormalDist

from trstudy.errors import CodingError


def units_needed(
    population: int, *, minimum: float = 0.80, assumed: float | None = None, confidence: float = 0.95
) -> int:
    """How many units two coders must share to show that they agree often enough.

    Lacy & Riffe (1996), "Sampling error and selecting intercoder reliability samples for nominal
    content categories", *Journalism & Mass Communication Quarterly* 73(4), 963-973:
    n = ((N - 1) SE² + P Q N) / ((N - 1) SE² + P Q), with the standard error that puts ``minimum`` at
    the one-sided limit below ``assumed``.

    Parameters
    ----------
    population
        N, the number of units of the whole study.
    minimum
        The lowest share of agreement that would still do.
    assumed
        P, the share of agreement expected over all units; by default .05 above ``minimum``, as they
        advise.
    confidence
        How sure one wants to be that agreement over all units is not below ``minimum``.

    Returns
    -------
    int
        The number of units, rounded as in their table. It speaks of plain agreement; categories that
        are rare need more units than this.

    Raises
    ------
    CodingError
        An empty population, shares that are not 0 < minimum < assumed < 1, a confidence not above .5.
    """
    assumed = minimum + 0.05 if assumed is None else assumed
    if population < 1:
        raise CodingError(f"population is {population}; expected the number of units in the study, 1 or more")
    if not 0 < minimum < assumed < 1:
        raise CodingError(
            f"minimum is {minimum:g} and assumed {assumed:g}; expected shares with 0 < minimum < assumed < 1"
        )
    if not 0.5 < confidence < 1:
        raise CodingError(f"confidence is {confidence:g}; expected a number between 0.5 and 1, e.g. 0.95")
    error = (assumed - minimum) / NormalDist().inv_cdf(confidence)
    spread, sampling = assumed * (1 - assumed), (population - 1) * error**2
    return math.floor((sampling + spread * population) / (sampling + spread) + 0.5)
