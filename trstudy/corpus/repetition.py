"""Blocks judged by each other: text that a page prints more than once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trstudy.corpus.forms import is_prose, key

_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—]{2,40}$")
_PAGED = re.compile(r"^\d{1,3}\W+|\W+\d{1,3}$")
# how far from its source a pulled quote is looked for, in blocks
_NEAR = 6


def running_heads(flats: Sequence[str], top: int | None) -> dict[int, str]:
    """Find lines that differ in a page number alone, or print the title's beginning with one."""
    own = f"{key(flats[top])} " if top is not None else ""
    bare = {
        i: key(_PAGED.sub("", flat))
        for i, flat in enumerate(flats)
        if i != top and len(flat) < 120 and not is_prose(flat) and _PAGED.search(flat)
    }
    counts = Counter(bare.values())
    return {
        i: "running head"
        for i, words in bare.items()
        if words.count(" ") and (counts[words] > 1 or own.startswith(f"{words} "))
    }


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
