"""Numbers in words of two significant digits; a module of its own, since it needs no library."""

from __future__ import annotations

import math


def two_digits(value: float) -> str:
    """Word a number to two significant digits, or to its last whole one: ``"0.023"``, ``"6.1"``, ``"169"``.

    A fixed number of decimals would call 0.02 times "0.0 times", which nothing can be.
    """
    if abs(value) >= 9.95:  # which one decimal would round to 10.0
        return f"{value:.0f}"
    rounded = float(f"{value:.1e}")
    return f"{rounded:.{1 - math.floor(math.log10(abs(rounded))) if rounded else 1}f}"
