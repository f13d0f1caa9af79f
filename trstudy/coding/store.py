"""The file that keeps what coders give: one transaction for each code, and all of its history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.coding.closing import Closing
from trstudy.coding.codetable import code_table
from trstudy.coding.entering import Given, Place, Task, insert, now, place_of
from trstudy.coding.opening import connected, told, transaction
from trstudy.coding.schema import STANDING
from trstudy.errors import CodingError, one_of

STORE = "codings.db"
DESIGN_COLUMNS: tuple[str, ...] = ("by", "size", "seed", "taggers", "within")
HISTORY_COLUMNS: tuple[str, ...] = (
    "event", "at", "coder", "task", "sentence_id", "variable", "value", "grounds", "undoes",
)  # fmt: skip


class Store(Closing):
    """A coding file and everybody's codes in it. Made by `open_store`.

    It is for those who compare codes; a coder works at a `trstudy.coding.desk.Desk`, which sees only
    that coder's own.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def close(self) -> None:
        """Close the file; nothing is waiting to be written."""
        self.connection.close()

    def coders(self, task: Task = "code") -> list[str]:
        """Return the names of all who coded (or settled), sorted."""
        rows = self.rows("SELECT DISTINCT coder FROM event WHERE task = ? ORDER BY coder", (task,))
        return [str(row["coder"]) for row in rows]

    def codes(self, *coders: str, task: Task = "code") -> pd.DataFrame:
        """Return what stands: one row per coder and unit, the latest code of each variable.

        Parameters
        ----------
        *coders
            Whose codes; by default everybody's.
        task
            ``code`` for coders' own codes, ``settle`` for what was decided where they differed.

        Returns
        -------
        DataFrame
            `trstudy.coding.codetable.CODE_COLUMNS`, by coder and in the order of texts and units.

        Raises
        ------
        CodingError
            Nobody of that name coded here.
        """
        known = self.coders(task)
        for name in coders:
            if name not in known:
                raise CodingError(one_of("coder", name, known or ["(nobody yet)"], self.path.name))
        query = f"SELECT * FROM event JOIN unit USING (unit) WHERE task = ? AND {STANDING} ORDER BY event"
        rows = self.rows(query, (task,))
        return code_table([dict(row) for row in rows if not coders or row["coder"] in coders])

    def history(self, coder: str | None = None) -> pd.DataFrame:
        """Return everything ever given, undone or not, in order: `HISTORY_COLUMNS`."""
        rows = self.rows(
            f"SELECT {', '.join(HISTORY_COLUMNS)} FROM event JOIN unit USING (unit) "
            "WHERE ? IS NULL OR coder = ? ORDER BY event",
            (coder, coder),
        )
        table = pd.DataFrame([tuple(row) for row in rows], columns=list(HISTORY_COLUMNS))
        return table.astype({"undoes": "Int64"})

    def samples(self) -> pd.DataFrame:
        """Return the samples drawn: ``sample, at, coder``, how each was drawn, and how many ``units``."""
        rows = self.rows(
            "SELECT sample, at, coder, design, count(*) AS units FROM sample JOIN draw USING (sample) "
            "GROUP BY sample ORDER BY sample"
        )
        return pd.DataFrame(
            [{**dict(row), **json.loads(row["design"])} for row in rows],
            columns=["sample", "at", "coder", *DESIGN_COLUMNS, "units"],
        )

    def places(self) -> list[Place]:
        """Return all units that the file knows."""
        return [place_of(row) for row in self.rows("SELECT * FROM unit ORDER BY unit")]

    def give(self, given: Sequence[Given], *, task: Task = "code") -> list[int]:
        """Keep what was given in one transaction, and return the events' numbers."""
        with told(self.path), transaction(self.connection):
            return [insert(self.connection, one, task) for one in given]

    def decisions(self) -> list[sqlite3.Row]:
        """Return the decisions that stand, in order, each with its unit's place."""
        return self.rows(
            f"SELECT * FROM event JOIN unit USING (unit) WHERE task = 'settle' AND {STANDING} ORDER BY event"
        )

    def undo(self, settler: str, event: int) -> None:
        """Take back a decision, by another event that names it."""
        with told(self.path), transaction(self.connection):
            self.connection.execute(
                "INSERT INTO event (at, coder, task, unit, variable, value, undoes) "
                "SELECT ?, ?, 'settle', unit, 'undo', '', event FROM event "
                "WHERE event = ? AND coder = ? AND task = 'settle'",
                (now(), settler, event, settler),
            )

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Return a query's rows."""
        with told(self.path):
            cursor = self.connection.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, values).fetchall()


def open_store(path: str | Path, *, create: bool = True) -> Store:
    """Open a coding file.

    Parameters
    ----------
    path
        The file.
    create
        Make it if there is none.

    Raises
    ------
    CodingError
        It is missing, damaged, something else, or of a newer version than this program knows.
    """
    path = Path(path)
    return Store(path, connected(path, create=create))
