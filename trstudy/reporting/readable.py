"""Tables of results as they are printed: counts, chances and names that can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

_CHANCES = ("p", "p_holm", "p_fdr", "smallest_p")
_NAMES = ("category", "entry", "rule", "section")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def readable(table: pd.DataFrame, *, decimals: int = 3) -> pd.DataFrame:
    """Return a table with its numbers and names worded for readers.

    Chances (columns ``p``, ``p_…`` and ``smallest_p``) come with three decimals or as ``< .001``, numbers of
    permutations whole or as a power of ten, names of the lexicon with spaces; other numbers are rounded.

    Parameters
    ----------
    table
        Any table of results; it is not changed.
    decimals
        Decimals of all other numbers.
    """
    words: dict[str, Callable[[Any], str]] = {
        **{name: lambda p: "" if pd.isna(p) else chance(p) for name in _CHANCES},
        "n_permutations": lambda n: "" if pd.isna(n) else count(n),
        **{name: lambda text: str(text).replace("_", " ") for name in _NAMES},
    }
    worded = {name: table[name].map(words[name]) for name in table.columns if name in words}
    return table.round(decimals).assign(**worded)


def chance(p: float) -> str:
    """Word a p-value: three decimals, or ``< .001``."""
    return "< .001" if p < 0.001 else f"{p:.3f}"


def count(n: float) -> str:
    """Word a count: whole with commas below a million, else to two figures with a power of ten."""
    if n < 1e6:
        return f"{n:,.0f}"
    digits, power = f"{n:.1e}".split("e")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}"
