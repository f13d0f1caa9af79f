"""The voice of a unit: whether its author speaks, or a source that the unit names."""

from __future__ import annotations

import re
from operator import itemgetter

from trstudy.tagging.codes import Code
from trstudy.tagging.events import REPORTING, SOURCE, UNNAMED, Event
from trstudy.tagging.terms import words_before
from trstudy.tagging.unit import Unit

_LONG = 4  # words of a quotation that speaks for itself beside a named person
_NEAR, _AFTER, _FAR = 40, 60, 110  # characters: from a verb to a quotation, from one to it, to its source
_MOST_OPEN = 4  # units: a quotation longer than that has lost its closing mark
_QUOTATION = re.compile(r"“([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|(?<!\w)‘([^‘’]{2,}(?:’\w[^‘’]*)*)’(?!\w)")
_NAME = re.compile(r"(?<![\w’'])[^\W\d_a-z][\w’'-]+")
_BE = re.compile(
    r" (?:is|are|was|were|be|been|being|s|re)(?: (?:\w+ly|best|often|once|long|also|now|even|still))* $"
)
_NOT = re.compile(r" (?:not|never|nor|hardly|without|t) $")
_NOUN = re.compile(r" (?:a|an|the|his|her|its|their|this|any|no|one|some|every|s|of) (?:\w+ )?$")
_NAMED = re.compile(r"^(?: \w+){1,9} (?:as|to be) |^(?: \w+){1,9} to an? |^(?: \w+){1,4} an? ")
_PRONOUN = re.compile(r" s?he ")
_BY = re.compile(r"^(?: \w+){0,4}? by ")
_THAT = re.compile(r"^(?: \w+){0,7} that ")
_TAG = re.compile(r"[,”] (?:the )?(?:[^\W\d_a-z][\w’'-]* )+$")
_AS = re.compile(r" as [^,;]*$")
_ACT = re.compile(r"^ (?:this|these|so|no|yes|nothing|little|goodbye|much|more|thanks) ")
_ORDER = re.compile(r"^(?: \w+){1,4}? (?:not )?to (?=[a-z])")
_FIGURE = re.compile(
    r"^(?: \w+){1,9} (?:at|that) "
    r"(?:(?:about|around|some|more|than|at|least|nearly|almost|over|just|under|fewer|less|a|up|to) )*"
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|dozen|\w+teen|\w+ty"
    r"|\w+red|thousand|million|billion)\b)"
)

AUTHOR = Code("author", "nobody else is quoted or reported")


def voice(unit: Unit) -> Code:
    """Return who speaks: the author or an attributed source.

    Codebook, variable 3: *attributed: a named person, office, outlet or organisation is quoted or reported, a
    short embedded quotation included. Narrated acts, unnamed critics, "reportedly" and bracketed source
    citations stay author.*
    """
    if unit.context.open_quote:
        return Code("attributed", "within a quotation that opened before")
    text = unit.padded
    quotes = _quotations(text) if "“" in text or '"' in text or "‘" in text else []
    for event in unit.reports:
        if event.kind == REPORTING:
            source = _source(unit, event, quotes)
            if source is not None:
                return Code("attributed", "a source speaks:", (source, event))
    for start, end, words in quotes:
        if words >= _LONG and (start <= 2 or _person(unit, 0, start) or _person(unit, end, len(text))):
            return Code("attributed", "it quotes", (Event(start, end, SOURCE, None),))
    return AUTHOR


def left_open(unit: Unit) -> int:
    """Return for how many units a quotation has been open at the unit's end; 0 if none is."""
    text, before = unit.padded, unit.context.open_quote
    if text.rfind("“") > text.rfind("”"):
        return 1
    if not before or "”" in text or "“" in text:
        return 0
    return before + 1 if before < _MOST_OPEN else 0


def _quotations(text: str) -> list[tuple[int, int, int]]:
    """Return each quotation's start, end and number of words."""
    return [(m.start(), m.end(), len(m.group().split())) for m in _QUOTATION.finditer(text)]


