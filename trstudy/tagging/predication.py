"""What is said of a cue to its right: "the deal **fell through**", "the fund **has yet to** lend"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trstudy.tagging.entry import Entry
from trstudy.tagging.events import KEEP, REVERSE, Event
from trstudy.tagging.grammar import attribute, intransitive, nominal, predicative
from trstudy.tagging.polarity import Cue, shifted, through
from trstudy.tagging.reach import REACH, SOFT, crossed

_FAILURE = 2.0  # how much it weighs that all of this came to nothing
MORE = "it only says more of what is denied"
# a noun and what completes it: "order **for** missiles"; no verb stands between the two
_LINKS = (" about", " against", " between", " for", " in", " of", " on", " over", " to", " with")
_COMPLETED = re.compile(r" (?:about|against|among|at|between|for|in|of|on|over|to|with) ")
_VERBAL = re.compile(r" (?:are|can|could|did|do|does|had|has|have|is|may|might|was|were|will|would) ")
# negators that say of a plan or body that nothing came of it, whatever the verb
_UNDONE = frozenset(
    (
        "had yet to", "hardly", "has yet to", "have yet to", "never", "no longer", "none", "not a single",
        "not one", "nothing", "scarcely",
    )
)  # fmt: skip


def settle(text: str, folded: str, cues: list[Cue], pending: list[Event], walls: list[int]) -> None:
    """Let shifters with nothing to govern act on the cue to their left, or speak for themselves."""
    acting = [e for e in pending if e.kind in (REVERSE, KEEP)]
    if not acting:
        _unfulfilled(folded, cues, pending, walls)
        return
    shifter = acting[-1]
    entry: Entry = shifter.what
    if cues and characterises(folded, cues[-1].shifters, shifter.start):
        return
    before = pending[: pending.index(shifter)]
    start = pending[0].start
    subject, parts = _subject(folded, cues, walls)
    if (
        subject is not None
        and all(e.kind == REVERSE and e.what.word_class == "noun" for e in subject.shifters)
        and not folded[:start].endswith(" and ")
        and predicative(folded, shifter.start, entry)
        and intransitive(folded, shifter.end)
        and (
            subject.entry.word_class == "adjective"
            or nominal(folded, subject.start, subject.end, subject.entry)
        )
        and start - cues[-1].end <= REACH
        and not crossed(walls, cues[-1].end, start)
        and _joined(text, subject.end, start)
    ):
        for part in parts:
            part.dropped = part.dropped or MORE
        subject.sign = through(shifted(subject.sign, shifter), before)
        subject.weight = max(subject.weight, 1.0)
        subject.shifters = (*pending, *subject.shifters)
    elif entry.sign:
        alone = Cue(
            shifter.start, shifter.end, entry, through(entry.sign, before), entry.weight, tuple(before)
        )
        alone.attribute = attribute(folded, shifter.start, shifter.end, entry)
        if _fails(folded, cues, walls, alone):
            alone.weight = max(alone.weight, _FAILURE)
        cues.append(alone)


def characterises(folded: str, shifters: Sequence[Event], start: int) -> bool:
    """Tell whether what begins at ``start`` says what a rejected thing is: "dismissed it as **a farce**".

    It agrees with the verb that rejects, and is not turned round by it.
    """
    last = shifters[-1] if shifters else None
    if last is None or last.kind != REVERSE or last.what.word_class != "verb" or last.end > start:
        return False
    as_ends = last.what.form.endswith(" as") or " as " in folded[last.end : start + 1]
    return as_ends and start - last.end <= REACH


def _fails(folded: str, cues: list[Cue], walls: list[int], alone: Cue) -> bool:
    """Tell whether a reverser says of what stands before it that it failed: "… **breathed its last**"."""
    return (
        alone.entry.kind == REVERSE
        and alone.entry.word_class != "noun"
        and alone.sign < 0
        and bool(cues)
        and cues[-1].sign > 0
        and not folded.endswith(" and ", 0, alone.start)
        and not crossed(walls, cues[-1].end, alone.start)
    )


def _unfulfilled(folded: str, cues: list[Cue], pending: list[Event], walls: list[int]) -> None:
    """Let a verb that is denied turn its subject round: "the joint **fund** has yet to lend a rouble"."""
    subject, parts = _subject(folded, cues, walls)
    denier = next((e for e in pending if e.what in _UNDONE), None)
    if denier is None or subject is None or subject.sign <= 0 or subject.shifters:
        return
    if not nominal(folded, subject.start, subject.end, subject.entry) or subject.entry.word_class == "verb":
        return
    if denier.start - cues[-1].end > REACH or crossed(walls, cues[-1].end, denier.start):
        return
    subject.sign, subject.shifters = -1, (denier,)
    for part in parts:
        part.dropped = part.dropped or "it only says more of what is denied"


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether a subject reaches its predicate: no comma between, or one on each side of an insertion."""
    if SOFT.search(text, end, start) is None:
        return True
    inserted = text[end:start]
    return inserted.count(",") == 2 and not any(mark in inserted for mark in '“”"')


def _subject(folded: str, cues: list[Cue], walls: list[int]) -> tuple[Cue | None, list[Cue]]:
    """Return the cue that a predicate to its right is about, and those that only complete it.

    It is the last one, or the head of its noun phrase: in "the **order** for missiles gathers dust" and
    "**fears** of a clash proved groundless" the first noun is what is spoken of.
    """
    if not cues:
        return None, []
    subject, parts = cues[-1], []
    for cue in reversed(cues[:-1]):
        if crossed(walls, cue.end, subject.start) or not _heads(folded, cue, subject):
            break
        parts.append(subject)
        subject = cue
    return subject, parts


def _heads(folded: str, head: Cue, part: Cue) -> bool:
    """Tell whether a noun is completed by what stands to its right: "order **for** Russian missiles"."""
    if not (head.entry.governs or nominal(folded, head.start, head.end, head.entry)):
        return False
    if folded.find(" that ", head.end, part.start + 1) >= 0:  # "the deal that X proposed was waved away"
        return True
    if not (part.attribute or nominal(folded, part.start, part.end, part.entry)):
        return False
    own = head.entry.form.endswith(_LINKS)
    linked = own or _COMPLETED.match(folded, head.end, part.start) is not None
    return linked and _VERBAL.search(folded, head.end, part.start) is None
