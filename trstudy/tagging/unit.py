"""What the rules know of a unit: its text, its events, who is named, and what came before."""

from __future__ import annotations

from dataclasses import dataclass

from trstudy.tagging.folding import fold
from trstudy.tagging.matcher import Event, Matcher
from trstudy.tagging.sides import A, B, Mention, Sides


@dataclass(frozen=True, slots=True)
class Context:
    """What earlier units of the same document leave for the next one.

    Attributes
    ----------
    age
        Units since the dyad was last in play; None if it never was.
    pair
        Whether the last unit with two actors spoke of the dyad, so that "both sides" means it.
    subject
        The side that the unit before named first; None if it named another actor before it.
    arena
        The arena of the unit before.
    open_quote
        For how many units a quotation has been open; 0 if none is.
    """

    age: int | None = None
    pair: bool = False
    subject: int | None = None
    arena: str = ""
    open_quote: int = 0


@dataclass(slots=True)
class Unit:
    """One unit under the rules' eyes. Offsets are positions in ``padded``, one more than in the text.

    Attributes
    ----------
    padded, folded
        The text with a space at either end, as printed and folded.
    mentions
        Where actors are named.
    context
        What the units before leave.
    cues
        Cues, reversers, keepers and negators.
    turns
        Contrast words and the beginnings of clauses.
    hedges, reports
        Words of doubt; words of saying.
    anaphors
        Words that stand for a side, for both, or for their relation.
    fields
        Terms of an arena.
    """

    padded: str
    folded: str
    mentions: list[Mention]
    context: Context
    cues: list[Event]
    turns: list[Event]
    hedges: list[Event]
    reports: list[Event]
    anaphors: list[Event]
    fields: list[Event]

    @property
    def has_a(self) -> bool:
        """Whether side A is named."""
        return any(m.side == A for m in self.mentions)

    @property
    def has_b(self) -> bool:
        """Whether side B is named."""
        return any(m.side == B for m in self.mentions)

    @property
    def events(self) -> list[Event]:
        """All events in order."""
        layers = (self.cues, self.turns, self.hedges, self.reports, self.anaphors, self.fields)
        return sorted((e for layer in layers for e in layer), key=lambda e: e.start)


def read_unit(text: str, matcher: Matcher, sides: Sides, context: Context) -> Unit:
    """Scan a text once and return it as a unit."""
    padded = f" {text} "
    folded = fold(padded)
    return Unit(padded, folded, sides.scan(folded, padded), context, *matcher.scan(folded))
