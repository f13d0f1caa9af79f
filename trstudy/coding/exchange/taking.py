"""Codes from a file into the coding file, as if they had been given there."""

from __future__ import annotations

from typing import Any

import pandas as pd

from trstudy.coding.entering import Given, Place
from trstudy.coding.source import Source, places
from trstudy.coding.store import Store
from trstudy.errors import CodingError
from trstudy.tables import VARIABLES

_FIELDS = (*VARIABLES, "confidence", "note", "skip")


def take_in(study: Source, store: Store, codes: pd.DataFrame, *, origin: str, replace: bool = False) -> int:
    """Keep codes in a coding file, all in one transaction.

    Parameters
    ----------
    study, store
        The study, and the coding file.
    codes
        A long table of codes, as `trstudy.coding.exchange.forms.read_codes` gives it.
    origin
        Where they come from, e.g. the file's name: kept with each.
    replace
        Let them take the place of other codes that the same coder has; those stay in the history.

    Returns
    -------
    int
        How many codes, confidences, notes and skips are new. What is there already is passed over.

    Raises
    ------
    CodingError
        A coder has another code for a unit, and ``replace`` is not said. Nothing is kept then.
    """
    units = places(study, study.sentences())
    here: dict[tuple[Any, ...], Place] = {(p.doc_id, p.start, p.end): p for p in units}
    known = {_key(row): _standing(row) for row in store.codes().to_dict("records")}
    given: list[Given] = []
    for row in codes.to_dict("records"):
        key = _key(row)
        before, after = known.get(key, {}), _standing(row)
        place = here[key[1:]]
        for field in _FIELDS:
            value = after.get(field)
            if value is None or before.get(field) == value:
                continue
            if not replace and (field in before or "skip" in before or (field == "skip" and before)):
                raise CodingError(
                    f"{place.sentence_id}: {row['coder']} has {_worded(before)} in {store.path.name}, and "
                    f"{origin} says {field} {value}; name another coder, or say that it replaces (--replace)"
                )
            given.append(Given(row["coder"], place, field, value, origin))
    store.give(given)
    return len(given)


def _key(row: dict[Any, Any]) -> tuple[Any, ...]:
    return row["coder"], row["doc_id"], row["start"], row["end"]


def _standing(row: dict[Any, Any]) -> dict[str, str]:
    found = {v: str(row[v]) for v in (*VARIABLES, "confidence") if pd.notna(row[v])}
    found |= {"note": str(row["note"])} if row["note"] else {}
    return found | ({"skip": "1"} if row["skipped"] else {})


def _worded(standing: dict[str, str]) -> str:
    return ", ".join(f"{field} {value}" for field, value in standing.items())
