"""The words behind arena, voice and modality: read from their lists and spelt out in every form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from trstudy.errors import LexiconError
from trstudy.tagging.folding import fold
from trstudy.tagging.inflection import noun_forms, verb_forms
from trstudy.tagging.lexicon import irregular, read_toml

# what a term of each list weighs before the arena's pull; hints weigh the arena's nudge
_WEIGHTS = {
    "ruled": 1.5,
    "names": 1.0,
    "strong": 1.0,
    "country": 0.5,
    "heads": 0.3,
    "hint": 0.0,
    "verbs": 0.0,
}
_VERBS = frozenset({"say", "that", "opinion", "quote", "naming", "figure", "relay"})
_BE = ("is", "are", "was", "were", "be", "been", "s", "re")
_FIRM = frozenset({"ruled", "names", "strong"})
_PRINTED = frozenset({"names", "country", "heads"})  # lists whose terms are written with capitals


class Arena(BaseModel):
    """One arena of ``arenas.toml``, as written."""

    model_config = ConfigDict(extra="forbid")

    label: str
    pull: float
    nudge: float
    names: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    ruled: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()


class Field(NamedTuple):
    """A term of an arena.

    Attributes
    ----------
    code
        The arena.
    weight
        How strongly the term speaks for it.
    firm
        Whether it settles the field, rather than suggests it.
    capitals
        How much of it must be in capitals to count: 0 nothing, 1 a letter, 2 all of it.
    """

    code: str
    weight: float
    firm: bool
    capitals: int


Term = tuple[str, str, object]  # literal, kind of event, what it stands for; None if it only looks like it


@cache
def arenas() -> dict[str, Arena]:
    """Return the arenas of the lexicon by code, in its order.

    Raises
    ------
    LexiconError
        If the file breaks the schema; the message names the table and the field.
    """
    found = {}
    for code, table in read_toml("arenas.toml").items():
        try:
            found[code] = Arena.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise LexiconError(f"lexicon/arenas.toml, [{code}] {place}: {first['msg']}") from error
    return found


def arena_terms() -> Iterator[Term]:
    """Yield the terms of every arena, common nouns also in the plural.

    Raises
    ------
    LexiconError
        If a term is written twice.
    """
    written: dict[str, str] = {}
    derived: dict[str, Field] = {}
    for code, arena in arenas().items():
        for name, weight in _WEIGHTS.items():
            for form in getattr(arena, name):
                plain = _once(form, f"arenas.toml, [{code}] {name}", written)
                field = Field(code, weight * arena.pull or arena.nudge, name in _FIRM, _capitals(form, name))
                yield plain, "arena", field
                for other in _forms(plain, name):
                    derived.setdefault(other, field)
        for form in arena.exempt:
            yield _once(form, f"arenas.toml, [{code}] exempt", written), "arena", None
    for form, field in derived.items():
        if form not in written:
            yield form, "arena", field


def _capitals(form: str, name: str) -> int:
    if name not in _PRINTED:
        return 0
    return 2 if form.upper() == form and form.isalpha() else 1


def _forms(plain: str, name: str) -> tuple[str, ...]:
    verbs, plurals = irregular()
    if name == "verbs":
        return verb_forms(plain, verbs)
    if name in _PRINTED:
        return ()
    head, _, last = plain.rpartition(" ")
    forms = (last, last[:-3] + "men") if last.endswith("man") else noun_forms(last, plurals)
    return tuple(f"{head} {form}".strip() for form in forms)


def _once(form: str, place: str, written: dict[str, str]) -> str:
    plain = " ".join(fold(form).split())
    if plain in written:
        raise LexiconError(f"lexicon: {form!r} stands twice, in {written[plain]} and {place}; keep one")
    written[plain] = place
    return plain


def _inflected(form: str) -> tuple[str, ...]:
    head, _, rest = form.partition(" ")
    return tuple(f"{verb} {rest}".strip() for verb in verb_forms(head, irregular()[0]))


@cache
def words_before(file: str) -> dict[str, frozenset[str]]:
    """Return the lists of words after which a term of ``file`` is read otherwise."""
    return {name: frozenset(words) for name, words in read_toml(file)["before"].items()}


def reporting_terms() -> Iterator[Term]:
    """Yield the words that give a claim to a source, each with the list that says on what condition."""
    lists = read_toml("reporting.toml")
    del lists["before"]
    found: dict[str, Term] = {}
    for form in lists.pop("exempt"):
        found[form] = (form, "reporting", None)
    for name, forms in lists.items():
        kind = name if name in ("source", "unnamed") else "reporting"
        for form in forms:
            for literal in _inflected(form) if name in _VERBS else (form,):
                found.setdefault(literal, (literal, kind, name))
    yield from found.values()


def hedge_terms() -> Iterator[Term]:
    """Yield the words that leave a claim open, each with the list that says on what condition."""
    lists = read_toml("hedges.toml")
    del lists["before"]
    verbs = irregular()[0]
    found: dict[str, Term] = {}
    for form in lists.pop("exempt"):
        found[form] = (form, "hedge", None)
    for name, forms in lists.items():
        for form in forms:
            if name == "be":
                literals = tuple(f"{be} {form}" for be in _BE)
            elif name == "verbs":
                literals = _inflected(form)
            elif name == "present":
                head, _, rest = form.partition(" ")
                literals = tuple(f"{verb} {rest}".strip() for verb in verb_forms(head, verbs)[:2])
            else:
                literals = (form,)
            for literal in literals:
                found.setdefault(literal, (literal, "hedge", name))
    yield from found.values()
