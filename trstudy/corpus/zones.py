"""Blocks judged by their place: title, page head, page foot, repetitions, headings.

Every function reads the blocks' texts and what is known of them so far, and returns what it adds:
a mapping from block number to reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trstudy.corpus.furniture import READER, furniture
from trstudy.corpus.resources import AUTHOR_NOTE, CLOSING, NAME, OPENING, REFERENCES, WORDS

_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]\d]*$|[”\"]$")
_SENTENCE = re.compile(r"[.!…][\"'”’»)\]\d]*$|[”\"]$")
_QUOTED = re.compile(r"[“\"'‘«][^.!?…]*[^.!?…,][”\"'’»]")
_WORD = re.compile(r"\w[\w'’.-]*")
_LOWER_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_A-ZÀ-ÞĞİŞ][\w'’.-]*")
_SPEAKER = re.compile(r"(?:[QA]|[A-Z]{2,4}):\s")
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—]{2,40}$")
# how far from its source a pulled quote is looked for, in blocks
_NEAR = 6
# how far down a title is looked for, in blocks
_TOP = 60


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
    if flat[0].islower() or _SPEAKER.match(flat):
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


def references(flats: Sequence[str]) -> dict[int, str]:
    """Find a list of notes or sources under its own heading in the text's second half."""
    total, seen = sum(map(len, flats)), 0
    for i, flat in enumerate(flats):
        if 2 * seen > total and len(flat) < 30 and REFERENCES.fullmatch(flat):
            return dict.fromkeys(range(i, len(flats)), "references")
        seen += len(flat)
    return {}


def author_notes(flats: Sequence[str], reasons: Sequence[str]) -> dict[int, str]:
    """Find what a page says of its author below the text: someone whom the text itself never names."""
    found = {}
    for i in [i for i, reason in enumerate(reasons) if not reason][-3:]:
        match = AUTHOR_NOTE.match(flats[i]) if len(flats[i]) <= 600 else None
        if match:
            surname = match[1].split()[-1]
            if not any(surname in flats[j] for j in range(i) if not reasons[j] and is_prose(flats[j])):
                found[i] = "author note"
    return found


def foot(flats: Sequence[str], reasons: Sequence[str]) -> int:
    """Return where the page's foot begins: a closing block after which no prose of the article's comes."""
    start = len(flats)
    for i in reversed(range(len(flats))):
        if reasons[i] in CLOSING:
            start = i
        elif not reasons[i] and is_prose(flats[i]) and not READER.search(flats[i]):
            break
    return start


def head(flats: Sequence[str], reasons: Sequence[str]) -> int:
    """Return where the page's head ends: at the first paragraph, but not before a byline near the top."""
    first = next((i for i, flat in enumerate(flats) if not reasons[i] and is_prose(flat)), len(flats))
    if first < len(flats) and flats[first].count(" ") < 40:
        after = [i for i in range(first, min(first + 4, len(flats))) if reasons[i] in OPENING]
        if after and all(flat.count(" ") < 40 for flat in flats[first : after[-1]]):
            return after[-1] + 1
    return first


def title(flats: Sequence[str], candidates: Sequence[int]) -> int | None:
    """Return which of the head's headings is the title: one printed twice, else the first of some length."""
    keys = [key(flats[i]) for i in candidates]
    longer = [any(k.startswith(f"{own} ") for k in keys) and own.count(" ") > 1 for own in keys]
    ranks = [
        (keys.count(own) > 1, extended, own.count(" ") > 2, -i)
        for i, own, extended in zip(candidates, keys, longer, strict=True)
    ]
    return -max(ranks)[-1] if ranks else None


def bylines(named: set[int], reasons: Sequence[str], prose: Sequence[int]) -> dict[int, str]:
    """Find bare names above the first paragraph, below the last, or beside a date."""
    return {
        i: "byline"
        for i in named
        if prose
        and (
            i < prose[0] or i > prose[-1] or {*reasons[max(0, i - 1) : i], *reasons[i + 1 : i + 2]} & OPENING
        )
    }


def head_lines(flats: Sequence[str], reasons: Sequence[str], end: int, top: int | None) -> dict[int, str]:
    """Find what stands in the head and is neither title nor standfirst."""
    last_opening = max((i for i in range(end) if reasons[i] in OPENING), default=-1)
    found = {}
    for i in range(end):
        flat = flats[i]
        if reasons[i] or i == top or is_prose(flat):
            continue
        if flat[0].islower():
            found[i] = "alt-text"
        elif (top is not None and i < top) or (i < last_opening and flat.count(" ") < 4):
            found[i] = "page head"
    return found


def repeats(flats: Sequence[str], reasons: Sequence[str], top: int | None) -> dict[int, str]:
    """Find the title's other printings, text printed twice, and quotes pulled from a paragraph nearby."""
    keys = [key(flat) for flat in flats]
    own = keys[top] if top is not None else None
    seen: set[str] = set()
    found = {}
    for i, flat in enumerate(flats):
        if i == top:
            continue
        if keys[i] == own or (own and len(flat) < 250 and key(_SITE.sub("", flat)) == own):
            found[i] = "repeated title"
        elif not reasons[i]:
            words = keys[i].count(" ") + 1
            if words >= 6 and keys[i] in seen:
                found[i] = "repeated text"
            elif 6 <= words <= 60 and any(
                len(keys[j]) > 1.5 * len(keys[i]) and f" {keys[i]} " in f" {keys[j]} "
                for j in range(max(0, i - _NEAR), min(len(flats), i + _NEAR + 1))
                if not reasons[j]
            ):
                found[i] = "pull quote"
            seen.add(keys[i])
    return found


def labels(flats: Sequence[str]) -> list[tuple[str, str]]:
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

    def add(found: dict[int, str]) -> None:
        for i, reason in found.items():
            reasons[i] = reasons[i] or reason

    above = head(flats, reasons)
    for i in range(above, len(flats)):
        if reasons[i] == "section label":  # further down, the same words are headings
            reasons[i] = ""
    add(references(flats))
    add(author_notes(flats, reasons))
    below = foot(flats, reasons)
    add(dict.fromkeys(range(below, len(flats)), "page foot"))
    prose = [i for i, flat in enumerate(flats) if not reasons[i] and is_prose(flat)]
    above = min(above, below)

    named = names(flats, reasons)
    heads = [i for i in range(min(above, _TOP)) if not reasons[i] and is_heading(flats[i])]
    candidates = [i for i in heads if i not in named]
    if not candidates and (len(heads) > 1 or "byline" in reasons):
        candidates = heads[:1]
    top = title(flats, candidates)
    add(bylines(named - {top}, reasons, prose))
    add(head_lines(flats, reasons, above, top))
    for i, reason in repeats(flats, reasons, top).items():
        reasons[i] = reason
    if prose:  # a heading heads something
        add({i: "page foot" for i in range(prose[-1] + 1, below) if i != top and is_heading(flats[i])})
    return [
        ("", reason)
        if reason
        else ("title" if i == top else "heading" if is_heading(flats[i]) else "body", "")
        for i, reason in enumerate(reasons)
    ]
