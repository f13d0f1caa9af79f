"""From codes that differ to gold: a third decides, and who decided what on which grounds is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.coding.closing import Closing
from trstudy.coding.columns import LEGAL
from trstudy.coding.desk import coder_name
from trstudy.coding.entering import Given, Place
from trstudy.coding.gather import gathered
from trstudy.coding.gold import Decision, gold_table, require_writable, write_gold
from trstudy.coding.ratings import ratings
from trstudy.coding.source import Source, Text, places, texts
from trstudy.coding.store import STORE, Store, open_store
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES

APART_COLUMNS: tuple[str, ...] = ("unit", "variable")


class Adjudication(Closing):
    """Units on which coders differ, and the decisions on them. Made by `open_adjudication`.

    Only units that at least two coders coded take part. A decision holds for the codes that it was made
    on: if a coder changes one of them later, the question is open again.

    Attributes
    ----------
    settler
        Who decides.
    coders
        Whose codes are compared.
    legal
        The codes of each variable.
    """

    def __init__(self, study: Source, codes: pd.DataFrame, store: Store, settler: str) -> None:
        self.settler = coder_name(settler)
        self.coders = [str(name) for name in codes["coder"].unique()]
        if len(self.coders) < 2:
            raise CodingError(f"codes of {', '.join(self.coders) or 'nobody'}; expected those of two or more")
        if self.settler.casefold() in (name.casefold() for name in self.coders):
            raise CodingError(
                f"settler is {self.settler!r}, and so is one of those who differ ({', '.join(self.coders)}); "
                "expected a third"
            )
        self.legal = {**LEGAL, "arena": tuple(study.arenas)}
        self._store = store
        units = study.sentences()
        times = codes.loc[codes[list(VARIABLES)].notna().any(axis=1), "unit"].value_counts()
        self._units = units[units["sentence_id"].isin(times.index[times >= 2])]
        self._files = study.documents().set_index("doc_id")["file"]
        kept = places(study, self._units)
        self._places: dict[str, Place] = {place.sentence_id: place for place in kept}
        found = texts(study, kept, store.path.name)
        self._texts: dict[str, Text] = {text.sentence_id: text for text in found}
        self._codes = {
            (str(unit), variable): {str(c): str(code) for c, code in row.items() if pd.notna(code)}
            for variable, table in ratings(codes, VARIABLES).items()
            for unit, row in table[self.coders].to_dict("index").items()
        }

    def close(self) -> None:
        """Close the coding file."""
        self._store.close()

    def text(self, unit: str) -> Text:
        """Return a unit's words, with those before it in its article."""
        return self._texts[unit]

    def codes(self, unit: str, variable: str) -> dict[str, str]:
        """Return what each coder gave, by name; without those who gave nothing."""
        return dict(self._codes.get((unit, variable), {}))

    @property
    def table(self) -> pd.DataFrame:
        """The differences: ``unit, variable``, a column per coder, ``settled, settled_by, note``.

        One row per unit and variable with different codes, in reading order; what is open has ``NA`` in
        ``settled``.
        """
        decided = self._decided()
        rows: list[dict[str, Any]] = []
        for unit in self._units["sentence_id"]:
            for variable in VARIABLES:
                given = self.codes(unit, variable)
                if len(set(given.values())) > 1:
                    code, by, note = decided.get((unit, variable), Decision())
                    rows.append(
                        {"unit": unit, "variable": variable, **given, "settled": code, "settled_by": by}
                        | {"note": note}
                    )
        columns = [*APART_COLUMNS, *self.coders, "settled", "settled_by", "note"]
        return pd.DataFrame(rows, columns=columns).astype("str")

    def settle(self, unit: str, variable: str, code: str, note: str = "") -> None:
        """Decide on a difference; kept at once, with the codes it was made on. A later one takes its place.

        Raises
        ------
        CodingError
            The coders do not differ there, or the code is not legal.
        """
        table = self.table
        if not ((table["unit"] == unit) & (table["variable"] == variable)).any():
            raise CodingError(f"{unit}, {variable}: coders do not differ there; there is nothing to settle")
        if code not in self.legal[variable]:
            raise CodingError(one_of(variable, code, self.legal[variable]))
        grounds = {"codes": self.codes(unit, variable), "note": " ".join(note.split())}
        said = json.dumps(grounds, ensure_ascii=False, sort_keys=True)
        given = Given(self.settler, self._places[unit], variable, code, said)
        self._store.give([given], task="settle")

    def undo(self) -> tuple[str, str] | None:
        """Take back the settler's last decision that stands; return its unit and variable, or None."""
        own = [row for row in self._store.decisions() if row["coder"] == self.settler]
        if not own:
            return None
        self._store.undo(self.settler, own[-1]["event"])
        return own[-1]["sentence_id"], own[-1]["variable"]

    def gold(self) -> pd.DataFrame:
        """Return the gold: units whose every variable is agreed or settled.

        Returns
        -------
        DataFrame
            The form of the study's codings: ``unit, doc, start, end, role``, the settled codes, each
            coder's own (``frame_<coder>``), ``settled`` (variables on which they had differed),
            ``settled_by`` (who decided each of these, in the same order) and ``settled_note``. Variables
            that fewer than two coders gave are left out, and units in which one is missing.
        """
        units = self._units.assign(doc=self._units["doc_id"].map(self._files))
        return gold_table(units, self.coders, self._codes, self._decided())

    def save(self, path: str | Path) -> int:
        """Write the gold as a tab-separated file, which `trstudy.Study.codings` reads; return its units.

        Raises
        ------
        TrstudyError
            There is no gold yet, or `require_writable` refuses the file.
        """
        return write_gold(self.gold(), Path(path), self.coders)

    def require_writable(self, path: Path) -> None:
        """Raise unless the gold may go to ``path``: a new file, or gold of the same coders from `save`.

        Raises
        ------
        TrstudyError
            There is no folder for it, or a file that is something else.
        """
        require_writable(path, self.coders)

    def _decided(self) -> dict[tuple[str, str], Decision]:
        """Return decisions that still fit the codes, by unit and variable."""
        here = {(p.doc_id, p.start, p.end): unit for unit, p in self._places.items()}
        found = {}
        for row in self._store.decisions():
            unit = here.get((row["doc_id"], row["start"], row["end"]))
            grounds = json.loads(row["grounds"])
            if unit is not None and grounds["codes"] == self.codes(unit, row["variable"]):
                found[unit, row["variable"]] = Decision(row["value"], row["coder"], grounds["note"])
        return found


def open_adjudication(study: Source, *names: str, settler: str, db: str | Path | None = None) -> Adjudication:
    """Open the differences between coders, to decide on them.

    Parameters
    ----------
    study
        The study.
    *names
        Coders, codings or files: see `trstudy.coding.gather.gathered`.
    settler
        The name of who decides.
    db
        The coding file, which keeps the decisions; by default ``codings.db`` in the study's folder.

    Raises
    ------
    CodingError
        Codes of fewer than two coders, an empty name, a settler who is one of them, or a file that cannot
        be read.
    """
    codes = gathered(study, names, db)
    store = open_store(Path(db) if db is not None else study.root / STORE)
    try:
        return Adjudication(study, codes, store, settler)
    except BaseException:
        store.close()
        raise
