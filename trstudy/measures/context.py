"""A document's sentences as one running text, and stretches of it around a place in the raw text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.tokens import Ints, sentence_offsets


class Document(NamedTuple):
    """A document as it reads, without what cleaning dropped.

    Attributes
    ----------
    text
        The sentences with one space between them.
    offsets
        Raw start and end of each character of ``text``, shape ``(len(text), 2)``.
    bounds
        Where each sentence starts and ends in ``text``.
    words
        Raw start and end of each word, shape ``(words, 2)``.
    """

    text: str
    offsets: Ints
    bounds: dict[str, tuple[int, int]]
    words: Ints

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the raw span ``start``–``end`` stands in ``text``."""
        first = int(np.searchsorted(self.offsets[:, 1], start, side="right"))
        return first, int(np.searchsorted(self.offsets[:, 0], end, side="left"))


def running(sentences: pd.DataFrame, words: Ints | None, *, raw: Mapping[str, str] | None = None) -> Document:
    """Put one document's sentences together.

    Parameters
    ----------
    sentences
        ``doc_id, sentence_id, start, end, text`` of one document, in reading order.
    words
        Raw start and end of its words, shape ``(words, 2)``; none if it has none.
    raw
        The raw texts, where cleaning changed a sentence's length.
    """
    pieces: list[Ints] = []
    bounds: dict[str, tuple[int, int]] = {}
    at = 0
    columns = (sentences[c] for c in ("doc_id", "sentence_id", "start", "end", "text"))
    for doc_id, sentence_id, start, end, text in zip(*columns, strict=True):
        if pieces:
            # the space between two sentences has no characters of its own in the raw text
            pieces.append(np.array([[pieces[-1][-1, 1], start]], dtype=np.int64))
            at += 1
        pieces.append(sentence_offsets(doc_id, int(start), int(end), text, raw))
        bounds[sentence_id] = (at, at + len(text))
        at += len(text)
    none = np.empty((0, 2), np.int64)
    return Document(
        " ".join(sentences["text"]), np.concatenate([none, *pieces]), bounds, none if words is None else words
    )


def cut(
    document: Document, sentence_id: str, start: int, end: int, *, window: int, within: str, characters: int
) -> tuple[str, str, str, str]:
    """Cut a document into what is left of a raw span, the span itself, what is right of it, and its sentence.

    Parameters
    ----------
    document, sentence_id
        The document, and the sentence in which the span lies.
    start, end
        The span, in offsets into the raw text.
    window
        Words on each side.
    within
        ``"document"`` or ``"sentence"``: where the context ends at the latest.
    characters
        Characters kept on each side at most, of the context and of the sentence; what is longer is cut
        between two words, and ``…`` stands for the rest.

    Raises
    ------
    MeasureError
        If the span does not lie in its sentence.
    """
    text = document.text
    low, high = document.bounds[sentence_id]
    first, last = document.place(start, end)
    if not low <= first < last <= high:
        raise MeasureError(f"cue at {start}–{end} does not lie in its sentence {sentence_id}")
    n = len(document.words)
    before = int(np.searchsorted(document.words[:, 1], start, side="right"))
    after = int(np.searchsorted(document.words[:, 0], end, side="left"))
    left = document.place(*document.words[max(before - window, 0)])[0] if before else first
    right = document.place(*document.words[min(after + window, n) - 1])[1] if after < n else last
    # whole words, with the marks that cling to them
    left = text.rfind(" ", 0, min(left, first)) + 1 if before else 0
    stop = text.find(" ", max(right, last))
    right = len(text) if stop < 0 or after == n else stop
    if within == "sentence":
        left, right = max(left, low), min(right, high)
    node = text[first:last]
    sentence = _before(text, low, first, characters) + node + _after(text, last, high, characters)
    return _before(text, left, first, characters), node, _after(text, last, right, characters), sentence


def _before(text: str, low: int, first: int, most: int) -> str:
    """What stands from ``low`` to ``first``, or as many of its last words as ``most`` characters hold."""
    if first - low <= most:
        return text[low:first]
    # a word too long to be kept whole is cut itself
    space = text.find(" ", first - most - 1, first - 1)
    return "…" + text[first - most : first] if space < 0 else "…" + text[space:first]


def _after(text: str, last: int, high: int, most: int) -> str:
    """What stands from ``last`` to ``high``, or as many of its first words as ``most`` characters hold."""
    if high - last <= most:
        return text[last:high]
    space = text.rfind(" ", last + 1, last + most + 1)
    return text[last : last + most] + "…" if space < 0 else text[last : space + 1] + "…"
