"""Cleaned text to sentences: the units that are coded and tagged."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from trstudy.corpus.cleaning import Block, Cleaned
from trstudy.corpus.layout import BLANK
from trstudy.corpus.splitting import sentence_spans
from trstudy.corpus.unwrapping import unwrapped
from trstudy.tables import SENTENCE_COLUMNS

# doc_id, sentence_id, paragraph, start, end, role, text
Unit = tuple[str, str, int, int, int, str, str]

# every white space and every mark without width, each to one space: offsets stay what they were
_UNEVEN = re.compile(f"[{re.escape(BLANK.replace(' ', ''))}]")
_LEVEL = {ord(c): " " for c in BLANK}


def block_spans(raw: str, block: Block) -> list[tuple[int, int]]:
    """Return the spans of a kept block's units in the raw text."""
    text = raw[block.start : block.end]
    start = block.start + len(text) - len(text.lstrip(BLANK))
    end = block.end - len(text) + len(text.rstrip(BLANK))
    return _spans(raw, start, end) if block.role == "body" else [(start, end)]


def _spans(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    level = raw[start:end].translate(_LEVEL) if _UNEVEN.search(raw, start, end) else raw[start:end]
    return [(start + a, start + b) for a, b in sentence_spans(level)]


def units(cleaned: Cleaned, doc_id: str) -> list[Unit]:
    """Return the units of a text as plain rows, in the order of `trstudy.tables.SENTENCE_COLUMNS`."""
    raw = cleaned.raw
    rows: list[Unit] = []
    for paragraph, block in enumerate(cleaned.kept, start=1):
        for a, b in block_spans(raw, block):
            number = f"{doc_id}:{len(rows) + 1:03d}"
            rows.append((doc_id, number, paragraph, a, b, block.role, unwrapped(raw, a, b)))
    return rows


def sentence_table(rows: Iterable[Unit]) -> pd.DataFrame:
    """Return rows of `units` as a table; see `sentences` for its columns."""
    table = pd.DataFrame(list(rows), columns=list(SENTENCE_COLUMNS))
    words = {"doc_id": "str", "sentence_id": "str", "role": "str", "text": "str"}
    return table.astype({**words, "paragraph": "int64", "start": "int64", "end": "int64"})


def sentences(cleaned: Cleaned, *, doc_id: str = "text") -> pd.DataFrame:
    r"""Cut the kept blocks of a text into sentences; a title or a heading is one unit.

    Parameters
    ----------
    cleaned
        What `trstudy.clean` gave.
    doc_id
        The document's name, the first part of each ``sentence_id``.

    Returns
    -------
    pandas.DataFrame
        One row per unit in reading order: ``doc_id``, ``sentence_id`` (``doc_id:001`` …),
        ``paragraph`` (number of the kept block, from 1), ``start`` and ``end`` (offsets into the raw
        text, end-exclusive), ``role``, ``text`` (line wraps, hyphenation and odd spaces resolved).

    Examples
    --------
    >>> from trstudy import clean
    >>> sentences(clean("Talks\n\nThe U.S. left. Ankara\nstayed on for a day.")).text.tolist()
    ['Talks', 'The U.S. left.', 'Ankara stayed on for a day.']
    """
    return sentence_table(units(cleaned, doc_id))
