"""Raw text to chunks: which lines belong together, with their offsets.

A text comes either with one paragraph to a line (copied from a web page) or with lines of about
equal width (copied from a PDF or a plain-text mail), where blank lines part the paragraphs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from trstudy.corpus.resources import points_away, starts_item
from trstudy.corpus.unwrapping import INVISIBLE

# widest line, in characters, that can be a line of a wrapped text, and narrowest
WIDEST, NARROWEST = 132, 40
# part of the text's width that a line must reach for the next line to continue it
FULL = 0.72

BLANK = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + INVISIBLE
# names that begin in lower case: al-Assad, el-Sisi
_ARTICLE = re.compile(r"(?:al|el|ad|as|ar)-[A-Z]")
_STOPPED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


class Chunk(NamedTuple):
    """A stretch of raw text without surrounding white space, and its text on one line."""

    start: int
    end: int
    flat: str


def lines(raw: str) -> list[Chunk]:
    """Return the lines of ``raw`` that are not blank, stripped, with their offsets."""
    found, at = [], 0
    for line in raw.splitlines(keepends=True):
        left = line.lstrip(BLANK)
        if left:
            start = at + len(line) - len(left)
            text = left.rstrip(BLANK)
            found.append(Chunk(start, start + len(text), text))
        at += len(line)
    return found


def _is_stopped(flat: str) -> bool:
    return bool(_STOPPED.search(flat[-12:]))


def _are_adjacent(raw: str, before: Chunk, after: Chunk) -> bool:
    """Say whether no blank line and no page break lies between two lines."""
    gap = raw[before.end : after.start]
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n") < 2 and "\f" not in gap


def wrap_width(rows: list[Chunk], adjacent: list[bool]) -> int:
    """Return the width at which a text is wrapped, or 0 if its lines are paragraphs.

    Wrapped lines are of about equal width and most of them break off in mid-sentence.

    Parameters
    ----------
    rows
        The text's lines.
    adjacent
        For each line, whether the next follows at once.

    Returns
    -------
    int
        The length of the line in which the text's ninetieth percentile character stands, so that many short
        menu lines do not pass for a narrow column.
    """
    pairs = [row for row, near in zip(rows, adjacent, strict=True) if near and len(row.flat) >= NARROWEST]
    if 2 * sum(_is_stopped(row.flat) for row in pairs) > len(pairs):
        return 0
    lengths = sorted(len(row.flat) for row in rows)
    rest = sum(lengths) * 0.9
    for length in lengths:
        rest -= length
        if rest <= 0:
            return length if NARROWEST <= length <= WIDEST else 0
    return 0


def _continues(before: Chunk, after: Chunk, *, adjacent: bool, width: int) -> bool:
    """Say whether the line ``after`` goes on with the paragraph of the line ``before``."""
    if after.flat[0] in "•●▪◦‣" or points_away(after.flat):
        return False
    if starts_item(after.flat) and _is_stopped(before.flat):
        return False
    if points_away(before.flat) and not after.flat[0].islower():
        return False  # better a link's second line kept than the paragraph after it dropped
    full = bool(width) and len(before.flat) + 1 + len(after.flat.split(" ", 1)[0]) >= FULL * width
    if adjacent and full:
        return True
    # a paragraph that a blank line breaks goes on in lower case, and comes to a stop
    return (
        len(before.flat) >= NARROWEST
        and after.flat[0].islower()
        and not _ARTICLE.match(after.flat)
        and not _is_stopped(before.flat)
        and (_is_stopped(after.flat) or (full and after.flat.count(" ") >= 3))
    )


def chunks(raw: str) -> list[Chunk]:
    """Cut ``raw`` into paragraphs, headings and single lines, in reading order.

    Returns
    -------
    list of Chunk
        Ordered and without overlap; the white space between them belongs to none.
    """
    rows = lines(raw)
    near = [*(_are_adjacent(raw, *pair) for pair in pairwise(rows)), False][: len(rows)]
    width = wrap_width(rows, near)
    groups: list[list[Chunk]] = []
    for i, row in enumerate(rows):
        if groups:
            before = groups[-1][-1]
            adjacent = near[i - 1]
            # a title in capitals, over two lines
            capitals = adjacent and all(r.flat.isupper() and r.flat.count(" ") > 1 for r in (before, row))
            # a short line without a stop that nothing flows into is a heading, whatever stands before it
            heads = (
                adjacent
                and len(row.flat) < FULL * width
                and _is_stopped(before.flat)
                and not _is_stopped(row.flat)
                and not row.flat[0].islower()
                and i + 1 < len(rows)
                and not rows[i + 1].flat[0].islower()
            )
            if capitals or (not heads and _continues(before, row, adjacent=adjacent, width=width)):
                groups[-1].append(row)
                continue
        groups.append([row])
    return [
        Chunk(group[0].start, group[-1].end, " ".join(" ".join(row.flat.split()) for row in group))
        for group in groups
    ]
