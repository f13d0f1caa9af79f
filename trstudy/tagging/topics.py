"""The words that name each arena: read from their lists, checked, and spelt out in every form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from trstudy.errors import LexiconError
from trstudy.tagging.actors import capitals
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.folding import fold
from trstudy.tagging.inflection import noun_forms, phrasal_forms
from trstudy.tagging.lexica import PACKAGE, Lexicon, compiled
from trstudy.tagging.lexicon import irregular
from trstudy.tagging.overlay import ARENAS
from trstudy.tagging.sides import known_actor

RULED, NAMES, STATES, STRONG, COUNTRY, HEADS = "ruled", "names", "states", "strong", "country", "heads"
HINT, VERBS, GOODS, TRADING = "hint", "verbs", "goods", "trading"
ASSUMED, ELSEWHERE = "assumed", "elsewhere"
# what a term of each list weighs, of the arena's pull; the others weigh its nudge
_OF_PULL = {
    RULED: 1.5, NAMES: 1.0, STATES: 1.0, STRONG: 1.0, ELSEWHERE: 1.0, COUNTRY: 0.5, HEADS: 0.3, TRADING: 0.1,
}  # fmt: skip
_THEIR_OWN = 0.6  # what a local term of others weighs, of the pull of the arena for all other topics
_PRINTED = frozenset({NAMES, STATES, COUNTRY, HEADS})  # lists whose terms are written with capitals
_IN_EVERY_FORM = frozenset({VERBS, TRADING})


class Arena(BaseModel):
    """One arena of ``arenas.toml``, as written."""

    model_config = ConfigDict(extra="forbid")

    label: str
    pull: float
    nudge: float
    fallback: Literal["", "relation", "topic"] = ""
    persons: bool = False
    between: tuple[str, ...] = ()
    ruled: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    trading: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _between_two(self) -> Self:
        if len(self.between) != (2 if self.assumed or self.between else 0):
            raise ValueError(
                "assumed words need the two actors that they are assumed of, as between = [.., ..]"
            )
        return self


class Field(NamedTuple):
    """A term of an arena.

    Attributes
    ----------
    code
        The arena.
    role
        The list in which it stands.
    weight
        How strongly it speaks for the arena.
    traded
        How much more strongly, if it is goods that change hands.
    capitals
        How much of it must be in capitals to count: 0 nothing, 1 a letter, 2 all of it.
    local
        Whether it depends on where the two sides meet: a word assumed of them, a verb of an arena between
        two actors, or what counts only for those who meet in none.
    """

    code: str
    role: str
    weight: float
    traded: float
    capitals: int
    local: bool = False


@compiled
def arenas(lexicon: Lexicon) -> dict[str, Arena]:
    """Return the arenas of a lexicon by code, in its order.

    Raises
    ------
    LexiconError
        If the file breaks the schema; the message names the table and the field.
    """
    found = {}
    for code, table in lexicon.read(ARENAS).items():
        try:
            found[code] = Arena.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            file = (lexicon if code in lexicon.written(ARENAS) else PACKAGE).place(ARENAS)
            raise LexiconError(f"{file}, [{code}] {place}: {first['msg']}") from error
    return found


@compiled
def fallbacks(lexicon: Lexicon) -> tuple[str, str]:
    """Return the arenas of a unit that names no field: on the relation, and on anything else."""
    by_use = {arena.fallback: code for code, arena in arenas(lexicon).items()}
    missing = {"relation", "topic"} - by_use.keys()
    if missing:
        raise LexiconError(
            f"{lexicon.place(ARENAS)}: no arena has fallback = {min(missing)!r}; "
            "give it to the one that takes units which name no field"
        )
    return by_use["relation"], by_use["topic"]


@compiled
def persons(lexicon: Lexicon) -> Field | None:
    """Return what a person named in a unit weighs, and for which arena; None if for none."""
    for code, arena in arenas(lexicon).items():
        if arena.persons:
            return Field(code, HEADS, arena.pull * _OF_PULL[HEADS], 0.0, 0)
    return None


@compiled
def their_own(lexicon: Lexicon) -> Field:
    """Return what a local term is of two sides who meet in no arena of the lexicon: a place of their own."""
    code = fallbacks(lexicon)[1]
    return Field(code, ASSUMED, arenas(lexicon)[code].pull * _THEIR_OWN, 0.0, 0)


@lru_cache(maxsize=64)
def assumed_of(dyad: Dyad) -> frozenset[str]:
    """Return the arenas whose ``assumed`` words count for a dyad: they are ``between`` its two sides."""
    one, other = (
        {known[0] for name in side if (known := known_actor(name, dyad.lexicon))} for side in (dyad.a, dyad.b)
    )
    return frozenset(
        code
        for code, arena in arenas(dyad.lexicon).items()
        if any(first in one and second in other for first, second in _orders(arena))
    )


def _orders(arena: Arena) -> tuple[tuple[str, ...], ...]:
    return (arena.between, arena.between[::-1]) if arena.between else ()


def arena_terms(lexicon: Lexicon = PACKAGE) -> Iterator[tuple[str, Field | None]]:
    """Yield the terms of every arena in every form; None stands for what only looks like one.

    Raises
    ------
    LexiconError
        If a term is written twice.
    """
    written: dict[str, str] = {}
    derived: dict[str, Field] = {}
    for code, arena in arenas(lexicon).items():
        for role in (*_OF_PULL, HINT, VERBS, GOODS, ASSUMED):
            weight = arena.pull * _OF_PULL[role] if role in _OF_PULL else arena.nudge
            traded = arena.pull - arena.nudge if role == GOODS else 0.0
            for form in getattr(arena, role):
                plain = _once(form, f"arenas.toml, [{code}] {role}", written)
                capitals = _capitals(form, role)
                local = role in (ASSUMED, ELSEWHERE) or (role == VERBS and bool(arena.between))
                field = Field(code, role, weight, traded, capitals, local)
                yield plain, field
                for other in _forms(plain, role):
                    derived.setdefault(other, field)
        for form in arena.exempt:
            yield _once(form, f"arenas.toml, [{code}] exempt", written), None
    yield from ((form, field) for form, field in derived.items() if form not in written)


def _capitals(form: str, role: str) -> int:
    if role not in _PRINTED:
        return 0
    return capitals(form)


def _forms(plain: str, role: str) -> tuple[str, ...]:
    if role in _PRINTED:
        return ()
    verbs, plurals = irregular()
    head, _, last = plain.rpartition(" ")
    if role in _IN_EVERY_FORM:
        return phrasal_forms(plain, verbs)
    forms = (last, last[:-3] + "men") if last.endswith("man") else noun_forms(last, plurals)
    return tuple(f"{head} {form}".strip() for form in forms)


def _once(form: str, place: str, written: dict[str, str]) -> str:
    plain = " ".join(fold(form).split())
    if plain in written:
        raise LexiconError(f"lexicon: {form!r} stands twice, in {written[plain]} and {place}; keep one")
    written[plain] = place
    return plain
