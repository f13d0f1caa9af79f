"""The two sides whose relation is read, and where a text names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

from trstudy.errors import TaggerError
from trstudy.tagging.folding import fold
from trstudy.tagging.lexicon import read_toml

A, B, THIRD = 0, 1, 2
_FILES = ("organisations.toml", "countries.toml", "actors.toml")
_NAME_LISTS = ("names", "adjectives", "people", "bodies")
# words that many bodies share: they name a side only together with something else
_GENERIC = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "to",
        "government",
        "ministry",
        "minister",
        "foreign",
        "defence",
        "defense",
        "interior",
        "finance",
        "president",
        "prime",
        "party",
        "people",
        "republic",
        "democratic",
        "union",
        "state",
        "states",
        "united",
        "national",
        "army",
        "military",
        "forces",
        "force",
        "police",
        "court",
        "council",
        "office",
        "official",
        "officials",
        "leader",
        "leaders",
        "company",
        "group",
        "movement",
        "front",
        "north",
        "south",
        "east",
        "west",
        "new",
        "general",
        "bank",
        "security",
        "central",
        "federal",
        "international",
        "authority",
        "authorities",
        "de",
        "la",
        "el",
        "al",
        "media",
        "news",
        "social",
        "region",
        "regional",
        "workers",
        "trade",
        "air",
        "navy",
        "world",
        "great",
        "king",
        "queen",
        "sheikh",
        "sir",
        "chief",
        "head",
        "secretary",
        "deputy",
    ]
)


# a third party's name after one of these is a place or a topic, not an actor
_PLACE = re.compile(
    r" (?:in|into|over|near|across|inside|around|throughout|outside|about|within|off)"
    r"(?: (?:the|all|much|parts?|of|north\w*|south\w*|east\w*|west\w*|central|occupied|rebel|held))* $"
)


class Mention(NamedTuple):
    """A place where a text names an actor: offsets, side, whether it is a person, whether a state."""

    start: int
    end: int
    side: int
    person: bool
    state: bool


@dataclass(frozen=True)
class Dyad:
    """Two sides, each a set of surface names.

    Parameters
    ----------
    a, b
        The name of an actor of the lexicon (``"turkey"``, ``"Greece"``), which stands for all its
        surface forms, or names as they appear in print, or several of either.

    Raises
    ------
    TaggerError
        If a side has no name, or one name stands on both sides.

    Examples
    --------
    >>> Dyad(["US Congress"], ["Cuba"]).b
    ('Cuba',)
    """

    a: tuple[str, ...]
    b: tuple[str, ...]

    def __init__(self, a: str | Sequence[str], b: str | Sequence[str]) -> None:
        for side, names in (("a", a), ("b", b)):
            listed = (names,) if isinstance(names, str) else tuple(names)
            if not listed or not all(isinstance(n, str) and fold(n).strip() for n in listed):
                raise TaggerError(f"Dyad: side {side} is {names!r}; expected names with a letter in each")
            object.__setattr__(self, side, listed)
        shared = {_plain(n) for n in self.a} & {_plain(n) for n in self.b}
        if shared:
            raise TaggerError(
                f"Dyad: {', '.join(sorted(shared))} stands on both sides; expected two different sides"
            )


def default_dyad() -> Dyad:
    """Return the dyad that the lexicon names as its default."""
    a, b = read_toml("actors.toml")["default_dyad"]
    return Dyad(a, b)


def _capitals(name: str) -> int:
    """Return 2 for a name in capitals (*US*), 1 for a capitalised one, 0 for any other."""
    return 2 if name.isupper() else int(name[0].isupper())


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


@cache
def _actors() -> dict[str, dict[str, list[str]]]:
    actors: dict[str, dict[str, list[str]]] = {}
    for file in _FILES:
        for key, table in read_toml(file).items():
            if isinstance(table, dict):
                merged = actors.setdefault(key, {})
                for name_list, names in table.items():
                    merged[name_list] = [*merged.get(name_list, []), *names]
    return actors


@cache
def _by_name() -> dict[str, str]:
    """Map each actor's id and names, folded, to its id."""
    index: dict[str, str] = {}
    for key, table in _actors().items():
        for name in (key.replace("_", " "), *table.get("names", ()), *table.get("adjectives", ())):
            index.setdefault(_plain(name), key)
    return index


