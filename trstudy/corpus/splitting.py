"""Sentence spans: NLTK's Punkt with parameters and rules of our own, no trained data.

Kiss, T. & Strunk, J. (2006). Unsupervised multilingual sentence boundary detection.
*Computational Linguistics* 32(4), 485-525.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from nltk.tokenize.punkt import (
    PunktLanguageVars,
    PunktParameters,
    PunktSentenceTokenizer,
)

from trstudy.corpus.resources import WORDS

_TITLES, _NUMBERED, _STARTERS = WORDS["titles"], WORDS["numbered"], WORDS["starters"]
_ABBREVIATED = _TITLES | _NUMBERED | WORDS["abbreviations"]

_CLOSE = "\"'”’»)\\]}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_SAID = re.compile(rf"(?:[A-Z][\w’'.-]*\s){{1,4}}(?:{'|'.join(sorted(WORDS['saying']))})\b")
# (Kommersant, November 10; see EDM, November 12): a list of sources, not a sentence
_CITATION = re.compile(
    rf"\((?:[Ss]ee\b[^()]{{0,300}}|[^()]{{0,300}}\b(?:{_MONTH}\s\d{{1,2}}|(?:19|20)\d\d)[^()]{{0,300}})\)"
)
_UNSTOPPED = re.compile(rf"({_CITATION.pattern})\s+(?=([A-Z][a-z]*))")
_TRAILING = re.compile(r"(…[”’\"')]*)\s+(?=([A-Z][a-z]*))")
_GLUED = re.compile(r"(?<=[a-z\d)”’]{2})[.?!][”’\"')]?(?=([A-Z][a-z]*)\s)")
_PLAIN = re.compile(r"[(“‘\"']?([A-Za-z]*[a-z]{3})[.?!]\s+[(“‘\"']?[A-Z]")


class _Vars(PunktLanguageVars):  # type: ignore[misc]
    """Punkt's word patterns with typographic quotes, and note marks that cling to a stop."""

    __slots__ = ()
    re_boundary_realignment = re.compile(
        rf"[{_CLOSE}]+(?:\[\d{{1,3}}\])*(?:\s+|(?=--)|$)|(?:\[\d{{1,3}}\])+[{_CLOSE}]*(?:\s+|$)", re.MULTILINE
    )
    _re_non_word_chars = r"(?:[)\";}\]\*:@'\({\[\?!“”‘’«»—–])"
    _re_word_start = r"[^\(\"\`{\[:;&\#\*@\)}\]\-,“‘«—–]"


class _Splitter(PunktSentenceTokenizer):  # type: ignore[misc]
    """Punkt, taught which abbreviations want a name or a number after them."""

    def text_contains_sentbreak(self, text: str) -> bool:
        """Decide the plain case at once: a long word that is no abbreviation, a stop, a capital."""
        match = _PLAIN.match(text)
        if match and match[1].lower() not in _ABBREVIATED:
            return True
        return bool(super().text_contains_sentbreak(text))

    def _second_pass_annotation(self, aug_tok1: Any, aug_tok2: Any) -> str | None:
        reason = super()._second_pass_annotation(aug_tok1, aug_tok2)
        if aug_tok2 is not None and aug_tok1.period_final:
            stem = aug_tok1.tok[:-1].lower()
            if stem in _TITLES:
                aug_tok1.sentbreak = False
            elif stem in _NUMBERED:
                aug_tok1.sentbreak = not aug_tok2.tok[0].isdigit()
        return None if reason is None else str(reason)


@cache
def _splitter() -> _Splitter:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATED)
    parameters.sent_starters = set(_STARTERS)
    splitter = _Splitter(lang_vars=_Vars())
    splitter._params = parameters
    return splitter


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Return where a Punkt span holds two sentences: glued, or parted by no full stop."""
    found = []
    for match in _UNSTOPPED.finditer(text, start, end):
        if match[2].lower() in _STARTERS or match.start() == start:
            found.append(match.end(1))
    for match in _TRAILING.finditer(text, start, end):
        if match[2].lower() in _STARTERS:
            found.append(match.end(1))
    for match in _GLUED.finditer(text, start, end):
        if match[1].lower() in _STARTERS:
            found.append(match.end())
    return sorted(found)


def _joins(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Say whether Punkt cut one sentence in two."""
    first = text[after[0]]
    if first.islower():
        return True
    last = text[before[0] : before[1]]
    if last.endswith(("?”", "!”", '?"', '!"', "?’", "!’")) and _SAID.match(text, after[0]):
        return True
    citation = _CITATION.match(text, after[0]) if first == "(" else None
    return bool(citation and citation.end() >= after[1] - 1)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph.

    Parameters
    ----------
    text
        A paragraph on one line.

    Returns
    -------
    list of (start, end)
        Ordered, without overlap, without surrounding white space; end-exclusive.

    Examples
    --------
    >>> text = "The U.S. left. See Vol. 49, No. 9 (Kommersant, November 10). “Why?” he asked."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['The U.S. left.', 'See Vol. 49, No. 9 (Kommersant, November 10).', '“Why?” he asked.']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _splitter().span_tokenize(text):
        edges = [start, *_cuts(text, start, end), end]
        for a, b in pairwise(edges):
            piece = text[a:b]
            a, b = a + len(piece) - len(piece.lstrip()), b - len(piece) + len(piece.rstrip())
            if a >= b:
                continue
            if spans and _joins(text, spans[-1], (a, b)):
                spans[-1] = (spans[-1][0], b)
            else:
                spans.append((a, b))
    return spans
