"""Words of saying and words of doubt: read from their lists and spelt out in every form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from trstudy.tagging.inflection import verb_forms
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.lexicon import irregular

Term = tuple[str, str, str | None]  # literal, kind of event, its list; None if it only looks like a term

_VERBS = frozenset({"say", "that", "opinion", "quote", "naming", "figure", "relay"})
_BE = ("is", "are", "was", "were", "be", "been", "s", "re")


def inflected(form: str) -> tuple[str, ...]:
    """Return a form with its first word, a verb, in every form: *look at*, *looks at*, *looked at*."""
    head, _, rest = form.partition(" ")
    return tuple(f"{verb} {rest}".strip() for verb in verb_forms(head, irregular()[0]))


@lru_cache(maxsize=16)
def words_before(file: str, lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the lists of words after which a term of ``file`` is read otherwise."""
    return {name: frozenset(words) for name, words in lexicon.read(file)["before"].items()}


def reporting_terms(lexicon: Lexicon = PACKAGE) -> Iterator[Term]:
    """Yield the words that give a claim to a source, each with the list that says on what condition."""
    lists = lexicon.read("reporting.toml")
    del lists["before"]
    found: dict[str, Term] = {}
    for form in lists.pop("exempt"):
        found[form] = (form, "reporting", None)
    for name, forms in lists.items():
        kind = name if name in ("source", "unnamed") else "reporting"
        for form in forms:
            for literal in inflected(form) if name in _VERBS else (form,):
                found.setdefault(literal, (literal, kind, name))
    yield from found.values()


def hedge_terms(lexicon: Lexicon = PACKAGE) -> Iterator[Term]:
    """Yield the words that leave a claim open, each with the list that says on what condition."""
    lists = lexicon.read("hedges.toml")
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
                literals = inflected(form)
            elif name == "present":
                head, _, rest = form.partition(" ")
                literals = tuple(f"{verb} {rest}".strip() for verb in verb_forms(head, verbs)[:2])
            else:
                literals = (form,)
            for literal in literals:
                found.setdefault(literal, (literal, "hedge", name))
    yield from found.values()
