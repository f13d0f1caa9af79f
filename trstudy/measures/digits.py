"""Numbers and lists as words have them, rounded without saying too much; a module that needs no library."""

from __future__ import annotations

import math
from collections.abc import Iterable


def two_digits(value: float) -> str:
    """Word a number to two significant digits, or to its last whole one: ``"0.023"``, ``"6.1"``, ``"169"``.

    A fixed number of decimals would call 0.02 times "0.0 times", which nothing can be.
    """
    if abs(value) >= 9.95:  # which one decimal would round to 10.0
        return f"{value:.0f}"
    rounded = float(f"{value:.1e}")
    return f"{rounded:.{1 - math.floor(math.log10(abs(rounded))) if rounded else 1}f}"


def percent(share: float) -> str:
    """Word a share in [0, 1] as a percentage: ``"38 %"``, and ``"99.8 %"`` for what falls short of all.

    Only all is worded 100 %, and only nothing 0 %: rounded to either, sixteen answers that say the
    opposite would not be there.
    """
    whole = f"{100 * share:.0f}"
    if whole not in ("0", "100") or not 0 < share < 1:
        return f"{whole} %"
    fine = f"{100 * share:.1f}"
    return {"0.0": "under 0.1 %", "100.0": "over 99.9 %"}.get(fine, f"{fine} %")


def listed(parts: Iterable[object], last: str = "and") -> str:
    """Join parts by commas, and the last one by a word: ``"2021, 2022 and 2024"``."""
    *before, final = map(str, parts)
    return f" {last} ".join(filter(None, [", ".join(before), final]))
