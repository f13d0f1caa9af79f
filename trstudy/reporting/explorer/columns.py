"""A study's tables as columns of plain values, for a page to carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from trstudy.reporting.cards import date_in_words
from trstudy.reporting.evidence import spans
from trstudy.tables import (
    EVIDENCE_COLUMNS,
    FRAMES,
    SENTENCE_COLUMNS,
    TAG_COLUMNS,
    cell_text,
    records,
    require_columns,
)

_DOCUMENT = ("doc_id", "title", "author", "outlet", "date", "date_precision", "date_source", "year", "file")
_ISO = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_CODES = ("role", "arena", "voice", "modality", "rule")

Columns = dict[str, Any]


def columns(
    documents: pd.DataFrame,
    tags: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    blocks: pd.DataFrame | None = None,
    meanings: Mapping[str, str] | None = None,
    reasons: Sequence[Sequence[str]] | None = None,
) -> Columns:
    """Return what the explorer's page needs of a study, column by column, words that recur said once.

    Parameters
    ----------
    documents, tags, evidence, blocks
        The study's tables; offsets are the raw texts', in characters. Articles come out in the order of
        their dates.
    meanings
        What each deciding rule means, in words.
    reasons
        For each row of ``tags``, why it got its other codes, in words.

    Returns
    -------
    dict
        ``documents``, ``sentences``, ``cues``, ``dropped`` and ``rules``, of values that JSON knows. A coded
        column is ``{"values": [...], "codes": [...]}``. A cue's ``from`` and ``to`` are positions in its
        sentence's text in UTF-16 units, as browsers count; -1 where the text does not show the cue.

    Raises
    ------
    TrstudyError
        A table lacks a column.
    """
    require_columns(documents, ("doc_id", "outlet", "date", "date_precision", "year"), "documents to explore")
    require_columns(tags, (*SENTENCE_COLUMNS, *TAG_COLUMNS), "tags to explore")
    require_columns(evidence, EVIDENCE_COLUMNS, "evidence to explore")
    articles = records(documents.sort_values(["date", "doc_id"], kind="stable"))
    place = {article["doc_id"]: i for i, article in enumerate(articles)}
    known = reasons or [()] * len(tags)
    told = pd.DataFrame(tags).assign(why=["\n".join(said) for said in known], doc=tags["doc_id"].map(place))
    rows = records(told.sort_values("doc", kind="stable"))
    return {
        "documents": _documents(articles),
        "sentences": _sentences(rows),
        "cues": _cues(rows, evidence),
        "dropped": _dropped(blocks, place),
        "rules": dict(sorted((meanings or {}).items())),
    }


def coded(values: Iterable[object], *, legal: Sequence[str] = ()) -> Columns:
    """Return values as codes: ``legal`` first, in their order, then others that occur, sorted."""
    words = [cell_text(value) for value in values]
    known = [*legal, *sorted(set(words) - set(legal))]
    code = {word: i for i, word in enumerate(known)}
    return {"values": known, "codes": [code[word] for word in words]}


def utf16(text: str, position: int) -> int:
    """Return a position in ``text`` as browsers count it: characters beyond U+FFFF are two units."""
    return position if text.isascii() else len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def _documents(articles: Sequence[Mapping[str, Any]]) -> Columns:
    found: Columns = {name: [cell_text(a.get(name)) for a in articles] for name in _DOCUMENT}
    found["title"] = [cell_text(a.get("title")) or cell_text(a["doc_id"]) for a in articles]
    found["year"] = [int(a["year"]) for a in articles]
    # neither form of a date says more than is known of it
    found["date"] = [pd.Timestamp(a["date"]).strftime(_ISO[a["date_precision"]]) for a in articles]
    found["dated"] = [date_in_words(a["date"], a["date_precision"]) for a in articles]
    return found


def _sentences(rows: Sequence[Mapping[str, Any]]) -> Columns:
    return {
        **{name: [int(row[name]) for row in rows] for name in ("doc", "paragraph", "start", "end")},
        **{name: [str(row[name]) for row in rows] for name in ("sentence_id", "text")},
        "score": [None if pd.isna(row["score"]) else round(float(row["score"]), 4) for row in rows],
        "frame": coded((row["frame"] for row in rows), legal=FRAMES),
        **{name: coded(row[name] for row in rows) for name in _CODES},
        "why": coded(row["why"] for row in rows),
    }


def _cues(rows: Sequence[Mapping[str, Any]], evidence: pd.DataFrame) -> Columns:
    at = {row["sentence_id"]: i for i, row in enumerate(rows)}
    known = evidence[evidence["sentence_id"].isin(at)]
    ordered = known.assign(row=known["sentence_id"].map(at)).sort_values(
        ["row", "start", "end"], kind="stable"
    )
    cues = records(ordered)
    shown = [_shown(rows[cue["row"]], cue) for cue in cues]
    return {
        "row": [int(cue["row"]) for cue in cues],
        "from": [first for first, _ in shown],
        "to": [last for _, last in shown],
        **{name: [int(cue[name]) for cue in cues] for name in ("start", "end", "sign", "counted")},
        "cue": [" ".join(str(cue["cue"]).split()) for cue in cues],
        **{name: coded(cue[name] for cue in cues) for name in ("entry", "category", "why")},
    }


def _shown(row: Mapping[str, Any], cue: Mapping[str, Any]) -> tuple[int, int]:
    """Return where a sentence's text shows a cue whose offsets are the raw text's."""
    text, first = row["text"], int(cue["start"]) - int(row["start"])
    last = first + len(cue["cue"])
    if text[first:last] != cue["cue"]:  # a line wrap or a hyphen went before it, or within
        found = spans(row, [cue])
        if not found:
            return -1, -1
        first, last = found[0][:2]
    return utf16(text, first), utf16(text, last)


def _dropped(blocks: pd.DataFrame | None, place: Mapping[str, int]) -> Columns:
    if blocks is None:
        return {"doc": [], "start": [], "reason": coded([]), "text": []}
    require_columns(blocks, ("doc_id", "start", "kept", "reason", "text"), "blocks to explore")
    gone = blocks[~blocks["kept"].astype(bool) & blocks["doc_id"].isin(place)]
    rows = records(gone.assign(doc=gone["doc_id"].map(place)).sort_values(["doc", "start"], kind="stable"))
    return {
        **{name: [int(row[name]) for row in rows] for name in ("doc", "start")},
        "reason": coded(row["reason"] for row in rows),
        "text": [" ".join(str(row["text"]).split()) for row in rows],
    }
