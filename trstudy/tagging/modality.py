"""The modality of a unit: whether its main claim is told as fact or left open."""

from __future__ import annotations

import re

from trstudy.tagging.codes import Code
from trstudy.tagging.events import DIVIDING, OPENING, REPORTING, Event
from trstudy.tagging.terms import words_before
from trstudy.tagging.unit import Unit

_FIRST = 25  # characters that a first claim has at least
_TAIL = 60  # characters before a hedge in which its own clause may open
_ADVERBIAL = frozenset({"after", "as", "because", "before", "since", "so that", "until", "when", "where"})
_INVERTED = re.compile(r"^\W*(?:Were|Had|Should) (?:not )?[\w’' -]+?(?: to | not |,)")
_RELATIVE = re.compile(r" (how|lest|than|that|what|whatever|where|which|who|whom|whose|why) (?:\w+ ){0,5}$")
_COMPLEMENT = re.compile(r" (?:means?|meant|meaning) that (?:\w+ ){0,5}$")
_SECOND = re.compile(r" and (?:(?:it|they|he|she|this|then|so|yet|still|now|thus|\w+ly) )*$")

ASSERTED = Code("asserted", "nothing leaves the main claim open")


def modality(unit: Unit) -> Code:
    """Return whether the unit's main claim is asserted or hedged.

    Codebook, variable 4: *hedged: possible, likely, apparent, conditional, future or asked, when the doubt
    bears on the unit's main claim. Counterfactuals and stated uncertainty are hedged; of two coordinate
    claims the first decides; evaluations such as "look good" or "unimaginable" are asserted.*
    """
    text = unit.padded
    if "?" in text and text.rstrip(" ”\"’')").endswith("?"):
        return Code("hedged", "it asks")
    for hedge in unit.hedges:
        if _is_doubt(unit, hedge) and not _beside(unit, hedge):
            return Code("hedged", "by", (hedge,))
    inverted = _INVERTED.match(text) if text[1] in "WHS" else None
    if inverted:
        return Code("hedged", "by the inversion", (Event(1, inverted.end() - 1, "", None),))
    return ASSERTED


def _is_doubt(unit: Unit, hedge: Event) -> bool:
    """Tell a word of doubt from the noun, month or modifier that is spelt alike."""
    start, end, _, how = hedge
    folded = unit.folded
    last = folded[max(0, start - 20) : start - 1].rpartition(" ")[2]
    before = words_before("hedges.toml", unit.lexicon)
    if how == "modal":
        word = folded[start:end]
        if word == "may" and unit.padded[start] == "M":
            return (
                last not in before["month"] and not last.isdigit() and not folded[end + 1 : end + 2].isdigit()
            )
        return word not in ("will", "might") or last not in before["noun"]
    if how in ("verbs", "present") and last in before["possessed"]:
        return False
    if how == "adverb":
        return last not in before["phrase"]
    if how == "schedule":
        plural = last.endswith("s") or last in ("men", "two", "both")
        return unit.padded[start - 1 - len(last)].isupper() or (plural and folded[start] == "a")
    if how == "present":
        return " nothing " not in folded[:start]
    return True


def _beside(unit: Unit, hedge: Event) -> bool:
    """Tell whether the doubt is beside the main claim: in a later claim, a bracket, a subordinate clause."""
    text, start = unit.padded, hedge.start
    if text.rfind("(", 0, start) > text.rfind(")", 0, start) or text.find(";", 10, start) > 0:
        return True
    for turn in unit.turns:
        if turn.start >= start:
            break
        if turn.kind == DIVIDING:
            if turn.start > _FIRST:
                return True
        elif (turn.kind == OPENING or turn.what in _ADVERBIAL) and text.find(",", turn.end, start) < 0:
            return True
    if hedge.what == "condition":
        return False
    tail = unit.folded[max(0, start - _TAIL) : start]
    if _SECOND.search(tail):
        return True
    return _relative(unit, start, tail)


def _relative(unit: Unit, start: int, tail: str) -> bool:
    """Tell whether a relative or comparative clause, or the content of a noun, opens right before."""
    opened = _RELATIVE.search(tail)
    if opened is None or _COMPLEMENT.search(tail):
        return False
    clause = start - len(tail) + opened.start()
    if clause < 3 or unit.padded.find(",", clause + 4, start) > 0:
        return False
    if opened[1] != "that":
        return True
    if unit.folded[:clause].rpartition(" ")[2] in words_before("hedges.toml", unit.lexicon)["that"]:
        return False
    # what follows a verb of saying or a word of doubt is itself the main claim
    said = any(0 <= clause - e.end < 20 for e in unit.reports if e.kind == REPORTING)
    return not said and not any(0 <= clause - e.end < 4 for e in unit.hedges)
