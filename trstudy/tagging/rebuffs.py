"""What one side makes of what the other asks or says of it: *rejected Y's demand* ends no quarrel."""

from __future__ import annotations

import re
from typing import NamedTuple

from trstudy.tagging.entry import Entry
from trstudy.tagging.inflection import noun_forms, phrasal_forms
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.lexicon import irregular
from trstudy.tagging.mentions import THIRD, Mention, last_mention, next_mention
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

_WEIGHT = 1.0
_NEAR = 30  # characters between a verb and the one whose demand it turns away
_SUBJECT = 200  # characters over which the subject of a passive is sought
# two spaces: "the miners' demand"
_DETERMINER = r"(?: {1,2}(?!(?:by|from|of|that|to|with|against|for|and|or|but) )\w+){0,3}"
_STOP = re.compile(r"[,.;:?!—“”]")
_OPENS = re.compile(rf"(?:{_DETERMINER})? ?")
_OF = re.compile(r"(?: \w+){0,2} (?:by|from|of)(?: the| a| an)? $")
_BY = re.compile(r"(?: \w+){0,2} (?:by|from)(?: the| a| an)? $")
_BE = re.compile(r" (?:are|be|been|being|is|was|were)(?: \w+ly)? $")
_DENIED = re.compile(
    r" (?:hardly|never|not|nobody|no longer|rather than|stop\w+|regret\w+|without|refus\w+ to)(?: \w+)? $"
)


class _Words(NamedTuple):
    outright: re.Pattern[str]
    verb: re.Pattern[str]
    asked: re.Pattern[str]
    said: re.Pattern[str]
    nouns: tuple[str, ...]
    entry: Entry


@compiled
def _words(lexicon: Lexicon) -> _Words:
    table = lexicon.read("markers.toml")["rebuffs"]
    verbs = {
        name: [form for verb in table[name] for form in phrasal_forms(verb, irregular()[0])]
        for name in ("outright", "unheeding")
    }
    # what one side does not do with what it is asked: "refused to consider", "did not answer"
    verbs["unheeding"] += [f"{shy} {verb}" for shy in table["shy"] for verb in table["heeding"]]
    nouns = {
        name: "|".join(_longest([form for noun in table[name] for form in noun_forms(noun, irregular()[1])]))
        for name in ("asked", "said")
    }
    every = "|".join(_longest([*verbs["outright"], *verbs["unheeding"]]))
    entry = Entry(
        "turn away", "verb", "cue", "rebuff", "markers", -1, _WEIGHT, True, "", "verbal_conflict"
    )  # fmt: skip
    return _Words(
        re.compile("|".join(_longest(verbs["outright"]))),
        re.compile(rf" ({every})(?= )"),
        re.compile(rf"{_DETERMINER} {{1,2}}(?:{nouns['asked']})(?= )"),
        re.compile(rf"{_DETERMINER} {{1,2}}(?:{nouns['said']})(?= )"),
        (*table["asked"], *table["said"]),
        entry,
    )


def _longest(forms: list[str]) -> list[str]:
    return sorted(set(forms), key=len, reverse=True)


def rebuffed(unit: Unit, cues: list[Cue]) -> None:
    """Let what one side asks of the other and does not get speak as a refusal, whatever was asked.

    A verb of refusing turns round what it governs; but *reject the demand*, *dismiss the accusation* is no
    peace. Codebook, frame `rivalry`: *… pressure, accusation against the other*, and *a denied … cooperation
    is rivalry*. What is asked does not count. Criticism that is only ignored or shrugged off is let pass,
    which is accommodation; it must be refused outright.
    """
    words = _words(unit.lexicon)
    if not any(noun in unit.folded for noun in words.nouns):  # quicker than to look for the many verbs
        return
    for found in words.verb.finditer(unit.folded):
        start, end = found.span(1)
        if _DENIED.search(unit.folded, max(0, start - _NEAR), start):
            continue
        nouns = [words.asked, *([words.said] if words.outright.fullmatch(unit.folded, start, end) else [])]
        passive = _BE.search(unit.folded, max(0, start - _NEAR), start)
        said = (_passive if passive else _active)(unit, nouns, start, end)
        if said is None or _hostile(cues, said[1], start):
            continue
        cues[:] = [c for c in cues if c.end <= said[0] or c.start >= max(said[1], end)]
        cues.append(Cue(start, end, words.entry, -1, _WEIGHT, predicate=True))
        cues.sort(key=lambda c: c.start)


def _hostile(cues: list[Cue], start: int, end: int) -> bool:
    """Tell whether a hostile deed is asked for: "a proposal to **close the border** was rejected"."""
    between = [cue.entry for cue in cues if start < cue.start and cue.end < end]
    return any(entry.word_class == "verb" and entry.sign < 0 for entry in between)


def _active(unit: Unit, nouns: list[re.Pattern[str]], start: int, end: int) -> tuple[int, int] | None:
    """Return where "turns down Y's demand" begins and its noun ends, if it is the other side's demand."""
    asks = last_mention(unit.mentions, start)
    theirs = next_mention(unit.mentions, end)
    if theirs is None or theirs.start - end > _NEAR or THIRD in (theirs.side, asks and asks.side):
        return None
    if asks is not None and asks.side == theirs.side:
        return None
    last = _genitive(unit, nouns, end, theirs) or _of(unit, nouns, end, theirs)
    return (start, last) if last else None


def _passive(unit: Unit, nouns: list[re.Pattern[str]], start: int, end: int) -> tuple[int, int] | None:
    """Return where "Y's demand was turned down" begins and its noun ends: not if others turned it down."""
    agent = next_mention(unit.mentions, end) if unit.folded.startswith("by ", end + 1) else None
    if unit.folded.startswith("by ", end + 1) and (agent is None or agent.side == THIRD):
        return None
    furthest = max(0, start - _SUBJECT)
    stops = [stop.end() for stop in _STOP.finditer(unit.padded, furthest, start)]
    begin = stops[-1] if stops else furthest
    theirs = next_mention(unit.mentions, begin)
    while theirs is not None and theirs.start < start:
        if theirs.side not in (THIRD, agent and agent.side):
            named = _noun(unit, nouns, theirs.end, start) or _of(unit, nouns, max(0, begin - 1), theirs)
            if named is not None:
                return begin, named
        theirs = next_mention(unit.mentions, theirs.end)
    return None


def _genitive(unit: Unit, nouns: list[re.Pattern[str]], end: int, theirs: Mention) -> int | None:
    """Return the end of "Y's **demand**", "a Ywegian **demand**" after a verb."""
    if not _OPENS.fullmatch(unit.folded, end, theirs.start) or _STOP.search(unit.padded, end, theirs.start):
        return None
    return _noun(unit, nouns, theirs.end, len(unit.folded))


def _noun(unit: Unit, nouns: list[re.Pattern[str]], start: int, end: int) -> int | None:
    found = (noun.match(unit.folded, start, end) for noun in nouns)
    return next((m.end() for m in found if m and not _STOP.search(unit.padded, start, m.end())), None)


def _of(unit: Unit, nouns: list[re.Pattern[str]], end: int, theirs: Mention) -> int | None:
    """Return the end of "a **demand** by Y", "of Y"; criticism *of* Y is against it."""
    for noun, link in zip(nouns, (_OF, _BY), strict=False):
        found = noun.match(unit.folded, end)
        if found and link.fullmatch(unit.folded, found.end(), theirs.start):
            return found.end() if not _STOP.search(unit.padded, end, theirs.start) else None
    return None
