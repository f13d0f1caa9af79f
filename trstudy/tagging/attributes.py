"""Arena, voice and modality of a unit."""

from __future__ import annotations

import re

from trstudy.tagging import arena as fields
from trstudy.tagging.arena import arena_codes
from trstudy.tagging.matcher import (
    CLAUSE,
    DIVIDING,
    HEDGE,
    OPENING,
    QUOTING,
    REPORTING,
    UNNAMED,
)  # fmt: skip
from trstudy.tagging.unit import Unit

_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")
_NAME = re.compile(r"[A-ZÀ-ÞĞİŞŁŠŽ][\w’'-]+")
_OFFICE = re.compile(
    r" (minister|president|leader|spokesman|spokeswoman|spokesperson|analyst|researcher|scholar|ambassador|diplomat|envoy|adviser"
    r"|advisor|columnist|commentator|general|official|presidency|ministry|agency|newspaper|he|she|chancellor|secretary|chief) "
)


__all__ = ["arena", "arena_codes", "modality", "voice"]


def arena(unit: Unit, *, related: bool) -> str:
    """Return the field in which the unit places the relation, or its topic."""
    return fields.arena(unit, related=related).code


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
