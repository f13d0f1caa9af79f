"""Why the rule tagger gave a unit its codes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from trstudy.tables import WEIGHED
from trstudy.tagging.anaphora import BY_SIGNS, worded
from trstudy.tagging.codes import signed
from trstudy.tagging.decision import RULES
from trstudy.tagging.manner import likely, manner, manners, telling
from trstudy.tagging.polarity import Cue
from trstudy.tagging.signals import placed_words
from trstudy.tagging.tagged import Tagged
from trstudy.tagging.unit import Unit
from trstudy.tagging.weighing import SCALE, heaviest, polarity, weights_for

_SHOWN = 6  # how many words are shown of a frame that the weights decided


def reasons(found: Tagged) -> tuple[str, ...]:
    """Say why a unit got its codes, beyond what its cues say.

    How the two sides are in play, if not by name; where the weights decided, what the rules alone had
    found; and why it has its arena, voice and modality.
    """
    others = (("arena", found.arena), ("voice", found.voice), ("modality", found.modality))
    said = (code.why(name, found.unit.padded) for name, code in others)
    return (*_in_play(found), *_overruled(found), *_told(found), *said)


def _in_play(found: Tagged) -> tuple[str, ...]:
    """Say in words how the two sides are in play; nothing if both are named, or they are not in play."""
    dyad = found.decision.dyad
    if not dyad.startswith("by ") and "by anaphor" not in dyad:
        return ()
    how = f": {worded(found.unit)}" if dyad == BY_SIGNS else ""
    return (f"the two sides are in play {dyad}{how}",)


def grounds(found: Tagged) -> Iterator[tuple[int, int, str, str, str, str | None, int, bool, str]]:
    """Yield a row of evidence for each cue, and for each word that weighed most where the weights decided."""
    unit, decision = found.unit, found.decision
    for cue in decision.cues:
        yield (
            cue.start - 1, cue.end - 1, unit.padded[cue.start : cue.end], cue.entry.form,
            cue.entry.category, cue.entry.quad, cue.sign, not cue.dropped, _said(unit, cue),
        )  # fmt: skip
    if decision.before is None:
        return
    table = weights_for(unit)
    for signal, weight in heaviest(placed_words(unit), table, decision.frame, decision.before.frame, _SHOWN):
        start, end = signal.start, signal.end
        why = f"{signed(weight / SCALE)} for {decision.frame} against {decision.before.frame}"
        sign = polarity(signal.name, table)
        yield start - 1, end - 1, unit.padded[start:end], signal.name, WEIGHED, None, sign, True, why


def _overruled(found: Tagged) -> tuple[str, ...]:
    """Say what the rules alone had decided, where the weights decided otherwise."""
    before = found.decision.before
    if before is None:
        return ()
    shared = ", ".join(f"{frame} {share:.2f}" for frame, share in before.shares.items())
    said = (
        f"by the rules alone {before.frame}: {RULES[before.rule]}",
        f"weighed with the words, the probabilities are {shared}",
    )
    if not found.unit.context.arena:
        return said
    around = f"before it {before.beside[0]}, after it {before.beside[1]}"
    against = f"for {found.decision.frame} against {before.frame}"
    return (*said, f"its place in the document ({around}) adds {signed(before.by_company / SCALE)} {against}")


def _told(found: Tagged) -> tuple[str, ...]:
    """Say of which kind the act is that is told, and by which words."""
    decision = found.decision
    if decision.quad is None:
        return ()
    kind = f"the act is one of {decision.quad.replace('_', ' ')}"
    if decision.manner is None:
        return (f"{kind}, as its strongest cue is",)
    told = telling(placed_words(found.unit), manners())
    words = ", ".join(f"“{found.unit.padded[s.start : s.end]}” {signed(w / SCALE)}" for s, w in told)
    weighed = f"{manner(decision.manner)} with a probability of {likely(decision.manner):.2f}"
    return (f"{kind}: {weighed}" + (f" (for material: {words})" if words else ""),)


def _said(unit: Unit, cue: Cue) -> str:
    """Say in words what became of a cue."""
    name = {1: "cooperation", -1: "rivalry", 0: "no sign"}
    words = [name[cue.sign]]
    for shifter in reversed(cue.shifters):
        printed = unit.padded[shifter.start : shifter.end]
        did = {"negator": "negated", "reverse": "reversed", "keep": "carried"}[shifter.kind]
        words.append(f"{did} by “{printed}”")
    if cue.note:
        words.append(cue.note)
    if cue.dropped:
        words.append(f"not counted: {cue.dropped}")
    return ", ".join(words)
