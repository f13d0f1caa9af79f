"""A coder's desk: the coder's own codes and samples, and nobody else's."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import Any

from trstudy.coding.entering import Given, Place, insert, now, place_of, unit_number
from trstudy.coding.opening import connected, told, transaction
from trstudy.coding.schema import STANDING
from trstudy.errors import CodingError


class Desk:
    """The connection that a coder works with.

    It is blind by construction: SQLite itself refuses this connection every column of the table of
    events but the running numbers, unless it is read through the view ``own``, which holds the coder's
    own codes. So whatever is built on a desk cannot show, or learn from, what others gave.

    Parameters
    ----------
    path
        The coding file, made if there is none.
    coder
        The coder's name.

    Raises
    ------
    CodingError
        The name is empty, or that of another coder but for capitals; or the file cannot be opened.
    """

    def __init__(self, path: Path, coder: str) -> None:
        self.path = path
        self.coder = coder_name(coder)
        self._lock = RLock()
        self._connection = connected(path, create=True)
        self._connection.row_factory = sqlite3.Row
        try:
            self._require_one_spelling()
            quoted = self.coder.replace("'", "''")
            self._connection.execute(
                f"CREATE TEMP VIEW own AS SELECT event, unit, variable, value FROM event "
                f"WHERE coder = '{quoted}' AND task = 'code' AND {STANDING}"
            )
            self._connection.set_authorizer(_authorised)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file; nothing is waiting to be written."""
        self._connection.close()

    def samples(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the coder's samples in the order in which they were drawn: number and design."""
        rows = self._rows("SELECT sample, design FROM sample WHERE coder = ? ORDER BY sample", (self.coder,))
        return [(int(row["sample"]), json.loads(row["design"])) for row in rows]

    def places(self, sample: int) -> list[Place]:
        """Return the units of a sample in their order."""
        query = "SELECT unit.* FROM draw JOIN unit USING (unit) WHERE sample = ? ORDER BY place"
        return [place_of(row) for row in self._rows(query, (sample,))]

    def draw(self, design: dict[str, Any], places: Sequence[Place]) -> int:
        """Keep a sample and return its number."""
        with self._lock, told(self.path), transaction(self._connection):
            units = [unit_number(self._connection, place) for place in places]
            made = self._connection.execute(
                "INSERT INTO sample (at, coder, design) VALUES (?, ?, ?)",
                (now(), self.coder, json.dumps(design, ensure_ascii=False)),
            )
            rows = [(made.lastrowid, k, unit) for k, unit in enumerate(units)]
            self._connection.executemany("INSERT INTO draw VALUES (?, ?, ?)", rows)
        return int(made.lastrowid or 0)

    def given(self) -> list[sqlite3.Row]:
        """Return the coder's own events that stand, in order, each with its unit's place."""
        return self._rows("SELECT * FROM own JOIN unit USING (unit) ORDER BY event")

    def give(self, place: Place, variable: str, value: str) -> None:
        """Keep one thing; when this returns, it is on the disk."""
        with self._lock, told(self.path), transaction(self._connection):
            insert(self._connection, Given(self.coder, place, variable, value), "code")

    def undo(self, event: int) -> None:
        """Take back one of the coder's own events, by another event that names it."""
        with self._lock, told(self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO event (at, coder, task, unit, variable, value, undoes) "
                "SELECT ?, ?, 'code', unit, 'undo', '', event FROM own WHERE event = ?",
                (now(), self.coder, event),
            )

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        with self._lock, told(self.path):
            return self._connection.execute(query, values).fetchall()

    def _require_one_spelling(self) -> None:
        for row in self._rows("SELECT coder FROM event UNION SELECT coder FROM sample"):
            known = row["coder"]
            if known != self.coder and known.casefold() == self.coder.casefold():
                raise CodingError(f"coder is {self.coder!r}; {self.path.name} has {known!r}: write it so")


def coder_name(name: str) -> str:
    """Return a coder's name as it is kept: composed, without blanks around it.

    Raises
    ------
    CodingError
        It is empty, or holds a line break or another control character.
    """
    kept = unicodedata.normalize("NFC", name).strip()
    if not kept or any(unicodedata.category(letter) == "Cc" for letter in kept):
        raise CodingError(f"coder is {name!r}; expected a name in one line")
    return kept


def _authorised(action: int, table: str | None, column: str | None, base: str | None, via: str | None) -> int:
    # the numbers of events are free: foreign keys are checked by them
    content = table == "event" and column not in ("event", "undoes") and via != "own"
    others = action == sqlite3.SQLITE_READ and content
    return sqlite3.SQLITE_DENY if others else sqlite3.SQLITE_OK
