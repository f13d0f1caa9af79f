"""The arena of a unit: the field in which it places the relation, or its topic."""

from __future__ import annotations

from trstudy.tagging.codes import Code
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.matcher import DIVIDING, OPENING, Event
from trstudy.tagging.sides import THIRD
from trstudy.tagging.topics import COUNTRY, GOODS, NAMES, RULED, STRONG, TRADING, arenas, fallbacks
from trstudy.tagging.unit import Unit

_FIRM = frozenset({RULED, NAMES, STRONG})
_FIRST = 20  # characters that a first claim has at least
_SECOND = 0.7  # what a term weighs in a second claim
_RELATION = 0.4  # what speaks for no field in particular where the unit is about the relation
_TOPIC = 0.15  # and for any other topic where it is not
_CARRIED = 0.5  # what speaks for the field of the unit before where this one names none
_KEPT = 0.2  # the same where the relation is in play: it may have turned to the relation in general


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
    roles = set()
    aside, second = _aside(unit.padded), _second_claim(unit)
    for event in unit.fields:
        start, field = event.start, event.what
        if (aside and aside[0] < start < aside[1]) or not _printed(unit, event):
            continue
        code, weight = field.code, field.weight if start < second else field.weight * _SECOND
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
    carried = unit.context.arena
    if carried and not roles & _FIRM:
        scores[carried] = scores.get(carried, 0.0) + kept
    best = max(scores, key=scores.__getitem__)
    if best in grounds:
        return Code(best, "from", tuple(grounds[best]))
    if best == carried:
        return Code(best, "no field is named, as in the unit before")
    return Code(best, "no field is named")


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


def _printed(unit: Unit, event: Event) -> bool:
    """Tell whether a name is printed as one; that of a country must not name one of the two sides."""
    capitals = event.what.capitals
    if not capitals:
        return True
    words = unit.padded[event.start : event.end]
    if not (words.isupper() if capitals == 2 else not words.islower()):
        return False
    return event.what.role != COUNTRY or not any(
        m.start == event.start and m.side != THIRD for m in unit.mentions
    )
