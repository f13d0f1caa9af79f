"""Cues that belong to others than the two sides."""

from __future__ import annotations

import re
from itertools import pairwise

from trstudy.tagging.clients import FOREIGN, OTHERS, oppose, pit_clients
from trstudy.tagging.events import NEGATOR
from trstudy.tagging.grammar import finite, verbal
from trstudy.tagging.mentions import THIRD, A, B, Mention, last_mention, next_mention
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

_SUBJECT = 25  # characters from a side to the verb that tells what it does
_BETWEEN = re.compile(r" (?:s|that|which|who|over|on|in|of|about|after|with|to|for|from|against) ")
_AIM = 12  # characters from an act to the side it is aimed at
_FRIEND = re.compile(r"(?:all(?:y|ies)|friends?|partners?|brothers?|clients?|proteges?)")
_OWNER = re.compile(r" (?:its|his|their|\w+( s))(?: (?:\w+ly )?\w+)?? $")
_EQUATED = re.compile(
    r" (?:is|was|are|were|be|been|being|as|like|becomes?|became|remain(?:s|ed)?|call(?:s|ed)?"
    r"|consider(?:s|ed)?) (?:\w+ )?$"
)
_FRIENDSHIP = re.compile(r" (?:in|against|at|on|of|for|with|to|over) ")
# a cue binds a third party as its object or through one of these; "in", "over" or "from" only place it
_TO_THIRD = re.compile(
    r"^ (?:(with|against|between|to|for|on|of|toward|towards|upon|by) )?"
    r"(?:(?:the|a|an|its|his|their|other|former|new|key|all|some|several|both) )*$"
)


def bind(unit: Unit, cues: list[Cue]) -> None:
    """Drop cues that bind a third party instead of the other side.

    Codebook rule 10: *"cooperation", "conflict", "war" or "agreement" between others is none.*
    """
    if unit.has_a and unit.has_b:
        for cue in cues:
            cue.directed = _directed(unit, cue)
    first = False
    for cue in cues:
        cue.predicate = _second(unit, cue) if first else _predicate(unit, cue)
        first = first or cue.predicate
    for cue in cues:
        if cue.entry.category == "partner" and _friend_of_one(unit, cue):
            cue.dropped = "it is a friend of one side alone"
    if unit.has_third:
        _drop_others(unit, cues)
    cues.extend(found for cue in cues if (found := _promise(unit, cue)) is not None)
    pit_clients(unit, cues)


def _promise(unit: Unit, cue: Cue) -> Cue | None:
    """Return what one side says to the other about a third party: "reneged on its pledge to Y to …"."""
    if cue.dropped not in (FOREIGN, OTHERS) or not cue.shifters or cue.shifters[0].kind == NEGATOR:
        return None
    first = cue.shifters[0]
    says, hears = last_mention(unit.mentions, first.start), next_mention(unit.mentions, first.end)
    if says is None or hears is None or hears.start > cue.start or {says.side, hears.side} != {A, B}:
        return None
    return Cue(first.start, first.end, first.what, first.what.sign, first.what.weight)


def _drop_others(unit: Unit, cues: list[Cue]) -> None:
    """Drop what is done to, with or by a third party, unless a side takes it up."""
    backed: list[tuple[Cue, int, str]] = []
    foreign = 0  # where the last third party's noun ends: what it does is the third party's too
    for cue in cues:
        within = [m for m in unit.mentions if cue.start < m.start < cue.end]
        after = next_mention(unit.mentions, cue.end)
        aimed = after is not None and after.side != THIRD and after.start - cue.end <= _AIM
        if within:
            if not aimed and all(m.side == THIRD for m in within):
                cue.dropped = FOREIGN
            continue
        before = last_mention(unit.mentions, cue.start)
        if after is not None and _object(unit, cue, after):
            cue.dropped = FOREIGN
            if before is not None and before.side != THIRD and cue.sign > 0:
                backed.append((cue, before.side, unit.folded[after.start : after.end]))
        elif before is not None and before.side == THIRD and cue.start - before.end <= 1:
            stance = _stance(unit, cues, before) if aimed else None
            if aimed and _declined(unit, cue, before):
                cue.note = "a third party's, which a side does not join"
            elif stance is None:
                cue.dropped, foreign = OTHERS, cue.end
            else:
                cue.sign *= stance.sign
                cue.note = f"a third party's, to which a side says “{unit.padded[stance.start : stance.end]}”"
        elif foreign and cue.start - foreign <= 1:
            cue.dropped = OTHERS
    oppose(backed)


