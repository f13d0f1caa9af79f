"""Where sentences name the two sides, by the names that the tagger uses."""

from __future__ import annotations

import pandas as pd

from trstudy.measures.tokens import Raw, raw_texts, sentence_offsets
from trstudy.tables import require_columns
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.folding import fold
from trstudy.tagging.mentions import A, B
from trstudy.tagging.sides import sides

MENTION_COLUMNS: tuple[str, ...] = ("doc_id", "sentence_id", "start", "end", "cue", "actor")


def mentions(sentences: pd.DataFrame, dyad: Dyad, *, raw: Raw | None = None) -> pd.DataFrame:
    """Find every mention of the two sides: by name, adjective, leader, or body.

    Parameters
    ----------
    sentences
        One row per sentence: ``doc_id, sentence_id, start, end, text``.
    dyad
        The two sides, e.g. ``study.dyad``.
    raw
        The raw texts (``study.raw``); needed where cleaning changed a sentence's length.

    Returns
    -------
    DataFrame
        One row per mention, in reading order: ``doc_id, sentence_id, start, end`` (offsets into the raw
        text), ``cue`` (as in the cleaned text) and ``actor`` (the side's first name). It can stand wherever
        a table of cues can: :func:`trstudy.measures.kwic.kwic_cues`,
        :func:`trstudy.measures.collocations.collocations`.

    Raises
    ------
    MeasureError
        If ``text`` and its place in the raw text do not fit, or ``raw`` is needed and missing.
    """
    columns = ["doc_id", "sentence_id", "start", "end", "text"]
    require_columns(sentences, columns, "sentences")
    texts, names = raw_texts(sentences, raw), {A: dyad.a[0], B: dyad.b[0]}
    compiled = sides(dyad)
    rows = []
    for doc_id, sentence_id, start, end, text in zip(*(sentences[c] for c in columns), strict=True):
        padded = f" {text} "
        found = [m for m in compiled.scan(fold(padded), padded) if m.side in names]
        offsets = sentence_offsets(doc_id, int(start), int(end), text, texts) if found else None
        for mention in found:
            assert offsets is not None
            first, last = mention.start - 1, mention.end - 1
            place = (int(offsets[first, 0]), int(offsets[last - 1, 1]))
            rows.append((doc_id, sentence_id, *place, text[first:last], names[mention.side]))
    return pd.DataFrame(rows, columns=list(MENTION_COLUMNS))
