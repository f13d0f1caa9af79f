"""Blocks judged by their place: title, page head, page foot, headings.

Every function reads the blocks' texts and what is known of them so far, and returns what it adds:
a mapping from block number to reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from trstudy.corpus.forms import is_heading, is_prose, key, names
from trstudy.corpus.furniture import READER, furniture
from trstudy.corpus.repetition import repeats, running_heads
from trstudy.corpus.resources import AUTHOR_NOTE, CLOSING, OPENING, REFERENCES

# what a heading of links or tags makes of the short lines below it
_LISTS = {"related heading": "related link", "tags line": "tags line"}
# how far down a title is looked for, in blocks
_TOP = 60


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


def listed(flats: Sequence[str], reasons: Sequence[str]) -> dict[int, str]:
    """Find the links or tags under a heading for such, up to the next paragraph."""
    found: dict[int, str] = {}
    under = ""
    for i, flat in enumerate(flats):
        if reasons[i] in _LISTS and ":" not in flat:
            under = _LISTS[reasons[i]]
        elif is_prose(flat) or reasons[i] in OPENING:
            under = ""
        elif not reasons[i]:
            to_read = i and flats[i - 1].lower() == "read more" and flat.count(" ") > 3
            if under or to_read:
                found[i] = under or "related link"
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
    add(listed(flats, reasons))
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
    add(running_heads(flats, top))
    # a heading heads something
    last = max((i for i, flat in enumerate(flats) if not reasons[i] and not is_heading(flat)), default=below)
    if prose:
        add({i: "page foot" for i in range(last + 1, below) if i != top})
    return [
        ("", reason)
        if reason
        else ("title" if i == top else "heading" if is_heading(flats[i]) else "body", "")
        for i, reason in enumerate(reasons)
    ]
