"""Forms with gaps, as *throw .. weight behind*: those that have begun in a text, and which of them end."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from trstudy.tagging.entry import Entry
from trstudy.tagging.events import CUE, NEGATOR, Event, Layers

_MAX_GAP = 48  # characters, about eight words
# what no gap holds: a comma or dash (folded, with the space beside it two spaces), a clause of its own
_GAP_ENDS = re.compile(
    r"  | (?:after|although|amid|are|as|because|before|can|could|despite|had|has|have|if|is|may|over|that"
    r"|though|until|was|were|when|whether|which|while|who|will|would) "
)


class Whole(NamedTuple):
    """A literal that is a form by itself."""

    layer: int
    kind: str
    what: Any
    unseen: bool


class Node:
    """A place in the tree of gapped forms: the pieces that may follow, and the form that ends here."""

    __slots__ = ("form", "next")

    def __init__(self) -> None:
        self.next: dict[int, Node] = {}
        self.form: Whole | None = None


# what the piece leads to, its number among the open forms, its first piece's offsets, its last end
OpenForm = tuple[Node, int, int, int, int]


class OpenForms:
    """The gapped forms that have begun in a text, by the pieces that they wait for.

    Parameters
    ----------
    negators
        The negators of the lexicon.
    """

    __slots__ = ("count", "longer", "negators", "waiting")

    def __init__(self, negators: frozenset[str]) -> None:
        self.negators = negators
        self.waiting: dict[int, list[OpenForm]] = {}
        self.longer: list[tuple[int, int]] = []  # those past their second piece: number, where they began
        self.count = 0

    def add(self, node: Node, there: set[int], first: int, first_end: int, last: int) -> None:
        """Let a form wait for those of its next pieces that the text holds."""
        self.count += 1
        for pattern in node.next.keys() & there:
            self.waiting.setdefault(pattern, []).append(
                (node.next[pattern], self.count, first, first_end, last)
            )

    def oldest(self, start: int) -> int:
        """Return the number above which forms are still open: one that is too long ends all before it."""
        return next((n for n, first in reversed(self.longer) if start - first > 2 * _MAX_GAP), 0)

    def go_on(
        self,
        there: set[int],
        pattern: int,
        folded: str,
        start: int,
        end: int,
        layers: Layers,
        reach: list[int],
    ) -> bool:
        """Go on with the gapped forms that a piece fits; tell whether one ends with it and stands."""
        placed = False
        oldest = self.oldest(start) if self.longer else 0
        for following, number, first, first_end, last in reversed(self.waiting[pattern]):
            if number <= oldest:
                break
            if start - first > 2 * _MAX_GAP or not 1 < start - last <= _MAX_GAP:
                continue
            if _GAP_ENDS.search(folded, last, start):
                continue
            if following.next:
                self.add(following, there, first, first_end, end)
                self.longer.append((self.count, first))
            if following.form is not None and _place(
                layers, following.form, first, first_end, start, end, self.negators
            ):
                reach[following.form.layer] = end
                placed = True
        return placed


def _words(what: Any) -> int:
    """Return how many words a form names, its gaps aside."""
    return len((what.form if isinstance(what, Entry) else str(what)).replace("..", "").split())


def _place(
    layers: Layers, form: Whole, first: int, first_end: int, start: int, end: int, negators: frozenset[str]
) -> bool:
    """Put a gapped form in the place of its pieces, unless one without gaps covers it or began before it."""
    events = layers[form.layer]
    if any((e[0] <= first and end <= e[1]) or e[0] < first < e[1] for e in events):
        return False
    if any(e[0] == first and _words(e.what) > _words(form.what) for e in events):
        return False  # "threw its weight behind Y at the summit" is no "throw .. at"
    denied = next((e for e in events if first_end <= e[0] < start < e[1] and e[2] == CUE), None)
    events[:] = [e for e in events if e[1] <= first or (first_end <= e[0] and e[1] <= start)]
    events.append(Event(first, end, form.kind, form.what))
    if denied is not None:  # "bears Y no grudge", where "no grudge" is a form as well
        word = denied.what.form.partition(" ")[0]
        if word in negators:
            events.append(Event(denied.start, denied.start + len(word), NEGATOR, word))
    return True
