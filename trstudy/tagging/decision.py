"""What is decided of a unit's frame: the rules that can decide, and a decision with its grounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from trstudy.tagging.polarity import Cue

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


class Overruled(NamedTuple):
    """What the rules alone decided where the weights decide otherwise.

    Attributes
    ----------
    rule, frame
        What they decided.
    shares
        The weighed probability of each frame.
    beside
        What the rules say of the unit before and the unit after.
    by_company
        What these and its place in the document add to the log-odds of the frame against the rules',
        in thousandths.
    """

    rule: str
    frame: str
    shares: dict[str, float]
    beside: tuple[str, str]
    by_company: int


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
    manner
        The log-odds, in thousandths, that this act is done and not only said; None if nothing was weighed.
    before
        What the rules alone decided, where the weights decide otherwise.
    """

    frame: str
    rule: str
    cues: list[Cue]
    dyad: str = ""
    score: float = 0.0
    quad: str | None = None
    manner: int | None = None
    before: Overruled | None = None


def turned(quad: str | None, frame: str) -> str | None:
    """Return the class of an act, turned to the side of a frame."""
    if quad is None or frame == "none":
        return None
    if frame == "mixed":
        return quad
    return f"{quad.split('_')[0]}_{'cooperation' if frame == 'cooperation' else 'conflict'}"
