"""Arena, voice and modality of a unit."""

from __future__ import annotations

import re
from functools import cache

from trstudy.tagging.dyad import A, B
from trstudy.tagging.lexicon import read_toml
from trstudy.tagging.matcher import (
    ARENA,
    CLAUSE,
    DIVIDING,
    HEDGE,
    OPENING,
    QUOTING,
    REPORTING,
    UNNAMED,
)  # fmt: skip
from trstudy.tagging.unit import Unit

_CLEAR = 0.5  # a score from which the unit itself names its field
_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")
_NAME = re.compile(r"[A-ZÀ-ÞĞİŞŁŠŽ][\w’'-]+")
_OFFICE = re.compile(
    r" (minister|president|leader|spokesman|spokeswoman|spokesperson|analyst|researcher|scholar|ambassador|diplomat|envoy|adviser"
    r"|advisor|columnist|commentator|general|official|presidency|ministry|agency|newspaper|he|she|chancellor|secretary|chief) "
)


@cache
def arena_codes() -> tuple[str, ...]:
    """Return the legal arena codes, in the lexicon's order."""
    return tuple(read_toml("arenas.toml"))


@cache
def _pull() -> dict[str, float]:
    return {code: float(table.get("pull", 1.0)) for code, table in read_toml("arenas.toml").items()}


def arena(unit: Unit, *, framed: bool) -> str:
    """Return the field in which the unit places the relation, or its topic.

    Codebook, variable 2: *the primary field; a summit about a named field takes the field; arms sales
    are defence even when NATO is mentioned; sanctions are economy; nuclear plants and pipelines are
    energy.* Each arena's ``pull`` in the lexicon encodes these precedences.
    """
    scores: dict[str, float] = {}
    pull = _pull()
    for event in unit.events:
        if event.kind == ARENA:
            code, weight = event.what
            scores[code] = scores.get(code, 0.0) + weight * pull[code]
    best = max(scores, key=lambda code: scores[code]) if scores else ""
    if scores and scores[best] >= _CLEAR:
        return best
    both = (unit.has_a and unit.has_b) or framed
    if both:
        if best != "leaders" and _between_leaders(unit):
            return "leaders"
        return best or "bilateral"
    return best or unit.context.arena or "other"


def _between_leaders(unit: Unit) -> bool:
    """Tell whether each side is there as a person and nothing but persons speaks for it first."""
    first: dict[int, bool] = {}
    for mention in unit.mentions:
        first.setdefault(mention.side, mention.person)
    return first.get(A, False) and first.get(B, False)


def voice(unit: Unit) -> str:
    """Return who speaks: the author or an attributed source.

    Codebook, variable 3: *attributed: a named person, office, outlet or organisation is quoted or
    reported. Narrated acts, unnamed critics, "reportedly" and bracketed source citations stay author.*
    """
    if unit.context.open_quote:
        return "attributed"
    text = unit.padded
    quoted = any(len(m.group(1).split()) >= 2 for m in _QUOTED.finditer(text))
    if text.count("“") > text.count("”"):
        return "attributed"
    for event in unit.events:
        if event.kind not in (REPORTING, QUOTING) or (event.kind == QUOTING and not quoted):
            continue
        if any(u.kind == UNNAMED and abs(u.end - event.start) < 30 for u in unit.events):
            continue
        if _named_source(unit, event.start, event.end):
            return "attributed"
    return "author"


def _named_source(unit: Unit, start: int, end: int) -> bool:
    before, after = unit.padded[max(0, start - 70) : start], unit.padded[end : end + 70]
    return bool(
        _NAME.search(before)
        or _NAME.search(after)
        or _OFFICE.search(unit.folded[max(0, start - 70) : start])
        or _OFFICE.search(unit.folded[end - 1 : end + 70])
    )


def modality(unit: Unit) -> str:
    """Return whether the unit's main claim is asserted or hedged.

    Codebook, variable 4: *hedged: possible, likely, apparent, conditional, future or asked, when the
    doubt bears on the unit's main claim; of two coordinate claims the first decides.*
    """
    if unit.padded.rstrip(" ”\"'").endswith("?"):
        return "hedged"
    hedges = [e for e in unit.events if e.kind == HEDGE]
    if not hedges:
        return "asserted"
    limit = _main_claim_end(unit)
    return "hedged" if any(h.start < limit for h in hedges) else "asserted"


def _main_claim_end(unit: Unit) -> int:
    """Return where the first claim ends: at a dividing contrast word or at a subordinate clause after it."""
    for event in unit.events:
        if event.kind == DIVIDING and event.start > 40:
            return event.start
        if (
            event.kind == CLAUSE
            and event.what in ("that", "which", "who", "because", "whose")
            and event.start > 30
        ):
            return event.start
        if event.kind == OPENING and event.start > 40:
            return event.start
    return len(unit.padded)
