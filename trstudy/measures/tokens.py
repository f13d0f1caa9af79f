"""Words with offsets: the one tokeniser that every vocabulary measure uses.

A word keeps its place in the raw text, so that what is counted can always be shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pandas as pd
from nltk.tokenize import RegexpTokenizer

from trstudy.corpus.unwrapping import raw_offsets
from trstudy.errors import MeasureError
from trstudy.tables import require_columns
from trstudy.tagging.folding import fold

Raw = Mapping[str, str] | Callable[[str], str]
Ints = npt.NDArray[np.int64]

TOKEN_COLUMNS: tuple[str, ...] = ("doc_id", "sentence_id", "position", "start", "end", "token", "word")

# A hyphen joins (upper-hand, S-400), except before a capitalised word: Turkish-Russian is two words.
_CAPITALISED = "[A-ZÀ-ÖØ-ÞČĞİŁŞŠŽ][^\\W\\d_]"
_WORD = rf"""(?x)
    (?:[^\W\d_]\.){{2,}}                                        # U.S.
  | \d+(?:[.,]\d+)+[^\W_]*                                      # 1.5bn
  | ['’]s\b                                                     # the possessive is a word of its own
  | [^\W_]+(?:(?:['’](?!s\b)|[-‐‑](?!{_CAPITALISED}))[^\W_]+)*   # don't, S-400, jaw-dropping, 2024
"""


def tokens(units: pd.DataFrame, *, raw: Raw | None = None) -> pd.DataFrame:
    """Cut sentences into words, with the place of each in the raw text.

    Words are runs of letters and digits by NLTK's ``RegexpTokenizer``, which needs no data: an
    apostrophe or hyphen inside joins, the possessive *'s* stands alone, and so do the two halves of
    *Turkish-Russian*. Punctuation is not a word. Nothing crosses the end of a sentence.

    Parameters
    ----------
    units
        One row per sentence with ``doc_id, sentence_id, start, end, text``, in reading order. Every other
        column (``frame``, ``year`` …) is carried over to the sentence's words.
    raw
        The raw texts by ``doc_id``, as a mapping or a function (``study.raw``). Needed where cleaning
        changed a sentence's length (a word broken at the end of a line).

    Returns
    -------
    DataFrame
        One row per word: ``position`` (from 1 in its document), ``start, end`` (offsets into the raw text,
        end-exclusive), ``token`` (as in the cleaned text) and ``word`` (lower case, without diacritics,
        straight apostrophe), after ``doc_id`` and ``sentence_id``; then the carried columns.

    Raises
    ------
    MeasureError
        If ``text`` and its place in the raw text do not fit, or ``raw`` is needed and missing.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"doc_id": ["a"], "sentence_id": ["a:001"], "start": [0], "end": [41],
    ...                       "text": ["Turkey’s S-400s and Turkish-Russian ties."]})
    >>> list(tokens(units)["word"])
    ['turkey', "'s", 's-400s', 'and', 'turkish', 'russian', 'ties']
    """
    require_columns(units, ["doc_id", "sentence_id", "start", "end", "text"], "sentences")
    raw = raw_texts(units, raw)
    spans = [list(_tokenizer().span_tokenize(text)) for text in units["text"]]
    counts = np.array([len(s) for s in spans], dtype=np.int64)
    row = np.repeat(np.arange(len(units)), counts)
    printed = [text[a:b] for text, span in zip(units["text"], spans, strict=True) for a, b in span]
    start, end = _places(units, spans, np.cumsum(counts), raw).T
    carried = units.drop(columns=["start", "end", "text"]).iloc[row].reset_index(drop=True)
    token = pd.Series(printed, dtype="str")
    table = carried[["doc_id", "sentence_id"]].assign(
        position=carried.groupby("doc_id", sort=False).cumcount().to_numpy() + 1,
        start=start,
        end=end,
        token=token,
        word=token.map({t: normalised(t) for t in set(printed)}).astype("str"),
    )
    return pd.concat([table, carried.drop(columns=["doc_id", "sentence_id"])], axis=1)


def normalised(token: str) -> str:
    """Return the form under which a word is counted: ``"Erdoğan"`` and ``"Erdogan"`` are one word."""
    return "".join(fold(c) if c.isalnum() else {"’": "'", "‐": "-", "‑": "-"}.get(c, c) for c in token)


def words(text: str) -> list[str]:
    """Cut a text into words, in the form in which they are counted."""
    return [normalised(text[a:b]) for a, b in _tokenizer().span_tokenize(text)]


@cache
def stopwords() -> frozenset[str]:
    """Function words of English, from ``lexicon/stopwords.toml``."""
    lists = tomllib.loads((files("trstudy") / "lexicon" / "stopwords.toml").read_text("utf-8"))
    return frozenset(word for words in lists.values() for word in words)


def raw_texts(units: pd.DataFrame, raw: Raw | None) -> Mapping[str, str] | None:
    """Read each raw text that ``units`` need once."""
    if raw is None or not callable(raw):
        return raw
    return {str(doc_id): raw(doc_id) for doc_id in units["doc_id"].unique()}


def sentence_offsets(
    doc_id: str, start: int, end: int, text: str, raw: Mapping[str, str] | None = None
) -> Ints:
    """Find the raw characters behind each character of a cleaned sentence.

    Parameters
    ----------
    doc_id, start, end, text
        The sentence: its document, its place in the raw text, and its text after cleaning.
    raw
        The raw texts by ``doc_id``; without them the sentence must have kept its length.

    Returns
    -------
    ndarray of int
        Shape ``(len(text), 2)``: start and end in the raw document.

    Raises
    ------
    MeasureError
        If the raw text does not read as ``text``, or is needed and missing.
    """
    if raw is None:
        if len(text) != end - start:
            raise MeasureError(
                f"{doc_id}: the sentence at {start}–{end} changed its length in cleaning; "
                "pass raw=study.raw to place its words"
            )
        return np.arange(start, end, dtype=np.int64)[:, None] + (0, 1)
    printed = raw[doc_id]
    offsets = raw_offsets(printed, start, end)
    if len(offsets) != len(text):
        raise MeasureError(
            f"{doc_id}: {text!r} is not how the raw text reads at {start}–{end}: {printed[start:end]!r}"
        )
    return offsets


def _places(
    units: pd.DataFrame, spans: list[list[tuple[int, int]]], stops: Ints, raw: Mapping[str, str] | None
) -> Ints:
    """Raw start and end of every word, given its place in its sentence."""
    places = np.array([pair for span in spans for pair in span], dtype=np.int64).reshape(-1, 2)
    columns = (units[c] for c in ("doc_id", "start", "end", "text"))
    for span, stop, doc_id, start, end, text in zip(spans, stops, *columns, strict=True):
        words = places[stop - len(span) : stop]
        if raw is not None and raw[doc_id][start:end] == text:
            words += start  # most sentences are printed as they read
        elif span:
            offsets = sentence_offsets(doc_id, int(start), int(end), text, raw)
            words[:] = np.column_stack([offsets[words[:, 0], 0], offsets[words[:, 1] - 1, 1]])
    return places


@cache
def _tokenizer() -> RegexpTokenizer:
    return RegexpTokenizer(_WORD)
