"""What a linear model is told of a unit: the rules' findings and its words, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.mentions import THIRD, A, B
from trstudy.tagging.polarity import Cue
from trstudy.tagging.rules import RuleTagger
from trstudy.tagging.signals import placed_words
from trstudy.tagging.tagged import Tagged
from trstudy.tagging.unit import Unit

VERSION = 2  # of the names below: a model made for other names cannot be used with them

_WORDS_WEIGH = 0.5  # words are many and rare: beside the rules' findings they are to speak softly
_SIGNS = {1: "+", -1: "-", 0: "0"}

Place = tuple[int, int]
NOWHERE: Place = (0, 0)


class Piece(NamedTuple):
    """One thing known of a unit. A feature's value is the sum over its pieces.

    Attributes
    ----------
    name
        The feature, in words.
    value
        How much of it.
    start, end
        Where in the unit's text it stands, end-exclusive; alike where it stands nowhere, as for what
        is missing.
    """

    name: str
    value: float
    start: int
    end: int


class Reading(NamedTuple):
    """A unit as the rules read it, and the pieces that a model sees of it."""

    tagged: Tagged
    pieces: list[Piece]


def units_read(units: pd.DataFrame, dyad: Dyad) -> Iterator[Tagged]:
    """Return each unit as the rules tag it, in order.

    Parameters
    ----------
    units
        A table with ``doc_id`` (or NA) and ``text``, as from `registry.unit_table`.
    dyad
        The two sides.
    """
    rows = zip(units["doc_id"], units["text"], strict=True)
    return RuleTagger(dyad).tagged((d if isinstance(d, str) else None, text) for d, text in rows)


def readings(units: pd.DataFrame, dyad: Dyad) -> Iterator[Reading]:
    """Yield a reading of each unit, in order; parameters as of `units_read`."""
    for tagged in units_read(units, dyad):
        yield Reading(tagged, list(pieces(tagged)))


def pieces(tagged: Tagged) -> Iterator[Piece]:
    """Yield what is known of a unit: the rules' decision, its cues, its other events, its words."""
    yield from _decision(tagged)
    for cue in tagged.decision.cues:
        yield from _cue(cue)
    yield from _events(tagged)
    yield from _words(tagged.unit)


def _spread(name: str, value: float, places: Sequence[Place]) -> Iterator[Piece]:
    """Share a feature's value out among the places that it rests on."""
    for start, end in places or [NOWHERE]:
        yield Piece(name, value / max(len(places), 1), start, end)


def _at(found: Cue) -> Place:
    return found.start - 1, found.end - 1


def _decision(tagged: Tagged) -> Iterator[Piece]:
    unit, decision = tagged.unit, tagged.decision
    counted = [c for c in decision.cues if not c.dropped and c.sign]
    places = [_at(c) for c in counted]
    yield from _spread(f"dyad {decision.dyad or 'absent'}", 1, _sides(unit) if decision.dyad else ())
    yield from _spread(f"rules say {decision.frame}", 1, places)
    yield from _spread(f"rule {decision.rule}", 1, places)
    if not counted:
        return
    order = "".join(dict.fromkeys(_SIGNS[c.sign] for c in counted))
    yield from _spread(f"claims {order}", 1, places)
    total = sum(c.strength for c in counted)
    tops = []
    for name, sign in (("cooperation", 1), ("rivalry", -1)):
        of_sign = [c for c in counted if c.sign == sign]
        for cue in of_sign:
            yield Piece("balance", sign * cue.strength / total, *_at(cue))
        if of_sign:
            top = max(of_sign, key=lambda c: c.strength)
            tops.append(top)
            yield Piece(f"strongest {name}", top.strength, *_at(top))
    if len(tops) == 2:
        yield from _spread("weaker of both", min(c.strength for c in tops), [_at(c) for c in tops])


def _sides(unit: Unit) -> list[Place]:
    """Where the two sides are first named, or else what stands for them."""
    first = {m.side: (m.start - 1, m.end - 1) for m in reversed(unit.mentions) if m.side in (A, B)}
    if len(first) == 2:
        return [first[A], first[B]]
    return [*first.values(), *((e.start - 1, e.end - 1) for e in unit.anaphors)]


def _cue(cue: Cue) -> Iterator[Piece]:
    sign = _SIGNS[cue.sign]
    if cue.dropped:
        yield Piece(f"cue {cue.entry.category} not counted", 1, *_at(cue))
        return
    yield Piece(f"cue {cue.entry.category} {sign}", cue.strength if cue.sign else 1, *_at(cue))
    yield Piece(f"{cue.entry.word_class} {sign}", 1, *_at(cue))
    for shifter in cue.shifters:
        yield Piece(f"{shifter.kind} before {sign}", 1, shifter.start - 1, shifter.end - 1)


def _events(tagged: Tagged) -> Iterator[Piece]:
    unit = tagged.unit
    for variable, code in (("arena", tagged.arena), ("voice", tagged.voice), ("modality", tagged.modality)):
        last = len(unit.padded) - 2  # an unclosed quotation ends with the unit
        places = [(e.start - 1, min(e.end - 1, last)) for e in code.grounds]
        yield from _spread(f"rules say {variable} {code.code}", 1, places)
    for event in (*unit.hedges, *unit.reports):
        yield Piece(f"{event.kind} {event.what}", 1, event.start - 1, event.end - 1)
    for event in (*unit.turns, *unit.anaphors):
        yield Piece(event.kind, 1, event.start - 1, event.end - 1)
    for event in unit.fields:
        yield Piece(f"field {event.what.code}", event.what.weight, event.start - 1, event.end - 1)
    third = next((m for m in unit.mentions if m.side == THIRD), None)
    if third is not None:
        yield Piece("third party", 1, third.start - 1, third.end - 1)
    if unit.context.arena:
        yield Piece(f"before it {unit.context.arena}", 1, *NOWHERE)
    if unit.context.open_quote:
        yield Piece("quotation left open", 1, *NOWHERE)
    for mark in ("“", '"', "?"):
        at = unit.padded.find(mark)
        if at > 0:
            yield Piece("question mark" if mark == "?" else "quotation mark", 1, at - 1, at)


def _words(unit: Unit) -> Iterator[Piece]:
    """Yield each stem and pair of stems once, where it first stands, the sides' names masked."""
    seen: set[str] = set()
    for name, start, end in placed_words(unit):
        if name not in seen:
            seen.add(name)
            yield Piece(f"“{name}”", _WORDS_WEIGH, start - 1, end - 1)
