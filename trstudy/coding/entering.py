"""What goes into a coding file: each thing given is one event, and each unit stands there once."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from trstudy.errors import CodingError

Task = Literal["code", "settle"]


class Place(NamedTuple):
    """Where a unit stands in the decoded raw text (end-exclusive), and a digest of what stands there."""

    doc_id: str
    sentence_id: str
    start: int
    end: int
    sha256: str


class Given(NamedTuple):
    """One thing that somebody gave: ``variable`` is a code's, ``confidence``, ``note`` or ``skip``."""

    coder: str
    place: Place
    variable: str
    value: str
    grounds: str = ""


def now() -> str:
    """Return the time in UTC to the millisecond: it goes into the coding file and nowhere else."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def place_of(row: sqlite3.Row) -> Place:
    """Return the place that a row of the table ``unit`` holds."""
    return Place(*(row[name] for name in Place._fields))


def insert(connection: sqlite3.Connection, given: Given, task: Task) -> int:
    """Add one event, inside a transaction."""
    unit = unit_number(connection, given.place)
    made = connection.execute(
        "INSERT INTO event (at, coder, task, unit, variable, value, grounds) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now(), given.coder, task, unit, given.variable, given.value, given.grounds),
    )
    return int(made.lastrowid or 0)


def unit_number(connection: sqlite3.Connection, place: Place) -> int:
    """Return the number of a unit, entered if it is new; inside a transaction.

    Raises
    ------
    CodingError
        The file knows the place with other words in it.
    """
    key = (place.doc_id, place.start, place.end)
    found = connection.execute(
        'SELECT unit, sha256 FROM unit WHERE doc_id = ? AND start = ? AND "end" = ?', key
    ).fetchone()
    if found is None:
        made = connection.execute(
            'INSERT INTO unit (doc_id, sentence_id, start, "end", sha256) VALUES (?, ?, ?, ?, ?)',
            (place.doc_id, place.sentence_id, place.start, place.end, place.sha256),
        )
        return int(made.lastrowid or 0)
    if found[1] != place.sha256:
        raise CodingError(
            f"{place.sentence_id}: the text at {place.start} to {place.end} is not the one that was coded; "
            "code the changed text in a new file"
        )
    return int(found[0])
