"""The study's tables for other people's tools: CSV, Parquet and a data dictionary."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Column:
    """One row of the data dictionary."""

    table: str
    column: str
    type: str
    meaning: str


def write_tables(
    tables: Mapping[str, pd.DataFrame], folder: Path, *, beside: Mapping[str, pd.DataFrame] | None = None
) -> list[str]:
    """Write each table as CSV and Parquet, and the data dictionary beside them.

    Parameters
    ----------
    tables
        Name to table; names become file names.
    folder
        Where to write; it is made.
    beside
        Tables that are written elsewhere and have their place in the dictionary too.

    Returns
    -------
    list of str
        The names of the files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        plain = pd.DataFrame(table).reset_index(drop=True)
        # Line ends and number formats are the same on every system.
        plain.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
        plain.to_parquet(folder / f"{name}.parquet", index=False)
        written += [f"{name}.csv", f"{name}.parquet"]
    described = {**tables, **(beside or {})}
    rows = [column for name, table in described.items() for column in dictionary(name, table)]
    pd.DataFrame(rows).to_csv(folder / "dictionary.csv", index=False, lineterminator="\n", encoding="utf-8")
    return [*written, "dictionary.csv"]


def dictionary(name: str, table: pd.DataFrame) -> list[Column]:
    """Say what each column of a table holds; a column that nobody described says so."""
    meanings = {**_meanings().get("any", {}), **_meanings().get(name, {})}
    return [
        Column(name, str(column), _type(table[column]), meanings.get(str(column), "not described"))
        for column in table.columns
    ]


def _type(column: pd.Series) -> str:
    kinds = {"b": "true or false", "i": "whole number", "u": "whole number", "f": "number", "M": "date"}
    return kinds.get(column.dtype.kind, "text")


@cache
def _meanings() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / "dictionary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
