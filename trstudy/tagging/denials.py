"""Denial of a whole clause: *rumours of a rift had no foundation*, *never so close*, *had X not paid, …*."""

from __future__ import annotations

import re
from typing import NamedTuple

from trstudy.tagging.events import NEGATOR
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.polarity import Cue, through
from trstudy.tagging.reach import clause_begins
from trstudy.tagging.unit import Unit

_STOP = re.compile(r"[,;:—?!.]")
# "never have X and Y been so close", and not "never more than", "never so much as", "never so distant"
_RECORD = re.compile(
    r" (?:never|seldom|rarely|hardly ever|at no (?:moment|point|stage|time))(?: (?!again |say )[^ ]+){0,14}?"
    r" (?:(?:so|such|more)(?! (?:bad|cold|cool|distant|far|few|frosty|little|low|poor|rare|scarce|strained"
    r"|tense|than|to|weak|much as|as to) )|as(?= \w+(?: \w+)? as )|less(?! than )|better|closer|cooler|colder"
    r"|deeper|friendlier|greater|higher|stronger|tenser|warmer|worse)(?= )"
)
# "for the first time since X fought Y" tells of the fight as past
_SINCE = re.compile(
    r" (?:than(?: at any (?:point|time))?|at no time|for the first time|the first [\w ]{1,30}?) since ",
    re.IGNORECASE,
)
_NOT_UNTIL = re.compile(r"^ (?:and |but )?not (?:before|until) .+? (?:can|will|would) ")
_INVERTED = re.compile(r"^ (?:but |yet |and )?(?:had|were) [^,;]{1,200},", re.IGNORECASE)
_IF = re.compile(r"[ “]if [^,;]{1,100}? had [^,;]{0,100}?(?= would |,|[.;])", re.IGNORECASE)
_BUT_FOR = re.compile(r"[ “](?:but for|had it not been for|were it not for) ", re.IGNORECASE)
_DENIED = re.compile(r" (?:never|not) ")
_WOULD = re.compile(r" would(?: not| never| hardly| scarcely)?(?: \w+ly)? have ")
_LIST = re.compile(
    r" (?:delet|dropp|exclud|omit|remov|str[iu]ck|tak|took)\w*(?= )[^,;]{0,100}? (?:from|off) (?:\w+ ){0,3}?"
    r"(?:black)?list of "
)


class _Words(NamedTuple):
    belief: re.Pattern[str]
    unfounded: re.Pattern[str]
    undone: re.Pattern[str]


@compiled
def _words(lexicon: Lexicon) -> _Words:
    table = lexicon.read("markers.toml")["denials"]

    def any_of(name: str) -> str:
        return "|".join(sorted(table[name], key=len, reverse=True))

    return _Words(
        re.compile(rf" (?:{any_of('belief')}) (?:about|of|over|that) "),
        re.compile(rf" (?:{any_of('unfounded')})(?= )"),
        re.compile(rf" (?:{any_of('undone')})(?= )"),
    )


def denied(unit: Unit, cues: list[Cue]) -> None:
    """Turn round what a clause denies as a whole, and leave standing what its negator does not deny.

    Codebook rule 3: *a denied rivalry is cooperation; a denied, failed, missing or ended cooperation is
    rivalry.*
    """
    live = [cue for cue in cues if cue.sign and not cue.dropped]
    if live:
        _unfounded(unit, live)
        _undone(unit, live)
        _record(unit, live)
        _since(unit, live)
        _not_until(unit, live)
        _contrary_to_fact(unit, live)
        _struck_off(unit, live)


def _unfounded(unit: Unit, live: list[Cue]) -> None:
    """Turn round what was only said or feared: "**rumours that** X had left Y **proved groundless**"."""
    belief = _words(unit.lexicon).belief.search(unit.folded)
    if belief is None:
        return
    found = _words(unit.lexicon).unfounded.search(unit.folded, belief.end() - 1)
    if found is None or ";" in unit.padded[belief.end() : found.start()]:
        return
    within = [cue for cue in live if belief.end() <= cue.start and cue.end <= found.start() + 1]
    if not within:
        return
    for cue in within:
        if not any(shifter.start >= found.start() - 1 for shifter in cue.shifters):
            cue.turn_round("it had no ground")
    for cue in live:
        if belief.start() <= cue.start < belief.end() or found.start() <= cue.start < found.end():
            cue.dropped = "it only says what had no ground"


def _undone(unit: Unit, live: list[Cue]) -> None:
    """Turn round what did not take place: "the feared exodus **has not occurred**"."""
    found = _words(unit.lexicon).undone.search(unit.folded)
    if found is None:
        return
    begin = clause_begins(unit.padded, 0, found.start())
    for cue in live:
        if begin <= cue.start and cue.end <= found.start() + 1 and not cue.shifters:
            cue.turn_round("it did not take place")


def _record(unit: Unit, live: list[Cue]) -> None:
    """Let stand what has had no like: "**never** have X and Y been **so** close"."""
    found = _RECORD.search(unit.folded)
    if found is None:
        return
    for cue in live:
        kept = tuple(
            s for s in cue.shifters if not (s.kind == NEGATOR and found.start() <= s.start < found.end())
        )
        if len(kept) < len(cue.shifters) and cue.entry.sign:
            cue.sign, cue.shifters = through(cue.entry.sign, kept), kept
            cue.note = "what has had no like is so"


def _since(unit: Unit, live: list[Cue]) -> None:
    """Set aside what a comparison reaches back to: "less at odds than at any time **since** X shot at Y"."""
    found = _SINCE.search(unit.padded)
    if found is None:
        return
    stop = _STOP.search(unit.padded, found.end())
    end = stop.start() if stop else len(unit.padded)
    back = [cue for cue in live if found.end() - 1 <= cue.start < end]
    if len(back) < len(live):
        for cue in back:
            cue.dropped = "it is what the comparison reaches back to"


def _not_until(unit: Unit, live: list[Cue]) -> None:
    """Turn round what waits for something: "**not until** the bill is paid **will** X let Y have it"."""
    found = _NOT_UNTIL.search(unit.folded)
    if found is None:
        return
    for cue in live:
        if cue.start >= found.end() - 1 and not cue.shifters:
            cue.turn_round("it is not so yet")


def _contrary_to_fact(unit: Unit, live: list[Cue]) -> None:
    """Turn round what would have been: "**had** X paid, Y **would have** sold"."""
    would = _WOULD.search(unit.folded)
    if would is None:
        return
    clause = _INVERTED.search(unit.padded) or _IF.search(unit.padded)
    if clause is None and _BUT_FOR.search(unit.padded) is None:
        return
    if clause is not None and _DENIED.search(unit.folded, clause.start(), clause.end()) is not None:
        return  # "had X not helped": the matcher knows that X did
    stop = _STOP.search(unit.padded, would.end())
    end = stop.start() if stop else len(unit.padded)
    for cue in live:
        if would.start() <= cue.start < end or (clause and clause.start() <= cue.start < clause.end()):
            cue.turn_round("it is contrary to fact")


def _struck_off(unit: Unit, live: list[Cue]) -> None:
    """Turn round what one is no longer counted among: "**removed** X **from the list of** enemies"."""
    found = _LIST.search(unit.folded)
    if found is None:
        return
    after = [cue for cue in live if found.end() - 1 <= cue.start < found.end() + 25 and not cue.shifters]
    if after:
        for cue in after:
            cue.turn_round("it is taken off the list")
        for cue in live:
            if found.start() <= cue.start < found.end():
                cue.dropped = "it only says what is taken off the list"
