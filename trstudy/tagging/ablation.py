"""The rule tagger less one part at a time, to see what each part is worth."""

from __future__ import annotations

from trstudy.tagging.frames import RULE_FAMILIES
from trstudy.tagging.lexicon import entries
from trstudy.tagging.rules import Rules


def variants() -> dict[str, Rules]:
    """Return rule taggers by what they leave out: each rule family, each section, each category.

    Returns
    -------
    dict
        ``"rule: negation"``, ``"section: cues/relation"``, ``"category: agree"`` … to a tagger with
        ``tags(units, dyad)`` and ``evidence(units, dyad)``.
    """
    sections = sorted({entry.section for entry in entries()})
    categories = sorted({entry.category for entry in entries()})
    return {
        **{f"rule: {family}": Rules(frozenset({family})) for family in RULE_FAMILIES},
        **{f"section: {section}": Rules(frozenset({section})) for section in sections},
        **{f"category: {category}": Rules(frozenset({category})) for category in categories},
    }
