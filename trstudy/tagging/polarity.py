"""The sign of a cue: what it says by itself, and what negators, reversers and keepers make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trstudy.tagging.entry import Entry
from trstudy.tagging.events import NEGATOR, REVERSE, Event

_SHIFTED, _DIRECTED, _PREDICATE = 0.15, 0.3, 0.5
# how firmly a cue speaks, by whether it has shifters, is directed, is a predicate
_FIRMNESS = {
    (shifted, directed, predicate): 1 + _SHIFTED * shifted + _DIRECTED * directed + _PREDICATE * predicate
    for shifted in (False, True)
    for directed in (False, True)
    for predicate in (False, True)
}
_ATTRIBUTE = 0.3  # what is left of a participle that only describes a noun: "freed ten jailed sailors"


@dataclass(slots=True)
class Cue:
    """A cue of a unit with the sign it has there.

    Attributes
    ----------
    start, end
        Offsets of the cue as printed.
    entry
        The lexicon entry.
    sign
        +1, -1 or 0 after negation and reversal.
    weight
        How much it counts.
    shifters
        The events that changed or carried its sign, outermost first.
    directed
        Whether it links the two sides directly: one before it, the other as its object.
    predicate
        Whether it is the finite verb right after a side.
    attribute
        Whether it is a participle that only describes a noun.
    dropped
        Why it does not count, or the empty string.
    note
        What else gave it its sign, or the empty string.
    """

    start: int
    end: int
    entry: Entry
    sign: int
    weight: float
    shifters: tuple[Event, ...] = ()
    directed: bool = False
    predicate: bool = False
    attribute: bool = False
    dropped: str = ""
    note: str = ""

    @property
    def strength(self) -> float:
        """How firmly the cue speaks: what a side does, or does to the other, before what is only named."""
        if self.attribute:
            return self.weight * _ATTRIBUTE
        return self.weight * _FIRMNESS[bool(self.shifters), self.directed, self.predicate]

    def turn_round(self, why: str) -> None:
        """Turn a cue round that its clause denies as a whole, once at most."""
        if not self.note:
            self.sign, self.note, self.weight = -self.sign, f"turned round: {why}", max(self.weight, 1.0)


def shifted(sign: int, shifter: Event) -> int:
    """Return a sign after a shifter; a neutral noun (*relations*) takes the shifter's own."""
    if shifter.kind == NEGATOR:
        return -sign or -1
    if shifter.kind == REVERSE:
        if sign and shifter.what.turns == ("rivalry" if sign > 0 else "cooperation"):
            return sign
        return -sign or shifter.what.sign or -1
    return sign or shifter.what.sign or 1


def through(sign: int, shifters: Sequence[Event]) -> int:
    """Return a sign after all shifters, the innermost first; "neither … nor" denies once."""
    for i, shifter in reversed(list(enumerate(shifters))):
        if not (i and shifter.kind == NEGATOR == shifters[i - 1].kind):
            sign = shifted(sign, shifter)
    return sign
