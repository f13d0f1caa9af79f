"""Clients: third parties that stand for a side, because the unit itself says whose they are."""

from __future__ import annotations

import re

from trstudy.tagging.mentions import THIRD, A, B, Mention, last_mention, next_mention
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

FOREIGN, OTHERS = "it is about a third party", "it is a third party's"
_PATRON = re.compile(
    r" (?:s )?(?:advised|aligned|allied|appointed|armed|backed|controlled|drilled|equipped|financed|friendly"
    r"|funded|held|installed|leaning|led|officered|paid|picked|protected|run|sponsored|supplied"
    r"|supported|trained) "
)
_BY = re.compile(r" by (?:the )?")
_AGENT = (" by ", " by the ")
_DONE_BY = re.compile(r" \w+(?:ed|en|nt) by (?:the )?$")
_WHOM = tuple(f" {word} {the}" for word in ("whom", "which", "that", "who") for the in ("", "the "))


def oppose(backed: list[tuple[Cue, int, str]]) -> None:
    """Count it as rivalry when each side backs a party of its own: "X arms Baku while Y arms Yerevan"."""
    parties = [{name for _, side, name in backed if side == s} for s in (A, B)]
    if all(parties) and not parties[A] & parties[B]:
        for cue, _, _ in backed:
            cue.sign, cue.dropped, cue.note = -1, "", "each side backs a party of its own"


def pit_clients(unit: Unit, cues: list[Cue]) -> None:
    """Let what clients of the two sides do to each other count, and the ties to their patrons not.

    Codebook rule 2: *a client stands for its patron if the unit itself states the tie.* "Guards drilled by
    X mortared a village that Y pays" is what X and Y do to each other.
    """
    ties = {id(c): side for c in cues if c.sign > 0 and (side := _patron(unit, c)) is not None}
    patrons = set(ties.values()) | {m.side for m in unit.mentions if _is_patron(unit.folded, m)}
    acts = [c for c in cues if id(c) not in ties and c.entry.sign and c.dropped in ("", FOREIGN, OTHERS)]
    if not {A, B} <= patrons or not acts:
        return
    for cue in cues:
        if id(cue) in ties:
            cue.dropped = "it says whose client somebody is"
    for cue in acts:
        if cue.dropped:
            cue.dropped, cue.note = "", "between clients of the two sides"


def _is_patron(folded: str, side: Mention) -> bool:
    return (
        _PATRON.match(folded, side.end) is not None
        or (folded.endswith(_AGENT, 0, side.start) and _DONE_BY.search(folded[: side.start]) is not None)
        or folded.startswith((" s behalf ", " behalf "), side.end)
    )


def _patron(unit: Unit, cue: Cue) -> int | None:
    """Return the side whose client a cue makes somebody: "drilled by X", "whom X subsidises"."""
    after, before = next_mention(unit.mentions, cue.end), last_mention(unit.mentions, cue.start)
    if after is not None and after.side != THIRD and _BY.fullmatch(unit.folded, cue.end, after.start):
        return after.side
    if before is not None and before.side != THIRD and before.start > 6 and cue.start - before.end <= 10:
        return before.side if unit.folded.endswith(_WHOM, 0, before.start) else None
    return None
