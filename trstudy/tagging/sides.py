"""Where a text names the sides of a dyad, and other actors."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

import ahocorasick_rs

from trstudy.errors import TaggerError
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.folding import fold, plain
from trstudy.tagging.lexica import PACKAGE, Lexicon, compiled
from trstudy.tagging.mentions import ASIDES, THIRD, VENUE, A, B, Mention, unlisted
from trstudy.tagging.overlay import ACTORS

_START = itemgetter(1)
_new = tuple.__new__  # a Mention without a call in between
_ENDINGS = ("an", "ian", "ese", "i", "ish", "ic")
_NAME_LISTS = ("names", "adjectives", "people", "bodies", "towns", "outlets")
# a third party's name after one of these is a place or a topic, not an actor
_PLACING = frozenset(
    (
        "in", "into", "over", "near", "across", "inside", "around", "throughout", "outside", "about",
        "within", "off",
    )
)  # fmt: skip
_AFTER_PLACING = (
    "the", "all", "much", "part", "of", "north", "south", "east", "west", "central", "occupied", "rebel",
    "held",
)  # fmt: skip
_PLACE = re.compile(
    rf" (?:{'|'.join(sorted(_PLACING))})"
    r"(?: (?:the|all|much|parts?|of|north\w*|south\w*|east\w*|west\w*|central|occupied|rebel|held))* $"
)


@compiled
def _generic(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.read("actors.toml").get("generic", ()))


def _capitals(name: str) -> int:
    """Return 2 for a name in capitals (*US*), 1 for a capitalised one, 0 for any other."""
    return 2 if name.isupper() else int(name[0].isupper())


@compiled
def _actors(lexicon: Lexicon) -> dict[str, dict[str, list[str]]]:
    actors: dict[str, dict[str, list[str]]] = {}
    for file in ACTORS:
        for key, table in lexicon.read(file).items():
            if isinstance(table, dict):
                merged = actors.setdefault(key, {})
                for name_list, names in table.items():
                    merged[name_list] = [*merged.get(name_list, []), *names]
    return actors


@compiled
def _by_name(lexicon: Lexicon) -> dict[str, str]:
    """Map each actor's id and names, folded, to its id."""
    index: dict[str, str] = {}
    for key, table in _actors(lexicon).items():
        for name in (key.replace("_", " "), *table.get("names", ()), *table.get("adjectives", ())):
            index.setdefault(plain(name), key)
    return index


def _surface(key: str, lexicon: Lexicon = PACKAGE) -> list[str]:
    table = _actors(lexicon)[key]
    return [name for name_list in _NAME_LISTS for name in table.get(name_list, ())]


def _demonyms(name: str) -> list[str]:
    """Guess adjectives of a one-word name that no list has: Freedonia, Freedonian."""
    if " " in name or len(name) < 4:
        return []
    stem = name[:-1] if name[-1] in "aeiouy" else name
    return [name + "n", name + "s", *(stem + ending for ending in _ENDINGS)]


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
        lexicon, actors = dyad.lexicon, _actors(dyad.lexicon)
        keys = [{name: _by_name(lexicon).get(plain(name)) for name in names} for names in (dyad.a, dyad.b)]
        contested = set(keys[A].values()) & set(keys[B].values())  # Congress, Pentagon: themselves
        members: set[str] = set()
        for side in (A, B):
            for name, key in keys[side].items():
                if key is None or key in contested:
                    _add_ad_hoc(lexicon, name, side, strong, weak)
                    continue
                members.add(key)
                for form in _surface(key, lexicon):
                    strong[plain(form)] = (side, _capitals(form))
        for form, sides in weak.items():
            if len(sides) == 1:
                strong.setdefault(form, (min(sides), 0))
        for key, table in actors.items():
            if key in members:
                for name in table.get("not_names", ()):
                    strong.setdefault(plain(name), (THIRD, _capitals(name)))
                continue
            for name in _surface(key, lexicon):
                strong.setdefault(plain(name), (THIRD, _capitals(name)))
        people = {plain(name) for table in actors.values() for name in table.get("people", ())}
        bodies = {plain(name) for key in lexicon.read(ACTORS[0]) for name in _surface(key, lexicon)}
        asides = {
            plain(name): aside
            for table in actors.values()
            for name_list, aside in ASIDES
            for name in table.get(name_list, ())
        }
        # of each pattern: side, how much must be in capitals, whether a person, whether a state, what aside
        self._names = tuple(
            (side, capitals, form in people, form not in bodies, asides.get(form) if side != THIRD else None)
            for form, (side, capitals) in strong.items()
        )
        self._unlisted = unlisted(actors, [[k for k in keys[side].values() if k] for side in (A, B)], strong)
        self._automaton = ahocorasick_rs.AhoCorasick([f" {form} " for form in strong])

    def scan(self, folded: str, text: str) -> list[Mention]:
        """Return where ``text`` (``folded`` is the same, folded, a space at either end) names an actor.

        Lexicon names count only when capitalised as in their list: *us* is not the United States.
        """
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        found: list[Mention] = []
        if not hits:
            return found
        if len(hits) > 1:
            hits.sort(key=_START)
        venues: list[Mention] = []
        reach = -1
        for pattern, start, end in hits:
            start, end = start + 1, end - 1
            side, capitals, person, state, aside = self._names[pattern]
            if capitals and not (text[start] if capitals == 1 else text[start:end]).isupper():
                continue
            if start < reach:
                if found and found[-1][0] == start and end > found[-1][1]:
                    found.pop()
                else:
                    continue
            reach = end
            if side == THIRD and _placed(folded, start):
                continue
            if aside is not None and (role := aside(folded, start, end)):
                if role == VENUE:
                    venues.append(_new(Mention, (start, end, side, person, state)))
                continue
            found.append(_new(Mention, (start, end, side, person, state)))
        if venues and all(mention[2] != THIRD for mention in found):
            found = sorted(found + venues)
        if self._unlisted is not None and found:
            self._unlisted.add(found, text)
        return found


