"""Claims that stand in a clause about neither side: *Brussels was delighted; X and Y fell out*."""

from __future__ import annotations

import re

from trstudy.tagging.claims import Claim
from trstudy.tagging.events import PRONOUN
from trstudy.tagging.mentions import THIRD
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

_TURN = r"\W*(?:(?:although|though|even though|much as|while|whereas|but|yet|and) )?(?!the (?:couple|pair) )"
# a subject and its finite verb; a phrase ("despite …", "however …") and an elided subject have none
_CLAUSE = re.compile(
    rf"{_TURN}(?!behind|despite|for all|he |however|in spite|it |she |there|they |when|which|who|\w+ing )"
    r"(?:\w+ ){1,6}(?:are|can|cannot|could|did|do|does|had|has|have|is|was|were|will|would) "
)
_SUBJECT = re.compile(
    rf"{_TURN}(?:all|every|few|her|his|its|many|most|neither|no|old|one|some|the|their) \w+ "
)


def relevant(unit: Unit, claims: list[Claim], counted: list[Cue]) -> list[Cue]:
    """Take a claim's sign from it if its clause speaks of neither side and another speaks of both.

    Codebook rule 6: *"despite / although / while / however X, Y" is mixed when X and Y both speak of the
    relation and point opposite ways; otherwise it takes the code of the clause that does.*

    Returns
    -------
    list of Cue
        Those of ``counted`` that still count.
    """
    signed = [claim for claim in claims if claim.sign]
    if len({claim.sign for claim in signed}) < 2:
        return counted
    involved = [_involved(unit, claim) for claim in signed]
    if max(involved) < 2 or min(involved):
        return counted
    for claim, sides in zip(signed, involved, strict=True):
        if not sides and _is_clause(unit, claim):
            claim.sign, claim.both = 0, False
            for cue in counted:
                if claim.start <= cue.start < claim.end:
                    cue.dropped = "its clause speaks of neither side"
    return [cue for cue in counted if not cue.dropped]


def _involved(unit: Unit, claim: Claim) -> int:
    """Return how many sides a claim's stretch names or stands for; a word for both of them counts twice."""
    named = {m.side for m in unit.mentions if claim.start <= m.start < claim.end} - {THIRD}
    anaphors = [e for e in unit.anaphors if claim.start <= e.start < claim.end]
    return len(named) + sum(1 if e.kind == PRONOUN else 2 for e in anaphors)


def _is_clause(unit: Unit, claim: Claim) -> bool:
    """Tell whether a claim has a subject of its own, and not that of the clause beside it."""
    if _CLAUSE.match(unit.folded, claim.start, claim.end) is not None:
        return True
    subject = _SUBJECT.match(unit.folded, claim.start, claim.end)
    return subject is not None and claim.cue is not None and claim.cue.start >= subject.end() - 1
