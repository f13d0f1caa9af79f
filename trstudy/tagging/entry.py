"""One entry of the lexicon: as its category is written, and as the rules know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["cue", "reverse", "keep", "mask"]
GAP = ".."


class Section(BaseModel):
    """One category of a cue or shifter file, as written."""

    model_config = ConfigDict(extra="forbid")

    sign: Literal[-1, 0, 1]
    quad: Literal[
        "", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"
    ] = ""
    weight: float = 1.0
    governs: bool = False
    spares: bool = False
    both: bool = False
    turns: Literal["", "cooperation", "rivalry"] = ""
    gloss: str = ""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon with what the rules need to know of it.

    Attributes
    ----------
    form
        The entry as written, e.g. ``"throw .. weight behind"``.
    word_class
        ``verb``, ``noun``, ``adjective`` or ``phrase``.
    kind
        ``cue``, ``reverse`` (turns the sign of what it governs), ``keep`` (passes it on) or ``mask`` (a
        fixed phrase that only looks like a cue).
    category, section
        The table and the file it stands in.
    sign
        +1 cooperation, -1 rivalry, 0 none of its own.
    weight
        How much it counts against other cues of the unit.
    governs
        Whether it settles the sign of its complement (*condemn*, *thank*).
    spares
        Whether it lets pass what the other side does: that then says nothing by itself (*look away as …*).
    both
        Whether it says by itself that the two are aligned and opposed at once (*frenemies*).
    turns
        Of a reverser: the frame that it alone turns round (one cannot *ease* a friendship); empty for both.
    quad
        Verbal or material, cooperation or conflict; empty for a state of affairs.
    own
        Whether it comes from a folder laid over the package's lexicon: it then goes before what is spelt
        alike there.
    """

    form: str
    word_class: str
    kind: Kind
    category: str
    section: str
    sign: int
    weight: float
    governs: bool
    turns: str
    quad: str
    own: bool = False
    spares: bool = False
    both: bool = False
