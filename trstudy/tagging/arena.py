"""The arena of a unit: the field in which it places the relation, or its topic."""

from __future__ import annotations

from collections.abc import Mapping

from trstudy.tagging.codes import Code
from trstudy.tagging.events import ARENA, DIVIDING, OPENING, Event
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.mentions import THIRD
from trstudy.tagging.topics import (
    COUNTRY,
    ELSEWHERE,
    GOODS,
    NAMES,
    RULED,
    STATES,
    STRONG,
    TRADING,
    arenas,
    fallbacks,
    persons,
    their_own,
)  # fmt: skip
from trstudy.tagging.unit import Unit

_FIRM = frozenset({RULED, NAMES, STATES, STRONG, ELSEWHERE})
_ABROAD = frozenset({STATES, COUNTRY})
_FIRST = 20  # characters that a first claim has at least
_SECOND = 0.5  # what a term weighs in a second claim, once the first has named a field
_RELATION = 0.4  # what speaks for no field in particular where the unit is about the relation
_TOPIC = 0.15  # and for any other topic where it is not
_CARRIED = 0.9  # what speaks for the fields of the units before where this one names none
_KEPT = 0.65  # the same where the relation is in play: it may have turned to the relation in general
_LED = 3.0  # how much must have been said for a field to lead a document
_LEADING = 0.6  # and what share of it that field has at least
_ASIDE = 1.5  # what speaks for the field that leads where an aside about others names one of its own
_FADING = 0.95  # what a unit's field weighs one unit later
_TITLE = 3.0  # what the field of a document's first unit weighs


def arena_codes(lexicon: Lexicon = PACKAGE) -> tuple[str, ...]:
    """Return the legal arena codes, in the lexicon's order."""
    return tuple(arenas(lexicon))


def arena(unit: Unit, *, related: bool) -> Code:
    """Return the field in which the unit places the relation, or its topic.

    Codebook, variable 2: *the primary field in which the unit places the relation. Units framed none get an
    arena too, by their topic. A summit about a named field takes the field; arms sales are defence even
    when NATO is mentioned; sanctions are economy; nuclear plants and pipelines are energy; the post-Soviet
    space at large is bilateral.* Each arena's ``pull`` in the lexicon encodes these precedences.

    Parameters
    ----------
    unit
        The unit.
    related
        Whether the relation of the dyad is in play.
    """
    scores: dict[str, float] = {}
    grounds: dict[str, list[Event]] = {}
    roles, settled = set(), False
    second = _second_claim(unit)
    for event in _terms(unit):
        start, field = event.start, event.what
        code, weight = field.code, field.weight
        if settled and start > second:
            weight *= _SECOND
        elif field.role in _FIRM:
            settled = True
        if code in grounds:
            scores[code] += weight
            grounds[code].append(event)
        else:
            scores[code] = weight
            grounds[code] = [event]
        roles.add(field.role)
    if GOODS in roles and TRADING in roles:
        # a weapon that is sold is a matter of arms, one that fires is not
        for code, terms in grounds.items():
            scores[code] += max(event.what.traded for event in terms)
    relation, topic = fallbacks(unit.lexicon)
    base, weight, kept = (relation, _RELATION, _KEPT) if related else (topic, _TOPIC, _CARRIED)
    scores[base] = scores.get(base, 0.0) + weight
    said = unit.context.topics
    if said:
        whole = sum(said.values())
        for code, weight in said.items():
            share = weight / whole
            if not roles & _FIRM:
                scores[code] = scores.get(code, 0.0) + kept * share
            elif not related and whole >= _LED and share > _LEADING:
                scores[code] = scores.get(code, 0.0) + _ASIDE * (share - _LEADING) / (1 - _LEADING)
    best = max(scores, key=scores.__getitem__)
    if best in grounds:
        return Code(best, "from", tuple(grounds[best]))
    why = "less is said of any field" if grounds else "no field is named"
    return Code(best, f"{why}, as in the units before" if best in said and best != base else why)


def topics(unit: Unit, found: Code) -> Mapping[str, float]:
    """Return how much each arena has been spoken of up to the unit's end, lately above all."""
    said = unit.context.topics
    if not found.grounds and (said or found.code != fallbacks(unit.lexicon)[0]):
        return said
    later = {code: weight * _FADING for code, weight in said.items()}
    later[found.code] = later.get(found.code, 0.0) + (_TITLE if found.grounds and not said else 1.0)
    return later


def _second_claim(unit: Unit) -> int:
    """Return where a second claim or a concession begins: the first says what the unit is about."""
    stop = unit.padded.find(";")
    for turn in unit.turns:
        if turn.start > _FIRST and turn.kind in (DIVIDING, OPENING):
            return min(turn.start, stop) if stop > 0 else turn.start
    return stop if stop > 0 else len(unit.padded)


def _aside(padded: str) -> tuple[int, int] | None:
    """Return where the unit's bracket stands: a citation or an aside, which does not set the topic."""
    start = padded.find("(")
    return None if start < 0 else (start, padded.find(")", start) % len(padded))


def _terms(unit: Unit) -> list[Event]:
    """Return the terms that count, and the persons whom the unit names if an arena counts them."""
    aside = _aside(unit.padded)
    sides = {m.start for m in unit.mentions if m.side != THIRD}
    terms = [
        e
        for e in unit.fields
        if not (aside and aside[0] < e.start < aside[1])
        and (_counts(unit, e, sides) if e.what.capitals or e.what.local else True)
    ]
    if not unit.assumed:
        own = their_own(unit.lexicon)
        terms = [e._replace(what=own) if e.what.local and e.what.role != ELSEWHERE else e for e in terms]
    field = persons(unit.lexicon)
    if field is not None and any(m.person for m in unit.mentions):
        known = {event.start for event in terms}
        terms += [
            Event(m.start, m.end, ARENA, field) for m in unit.mentions if m.person and m.start not in known
        ]
    return terms


def _counts(unit: Unit, event: Event, sides: set[int]) -> bool:
    """Tell whether a term counts.

    A name must be printed as one, and a state must not be one of the two sides. What is local counts for the
    sides that meet in that place; for those who meet in none it stands for a place of their own.
    """
    field = event.what
    if not field.capitals:
        return not unit.assumed or field.code in unit.assumed
    words = unit.padded[event.start : event.end]
    if not (words.isupper() if field.capitals == 2 else not words.islower()):
        return False
    return field.role not in _ABROAD or event.start not in sides