def _source(unit: Unit, event: Event, quotes: list[tuple[int, int, int]]) -> Event | None:
    """Return the source whose words the event reports, or None where it reports nobody's."""
    text, (start, end, _, how) = unit.padded, event
    before, after = unit.folded[max(0, start - _FAR) : start], unit.folded[end : end + _FAR]
    if _NOT.search(before) or text.rfind("(", 0, start) > text.rfind(")", 0, start):
        return None
    if how == "before_source":
        return _named(unit, end, _clause_end(text, end))
    if how == "after_source":
        return _named(unit, max(0, start - 30), start, before=True)
    if _BE.search(before) or after.startswith(" by "):
        by = _BY.match(after)
        said = by and (how == "naming" or _THAT.match(after) or _quoted(event, quotes, 2))
        return _named(unit, end + by.end() - 1, end + _FAR) if by and said else None
    if before[:-1].rpartition(" ")[2] in words_before("reporting.toml", unit.lexicon)["subject"]:
        return None
    if start < 2 and not quotes:  # nobody stands before it: "call it a truce"
        return None
    quoted = _quoted(event, quotes, 2 + _participle(unit, event))  # a participle is beside the claim
    if not quoted and not _reports(unit, event, before, after):
        return None
    subject = _named(unit, _clause_start(text, start), start, before=True, persons=how == "opinion")
    if subject is None and (quoted or text[start - 2] in ',.?!”"’'):
        subject = _named(unit, end, _clause_end(text, end))
    return subject


def _reports(unit: Unit, event: Event, before: str, after: str) -> bool:
    """Tell whether a verb gives words to its source without a quotation, on the condition of its list."""
    text, (start, end, _, how) = unit.padded, event
    word = unit.folded[start:end]
    if word == "say" and _NOUN.search(before):  # "a say in the matter"
        return False
    if how in ("that", "relay"):
        before_printed = text[max(0, start - _FAR) : start]
        told = word.endswith(("ed", "wrote", "swore"))
        if not told and _NOUN.search(before):
            return False
        aside = text[end] == "," and (_AS.search(before) or (told and text.rfind(",", 0, start) > 0))
        aside = aside or (told and text[start - 2] == "," and text.find(",", end) > 0)
        aside = aside or (text[end] in ".,;" and _TAG.search(before_printed) is not None)
        office = how == "relay" and any(e.kind == SOURCE and e.end + 1 == start for e in unit.reports)
        return bool(office or aside or text[end] == ":" or _THAT.match(after))
    if how == "figure":
        return _FIGURE.match(after) is not None
    if how == "say" and word.startswith("t"):  # "tell" with an infinitive gives an order
        order = _ORDER.match(after)
        return not (order and text[end + order.end()].islower()) or _THAT.match(after) is not None
    if how == "naming":
        return _NAMED.match(after) is not None and not _participle(unit, event)
    return how != "quote" and _ACT.match(after) is None


def _quoted(event: Event, quotes: list[tuple[int, int, int]], words: int) -> bool:
    """Tell whether a quotation of so many words stands by the verb."""
    start, end = event.start, event.end
    return any(q[2] >= words and (-_NEAR < q[0] - end < _NEAR or 0 <= start - q[1] < _AFTER) for q in quotes)


def _participle(unit: Unit, event: Event) -> bool:
    return unit.folded[event.start : event.end].partition(" ")[0].endswith("ing")


def _named(unit: Unit, start: int, end: int, *, before: bool = False, persons: bool = False) -> Event | None:
    """Return a source named in a stretch of the unit, the last one if it stands before the verb."""
    inside = [e for e in unit.reports if start <= e.start < end]
    if any(e.kind == UNNAMED for e in inside):
        return None
    found = [e for e in inside if e.kind == SOURCE] + [
        Event(m.start, m.end, SOURCE, None)
        for m in unit.mentions
        if start <= m.start < end and (m.person or not persons)
    ]
    if found:
        return (max if before else min)(found, key=itemgetter(0))
    known = {m.start for m in unit.mentions}
    for name in _NAME.finditer(unit.padded, start, end):
        if (
            name.start() not in known
            and name.group().lower() not in words_before("reporting.toml", unit.lexicon)["capital"]
        ):
            return Event(name.start(), name.end(), SOURCE, None)
    pronoun = _PRONOUN.search(unit.folded, max(0, start - 1), end)
    return Event(pronoun.start() + 1, pronoun.end() - 1, SOURCE, None) if pronoun else None


def _person(unit: Unit, start: int, end: int) -> bool:
    return any(m.person and start <= m.start < end for m in unit.mentions) or any(
        e.kind == SOURCE and start <= e.start < end for e in unit.reports
    )


def _clause_start(text: str, position: int) -> int:
    return max(text.rfind(";", 0, position), text.rfind(". ", 0, position - 2), position - _FAR, 0)


def _clause_end(text: str, position: int) -> int:
    stop = text.find(",", position)
    return min(stop if stop > 0 else len(text), position + _FAR)
