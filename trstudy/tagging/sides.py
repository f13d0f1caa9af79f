"""Where a text names the sides of a dyad, and other actors."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

import ahocorasick_rs

from trstudy.errors import TaggerError
from trstudy.tagging.actors import Known, by_name, capitals, known, surface
from trstudy.tagging.adhoc import Forms, add_ad_hoc
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.folding import dotted, fold, plain
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.mentions import THIRD, VENUE, A, B, Mention, unlisted

_START = itemgetter(1)
_new = tuple.__new__  # a Mention without a call in between
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


class Sides:
    """The compiled names of a dyad and of all other actors.

    Parameters
    ----------
    dyad
        The two sides.
    """

    def __init__(self, dyad: Dyad) -> None:
        lists = known(dyad.lexicon)
        keys, strong = _listed(dyad, lists)
        unclaimed = {form: capital for form, capital in lists.others.items() if form not in strong}
        people, bodies = lists.people, lists.bodies
        # of each form: side, how much must be in capitals, whether a person, whether a state, what aside
        names = {
            form: (THIRD, capital, form in people, form not in bodies, None)
            for form, capital in unclaimed.items()
        } | {
            form: (side, capital, form in people, form not in bodies, lists.asides.get(form))
            for form, (side, capital) in strong.items()
        }
        spelt = {printed: of for form, of in names.items() for printed in (form, dotted(form))}
        self._names = tuple(spelt.values())
        self._unlisted = unlisted(lists.actors, keys, lists.words)
        self._automaton = ahocorasick_rs.AhoCorasick([f" {form} " for form in spelt])

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
        if venues:
            named = {mention[2] for mention in found}
            if THIRD not in named:
                found = sorted([*found, *(venue for venue in venues if venue[2] not in named)])
        if self._unlisted is not None and found:
            self._unlisted.add(found, text)
        return found


def _placed(folded: str, start: int) -> bool:
    """Tell whether a third party's name that begins there is a place or a topic, not an actor."""
    word = folded[folded.rfind(" ", 0, start - 1) + 1 : start - 1]
    if word in _PLACING:
        return start > len(word) + 1
    return word.startswith(_AFTER_PLACING) and bool(_PLACE.search(folded, max(0, start - 40), start))


def _listed(dyad: Dyad, lists: Known) -> tuple[list[list[str]], Forms]:
    """Return the actors that each side stands for, and the forms of both sides and what only looks so."""
    index = by_name(dyad.lexicon)
    named = [{name: index.get(plain(name)) for name in names} for names in (dyad.a, dyad.b)]
    contested = set(named[A].values()) & set(named[B].values()) - {None}  # Congress, Pentagon: themselves
    strong: Forms = {}
    keys: list[list[str]] = [[], []]
    ad_hoc: list[list[str]] = [[], []]
    for side in (A, B):
        for name, key in named[side].items():
            if key is None or key in contested:
                ad_hoc[side].append(name)
                continue
            keys[side].append(key)
            for form in surface(key, dyad.lexicon, towns=True):
                known_as = plain(form)
                least = min(capitals(form), strong[known_as][1] if known_as in strong else 2)
                strong[known_as] = (side, least)
    add_ad_hoc(dyad.lexicon, ad_hoc, keys, strong)
    for key in (*keys[A], *keys[B]):
        for name in lists.actors[key].get("not_names", ()):
            strong.setdefault(plain(name), (THIRD, capitals(name)))
    return keys, strong


@lru_cache(maxsize=64)
def sides(dyad: Dyad) -> Sides:
    """Return the compiled sides of a dyad, kept for the next call."""
    return Sides(dyad)


def known_actor(name: str, lexicon: Lexicon = PACKAGE) -> tuple[str, list[str]] | None:
    """Return the actor that a name stands for, with all its surface forms; None if the lexicon has none."""
    key = by_name(lexicon).get(plain(name))
    return None if key is None else (key, surface(key, lexicon))


def nearest_actors(name: str, n: int = 3, lexicon: Lexicon = PACKAGE) -> list[str]:
    """Return the names in the lexicon spelled most like ``name``, at most one for each actor."""
    known = by_name(lexicon)
    found = difflib.get_close_matches(plain(name), known, n=2 * n, cutoff=0.75)
    printed = {plain(form): form for key in {known[form] for form in found} for form in surface(key, lexicon)}
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
        if plain(name) not in by_name(dyad.lexicon)
        for actor in nearest_actors(name, lexicon=dyad.lexicon)
    )
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise TaggerError(
        f"Dyad: side {'ab'[side]}, {', '.join(names)}, is named nowhere in the texts{hint}; expected "
        "an actor of the lexicon or names as the texts print them"
    )
