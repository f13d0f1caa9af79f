"""The last step of a frame: weights of coded sentences overrule the rules where they speak for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from trstudy.tables import FRAMES
from trstudy.tagging.decision import Decision, Overruled, turned
from trstudy.tagging.frames import frame
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.manner import log_odds, manner, manners
from trstudy.tagging.mentions import THIRD
from trstudy.tagging.overlay import CUES, REPLACE, WITHOUT
from trstudy.tagging.signals import Signal, findings, names
from trstudy.tagging.unit import Unit
from trstudy.tagging.weighing import Row, Weights, shares, unpacked, weighed

BY_COMPANY = "by its words and what stands around it"
OUT, NONE = "nothing of the two", "no unit"
# how much likelier the weights must find another frame in a document, and where a side is missing
_SURER, _SURER_OF_ABSENT = 0.3, 0.5
_LONG_AGO = 4  # units since the two were in play, beyond which more makes no difference


class Beside(NamedTuple):
    """What the rules say of the units before and after one in its document: a frame, `OUT` or `NONE`."""

    before: str = NONE
    after: str = NONE


class Weighing(NamedTuple):
    """What is weighed: what the rules find, were the dyad in play, and all that is known, by its name."""

    decision: Decision
    found: list[Signal]
    known: set[str]


def standing(decision: Decision) -> str:
    """Return what a unit's decision by the rules tells of it to its neighbours."""
    return decision.frame if decision.dyad and decision.rule != "procedure" else OUT


def to_weigh(unit: Unit, decision: Decision, beside: Beside, off: frozenset[str]) -> Weighing | None:
    """Return what there is to weigh in a unit; None where the rules have the last word.

    They have it of a text that speaks of itself, and of a unit without one of the sides if it stands
    alone, if both have not been in play in its document yet, or if it names anybody else. Any other unit
    without one is read as if both were in play, since it may go on about them: *any anaphor …, as the
    text has just given it* (codebook rule 1).
    """
    absent = not decision.dyad
    if absent:
        if unit.context.age is None or unit.has_third:
            return None
        decision = replace(frame(unit, off | {"dyad test"}), dyad="")
    if decision.rule == "procedure":
        return None
    found = findings(unit, decision.rule, decision.frame, decision.cues, absent=absent)
    known = names(unit, found)
    known.update(surroundings(unit, decision.dyad, beside))
    return Weighing(decision, found, known)


def surroundings(unit: Unit, dyad: str, beside: Beside) -> Iterator[str]:
    """Yield what is known of a unit in a document beyond its words, the dyad being in play thus or not."""
    context = unit.context
    if not context.arena:  # the first, or of no document
        return
    yield f"in a document: {dyad or 'out of play'}"
    yield f"before it: {beside.before}"
    yield f"after it: {beside.after}"
    yield f"sides named: {len(unit.named - {THIRD})}"
    if not dyad and context.age is not None:
        yield f"out of play for {min(context.age, _LONG_AGO) + 1}"
        named = "another" if context.subject is None else "a side"
        yield f"first named before it: {named}, {'of the two' if context.pair else 'not of the two'}"


def surer(unit: Unit, *, absent: bool) -> float:
    """Return how much likelier than the rules' frame another must be; ``absent`` if a side is missing."""
    if not unit.context.arena:
        return 0.0
    return _SURER_OF_ABSENT if absent else _SURER


def likeliest(sums: Row, frame: str, least: float) -> str:
    """Return the frame with the largest sum, or the rules' if it is not likelier than that by ``least``."""
    best = max(sums)
    if sums[FRAMES.index(frame)] == best:
        return frame
    share = shares(sums)
    return frame if max(share) - share[FRAMES.index(frame)] < least else FRAMES[sums.index(best)]


def overruled(
    unit: Unit, decision: Decision, beside: Beside, table: Weights, off: frozenset[str] = frozenset()
) -> Decision:
    """Return a decision as the weights leave it.

    Parameters
    ----------
    unit, decision
        A unit, and what the rules decided of it.
    beside
        What they decided of its neighbours.
    table
        The weights.
    off
        Rule families to leave out.

    Returns
    -------
    Decision
        The same object where the rules stand: also where a cue of one's own is among the grounds, of which
        the weights know nothing.
    """
    if not _weighable(unit.lexicon):
        return decision
    weighing = to_weigh(unit, decision, beside, off)
    if weighing is None or any(cue.entry.own for cue in weighing.decision.cues):
        return decision
    sums = weighed(weighing.known, table)
    found = likeliest(sums, decision.frame, surer(unit, absent=not decision.dyad))
    if found == decision.frame:
        return _told(decision, weighing, unit)
    share = dict(zip(FRAMES, shares(sums), strict=True))
    added = _by_company(unit, decision, beside, table, found)
    decided = Decision(
        found, "weighed", weighing.decision.cues, decision.dyad or BY_COMPANY,
        round(share["cooperation"] - share["rivalry"], 4) + 0.0, turned(weighing.decision.quad, found),
        before=Overruled(decision.rule, decision.frame, share, beside, added),
    )  # fmt: skip
    return _told(decided, weighing, unit)


def _told(decision: Decision, weighing: Weighing, unit: Unit) -> Decision:
    """Return a decision with the manner of its act as the weights have it.

    They have no say on whether an act is told. The cues have; but a sentence about others that has a frame
    by its words alone is taken to tell of one. Where two acts point opposite ways, the stronger stays.
    """
    silent = (
        unit.elsewhere
        and not unit.context.arena
        and not any(cue.sign and not cue.dropped for cue in decision.cues)
    )
    if decision.frame not in ("cooperation", "rivalry") or not (decision.quad or silent):
        return decision
    odds = log_odds(weighing.known, manners())
    return replace(decision, quad=turned(manner(odds), decision.frame), manner=odds)


def _by_company(unit: Unit, decision: Decision, beside: Beside, table: Weights, found: str) -> int:
    """Return what a unit's surroundings add to the log-odds of a frame against the rules', in thousandths."""
    rows = [unpacked(table.rows.get(name, 0)) for name in surroundings(unit, decision.dyad, beside)]
    return sum(row[FRAMES.index(found)] - row[FRAMES.index(decision.frame)] for row in rows)


@compiled
def _weighable(lexicon: Lexicon) -> bool:
    """Tell whether a lexicon has all the cues that the weights were learnt with."""
    return not any(
        {WITHOUT, REPLACE} & lexicon.written(name).keys() for name, _ in lexicon.own if CUES in name
    )
