"""Negation and reversal: the sign of each cue after the words that govern it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trstudy.tagging.grammar import attribute, complements, finite, intransitive, nominal, predicative
from trstudy.tagging.lexicon import Entry
from trstudy.tagging.matcher import CUE, KEEP, NEGATOR, REVERSE, Event

REACH, DENIED = 60, 100  # characters over which a shifter, and a negator, reaches the cue it governs
_FAILURE = 2.0  # how much it weighs that all of this came to nothing
MORE = "it only says more of what is denied"
_SHIFTED, _DIRECTED, _PREDICATE = 0.15, 0.3, 0.5
# how firmly a cue speaks, by whether it has shifters, is directed, is a predicate
_FIRMNESS = {
    (shifted, directed, predicate): 1 + _SHIFTED * shifted + _DIRECTED * directed + _PREDICATE * predicate
    for shifted in (False, True)
    for directed in (False, True)
    for predicate in (False, True)
}
_ATTRIBUTE = 0.3  # what is left of a participle that only describes a noun: "freed ten jailed sailors"
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
_PARTICIPLE = re.compile(r" (?:be|been|being|get|getting|having|to have|have|has|had)(?: \w+ly)? $")
_INSERTED = re.compile(r", (?:which|who|whom|whose) [^,.;]*,")
_SOFT = re.compile(r"[,“”\"]")  # only a negator reaches across these


@dataclass(slots=True)
class Cue:
    """A cue of a unit with the sign it has there.

    Attributes
    ----------
    start, end
        Offsets of the cue as printed.
    entry
        The lexicon entry.
    sign
        +1, -1 or 0 after negation and reversal.
    weight
        How much it counts.
    shifters
        The events that changed or carried its sign, outermost first.
    directed
        Whether it links the two sides directly: one before it, the other as its object.
    predicate
        Whether it is the finite verb right after a side.
    attribute
        Whether it is a participle that only describes a noun.
    dropped
        Why it does not count, or the empty string.
    note
        What else gave it its sign, or the empty string.
    """

    start: int
    end: int
    entry: Entry
    sign: int
    weight: float
    shifters: tuple[Event, ...] = ()
    directed: bool = False
    predicate: bool = False
    attribute: bool = False
    dropped: str = ""
    note: str = ""

    @property
    def strength(self) -> float:
        """How firmly the cue speaks: what a side does, or does to the other, before what is only named."""
        if self.attribute:
            return self.weight * _ATTRIBUTE
        return self.weight * _FIRMNESS[bool(self.shifters), self.directed, self.predicate]


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
    return sorted(found)


def dashes(text: str) -> list[int]:
    """Return where a dash stands between spaces."""
    return [m.start() for m in _DASH.finditer(text)] if " - " in text or " – " in text else []


def _crossed(walls: list[int], start: int, end: int) -> bool:
    for wall in walls:  # they are in order
        if wall >= start:
            return wall < end
    return False


def signed_cues(text: str, folded: str, events: list[Event], walls: list[int]) -> list[Cue]:
    """Return the cues of a unit with their signs after negators, reversers and keepers.

    Codebook rule 3: *denial turns the code round. A denied rivalry is cooperation; a denied, failed,
    missing or ended cooperation is rivalry.*

    Parameters
    ----------
    text, folded
        The unit as printed and folded, of one length.
    events
        Its cues and shifters in order.
    walls
        Positions that no shifter reaches across.
    """
    cues: list[Cue] = []
    pending: list[Event] = []
    carried: tuple[Event, ...] = ()
    for event in events:
        if pending and _out_of_reach(text, folded, walls, pending[-1], event):
            _settle(text, folded, cues, pending, walls)
            pending, carried = [], ()
        if event.kind != CUE:
            if event.kind == NEGATOR and cues and event.end <= cues[-1].end:
                _deny(cues[-1], event)
                continue
            if event.what == "without":  # it opens a phrase of its own: "ended without agreement"
                _settle(text, folded, cues, pending, walls)
                pending, carried = [], ()
            pending.append(event)
            continue
        if not pending and cues and carried and _coordinate(folded, cues[-1].end, event.start):
            governing = (
                carried
                if not finite(folded, event.start, event.end, event.what)
                else tuple(c for c in carried if c.kind == NEGATOR)
            )
        elif not pending and cues and carried and _same_act(folded, cues[-1], event):
            governing = carried = tuple(c for c in carried if _of_clause(c))
        elif not pending and cues and not _crossed(walls, cues[-1].end, event.start) and _wide(carried):
            governing = carried = _wide(carried)
        elif not pending and carried and event.end <= carried[-1].end:  # both stand in the shifter's gap
            governing = carried
        elif _characterises(folded, pending, event.start):
            _settle(text, folded, cues, pending, walls)
            governing = ()
        else:
            nominal_only = _finite_after(folded, event)
            second = nominal_only and folded.endswith(
                " and ", 0, event.start
            )  # "denies X a port and grants …"
            if nominal_only:
                done = second or _past(folded, event)
                idle = [e for e in pending if _of_noun(folded, e) or (done and _of_verb(e))]
                if idle:
                    _settle(text, folded, cues, idle, walls)
                    pending = [e for e in pending if e not in idle]
            governing = tuple(pending)
        cues.append(_governed(event, governing))
        cues[-1].attribute = not governing and attribute(folded, event.start, event.end, event.what)
        if len(cues) > 1 and not pending and _characterises(folded, carried, event.start):
            cues[-1].dropped = MORE
        carried, pending = governing, []
    _settle(text, folded, cues, pending, walls)
    return cues


def _characterises(folded: str, shifters: Sequence[Event], start: int) -> bool:
    """Tell whether what begins at ``start`` says what a rejected thing is: "dismissed it as **a farce**".

    It agrees with the verb that rejects, and is not turned round by it.
    """
    last = shifters[-1] if shifters else None
    if last is None or last.kind != REVERSE or last.what.word_class != "verb" or last.end > start:
        return False
    as_ends = last.what.form.endswith(" as") or " as " in folded[last.end : start + 1]
    return as_ends and start - last.end <= REACH


def _wide(shifters: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the shifters that govern all that follows: "**gone are the days when** X could …"."""
    return tuple(c for c in shifters if c.kind == REVERSE and c.what.word_class == "phrase")


