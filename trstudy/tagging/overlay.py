"""The rules by which files of one's own are laid over the package's: ``trstudy/lexicon/README.md``."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trstudy.errors import LexiconError, one_of
from trstudy.tagging.folding import plain

Tables = dict[str, Any]
Place = tuple[str, ...]  # the tables that a list stands in, then the list's name

ARENAS, CUES, SHIFTERS = "arenas.toml", "cues", "shifters.toml"
ACTORS = ("organisations.toml", "countries.toml", "actors.toml")
CLOSED = ("hedges.toml", "reporting.toml", "markers.toml")  # the rules know each of their lists by name
FILES = (*reversed(ACTORS), ARENAS, SHIFTERS, *CLOSED)
WITHOUT, REPLACE = "without", "replace"
_DYAD = "default_dyad"  # a list that is one value: it is replaced, not added to
_NAME_LISTS = (
    "names", "adjectives", "people", "bodies", "towns", "outlets", "not_names", "surnames", "letters",
)  # fmt: skip
_SHIFTERS = ("reverse", "keep", "mask")


def packaged(name: str) -> Tables:
    """Return the package's file of that name; empty if it has none."""
    place = files("trstudy").joinpath("lexicon", *name.split("/"))
    return _toml(place.read_text(encoding="utf-8"), f"lexicon/{name}") if place.is_file() else {}


def packaged_files(group: str) -> tuple[str, ...]:
    """Return the names of the package's files of a group."""
    if group == CUES:
        found = (f.name for f in files("trstudy").joinpath("lexicon", CUES).iterdir())
        return (*sorted(f"{CUES}/{name}" for name in found if name.endswith(".toml")), SHIFTERS)
    return ACTORS if group == "actors" else (group,)


def same_group(name: str, other: str) -> bool:
    """Tell whether two files are read together, so that an entry of one can take the place of the other's."""
    return _group(name) == _group(other)


def merged(name: str, own: Mapping[str, Tables]) -> Tables:
    """Return the package's file with one's own laid over it.

    Parameters
    ----------
    name
        The file.
    own
        All files of one's own that are of its group, by name.
    """
    mine = dict(own.get(name, {}))
    base = {} if mine.pop(REPLACE, False) else packaged(name)
    mine.pop(WITHOUT, None)
    less = {word for tables in own.values() for word in tables.get(WITHOUT, ())}
    places: dict[tuple[Place, tuple[str, ...]], set[tuple[str, Place]]] = {}
    for other, tables in own.items():
        for place, form in _forms(tables):
            places.setdefault((_scope(other, place), _key(form)), set()).add((other, place))

    def stays(place: Place, form: str) -> bool:
        if form in less or f"{''.join(place[-2:-1])}/{form}" in less:
            return False
        mine = places.get((_scope(name, place), _key(form)))
        return not mine or (name, place) in mine

    return _over(_kept(base, less, stays), mine)


def parsed(name: str, text: str, place: str) -> Tables:
    """Return what a file of one's own holds, if it is made as a file of that name is.

    Raises
    ------
    LexiconError
        Names file, table and entry. What a table of cues or of an arena may hold is checked where it is read.
    """
    tables = _toml(text, place)
    if not isinstance(tables.get(REPLACE, False), bool):
        raise LexiconError(f"{place}: {REPLACE} is {tables[REPLACE]!r}; expected true or false")
    if not isinstance(tables.get(WITHOUT, []), list):
        raise LexiconError(f"{place}: {WITHOUT} is {tables[WITHOUT]!r}; expected a list of names")
    stated = {key: value for key, value in tables.items() if key not in (WITHOUT, REPLACE)}
    shape = _shape(name, stated)
    for key, value in stated.items():
        if key not in shape:
            raise LexiconError(one_of("a table", key, shape, place))
        if isinstance(value, dict) != isinstance(shape[key], dict):
            expected = "a table, [name], above its lists" if isinstance(shape[key], dict) else "a list"
            raise LexiconError(f"{place}: {key} is {value!r}; expected {expected}")
        for inner in value if isinstance(value, dict) and shape[key] else ():
            if inner not in shape[key] and inner != REPLACE:
                raise LexiconError(one_of("a list", inner, shape[key], f"{place}, [{key}]"))
    for where, form in _forms(tables):
        if not isinstance(form, str) or not all(_key(form)):
            table = ".".join(where[:-1])
            raise LexiconError(f"{place}, [{table}] {where[-1]}: {form!r}; expected words in quotes")
    return tables


