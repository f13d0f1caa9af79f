"""From signed cues to the frame of a unit."""

from __future__ import annotations

from trstudy.tagging.attitudes import let_pass, settle_complements
from trstudy.tagging.binding import bind
from trstudy.tagging.claims import claims_of, contrasts, halved, set_against, unsaid
from trstudy.tagging.correlatives import correlative
from trstudy.tagging.decision import Decision
from trstudy.tagging.denials import denied
from trstudy.tagging.enactments import decide_against
from trstudy.tagging.endings import ended
from trstudy.tagging.events import KEEP, NEGATOR, REVERSE
from trstudy.tagging.inplay import dyad_in_play
from trstudy.tagging.irrealis import unrealised
from trstudy.tagging.lexical import lexical
from trstudy.tagging.polarity import Cue
from trstudy.tagging.procedure import speaks_of_itself
from trstudy.tagging.reach import barriers
from trstudy.tagging.rebuffs import rebuffed
from trstudy.tagging.relevance import relevant
from trstudy.tagging.requests import requested
from trstudy.tagging.scope import signed_cues
from trstudy.tagging.unit import Unit
from trstudy.tagging.valency import valency

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
# how strong the weaker of two opposite claims must be for both to stand, and where a "but" says that both do
_CONCEDED, _CONCEDED_OUTRIGHT = 0.5, 0.25


def frame(unit: Unit, off: frozenset[str] = frozenset()) -> Decision:
    """Return the frame of a unit by the rules, with its evidence.

    They run in the codebook's order: dyad test, denial, third parties, attitudes that settle their
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
    if speaks_of_itself(unit):
        return Decision("none", "procedure", [], dyad)
    cuts = [] if "concession" in off else contrasts(unit)
    half = None if "concession" in off else correlative(unit)
    if half is not None:
        cuts.append(half)
    walls = barriers(unit.padded, unit.folded, cuts)
    unseen = {kind for family, kind in _SHIFTING.items() if family in off}
    cues = signed_cues(unit.padded, unit.folded, lexical(unit, unseen), walls)
    if "third parties" not in off:
        bind(unit, cues)
    if "negation" not in off:
        unrealised(unit, cues)
        denied(unit, cues)
        ended(unit, cues)
    if "attitudes" not in off:
        requested(unit, cues)
        rebuffed(unit, cues)
        decide_against(unit, cues)
        settle_complements(unit, cues, walls)
        let_pass(unit, cues)
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


def _name(sign: int) -> str:
    return "cooperation" if sign > 0 else "rivalry"


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
