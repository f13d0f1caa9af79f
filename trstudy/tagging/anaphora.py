"""Signs that a unit speaks of the other side, or of the relation, where no one word settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from trstudy.tagging.events import CUE, JOINT, PRONOUN
from trstudy.tagging.inflection import noun_forms
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.mentions import THIRD, A, B
from trstudy.tagging.unit import Unit

BY_SIGNS = "by signs"
PLURAL = frozenset({"they", "them", "their"})
_PERSONAL = PLURAL | {"he", "him", "his", "it", "its", "she", "her"}
# what a plural pronoun after it may stand for
_SEVERAL = re.compile(
    r" (?!(?:always|previous|various|perhaps|sometimes|afterwards) )\w{3,}[^sui\W]s(?! s )(?= )"
    r"| (?:few|many|men|people|several|some|those|three|two|who) "
)
_SHORT = 60  # characters: most headings have fewer, most sentences more
_TO_NAMED = re.compile(r" (?:about|against|between|from|to|towards?|upon|with) (?:its |our |the |their )?$")
# what makes bare words those of others: a noun after them, or a list
_BARE = frozenset({"both", "the two"})
_OF_OTHERS = re.compile(
    r" (?:(?!(?:always|does|has|is|sometimes|was) )\w{2,}[^sui\W]s|her|his|its|of|the|their) "
)
# "each could hurt the other": a bare pronoun, told by the verb after it
_VERB = "can|cares?|could|had|has|is|may|might|was|will|would"

# What each sign weighs. A logistic regression of "cooperation, rivalry or mixed" on the signs of units in
# which a cue was found, over freshly written articles and the development codings, rounded; then moved by
# single steps while the frame got more of these units right.
WEIGHTS = {
    "one side named": 2,
    "words for both": 2,
    "words for one of the two": 2,
    "a counterpart": 4,
    "with, against or towards the side named": 2,
    "a pronoun": 1,
    "a pronoun beside the side named": 2,
    "the other side named last": 1,
    "a word that points back": 1,
    "a word for dealings": 3,
    "a cue for relations": 1,
    "more cues than one": 1,
    "as short as a heading": -2,
    "others named": -5,
    "others named just before": -2,
}
ENOUGH = 5  # the sum at which the dyad is in play
_MOST_BY_CUES = WEIGHTS["a cue for relations"] + WEIGHTS["more cues than one"]


class _Words(NamedTuple):
    singly: re.Pattern[str]
    counterparts: re.Pattern[str]
    dealings: re.Pattern[str]
    pointing: re.Pattern[str]


def in_play_by_signs(unit: Unit) -> bool:
    """Tell whether the signs of the other side, or of the relation, add up.

    Codebook rule 1, the dyad test: *… or by any anaphor (a pronoun, "both sides", "this outlook", "such a
    development", an elided* over Russia*) that stands for a side, or for the relation itself, as the text
    has just given it.* Both sides must have been named in the text by then.
    """
    if not {A, B} <= unit.context.given | unit.named:
        return False
    found = sum(WEIGHTS[sign] for sign in _worded_signs(unit))
    if found + _MOST_BY_CUES < ENOUGH:  # cues are costly to seek
        return False
    return found + sum(WEIGHTS[sign] for sign in _cue_signs(unit)) >= ENOUGH


def signs(unit: Unit) -> list[str]:
    """Return the signs that a unit holds, by their names in `WEIGHTS`."""
    return [*_worded_signs(unit), *_cue_signs(unit)]


def _worded_signs(unit: Unit) -> Iterator[str]:
    words, folded, context = _words(unit.lexicon), unit.folded, unit.context
    one = unit.has_a or unit.has_b
    if one:
        yield "one side named"
        if _counterpart(unit, words.counterparts):
            yield "a counterpart"
        if words.pointing.search(folded):
            yield "a word that points back"
        if _TO_NAMED.search(folded, 0, unit.mentions[0].start):
            yield "with, against or towards the side named"
        if context.subject is not None and context.subject == (B if unit.has_a else A):
            yield "the other side named last"
    if words_for_both(unit):
        yield "words for both"
    if words.singly.search(folded):
        yield "words for one of the two"
    if free_pronouns(unit, _PERSONAL):
        yield "a pronoun beside the side named" if one else "a pronoun"
    if words.dealings.search(folded):
        yield "a word for dealings"
    if len(folded) < _SHORT:
        yield "as short as a heading"
    if unit.has_third:
        yield "others named"
    if context.others:
        yield "others named just before"


def _cue_signs(unit: Unit) -> Iterator[str]:
    cues = [e.what for e in unit.cues if e.kind == CUE]
    if any(entry.section == "cues/relation" for entry in cues):
        yield "a cue for relations"
    if sum(bool(entry.sign) for entry in cues) > 1:
        yield "more cues than one"


def _counterpart(unit: Unit, counterparts: re.Pattern[str]) -> bool:
    """Tell whether "its partner" may be the other side: "its American partner" is not."""
    return any(
        not any(m.side == THIRD and found.start() < m.start < found.end() for m in unit.mentions)
        for found in counterparts.finditer(unit.folded)
    )


def words_for_both(unit: Unit) -> bool:
    """Tell whether words stand for both sides at once: "the two have …", but not "the two pilots"."""
    return any(
        e.kind == JOINT and not (e.what in _BARE and _OF_OTHERS.match(unit.folded, e.end))
        for e in unit.anaphors
    )


def free_pronouns(unit: Unit, wanted: frozenset[str]) -> bool:
    """Tell whether a pronoun stands for what came before: "they" not for several in the unit itself."""
    found = [e for e in unit.anaphors if e.kind == PRONOUN and e.what in wanted]
    return any(
        e.what not in PLURAL or unit.mentions or not _SEVERAL.search(unit.folded, 0, e.start + 1)
        for e in found
    )


def worded(unit: Unit) -> str:
    """Say in words which signs a unit holds, and what they weigh."""
    held = signs(unit)
    listed = ", ".join(f"{sign} ({WEIGHTS[sign]:+d})" for sign in held)
    return f"{listed}: {sum(WEIGHTS[sign] for sign in held)}, where {ENOUGH} are needed"


@compiled
def _words(lexicon: Lexicon) -> _Words:
    table = lexicon.read("markers.toml")["joint"]
    dealings = _nouns(table["dealings"])
    several = "|".join(table["singly"])
    return _Words(
        re.compile(rf" (?:{several}|(?:each|either|neither) (?:{_VERB})) "),
        re.compile(
            rf" (?:a|her|his|its|that|the|their|this) (?:\w+ ){{0,2}}(?:{_nouns(table['counterparts'])}) "
        ),
        re.compile(rf" (?:{dealings}) "),
        re.compile(rf" (?:{'|'.join(table['pointing'])}) "),
    )


def _nouns(nouns: list[str]) -> str:
    return "|".join(sorted({form for noun in nouns for form in (noun, *noun_forms(noun, {}))}))
