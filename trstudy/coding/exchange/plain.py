"""Plain files: a table (CSV), and JSON lines with a schema of our own. Both hold everything."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trstudy.coding.exchange.rows import Row, file_text, row_of
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES
from trstudy.writing import replacing

COLUMNS: tuple[str, ...] = (
    "doc_id", "start", "end", "role", "text", "coder", *VARIABLES, "confidence", "note", "skipped",
)  # fmt: skip

_FIELDS = ("doc_id", "start", "end", "role", "text", "coder", "note")


def write_csv(rows: Sequence[Row], path: Path) -> None:
    """Write a table, one row per unit and coder, with the mark by which spreadsheets know UTF-8."""
    held = io.StringIO()
    table = csv.DictWriter(held, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in rows:
        fields = _fields(row)
        skipped, confidence = str(row.skipped).lower(), row.confidence or ""
        table.writerow({**fields, **row.codes, "skipped": skipped, "confidence": confidence})
    _write(path, "\ufeff" + held.getvalue())


def read_csv(path: Path, coder: str | None = None) -> list[Row]:
    """Read a table with the columns ``doc_id, start, end`` and ``coder``, and any of `COLUMNS`.

    Commas or semicolons, as spreadsheets write them.
    """
    text = file_text(path)
    head = text.split("\n", 1)[0]
    comma = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    found: list[Row] = []
    header: list[str] = []
    before = 0
    try:
        for cells in reader:
            where, before = f"{path.name}, line {before + 1}", reader.line_num
            if not any(cells):
                continue
            if not header:
                header = _header(where, cells, coder)
            elif len(cells) != len(header):
                raise CodingError(f"{where}: {len(cells)} cells; expected {len(header)}, as in the header")
            else:
                found.append(row_of(where, dict(zip(header, cells, strict=True)), coder))
    except csv.Error as error:
        raise CodingError(f"{path.name}, line {reader.line_num}: no CSV ({error})") from None
    if not found:
        raise CodingError(f"{path.name}: holds no coded unit; expected a header line and a line per unit")
    return found


def wrote_csv(data: bytes) -> bool:
    """Tell whether a file's content begins as `write_csv` begins one."""
    return data.startswith(("\ufeff" + ",".join(COLUMNS) + "\n").encode())


def write_jsonl(rows: Sequence[Row], path: Path) -> None:
    """Write one JSON object per line; ``docs/coding.md`` has the schema."""
    lines = [
        {**_fields(row), "codes": row.codes, "confidence": row.confidence, "skipped": row.skipped}
        for row in rows
    ]
    _write(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def read_jsonl(path: Path, coder: str | None = None) -> list[Row]:
    """Read JSON lines of our own schema."""
    return [_object(where, line, coder) for where, line in json_lines(path)]


def wrote_jsonl(data: bytes) -> bool:
    """Tell whether a file's content is JSON lines as `write_jsonl` writes them."""
    return has_lines(data, {*_FIELDS, "codes", "confidence", "skipped"})


def has_lines(data: bytes, keys: set[str]) -> bool:
    """Tell whether a file's content is JSON lines with exactly these keys in each."""
    try:
        found = [json.loads(line) for line in data.decode().split("\n") if line.strip()]
    except ValueError:
        return False
    return bool(found) and all(isinstance(line, dict) and set(line) == keys for line in found)


def json_lines(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """Read one JSON object per line, each with its place in the file.

    Raises
    ------
    CodingError
        A line is no JSON, or no object; there is none.
    """
    found = []
    for number, line in enumerate(file_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise CodingError(f"{where}: no JSON ({error.msg}, column {error.colno})") from None
        if not isinstance(value, dict):
            raise CodingError(f"{where}: a {type(value).__name__}; expected an object for one unit")
        found.append((where, value))
    if not found:
        raise CodingError(f"{path.name}: holds no coded unit; expected one JSON object per line")
    return found


def _object(where: str, value: dict[str, Any], coder: str | None) -> Row:
    codes = value.get("codes", {})
    if not isinstance(codes, dict):
        raise CodingError(f'{where}: codes is {codes!r}; expected an object, e.g. {{"frame": "none"}}')
    for variable in codes:
        if variable not in VARIABLES:
            raise CodingError(one_of("a variable in codes", variable, VARIABLES, where))
    return row_of(where, {**value, **codes}, coder)


def _header(where: str, cells: list[str], coder: str | None) -> list[str]:
    header = [cell.strip() for cell in cells]
    needed = ("doc_id", "start", "end", *(() if coder else ("coder",)))
    missing = [name for name in needed if name not in header]
    if missing:
        raise CodingError(f"{where}: no column {', '.join(missing)}; the file has {', '.join(header)}")
    if len(set(header)) < len(header):
        raise CodingError(f"{where}: a column is named twice in {', '.join(header)}")
    return header


def _fields(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _write(path: Path, text: str) -> None:
    with replacing(path) as part:
        part.write_bytes(text.encode())