def check_without(name: str, tables: Tables, place: str) -> None:
    """Raise unless the package has all that a file of one's own leaves out of it.

    Raises
    ------
    LexiconError
        Names the file and the nearest that there is.
    """
    known = _words(_group(name))
    for word in tables.get(WITHOUT, ()):
        if word not in known:
            near = difflib.get_close_matches(str(word), sorted(known), n=3)
            hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
            kind = _group(name).removesuffix(".toml")
            raise LexiconError(
                f"{place}, {WITHOUT}: the package's {kind} have no {word!r}{hint}; "
                "expected a table, an entry as written there, or 'table/entry'"
            )


def _toml(text: str, place: str) -> Tables:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{place}: {error}") from error


def _group(name: str) -> str:
    if name == SHIFTERS or name.startswith(f"{CUES}/"):
        return CUES
    return "actors" if name in ACTORS else name


def _shape(name: str, stated: Tables) -> Tables:
    """Return the legal keys of a file and, where they are closed, of its tables."""
    if name in CLOSED:
        return packaged(name)
    if name == SHIFTERS:
        return {key: {} for key in _SHIFTERS}
    lists: Tables = {key: [] for key in _NAME_LISTS} if name in ACTORS else {}
    general: Tables = {_DYAD: [], "generic": []} if name == "actors.toml" else {}
    return {**dict.fromkeys(stated, lists), **general}


def _scope(name: str, place: Place) -> Place:
    """Return where in a group one form may stand only once: cues in a word class, names and terms at all."""
    group = _group(name)
    if group == CUES:
        return place[-1:]
    return () if group in ("actors", ARENAS) and len(place) > 1 else (*place[:-1], "")


def _forms(tables: Tables, above: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every entry of every list with the list's place."""
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from _forms(value, (*above, key))
        elif isinstance(value, list) and (above or key not in (WITHOUT, _DYAD)):
            yield from (((*above, key), form) for form in value)


def _key(form: str) -> tuple[str, ...]:
    return tuple(map(plain, form.split("..")))


def _kept(tables: Tables, less: set[str], stays: Callable[[Place, str], bool], above: Place = ()) -> Tables:
    """Return tables without those that ``less`` names and without the entries that do not stay."""
    found: Tables = {}
    for key, value in tables.items():
        place = (*above, key)
        if isinstance(value, dict):
            if key not in less:
                found[key] = _kept(value, less, stays, place)
        elif isinstance(value, list) and key != _DYAD:
            found[key] = [form for form in value if stays(place, form)]
        else:
            found[key] = value
    return found


def _over(base: Tables, own: Tables) -> Tables:
    """Lay tables over others: lists are added to, all else is replaced."""
    found = {} if own.get(REPLACE) is True else dict(base)
    for key, value in own.items():
        under = found.get(key)
        if isinstance(value, dict):
            found[key] = _over(under if isinstance(under, dict) else {}, value)
        elif isinstance(value, list) and isinstance(under, list) and key != _DYAD:
            found[key] = list(dict.fromkeys([*under, *value]))
        elif key != REPLACE:
            found[key] = value
    return found


@cache
def _words(group: str) -> frozenset[str]:
    """Return all that ``without`` can name in the package's files of a group."""
    words: set[str] = set()
    for name in packaged_files(group):
        for place, form in _forms(packaged(name)):
            words |= {form, *place[:-1], *(f"{table}/{form}" for table in place[-2:-1])}
    return frozenset(words)
