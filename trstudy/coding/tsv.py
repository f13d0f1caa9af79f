"""Tab-separated files, read strictly: every cell kept as text, every line with its number."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from trstudy.errors import CodingError


def read_tsv(path: Path) -> pd.DataFrame:
    """Read a tab-separated UTF-8 file with a header line.

    Returns
    -------
    DataFrame
        All columns as text without surrounding blanks, empty cells as ``""``; ``line`` is the line in
        the file. Empty lines are passed over.

    Raises
    ------
    CodingError
        No such file, not UTF-8, nothing below the header, a repeated column, a line of another width.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise CodingError(f"{path.name}: no such file; expected a tab-separated table of codes") from None
    except UnicodeDecodeError as error:
        raise CodingError(f"{path.name}: not UTF-8 (byte {error.start}); save it as UTF-8 text") from None
    rows = list(_rows(text, path))
    if len(rows) < 2:
        raise CodingError(f"{path.name}: holds no coded unit; expected a header line and one line per unit")
    (_, header), body = rows[0], rows[1:]
    if len(set(header)) < len(header):
        raise CodingError(f"{path.name}, line 1: a column is named twice in {', '.join(header)}")
    table = pd.DataFrame([row for _, row in body], columns=header, dtype="str")
    return table.assign(line=[line for line, _ in body])


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal: what tells its content from any other."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def require_header(table: pd.DataFrame, columns: Sequence[str], path: Path) -> None:
    """Raise a CodingError unless the file has ``columns``."""
    missing = [c for c in columns if c not in table.columns]
    if missing:
        there = ", ".join(c for c in table.columns if c != "line")
        raise CodingError(f"{path.name}, line 1: no column {', '.join(missing)}; the file has {there}")


def require_once(table: pd.DataFrame, columns: Sequence[str], path: Path) -> None:
    """Raise a CodingError where two lines agree in all of ``columns``."""
    twice = table[table.duplicated(list(columns))]
    for line, *values in twice[["line", *columns]].itertuples(index=False):
        raise CodingError(f"{path.name}, line {line}: unit {' '.join(map(str, values))} is there twice")


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    width = 0
    reader = csv.reader(io.StringIO(text, newline=None), delimiter="\t", quoting=csv.QUOTE_NONE)
    for line, row in enumerate(reader, start=1):
        if not any(row):
            continue
        width = width or len(row)
        if len(row) != width:
            raise CodingError(
                f"{path.name}, line {line}: {len(row)} columns; expected {width}, separated by tabs"
            )
        yield line, [cell.strip() for cell in row]
