"""The voice of a unit: whether its author speaks, or a source that the unit names."""

from __future__ import annotations

import re

from trstudy.tagging.codes import Code
from trstudy.tagging.matcher import REPORTING, SOURCE, UNNAMED, Event
from trstudy.tagging.unit import Unit

_LONG = 4  # words of a quotation that speaks for itself beside a named person
_NEAR, _FAR = 40, 110  # characters: from a verb to its quotation, to its source
_MOST_OPEN = 4  # units: a quotation longer than that has lost its closing mark
_QUOTATION = re.compile(r"“([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|(?<!\w)‘([^‘’]{2,}(?:’\w[^‘’]*)*)’(?!\w)")
_NAME = re.compile(r"(?<![\w’'])[^\W\d_a-z][\w’'-]+")
_NO_NAMES = frozenset(
    """a an the this that these those it its he she his her they their we our i in on at as by for from to of with and but or
    yet so if when while after before since once although though despite under over during both neither either each no not
    one two three most many some all any other another still now then thus here there what who how why monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october november
    december according""".split()
)
_BE = re.compile(
    r" (?:is|are|was|were|be|been|being|s|re)(?: (?:\w+ly|best|often|once|long|also|now|even|still))* $"
)
_NOT = re.compile(r" (?:not|never|nor|n t|without|hardly|t) $")
_BY = re.compile(r"^(?: \w+){0,4} by ")
_THAT = re.compile(r"^(?: \w+){0,7} that ")
_AS = re.compile(r" as [^,;]*$")
_ACT = re.compile(r"^ (?:this|these|so|no|yes|nothing|little|goodbye|much|more|thanks|them apart) ")
_ORDER = re.compile(r"^(?: \w+){1,6} (?:not )?to [a-z]")
_FIGURE = re.compile(
    r"^ (?:(?:about|around|some|more|than|at|least|nearly|almost|over|just|under|fewer|less|roughly|a|up|to) )*"
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|half|third|quarter|hundred|thousand"
    r"|million|billion|dozen|\w+teen|\w+ty) )"
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
                return Code("attributed", "a source speaks:", tuple(e for e in (source, event) if e.kind))
    for start, end, words in quotes:
        if words >= _LONG and (start <= 2 or _person(unit, 0, start) or _person(unit, end, len(text))):
            return Code("attributed", "a quotation:", (Event(start, end, SOURCE, None),))
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
    folded, (start, end, _, how) = unit.folded, event
    before, after = folded[max(0, start - _FAR) : start], folded[end : end + _FAR]
    if _NOT.search(before) or _bracketed(unit.padded, start):
        return None
    if how == "before_source":
        return _named(unit, end, _clause_end(unit.padded, end), True)
    if how == "after_source":
        return _named(unit, max(0, start - 30), start, True)
    quoted = any(q[2] > 1 and -_NEAR < q[0] - end < _NEAR for q in quotes) or any(
        0 <= start - q[1] < 60 for q in quotes
    )
    if _BE.search(before):
        by = _BY.match(after)
        return _named(unit, end + by.end() - 1, end + _FAR, False) if by else None
    if not _reports(how, unit.padded, start, end, before, after, quoted):
        return None
    opinion = how == "opinion"
    subject = _named(unit, _clause_start(unit.padded, start), start, opinion)
    if subject is None and (quoted or unit.padded[start - 2] in ',.?!”"’'):
        subject = _named(unit, end, _clause_end(unit.padded, end), opinion)
    return subject


def _reports(how: str, text: str, start: int, end: int, before: str, after: str, quoted: bool) -> bool:
    """Tell whether the verb gives words to its source here, on the condition of its list."""
    if how == "quote":
        return quoted
    if quoted or how in ("naming", "quoted"):
        return True
    if how == "figure":
        return _FIGURE.match(after) is not None
    if how == "that":
        aside = text[end] == "," and (_AS.search(before) or text.rfind(",", 0, start) > 0)
        return bool(_THAT.match(after) or text[end] == ":" or aside)
    if folded_tell(text, start) and _ORDER.match(after) and not _THAT.match(after):
        return False
    return _ACT.match(after) is None


def folded_tell(text: str, start: int) -> bool:
    """Tell whether the verb is "tell", which with an infinitive gives an order."""
    return text[start : start + 2].lower() == "te" or text[start : start + 3].lower() == "tol"


def _named(unit: Unit, start: int, end: int, person: bool) -> Event | None:
    """Return the last name of a source in a stretch of the unit; None if there is none or it is unnamed."""
    found: Event | None = None
    for event in unit.reports:
        if start <= event.start < end:
            if event.kind == UNNAMED:
                return None
            if event.kind == SOURCE:
                found = event
    for mention in unit.mentions:
        if start <= mention.start < end and (mention.person or not person):
            found = found or Event(mention.start, mention.end, SOURCE, None)
    if found is None:
        found = _other_name(unit, start, end, person)
    return found


def _other_name(unit: Unit, start: int, end: int, person: bool) -> Event | None:
    known = {m.start for m in unit.mentions if not m.person}
    for match in _NAME.finditer(unit.padded, start, end):
        if match.start() not in known and match.group().lower() not in _NO_NAMES:
            return Event(match.start(), match.end(), SOURCE, None)
    words = unit.folded[start:end].split()
    if "he" in words or "she" in words:
        return Event(start, start, "", None)
    return None


def _person(unit: Unit, start: int, end: int) -> bool:
    return any(m.person and start <= m.start < end for m in unit.mentions) or any(
        e.kind == SOURCE and start <= e.start < end for e in unit.reports
    )


def _clause_start(text: str, position: int) -> int:
    return max(text.rfind(";", 0, position), text.rfind(". ", 0, position - 2), position - _FAR, 0)


def _clause_end(text: str, position: int) -> int:
    stop = text.find(",", position)
    return min(stop if stop > 0 else len(text), position + _FAR)


def _bracketed(text: str, position: int) -> bool:
    return text.rfind("(", 0, position) > text.rfind(")", 0, position)
