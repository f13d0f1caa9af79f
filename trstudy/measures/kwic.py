"""Key words in context (KWIC): every occurrence with what stands to its left and right.

A word, a phrase or a tagger's cue is found by its offsets in the raw text, so that the number of lines
is the number counted, and each line shows what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.context import cut, running
from trstudy.measures.search import Patterns, matches
from trstudy.measures.tokens import Raw, normalised, raw_texts, tokens, words
from trstudy.tables import require_columns

KWIC_COLUMNS: tuple[str, ...] = (
    "doc_id", "sentence_id", "start", "end", "left", "node", "right", "text",
)  # fmt: skip
_SORT_KEY = re.compile(r"[LR][1-9]\d?")


def kwic(
    sentences: pd.DataFrame,
    patterns: Patterns,
    *,
    raw: Raw | None = None,
    window: int = 8,
    within: str = "document",
    characters: int = 2000,
    sort: str | Sequence[str] = (),
    regex: bool = False,
) -> pd.DataFrame:
    """Key words in context for words and phrases.

    Parameters
    ----------
    sentences
        One row per sentence, in reading order: ``doc_id, sentence_id, start, end, text``. Other columns
        (``year``, ``frame`` …) are carried over.
    patterns
        As :func:`trstudy.measures.search.matches` reads them: ``"cooperat*"``, ``"upper hand"``, a list, or a
        mapping from label to alternatives.
    raw
        The raw texts (``study.raw``); needed where cleaning changed a sentence's length.
    window
        Words of context on each side.
    within
        ``"document"``: the context runs on into the neighbouring sentences; ``"sentence"``: it stops at the
        sentence's ends.
    characters
        Characters kept on each side of the match at most, in ``left``, ``right`` and ``text``. What is
        longer is cut between two words, and ``…`` stands for the rest. Sentences of ordinary length are
        never cut; without a limit, a table of thousands of matches in one endless sentence would hold it
        thousands of times.
    sort
        Keys in order: ``"L1"``, ``"R1"`` … (first, … word to the left or right), ``"node"``, or any column of
        the result. Without keys, and between equals, reading order.
    regex
        Read patterns as regular expressions.

    Returns
    -------
    DataFrame
        One row per match: ``doc_id, sentence_id, start, end`` (offsets into the raw text), ``left, node,
        right`` (as cleaned; put together they are a stretch of the text), ``text`` (the sentence),
        ``label`` (the pattern), then the carried columns.

    Raises
    ------
    MeasureError
        If an option is not legal or a pattern is empty.
    """
    raw = raw_texts(sentences, raw)
    table = tokens(sentences, raw=raw)
    found = matches(table, patterns, regex=regex)
    spans = pd.DataFrame(
        {
            "sentence_id": table["sentence_id"].to_numpy()[found["first"]],
            "start": table["start"].to_numpy()[found["first"]],
            "end": table["end"].to_numpy()[found["last"]],
            "label": found["label"],
        }
    )
    lines = _lines(spans, sentences, table, raw, window=window, within=within, characters=characters)
    return _sorted(lines, [sort] if isinstance(sort, str) else list(sort))


def kwic_cues(
    evidence: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    raw: Raw | None = None,
    window: int = 8,
    within: str = "document",
    characters: int = 2000,
    sort: str | Sequence[str] = (),
) -> pd.DataFrame:
    """Key words in context for the cues that a tagger counted, by the offsets it stored.

    Nothing is searched again: there is one line for each row of ``evidence``, and its ``node`` is the text
    at the stored offsets.

    Parameters
    ----------
    evidence
        ``study.evidence()``, or those of its rows that are of interest (``evidence.query("sign > 0")``).
    sentences, raw, window, within, characters, sort
        See :func:`kwic`; ``sort`` may also name columns of ``evidence``, e.g. ``"entry"``.

    Returns
    -------
    DataFrame
        As :func:`kwic` gives, with the columns of ``evidence`` (``entry``, ``category``, ``sign`` …) in the
        place of ``label``.

    Raises
    ------
    MeasureError
        If a cue's sentence is unknown, or its offsets lie outside its sentence.
    """
    require_columns(evidence, ["sentence_id", "start", "end"], "evidence")
    spans = evidence.drop(columns=["doc_id"], errors="ignore").reset_index(drop=True)
    raw = raw_texts(sentences, raw)
    table = tokens(sentences, raw=raw)
    lines = _lines(spans, sentences, table, raw, window=window, within=within, characters=characters)
    return _sorted(lines, [sort] if isinstance(sort, str) else list(sort))


def _lines(
    spans: pd.DataFrame,
    sentences: pd.DataFrame,
    table: pd.DataFrame,
    raw: Mapping[str, str] | None,
    *,
    window: int,
    within: str,
    characters: int,
) -> pd.DataFrame:
    if within not in ("document", "sentence"):
        raise MeasureError(f"within is {within!r}; expected one of document, sentence")
    if window < 1:
        raise MeasureError(f"window is {window}; expected a whole number of words from 1 on")
    if characters < 1:
        raise MeasureError(f"characters is {characters}; expected a whole number from 1 on")
    lost = ~spans["sentence_id"].isin(sentences["sentence_id"])
    if lost.any():
        raise MeasureError(f"cues: {spans.loc[lost, 'sentence_id'].iloc[0]!r} is not among the sentences")
    carried = [c for c in sentences.columns if c not in (*KWIC_COLUMNS, *spans.columns)]
    joined = spans.merge(sentences[["doc_id", "sentence_id", *carried]], on="sentence_id", how="left")
    places = {d: part[["start", "end"]].to_numpy() for d, part in table.groupby("doc_id", sort=False)}
    documents = {
        d: running(part, places.get(d), raw=raw) for d, part in sentences.groupby("doc_id", sort=False)
    }
    rows = zip(*(joined[c] for c in ("doc_id", "sentence_id", "start", "end")), strict=True)
    pieces = [
        cut(documents[d], s, start, end, window=window, within=within, characters=characters)
        for d, s, start, end in rows
    ]
    lines = joined.assign(**pd.DataFrame(pieces, columns=["left", "node", "right", "text"], dtype="str"))
    return lines[[*KWIC_COLUMNS, *(c for c in spans.columns if c not in KWIC_COLUMNS), *carried]]


def _sorted(lines: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    columns = {}
    for i, key in enumerate(map(str, keys)):
        if _SORT_KEY.fullmatch(key):
            columns[str(i)] = _neighbour(lines, key)
        elif key in lines.columns:
            columns[str(i)] = lines[key].map(normalised) if key == "node" else lines[key]
        else:
            legal = "L1, L2 … , R1, R2 … , " + ", ".join(lines.columns)
            raise MeasureError(f"sort is {key!r}; expected one of {legal}")
    if not columns:
        return lines
    order = pd.DataFrame(columns).sort_values(list(columns), kind="stable", na_position="first").index
    return lines.loc[order].reset_index(drop=True)


def _neighbour(lines: pd.DataFrame, key: str) -> pd.Series[str]:
    """The k-th word to the left or right of each node, empty where there is none."""
    side, k = ("left" if key[0] == "L" else "right"), int(key[1:])
    found = [words(text)[::-1] if side == "left" else words(text) for text in lines[side]]
    return pd.Series([w[k - 1] if len(w) >= k else "" for w in found], index=lines.index, dtype="str")
