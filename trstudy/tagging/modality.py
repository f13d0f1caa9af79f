"""The modality of a unit: whether its main claim is told as fact or left open."""

from __future__ import annotations

import re

from trstudy.tagging.codes import Code
from trstudy.tagging.matcher import CLAUSE, DIVIDING, OPENING, REPORTING, Event
from trstudy.tagging.unit import Unit

_FIRST = 25  # characters that a first claim has at least
_ADVERBIAL = frozenset({"after", "as", "because", "before", "since", "so that", "until", "when", "where"})
_NOUN = frozenset(
    "a an at free good his ill iron its military might naval no of own political popular s sheer strong the their".split()
)
_PHRASE = frozenset(
    "a about and an any as for his in its many most of or other some the their this with".split()
)
_MONTH = frozenset(
    "a after and before between by during each early every from in last late mid next of on s since that the this through till to until".split()
)
_RELATIVE = re.compile(r" (?:how|lest|than|that|what|whatever|where|which|who|whom|whose|why) (?:\w+ ){0,4}$")
_COMPLEMENT = re.compile(r" (?:means?|meant|meaning) that (?:\w+ ){0,4}$")
_SECOND = re.compile(r" and (?:(?:it|they|he|she|this|then|so|yet|still|now|thus|\w+ly) )*$")

ASSERTED = Code("asserted", "nothing leaves the main claim open")


def modality(unit: Unit) -> Code:
    """Return whether the unit's main claim is asserted or hedged.

    Codebook, variable 4: *hedged: possible, likely, apparent, conditional, future or asked, when the doubt bears
    on the unit's main claim. Counterfactuals and stated uncertainty are hedged; of two coordinate claims the
    first decides; evaluations such as "look good" or "unimaginable" are asserted.*
    """
    if unit.padded.rstrip(" ”\"’')").endswith("?"):
        return Code("hedged", "it asks")
    for hedge in unit.hedges:
        if _is_doubt(unit, hedge) and not _beside(unit, hedge):
            return Code("hedged", "by", (hedge,))
    return ASSERTED


def _is_doubt(unit: Unit, hedge: Event) -> bool:
    """Tell a word of doubt from the noun, month or modifier that is spelt alike."""
    how, start = hedge.what, hedge.start
    last = unit.folded[:start].rpartition(" ")[0].rpartition(" ")[2]
    if how == "modal":
        word = unit.folded[start : hedge.end]
        if word == "may":
            return not (
                unit.padded[start].isupper()
                and (last in _MONTH or last.isdigit() or unit.folded[hedge.end + 1].isdigit())
            )
        return word not in ("will", "might") or last not in _NOUN
    if how == "adverb":
        return last not in _PHRASE
    if how == "schedule":
        return unit.padded[start - 1 - len(last)].isupper() or (
            word_is_plural(last) and unit.folded[start] == "a"
        )
    return True


def word_is_plural(word: str) -> bool:
    """Tell whether a folded word looks like a plural."""
    return word.endswith("s") or word in ("men", "two", "both")


def _beside(unit: Unit, hedge: Event) -> bool:
    """Tell whether the doubt stands beside the main claim: in a later claim, a bracket or a subordinate clause."""
    text, start = unit.padded, hedge.start
    if text.rfind("(", 0, start) > text.rfind(")", 0, start):
        return True
    if text.find(";", _FIRST, start) > 0:
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
    tail = unit.folded[max(0, start - 48) : start]
    if start > 2 * _FIRST and _SECOND.search(tail):
        return True
    relative = _RELATIVE.search(tail)
    if relative is None or _COMPLEMENT.search(tail):
        return False
    clause = start - len(tail) + relative.start()
    if clause < 3 or _reported(unit, clause):
        return False
    return text.find(",", clause + 6, start) < 0


def _reported(unit: Unit, position: int) -> bool:
    """Tell whether a "that" follows a verb of saying or a word of doubt, whose content is the main claim."""
    return any(0 <= position - e.end < 20 for e in unit.reports if e.kind == REPORTING) or any(
        0 <= position - e.end < 4 for e in unit.hedges
    )
