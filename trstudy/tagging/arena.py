"""The arena of a unit: the field in which it places the relation, or its topic."""

from __future__ import annotations

from trstudy.tagging.codes import Code
from trstudy.tagging.matcher import Event
from trstudy.tagging.terms import Field, arenas
from trstudy.tagging.unit import Unit

_RELATION = 0.35  # what a unit about the relation says for no field in particular
_TOPIC = 0.1
_CARRIED = 0.6


def arena_codes() -> tuple[str, ...]:
    """Return the legal arena codes, in the lexicon's order."""
    return tuple(arenas())


def arena(unit: Unit, *, framed: bool) -> Code:
    """Return the field in which the unit places the relation, or its topic.

    Codebook, variable 2: *the primary field in which the unit places the relation. Units framed none get an
    arena too, by their topic. A summit about a named field takes the field; arms sales are defence even
    when NATO is mentioned; sanctions are economy; nuclear plants and pipelines are energy; the post-Soviet
    space at large is bilateral.* Each arena's ``pull`` in the lexicon encodes these precedences.
    """
    scores: dict[str, float] = {}
    grounds: dict[str, list[Event]] = {}
    firm = False
    for event in unit.fields:
        field: Field = event.what
        if field.capitals and not _printed(unit, event, field.capitals):
            continue
        scores[field.code] = scores.get(field.code, 0.0) + field.weight
        grounds.setdefault(field.code, []).append(event)
        firm = firm or field.firm
    carried = unit.context.arena
    if framed or (unit.has_a and unit.has_b):
        scores["bilateral"] = scores.get("bilateral", 0.0) + _RELATION
    else:
        scores["other"] = scores.get("other", 0.0) + _TOPIC
        if carried and not firm:
            scores[carried] = scores.get(carried, 0.0) + _CARRIED
    best = max(scores, key=lambda code: scores[code])
    if best in grounds:
        return Code(best, "from", tuple(grounds[best]))
    return Code(best, "carried over from the unit before" if best == carried else "no field is named")


def _printed(unit: Unit, event: Event, capitals: int) -> bool:
    words = unit.padded[event.start : event.end]
    return words.isupper() if capitals == 2 else not words.islower()
