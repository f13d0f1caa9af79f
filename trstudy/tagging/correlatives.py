"""Units whose two halves are set against each other by a pair of words: *by day … by night*."""

from __future__ import annotations

import re

from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.unit import Unit

_EARLY = 5  # characters within which a first word introduces its half, and does not close it
_JOINED = frozenset({"", "and", "or", "as well as", "and then"})  # "by day and by night" is no contrast


@compiled
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, frozenset[str]], tuple[str, ...]]:
    table = lexicon.read("markers.toml")["correlative"]
    seconds: dict[str, set[str]] = {}
    pairs = [pair.split(" .. ") for pair in table["pairs"]]
    for first, second in pairs:
        seconds.setdefault(first, set()).add(second)
    words = sorted({word for pair in pairs for word in pair}, key=len, reverse=True)
    found = re.compile(rf" ({'|'.join(words)})(?= )")
    return (
        found,
        {first: frozenset(later) for first, later in seconds.items()},
        tuple(f" {form} " for form in table["same"]),
    )


def correlative(unit: Unit) -> int | None:
    """Return where the second of two halves begins that a pair of words sets against each other, or None.

    Codebook, frame `mixed`: *both of the above, each stated about the relation.* "Partners **by day**,
    foes **by night**", "on **one hand** X needs Y; on **the other** it fears it", "**in the very week** when
    X sold Y wheat, its jets …".
    """
    pattern, seconds, same = _patterns(unit.lexicon)
    folded = unit.folded
    if folded.startswith(same):
        comma = unit.padded.find(",")
        return comma if comma > 0 else None
    first: re.Match[str] | None = None
    for found in pattern.finditer(folded):
        if first is not None and found[1] in seconds[first[1]]:
            if folded[first.end() : found.start()].strip() in _JOINED:
                return None
            return found.start() if first.start() <= _EARLY else first.end()
        if found[1] in seconds and (first is None or found[1] != first[1]):
            first = found
    return None
