"""What a lexicon is compiled from: its literals, each with what it stands for, in two automata."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from functools import lru_cache

from trstudy.tagging.events import (
    ARENA,
    CLAUSE,
    CUE,
    DIVIDING,
    EXEMPT,
    JOINT,
    LAYER,
    NEGATOR,
    OPENING,
    PRONOUN,
    RELATION,
)
from trstudy.tagging.lexica import PACKAGE, Lexicon, compiled
from trstudy.tagging.lexicon import entries, expansions
from trstudy.tagging.matcher import Literal, Matcher
from trstudy.tagging.terms import hedge_terms, reporting_terms
from trstudy.tagging.topics import arena_terms


def _marker_literals(lexicon: Lexicon) -> Iterator[Literal]:
    markers = lexicon.read("markers.toml")
    plain: Sequence[tuple[str, str, str]] = (
        ("negator", "phrases", NEGATOR), ("contrast", "opening", OPENING), ("contrast", "dividing", DIVIDING),
        ("clause", "phrases", CLAUSE), ("joint", "phrases", JOINT), ("joint", "relation", RELATION),
        ("joint", "pronoun", PRONOUN),
    )  # fmt: skip
    for table, name, kind in plain:
        for form in markers[table][name]:
            yield form, (kind, form, LAYER[kind])
    for table, kind in (("negator", NEGATOR), ("contrast", DIVIDING)):
        for form in markers[table]["exempt"]:
            yield form, (EXEMPT, form, LAYER[kind])


def _term_literals(lexicon: Lexicon) -> Iterator[Literal]:
    for literal, field in arena_terms(lexicon):
        yield literal, (ARENA if field else EXEMPT, field, LAYER[ARENA])
    for literal, kind, what in (*hedge_terms(lexicon), *reporting_terms(lexicon)):
        yield literal, (kind if what else EXEMPT, what, LAYER[kind])


def _cue_literals(without: frozenset[str], lexicon: Lexicon) -> Iterator[Literal]:
    for entry in entries(lexicon):
        if not without.isdisjoint(
            (entry.section, entry.category, entry.form, f"{entry.category}/{entry.form}")
        ):
            continue
        for literal in expansions(entry):
            yield literal, (entry.kind, entry, LAYER[entry.kind])


def cue_literals(without: frozenset[str] = frozenset(), lexicon: Lexicon = PACKAGE) -> Iterator[Literal]:
    """Yield what :func:`cue_matcher` compiles: literals with what they stand for."""
    for literal, form in (*_cue_literals(without, lexicon), *_marker_literals(lexicon)):
        if form[2] == LAYER[CUE]:
            yield literal, form


def cue_matcher(without: frozenset[str] = frozenset(), lexicon: Lexicon = PACKAGE) -> Matcher:
    """Return the compiled cues and shifters of a lexicon, less what ``without`` names.

    A name is that of a section, of a category or of a form, and of all of these where they bear the same;
    ``"category/form"`` names one entry alone.
    """
    return _cue_matcher(without, lexicon)


@lru_cache(maxsize=16)
def _cue_matcher(without: frozenset[str], lexicon: Lexicon) -> Matcher:
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand lasting objects: looking for garbage among them doubles the time
    try:
        return Matcher(cue_literals(without, lexicon))
    finally:
        if collecting:
            gc.enable()


@compiled
def marker_matcher(lexicon: Lexicon) -> Matcher:
    """Return the compiled markers and terms: all that is read whether or not the dyad is in play."""
    forms = (*_marker_literals(lexicon), *_term_literals(lexicon))
    return Matcher((literal, form) for literal, form in forms if form[2] != LAYER[CUE])