def _of_clause(shifter: Event) -> bool:
    """Tell whether a shifter governs its whole clause: a negator, "gone are the days when"."""
    return shifter.kind == NEGATOR or (shifter.kind == REVERSE and shifter.what.word_class == "phrase")


def _finite_after(folded: str, event: Event) -> bool:
    """Tell whether a cue is a finite verb, which no noun or attribute before it governs."""
    return finite(folded, event.start, event.end, event.what) and not folded.endswith(" to ", 0, event.start)


def _past(folded: str, event: Event) -> bool:
    """Tell whether a cue tells of a past act of its own, which no verb before it governs."""
    word = folded[event.start : event.end].partition(" ")[0]
    return (
        word.endswith("ed")
        and _PARTICIPLE.search(folded, max(0, event.start - 20), event.start) is None
        and not attribute(folded, event.start, event.end, event.what)
    )


def _of_verb(shifter: Event) -> bool:
    return shifter.kind != NEGATOR and shifter.what.word_class == "verb"


def _of_noun(folded: str, shifter: Event) -> bool:
    """Tell whether a shifter is a noun or an attribute: "the **loss of** a ship", "**unpaid** bills"."""
    if shifter.kind == NEGATOR:
        return False
    entry: Entry = shifter.what
    if entry.word_class == "noun":
        return True
    return attribute(folded, shifter.start, shifter.end, entry)


def _deny(cue: Cue, negator: Event) -> None:
    """Turn a cue round whose gap holds a negator: "left no scar"."""
    cue.sign = _shifted(cue.sign, negator)
    cue.shifters = (*cue.shifters, negator)


def _out_of_reach(text: str, folded: str, walls: list[int], shifter: Event, event: Event) -> bool:
    reach = DENIED if shifter.kind == NEGATOR else REACH
    if event.start - shifter.end > reach or _crossed(walls, shifter.end, event.start):
        return True
    if shifter.kind == NEGATOR:
        return _leaves_quote(text, shifter.end, event.start)
    if _SOFT.search(text, shifter.end, event.start):
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


