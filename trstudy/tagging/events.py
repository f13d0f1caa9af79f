"""What a text is read as: events, each of a kind and with its offsets."""

from __future__ import annotations

from typing import Any, NamedTuple

# what an event is
CUE, REVERSE, KEEP, NEGATOR, MASK = "cue", "reverse", "keep", "negator", "mask"
OPENING, DIVIDING, CLAUSE = "opening", "dividing", "clause"
HEDGE, REPORTING, SOURCE, UNNAMED = "hedge", "reporting", "source", "unnamed"
JOINT, RELATION, PRONOUN = "joint", "relation", "pronoun"
ARENA, EXEMPT = "arena", "exempt"

# events of one layer do not overlap: the leftmost, then the longest, stands
LAYER = {
    CUE: 0, REVERSE: 0, KEEP: 0, NEGATOR: 0, MASK: 0,
    OPENING: 1, DIVIDING: 1, CLAUSE: 1,
    HEDGE: 2,
    REPORTING: 3, SOURCE: 3, UNNAMED: 3,
    JOINT: 4, RELATION: 4, PRONOUN: 4,
    ARENA: 5,
}  # fmt: skip


class Event(NamedTuple):
    """Something the rules look at: where it stands, what it is, and the entry or code behind it."""

    start: int
    end: int
    kind: str
    what: Any


Layers = tuple[
    list[Event], list[Event], list[Event], list[Event], list[Event], list[Event]
]  # cues, turns, hedges, reports, anaphors, fields
