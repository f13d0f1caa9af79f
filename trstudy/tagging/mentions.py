"""Names that count only in some places, and surnames that no list has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from trstudy.tagging.folding import plain

A, B, THIRD = 0, 1, 2
VENUE, SOURCE = "venue", "source"  # what a name may be instead of an actor
_STEM = 3  # letters at least before an ending
_BEFORE_VENUE = (" in ", " at ", " near ", " off ", " outside ", " around ", " through ", " via ", " to ")
_EVENT = re.compile(
    r" (?:s )?(?:\w+ )?(?:accords?|agreements?|conference|congress|declaration|deal|format|forum|hosted"
    r"|hosts|meetings?|memorandum|negotiations|process|rounds?|statement|summits?|talks|track|understandings?"
    r"|will host|to host) "
)
_BEFORE_SOURCE = (" told ", " to ", " in ", " by ", " from ")
_SAYS = re.compile(
    r" (?:\w+ly )?(?:agency |newspaper |daily |news )*(?:added|argued|argues|carried|cited|claimed"
    r"|claims|cites|citing|disclosed|notes|noted|published|quoted|quotes|quoting|reported|reporting|reports|said|says|shows|showed"
    r"|wrote|writes) "
)


class Mention(NamedTuple):
    """A place where a text names an actor: offsets, side, whether it is a person, whether a state."""

    start: int
    end: int
    side: int
    person: bool
    state: bool


_start, _end = itemgetter(0), itemgetter(1)  # mentions stand in order, and no two overlap


def next_mention(mentions: list[Mention], position: int) -> Mention | None:
    """Return the first mention at or after a position."""
    i = bisect_left(mentions, position, key=_start)
    return mentions[i] if i < len(mentions) else None


def last_mention(mentions: list[Mention], position: int) -> Mention | None:
    """Return the last mention that ends before a position."""
    i = bisect_right(mentions, position, key=_end)
    return mentions[i - 1] if i else None


def mention_at(mentions: list[Mention], position: int) -> Mention | None:
    """Return the mention that a position stands in, or the last one before it."""
    i = bisect_right(mentions, position, key=_start)
    return mentions[i - 1] if i else None


def _town(folded: str, start: int, end: int) -> str:
    """Tell whether a town is where others meet: "in Bursa", "the Kazan summit"."""
    venue = folded.endswith(_BEFORE_VENUE, 0, start) or _EVENT.match(folded, end) is not None
    return VENUE if venue else ""


def _outlet(folded: str, start: int, end: int) -> str:
    """Tell whether a newspaper, agency or channel only says who reported something."""
    reports = folded.endswith(_BEFORE_SOURCE, 0, start) or _SAYS.match(folded, end) is not None
    return SOURCE if reports else ""


Aside = Callable[[str, int, int], str]
ASIDES: tuple[tuple[str, Aside], ...] = (("towns", _town), ("outlets", _outlet))


class Unlisted:
    """Words that tell a side by how they end or by their letters, though no list has them.

    Parameters
    ----------
    marks
        For each side the endings of its surnames and the letters that are its alone.
    known
        Words of names that the lists have.
    """

    def __init__(self, marks: Sequence[tuple[Sequence[str], str]], known: frozenset[str]) -> None:
        self._patterns = tuple(_pattern(endings, letters) for endings, letters in marks)
        self._known = known

    def add(self, found: list[Mention], text: str) -> None:
        """Add the first such word of the missing side where the other side alone is named."""
        named = found[0][2]
        pattern = None if named == THIRD else self._patterns[1 - named]
        if pattern is None or any(mention[2] != named for mention in found):
            return
        for word in pattern.finditer(text):
            start, end = word.span()
            if plain(word[0]) in self._known or any(m[0] < end and start < m[1] for m in found):
                continue
            found.append(Mention(start, end, 1 - named, True, True))
            found.sort()
            return


def _pattern(endings: Sequence[str], letters: str) -> re.Pattern[str] | None:
    ways = []
    if letters:
        ways.append(rf"[^\W\d_{letters}]*[{letters}]\w*")
    if endings:
        ways.append(rf"[^\W\d_]{{{_STEM},}}?(?:{'|'.join(sorted(endings, key=len, reverse=True))})")
    return re.compile(rf"\b(?=[^\W\d_])(?![a-z])(?:{'|'.join(ways)})\b") if ways else None


def unlisted(
    actors: Mapping[str, Mapping[str, Any]], keys: Sequence[Sequence[str]], words: frozenset[str]
) -> Unlisted | None:
    """Return the marks of two sides that the lexicon has, or None if it has none.

    Parameters
    ----------
    actors
        The lexicon's actors.
    keys
        The actors that each side stands for.
    words
        All words of names that the lists have, folded.
    """
    marks = [
        (
            [ending for key in side for ending in actors[key].get("surnames", ())],
            "".join(letter for key in side for letter in actors[key].get("letters", ())),
        )
        for side in keys
    ]
    if not any(endings or letters for endings, letters in marks):
        return None
    return Unlisted(marks, words)
