"""The lexicon's actors: who they are, by what names, and what else their names tell."""

from __future__ import annotations

from typing import Any, NamedTuple

from trstudy.tagging.folding import plain
from trstudy.tagging.lexica import PACKAGE, Lexicon, compiled
from trstudy.tagging.mentions import ASIDES, Aside
from trstudy.tagging.overlay import ACTORS

_NAME_LISTS = ("names", "adjectives", "people", "bodies")
_ALSO_WORDS = frozenset({"PACE", "RAND", "SWIFT"})
_OF_SIDES = ("towns", "outlets")  # names that only a side has: other actors' towns are mere places


class Known(NamedTuple):
    """What the lists of actors say.

    Attributes
    ----------
    actors
        Each actor's lists.
    others
        The forms of all actors when they are none of the sides, and how much of each must be in capitals.
    people, bodies
        Forms of persons; forms of actors that are no state.
    asides
        For forms that may be no actor in some places, what tells so.
    words
        Every word of every form.
    """

    actors: dict[str, dict[str, list[str]]]
    others: dict[str, int]
    people: frozenset[str]
    bodies: frozenset[str]
    asides: dict[str, Aside]
    words: frozenset[str]


def capitals(name: str) -> int:
    """Return 2 for a name that must be in capitals (*US*), 1 for a capitalised one, 0 for any other.

    Initials of four letters or more are read as a word, and many papers print them as one (*Nato*, *Tass*),
    unless that is another word.
    """
    spelt = len(plain(name).replace(" ", "")) < 4 or name in _ALSO_WORDS
    return 2 if name.isupper() and spelt else int(name[0].isupper())


@compiled
def generic(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that many bodies share."""
    return frozenset(lexicon.read("actors.toml").get("generic", ()))


@compiled
def known(lexicon: Lexicon) -> Known:
    """Return what the lists of actors say."""
    actors: dict[str, dict[str, list[str]]] = {}
    for file in ACTORS:
        for key, table in lexicon.read(file).items():
            if isinstance(table, dict):
                merged = actors.setdefault(key, {})
                for name_list, names in table.items():
                    merged[name_list] = [*merged.get(name_list, []), *names]
    others: dict[str, int] = {}
    for table in actors.values():
        for name in _names(table, _NAME_LISTS):
            others.setdefault(plain(name), capitals(name))
    organisations = [key for key, table in lexicon.read(ACTORS[0]).items() if isinstance(table, dict)]
    forms = [plain(name) for table in actors.values() for name in _names(table, (*_NAME_LISTS, *_OF_SIDES))]
    return Known(
        actors,
        others,
        frozenset(plain(name) for table in actors.values() for name in _names(table, ("people",))),
        frozenset(plain(name) for key in organisations for name in _names(actors[key], _NAME_LISTS)),
        {plain(n): aside for table in actors.values() for key, aside in ASIDES for n in table.get(key, ())},
        frozenset(word for form in forms for word in form.split()),
    )


@compiled
def by_name(lexicon: Lexicon) -> dict[str, str]:
    """Map each actor's id, names and adjectives, folded, to its id."""
    index: dict[str, str] = {}
    for key, table in known(lexicon).actors.items():
        for name in (key.replace("_", " "), *_names(table, ("names", "adjectives"))):
            index.setdefault(plain(name), key)
    return index


@compiled
def by_person(lexicon: Lexicon) -> dict[str, str]:
    """Map each actor's people and towns, folded, to its id."""
    index: dict[str, str] = {}
    for key, table in known(lexicon).actors.items():
        for name in _names(table, ("people", *_OF_SIDES)):
            index.setdefault(plain(name), key)
    return index


def surface(key: str, lexicon: Lexicon = PACKAGE, *, towns: bool = False) -> list[str]:
    """Return all names of an actor, in the order of its lists; its towns and newspapers if asked for."""
    return list(_names(known(lexicon).actors[key], (*_NAME_LISTS, *(_OF_SIDES if towns else ()))))


def _names(table: dict[str, Any], lists: tuple[str, ...]) -> list[str]:
    return [name for name_list in lists for name in table.get(name_list, ())]
