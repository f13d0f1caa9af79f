"""Attitudes that settle what stands under them, and what is spared, let pass or done for the other's sake."""

from __future__ import annotations

import re

from trstudy.tagging.events import NEGATOR
from trstudy.tagging.grammar import verbal
from trstudy.tagging.mentions import THIRD, last_mention, next_mention
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

# "ordered its batteries to …": what is demanded of one's own is not demanded of the other side
_OWN_FORCES = re.compile(r"\w+ (?:on )?(?:its|his|her|their) .* to(?: (cease|end|halt|stop))?\Z")
_STOPPED = re.compile(r" (?:\w+ ){0,3}")
_OWN = (" at", " over", " of", " for", " about", " against", " that", " to", " with", " on")
_COMPLEMENT = re.compile(r" (?:\w+ )?(?:about|against|at|for|of|on|over|that|to|towards?|with) ")
# what opens the clause that tells what is let pass; what sets it apart from the sparing
_MEANWHILE = re.compile(
    r" (?:after|as|from|in order to|lest|over|so as to|that|when|which|while|who|whom|whose) "
)
_CONTRAST = re.compile(r" (?:although|and|but|though|yet) ")
_SECOND = re.compile(
    r" (?:(?:and|then)(?: then| also| has| have| had)?|(?:has|have|had) been|was|were|is|are)"
    r"(?: now| also)? $"
)
_JOINT = 30  # characters, more than either of these two takes
_JOINED = re.compile(r" and (?:\w+ly )?$")


def settle_complements(unit: Unit, cues: list[Cue], walls: list[int]) -> None:
    """Let an attitude settle its complement: in "thanked Y for ending the siege" only *thank* counts."""
    governor: Cue | None = None
    for cue in cues:
        if not cue.dropped:
            _to_its_own(unit, cue, cues)
        if governor is not None and (
            any(governor.end <= w < cue.start for w in walls)
            or _new_predicate(unit, governor, cue)
            or _set_beside(unit, governor, cue)
            or cue.entry.both
            or (governor.entry.word_class == "noun" and "," in unit.padded[governor.end : cue.start])
        ):
            governor = None
        if governor is not None and governor.entry.word_class == "noun" and _predicated(cue):
            governor.dropped = "what is said of it decides"
            governor = None
        if governor is not None and not cue.dropped:
            cue.dropped = f"it stands under “{unit.padded[governor.start : governor.end]}”"
        elif cue.entry.governs and not (cue.dropped or cue.attribute) and _has_complement(unit.folded, cue):
            governor = cue


def _to_its_own(unit: Unit, said: Cue, cues: list[Cue]) -> None:
    """Drop what is said to one's own; turn round what they are to stop: "told **its** men to end raids"."""
    found = _OWN_FORCES.match(unit.folded, said.start, said.end)
    if found is None:
        return
    if found[1] is None:
        if said.entry.governs:
            said.dropped = "it is said to its own"
        return
    if any(m.side != THIRD for m in unit.mentions if said.start < m.start < said.end):
        return
    stopped = next((c for c in cues if c.start >= said.end), None)
    if stopped is not None and _STOPPED.fullmatch(unit.padded, said.end, stopped.start):
        said.dropped = "it is said to its own"
        stopped.turn_round("its own are to stop it")


def let_pass(unit: Unit, cues: list[Cue]) -> None:
    """Drop the hostile act that one side lets pass: "**looked away** when Y's tanks rolled in".

    Codebook, frame `cooperation`: *helping, accommodating or sparing one another.*
    """
    sparing: Cue | None = None
    for cue in cues:
        if cue.entry.spares and cue.sign > 0 and cue.entry.word_class == "phrase" and not cue.dropped:
            _settle_all(unit, cue, cues)
        if sparing is not None and cue.sign < 0 and not cue.dropped:
            between = unit.folded[sparing.end : cue.start]
            if _MEANWHILE.search(between) and not _CONTRAST.search(between):
                cue.dropped = f"it is let pass by “{unit.padded[sparing.start : sparing.end]}”"
        if cue.entry.spares and cue.sign > 0 and not cue.dropped:
            sparing = cue


def _settle_all(unit: Unit, regard: Cue, cues: list[Cue]) -> None:
    """Let what is done for the other's sake speak for its claim: "**in deference to** X, Y withdrew".

    Not where the doer is of the side that asks: "at the Kremlin's bidding, Gazprom …".
    """
    asks = next((m for m in unit.mentions if regard.start < m.start < regard.end), None)
    if asks is not None:
        doer = last_mention(unit.mentions, regard.start) or next_mention(unit.mentions, regard.end)
        if doer is not None and doer.side == asks.side:
            regard.dropped = "the side that asks for it is the one that does it"
            return
    for cue in cues:
        first, second = sorted((regard, cue), key=lambda c: c.start)
        if cue.sign < 0 and not cue.dropped and not _CONTRAST.search(unit.folded, first.end, second.start):
            cue.dropped = f"it is done “{unit.padded[regard.start : regard.end]}” the other side"


def _has_complement(folded: str, cue: Cue) -> bool:
    """Tell whether an attitude has a complement: a noun has one only behind a preposition of its own."""
    entry = cue.entry
    return (
        entry.word_class != "noun"
        or entry.form.endswith(_OWN)
        or _COMPLEMENT.match(folded, cue.end) is not None
    )


def _predicated(cue: Cue) -> bool:
    """Tell whether a denied verb stands before a cue: "grudges scarcely **bedevil** their dealings"."""
    kinds = [e.kind for e in cue.shifters]
    return NEGATOR in kinds and any(e.kind != NEGATOR and e.what.word_class == "verb" for e in cue.shifters)


def _new_predicate(unit: Unit, governor: Cue, cue: Cue) -> bool:
    """Tell whether a cue is a second verb of the same subject: "admires his methods and dreads his aims"."""
    start = cue.shifters[0].start if cue.shifters else cue.start
    if not verbal(unit.folded, cue.start, cue.end, cue.entry):
        return False
    if unit.folded[cue.start : cue.end].split()[0].endswith("ing"):
        return False
    return _SECOND.search(unit.folded[max(governor.end, start - _JOINT) : start]) is not None


def _set_beside(unit: Unit, governor: Cue, cue: Cue) -> bool:
    """Tell whether a cue of the other sign is joined to an attitude: "**grateful and** slyly **vengeful**".

    Codebook, frame `mixed`: *both of the above, each stated about the relation.*
    """
    start = cue.shifters[0].start if cue.shifters and cue.shifters[0].start > governor.end else cue.start
    if cue.sign != -governor.sign or unit.folded[cue.start : cue.end].partition(" ")[0].endswith("ing"):
        return False
    return _JOINED.search(unit.folded, max(governor.end, start - _JOINT), start) is not None
