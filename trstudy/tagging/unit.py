"""What the rules know of a unit: its text, its events, who is named, and what came before."""

from __future__ import annotations

from dataclasses import dataclass, field

from trstudy.tagging.dyad import THIRD, A, B, Mention, Sides
from trstudy.tagging.folding import fold
from trstudy.tagging.matcher import (
    ARENA,
    CLAUSE,
    CUE,
    DIVIDING,
    HEDGE,
    JOINT,
    KEEP,
    NEGATOR,
    OPENING,
    PRONOUN,
    RELATION,
    REVERSE,
    Event,
    Matcher,
)  # fmt: skip


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
        Whether a quotation opened before has not been closed.
    """

    age: int | None = None
    pair: bool = False
    subject: int | None = None
    arena: str = ""
    open_quote: bool = False


@dataclass(slots=True)
class Unit:
    """One unit under the rules' eyes. Offsets are positions in ``padded``, one more than in the text."""

    padded: str
    folded: str
    events: list[Event]
    mentions: list[Mention]
    context: Context
    role: str = "body"
    shifting: list[Event] = field(default_factory=list)

    @property
    def has_a(self) -> bool:
        """Whether side A is named."""
        return any(m.side == A for m in self.mentions)

    @property
    def has_b(self) -> bool:
        """Whether side B is named."""
        return any(m.side == B for m in self.mentions)

    def of(self, *kinds: str) -> list[Event]:
        """Return the events of the given kinds, in order."""
        return [e for e in self.events if e.kind in kinds]


def read_unit(text: str, matcher: Matcher, sides: Sides, context: Context, role: str = "body") -> Unit:
    """Scan a text once and return it as a unit."""
    padded = f" {text} "
    folded = fold(padded)
    mentions = sides.scan(folded, padded)
    events = matcher.scan(folded)
    return Unit(padded, folded, events, mentions, context, role)


__all__ = [
    "ARENA", "CLAUSE", "CUE", "DIVIDING", "HEDGE", "JOINT", "KEEP", "NEGATOR", "OPENING", "PRONOUN", "RELATION", "REVERSE", "THIRD", "A", "B", "Context", "Unit",
    "read_unit",
]  # fmt: skip
