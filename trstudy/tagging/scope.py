"""Negation and reversal: the sign of each cue after the words that govern it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trstudy.tagging.grammar import attribute, complements, finite, intransitive, nominal, predicative
from trstudy.tagging.lexicon import Entry
from trstudy.tagging.matcher import CUE, KEEP, NEGATOR, REVERSE, Event

REACH = 60  # characters over which a shifter reaches the cue it governs
_SHIFTED, _DIRECTED, _PREDICATE = 0.15, 0.3, 0.5
_ATTRIBUTE = 0.3  # what is left of a participle that only describes a noun: "freed ten jailed sailors"
_APPOSITION = re.compile(r"[^,“”\"]*, [A-Z][^,“”\"]*, (?:\w+ )*")
# the words after which a shifter no longer governs what follows: "relations soured over the sanctions"
_BLOCK = re.compile(
    r" (over|after|amid|following|during|since|because|as|when|by|despite|thanks to|in return|in exchange"
    r"|in the wake|even|until|whenever|so that|in order to) "
)
_HARD = re.compile(r"[.?!;:—()]| [-–] ")
_CLAUSE = re.compile(
    r" (?:which|who|because|(?<!never )(?<!not )once|after|before|until|unless|whenever|where) "
)
_SOFT = re.compile(r"[,“”\"]")  # only a negator reaches across these


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
        return self.weight * (
            1 + _SHIFTED * bool(self.shifters) + _DIRECTED * self.directed + _PREDICATE * self.predicate
        )


def barriers(text: str, folded: str, cuts: list[int]) -> list[int]:
    """Return the positions that no shifter or attitude reaches across, in order.

    Parameters
    ----------
    text, folded
        The unit as printed and folded, of one length.
    cuts
        Where contrast words part its claims.
    """
    found = [
        *cuts,
        *(m.start() for m in _HARD.finditer(text)),
        *(m.start() for m in _CLAUSE.finditer(folded)),
    ]
    return sorted(found)


def _crossed(walls: list[int], start: int, end: int) -> bool:
    return any(start <= wall < end for wall in walls)


def signed_cues(text: str, folded: str, events: list[Event], walls: list[int]) -> list[Cue]:
    """Return the cues of a unit with their signs after negators, reversers and keepers.

    Codebook rule 3: *denial turns the code round. A denied rivalry is cooperation; a denied, failed,
    missing or ended cooperation is rivalry.*

    Parameters
    ----------
    text, folded
        The unit as printed and folded, of one length.
    events
        Its cues and shifters in order.
    walls
        Positions that no shifter reaches across.
    """
    cues: list[Cue] = []
    pending: list[Event] = []
    carried: tuple[Event, ...] = ()
    for event in events:
        if pending and _out_of_reach(text, folded, walls, pending[-1], event):
            _settle(text, folded, cues, pending, walls)
            pending, carried = [], ()
        if event.kind != CUE:
            if event.kind == NEGATOR and cues and event.end <= cues[-1].end:
                _deny(cues[-1], event)
                continue
            if event.what == "without":  # it opens a phrase of its own: "ended without agreement"
                _settle(text, folded, cues, pending, walls)
                pending, carried = [], ()
            pending.append(event)
            continue
        if not pending and cues and carried and _coordinate(folded, cues[-1].end, event.start):
            governing = (
                carried
                if not finite(folded, event.start, event.end, event.what)
                else tuple(c for c in carried if c.kind == NEGATOR)
            )
        elif not pending and cues and carried and _same_act(folded, cues[-1], event):
            governing = carried = tuple(c for c in carried if c.kind == NEGATOR)
        else:
            governing = tuple(pending)
        cues.append(_governed(event, governing))
        cues[-1].attribute = not governing and attribute(folded, event.start, event.end, event.what)
        carried, pending = governing, []
    _settle(text, folded, cues, pending, walls)
    return cues


def _deny(cue: Cue, negator: Event) -> None:
    """Turn a cue round whose gap holds a negator: "left no scar"."""
    cue.sign = _shifted(cue.sign, negator)
    cue.shifters = (*cue.shifters, negator)


def _out_of_reach(text: str, folded: str, walls: list[int], shifter: Event, event: Event) -> bool:
    if event.start - shifter.end > REACH or _crossed(walls, shifter.end, event.start):
        return True
    if shifter.kind == NEGATOR:
        return False
    if _SOFT.search(text, shifter.end, event.start):
        return True
    if shifter.what.word_class == "phrase":  # "a mistake to see the two as foes"
        return False
    return _BLOCK.search(folded[shifter.end : event.start + 1]) is not None


def _same_act(folded: str, verb: Cue, event: Event) -> bool:
    """Tell whether a cue is the object of a verb of its own sign: "did not fire a shot"."""
    entry = verb.entry
    same = entry.word_class == "verb" and entry.sign == event.what.sign
    return same and complements(folded, verb.end, event.start)


def _coordinate(folded: str, end: int, start: int) -> bool:
    gap = folded[end:start].split()
    return len(gap) <= 2 and (not gap or gap[0] in ("and", "or", "nor"))


def _governed(event: Event, governing: tuple[Event, ...]) -> Cue:
    entry: Entry = event.what
    weight = max(entry.weight, 0.9) if governing else entry.weight
    return Cue(event.start, event.end, entry, _through(entry.sign, governing), weight, governing)


def _shifted(sign: int, shifter: Event) -> int:
    """Return a sign after a shifter; a neutral noun (*relations*) takes the shifter's own."""
    if shifter.kind == NEGATOR:
        return -sign or -1
    if shifter.kind == REVERSE:
        if sign and shifter.what.turns == ("rivalry" if sign > 0 else "cooperation"):
            return sign
        return -sign or shifter.what.sign
    return sign or shifter.what.sign