def _placed(folded: str, start: int) -> bool:
    """Tell whether a third party's name that begins there is a place or a topic, not an actor."""
    word = folded[folded.rfind(" ", 0, start - 1) + 1 : start - 1]
    if word in _PLACING:
        return start > len(word) + 1
    return word.startswith(_AFTER_PLACING) and bool(_PLACE.search(folded, max(0, start - 40), start))


def _add_ad_hoc(
    lexicon: Lexicon,
    name: str,
    side: int,
    strong: dict[str, tuple[int, int]],
    weak: dict[str, set[int]],
) -> None:
    """Add a name that no list has: itself, its parts, its demonyms, and the forms of a state it contains."""
    form = (plain(re.sub(r"\(.*?\)", " ", name)) or plain(name)).removeprefix("the ")
    strong[form] = (side, 0)
    words = form.split()
    for demonym in _demonyms(form):
        weak.setdefault(demonym, set()).add(side)
    if len(words) > 1:
        for word in words:
            if word not in _generic(lexicon) and len(word) > 2:
                weak.setdefault(word, set()).add(side)
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            key = _by_name(lexicon).get(" ".join(words[i : i + size]))
            if key is not None:
                for known in _surface(key, lexicon):
                    weak.setdefault(plain(known), set()).add(side)


@lru_cache(maxsize=64)
def sides(dyad: Dyad) -> Sides:
    """Return the compiled sides of a dyad, kept for the next call."""
    return Sides(dyad)


def known_actor(name: str, lexicon: Lexicon = PACKAGE) -> tuple[str, list[str]] | None:
    """Return the actor that a name stands for, with all its surface forms; None if the lexicon has none."""
    key = _by_name(lexicon).get(plain(name))
    return None if key is None else (key, _surface(key, lexicon))


def nearest_actors(name: str, n: int = 3, lexicon: Lexicon = PACKAGE) -> list[str]:
    """Return the names in the lexicon spelled most like ``name``, at most one for each actor."""
    known = _by_name(lexicon)
    found = difflib.get_close_matches(plain(name), known, n=2 * n, cutoff=0.75)
    printed = {
        plain(form): form for key in {known[form] for form in found} for form in _surface(key, lexicon)
    }
    by_actor: dict[str, str] = {}
    for form in found:
        by_actor.setdefault(known[form], printed.get(form, form))
    return list(by_actor.values())[:n]


def require_named(dyad: Dyad, texts: Iterable[str]) -> None:
    """Raise unless the texts name each side of the dyad somewhere.

    Raises
    ------
    TaggerError
        A side is named nowhere, as when its name is misspelled; lists the nearest names of the lexicon.
    """
    compiled, missing = sides(dyad), {A, B}
    for text in texts:
        padded = f" {text} "
        missing -= {mention.side for mention in compiled.scan(fold(padded), padded)}
        if not missing:
            return
    side = min(missing)
    names = (dyad.a, dyad.b)[side]
    near = dict.fromkeys(
        actor
        for name in names
        if plain(name) not in _by_name(dyad.lexicon)
        for actor in nearest_actors(name, lexicon=dyad.lexicon)
    )
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise TaggerError(
        f"Dyad: side {'ab'[side]}, {', '.join(names)}, is named nowhere in the texts{hint}; expected "
        "an actor of the lexicon or names as the texts print them"
    )
