"""From signed cues to the frame of a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from trstudy.tables import FRAMES
from trstudy.tagging.binding import bind
from trstudy.tagging.claims import claims_of, contrasts, halved, set_against, unsaid
from trstudy.tagging.correlatives import correlative
from trstudy.tagging.grammar import verbal
from trstudy.tagging.inplay import dyad_in_play
from trstudy.tagging.irrealis import unrealised
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.matcher import KEEP, NEGATOR, REVERSE, Event
from trstudy.tagging.mentions import last_mention, next_mention
from trstudy.tagging.overlay import CUES, REPLACE, WITHOUT
from trstudy.tagging.polarity import Cue
from trstudy.tagging.procedure import speaks_of_itself
from trstudy.tagging.reach import barriers
from trstudy.tagging.relevance import relevant
from trstudy.tagging.scope import signed_cues
from trstudy.tagging.unit import Unit
from trstudy.tagging.valency import valency
from trstudy.tagging.weighing import findings, names, shares, weighed, weights

RULES = {
    "dyad-absent": "one of the two sides is not in play",
    "procedure": "the text speaks of itself and of what it will do",
    "no-cue": "both sides are in play, and nothing says how they stand",
    "valency": "no cue is known; the preposition that ties the two sides decides",
    "one-way": "all that counts points one way, or what points the other way is weaker within its claim",
    "stronger-claim": "two claims point opposite ways, and one is much the stronger",
    "concession": "two claims point opposite ways, and both are firm",
    "contrast": "one claim is set against another about the two sides, whose words no list knows",
    "two-states": "opposite cues stand side by side in one claim",
    "weighed": "the words and all that was found, weighed as in coded sentences, speak for another frame",
}
_SHIFTING = {"negation": NEGATOR, "reversal": REVERSE, "carrying": KEEP}
RULE_FAMILIES = (
    "dyad test",
    "anaphora",
    *_SHIFTING,
    "third parties",
    "attitudes",
    "concession",
    "valency",
    "weighing",
)
# how much likelier than the rules' the weights must find another frame in a document
_SURER = 0.4
FIRM = ("dyad-absent", "procedure")  # what no weight overrules
# how strong the weaker of two opposite claims must be for both to stand, and where a "but" says that both do
_CONCEDED, _CONCEDED_OUTRIGHT = 0.5, 0.25
_NAME = re.compile(r"[a-z,] [A-Z][a-z]+\Z")  # one word with a capital inside a sentence
_LOWER_IN_TITLES = frozenset(
    (
        "about", "after", "against", "among", "amid", "before", "between", "beyond", "despite", "during",
        "through", "toward", "towards", "under", "versus", "while", "within", "without",
    )
)  # fmt: skip
# "ordered its batteries to …": what is demanded of one's own is not demanded of the other side
_OWN_FORCES = re.compile(r"\w+ (?:on )?(?:its|his|her|their) .* to\Z")
_OWN = (" at", " over", " of", " for", " about", " against", " that", " to", " with", " on")
_COMPLEMENT = re.compile(r" (?:\w+ )?(?:about|against|at|for|of|on|over|that|to|towards?|with) ")
# what opens the clause that tells what is let pass; what sets it apart from the sparing
_MEANWHILE = re.compile(
    r" (?:after|as|from|in order to|lest|over|so as to|that|when|which|while|who|whom|whose) "
)
_CONTRAST = re.compile(r" (?:although|and|but|though|yet) ")
_SECOND = re.compile(
    r" (?:(?:and|then)(?: then| also| has| have| had)?|(?:has|have|had) been|was|were|is|are)"
    r"(?: now| also)? $"
)

_JOINED = re.compile(r" and (?:\w+ly )?$")


class Overruled(NamedTuple):
    """What the rules alone decided where the weights decide otherwise, and the weighed probabilities."""

    rule: str
    frame: str
    shares: dict[str, float]


@dataclass(slots=True)
class Decision:
    """The frame of a unit, the rule that decided and the cues it rests on.

    Attributes
    ----------
    frame, rule
        The code, and the rule of `RULES` that decided.
    cues
        The cues found, those that do not count among them.
    dyad
        How the two sides are in play, or the empty string.
    score
        From -1, rivalry, to +1, cooperation: the balance of the cues' strengths; where the weights
        decided, P(cooperation) - P(rivalry).
    quad
        The class of the act that is told, if any.
    before
        What the rules alone decided, where the weights decide otherwise.
    """

    frame: str
    rule: str
    cues: list[Cue]
    dyad: str = ""
    score: float = 0.0
    quad: str | None = None
    before: Overruled | None = None


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
    decision = _by_rules(unit, off)
    if "weighing" not in off and decision.rule not in FIRM and _weighable(unit.lexicon):
        _weigh(unit, decision)
    return decision


@compiled
def _weighable(lexicon: Lexicon) -> bool:
    """Tell whether a lexicon has all the cues that the weights were learnt with."""
    return not any(
        {WITHOUT, REPLACE} & lexicon.written(name).keys() for name, _ in lexicon.own if CUES in name
    )


def _weigh(unit: Unit, decision: Decision) -> None:
    """Let the weights of coded sentences overrule the rules where they speak for another frame.

    Not where a cue of one's own is among the grounds: of that the weights know nothing.
    """
    if any(cue.entry.own for cue in decision.cues):
        return
    found = findings(unit, decision.rule, decision.frame, decision.cues)
    sums = weighed(names(unit, found), weights())
    best = max(sums)
    if sums[FRAMES.index(decision.frame)] == best:
        return
    share = dict(zip(FRAMES, shares(sums), strict=True))
    if unit.context.arena and max(share.values()) - share[decision.frame] < _SURER:
        return
    decision.before = Overruled(decision.rule, decision.frame, share)
    decision.rule, decision.frame = "weighed", FRAMES[sums.index(best)]
    decision.score = round(share["cooperation"] - share["rivalry"], 4) + 0.0
    decision.quad = turned(decision.quad, decision.frame)


def turned(quad: str | None, frame: str) -> str | None:
    """Return the class of an act, turned to the side of a frame."""
    if quad is None or frame == "none":
        return None
    if frame == "mixed":
        return quad
    return f"{quad.split('_')[0]}_{'cooperation' if frame == 'cooperation' else 'conflict'}"


def _by_rules(unit: Unit, off: frozenset[str]) -> Decision:
    dyad = "not tested" if "dyad test" in off else dyad_in_play(unit)
    if not dyad:
        return Decision("none", "dyad-absent", [])
    if speaks_of_itself(unit):
        return Decision("none", "procedure", [], dyad)
    cuts = [] if "concession" in off else contrasts(unit)
    half = None if "concession" in off else correlative(unit)
    if half is not None:
        cuts.append(half)
    walls = barriers(unit.padded, unit.folded, cuts)
    cues = signed_cues(unit.padded, unit.folded, _lexical(unit, off), walls)
    if "third parties" not in off:
        bind(unit, cues)
    if "negation" not in off:
        unrealised(unit, cues)
    if "attitudes" not in off:
        _settle_complements(unit, cues, walls)
        _let_pass(unit, cues)
    counted = [c for c in cues if not c.dropped and c.sign]
    if not counted:
        open_ = dyad == "both named" and "valency" not in off and not any(c.dropped for c in cues)
        tie = valency(unit, denied="negation" not in off) if open_ else None
        if tie is None:
            return Decision("none", "no-cue", cues, dyad)
        return Decision(_name(tie.sign), "valency", [*cues, tie], dyad, tie.sign * tie.weight, _quad([tie]))
    stretches = claims_of(unit, cuts, counted)
    if "concession" not in off and half is None:
        counted = relevant(unit, stretches, counted)
    claims = [c for c in stretches if c.sign]
    score = _score(counted)
    quad = _quad(counted)
    signs = {c.sign for c in claims}
    if "concession" not in off and len(signs) == 1 and (unsaid(unit, stretches) or halved(stretches, half)):
        return Decision("mixed", "contrast", cues, dyad, score / 2, quad)
    if any(c.both for c in claims):
        return Decision("mixed", "two-states", cues, dyad, score, quad)
    if signs == {1}:
        return Decision("cooperation", "one-way", cues, dyad, score, quad)
    if signs == {-1}:
        return Decision("rivalry", "one-way", cues, dyad, score, quad)
    plus = max(c.strength for c in claims if c.sign > 0)
    minus = max(c.strength for c in claims if c.sign < 0)
    share = 0.0 if half is not None else _CONCEDED_OUTRIGHT if set_against(unit, stretches) else _CONCEDED
    if min(plus, minus) >= share * max(plus, minus):
        return Decision("mixed", "concession", cues, dyad, score, quad)
    stronger = 1 if plus > minus else -1
    return Decision(_name(stronger), "stronger-claim", cues, dyad, score, quad)


def _lexical(unit: Unit, off: frozenset[str]) -> list[Event]:
    """Return cues and shifters, less those that are part of a name: *Trump*, *March*, *Peace Spring*."""
    padded = unit.padded
    unseen = {kind for family, kind in _SHIFTING.items() if family in off}
    unreal = _unreal(padded)
    return [
        e
        for e in unit.cues
        if e.kind not in unseen
        and not (e.kind == NEGATOR and e.start < unreal)
        and not _within_name(unit, e)
        and (
            "a" <= padded[e.start] <= "z"
            or not _NAME.match(padded, e.start - 2, e.end)
            or _title_case(padded)
        )
    ]


def _within_name(unit: Unit, event: Event) -> bool:
    """Tell whether a cue is part of a side's name."""
    for mention in unit.mentions:
        if mention[0] > event[0]:
            return False
        if event[1] <= mention[1]:
            return True
    return False


