"""One automaton over all literals of a lexicon: text scanned into events with offsets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

from trstudy.tagging.events import CUE, EXEMPT, MASK, NEGATOR, Event, Layers
from trstudy.tagging.lexicon import Entry, pieces

_MAX_GAP = 48  # characters, about eight words

Literal = tuple[str, tuple[str, Any, int]]  # folded words, gaps as ``..``; its kind, entry or code, and layer
Hit = tuple[int, int, int]  # pattern, start, end: what the automaton returns


# what no gap holds: a comma or dash (folded, with the space beside it two spaces), a clause of its own
_GAP_ENDS = re.compile(
    r"  | (?:after|although|are|as|because|before|can|could|had|has|have|if|is|may|that|though|until|was|were"
    r"|when|whether|which|while|who|will|would) "
)
_new = tuple.__new__  # an Event without a call in between: this is the busiest line of the package
_UNSEEN = frozenset({EXEMPT, MASK})
_PATTERN, _START, _START_OF = itemgetter(0), itemgetter(1), itemgetter(0)


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


class _OpenForms:
    """The gapped forms that have begun in a text, by the pieces that they wait for."""

    __slots__ = ("count", "longer", "waiting")

    def __init__(self) -> None:
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


class Matcher:
    """All literals of the lexicon in one automaton.

    Parameters
    ----------
    literals
        Pairs of a literal and what it stands for.
    """

    def __init__(self, literals: Iterable[Literal]) -> None:
        number: dict[str, int] = {}
        whole: dict[int, list[Whole]] = defaultdict(list)
        root, later = Node(), set()
        for literal, (kind, what, layer) in literals:
            patterns = [number.setdefault(piece, len(number)) for piece in pieces(literal)]
            if len(patterns) == 1:
                whole[patterns[0]].append(Whole(layer, kind, what, kind in _UNSEEN))
                continue
            later.update(patterns[1:])
            node = root
            for pattern in patterns:
                node = node.next.setdefault(pattern, Node())
            node.form = node.form or Whole(layer, kind, what, kind in _UNSEEN)
        self.literals = tuple(number)
        self._negators = frozenset(
            self.literals[i] for i, forms in whole.items() for form in forms if form.kind == NEGATOR
        )
        # what each pattern is: forms by itself, the beginning of gapped forms, a later piece of some
        self._patterns = tuple(
            (_without_rivals(whole.get(i, [])), root.next.get(i), i in later) for i in range(len(number))
        )
        # a space on either side: a match is then a whole word without a further look
        self._automaton = ahocorasick_rs.AhoCorasick([f" {literal} " for literal in number])

    def held(self, folded: str) -> set[str]:
        """Return the pieces of literals that a folded text holds."""
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return {self.literals[pattern] for pattern, _, _ in hits}

    def scan(self, folded: str) -> Layers:
        """Return the events of a folded text, which begins and ends with a space, by layer, in order.

        Within a layer the leftmost form stands, and of two that begin together the longer. A gapped form
        takes the place of what its pieces would be by themselves; what stands in its gaps stays.
        """
        hits: list[Hit] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        layers: Layers = ([], [], [], [], [], [])
        if not hits:
            return layers
        hits.sort(key=_START)
        reach = [0, 0, 0, 0, 0, 0]
        open_forms: _OpenForms | None = None
        there: set[int] = set()  # the patterns of all hits, looked up when a gapped form begins
        disordered = exempt = False
        patterns = self._patterns
        for pattern, start, end in hits:
            whole, opening, later = patterns[pattern]
            for layer, kind, what, unseen in whole:
                events = layers[layer]
                if start + 1 < reach[layer]:
                    if not events or events[-1][0] != start + 1 or end - 1 <= reach[layer]:
                        continue
                    events.pop()
                reach[layer] = end - 1
                if unseen:
                    exempt = True
                events.append(_new(Event, (start + 1, end - 1, kind, what)))
            if (
                later
                and open_forms is not None
                and pattern in open_forms.waiting
                and self._goes_on(open_forms, there, pattern, folded, start + 1, end - 1, layers, reach)
            ):
                disordered = True
            if opening is not None:
                there = there or set(map(_PATTERN, hits))
                if not opening.next.keys().isdisjoint(there):
                    open_forms = open_forms or _OpenForms()
                    open_forms.add(opening, there, start + 1, end - 1, end - 1)
        if disordered:
            for events in layers:
                events.sort(key=_START_OF)
        if exempt:
            for events in layers:
                events[:] = [e for e in events if e.kind not in _UNSEEN]
        return layers

    def _goes_on(
        self,
        open_forms: _OpenForms,
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
        oldest = open_forms.oldest(start) if open_forms.longer else 0
        for following, number, first, first_end, last in reversed(open_forms.waiting[pattern]):
            if number <= oldest:
                break
            if start - first > 2 * _MAX_GAP or not 1 < start - last <= _MAX_GAP:
                continue
            if _GAP_ENDS.search(folded, last, start):
                continue
            if following.next:
                open_forms.add(following, there, first, first_end, end)
                open_forms.longer.append((open_forms.count, first))
            if following.form is not None and _place(
                layers, following.form, first, first_end, start, end, self._negators
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


def _without_rivals(forms: list[Whole]) -> tuple[Whole, ...]:
    """Keep one form of a layer per literal: of those spelt alike one's own, then the heaviest."""
    if len(forms) < 2:
        return tuple(forms)
    best: dict[int, Whole] = {}
    for form in forms:
        known = best.get(form.layer)
        if known is None or _standing(form) > _standing(known):
            best[form.layer] = form
    return tuple(best.values())


def _standing(form: Whole) -> tuple[bool, float]:
    return (form.what.own, form.what.weight) if isinstance(form.what, Entry) else (False, 0.0)
