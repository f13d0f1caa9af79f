"""The published key numbers: kept beside the report, compared with what comes out now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.errors import ReportError
from trstudy.reporting.folder import replaced
from trstudy.reporting.numbers import read_numbers, write_numbers
from trstudy.tables import FRAMES

VERSIONS = "versions"  # the table of what the published numbers were made with; it is no number
# columns that hold what was found; all others say what it was found for
_FOUND = {*FRAMES, "n", "n_articles", "units", "count", "estimate", "low", "high", "value", "text"}


@dataclass(frozen=True)
class Move:
    """One number that is another than the published one.

    Attributes
    ----------
    file
        The table's file name.
    row
        What the number is of, as ``column=value, …``; empty for a whole file.
    column
        Its column; empty for a whole row.
    before, after
        As published, and as it comes out now; empty where it was not, or is no longer.
    """

    file: str
    row: str
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.row) if part)
        if not self.column:
            return f"{where} is {'new' if self.after else 'gone'}"
        return f"{where}: {self.column} from {self.before or 'nothing'} to {self.after or 'nothing'}"


def moves(published: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame]) -> list[Move]:
    """Return what differs, number by number, in the order of the tables.

    Numbers are compared as they are printed, so that nothing moves below the last printed digit. The table
    of versions is passed over.

    Parameters
    ----------
    published, now
        Name to table, every cell as text.
    """
    found: list[Move] = []
    for name in sorted({*published, *now} - {VERSIONS}):
        if name not in now or name not in published:
            there = "yes" if name in now else ""
            found.append(Move(f"{name}.csv", "", "", "" if there else "yes", there))
        else:
            found += _table_moves(f"{name}.csv", published[name], now[name])
    return found


def publish(tables: Mapping[str, pd.DataFrame], folder: Path, *, within: Path) -> None:
    """Write the tables in the place of those that were published, all of them or none.

    Parameters
    ----------
    tables
        Name to table.
    folder
        Where the published numbers are kept; what else lies there stays.
    within
        The report folder that it lies in, which the caller holds.
    """
    before = [path.name for path in folder.glob("*.csv")]
    with replaced(folder, within=within, own=before) as new:
        write_numbers(tables, new)


def published_numbers(folder: Path, name: str) -> dict[str, pd.DataFrame]:
    """Return the published tables of a report.

    Raises
    ------
    ReportError
        None were published.
    """
    found = read_numbers(folder)
    if not found:
        raise ReportError(
            f"{folder.as_posix()}: no numbers are published for the report {name}; "
            f"`trstudy report {name} --publish` writes them"
        )
    return found


def versions(environment: Mapping[str, Any]) -> pd.DataFrame:
    """Return the versions of Python and of the packages, as the manifest has them, as a table."""
    known = {"python": environment["python"], "trstudy": environment["trstudy"], **environment["packages"]}
    return pd.DataFrame(sorted(known.items()), columns=["package", "version"])


def other_versions(published: Mapping[str, pd.DataFrame], now: pd.DataFrame) -> list[str]:
    """Say which packages have another version than when the numbers were published."""
    if VERSIONS not in published:
        return []
    before = published[VERSIONS].set_index("package")["version"].to_dict()
    return [
        f"{package} {version} (then {before.get(package, 'none')})"
        for package, version in now.itertuples(index=False)
        if before.get(package) != version
    ]


def _table_moves(file: str, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Move]:
    """Yield what differs between two states of a table."""
    keys = [column for column in after.columns if column not in _FOUND and column in before.columns]
    old, new = _rows(before, keys), _rows(after, keys)
    for row in dict.fromkeys([*old, *new]):
        if row not in old or row not in new:
            yield Move(file, row, "", "yes" if row in old else "", "yes" if row in new else "")
            continue
        for column in dict.fromkeys([*old[row], *new[row]]):
            was, is_now = old[row].get(column, ""), new[row].get(column, "")
            if was != is_now:
                yield Move(file, row, column, was, is_now)


def _rows(table: pd.DataFrame, keys: list[str]) -> dict[str, dict[str, str]]:
    """Return the rows by what they are about; rows about the same are numbered."""
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(table.to_dict("records"), start=1):
        name = ", ".join(f"{key}={row[key]}" for key in keys) or f"row {number}"
        name = name if name not in found else f"{name} ({number})"
        found[name] = {str(key): str(value) for key, value in row.items() if key not in keys}
    return found