def _unreal(text: str) -> int:
    """Return where an inverted condition ends: what "Had X not warned Y, …" denies is what happened."""
    return text.find(",") if text.startswith((" Had ", " Were ")) else -1


def _title_case(text: str) -> bool:
    """Tell whether a unit is printed like a title, where capitals make no names."""
    return not any(w.islower() and len(w) > 4 and w not in _LOWER_IN_TITLES for w in text.split())


def _name(sign: int) -> str:
    return "cooperation" if sign > 0 else "rivalry"


def _settle_complements(unit: Unit, cues: list[Cue], walls: list[int]) -> None:
    """Let an attitude settle its complement: in "thanked Y for ending the siege" only *thank* counts."""
    governor: Cue | None = None
    for cue in cues:
        if cue.entry.governs and not cue.dropped and _OWN_FORCES.match(unit.folded, cue.start, cue.end):
            cue.dropped = "it is said to its own"
        if governor is not None and (
            any(governor.end <= w < cue.start for w in walls)
            or _new_predicate(unit, governor, cue)
            or _set_beside(unit, governor, cue)
            or (governor.entry.word_class == "noun" and "," in unit.padded[governor.end : cue.start])
        ):
            governor = None
        if governor is not None and governor.entry.word_class == "noun" and _predicated(cue):
            governor.dropped = "what is said of it decides"
            governor = None
        if governor is not None and not cue.dropped:
            cue.dropped = f"it stands under “{unit.padded[governor.start : governor.end]}”"
        elif cue.entry.governs and not (cue.dropped or cue.attribute) and _has_complement(unit.folded, cue):
            governor = cue