def _same_act(folded: str, verb: Cue, event: Event) -> bool:
    """Tell whether a cue is the object of a verb of its own sign: "did not fire a shot"."""
    entry = verb.entry
    same = entry.word_class == "verb" and entry.sign == event.what.sign
    return same and complements(folded, verb.end, event.start)


def _coordinate(folded: str, end: int, start: int) -> bool:
    gap = folded[end:start].split()
    return len(gap) <= 2 and (not gap or gap[0] in ("and", "or", "nor"))


def _governed(event: Event, governing: tuple[Event, ...]) -> Cue:
    entry: Entry = event.what
    weight = max(entry.weight, 0.9) if governing else entry.weight
    return Cue(event.start, event.end, entry, _through(entry.sign, governing), weight, governing)


def _shifted(sign: int, shifter: Event) -> int:
    """Return a sign after a shifter; a neutral noun (*relations*) takes the shifter's own."""
    if shifter.kind == NEGATOR:
        return -sign or -1
    if shifter.kind == REVERSE:
        if sign and shifter.what.turns == ("rivalry" if sign > 0 else "cooperation"):
            return sign
        return -sign or shifter.what.sign
    return sign or shifter.what.sign


def _settle(text: str, folded: str, cues: list[Cue], pending: list[Event], walls: list[int]) -> None:
    """Let shifters with nothing to govern act on the cue to their left, or speak for themselves."""
    acting = [e for e in pending if e.kind in (REVERSE, KEEP)]
    if not acting:
        _unfulfilled(folded, cues, pending, walls)
        return
    shifter = acting[-1]
    entry: Entry = shifter.what
    if cues and _characterises(folded, cues[-1].shifters, shifter.start):
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
        and not _crossed(walls, cues[-1].end, start)
        and _joined(text, subject.end, start)
    ):
        for part in parts:
            part.dropped = part.dropped or MORE
        subject.sign = _through(_shifted(subject.sign, shifter), before)
        subject.weight = max(subject.weight, 1.0)
        subject.shifters = (*pending, *subject.shifters)
    elif entry.sign:
        alone = Cue(
            shifter.start, shifter.end, entry, _through(entry.sign, before), entry.weight, tuple(before)
        )
        alone.attribute = attribute(folded, shifter.start, shifter.end, entry)
        if _fails(folded, cues, walls, alone):
            alone.weight = max(alone.weight, _FAILURE)
        cues.append(alone)


def _fails(folded: str, cues: list[Cue], walls: list[int], alone: Cue) -> bool:
    """Tell whether a reverser says of what stands before it that it failed: "… **breathed its last**"."""
    return (
        alone.entry.kind == REVERSE
        and alone.entry.word_class != "noun"
        and alone.sign < 0
        and bool(cues)
        and cues[-1].sign > 0
        and not folded.endswith(" and ", 0, alone.start)
        and not _crossed(walls, cues[-1].end, alone.start)
    )


def _unfulfilled(folded: str, cues: list[Cue], pending: list[Event], walls: list[int]) -> None:
    """Let a verb that is denied turn its subject round: "the joint **fund** has yet to lend a rouble"."""
    subject, parts = _subject(folded, cues, walls)
    denier = next((e for e in pending if e.what in _UNDONE), None)
    if denier is None or subject is None or subject.sign <= 0 or subject.shifters:
        return
    if not nominal(folded, subject.start, subject.end, subject.entry) or subject.entry.word_class == "verb":
        return
    if denier.start - cues[-1].end > REACH or _crossed(walls, cues[-1].end, denier.start):
        return
    subject.sign, subject.shifters = -1, (denier,)
    for part in parts:
        part.dropped = part.dropped or "it only says more of what is denied"


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether a subject reaches its predicate: no comma between, or one on each side of an insertion."""
    if _SOFT.search(text, end, start) is None:
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
        if _crossed(walls, cue.end, subject.start) or not _heads(folded, cue, subject):
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


def _through(sign: int, shifters: Sequence[Event]) -> int:
    """Return a sign after all shifters, the innermost first; "neither … nor" denies once."""
    for i, shifter in reversed(list(enumerate(shifters))):
        if not (i and shifter.kind == NEGATOR == shifters[i - 1].kind):
            sign = _shifted(sign, shifter)
    return sign