def _settle(text: str, folded: str, cues: list[Cue], pending: list[Event], walls: list[int]) -> None:
    """Let shifters with nothing to govern act on the cue to their left, or speak for themselves."""
    acting = [e for e in pending if e.kind in (REVERSE, KEEP)]
    if not acting:
        return
    shifter = acting[-1]
    entry: Entry = shifter.what
    before = pending[: pending.index(shifter)]
    subject = _subject(cues, walls)
    if (
        subject is not None
        and all(e.kind == REVERSE and e.what.word_class == "noun" for e in subject.shifters)
        and not folded[: pending[0].start].endswith(" and ")
        and predicative(folded, shifter.start, entry)
        and intransitive(folded, shifter.end)
        and (
            subject.entry.word_class == "adjective"
            or nominal(folded, subject.start, subject.end, subject.entry)
        )
        and pending[0].start - subject.end <= REACH
        and not _crossed(walls, subject.end, pending[0].start)
        and (
            _SOFT.search(text, subject.end, pending[0].start) is None
            or _APPOSITION.fullmatch(text, subject.end, pending[0].start) is not None
        )
    ):
        subject.sign = _through(_shifted(subject.sign, shifter), before)
        subject.weight = max(subject.weight, 1.0)
        subject.shifters = (*pending, *subject.shifters)
    elif entry.sign:
        cues.append(
            Cue(
                shifter.start,
                shifter.end,
                entry,
                _through(entry.sign, before),
                entry.weight,
                tuple(before),
            )
        )


def _subject(cues: list[Cue], walls: list[int]) -> Cue | None:
    """Return the cue that a predicate to its right is about: the last, or the noun that governs it."""
    if not cues:
        return None
    last = cues[-1]
    if len(cues) > 1 and cues[-2].entry.governs and not _crossed(walls, cues[-2].end, last.start):
        return cues[-2]
    return last


def _through(sign: int, shifters: Sequence[Event]) -> int:
    """Return a sign after all shifters, the innermost first; "neither … nor" denies once."""
    for i, shifter in reversed(list(enumerate(shifters))):
        if not (i and shifter.kind == NEGATOR == shifters[i - 1].kind):
            sign = _shifted(sign, shifter)
    return sign
