"""Blocks judged by their place: title, page head, page foot, repetitions, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trstudy.corpus.resources import CLOSING, NAME, OPENING, READER, REFERENCES, furniture

Label = tuple[str, str]

_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]\d]*$|[”\"]$")
_SENTENCE = re.compile(r"[.!…][\"'”’»)\]\d]*$|[”\"]$")
_WORD = re.compile(r"\w[\w'’.-]*")
_SPEAKER = re.compile(r"(?:[QA]|[A-Z]{2,4}):\s")
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—]{2,40}$")


def _key(flat: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(flat))


def _size(flat: str) -> int:
    return len(flat.split())


def is_prose(flat: str) -> bool:
    """Say whether a block reads as a paragraph: it ends as a sentence does, or is long."""
    words = _size(flat)
    return (
        words >= 30 or (words >= 6 and bool(_SENTENCE.search(flat))) or (words >= 20 and flat.endswith("?"))
    )


def is_heading(flat: str) -> bool:
    """Say whether a block reads as a heading: short, no stop (a question mark may stand), no speaker."""
    if len(flat) > 150 or _size(flat) > 20 or not flat[0].isalnum() and flat[0] not in "“\"'‘«¿¡(":
        return False
    if flat[0].islower() or _SPEAKER.match(flat):
        return False
    return not _STOP.search(flat) or (flat.endswith("?") and _size(flat) <= 14)


def is_name(flat: str, lowered: frozenset[str]) -> bool:
    """Say whether a block is a person's bare name: no word of it occurs in lower case in the text."""
    return (
        len(flat) <= 60
        and bool(NAME.fullmatch(flat))
        and not any(word.casefold() in lowered for word in _WORD.findall(flat))
    )


def _lowered(flats: Sequence[str]) -> frozenset[str]:
    return frozenset(word for flat in flats for word in _WORD.findall(flat) if word[0].islower())


def foot(flats: Sequence[str], reasons: Sequence[str]) -> int:
    """Return where the page's foot begins: a closing block after which no prose of the article's comes."""
    start = len(flats)
    for i in reversed(range(len(flats))):
        if reasons[i] in CLOSING:
            start = i
        elif not reasons[i] and is_prose(flats[i]) and not READER.search(flats[i]):
            break
    return start


def references(flats: Sequence[str]) -> int:
    """Return where a list of notes or sources begins, in the text's second half, else the text's length."""
    total, seen = sum(map(len, flats)), 0
    for i, flat in enumerate(flats):
        if 2 * seen > total and len(flat) < 30 and REFERENCES.match(flat):
            return i
        seen += len(flat)
    return len(flats)


def title(flats: Sequence[str], candidates: Sequence[int]) -> int | None:
    """Return which of the head's heading-like blocks is the title: one printed twice, else the first of length."""
    keys = [_key(flats[i]) for i in candidates]
    longer = [any(k.startswith(f"{key} ") for k in keys) and key.count(" ") > 1 for key in keys]
    ranks = [
        (keys.count(key) > 1, extended, key.count(" ") > 2, -i)
        for i, key, extended in zip(candidates, keys, longer, strict=True)
    ]
    return -max(ranks)[-1] if ranks else None


def labels(flats: Sequence[str]) -> list[Label]:
    """Label the blocks of one text.

    Parameters
    ----------
    flats
        The blocks' texts, each on one line, in reading order.

    Returns
    -------
    list of (role, reason)
        One pair per block: a role and no reason if it is kept, a reason and no role if it is dropped.
    """
    reasons = [furniture(flat) for flat in flats]
    lowered = _lowered(flats)
    for i in range(references(flats), len(flats)):
        reasons[i] = reasons[i] or "references"
    end = foot(flats, reasons)
    for i in range(end, len(flats)):
        if not reasons[i]:
            reasons[i] = "page foot"
    prose = [i for i in range(end) if not reasons[i] and is_prose(flats[i])]
    head = prose[0] if prose else end
    # a name beside a date or a byline belongs to the head wherever that ends
    _name_lines(flats, reasons, lowered, prose)
    candidates = [
        i for i in range(head) if not reasons[i] and is_heading(flats[i]) and not is_name(flats[i], lowered)
    ]
    top = title(flats, candidates)
    _head_lines(flats, reasons, head, top)
    _repeats(flats, reasons, top)
    if prose:
        for i in range(prose[-1] + 1, end):
            if not reasons[i] and i != top and is_heading(flats[i]):
                reasons[i] = "page foot"
    return [
        ("", reason)
        if reason
        else ("title" if i == top else "heading" if is_heading(flats[i]) else "body", "")
        for i, reason in enumerate(reasons)
    ]


def _name_lines(
    flats: Sequence[str], reasons: list[str], lowered: frozenset[str], prose: Sequence[int]
) -> None:
    """Mark bare names above the first paragraph, below the last, or beside a date as bylines."""
    for i, flat in enumerate(flats):
        if reasons[i] or not is_name(flat, lowered) or not prose:
            continue
        beside = {reasons[j] for j in (i - 1, i + 1) if 0 <= j < len(flats)}
        if i < prose[0] or i > prose[-1] or beside & OPENING:
            reasons[i] = "byline"


def _head_lines(flats: Sequence[str], reasons: list[str], head: int, top: int | None) -> None:
    """Mark what stands above the first paragraph and is neither title nor standfirst."""
    last_opening = max((i for i in range(head) if reasons[i] in OPENING), default=-1)
    for i in range(head):
        flat = flats[i]
        if reasons[i] or i == top:
            continue
        if flat[0].islower():
            reasons[i] = "alt-text"
        elif top is not None and i < top:
            reasons[i] = "page head"
        elif i < last_opening and _size(flat) <= 4:
            reasons[i] = "page head"


def _repeats(flats: Sequence[str], reasons: list[str], top: int | None) -> None:
    """Mark the title's other printings, paragraphs printed twice, and quotes pulled from a neighbour."""
    seen: set[str] = set()
    head = _key(flats[top]) if top is not None else ""
    for i, flat in enumerate(flats):
        if i == top:
            continue
        key = _key(flat)
        if head and (key == head or _key(_SITE.sub("", flat)) == head):
            reasons[i] = "repeated title"
            continue
        if reasons[i]:
            continue
        words = key.count(" ") + 1
        if words >= 6 and key in seen:
            reasons[i] = "repeated text"
        seen.add(key)
        if 6 <= words <= 60 and not reasons[i]:
            near = [
                flats[j] for j in range(max(0, i - 6), min(len(flats), i + 7)) if j != i and not reasons[j]
            ]
            if any(len(other) > 1.5 * len(flat) and f" {key} " in f" {_key(other)} " for other in near):
                reasons[i] = "pull quote"
