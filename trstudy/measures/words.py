"""The measures of vocabulary in one place: words, contexts, keyness, spread, company, difficulty."""

from __future__ import annotations

from trstudy.measures.actors import mentions
from trstudy.measures.collocations import collocations
from trstudy.measures.dispersion import dispersion
from trstudy.measures.diversity import lexical_diversity
from trstudy.measures.keyness import keyness
from trstudy.measures.kwic import kwic, kwic_cues
from trstudy.measures.readability import readability
from trstudy.measures.tokens import stopwords, tokens
from trstudy.measures.wording import (
    basis_in_words,
    collocations_in_words,
    dispersion_in_words,
    keyness_in_words,
    range_in_words,
)
from trstudy.measures.xray import xray

__all__ = [
    "basis_in_words",
    "collocations",
    "collocations_in_words",
    "dispersion",
    "dispersion_in_words",
    "keyness",
    "keyness_in_words",
    "kwic",
    "kwic_cues",
    "lexical_diversity",
    "mentions",
    "range_in_words",
    "readability",
    "stopwords",
    "tokens",
    "xray",
]
