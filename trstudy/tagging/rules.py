"""The rule tagger: units in order, each read once, with what came before it as context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from trstudy.tables import TAG_COLUMNS, WEIGHED
from trstudy.tagging.anaphora import BY_SIGNS, worded
from trstudy.tagging.arena import arena, topics
from trstudy.tagging.codes import Code, signed
from trstudy.tagging.decision import RULES, Decision
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.frames import RULE_FAMILIES, frame
from trstudy.tagging.lexica import Lexicon, laid_over
from trstudy.tagging.matcher import Matcher
from trstudy.tagging.mentions import A, B
from trstudy.tagging.modality import modality
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Context, Unit, read_unit, reader
from trstudy.tagging.voice import left_open, voice
from trstudy.tagging.weighing import SCALE, heaviest, placed_words, polarity, weights

_SHOWN = 6  # how many words are shown of a frame that the weights decided

Codes = tuple[str, str, str, str, float, str | None, str]  # as `TAG_COLUMNS`


class Tagged(NamedTuple):
    """A unit with its four codes and the decision behind the frame."""

    unit: Unit
    decision: Decision
    arena: Code
    voice: Code
    modality: Code


class RuleTagger:
    """Tags units by the rules of the codebook.

    Parameters
    ----------
    dyad
        The two sides, whose lexicon is used.
    without
        Lexicon sections, categories, forms or single entries (``"category/form"``), or rule families, to
        leave out, for ablation.
    matcher
        Compiled cues and shifters to use in the place of the whole lexicon less ``without``.
    """

    def __init__(
        self, dyad: Dyad, *, without: frozenset[str] = frozenset(), matcher: Matcher | None = None
    ) -> None:
        self._off = without & frozenset(RULE_FAMILIES)
        self._reader = reader(dyad, without=without - self._off, matcher=matcher)

    def tagged(self, units: Iterable[tuple[str | None, str]]) -> Iterator[Tagged]:
        """Yield a result for each ``(doc_id, text)``; consecutive units of one document are context."""
        context, current = Context(), None
        for doc_id, text in units:
            if doc_id is None or doc_id != current or "anaphora" in self._off:
                context, current = Context(alone=doc_id is None and "anaphora" not in self._off), doc_id
            found = decided(read_unit(text, self._reader, context), self._off)
            yield found
            context = next_context(found)


def decided(unit: Unit, off: frozenset[str] = frozenset()) -> Tagged:
    """Return a unit with its codes.

    Parameters
    ----------
    unit
        The unit, as read.
    off
        Rule families to leave out.
    """
    decision = frame(unit, off)
    return Tagged(unit, decision, arena(unit, related=bool(decision.dyad)), voice(unit), modality(unit))


def next_context(found: Tagged) -> Context:
    """Return what a tagged unit and those before it leave for the next one of the same document."""
    unit, decision, before = found.unit, found.decision, found.unit.context
    named = {m.side for m in unit.mentions if m.state}
    in_play = bool(decision.dyad)
    age = 0 if in_play else (None if before.age is None else before.age + 1)
    pair = in_play if in_play or len(named) > 1 else before.pair
    first = unit.mentions[0].side if unit.mentions else None
    subject = before.subject if first is None and not in_play else (first if first in (A, B) else None)
    return Context(
        age, pair, subject, found.arena.code, topics(unit, found.arena), left_open(unit),
        before.given | unit.named, unit.has_third,
    )  # fmt: skip


def codes(found: Tagged) -> Codes:
    """Return a tagged unit's row of a table of tags."""
    decision = found.decision
    return (
        decision.frame, found.arena.code, found.voice.code, found.modality.code,
        decision.score, decision.quad, decision.rule,
    )  # fmt: skip


