"""What one side asks of the other: *urged Y to free a priest* presses it, *to send doctors* does not."""

from __future__ import annotations

import re
from typing import NamedTuple

from trstudy.tagging.entry import Entry
from trstudy.tagging.inflection import phrasal_forms
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.lexicon import irregular
from trstudy.tagging.mentions import THIRD, A, B, last_mention, next_mention
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit
from trstudy.tagging.valency import BODY

_WEIGHT = 1.0
_ASKED = 60  # characters from the one who is asked to what is asked
_TO = re.compile(r" (?:again |also )?to (not )?(?=\w)|(?: \w+)?  to (not )?(?=\w)")
_STOP = re.compile(r"[.;:?!—“”]")
_PLAIN = re.compile(
    r"(?: (?!(?:about|at|by|for|from|in|of|on|over|that|to|what|whether|which|with) )\w+){0,3} ?"
)
_THAT = re.compile(r"(?: \w+){0,2} that(?: all| the)? $")
_MODAL = re.compile(rf" (?:{BODY} )?(?:(?:must|should) )?(not )?(?=\w)")
# between the one who is asked and "to": what is told is something else
_PURPOSE = re.compile(
    r" (?:about|agreed|for|had|has|have|he|is|it|its|of|she|that|they|was|were|what|when|whether|who|will"
    r"|would) "
)
_PASSIVE = re.compile(r" (?:are|be|been|being|is|was|were)(?: \w+ly)? $")
_HEARD = re.compile(r" (?:that )?(?:the )?")
_DENIED = re.compile(r" (?:hardly|never|not|nobody|no longer|rather than|without|refus\w+ to)(?: \w+)? $")


class _Words(NamedTuple):
    verb: re.Pattern[str]
    humbly: frozenset[str]
    pressing: frozenset[str]
    yielding: re.Pattern[str]
    helping: re.Pattern[str]
    entries: dict[int, Entry]


@compiled
def _words(lexicon: Lexicon) -> _Words:
    table = lexicon.read("markers.toml")["requests"]
    forms = {
        name: [form for verb in table[name] for form in phrasal_forms(verb, irregular()[0])]
        for name in ("humbly", "kindly", "pressing")
    }
    listed = sorted((form for found in forms.values() for form in found), key=len, reverse=True)
    entries = {
        sign: Entry(name, "verb", "cue", "request", "markers", sign, _WEIGHT, True, "", f"verbal_{quad}")
        for sign, name, quad in ((1, "ask", "cooperation"), (-1, "press", "conflict"))
    }
    return _Words(
        re.compile(rf" ({'|'.join(listed)})(?= )"),
        frozenset(forms["humbly"]),
        frozenset(forms["pressing"]),
        re.compile(rf"(?:{'|'.join(table['yielding'])}) "),
        re.compile(rf"(?:{'|'.join(table['helping'])}) "),
        entries,
    )


def requested(unit: Unit, cues: list[Cue]) -> None:
    """Let what is asked of the other side tell how it is asked, in the place of what the verb would say.

    Codebook, frame `rivalry`: *attack, sanction, threat, pressure, accusation against the other*; frame
    `cooperation`: *helping, accommodating …; negotiating or agreeing*. Asked to give way, the other is
    pressed; asked for help or for work together, it is not. What is asked is not done: it does not count.
    """
    words = _words(unit.lexicon)
    for found in words.verb.finditer(unit.folded):
        start, end = found.span(1)
        asked = _asked(unit, start, end)
        if asked is None:
            for cue in cues if _told(unit, start, end) else ():
                if cue.start == start:
                    cue.dropped = cue.dropped or "nobody is named who says it"
            continue
        to, denied = asked
        content = unit.folded[to:]
        humbly, pressing = found[1] in words.humbly, found[1] in words.pressing
        yields = not humbly and (words.yielding.match(content) is not None if not denied else pressing)
        helps = not (denied or pressing) and words.helping.match(content) is not None
        if not (yields or helps):
            continue
        entry = words.entries[-1 if yields else 1]
        own = Cue(start, end, entry, entry.sign, _WEIGHT, predicate=True)
        cues[:] = [c for c in cues if c.end <= start or c.start >= to]
        cues.append(own)
        cues.sort(key=lambda c: c.start)


def _told(unit: Unit, start: int, end: int) -> bool:
    """Tell whether one side is told what the other does, by whom is not said: "X **was warned** that Y …"."""
    if not _passive(unit, start, end):
        return False
    hears, does = last_mention(unit.mentions, start), next_mention(unit.mentions, end)
    if hears is None or does is None or {hears.side, does.side} != {A, B}:
        return False
    return _HEARD.fullmatch(unit.padded, end, does.start) is not None


def _passive(unit: Unit, start: int, end: int) -> bool:
    found = _PASSIVE.search(unit.folded, max(0, start - 20), start)
    return found is not None and not unit.folded[start:end].split()[0].endswith("ing")


def _asked(unit: Unit, start: int, end: int) -> tuple[int, bool] | None:
    """Return where what is asked of the other side begins, and whether it is asked not to do it."""
    if _DENIED.search(unit.folded, max(0, start - 30), start):
        return None
    hearer = next_mention(unit.mentions, end)
    if hearer is None or hearer.side == THIRD:
        return None
    that = _THAT.fullmatch(unit.folded, end, hearer.start)
    if not (that or _PLAIN.fullmatch(unit.folded, end, hearer.start)):
        return None
    asks = last_mention(unit.mentions, start)
    if asks is not None and asks.side in (hearer.side, THIRD):
        return None
    if _passive(unit, start, end):
        return None
    if that:
        modal = _MODAL.match(unit.folded, hearer.end)
        return (modal.end(), bool(modal[1])) if modal else None
    to = _TO.search(unit.folded, hearer.end, hearer.end + _ASKED)
    if to is None or _STOP.search(unit.padded, end, to.end()):
        return None
    if _PURPOSE.search(unit.folded, hearer.end, to.start() + 1):
        return None
    return to.end(), bool(to[1] or to[2])
