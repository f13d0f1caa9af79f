"""How far a shifter reaches: the marks, words and distances that it does not govern across."""

from __future__ import annotations

import re

from trstudy.tagging.events import NEGATOR, Event

REACH, DENIED = 60, 100  # characters over which a shifter, and a negator, reaches the cue it governs
# the words after which a shifter no longer governs what follows: "relations soured over the sanctions"
_BLOCK = re.compile(
    r" (over|after|amid|following|during|since|because|as|when|by|despite|thanks to|in return|in exchange"
    r"|in the wake|in (?:anger|protest|reprisal|response|retaliation|retribution|revenge|turn)"
    r"|even|until|whenever|so that|in order to) "
)
_HARD = re.compile(r"[.?!;:—()]")
_DASH = re.compile(r" [-–] ")
_CLAUSE = re.compile(
    r" (?:which|who|because|(?<!never )(?<!not )once|after|before|until|unless|whenever|where) "
)
# "Rather than punish X, Y helped it"
_FRONTED = re.compile(r"\W*(?:Rather than|Instead of) [^,;:]*,")
_INSERTED = re.compile(r", (?:which|who|whom|whose) [^,.;]*,")
_PART = re.compile(r"[;:—?!]|, (?:and|but|so|while|yet) ")  # where a clause of its own begins
SOFT = re.compile(r"[,“”\"]")  # only a negator reaches across these


def barriers(text: str, folded: str, cuts: list[int]) -> list[int]:
    """Return the positions that no shifter or attitude reaches across, in order.

    Parameters
    ----------
    text, folded
        The unit as printed and folded, of one length.
    cuts
        Where contrast words part its claims.
    """
    found = [*cuts, *dashes(text)]
    found += [m.start() for m in _HARD.finditer(text)]
    found += [m.start() for m in _CLAUSE.finditer(folded)]
    found += [m.end() - 1 for m in _INSERTED.finditer(text)]
    fronted = _FRONTED.match(text)
    if fronted is not None:
        found.append(fronted.end() - 1)
    return sorted(found)


def clause_begins(text: str, start: int, end: int) -> int:
    """Return where, from ``start`` on, the last clause of its own before ``end`` begins."""
    parts = [part.end() for part in _PART.finditer(text, start, end)]
    return parts[-1] if parts else start


def dashes(text: str) -> list[int]:
    """Return where a dash stands between spaces."""
    return [m.start() for m in _DASH.finditer(text)] if " - " in text or " – " in text else []


def crossed(walls: list[int], start: int, end: int) -> bool:
    """Tell whether a wall stands between two places."""
    for wall in walls:  # they are in order
        if wall >= start:
            return wall < end
    return False


def out_of_reach(text: str, folded: str, walls: list[int], shifter: Event, event: Event) -> bool:
    """Tell whether a shifter does not reach an event to its right: too far, or something parts the two."""
    reach = DENIED if shifter.kind == NEGATOR else REACH
    if event.start - shifter.end > reach or crossed(walls, shifter.end, event.start):
        return True
    if shifter.kind == NEGATOR:
        return _leaves_quote(text, shifter.end, event.start)
    if SOFT.search(text, shifter.end, event.start):
        return True
    if shifter.what.word_class == "phrase":  # "a mistake to see the two as foes"
        return False
    return _BLOCK.search(folded[shifter.end : event.start + 1]) is not None


def _leaves_quote(text: str, end: int, start: int) -> bool:
    """Tell whether a quotation ends between two places that did not begin there."""
    between = text[end:start]
    if "”" in between:
        return between.find("“") < 0 or between.find("”") < between.find("“")
    return between.count('"') % 2 == 1 and text.count('"', 0, end) % 2 == 1
