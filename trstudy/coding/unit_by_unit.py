"""A coder's session: one unit at a time, in its article's context, every code kept as it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trstudy.coding.closing import Closing
from trstudy.coding.codebook import Codebook
from trstudy.coding.codetable import CONFIDENCES
from trstudy.coding.desk import Desk
from trstudy.coding.entering import Place
from trstudy.coding.sheet import Progress, Sheet
from trstudy.coding.source import Text
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES


class Session(Closing):
    """Units to code, one at a time. Made by `trstudy.coding.session.open_session`.

    Whatever is given is one committed transaction before the call returns. The session sees the
    coder's own codes and the units' words, and nothing that others or a tagger made of them.

    Attributes
    ----------
    coder
        The coder's name.
    legal
        The codes of each variable.
    codebook
        The rules.
    design
        How the sample was drawn: ``by, size, seed, taggers, within``.
    position
        The number of the current unit, from 0; None when no unit is open.
    """

    def __init__(
        self, desk: Desk, texts: Sequence[tuple[Place, Text]], legal: dict[str, tuple[str, ...]],
        codebook: Codebook, design: dict[str, Any],
    ) -> None:  # fmt: skip
        self.coder, self.legal, self.codebook, self.design = desk.coder, legal, codebook, design
        self._desk = desk
        self._texts = [text for _, text in texts]
        self._sheet = Sheet(desk, [place for place, _ in texts])
        self.position: int | None = self._sheet.open_after(-1)

    def close(self) -> None:
        """Close the coding file; there is nothing left to save."""
        self._desk.close()

    # --- where one is ---

    @property
    def total(self) -> int:
        """How many units the sample has."""
        return len(self._texts)

    @property
    def progress(self) -> Progress:
        """How many units are done, passed over and open."""
        return self._sheet.progress

    @property
    def unit(self) -> Text:
        """The current unit: its words, its role, its article's title and the units before it.

        Raises
        ------
        CodingError
            No unit is open.
        """
        return self._texts[self._at()]

    @property
    def codes(self) -> dict[str, str]:
        """The coder's codes for the current unit, so far."""
        row = self._row()
        return {variable: row[variable] for variable in VARIABLES if variable in row}

    @property
    def missing(self) -> list[str]:
        """The variables that the current unit still needs, in the codebook's order."""
        return [variable for variable in VARIABLES if variable not in self._row()]

    @property
    def confidence(self) -> int | None:
        """How sure the coder is of the current unit, 1 to 3."""
        return self._row().get("confidence")

    @property
    def note(self) -> str:
        """The coder's note on the current unit."""
        return str(self._row()["note"])

    @property
    def skipped(self) -> bool:
        """Whether the coder passed over the current unit."""
        return bool(self._row()["skipped"])

    # --- giving ---

    def give(self, variable: str, code: str) -> None:
        """Give the current unit a code; a later one for the same variable takes its place.

        Raises
        ------
        CodingError
            There is no such variable or code.
        """
        if variable not in self.legal:
            raise CodingError(one_of("variable", variable, self.legal))
        if code not in self.legal[variable]:
            raise CodingError(one_of(variable, code, self.legal[variable]))
        self._sheet.keep(self._at(), variable, code)

    def rate(self, confidence: int) -> None:
        """Say how sure one is of the current unit: 1 a guess, 2 fairly sure, 3 sure.

        Raises
        ------
        CodingError
            Any other number.
        """
        if confidence not in CONFIDENCES:
            raise CodingError(one_of("confidence", confidence, CONFIDENCES))
        self._sheet.keep(self._at(), "confidence", str(int(confidence)))

    def remark(self, note: str) -> None:
        """Put a note to the current unit, in place of an earlier one."""
        self._sheet.keep(self._at(), "note", " ".join(note.split()))

    def skip(self) -> None:
        """Pass over the current unit, and go on; its codes count as missing until one is given anew."""
        self._sheet.keep(self._at(), "skip", "1")
        self.next()

    def undo(self) -> str | None:
        """Take back what was given last and still stands, and go to its unit.

        Returns
        -------
        str or None
            What was taken back (``"frame rivalry"``); None if there is nothing.
        """
        undone = self._sheet.undo()
        if undone is None:
            return None
        self.position, variable, value = undone
        return "skip" if variable == "skip" else f"{variable} {value}"

    # --- moving ---

    def next(self) -> None:
        """Go to the next open unit, round the end if need be; to None if there is none."""
        self.position = self._sheet.open_after(self.total if self.position is None else self.position)

    def back(self) -> None:
        """Go to the unit before, open or not."""
        self.go((self.total if self.position is None else max(self.position, 1)) - 1)

    def go(self, position: int) -> None:
        """Go to a unit by its number, from 0.

        Raises
        ------
        CodingError
            The sample has no such unit.
        """
        if not 0 <= position < self.total:
            raise CodingError(f"position is {position}; expected 0 to {self.total - 1}")
        self.position = position

    # --- inside ---

    def _at(self) -> int:
        if self.position is None:
            raise CodingError(f"all {self.total} units are coded or passed over; go back to one to change it")
        return self.position

    def _row(self) -> dict[str, Any]:
        return self._sheet.rows[self._at()]
