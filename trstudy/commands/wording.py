"""Numbers and tables as the commands print them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd


def value(scores: pd.DataFrame, variable: str, measure: str, category: str = "all") -> str:
    """Word one number of a table of scores, with its interval; empty if it is not there."""
    wanted = scores[["variable", "measure", "category"]] == [variable, measure, category]
    rows = scores[wanted.all(axis=1)]
    return cell(rows.iloc[0]) if len(rows) else ""


def cell(row: pd.Series) -> str:
    """Word an estimate with its interval: ``.82 [.73, .91]``."""
    if pd.isna(row["low"]):
        return number(row["estimate"])
    return f"{number(row['estimate'])} [{number(row['low'])}, {number(row['high'])}]"


def number(value: float) -> str:
    """Two decimals, no leading zero, as shares and coefficients are printed: ``.87``, ``1.00``, ``-.05``."""
    if pd.isna(value):
        return "–"
    return f"{value:.2f}".replace("-0.00", "0.00").replace("0.", ".", 1 if abs(value) < 0.995 else 0)


def grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set rows in columns under a header, two blanks apart."""
    table = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def plain(value: Any) -> Any:
    """Tables, numpy's numbers and missing values as JSON knows them; speeds are left out."""
    if isinstance(value, pd.DataFrame):
        named = value.index.name is not None
        return plain(value.to_dict("index" if named else "records"))
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items() if k != "speed"}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return None if value is pd.NA else value
