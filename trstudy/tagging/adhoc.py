"""Sides that a user names in words of their own: "Kenyan lecturers", "the rebels", "Ruritania"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trstudy.tagging.actors import by_name, by_person, capitals, generic, known, surface
from trstudy.tagging.folding import fold, plain
from trstudy.tagging.lexica import Lexicon

Forms = dict[str, tuple[int, int]]  # form -> side, how much of it must be in capitals

_ENDINGS = ("an", "ian", "ese", "i", "ish", "ic")
_IES = re.compile(r"[^aeiou]y")


def add_ad_hoc(
    lexicon: Lexicon, ad_hoc: Sequence[Sequence[str]], keys: Sequence[Sequence[str]], strong: Forms
) -> None:
    """Add names that no list has: themselves, their words in both numbers, and all forms of a state in them.

    A form that both sides would have stands for neither. Where both speak of one state, as "Kenyan
    lecturers" and "Kenyan government" do, its names stand for its body and its adjectives for the others.

    Parameters
    ----------
    lexicon
        Where actors stand.
    ad_hoc
        The names of each side that are no actor's.
    keys
        The actors that each side stands for.
    strong
        The forms so far, added to.
    """
    weak: dict[str, set[int]] = {}
    within = [set(keys[side]) for side in (0, 1)]
    written: list[tuple[int, str]] = []
    for side, names in enumerate(ad_hoc):
        for name in names:
            form = (plain(re.sub(r"\(.*?\)", " ", name)) or plain(name)).removeprefix("the ")
            strong[form] = strong[fold(name).strip().removeprefix("the ")] = (side, 0)  # as printed, too
            written.append((side, form))
            within[side] |= _actors_in(form, lexicon)
    shared = within[0] & within[1]
    domestic = bool(shared) or not (within[0] and within[1])
    bodies = {side for side, form in written if form.split()[-1] in generic(lexicon)}
    bodies |= {side for side in (0, 1) if keys[side]}
    for side, form in written:
        for other in _numbers(form):
            weak.setdefault(other, set()).add(side)
        for word in form.split() if " " in form else ():
            if len(word) > 2 and (word not in generic(lexicon) or (domestic and word == form.split()[-1])):
                for other in (word, *_numbers(word)):
                    weak.setdefault(other, set()).add(side)
        for demonym in _demonyms(form):
            weak.setdefault(demonym, set()).add(side)
        for key in _actors_in(form, lexicon) - (shared if len(bodies) == 1 else set()):
            for name in surface(key, lexicon, towns=True):
                weak.setdefault(plain(name), set()).add(side)
    for form, sides in weak.items():
        if len(sides) == 1:
            strong.setdefault(form, (min(sides), 0))
    if len(bodies) == 1:
        body = min(bodies)
        for key in sorted(shared):
            adjectives = known(lexicon).actors[key].get("adjectives", ())
            for name in surface(key, lexicon, towns=True):
                side = 1 - body if name in adjectives else body
                strong.setdefault(plain(name), (side, capitals(name)))


def _actors_in(form: str, lexicon: Lexicon) -> set[str]:
    """Return the actors that a name's words name: the state of "Kenyan lecturers"."""
    words, found = form.split(), set()
    names, people = by_name(lexicon), by_person(lexicon)
    for size in (4, 3, 2, 1):
        i = 0
        while i + size <= len(words):
            part = " ".join(words[i : i + size])
            key = names.get(part) or people.get(part)
            if key is None:
                i += 1
                continue
            found.add(key)
            del words[i : i + size]
    return found


def _numbers(form: str) -> list[str]:
    """Return a noun in the other number: journalists, journalist."""
    if len(form) < 4:
        return []
    if form.endswith("ies"):
        return [form[:-3] + "y"]
    if form.endswith("men"):
        return [form[:-2] + "an"]
    if form.endswith("man"):
        return [form[:-2] + "en"]
    if form.endswith(("ches", "shes", "sses", "xes")):
        return [form[:-2]]
    if form.endswith("s"):
        return [] if form.endswith(("ss", "us", "is")) else [form[:-1]]
    if _IES.search(form[-2:]):
        return [form[:-1] + "ies"]
    return [form + ("es" if form.endswith(("ch", "sh", "x")) else "s")]


def _demonyms(name: str) -> list[str]:
    """Guess adjectives of a one-word name that no list has: Freedonia, Freedonian."""
    if " " in name or len(name) < 4:
        return []
    stem = name[:-1] if name[-1] in "aeiouy" else name
    return [name + "n", name + "s", *(stem + ending for ending in _ENDINGS)]
