"""Taggers that judge a unit as a whole: the frame is theirs, all else and the dyad test the rules'."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import pandas as pd

from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.decision import turned
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.features import units_read
from trstudy.tagging.tagged import Tagged


@dataclass(frozen=True)
class Whole:
    """A reason that rests on the whole unit.

    Attributes
    ----------
    entry
        What the unit was compared with.
    category
        What kind of thing that is.
    sign
        +1 for cooperation, -1 for rivalry, 0 for neither.
    counted
        Whether it had a say.
    why
        Its number, in words.
    """

    entry: str
    category: str
    sign: int
    counted: bool
    why: str


@dataclass(frozen=True)
class Judgement:
    """The frame of a unit, its score, the rule that decided, and the reasons."""

    frame: str
    score: float
    rule: str
    grounds: tuple[Whole, ...] = ()


ABSENT = Judgement("none", 0.0, "dyad-absent")


class WholeTagger(ABC):
    """A tagger by a model that knows nothing of who stands in which relation to whom.

    Units that fail the rules' dyad test are ``none`` without asking the model; arena, voice and
    modality are the rules' codes.
    """

    @abstractmethod
    def judged(self, texts: list[str], dyad: Dyad) -> list[Judgement]:
        """Return the judgement of each text, of which there is at least one."""

    def tags(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row of codes per unit."""
        rows = [
            (
                found.frame, read.arena.code, read.voice.code, read.modality.code,
                found.score, turned(read.decision.quad, found.frame), found.rule,
            )
            for read, found in self._pairs(units, dyad)
        ]  # fmt: skip
        return pd.DataFrame(rows, index=units.index, columns=list(TAG_COLUMNS))

    def evidence(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row per reason, each about the whole unit."""
        rows = [
            (i, 0, len(text), text, g.entry, g.category, None, g.sign, g.counted, g.why)
            for i, ((_, found), text) in enumerate(zip(self._pairs(units, dyad), units["text"], strict=True))
            for g in found.grounds
        ]
        columns = ["unit", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why"]
        return pd.DataFrame(rows, columns=columns)

    def reasons(self, units: pd.DataFrame, dyad: Dyad) -> list[tuple[str, ...]]:
        """Return, for each unit, why it got its arena, voice and modality, in words."""
        return [
            tuple(
                code.why(name, read.unit.padded)
                for name, code in (("arena", read.arena), ("voice", read.voice), ("modality", read.modality))
            )
            for read in units_read(units, dyad)
        ]

    def _pairs(self, units: pd.DataFrame, dyad: Dyad) -> list[tuple[Tagged, Judgement]]:
        read = list(units_read(units, dyad))
        asked = [i for i, tagged in enumerate(read) if tagged.decision.dyad]
        texts = [units["text"].iloc[i] for i in asked]
        found = dict(zip(asked, self.judged(texts, dyad) if texts else (), strict=True))
        return [(tagged, found.get(i, ABSENT)) for i, tagged in enumerate(read)]
