"""A bag of cues, for comparison: what word lists alone can do, with no dyad, negation or clause."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.arena import arena
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.events import CUE, Event
from trstudy.tagging.lexica import Lexicon, laid_over
from trstudy.tagging.unit import Context, Unit, read_unit, reader


def _cues(unit: Unit) -> list[Event]:
    return [e for e in unit.cues if e.kind == CUE and e.what.sign]


def _frame(cues: list[Event]) -> tuple[str, float]:
    plus = sum(e.what.sign > 0 for e in cues)
    minus = len(cues) - plus
    if not cues:
        return "none", 0.0
    score = (plus - minus) / len(cues)
    return ("mixed" if not score else "cooperation" if score > 0 else "rivalry"), score


class BaselineTagger:
    """Counts the rule tagger's cues, both ways, and takes the majority.

    Parameters
    ----------
    lexicon
        The lexicon to read by, if not the dyad's.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon

    @property
    def fingerprint(self) -> str:
        """The digest of what is laid over the package's lexicon."""
        return self.lexicon.digest if self.lexicon else ""

    def _units(self, units: pd.DataFrame, dyad: Dyad) -> list[Unit]:
        lists = reader(replace(dyad, lexicon=self.lexicon or dyad.lexicon))
        return [read_unit(text, lists, Context()) for text in units["text"]]

    def tags(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row of codes per unit."""
        rows = []
        for unit in self._units(units, dyad):
            code, score = _frame(_cues(unit))
            rows.append(
                (
                    code,
                    arena(unit, related=unit.has_a and unit.has_b).code,
                    "attributed" if unit.reports else "author",
                    "hedged" if unit.hedges else "asserted",
                    score,
                    None,
                    "majority",
                )
            )
        return pd.DataFrame(rows, index=units.index, columns=list(TAG_COLUMNS))

    def evidence(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row per cue, all of them counted."""
        rows = [
            (i, e.start - 1, e.end - 1, unit.padded[e.start : e.end], e.what.form, e.what.category,
             e.what.quad, e.what.sign, True, "counted as printed")
            for i, unit in enumerate(self._units(units, dyad))
            for e in _cues(unit)
        ]  # fmt: skip
        columns = ["unit", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why"]
        return pd.DataFrame(rows, columns=columns)


def tagger(folder: str = "") -> BaselineTagger:
    """Return the baseline, with a folder's word lists laid over the package's if one is named."""
    return BaselineTagger(laid_over(folder) if folder else None)
