"""From a unit as read to its codes: by the rules, then, its neighbours known, by the weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from trstudy.tagging.arena import arena, topics
from trstudy.tagging.codes import Code
from trstudy.tagging.decision import Decision
from trstudy.tagging.frames import frame
from trstudy.tagging.mentions import A, B
from trstudy.tagging.modality import modality
from trstudy.tagging.overruling import NONE, Beside, overruled, standing
from trstudy.tagging.unit import Context, Unit
from trstudy.tagging.voice import left_open, voice
from trstudy.tagging.weighing import weights_for

Codes = tuple[str, str, str, str, float, str | None, str]  # as `TAG_COLUMNS`


class Tagged(NamedTuple):
    """A unit with its four codes and the decision behind the frame."""

    unit: Unit
    decision: Decision
    arena: Code
    voice: Code
    modality: Code


def ruled(unit: Unit, off: frozenset[str] = frozenset()) -> Tagged:
    """Return a unit with its codes by the rules.

    Parameters
    ----------
    unit
        The unit, as read.
    off
        Rule families to leave out.
    """
    decision = frame(unit, off)
    return Tagged(unit, decision, arena(unit, related=bool(decision.dyad)), voice(unit), modality(unit))


def accompanied(units: Iterable[Tagged]) -> Iterator[tuple[Tagged, Beside]]:
    """Yield each of the units that the rules have read, in order, with what they say of those beside it."""
    before = here = None
    for after in chain(units, (None,)):
        if here is not None:
            yield here, beside(before, here, after)
        before, here = here, after


def beside(before: Tagged | None, here: Tagged, after: Tagged | None) -> Beside:
    """Return what the rules say of the units before and after one, as far as they are of its document."""
    goes_on = here.unit.context.arena  # the first of a document has no arena before it
    followed = after is not None and after.unit.context.arena
    return Beside(
        standing(before.decision) if before and goes_on else NONE,
        standing(after.decision) if after and followed else NONE,
    )


def settled(found: Tagged, beside: Beside, off: frozenset[str] = frozenset()) -> Tagged:
    """Return a unit that the rules have read as the weights leave it.

    Parameters
    ----------
    found, beside
        What the rules say of it, and of those beside it.
    off
        Rule families to leave out.
    """
    if "weighing" in off:
        return found
    decision = overruled(found.unit, found.decision, beside, weights_for(found.unit), off)
    if decision is found.decision:
        return found
    again = found.arena if found.decision.dyad else arena(found.unit, related=True)
    return found._replace(decision=decision, arena=again)


def next_context(found: Tagged) -> Context:
    """Return what a tagged unit and those before it leave for the next one of the same document."""
    unit, decision, before = found.unit, found.decision, found.unit.context
    named = {m.side for m in unit.mentions if m.state}
    in_play = bool(decision.dyad)
    age = 0 if in_play else (None if before.age is None else before.age + 1)
    pair = in_play if in_play or len(named) > 1 else before.pair
    first = unit.mentions[0].side if unit.mentions else None
    subject = before.subject if first is None and not in_play else (first if first in (A, B) else None)
    return Context(
        age, pair, subject, found.arena.code, topics(unit, found.arena), left_open(unit),
        before.given | unit.named, unit.has_third,
    )  # fmt: skip


def codes(found: Tagged) -> Codes:
    """Return a tagged unit's row of a table of tags."""
    decision = found.decision
    return (
        decision.frame, found.arena.code, found.voice.code, found.modality.code,
        decision.score, decision.quad, decision.rule,
    )  # fmt: skip
