"""The dyad test: whether a unit speaks of the two sides at all."""

from __future__ import annotations

import re

from trstudy.tagging.anaphora import BY_SIGNS, PLURAL, free_pronouns, in_play_by_signs, words_for_both
from trstudy.tagging.events import CUE, PRONOUN, RELATION
from trstudy.tagging.inflection import noun_forms
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.mentions import A, B
from trstudy.tagging.unit import Unit

_SINGULAR = frozenset({"he", "him", "his", "it", "its", "she", "her"})
_FOCUS = 3  # units over which "both sides" still finds its antecedents
# between others, or said to them: "X mediated between the two presidents", "urged both capitals to …"
_TO_OTHERS = re.compile(
    r" (?:appeal\w*|ask\w*|between|broker\w*|call(?:s|ed|ing)? (?:on|upon)|host\w*|invit\w*|mediat\w*"
    r"|press\w*|told|tell\w*|urg\w*|warn\w*|with|to) $"
)


def dyad_in_play(unit: Unit) -> str:
    """Tell how both sides are in play, or return the empty string.

    Codebook rule 1, the dyad test: *both sides must be in play in the unit: by name, by metonym, by
    leader or office, by a state firm or force, or by any anaphor that stands for a side, or for the
    relation itself, as the text has just given it.*
    """
    if unit.has_a and unit.has_b:
        return "both named"
    if unit.context.alone:
        return "both by anaphor" if _two_meant(unit) else ""
    return _settled(unit) or (BY_SIGNS if in_play_by_signs(unit) else "")


def _settled(unit: Unit) -> str:
    """Tell by which word the dyad is in play, if one settles it."""
    context, anaphors = unit.context, unit.anaphors
    recent = context.age is not None and context.age <= _FOCUS
    if unit.has_a or unit.has_b:
        if recent and context.pair and words_for_both(unit):
            return "both by anaphor"
        named = A if unit.has_a else B
        start = min(m.start for m in unit.mentions)
        if context.subject == 1 - named and any(
            e.kind == PRONOUN and e.what in _SINGULAR and e.start < start for e in anaphors
        ):
            return "one by anaphor"
        return ""
    if not recent:
        return ""
    if not context.pair:
        return ""
    if words_for_both(unit):
        return "both by anaphor"
    if unit.has_third or context.age:
        return ""
    if any(e.kind == RELATION for e in anaphors) or free_pronouns(unit, PLURAL):
        return "both by anaphor"
    if any(e.kind == CUE and e.what.section == "cues/relation" and e.what.sign for e in unit.cues):
        return "relation by anaphor" if anaphors else ""
    return ""


def _two_meant(unit: Unit) -> bool:
    """Tell whether "the two presidents" of a unit by itself are those of the two sides.

    With nobody else named they can be no others'; with one side named they are if the words stand for
    the states ("both foreign ministries") and that side does not speak to them or between them.
    """
    if unit.has_third or not any(
        word in unit.folded for word in (" two ", " both ", " neither ", " each ", " either ")
    ):
        return False
    states, any_two = _parties(unit.lexicon)
    named = bool(unit.mentions)
    for found in (states if named else any_two).finditer(unit.folded):
        if any(found.start() < m.start < found.end() for m in unit.mentions):
            continue
        if not named or not _TO_OTHERS.search(unit.folded[: found.start() + 1]):
            return True
    return False


@compiled
def _parties(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile "the two …" for words that stand for states, and for these and all others."""
    table = lexicon.read("markers.toml")["joint"]
    return _joint(table["parties"]), _joint([*table["parties"], *table["others"]])


def _joint(nouns: list[str]) -> re.Pattern[str]:
    many = "|".join(sorted({form for noun in nouns for form in noun_forms(noun, {})} - set(nouns)))
    return re.compile(
        rf" (?:(?:the|these) two|both) (?:(?!and |her |his |in |its |of |our |their )\w+ ){{0,2}}?(?:{many})"
        r"(?! of )(?= )"
        rf"| (?:each|either|neither) (?:\w+ )?(?:{'|'.join(nouns)})(?! of )(?= )"
    )
