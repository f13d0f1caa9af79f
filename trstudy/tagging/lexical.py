"""Which of the cues and shifters that the matcher finds are words, and not parts of names."""

from __future__ import annotations

import re
from collections.abc import Collection

from trstudy.tagging.events import NEGATOR, Event
from trstudy.tagging.mentions import mention_at
from trstudy.tagging.unit import Unit

_NAME = re.compile(r"[a-z,] [A-Z][a-z]+\Z")  # one word with a capital inside a sentence
_LOWER_IN_TITLES = frozenset(
    (
        "about", "after", "against", "among", "amid", "before", "between", "beyond", "despite", "during",
        "through", "toward", "towards", "under", "versus", "while", "within", "without",
    )
)  # fmt: skip


def lexical(unit: Unit, unseen: Collection[str]) -> list[Event]:
    """Return cues and shifters, less those that are part of a name: *Trump*, *March*, *Peace Spring*.

    Parameters
    ----------
    unit
        The unit.
    unseen
        Kinds of shifters to leave out.
    """
    padded = unit.padded
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
    mention = mention_at(unit.mentions, event[0])
    return mention is not None and event[1] <= mention[1]


def _unreal(text: str) -> int:
    """Return where an inverted condition ends: what "Had X not warned Y, …" denies is what happened."""
    return text.find(",") if text.startswith((" Had ", " Were ")) else -1


def _title_case(text: str) -> bool:
    """Tell whether a unit is printed like a title, where capitals make no names."""
    return not any(w.islower() and len(w) > 4 and w not in _LOWER_IN_TITLES for w in text.split())