def _stance(unit: Unit, cues: list[Cue], third: Mention) -> Cue | None:
    """Return what a side does about a third party's act against the other: "joined their sanctions on Y"."""
    return next((c for c in reversed(cues) if c.end < third.start and _object(unit, c, third)), None)


def _declined(unit: Unit, cue: Cue, third: Mention) -> bool:
    """Tell whether a side denies a third party's act against the other: "never signed their embargo on Y"."""
    if not cue.shifters or cue.shifters[0].end > third.start:
        return False
    denier = last_mention(unit.mentions, cue.shifters[0].start)
    return denier is not None and denier.side != THIRD


def _object(unit: Unit, cue: Cue, third: Mention) -> bool:
    """Tell whether a third party is what a cue is done to, with or about."""
    if third.side != THIRD or third.start - cue.end > 40:
        return False
    link = _TO_THIRD.match(unit.folded[cue.end : third.start])
    topic = link is not None and link[1] == "on" and cue.entry.sign > 0  # "an accord on Libya"
    return link is not None and not topic and not _side_follows(unit, third)


def _friend_of_one(unit: Unit, cue: Cue) -> bool:
    """Tell whether an ally or friend is somebody else's: "its allies wished", "by Turkey's friend"."""
    if not _FRIEND.fullmatch(unit.folded, cue.start, cue.end):
        return False
    owner = _OWNER.search(unit.folded[: cue.start])
    if owner is None or _EQUATED.search(unit.folded[: owner.start() + 1]) is not None:
        return False
    after = next_mention(unit.mentions, cue.end)
    if after is not None and after.start - cue.end <= 2:  # "his friend Erdoğan"
        return False
    for side, other in pairwise(unit.mentions):
        if other.end == owner.start(1) and other.start - side.end <= 3:  # "Russia, Turkey's friend, …"
            return False
    return _FRIENDSHIP.match(unit.folded, cue.end) is None


def _directed(unit: Unit, cue: Cue) -> bool:
    """Tell whether one side stands before the cue and the other right after or within it."""
    before = last_mention(unit.mentions, cue.start)
    if before is None or before.side == THIRD:
        return False
    other = next_mention(unit.mentions, cue.start + 1)
    return other is not None and other.side == 1 - before.side and other.start - cue.end <= 12


def _predicate(unit: Unit, cue: Cue) -> bool:
    """Tell whether a cue is the finite verb right after a side: what that side does."""
    start = cue.shifters[0].start if cue.shifters else cue.start
    if not finite(unit.folded, cue.start, cue.end, cue.entry):
        return False
    before = last_mention(unit.mentions, start)
    if before is None or before.side == THIRD or start - before.end > _SUBJECT:
        return False
    return _BETWEEN.search(unit.folded[before.end : start]) is None


def _second(unit: Unit, cue: Cue) -> bool:
    """Tell whether a cue is another verb of the same side: "flatters Y and undercuts it"."""
    start = cue.shifters[0].start if cue.shifters else cue.start
    return unit.folded.endswith((" and ", " then ", " but "), 0, start) and verbal(
        unit.folded, start, cue.end, cue.entry
    )


def _side_follows(unit: Unit, third: Mention) -> bool:
    """Tell whether a side is named right after the third party, as in "against Assad and Russia"."""
    after = next_mention(unit.mentions, third.end)
    return after is not None and after.side != THIRD and after.start - third.end <= 6
