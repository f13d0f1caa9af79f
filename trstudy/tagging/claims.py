"""The claims that one unit makes about a relation: where contrast words part them, and what each says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from trstudy.tagging.events import CLAUSE, JOINT, KEEP, OPENING, PRONOUN, Event
from trstudy.tagging.grammar import verbal
from trstudy.tagging.mentions import THIRD
from trstudy.tagging.polarity import Cue
from trstudy.tagging.reach import dashes
from trstudy.tagging.unit import Unit

# how strong the weaker of two opposite cues side by side must be for both to stand: any two, parallel nouns
_FIRM, _PAIRED = 0.7, 0.4
_AND = re.compile(r" (?:and|or|who) ")
# "adversaries in A, associates in B", "deals by day, drones by night", "half friend, half foe"
_PARALLEL = re.compile(
    r"(?: (?:in|at|by|on|over|to|of|for|with) [\w ]{1,25})?(?:,| and| or|, and|, but| but) "
    r"(?:(?:half|part|now|sometimes|also|a|an|its|his) )*"
)
# contrast words that set whole claims against each other, and not a claim against a thing or a time
_OPPOSING = frozenset(
    (
        "but", "yet", "while", "whilst", "whereas", "although", "though", "even though", "even as",
        "even while", "however", "and then", "and yet", "on the other", "on the other hand", "nonetheless",
        "nevertheless",
    )
)  # fmt: skip
_OUTRIGHT = _OPPOSING - {"while", "whilst", "and then"}
_ELIDED = re.compile(r" (?:\w+ly )?\w+(?:s|ed) (?:a|an|the|its|his|her|their|every|all|no|it|him|them) ")
_THEN = re.compile(r" and (?:(?:also|even|then|yet|still|\w+ly|is|was|has|are|were|had) )*$")
# "However fiercely it protests, …", "Having fought there, …", "Squeezed out by its friend, …"
_OPENED = re.compile(r"\W*(?:However [a-z]+|Having|[A-Z][a-z]+ed) [^,;:]*,")
_SPLIT = re.compile(r"[;:—]")


@dataclass(slots=True)
class Claim:
    """A stretch of a unit that makes one claim about the relation: its sign and how firmly."""

    start: int
    end: int
    sign: int = 0
    strength: float = 0.0
    cue: Cue | None = None
    both: bool = False


def contrasts(unit: Unit) -> list[int]:
    """Return where contrast words part the claims of a unit: at the word, and where its clause ends."""
    cuts = []
    for event in unit.turns:
        if event.kind == CLAUSE:
            continue
        cuts.append(event.start)
        if event.kind == OPENING and not unit.padded[: event.start].strip(" “\"'"):
            comma = unit.padded.find(",", event.end)
            if comma > 0:
                cuts.append(comma)
    opened = _OPENED.match(unit.padded)
    if opened is not None:
        cuts.append(opened.end() - 1)
    if unit.mentions and unit.cues and unit.cues[0].start <= 2:
        comma = unit.padded.rfind(",", 0, unit.mentions[0].start)  # "Rivals at sea, the two are …"
        if comma > 0:
            cuts.append(comma)
    return cuts


def claims_of(unit: Unit, cuts: list[int], counted: list[Cue]) -> list[Claim]:
    """Cut the unit at contrast words and strong stops, and sum each stretch up by its strongest cue.

    Codebook rule 6: *"despite / although / while / however X, Y" is mixed when X and Y both speak of
    the relation and point opposite ways; otherwise it takes the code of the clause that does.*
    """
    text = unit.padded
    inner = {*cuts, *dashes(text), *(m.start() for m in _SPLIT.finditer(text))}
    edges = [0, *sorted(inner), len(text)]
    claims = []
    for start, end in pairwise(edges):
        claim = Claim(start, end)
        inside = [c for c in counted if start <= c.start < end]
        if len(inside) == 1:
            top = inside[0]
            claim.cue, claim.sign, claim.strength = top, top.sign, top.strength
            claim.both = top.entry.both and not top.shifters
        elif inside:
            top = max(inside, key=lambda c: c.strength)
            claim.cue, claim.sign, claim.strength = top, top.sign, top.strength
            opposite = [c for c in inside if c.sign == -top.sign]
            if any(c.strength >= claim.strength for c in opposite):
                total = sum(c.sign * c.strength for c in inside)
                claim.sign = 1 if total > 0 else -1 if total < 0 else top.sign
            claim.both = any(c.entry.both and not c.shifters for c in inside) or any(
                _coordinate(unit, top, c) for c in opposite
            )
        claims.append(claim)
    return claims


def _coordinate(unit: Unit, top: Cue, other: Cue) -> bool:
    """Tell whether two opposite cues stand side by side, as in "partners in trade and rivals at sea"."""
    first, second = sorted((top, other), key=lambda c: c.start)
    if _two_predicates(unit, first, second):
        return True
    if any(shifter.kind != KEEP for shifter in (*top.shifters, *other.shifters)):
        return False  # "the truce did not survive" denies its own subject
    share = min(top.strength, other.strength) / max(top.strength, other.strength)
    if share >= _FIRM and _AND.search(unit.folded, first.end, second.start) is not None:
        return True
    nouns = first.entry.word_class == second.entry.word_class == "noun"
    return (
        nouns and share >= _PAIRED and _PARALLEL.fullmatch(unit.padded, first.end, second.start) is not None
    )


def _two_predicates(unit: Unit, first: Cue, second: Cue) -> bool:
    """Tell whether two opposite cues are verbs of one subject: "**detests** his aims and **values** him"."""
    start = second.shifters[0].start if second.shifters else second.start
    if _THEN.search(unit.folded, max(first.end, start - 25), start) is None:
        return False
    return all(_habitual(unit.folded, c) for c in (first, second))


def _habitual(folded: str, cue: Cue) -> bool:
    """Tell whether a cue is a verb in the present: a lasting stance, and not one act after another."""
    if cue.attribute or not verbal(folded, cue.start, cue.end, cue.entry):
        return False
    word, base = folded[cue.start : cue.end].partition(" ")[0], cue.entry.form.partition(" ")[0]
    return word in (base, base + "s", base + "es", base[:-1] + "ies") and not folded.endswith(
        " to ", 0, cue.start
    )


def unsaid(unit: Unit, claims: list[Claim]) -> bool:
    """Tell whether a signed claim is set against one that speaks of both sides in words no list knows.

    Codebook rule 6: *"despite / although / while / however X, Y" is mixed when X and Y both speak of the
    relation and point opposite ways.* A writer who sets two claims about the same pair against each other
    means them to point opposite ways: "it sends frigates, yet half their fleet sails for it".
    """
    turns = {e.start: e for e in unit.turns if e.what in _OPPOSING}
    for before, after in pairwise(claims):
        silent, signed = (before, after) if after.sign else (after, before)
        if silent.sign or not signed.sign:
            continue
        turn = turns.get(after.start) or turns.get(before.start)
        if turn is not None and _of_both(unit, silent, turn):
            return True
    return False


def halved(claims: list[Claim], half: int | None) -> bool:
    """Tell whether one half of a unit that a correlative parts speaks in words no list knows."""
    if half is None:
        return False
    before = any(c.sign for c in claims if c.start < half)
    return before != any(c.sign for c in claims if c.start >= half)


def set_against(unit: Unit, claims: list[Claim]) -> bool:
    """Tell whether an outright contrast word parts two claims of opposite sign."""
    outright = {e.start for e in unit.turns if e.what in _OUTRIGHT}
    signed = [claim for claim in claims if claim.sign]
    return any(a.sign != b.sign and {a.start, b.start} & outright for a, b in pairwise(signed))


def _of_both(unit: Unit, claim: Claim, turn: Event) -> bool:
    """Tell whether a claim has both sides in it and nobody else, by name or pronoun."""
    named = {m.side for m in unit.mentions if claim.start <= m.start < claim.end}
    if THIRD in named:
        return False
    pronouns = [e for e in unit.anaphors if claim.start <= e.start < claim.end]
    if any(e.kind == JOINT for e in pronouns):
        return True
    elided = turn.start == claim.start and _ELIDED.match(unit.folded, turn.end) is not None
    return len(named) + sum(e.kind == PRONOUN for e in pronouns) + elided > 1
