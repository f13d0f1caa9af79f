"""A coder's sheet: the units of a sample, and what the coder has given for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trstudy.coding.codetable import apply
from trstudy.coding.desk import Desk
from trstudy.coding.entering import Place
from trstudy.tables import VARIABLES


@dataclass(frozen=True)
class Progress:
    """How far a coder has come: units with all codes, passed over, still open, and all."""

    done: int
    skipped: int
    open: int
    total: int


class Sheet:
    """What a coder has given for the units of a sample, by their number from 0.

    The coding file is what counts: every change goes through it and is read back.

    Attributes
    ----------
    places
        Where the units stand, in the sample's order.
    rows
        For each unit ``note`` and ``skipped``, and its codes and ``confidence`` where they are given.
    """

    def __init__(self, desk: Desk, places: Sequence[Place]) -> None:
        self.places = list(places)
        self._desk = desk
        self._number = {(p.doc_id, p.start, p.end): k for k, p in enumerate(self.places)}
        self._read()

    @property
    def progress(self) -> Progress:
        """How many units are done, passed over and open."""
        total, skipped = len(self.rows), sum(row["skipped"] for row in self.rows)
        left = sum(self._is_open(k) for k in range(total))
        return Progress(total - skipped - left, skipped, left, total)

    def open_after(self, k: int) -> int | None:
        """Return the next unit that is open, round the end if need be; None if there is none."""
        total = len(self.rows)
        later = [*range(k + 1, total), *range(0, min(k + 1, total))]
        return next((k for k in later if self._is_open(k)), None)

    def keep(self, k: int, variable: str, value: str) -> None:
        """Keep one thing that the coder gives for a unit."""
        self._desk.give(self.places[k], variable, value)
        self._read()

    def undo(self) -> tuple[int, str, str] | None:
        """Take back what was given last and still stands: its unit, variable and value, if there is any."""
        own = [(k, event) for event in self._desk.given() if (k := self._of(event)) is not None]
        if not own:
            return None
        k, last = own[-1]
        self._desk.undo(last["event"])
        self._read()
        return k, last["variable"], last["value"]

    def _read(self) -> None:
        self.rows: list[dict[str, Any]] = [{"note": "", "skipped": False} for _ in self.places]
        for event in self._desk.given():
            if (k := self._of(event)) is not None:
                apply(self.rows[k], event["variable"], event["value"])

    def _of(self, event: Any) -> int | None:
        return self._number.get((event["doc_id"], event["start"], event["end"]))

    def _is_open(self, k: int) -> bool:
        row = self.rows[k]
        return not row["skipped"] and any(variable not in row for variable in VARIABLES)
