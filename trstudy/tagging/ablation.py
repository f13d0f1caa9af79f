"""The parts of the rule tagger that can be left out: rule families, sections, categories, entries."""

from __future__ import annotations

from typing import NamedTuple

from trstudy.tagging.entry import Entry
from trstudy.tagging.frames import RULE_FAMILIES
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.lexicon import entries


class Part(NamedTuple):
    """A part of the tagger: its name, and how `Omission.changed` leaves it out."""

    name: str
    without: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()


def parts(lexicon: Lexicon = PACKAGE) -> list[Part]:
    """Return each rule family, each section and each category of a lexicon.

    Their names are ``"rule: negation"``, ``"section: cues/relation"``, ``"category: agree"`` …
    """
    sections = sorted({entry.section for entry in entries(lexicon)})
    categories = sorted({entry.category for entry in entries(lexicon)})
    return [
        *(Part(f"rule: {family}", off=frozenset({family})) for family in RULE_FAMILIES),
        *(Part(f"section: {section}", frozenset({section})) for section in sections),
        *(Part(f"category: {category}", frozenset({category})) for category in categories),
    ]


def entry_part(entry: Entry) -> Part:
    """Return a single entry as a part."""
    name = f"{entry.category}/{entry.form}"
    return Part(name, frozenset({name}))
