"""Cleaned text to sentences: the units that are coded and tagged."""

from __future__ import annotations

import pandas as pd

from trstudy.corpus.cleaning import Cleaned
from trstudy.corpus.layout import BLANK
from trstudy.corpus.splitting import sentence_spans
from trstudy.corpus.unwrapping import unwrapped
from trstudy.tables import SENTENCE_COLUMNS

# every white space and every mark without width, each to one space: offsets stay what they were
_LEVEL = {ord(c): " " for c in BLANK}


def _body_spans(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + a, start + b) for a, b in sentence_spans(raw[start:end].translate(_LEVEL))]


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
    raw = cleaned.raw
    rows: list[tuple[str, str, int, int, int, str, str]] = []
    for paragraph, block in enumerate(cleaned.kept, start=1):
        text = raw[block.start : block.end]
        start = block.start + len(text) - len(text.lstrip(BLANK))
        end = block.end - len(text) + len(text.rstrip(BLANK))
        for a, b in _body_spans(raw, start, end) if block.role == "body" else [(start, end)]:
            rows.append(
                (doc_id, f"{doc_id}:{len(rows) + 1:03d}", paragraph, a, b, block.role, unwrapped(raw, a, b))
            )
    return pd.DataFrame(rows, columns=list(SENTENCE_COLUMNS)).astype(
        {"paragraph": "int64", "start": "int64", "end": "int64"}
    )
