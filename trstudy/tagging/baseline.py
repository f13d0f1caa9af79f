"""A bag of cues, for comparison: what word lists alone can do, with no dyad, negation or clause."""

from __future__ import annotations

import pandas as pd

from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.arena import arena
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.matcher import CUE, Event, cue_matcher
from trstudy.tagging.sides import sides
from trstudy.tagging.unit import Context, Unit, read_unit


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
    """Counts the rule tagger's cues, both ways, and takes the majority."""

    def _units(self, units: pd.DataFrame, dyad: Dyad) -> list[Unit]:
        return [read_unit(text, cue_matcher(), sides(dyad), Context()) for text in units["text"]]

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


tagger = BaselineTagger()
