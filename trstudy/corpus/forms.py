"""Blocks judged by their form: prose, headings, bare names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trstudy.corpus.resources import NAME, WORDS

_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]\d]*$|[”\"]$")
_SENTENCE = re.compile(r"[.!…][\"'”’»)\]\d]*$|[”\"]$")
_INNER_STOP = re.compile(r"[a-z]{4}[.;] ")
_QUOTED = re.compile(r"[“\"'‘«][^.!?…]*[^.!?…,][”\"'’»]")
_WORD = re.compile(r"\w+(?:['’.-]+\w+)*")
_LOWER_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_A-ZÀ-ÞĞİŞ][\w'’.-]*")
_SPEAKER = re.compile(r"(?:[QA]|[A-Z]{2,4}):\s")


def key(flat: str) -> str:
    """Return a block's words without case and punctuation, by which its other printings are known."""
    return " ".join(_WORD.findall(flat.casefold()))


def is_prose(flat: str) -> bool:
    """Say whether a block reads as a paragraph: it ends as a sentence does, or is long."""
    words = flat.count(" ") + 1
    if words <= 20 and _QUOTED.fullmatch(flat):
        return False
    return (
        words >= 30
        or (words >= 6 and bool(_SENTENCE.search(flat[-12:])))
        or (words >= 20 and flat[-1] == "?")
    )


def is_heading(flat: str) -> bool:
    """Say whether a block reads as a heading: short, no stop (a question mark may stand), no speaker."""
    if len(flat) > 150 or flat.count(" ") >= 20 or not (flat[0].isalnum() or flat[0] in "“\"'‘«¿¡("):
        return False
    if flat[0].islower() or _SPEAKER.match(flat) or _INNER_STOP.search(flat):
        return False
    if flat[-1] == "?":
        return flat.count(" ") < 14
    return not _STOP.search(flat) or bool(_QUOTED.fullmatch(flat))


def names(flats: Sequence[str], reasons: Sequence[str]) -> set[int]:
    """Return the blocks that are a person's bare name: no word of it occurs in lower case in the text."""
    found = {i for i, flat in enumerate(flats) if not reasons[i] and len(flat) <= 60 and NAME.fullmatch(flat)}
    if found:
        lowered = WORDS["starters"].union(word for flat in flats for word in _LOWER_WORD.findall(flat))
        found = {i for i in found if lowered.isdisjoint(_WORD.findall(flats[i].casefold()))}
    return found
