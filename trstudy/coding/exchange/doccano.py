"""doccano's JSON lines for text classification: one file per coder, labels like ``frame:rivalry``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trstudy.coding.exchange.plain import has_lines, json_lines
from trstudy.coding.exchange.rows import Row, row_of
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES
from trstudy.writing import replacing


def write(rows: Sequence[Row], path: Path) -> None:
    """Write one coder's codes: doccano keeps the place of a unit as metadata and gives it back.

    Raises
    ------
    CodingError
        The rows are of more than one coder: doccano has one file for each.
    """
    coders = sorted({row.coder for row in rows})
    if len(coders) > 1:
        raise CodingError(f"codes of {', '.join(coders)}: doccano has one file per coder; export them singly")
    lines = [
        {
            "text": row.text,
            "label": [f"{variable}:{code}" for variable, code in row.codes.items()],
            "doc_id": row.doc_id,
            "start": row.start,
            "end": row.end,
            "role": row.role,
        }
        for row in rows
    ]
    with replacing(path) as part:
        part.write_bytes("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode())


def wrote(data: bytes) -> bool:
    """Tell whether a file's content is as `write` makes it; what doccano exports has more keys."""
    return has_lines(data, {"text", "label", "doc_id", "start", "end", "role"})


def read(path: Path, coder: str | None = None) -> list[Row]:
    """Read what doccano exports for one coder; the coder's name is the file's unless it is given."""
    return [_row(where, line, coder or path.stem) for where, line in json_lines(path)]


def _row(where: str, line: dict[str, Any], coder: str) -> Row:
    labels = line.get("label", line.get("labels"))
    if not isinstance(labels, list):
        raise CodingError(f'{where}: label is {labels!r}; expected a list, e.g. ["frame:none"]')
    codes: dict[str, str] = {}
    for label in labels:
        variable, colon, code = str(label).partition(":")
        if not colon or variable not in VARIABLES:
            raise CodingError(one_of("label", label, (f"{v}:CODE" for v in VARIABLES), where))
        if variable in codes:
            raise CodingError(f"{where}: {variable} is {codes[variable]} and {code}; expected one label")
        codes[variable] = code
    places = {name: line.get(name) for name in ("doc_id", "start", "end", "text", "role")}
    return row_of(where, {**places, **codes}, coder)
