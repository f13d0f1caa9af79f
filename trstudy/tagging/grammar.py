"""What can be told of a word's part in its sentence without a parser: verb, noun, attribute, object."""

from __future__ import annotations

import re

from trstudy.tagging.entry import GAP, Entry

_DETERMINED = frozenset(
    ("s", "the", "a", "an", "this", "that", "their", "its", "his", "her", "any", "no", "each", "every",
     "such", "of", "and")
)  # fmt: skip
_HEADED = re.compile(r" (?:between|over|about|of|has|have|had|is|was|were|are) ")
# what may follow a predicate that has no object of its own: nothing, punctuation, a preposition, an adverb
_INTRANSITIVE = re.compile(
    r"  | $| (?:a|about|after|again|ahead|altogether|amid|among|and|around|as|at|away|because|before|between"
    r"|beyond|but|by"
    r"|considerably|down|during|early|following|for|from|further|if|in|into|it|last|next|now|of|off|on|once|or|out"
    r"|over|since|so|soon|than|that|then|this|through|to|together|too|under|until|up|when|while|with|within|without"
    r"|yesterday|\w+ly|\w+day|\d+) "
)
_BEFORE_ATTRIBUTE = frozenset(
    ("a", "an", "the", "s", "its", "his", "her", "their", "this", "that", "these", "those", "some", "many",
     "several", "all", "any", "no", "other", "more", "of", "for", "with", "one", "two", "three", "four",
     "five", "six", "seven", "eight", "nine", "ten", "dozen", "hundred", "thousand")
)  # fmt: skip
_DETERMINER = (" a ", " an ", " the ", " its ", " his ", " her ", " their ")
_NO_NOUN = re.compile(
    r" (?: |$|(?:a|an|the|its|his|her|their|by|in|on|at|to|of|for|from|with|over|and|or|as|into|up|out|off"
    r"|down|between|among|against|that|which|who|is|was|were|are|has|had|after|before|when|while|it|them) )"
)
_OBJECT = re.compile(r" (?:a|an|the|its|his|her|their|every|all|no|it|him|them|each|one another) ")
_TO_OBJECT = re.compile(r" (?:(?:a|an|the|any|its|his|their|single|one) )+(?:\w+ )?")
_ARTICLE = (" a ", " an ", " the ")
_COPULA = re.compile(
    r" (?:is|are|was|were|be|been|prove|proves|proved|proven|remain|remains|remained|become|became)"
    r"(?: to be| little more than| nothing more than| nothing but| only| but| just)? (?:a|an|the) $"
)


def word_before(folded: str, start: int) -> str:
    """Return the word before the one that begins at ``start``; empty where a stop stands between."""
    return folded[folded.rfind(" ", 0, start - 1) + 1 : start - 1] if start > 1 else ""


def verbal(folded: str, start: int, end: int, entry: Entry) -> bool:
    """Tell whether a cue is a verb: by its entry, or an object after it: "… and **sabotages** his plans"."""
    if entry.word_class == "verb":
        return True
    return (
        entry.word_class == "noun"
        and folded.endswith((" and ", " but ", " then "), 0, start)
        and _OBJECT.match(folded, end) is not None
    )


def finite(folded: str, start: int, end: int, entry: Entry) -> bool:
    """Tell whether a cue is a verb of its own, which no reverser of the verb before it governs."""
    return entry.word_class == "verb" and not folded[start:end].partition(" ")[0].endswith("ing")


def attribute(folded: str, start: int, end: int, entry: Entry) -> bool:
    """Tell whether a cue is a participle between a determiner and its noun: "ten **jailed** sailors"."""
    if entry.word_class != "verb":
        return False
    if GAP in entry.form:  # its noun ends the form: "raised a **downed** Russian **helicopter**"
        first = folded[start:end].partition(" ")[0]
        return first.endswith(("ed", "en")) and folded.endswith(_DETERMINER, 0, start)
    if not folded.endswith(("ed", "en", "ing"), start, end) or folded.find(" ", start, end) >= 0:
        return False
    before = word_before(folded, start)
    if before not in _BEFORE_ATTRIBUTE and not before.isdecimal():
        return False
    return _NO_NOUN.match(folded, end) is None


def nominal(folded: str, start: int, end: int, entry: Entry) -> bool:
    """Tell whether a cue is a noun: by its entry, or by the determiner before a form that is also a verb."""
    if entry.word_class == "noun" or word_before(folded, start) in _DETERMINED:
        return True
    return _HEADED.match(folded, end) is not None and not folded.endswith("ed", 0, end)


def complements(folded: str, end: int, start: int) -> bool:
    """Tell whether what begins at ``start`` is the object of the verb that ends at ``end``."""
    return _TO_OBJECT.fullmatch(folded, end, start) is not None


def intransitive(folded: str, end: int) -> bool:
    """Tell whether a predicate that ends at ``end`` has no object of its own."""
    return _INTRANSITIVE.match(folded, end) is not None


def predicative(folded: str, start: int, entry: Entry) -> bool:
    """Tell whether a shifter says something of what stands before it: no noun does, but for "is a sham"."""
    return entry.word_class != "noun" or (
        folded.endswith(_ARTICLE, 0, start) and _COPULA.search(folded[:start]) is not None
    )
