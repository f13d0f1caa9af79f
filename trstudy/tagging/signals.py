"""What is weighed of a unit: what the rules found in it, and its words by their stems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from trstudy.tagging.events import NEGATOR, REVERSE
from trstudy.tagging.mentions import THIRD
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

SIDE = "SIDE"  # stands for either side's name among the words, which are all in lower case

_WORD = re.compile(r"\w+")
_SIGNS = {1: "+", -1: "-"}
_ENDINGS = ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s", "e")
_MOST = 6  # halves of balance, tenths of a unit, beyond which more makes no difference
_FEWEST = 3  # letters that an ending leaves
_GOVERNED, _FURTHEST = 6, 100  # words that a negator or reverser may govern; characters within which
# a mark is two spaces in a folded text, or one before a space
_CLAUSE_ENDS = re.compile(r"  | (?:although|and|because|but|that|which|while|who) ")

_new = tuple.__new__  # a Signal without a call in between


class Signal(NamedTuple):
    """One thing known of a unit: its name, and where in the padded text it stands (0, 0 where nowhere)."""

    name: str
    start: int
    end: int


def findings(unit: Unit, rule: str, frame: str, cues: Iterable[Cue], *, absent: bool = False) -> list[Signal]:
    """Return what the rules found in a unit.

    Parameters
    ----------
    unit
        The unit.
    rule, frame
        What the rules decided, before anything is weighed.
    cues
        The cues that the decision rests on.
    absent
        Whether a side is missing, so that this is what they would find, were both in play.
    """
    counted = [c for c in cues if not c.dropped and c.sign]
    said = f"out of play, {frame}" if absent else frame
    decided = f"{rule} {said} {''.join([_SIGNS[c.sign] for c in counted[:3]])}"
    found = [decided, f"{'third party' if unit.has_third else 'no third party'}, {said}"]
    if unit.context.arena:  # it stands in a document
        found += ["in a document", f"in a document, {decided}"]
    if not counted:
        return [_new(Signal, (name, 0, 0)) for name in found]
    top = max(counted, key=lambda c: c.strength)
    balance = round(2 * sum([c.sign * c.strength for c in counted]))
    covered = sum([c.end - c.start for c in counted]) * 10 // len(unit.folded)
    found += [
        f"balance {min(max(balance, -_MOST), _MOST)} halves",
        f"{said}, {min(covered, _MOST)} tenths are cues",
    ]
    signals = [_new(Signal, (name, 0, 0)) for name in found]
    add = signals.append
    add(_new(Signal, (f"strongest: {_standing(*_stands(top), top.sign)}", top.start, top.end)))
    # where each side is last named, and where its first name ends
    last = {m[2]: m[0] for m in unit.mentions if m[2] != THIRD}.values()
    first = {m[2]: m[1] for m in reversed(unit.mentions) if m[2] != THIRD}.values()
    for cue in counted:
        sign, start, end = cue.sign, cue.start, cue.end
        section, entry = _of_entry(cue.entry.section, cue.entry.form, sign)
        before = sum([named <= start for named in first])
        after = sum([named >= end for named in last])
        add(_new(Signal, (section, start, end)))
        add(_new(Signal, (entry, start, end)))
        add(_new(Signal, (_standing(*_stands(cue), sign), start, end)))
        add(_new(Signal, (_sides(before, after, sign), start, end)))
        for shifter in cue.shifters:
            form = getattr(shifter.what, "form", shifter.what)
            add(_new(Signal, (_shifter(form, sign), shifter.start, shifter.end)))
    return signals


def _stands(cue: Cue) -> tuple[bool, bool, int]:
    return cue.directed, cue.predicate, len(cue.shifters)


# The names of signals recur: each is put together once.


@cache
def _of_entry(section: str, form: str, sign: int) -> tuple[str, str]:
    return f"{section} {_SIGNS[sign]}", f"entry “{form}” {_SIGNS[sign]}"


@cache
def _standing(directed: bool, predicate: bool, shifters: int, sign: int) -> str:
    linked = "directed " if directed else ""
    return f"{linked}{'predicate' if predicate else 'cue'}, shifted {shifters} times {_SIGNS[sign]}"


@cache
def _sides(before: int, after: int, sign: int) -> str:
    return f"{before} sides before, {after} after {_SIGNS[sign]}"


@cache
def _shifter(form: str, sign: int) -> str:
    return f"“{form}” before {_SIGNS[sign]}"


def words(unit: Unit) -> list[str]:
    """Return the stems of a unit's words in order, its sides' names as `SIDE`."""
    place, folded, found = 0, unit.folded, list[str]()
    for start, end, side, *_ in unit.mentions:
        if side != THIRD:
            found += map(stem, _WORD.findall(folded, place, start))
            found.append(SIDE)
            place = end
    found += map(stem, _WORD.findall(folded, place))
    return found


def undone(unit: Unit) -> Iterator[Signal]:
    """Yield the words that a negator or reverser may govern, as `¬` and their stem: "did not **accept** it".

    The words after it in its clause, `_GOVERNED` of them, names of the sides apart. (Das & Chen 2007, *Yahoo!
    for Amazon*, mark words so up to the next punctuation.)
    """
    folded = unit.folded
    named = {i for start, end, side, *_ in unit.mentions if side != THIRD for i in range(start, end)}
    for event in unit.cues:
        if event.kind not in (NEGATOR, REVERSE):
            continue
        furthest = min(len(folded), event.end + _FURTHEST)
        stop = _CLAUSE_ENDS.search(folded, event.end, furthest)
        found = _WORD.finditer(folded, event.end, stop.start() if stop else furthest)
        free = (m for m in found if m.start() not in named)
        for match in islice(free, _GOVERNED):
            yield _new(Signal, (f"¬{stem(match[0])}", match.start(), match.end()))


def placed_words(unit: Unit) -> list[Signal]:
    """Return `words`, each two that stand side by side, and those that are `undone`, with their places."""
    place, folded, found = 0, unit.folded, list[Signal]()
    for start, end, side, *_ in unit.mentions:
        if side != THIRD:
            found += _placed(folded, place, start)
            found.append(Signal(SIDE, start, end))
            place = end
    found += _placed(folded, place, len(folded))
    pairs = (Signal(f"{a.name} {b.name}", a.start, b.end) for a, b in pairwise(found))
    return [*found, *pairs, *undone(unit)]


def _placed(folded: str, start: int, end: int) -> Iterator[Signal]:
    for match in _WORD.finditer(folded, start, end):
        yield Signal(stem(match[0]), match.start(), match.end())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a word without its ending, so that its forms share a weight.

    Examples
    --------
    >>> [stem(word) for word in ("refuse", "refused", "refusing", "allies", "stopped", "us")]
    ['refus', 'refus', 'refus', 'ally', 'stop', 'us']
    """
    if len(word) < 5:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    doubled = len(word) > _FEWEST and word[-1] == word[-2] and word[-1] not in "ls"
    return word[:-1] if doubled else word


def names(unit: Unit, found: Iterable[Signal]) -> set[str]:
    """Return the names of all that a unit holds: findings, words, pairs, words undone, and its beginning."""
    stems = words(unit)
    known = {
        *(signal[0] for signal in (*found, *undone(unit))),
        *stems,
        *[f"{a} {b}" for a, b in pairwise(stems)],
    }
    if unit.context.arena and stems:  # of a document: it may begin by pointing back
        known.add(f"begins with “{stems[0]}”")
    return known
