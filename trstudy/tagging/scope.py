"""Negation and reversal: which shifters govern which cue of a unit."""

from __future__ import annotations

import re

from trstudy.tagging.entry import Entry
from trstudy.tagging.events import CUE, NEGATOR, REVERSE, Event
from trstudy.tagging.grammar import attribute, complements, finite
from trstudy.tagging.polarity import Cue, shifted, through
from trstudy.tagging.predication import MORE, characterises, settle
from trstudy.tagging.reach import crossed, out_of_reach

_IN = re.compile(r"(?: \w+){0,6} in ")
_PARTICIPLE = re.compile(r" (?:be|been|being|get|getting|having|to have|have|has|had)(?: \w+ly)? $")


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
        if pending and out_of_reach(text, folded, walls, pending[-1], event):
            settle(text, folded, cues, pending, walls)
            pending, carried = [], ()
        if event.kind != CUE:
            around = next((c for c in cues if c.start < event.start and event.end <= c.end), None)
            if event.kind == NEGATOR and around is not None:
                _deny(around, event)
                continue
            if event.what == "without":  # it opens a phrase of its own: "ended without agreement"
                settle(text, folded, cues, pending, walls)
                pending, carried = [], ()
            pending.append(event)
            continue
        near = not pending and cues and not crossed(walls, cues[-1].end, event.start)
        if near and carried and _coordinate(folded, cues[-1].end, event.start):
            governing = (
                carried
                if not finite(folded, event.start, event.end, event.what)
                else tuple(c for c in carried if c.kind == NEGATOR)
            )
        elif near and carried and _same_act(folded, cues[-1], event):
            governing = carried = tuple(c for c in carried if _of_clause(c))
        elif near and carried and _joined_in(folded, cues[-1], event):
            governing = carried
        elif near and _wide(carried):
            governing = carried = _wide(carried)
        elif not pending and carried and event.end <= carried[-1].end:  # both stand in the shifter's gap
            governing = carried
        elif characterises(folded, pending, event.start):
            settle(text, folded, cues, pending, walls)
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
                    settle(text, folded, cues, idle, walls)
                    pending = [e for e in pending if e not in idle]
            governing = tuple(pending)
        cues.append(_governed(event, governing))
        cues[-1].attribute = not governing and attribute(folded, event.start, event.end, event.what)
        if len(cues) > 1 and not pending and characterises(folded, carried, event.start):
            cues[-1].dropped = MORE
        carried, pending = governing, []
    settle(text, folded, cues, pending, walls)
    return cues


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
    cue.sign = shifted(cue.sign, negator)
    cue.shifters = (*cue.shifters, negator)


def _same_act(folded: str, verb: Cue, event: Event) -> bool:
    """Tell whether a cue is the object of a verb of its own sign: "did not fire a shot"."""
    entry = verb.entry
    same = entry.word_class == "verb" and entry.sign == event.what.sign
    return same and complements(folded, verb.end, event.start)


def _joined_in(folded: str, verb: Cue, event: Event) -> bool:
    """Tell whether a cue is what others are joined in: "declined to join them **in punishing** X"."""
    word = folded[event.start : event.end].partition(" ")[0]
    joins = verb.entry.form.startswith(("follow", "join")) and word.endswith("ing")
    return joins and _IN.fullmatch(folded, verb.end, event.start) is not None


def _coordinate(folded: str, end: int, start: int) -> bool:
    gap = folded[end:start].split()
    return len(gap) <= 2 and (not gap or gap[0] in ("and", "or", "nor"))


def _governed(event: Event, governing: tuple[Event, ...]) -> Cue:
    entry: Entry = event.what
    weight = max(entry.weight, 0.9) if governing else entry.weight
    return Cue(event.start, event.end, entry, through(entry.sign, governing), weight, governing)
