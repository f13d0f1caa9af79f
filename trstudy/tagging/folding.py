"""Text as the matcher sees it: lower case, plain letters, every other sign a space, lengths unchanged."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_ABBREVIATED = frozenset(
    (
        "bros", "capt", "co", "col", "corp", "dr", "fr", "ft", "gen", "gov", "inc", "jr", "lt", "ltd",
        "messrs", "mr", "mrs", "ms", "mt", "no", "prof", "rep", "rev", "sen", "sgt", "sr", "st", "ste",
    )
)  # fmt: skip


_OWNERS = re.compile(r"(?<=s)['’](?= \w)")
_QUOTES = re.compile(r"(?<!\w)['‘]")


class _Fold(dict[int, str]):
    """Translation table filled on demand: one character in, one character out."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", char)[0]
        if char == "ı":
            plain = "i"
        elif char in "øØ":
            plain = "o"
        elif char in "łŁ":
            plain = "l"
        lowered = plain.lower()
        folded = lowered if len(lowered) == 1 and lowered.isalnum() else " "
        self[code] = folded
        return folded


_TABLE = _Fold()


def fold(text: str) -> str:
    """Return ``text`` folded for matching, character for character.

    Parameters
    ----------
    text
        Any string.

    Returns
    -------
    str
        Of the same length: letters lower-cased and stripped of diacritics, digits kept, everything else
        a space, so that a position in one is the same position in the other.

    Examples
    --------
    >>> fold("Erdoğan’s U.S.–Türkiye talks")
    'erdogan s u s  turkiye talks'
    """
    return text.translate(_TABLE)


def joined(text: str, folded: str) -> str:
    """Return a folded text with the apostrophe of plural owners as a letter, so that no mark parts the words.

    Not in a text with single quotation marks, which may end as such an owner does.

    Examples
    --------
    >>> text = "the miners’ demand, rejected"
    >>> joined(text, fold(text))
    'the minerss demand  rejected'
    """
    if ("s’ " in text or "s' " in text) and not _QUOTES.search(text):
        return fold(_OWNERS.sub("s", text))
    return folded


def plain(name: str) -> str:
    """Return a name as the matcher sees it: folded, single spaces."""
    return " ".join(fold(name).split())


def dotted(form: str) -> str:
    """Return a plain name as it is folded where its abbreviations are printed with a stop.

    Examples
    --------
    >>> dotted("st lucia"), dotted("u s congress"), dotted("union no 1"), dotted("peru")
    ('st  lucia', 'u s  congress', 'union no  1', 'peru')
    """
    words = form.split()
    found = words[:1]
    for word, following in pairwise(words):
        stop = word in _ABBREVIATED or (len(word) == 1 < len(following))
        found += ["  " if stop else " ", following]
    return "".join(found)
