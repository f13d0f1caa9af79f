"""What every form of file carries in the end: one unit as one coder left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.coding.codetable import CODE_COLUMNS, CONFIDENCES, typed
from trstudy.coding.columns import LEGAL
from trstudy.coding.desk import coder_name
from trstudy.coding.source import Source
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES


@dataclass
class Row:
    """A unit as one coder left it, and where that is written; ``where`` is for messages."""

    where: str
    doc_id: str
    start: int
    end: int
    coder: str
    codes: dict[str, str] = field(default_factory=dict)
    confidence: int | None = None
    note: str = ""
    skipped: bool = False
    text: str = ""
    role: str = ""


def rows_of(study: Source, codes: pd.DataFrame) -> list[Row]:
    """Return a long table of codes (see `trstudy.coding.codetable`) as rows with the units' words.

    Raises
    ------
    CodingError
        A unit is none of the study's.
    """
    units = _units(study)
    found = []
    for row in codes.to_dict("records"):
        key = (row["doc_id"], row["start"], row["end"])
        if key not in units:
            raise CodingError(f"{row['unit']}: no unit of the study stands at {key[1]} to {key[2]}")
        unit = units[key]
        found.append(
            Row(
                unit["sentence_id"], *key, row["coder"],
                {v: row[v] for v in VARIABLES if pd.notna(row[v])},
                None if pd.isna(row["confidence"]) else int(row["confidence"]),
                row["note"], bool(row["skipped"]), unit["text"], unit["role"],
            )
        )  # fmt: skip
    return found


def code_table_of(study: Source, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as a long table of codes, checked against the study.

    Raises
    ------
    CodingError
        A place that is no unit of the study, words that are not those that stand there, an illegal
        code, confidence or name, a unit twice from one coder. Names the place in the file.
    """
    units = _units(study)
    legal = {**LEGAL, "arena": tuple(study.arenas)}
    seen: dict[tuple[Any, ...], str] = {}
    found = []
    for row in rows:
        key = (row.doc_id, row.start, row.end)
        if key not in units:
            raise CodingError(
                f"{row.where}: no unit of the study stands in {row.doc_id!r} at {row.start} to {row.end}; "
                "expected doc_id, start and end as the study's sentences have them"
            )
        unit = units[key]
        printed = study.raw(row.doc_id)[row.start : row.end]
        # a unit may come as it is read or as it is printed: INCEpTION's span has the page's line ends
        if row.text and _words(row.text) not in (_words(unit["text"]), _words(printed)):
            raise CodingError(f"{row.where}: the text of {unit['sentence_id']} is another; has it changed?")
        for variable, code in row.codes.items():
            if code not in legal[variable]:
                raise CodingError(one_of(variable, code, legal[variable], row.where))
        if row.confidence is not None and row.confidence not in CONFIDENCES:
            raise CodingError(one_of("confidence", row.confidence, CONFIDENCES, row.where))
        try:
            coder = coder_name(row.coder)
        except CodingError as error:
            raise CodingError(f"{row.where}: {error}") from None
        if (coder, *key) in seen:
            first = seen[coder, *key]
            raise CodingError(f"{row.where}: {coder} codes {unit['sentence_id']} twice; first at {first}")
        seen[coder, *key] = row.where
        codes = {} if row.skipped else row.codes
        found.append(
            {**codes, "doc_id": row.doc_id, "sentence_id": unit["sentence_id"], "start": row.start}
            | {"end": row.end, "coder": coder, "confidence": row.confidence}
            | {"note": " ".join(row.note.split()), "skipped": row.skipped}
        )
    table = pd.DataFrame(found, columns=list(CODE_COLUMNS)).sort_values(
        ["coder", "doc_id", "start", "end"], kind="stable", ignore_index=True
    )
    return typed(table)


def file_text(path: Path) -> str:
    """Read a file as UTF-8 text, with or without a byte-order mark.

    Raises
    ------
    CodingError
        There is no such file, or it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise CodingError(f"{path.name}: no such file; expected a file of codes") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CodingError(f"{path.name}, line {line}: not UTF-8; save it as UTF-8 text") from None


def row_of(where: str, fields: dict[str, Any], coder: str | None = None) -> Row:
    """Make a row of named fields, whatever their types in the file.

    Raises
    ------
    CodingError
        A field is missing or not of its kind; names the place in the file.
    """
    named = {"coder": coder} if coder else {}
    fields = {**fields, **named}
    for name in ("doc_id", "start", "end", "coder"):
        if fields.get(name) in (None, ""):
            there = ", ".join(str(key) for key in fields) or "nothing"
            raise CodingError(f"{where}: no {name}; expected doc_id, start, end and coder, found {there}")
    return Row(
        where,
        str(fields["doc_id"]),
        _whole(where, "start", fields["start"]),
        _whole(where, "end", fields["end"]),
        str(fields["coder"]),
        {v: str(fields[v]) for v in VARIABLES if fields.get(v) not in (None, "")},
        None if fields.get("confidence") in (None, "") else _whole(where, "confidence", fields["confidence"]),
        str(fields.get("note") or ""),
        _truth(where, fields.get("skipped")),
        str(fields.get("text") or ""),
        str(fields.get("role") or ""),
    )


def _whole(where: str, name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    raise CodingError(f"{where}: {name} is {value!r}; expected a whole number")


def _truth(where: str, value: Any) -> bool:
    known = {"": False, "false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}
    word = "" if value is None else str(value).strip().lower()
    if word not in known:
        raise CodingError(one_of("skipped", value, ("true", "false"), where))
    return known[word]


def _units(study: Source) -> dict[tuple[Any, ...], dict[str, Any]]:
    units = [{str(k): v for k, v in unit.items()} for unit in study.sentences().to_dict("records")]
    return {(unit["doc_id"], unit["start"], unit["end"]): unit for unit in units}


def _words(text: str) -> str:
    return " ".join(text.split())