def _surface(key: str) -> list[str]:
    table = _actors()[key]
    return [name for name_list in _NAME_LISTS for name in table.get(name_list, ())]


def _demonyms(name: str) -> list[str]:
    """Guess adjectives of a one-word name that no list has: Freedonia, Freedonian."""
    if " " in name or len(name) < 4:
        return []
    stem = name[:-1] if name[-1] in "aeiouy" else name
    return [
        name + "n",
        name + "s",
        stem + "an",
        stem + "ian",
        stem + "ese",
        stem + "i",
        stem + "ish",
        stem + "ic",
    ]


class Sides:
    """The compiled names of a dyad and of all other actors.

    Parameters
    ----------
    dyad
        The two sides.
    """

    def __init__(self, dyad: Dyad) -> None:
        strong: dict[str, tuple[int, int]] = {}  # form -> side, how much of it must be in capitals
        weak: dict[str, set[int]] = {}
        members: list[set[str]] = [set(), set()]
        for side, names in ((A, dyad.a), (B, dyad.b)):
            for name in names:
                key = _by_name().get(_plain(name))
                if key is not None:
                    members[side].add(key)
                    for form in _surface(key):
                        strong[_plain(form)] = (side, _capitals(form))
                else:
                    self._add_ad_hoc(name, side, strong, weak)
        if members[A] & members[B]:
            raise TaggerError(
                f"Dyad: {', '.join(sorted(members[A] & members[B]))} stands on both sides, as "
                f"{', '.join(dyad.a)} and as {', '.join(dyad.b)}; expected two different actors"
            )
        for form, sides in weak.items():
            if len(sides) == 1:
                strong.setdefault(form, (min(sides), 0))
        for key, table in _actors().items():
            if key in members[A] | members[B]:
                for name in table.get("not_names", ()):
                    strong.setdefault(_plain(name), (THIRD, _capitals(name)))
                continue
            for name in _surface(key):
                strong.setdefault(_plain(name), (THIRD, _capitals(name)))
        self._sides = tuple(side for side, _ in strong.values())
        self._capitals = tuple(capitals for _, capitals in strong.values())
        people = {_plain(name) for table in _actors().values() for name in table.get("people", ())}
        self._person = tuple(form in people for form in strong)
        bodies = {_plain(name) for key in read_toml("organisations.toml") for name in _surface(key)}
        self._state = tuple(form not in bodies for form in strong)
        self._automaton = ahocorasick_rs.AhoCorasick([f" {form} " for form in strong])

    @staticmethod
    def _add_ad_hoc(
        name: str, side: int, strong: dict[str, tuple[int, int]], weak: dict[str, set[int]]
    ) -> None:
        plain = _plain(re.sub(r"\(.*?\)", " ", name)) or _plain(name)
        plain = plain.removeprefix("the ")
        strong[plain] = (side, 0)
        words = plain.split()
        for form in _demonyms(plain):
            weak.setdefault(form, set()).add(side)
        if len(words) > 1:
            for word in words:
                if word not in _GENERIC and len(word) > 2:
                    weak.setdefault(word, set()).add(side)
        for size in (3, 2, 1):
            for i in range(len(words) - size + 1):
                key = _by_name().get(" ".join(words[i : i + size]))
                if key is not None:
                    for form in _surface(key):
                        weak.setdefault(_plain(form), set()).add(side)

    def scan(self, folded: str, text: str) -> list[Mention]:
        """Return where ``text`` (``folded`` is the same, folded, a space at either end) names an actor.

        Lexicon names count only when capitalised as in their list: *us* is not the United States.
        """
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        hits.sort(key=itemgetter(1))
        found: list[Mention] = []
        reach = -1
        for pattern, start, end in hits:
            start, end = start + 1, end - 1
            if self._capitals[pattern] == 1 and not text[start].isupper():
                continue
            if self._capitals[pattern] == 2 and not text[start:end].isupper():
                continue
            if start < reach:
                if found and found[-1].start == start and end > found[-1].end:
                    found.pop()
                else:
                    continue
            reach = end
            if self._sides[pattern] == THIRD and _PLACE.search(folded, max(0, start - 40), start):
                continue
            found.append(
                Mention(start, end, self._sides[pattern], self._person[pattern], self._state[pattern])
            )
        return found


@lru_cache(maxsize=64)
def sides(dyad: Dyad) -> Sides:
    """Return the compiled sides of a dyad, kept for the next call."""
    return Sides(dyad)
