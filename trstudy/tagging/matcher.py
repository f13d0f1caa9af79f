"""One automaton over all literals of a lexicon: text scanned into events with offsets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

import ahocorasick_rs

from trstudy.tagging.entry import Entry
from trstudy.tagging.events import EXEMPT, MASK, NEGATOR, Event, Layers
from trstudy.tagging.gaps import Node, OpenForms, Whole
from trstudy.tagging.lexicon import pieces

Literal = tuple[str, tuple[str, Any, int]]  # folded words, gaps as ``..``; its kind, entry or code, and layer
Hit = tuple[int, int, int]  # pattern, start, end: what the automaton returns

_new = tuple.__new__  # an Event without a call in between: this is the busiest line of the package
_UNSEEN = frozenset({EXEMPT, MASK})
_PATTERN, _START, _START_OF = itemgetter(0), itemgetter(1), itemgetter(0)


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

    def scan(self, folded: str, gaps: str = "") -> Layers:
        """Return the events of a folded text, which begins and ends with a space, by layer, in order.

        Within a layer the leftmost form stands, and of two that begin together the longer. A gapped form
        takes the place of what its pieces would be by themselves; what stands in its gaps stays. Gaps are
        looked at in ``gaps``, the same text `joined`, if that is given.
        """
        hits: list[Hit] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        layers: Layers = ([], [], [], [], [], [])
        if not hits:
            return layers
        hits.sort(key=_START)
        reach = [0, 0, 0, 0, 0, 0]
        open_forms: OpenForms | None = None
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
                and open_forms.go_on(there, pattern, gaps or folded, start + 1, end - 1, layers, reach)
            ):
                disordered = True
            if opening is not None:
                there = there or set(map(_PATTERN, hits))
                if not opening.next.keys().isdisjoint(there):
                    open_forms = open_forms or OpenForms(self._negators)
                    open_forms.add(opening, there, start + 1, end - 1, end - 1)
        if disordered:
            for events in layers:
                events.sort(key=_START_OF)
        if exempt:
            for events in layers:
                events[:] = [e for e in events if e.kind not in _UNSEEN]
        return layers


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
