"""Inflected forms of English verbs and nouns, generated when the lexicon is compiled.

Regular spelling rules are here; irregular words and doubled consonants come from the lexicon. The test suite
holds every generated form against an independent lemmatiser.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"


@cache
def _doubling() -> tuple[frozenset[str], frozenset[str]]:
    """Return the verbs that double their last consonant, always and in British spelling only."""
    place = files("trstudy").joinpath("lexicon", "spelling.toml")
    table = tomllib.loads(place.read_text(encoding="utf-8"))
    return frozenset(table["doubling"]), frozenset(table["doubling_british"])


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")) or (base.endswith("o") and base[-2:-1] not in _VOWELS):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _stems(base: str, *, participle: bool) -> tuple[str, ...]:
    """Return the stem or stems to which -ed or -ing is added."""
    always, british = _doubling()
    if base in british:
        return (base + base[-1], base)
    if base in always:
        return (base + base[-1],)
    if base.endswith("ic"):
        return (base + "k",)
    if base.endswith("ie"):
        return (base[:-2] + "y",) if participle else (base[:-1],)
    if base.endswith("e") and not (participle and base.endswith(("ee", "oe", "ye"))):
        return (base[:-1],)
    if not participle and base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (base[:-1] + "i",)
    return (base,)


def verb_forms(base: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return every inflected form of a verb, the base first.

    Parameters
    ----------
    base
        The bare infinitive in lower case.
    irregular
        Past tense, participle and other irregular forms by base.

    Returns
    -------
    tuple of str
        For example ``("carry", "carries", "carrying", "carried")``; no form twice.
    """
    forms = [base, _third_person(base)]
    forms += [stem + "ing" for stem in _stems(base, participle=True)]
    if base in irregular:
        forms += list(irregular[base])
    else:
        forms += [stem + "ed" for stem in _stems(base, participle=False)]
    return tuple(dict.fromkeys(forms))


def phrasal_forms(verb: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return every form of a verb with what follows it: ``("call on", "calls on", …)``."""
    first, _, rest = verb.partition(" ")
    return tuple(f"{form} {rest}".strip() for form in verb_forms(first, irregular))


def noun_forms(singular: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the singular and plural of a noun; a word that ends in ``-s`` already stands alone."""
    if singular in irregular:
        return (singular, irregular[singular])
    if singular.endswith("s") and not singular.endswith(("ss", "us", "is")):
        return (singular,)
    if singular.endswith("is"):
        return (singular, singular[:-2] + "es")
    return (singular, _third_person(singular))


def quality_forms(adjective: str) -> tuple[str, ...]:
    """Return an adjective with its adverb in ``-ly`` and its noun in ``-ness``, the adjective first.

    One in ``-ly`` has no adverb of its own, and one in ``-ic`` no noun.
    """
    stem = adjective
    if adjective.endswith("y") and adjective[-2:-1] not in _VOWELS and set(adjective) & set(_VOWELS):
        stem = adjective[:-1] + "i"  # not of "sly" and "wry"
    if adjective.endswith("ic"):
        return (adjective, adjective + "ally")
    if stem.endswith("li"):
        return (adjective, stem + "ness")
    if adjective.endswith("le") and adjective[-3:-2] not in _VOWELS:
        adverb = adjective[:-1] + "y"
    elif adjective.endswith("ll"):
        adverb = adjective + "y"
    else:
        adverb = stem + "ly"
    return (adjective, adverb, stem + "ness")
