"""A span of raw text as it reads: wraps, line-end hyphens and odd spaces resolved, offsets kept.

The raw text is never changed. `unwrapped` gives the readable form of a span, `raw_offsets` the
way back: for each character of the readable form, the raw characters that it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from trstudy.corpus.resources import WORDS

if TYPE_CHECKING:
    import pandas as pd

# marks without width: soft hyphen, zero-width space, text direction marks, word joiner, byte-order mark
INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CHANGE = re.compile(
    r"(?P<wrap>(?<=\w)[-\u2010\u2011\u00ad](?P<gap>\s+)(?=\w))"
    r"|(?P<hyphen>[\u2010\u2011])"
    rf"|(?P<space>[^\S ][\s{INVISIBLE}]*|[ ][\s{INVISIBLE}]*[\s{INVISIBLE}])"
    rf"|(?P<invisible>[{INVISIBLE}]+)"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<marked>\w[\u0300-\u036f]+)"
)
# no change can start anywhere else: most spans have none of these
_ODD = re.compile(rf"[^\S ]|[ -] |[{INVISIBLE}\u2010\u2011\ufb00-\ufb06\u0300-\u036f]")
_SUSPENDED = re.compile(r"(?:and|or|to|nor)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4)
def _words(raw: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(raw))


def _is_split(raw: str, hyphen: int, after: int) -> bool:
    """Say whether the hyphen at a line's end only splits a word, so that it does not stay.

    It stays (jaw-dropping), unless what follows is an ending and no word (coopera-tion), or the same
    text prints the two halves as one word elsewhere (man-aged): there is no dictionary to ask.
    """
    if raw[hyphen] == "\u00ad":
        return True
    first = hyphen
    while first and raw[first - 1].isalpha():
        first -= 1
    left, right = raw[first:hyphen], _WORD.match(raw, after)
    if not left or not right or not right.group().islower():
        return False
    return right.group() in WORDS["endings"] or (left + right.group()).lower() in _words(raw)


def _changes(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, replacement)`` for each stretch of the span that reads differently."""
    if not _ODD.search(raw, start, end):
        return
    for match in _CHANGE.finditer(raw, start, end):
        first, last = match.span()
        kind = match.lastgroup
        if kind == "wrap":
            wrapped = bool(_BREAK.search(match["gap"]))
            if wrapped and _is_split(raw, first, last):
                yield first, last, ""
                continue
            yield first, first + 1, "" if raw[first] == "\u00ad" else "-"
            # a hyphen that waits for its other half (pre- and post-war) keeps its space
            yield first + 1, last, "" if wrapped and not _SUSPENDED.match(raw, last) else " "
        elif kind == "hyphen":
            yield first, last, "-"
        elif kind == "space":
            yield first, last, " "
        elif kind == "invisible":
            yield first, last, ""
        else:
            form: Literal["NFKC", "NFC"] = "NFKC" if kind == "ligature" else "NFC"
            yield first, last, unicodedata.normalize(form, match.group())


def unwrapped(raw: str, start: int, end: int) -> str:
    r"""Return ``raw[start:end]`` as it reads.

    Line wraps and runs of white space become one space, a line-end hyphen joins its halves,
    marks without width go, ligatures and separate accents become plain letters.

    Examples
    --------
    >>> unwrapped("the jaw-\ndropping\xa0collapse", 0, 26)
    'the jaw-dropping collapse'
    """
    parts: list[str] = []
    at = start
    for first, last, new in _changes(raw, start, end):
        parts += (raw[at:first], new)
        at = last
    parts.append(raw[at:end])
    return "".join(parts)


def raw_offsets(raw: str, start: int, end: int) -> npt.NDArray[np.int64]:
    r"""Map the characters of ``unwrapped(raw, start, end)`` to raw offsets.

    Returns
    -------
    numpy.ndarray
        Shape ``(len(text), 2)``: row ``i`` holds where the raw characters behind ``text[i]`` start
        and end. The raw span of ``text[a:b]`` is ``(rows[a, 0], rows[b - 1, 1])``.

    Examples
    --------
    >>> raw_offsets("a\xa0\nb", 0, 4).tolist()
    [[0, 1], [1, 3], [3, 4]]
    """
    pieces: list[npt.NDArray[np.int64]] = []
    at = start
    for first, last, new in _changes(raw, start, end):
        pieces.append(np.arange(at, first, dtype=np.int64)[:, None] + (0, 1))
        pieces.append(np.tile(np.array([[first, last]], dtype=np.int64), (len(new), 1)))
        at = last
    pieces.append(np.arange(at, end, dtype=np.int64)[:, None] + (0, 1))
    return np.concatenate(pieces)


def in_raw(table: pd.DataFrame, units: pd.DataFrame, raw: Callable[[str], str]) -> pd.DataFrame:
    """Turn spans of the units' text into spans of the raw texts.

    Parameters
    ----------
    table
        ``sentence_id``, and ``start`` and ``end`` in the text of that unit; no span is empty.
    units
        ``doc_id, sentence_id, start, end``, as `trstudy.corpus.sentences.sentence_table` gives them.
    raw
        Gives the raw text of a ``doc_id``.

    Returns
    -------
    pandas.DataFrame
        ``table``, its rows numbered anew, with the ``start`` and ``end`` of the raw characters.
    """
    places = {row.sentence_id: row for row in units.itertuples()}
    raws = {doc_id: raw(doc_id) for doc_id in units["doc_id"].unique()}
    table = table.copy()
    for sentence_id, rows in table.groupby("sentence_id", sort=False):
        unit: Any = places[sentence_id]
        offsets = raw_offsets(raws[unit.doc_id], unit.start, unit.end)
        table.loc[rows.index, "start"] = offsets[rows["start"].to_numpy(np.int64), 0]
        table.loc[rows.index, "end"] = offsets[rows["end"].to_numpy(np.int64) - 1, 1]
    return table.reset_index(drop=True)
