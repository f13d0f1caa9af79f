"""What a unit tells as unfulfilled, past or only expected: *could have*, *once a*, *…; it did not*."""

from __future__ import annotations

import re
from typing import NamedTuple

from trstudy.tagging.events import KEEP
from trstudy.tagging.inflection import verb_forms
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.lexicon import irregular
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

_STOP = re.compile(r"[,;:—?!.]")
_DENIED_BEFORE = re.compile(r" (?:hardly|never|no|nobody|not) (?:\w+ )?$")  # "could not have", "never was to"
_BEFORE = 25  # characters in which such a word is looked for
# "X, once the pride of Y,", and not "X, once the war is over, …"
_FORMER = re.compile(
    r" (?:been|was|were) once |, once (?![^,;]* (?:are|can|could|had|has|have|is|was|were|will|would) )"
)
_RELATIVE = (" that ", " which ")
_REPLY = re.compile(r"[;:]|, (?:but|yet) ")
# a last clause that only denies the one before it; the verb of "it paid none" may be any past tense
_ELIDED = re.compile(
    r"[;:,—] (?:"
    r"(?:although |and |but |though |whereas |while |yet )?"
    r"(?:[\w’']+ ){1,3}(?:are|did|do|does|had|has|have|is|was|were|will|would) not"
    r"|[\w ’']*\bnever (?:came|did|had|was|were)"
    r"|[\w ’']*\b(?:are|is|been|was|were|came|\w+(?:ed|d|k|t)) none"
    r"|(?:and |but )?nothing (?:came of it|happened)"
    r")\W*$"
)
_CONTRAST = re.compile(r"\W*(?:although|but|though|whereas|while|yet) ")
# how such a unit ends; looked at first
_ENDINGS = (
    " not",
    " none",
    "ever came",
    "ever did",
    "ever had",
    "ever was",
    "ever were",
    " of it",
    " happened",
)


class _Words(NamedTuple):
    unfulfilled: re.Pattern[str]
    former: re.Pattern[str]
    brief: re.Pattern[str]
    nobody: re.Pattern[str]
    expect: re.Pattern[str]


@compiled
def _words(lexicon: Lexicon) -> _Words:
    table = lexicon.read("markers.toml")["irrealis"]

    def any_of(forms: list[str]) -> re.Pattern[str]:
        return re.compile(rf" (?:{'|'.join(sorted(forms, key=len, reverse=True))})(?= )")

    past = [
        form
        for verb in table["expect"]
        for form in verb_forms(verb, irregular()[0])[1:]
        if not form.partition(" ")[0].endswith(("ing", "s"))
    ]
    return _Words(
        any_of(table["unfulfilled"]),
        any_of(table["former"]),
        any_of(table["brief"]),
        any_of(table["nobody"]),
        any_of(past),
    )


def unrealised(unit: Unit, cues: list[Cue]) -> None:
    """Turn round what a unit tells as hoped for, past or foiled.

    Codebook rule 3: *a denied rivalry is cooperation; a denied, failed, missing or ended cooperation is
    rivalry.*
    """
    live = [c for c in cues if c.sign and not c.dropped]
    if live:
        _never_came(unit, live)
        _no_more(unit, live)
        _expected(unit, live)
        _elided_denial(unit, live)


def _never_came(unit: Unit, live: list[Cue]) -> None:
    """Turn round what might have been: "X **could have** tripped Y up", "which **was to have** helped Y"."""
    if " have " in unit.folded or " supposed to " in unit.folded:
        _turn_after(unit, live, _words(unit.lexicon).unfulfilled, "it did not come about")


def _no_more(unit: Unit, live: list[Cue]) -> None:
    """Turn round what is past: "**once the** pride of both", "the feud **lasted until** noon"."""
    folded = unit.folded
    if " once " in folded and _FORMER.search(unit.padded) is not None:
        _turn_after(unit, live, _words(unit.lexicon).former, "it was so once")
    if " lasted " in folded:
        _turn_before(unit, live, _words(unit.lexicon).brief, "it did not last")
    if " by no" in folded:
        _turn_before(unit, live, _words(unit.lexicon).nobody, "nobody did it")


def _turn_after(unit: Unit, live: list[Cue], words: re.Pattern[str], why: str) -> None:
    for found in words.finditer(unit.folded):
        start, end = found.span()
        if _DENIED_BEFORE.search(unit.folded, max(0, start - _BEFORE), start + 1) is not None:
            continue
        stop = _STOP.search(unit.padded, end)
        for cue in live:
            within = start <= cue.start and cue.end > end and (stop is None or cue.start < stop.start())
            if within and all(shifter.kind == KEEP for shifter in cue.shifters):
                cue.turn_round(why)


def _turn_before(unit: Unit, live: list[Cue], words: re.Pattern[str], why: str) -> None:
    found = words.search(unit.folded)
    if found is None or unit.folded.endswith(_RELATIVE, 0, found.start() + 1):
        return
    if live[-1].end <= found.start():  # else what comes next speaks for the unit
        for cue in live:
            cue.turn_round(why)


def _expected(unit: Unit, live: list[Cue]) -> None:
    """Set aside what was expected, if something else is told of next: "they **wanted** a row; X gave Y tea".

    Where the answer is in words that no list knows, it is still another than what was expected.
    """
    answer = _REPLY.search(unit.padded)
    if answer is None:
        return
    found = _words(unit.lexicon).expect.search(unit.folded)
    if found is None:
        return
    answer = _REPLY.search(unit.padded, found.end())
    if answer is None:
        return
    told = any(cue.start >= answer.start() for cue in live)
    for cue in live:
        if cue.start < answer.start() and told:
            cue.dropped = "it was only expected"
        elif cue.start < answer.start():
            cue.turn_round("it was only expected")


def _elided_denial(unit: Unit, live: list[Cue]) -> None:
    """Turn round what an elided last clause denies: "it was feared that X would bar Y**; it did not**"."""
    if not unit.folded.rstrip().endswith(_ENDINGS):
        return
    found = _ELIDED.search(unit.padded)
    if found is None:
        return
    own = [cue for cue in live if cue.start > found.start()]
    if own and _CONTRAST.match(unit.padded, found.start()) is not None:  # "…, although trust has not"
        for cue in own:
            cue.turn_round("the last clause denies it")
        return
    for cue in live:
        if cue.start > found.start():
            cue.dropped = "it only denies what stands before it"
        elif not any(
            shifter.start > found.start() for shifter in cue.shifters
        ):  # else it has done so already
            cue.turn_round("the last clause denies it")
