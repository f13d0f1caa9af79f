"""Finding words and phrases among the tokens: one notion of a match for every vocabulary measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import translate

import numpy as np
import numpy.typing as npt
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.tokens import normalised, words
from trstudy.tables import require_columns

Patterns = str | Sequence[str] | Mapping[str, str | Sequence[str]]
Bools = npt.NDArray[np.bool_]


def matches(tokens: pd.DataFrame, patterns: Patterns, *, regex: bool = False) -> pd.DataFrame:
    """Find words and phrases among tokens.

    A pattern is one or more words with spaces between them; ``*`` stands for any letters and ``?`` for
    one. Case and diacritics do not matter (``erdogan`` finds *Erdoğan*), and a phrase does not cross
    the end of a sentence.

    Parameters
    ----------
    tokens
        What :func:`trstudy.measures.tokens.tokens` gave.
    patterns
        ``"cooperat*"``, ``"upper hand"``, a list of such, or a mapping from a label to the patterns that
        count as one (``{"Greece": ["Greece", "Greek", "Athens"]}``).
    regex
        Read each word of a pattern as a regular expression on the whole word instead.

    Returns
    -------
    DataFrame
        ``label, first, last``: the rows (by position) of the first and last token of each match, in reading
        order. Matches of one label do not overlap: the first wins, of two at one place the longer.

    Raises
    ------
    MeasureError
        If a pattern is empty or not a regular expression.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"sentence_id": ["s"] * 4, "word": ["they", "cooperate", "or", "cooperated"]})
    >>> matches(table, "cooperat*")["first"].tolist()
    [1, 3]
    """
    require_columns(tokens, ["sentence_id", "word"], "tokens")
    codes, types = pd.factorize(tokens["word"])
    sentence, _ = pd.factorize(tokens["sentence_id"])
    found = []
    for order, (label, alternatives) in enumerate(labelled(patterns).items()):
        spans = [
            span for p in alternatives for span in _spans(_masks(p, list(types), regex), codes, sentence)
        ]
        found += [(label, order, first, last) for first, last in _without_overlap(spans)]
    table = pd.DataFrame(found, columns=["label", "order", "first", "last"])
    table = table.astype({"label": "str", "first": np.int64, "last": np.int64})
    return table.sort_values(["first", "order"], kind="stable", ignore_index=True)[["label", "first", "last"]]


def labelled(patterns: Patterns) -> dict[str, list[str]]:
    """Bring patterns to one form: label to alternatives.

    Raises
    ------
    MeasureError
        If there is no pattern, or one is empty.
    """
    if isinstance(patterns, str):
        patterns = [patterns]
    named = patterns if isinstance(patterns, Mapping) else {p: p for p in patterns}
    table = {str(k): [v] if isinstance(v, str) else list(v) for k, v in named.items()}
    if not table:
        raise MeasureError("patterns: none given; expected a word, a phrase, a list or a mapping of them")
    for label, alternatives in table.items():
        if not alternatives or not all(p.split() for p in alternatives):
            raise MeasureError(
                f"patterns: {label!r} is empty; expected words, e.g. 'upper hand' or 'cooperat*'"
            )
    return table


def _masks(pattern: str, types: Sequence[str], regex: bool) -> list[Bools]:
    """One mask over the word types for each word of the pattern."""
    masks = []
    for part in _parts(pattern, regex):
        try:
            test = re.compile(part if regex else translate(part))
        except re.error as error:
            raise MeasureError(
                f"pattern {pattern!r}: {part!r} is not a regular expression ({error})"
            ) from None
        masks.append(np.fromiter((test.fullmatch(t) is not None for t in types), bool, len(types)))
    return masks


def _parts(pattern: str, regex: bool) -> Iterator[str]:
    for part in pattern.split():
        if regex:
            yield part
        elif set(part) & set("*?["):
            yield normalised(part)
        else:
            yield from words(part)


def _spans(
    masks: list[Bools], codes: npt.NDArray[np.intp], sentence: npt.NDArray[np.intp]
) -> list[tuple[int, int]]:
    n = len(codes) - len(masks) + 1
    if n < 1 or not masks:
        return []
    fits = sentence[:n] == sentence[len(masks) - 1 :]
    for k, mask in enumerate(masks):
        fits &= mask[codes[k : k + n]]
    return [(int(i), int(i) + len(masks) - 1) for i in np.flatnonzero(fits)]


def _without_overlap(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return kept
