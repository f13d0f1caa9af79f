"""From signed cues to the frame of a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from trstudy.tagging.binding import bind, dyad_in_play
from trstudy.tagging.matcher import CLAUSE, KEEP, NEGATOR, OPENING, REVERSE, Event
from trstudy.tagging.scope import Cue, barriers, signed_cues
from trstudy.tagging.unit import Unit
from trstudy.tagging.valency import valency

RULES = {
    "dyad-absent": "one of the two sides is not in play",
    "no-cue": "both sides are in play, and nothing says how they stand",
    "valency": "no cue is known; the preposition that ties the two sides decides",
    "one-way": "all that counts points one way, or what points the other way is weaker within its claim",
    "stronger-claim": "two claims point opposite ways, and one is much the stronger",
    "concession": "two claims point opposite ways, and both are firm",
    "two-states": "opposite cues stand side by side in one claim",
}
_SHIFTING = {"negation": NEGATOR, "reversal": REVERSE, "carrying": KEEP}
RULE_FAMILIES = ("dyad test", "anaphora", *_SHIFTING, "third parties", "attitudes", "concession", "valency")
# how strong the weaker of two opposite claims, or of two cues side by side, must be for both to stand
_CONCEDED, _FIRM = 0.5, 0.7
_SECOND = re.compile(
    r" (?:(?:and|then)(?: then| also| has| have| had)?|(?:has|have|had) been|was|were|is|are)"
    r"(?: now| also)? $"
)
_AND = re.compile(r" (?:and|or|who) ")
_SPLIT = re.compile(r"[;:—]| [-–] ")


@dataclass(slots=True)
class Decision:
    """The frame of a unit, the rule that decided and the cues it rests on."""

    frame: str
    rule: str
    cues: list[Cue]
    dyad: str = ""
    score: float = 0.0
    quad: str | None = None


@dataclass(slots=True)
class Claim:
    """A stretch of a unit that makes one claim about the relation: its sign and how firmly."""

    start: int
    end: int
    sign: int = 0
    strength: float = 0.0
    cue: Cue | None = None
    both: bool = False


def frame(unit: Unit, off: frozenset[str] = frozenset()) -> Decision:
    """Return the frame of a unit with its evidence.

    The rules run in the codebook's order: dyad test, denial, third parties, attitudes that settle their
    complement, concession.

    Parameters
    ----------
    unit
        The unit.
    off
        Rule families to leave out, see `RULE_FAMILIES`.
    """
    dyad = "not tested" if "dyad test" in off else dyad_in_play(unit)
    if not dyad:
        return Decision("none", "dyad-absent", [])
    cuts = [] if "concession" in off else _cuts(unit)
    walls = barriers(unit.padded, unit.folded, cuts)
    cues = signed_cues(unit.padded, unit.folded, _lexical(unit, off), walls)
    if "third parties" not in off:
        bind(unit, cues)
    if "attitudes" not in off:
        _settle_complements(unit, cues, walls)
    counted = [c for c in cues if not c.dropped and c.sign]
    if not counted:
        open_ = dyad == "both named" and "valency" not in off and not any(c.dropped for c in cues)
        tie = valency(unit) if open_ else None
        if tie is None:
            return Decision("none", "no-cue", cues, dyad)
        return Decision(_name(tie.sign), "valency", [*cues, tie], dyad, tie.sign * tie.weight, _quad([tie]))
    claims = [c for c in _claims(unit, cuts, counted) if c.sign]
    score = _score(counted)
    quad = _quad(counted)
    signs = {c.sign for c in claims}
    if any(c.both for c in claims):
        return Decision("mixed", "two-states", cues, dyad, score, quad)
    if signs == {1}:
        return Decision("cooperation", "one-way", cues, dyad, score, quad)
    if signs == {-1}:
        return Decision("rivalry", "one-way", cues, dyad, score, quad)
    plus = max(c.strength for c in claims if c.sign > 0)
    minus = max(c.strength for c in claims if c.sign < 0)
    if min(plus, minus) >= _CONCEDED * max(plus, minus):
        return Decision("mixed", "concession", cues, dyad, score, quad)
    stronger = 1 if plus > minus else -1
    return Decision(_name(stronger), "stronger-claim", cues, dyad, score, quad)


def _lexical(unit: Unit, off: frozenset[str]) -> list[Event]:
    """Return cues and shifters, less those that are part of a name (*Trump* is no trump card)."""
    names = [(m.start, m.end) for m in unit.mentions]
    unseen = {kind for family, kind in _SHIFTING.items() if family in off}
    return [
        e
        for e in unit.cues
        if e.kind not in unseen and not any(start <= e.start and e.end <= end for start, end in names)
    ]


def _name(sign: int) -> str:
    return "cooperation" if sign > 0 else "rivalry"


def _settle_complements(unit: Unit, cues: list[Cue], walls: list[int]) -> None:
    """Let an attitude settle its complement: in "thanked Y for ending the siege" only *thank* counts."""
    governor: Cue | None = None
    for cue in cues:
        if governor is not None and (
            any(governor.end <= w < cue.start for w in walls)
            or _new_predicate(unit, governor, cue)
            or (governor.entry.word_class == "noun" and "," in unit.padded[governor.end : cue.start])
        ):
            governor = None
        if governor is not None and not cue.dropped:
            cue.dropped = f"it stands under “{unit.padded[governor.start : governor.end]}”"
        elif cue.entry.governs and not cue.dropped:
            governor = cue


def _new_predicate(unit: Unit, governor: Cue, cue: Cue) -> bool:
    """Tell whether a cue is a second verb of the same subject: "admires his methods and dreads his aims"."""
    start = cue.shifters[0].start if cue.shifters else cue.start
    if cue.entry.word_class != "verb" or unit.folded[cue.start : cue.end].split()[0].endswith("ing"):
        return False
    return _SECOND.search(unit.folded[governor.end : start]) is not None


def _cuts(unit: Unit) -> list[int]:
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
    if unit.mentions and unit.cues and unit.cues[0].start <= 2:
        comma = unit.padded.rfind(",", 0, unit.mentions[0].start)  # "Rivals at sea, the two are …"
        if comma > 0:
            cuts.append(comma)
    return cuts


def _claims(unit: Unit, cuts: list[int], counted: list[Cue]) -> list[Claim]:
    """Cut the unit at contrast words and strong stops, and sum each stretch up by its strongest cue.

    Codebook rule 6: *"despite / although / while / however X, Y" is mixed when X and Y both speak of
    the relation and point opposite ways; otherwise it takes the code of the clause that does.*
    """
    edges = [0, *sorted({*cuts, *(m.start() for m in _SPLIT.finditer(unit.padded))}), len(unit.padded)]
    claims = []
    for start, end in pairwise(edges):
        claim = Claim(start, end)
        inside = [c for c in counted if start <= c.start < end]
        if inside:
            top = max(inside, key=lambda c: c.strength)
            claim.cue, claim.sign, claim.strength = top, top.sign, top.strength
            rivals = [c for c in inside if c.sign == -top.sign and c.strength >= top.strength]
            if rivals:
                total = sum(c.sign * c.strength for c in inside)
                claim.sign = 1 if total > 0 else -1 if total < 0 else top.sign
            claim.both = any(_coordinate(unit, top, c) for c in inside if c.sign == -top.sign)
        claims.append(claim)
    return claims


def _coordinate(unit: Unit, top: Cue, other: Cue) -> bool:
    """Tell whether two opposite cues stand side by side, as in "partners in trade and rivals at sea"."""
    if min(top.strength, other.strength) < _FIRM * max(top.strength, other.strength):
        return False
    if any(shifter.kind != KEEP for shifter in (*top.shifters, *other.shifters)):
        return False  # "the truce did not survive" denies its own subject
    first, second = sorted((top, other), key=lambda c: c.start)
    return _AND.search(unit.folded, first.end, second.start) is not None


def _score(counted: list[Cue]) -> float:
    total = sum(c.strength for c in counted)
    return sum(c.sign * c.strength for c in counted) / total if total else 0.0


def _quad(counted: list[Cue]) -> str | None:
    """Return the class of the strongest act, its sign taken after negation and reversal."""
    acts = [c for c in counted if c.entry.quad]
    if not acts:
        return None
    top = max(acts, key=lambda c: c.strength)
    manner = top.entry.quad.split("_")[0]
    return f"{manner}_{'cooperation' if top.sign > 0 else 'conflict'}"
