"""Negation and reversal: the sign of each cue after the words that govern it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trstudy.tagging.lexicon import Entry
from trstudy.tagging.matcher import CUE, KEEP, NEGATOR, REVERSE, Event

REACH = 60  # characters over which a shifter reaches the cue it governs
_SHIFTED, _DIRECTED, _PREDICATE = 0.15, 0.3, 0.5
# the words after which a shifter no longer governs what follows: "relations soured over the sanctions"
_BLOCK = re.compile(
    r" (over|after|amid|following|during|since|because|as|when|by|despite|thanks to|in return|in exchange"
    r"|in the wake|even|until|whenever|so that|in order to) "
)
_HARD = re.compile(r"[.?!;:—()]| [-–] ")
_DETERMINED = re.compile(r" (?:s|the|a|an|this|that|their|its|his|her|any|no|each|every|such|of|and) $")
# what may follow a predicate that has no object of its own: nothing, punctuation, a preposition, an adverb
_INTRANSITIVE = re.compile(
    r"  | $| (?:a|about|after|again|ahead|altogether|amid|among|and|around|as|at|away|because|before|between"
    r"|beyond|but|by"
    r"|considerably|down|during|early|following|for|from|further|if|in|into|it|last|next|now|of|off|on|once|or|out"
    r"|over|since|so|soon|than|that|then|this|through|to|together|too|under|until|up|when|while|with|within|without"
    r"|yesterday|\w+ly|\w+day|\d+) "
)
_HEADED = re.compile(r" (?:between|over|about|of|has|have|had|is|was|were|are) ")
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
    dropped: str = ""
    note: str = ""

    @property
    def strength(self) -> float:
        """How firmly the cue speaks: what a side does, or does to the other, before what is only named."""
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
                carried if not _finite(folded, event) else tuple(c for c in carried if c.kind == NEGATOR)
            )
        else:
            governing = tuple(pending)
        cues.append(_governed(event, governing))
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


def _finite(folded: str, event: Event) -> bool:
    """Tell whether a cue is a verb of its own, which no reverser of the verb before it governs."""
    entry: Entry = event.what
    return entry.word_class == "verb" and not folded[event.start : event.end].partition(" ")[0].endswith(
        "ing"
    )


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
        and not subject.shifters
        and not folded[: pending[0].start].endswith(" and ")
        and entry.word_class != "noun"
        and _INTRANSITIVE.match(folded, shifter.end) is not None
        and (subject.entry.word_class == "adjective" or _nominal(folded, subject))
        and pending[0].start - subject.end <= REACH
        and not _crossed(walls, subject.end, pending[0].start)
        and not _SOFT.search(text, subject.end, pending[0].start)
    ):
        subject.sign = _through(_shifted(subject.sign, shifter), before)
        subject.weight = max(subject.weight, 1.0)
        subject.shifters = tuple(pending)
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


def _nominal(folded: str, cue: Cue) -> bool:
    """Tell whether a cue is a noun: by its entry, or by the determiner before a form that is also a verb."""
    if cue.entry.word_class == "noun" or _DETERMINED.search(folded[: cue.start]) is not None:
        return True
    return _HEADED.match(folded[cue.end :]) is not None and not folded[: cue.end].endswith("ed")


def _through(sign: int, shifters: Sequence[Event]) -> int:
    """Return a sign after all shifters, the innermost first; "neither … nor" denies once."""
    for i, shifter in reversed(list(enumerate(shifters))):
        if not (i and shifter.kind == NEGATOR == shifters[i - 1].kind):
            sign = _shifted(sign, shifter)
    return sign