def _let_pass(unit: Unit, cues: list[Cue]) -> None:
    """Drop the hostile act that one side lets pass: "**looked away** when Y's tanks rolled in".

    Codebook, frame `cooperation`: *helping, accommodating or sparing one another.*
    """
    sparing: Cue | None = None
    for cue in cues:
        if cue.entry.spares and cue.sign > 0 and cue.entry.word_class == "phrase" and not cue.dropped:
            _settle_all(unit, cue, cues)
        if sparing is not None and cue.sign < 0 and not cue.dropped:
            between = unit.folded[sparing.end : cue.start]
            if _MEANWHILE.search(between) and not _CONTRAST.search(between):
                cue.dropped = f"it is let pass by “{unit.padded[sparing.start : sparing.end]}”"
        if cue.entry.spares and cue.sign > 0 and not cue.dropped:
            sparing = cue


def _settle_all(unit: Unit, regard: Cue, cues: list[Cue]) -> None:
    """Let what is done for the other's sake speak for its claim: "**in deference to** X, Y withdrew".

    Not where the doer is of the side that asks: "at the Kremlin's bidding, Gazprom …".
    """
    asks = next((m for m in unit.mentions if regard.start < m.start < regard.end), None)
    if asks is not None:
        doer = last_mention(unit.mentions, regard.start) or next_mention(unit.mentions, regard.end)
        if doer is not None and doer.side == asks.side:
            regard.dropped = "the side that asks for it is the one that does it"
            return
    for cue in cues:
        first, second = sorted((regard, cue), key=lambda c: c.start)
        if cue.sign < 0 and not cue.dropped and not _CONTRAST.search(unit.folded, first.end, second.start):
            cue.dropped = f"it is done “{unit.padded[regard.start : regard.end]}” the other side"


def _has_complement(folded: str, cue: Cue) -> bool:
    """Tell whether an attitude has a complement: a noun has one only behind a preposition of its own."""
    entry = cue.entry
    return (
        entry.word_class != "noun"
        or entry.form.endswith(_OWN)
        or _COMPLEMENT.match(folded, cue.end) is not None
    )


def _predicated(cue: Cue) -> bool:
    """Tell whether a denied verb stands before a cue: "grudges scarcely **bedevil** their dealings"."""
    kinds = [e.kind for e in cue.shifters]
    return NEGATOR in kinds and any(e.kind != NEGATOR and e.what.word_class == "verb" for e in cue.shifters)


def _new_predicate(unit: Unit, governor: Cue, cue: Cue) -> bool:
    """Tell whether a cue is a second verb of the same subject: "admires his methods and dreads his aims"."""
    start = cue.shifters[0].start if cue.shifters else cue.start
    if not verbal(unit.folded, cue.start, cue.end, cue.entry):
        return False
    if unit.folded[cue.start : cue.end].split()[0].endswith("ing"):
        return False
    return _SECOND.search(unit.folded[governor.end : start]) is not None


def _set_beside(unit: Unit, governor: Cue, cue: Cue) -> bool:
    """Tell whether a cue of the other sign is joined to an attitude: "**grateful and** slyly **vengeful**".

    Codebook, frame `mixed`: *both of the above, each stated about the relation.*
    """
    start = cue.shifters[0].start if cue.shifters and cue.shifters[0].start > governor.end else cue.start
    if cue.sign != -governor.sign or unit.folded[cue.start : cue.end].partition(" ")[0].endswith("ing"):
        return False
    return _JOINED.search(unit.folded, max(governor.end, start - 20), start) is not None


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
