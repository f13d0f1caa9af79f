"""Everybody's codes as one long table: a row per coder and unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from trstudy.tables import VARIABLES

CODE_COLUMNS: tuple[str, ...] = (
    "unit", "doc_id", "sentence_id", "start", "end", "coder", *VARIABLES, "confidence", "note", "skipped",
)  # fmt: skip
CONFIDENCES: dict[int, str] = {1: "a guess", 2: "fairly sure", 3: "sure"}
_PLACE = ("doc_id", "sentence_id", "start", "end")


def code_table(events: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Fold events into what stands.

    Parameters
    ----------
    events
        In their order, without those undone: each has ``coder``, the unit's place (``doc_id,
        sentence_id, start, end``), ``variable`` and ``value``.

    Returns
    -------
    DataFrame
        `CODE_COLUMNS`, sorted by coder, text and place. ``unit`` is the sentence's id. A code that was
        not given is ``NA``; so are the codes of a unit that the coder passed over last (``skipped``).
        ``confidence`` is 1, 2, 3 or ``NA``.
    """
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event in events:
        key = (event["coder"], event["doc_id"], event["start"], event["end"])
        place = {name: event[name] for name in _PLACE}
        row = rows.setdefault(key, {**place, "coder": event["coder"], "note": "", "skipped": False})
        apply(row, event["variable"], event["value"])
    for row in rows.values():
        if row["skipped"]:
            row.update(dict.fromkeys(VARIABLES))
    return typed(pd.DataFrame([rows[key] for key in sorted(rows)], columns=list(CODE_COLUMNS)))


def apply(row: dict[str, Any], variable: str, value: str) -> None:
    """Let one event change a unit's row: a later code lifts an earlier skip."""
    if variable == "skip":
        row["skipped"] = True
    elif variable == "confidence":
        row["confidence"] = int(value)
    elif variable == "note":
        row["note"] = value
    else:
        row[variable] = value
        row["skipped"] = False


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """Give a table of codes its types, and the sentence's id as ``unit``."""
    text = ("unit", "doc_id", "sentence_id", "coder", *VARIABLES, "note")
    kinds = {**dict.fromkeys(text, "str"), "start": "int64", "end": "int64"}
    table = table.assign(unit=table["sentence_id"])[list(CODE_COLUMNS)]
    return table.astype({**kinds, "confidence": "Int64", "skipped": "bool"})