class Rules:
    """The rule tagger as the registry knows it.

    Parameters
    ----------
    without
        What to leave out; see `RuleTagger`.
    matcher
        Compiled cues and shifters, see `RuleTagger`.
    lexicon
        The lexicon to read by, if not the dyad's.

    Attributes
    ----------
    rules
        What each deciding rule means, in words.
    """

    rules = RULES

    def __init__(
        self,
        without: frozenset[str] = frozenset(),
        *,
        matcher: Matcher | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self._without, self._matcher, self.lexicon = without, matcher, lexicon

    @property
    def fingerprint(self) -> str:
        """The digest of what is laid over the package's lexicon."""
        return self.lexicon.digest if self.lexicon else ""

    def _tagged(self, units: pd.DataFrame, dyad: Dyad) -> Iterator[Tagged]:
        rows = zip(units["doc_id"].tolist(), units["text"].tolist(), strict=True)
        dyad = replace(dyad, lexicon=self.lexicon or dyad.lexicon)
        return RuleTagger(dyad, without=self._without, matcher=self._matcher).tagged(
            (doc if isinstance(doc, str) else None, text) for doc, text in rows
        )

    def tags(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row of codes per unit."""
        rows = [codes(found) for found in self._tagged(units, dyad)]
        return pd.DataFrame(rows, index=units.index, columns=list(TAG_COLUMNS))

    def reasons(self, units: pd.DataFrame, dyad: Dyad) -> list[tuple[str, ...]]:
        """Return, for each unit, why it got its codes beyond what its cues say, in words.

        Of a frame that the weights decided it says what the rules alone had found.
        """
        return [
            (
                *in_play(t),
                *overruled(t),
                *(
                    code.why(name, t.unit.padded)
                    for name, code in (("arena", t.arena), ("voice", t.voice), ("modality", t.modality))
                ),
            )
            for t in self._tagged(units, dyad)
        ]

    def evidence(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row per cue: where it stands, what it is, its sign after shifters, and why.

        Where the weights decided, the words that weighed most follow.
        """
        rows = [(i, *row) for i, t in enumerate(self._tagged(units, dyad)) for row in _grounds(t)]
        columns = ["unit", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why"]
        return pd.DataFrame(rows, columns=columns)


def in_play(found: Tagged) -> tuple[str, ...]:
    """Say in words how the two sides are in play; nothing if both are named, or they are not in play."""
    dyad = found.decision.dyad
    if not dyad.startswith("by ") and "by anaphor" not in dyad:
        return ()
    how = f": {worded(found.unit)}" if dyad == BY_SIGNS else ""
    return (f"the two sides are in play {dyad}{how}",)


def _grounds(found: Tagged) -> Iterator[tuple[int, int, str, str, str, str | None, int, bool, str]]:
    unit, decision = found.unit, found.decision
    for cue in decision.cues:
        yield (
            cue.start - 1, cue.end - 1, unit.padded[cue.start : cue.end], cue.entry.form,
            cue.entry.category, cue.entry.quad, cue.sign, not cue.dropped, reason(unit, cue),
        )  # fmt: skip
    if decision.before is None:
        return
    for signal, weight in heaviest(
        placed_words(unit), weights(), decision.frame, decision.before.frame, _SHOWN
    ):
        start, end = signal.start, signal.end
        why = f"{signed(weight / SCALE)} for {decision.frame} against {decision.before.frame}"
        sign = polarity(signal.name, weights())
        yield start - 1, end - 1, unit.padded[start:end], signal.name, WEIGHED, None, sign, True, why


def overruled(found: Tagged) -> tuple[str, ...]:
    """Say what the rules alone had decided, where the weights decided otherwise."""
    before = found.decision.before
    if before is None:
        return ()
    shared = ", ".join(f"{frame} {share:.2f}" for frame, share in before.shares.items())
    return (
        f"by the rules alone {before.frame}: {RULES[before.rule]}",
        f"weighed with the words, the probabilities are {shared}",
    )


def reason(unit: Unit, cue: Cue) -> str:
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


def tagger(folder: str = "") -> Rules:
    """Return the rule tagger, with a folder's word lists laid over the package's if one is named."""
    return Rules(lexicon=laid_over(folder) if folder else None)


def unweighed(folder: str = "") -> Rules:
    """Return the rule tagger without its last step, so that what the weights are worth can be seen."""
    return Rules(frozenset({"weighing"}), lexicon=laid_over(folder) if folder else None)
