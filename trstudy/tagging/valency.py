"""What the tie between two sides says when no list knows the act itself."""

from __future__ import annotations

import re

from trstudy.tagging.entry import Entry
from trstudy.tagging.events import NEGATOR, REVERSE, Event
from trstudy.tagging.inflection import verb_forms
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.lexicon import irregular
from trstudy.tagging.mentions import THIRD
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

_WEIGHT = 0.3
_REACH = 90  # characters from one side to the other
# what acts for a side whose name it follows
BODY = r"(?:army|police|troops|soldiers|officials|government|president|minister|forces|courts?|judges)"
_AUX = r"(?:has|have|had|did|yet|just|also|then|again|soon|still|never|\w+ly)"
# "will not take": what one refuses the other, whatever it is, is done against it
_MODAL = (
    r"(?:(?:will|would|could|may|might|can|should|must|shall)(?: not)?|cannot|(?:can|couldn|won|wouldn) t)"
)
_NO_VERB = r"(?:is|was|has|does|as|its|his|this|thus|less|plus|versus|towards|besides|always|perhaps|across)"
_BEFORE = rf"^ (?:{BODY} )?(?:{_AUX} )*(?:{_MODAL} (?:{_AUX} )*(\w{{3,}})|(?!{_NO_VERB} )"
_AFTER = r"(?: off| up| out| down| through)? (?:(?:the|a|an|all|some|its|two|three) )?(?:\w+ of )?$"
_PASSIVE = re.compile(
    rf"^ (?:{BODY} )?(?:{_AUX} )*(?:was|were|been|being|is|are|be) (?:\w+ly )?(\w+(?:ed|en))"
    r"(?: off| up| out| down)? by (?:the |a |an )?$"
)
_ENDED = frozenset({"to", "with"})  # "ended flights to Y"; what is ended "for Y" is ended for its sake
_STOP = re.compile(r"[.;:?!—]")


@compiled
def _ties(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Entry]]:
    table = lexicon.read("markers.toml")["valency"]
    entries = {
        form: Entry(form, "phrase", "cue", "valency", "markers", sign, _WEIGHT, False, "", quad)
        for name, sign, quad in (
            ("toward", 1, "material_cooperation"),
            ("against", -1, "material_conflict"),
        )
        for form in table[name]
    }
    forms = "|".join(sorted(entries, key=len, reverse=True))
    return re.compile(rf" ({forms})(?: (?:the|a|an|its|his|her|their|all|some))?(?: \w+)? $"), entries


@compiled
def _acts(lexicon: Lexicon) -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    table = lexicon.read("markers.toml")["valency"]
    neutral, kind = (
        frozenset(form for verb in table[name] for form in verb_forms(verb, irregular()[0]))
        for name in ("neutral", "kind")
    )
    odd = "|".join(sorted(form for form in kind if not form.endswith(("ed", "s"))))
    return re.compile(rf"{_BEFORE}(\w+(?:ed|s)|{odd})){_AFTER}"), neutral, kind


def valency(unit: Unit, denied: bool = True) -> Cue | None:
    """Return the preposition that ties one side to the other as a weak cue, or None.

    "X parleyed **with** Y" and "X airlifted tents **to** Y" are cooperation, "X's rockets slammed
    **into** Y's camp" is rivalry, whatever the verb. A last resort: it speaks only where no cue does.
    Codebook rule 3, *denial turns the code round*: "X has **not** replied to Y" and "X **ended** flights
    to Y" are rivalry.

    Parameters
    ----------
    unit
        The unit.
    denied
        Whether a negator turns the tie round.
    """
    sides = [m for m in unit.mentions if m.side != THIRD]
    other = next((m for m in sides if m.side != sides[0].side), None) if sides else None
    if other is None or other.start - sides[0].end > _REACH:
        return None
    start = max(m.end for m in sides if m.end <= other.start)
    if _STOP.search(unit.padded, start, other.start):
        return None
    pattern, entries = _ties(unit.lexicon)
    found = pattern.search(unit.folded[start : other.start])
    if found is None:
        return _act(unit, start, other.start, denied)
    entry = entries[found[1]]
    tie = Cue(start + found.start(1), start + found.end(1), entry, entry.sign, _WEIGHT)
    return _denied(unit, tie) if denied else tie


def _denied(unit: Unit, tie: Cue) -> Cue:
    """Turn a friendly tie round that is denied or ended."""
    negator = _turned_by(unit, tie) if tie.sign > 0 else None
    if negator is not None:
        tie.sign, tie.shifters = -1, (negator,)
    return tie


def _turned_by(unit: Unit, tie: Cue) -> Event | None:
    """Return what denies or ends a tie: a negator or reverser before it, and no stop between."""
    for event in unit.cues:
        ends = event.kind == REVERSE and event.what.sign <= 0 and tie.entry.form in _ENDED
        turns = ends or event.kind == NEGATOR
        near = turns and 0 <= tie.start - event.end < _REACH
        if near and _STOP.search(unit.padded, event.end, tie.start) is None:
            return event
    return None


def _act(unit: Unit, start: int, end: int, denied: bool) -> Cue | None:
    """Return an unknown verb that has the other side for its object: "X dunned Y", "X padlocked Y's office".

    What one state does *to* another, without a preposition that softens it, is more often done against it,
    unless the verb is one that does its object good: "X **housed** Y". So is what one will not do: "X would
    not **take** Y's flour". The passive is read alike: "Y was housed by X".
    """
    pattern, neutral, kind = _acts(unit.lexicon)
    found = pattern.search(unit.folded[start:end]) or _PASSIVE.search(unit.folded[start:end])
    if found is None:
        return None
    verb = 1 if found[1] else 2
    if found[verb] in neutral:
        return None
    sign, quad = (1, "material_cooperation") if found[verb] in kind else (-1, "material_conflict")
    entry = Entry(found[verb], "verb", "cue", "valency", "markers", sign, _WEIGHT, False, "", quad)
    act = Cue(start + found.start(verb), start + found.end(verb), entry, sign, _WEIGHT)
    return _denied(unit, act) if denied else act
