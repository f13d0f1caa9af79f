"""The lexicon compiled into one automaton, and text scanned into events with offsets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

from trstudy.tagging.inflection import verb_forms
from trstudy.tagging.lexicon import entries, expansions, irregular, pieces, read_toml

# what an event is
CUE, REVERSE, KEEP, NEGATOR = "cue", "reverse", "keep", "negator"
OPENING, DIVIDING, CLAUSE = "opening", "dividing", "clause"
HEDGE, REPORTING, QUOTING, UNNAMED = "hedge", "reporting", "quoting", "unnamed"
JOINT, RELATION, PRONOUN = "joint", "relation", "pronoun"
ARENA, EXEMPT = "arena", "exempt"

# events of one layer do not overlap: the leftmost, then the longest, stands
_LAYER = {
    CUE: 0, REVERSE: 0, KEEP: 0, NEGATOR: 0,
    OPENING: 1, DIVIDING: 1, CLAUSE: 1,
    HEDGE: 2,
    REPORTING: 3, QUOTING: 3, UNNAMED: 3,
    JOINT: 4, RELATION: 4, PRONOUN: 4,
    ARENA: 5,
}  # fmt: skip
_LAYERS = 6
_MAX_GAP = 48  # characters, about eight words

Hit = tuple[int, int, int]  # pattern, start, end: what the automaton returns


class Event(NamedTuple):
    """Something the rules look at: where it stands, what it is, and the entry or code behind it."""

    start: int
    end: int
    kind: str
    what: Any


@dataclass(frozen=True, slots=True)
class Payload:
    """What a literal stands for. A gapped form has several pieces, each with its place in it."""

    kind: str
    what: Any
    layer: int
    piece: int = 0
    pieces: int = 1
    key: int = 0


def _without_rivals(payloads: list[Payload]) -> list[Payload]:
    """Keep one whole form of a layer per literal: the heaviest of those that are spelt alike."""
    whole = [p for p in payloads if p.pieces == 1 and p.layer == 0 and p.kind != NEGATOR]
    if len(whole) < 2:
        return payloads
    best = max(whole, key=lambda p: p.what.weight)
    return [p for p in payloads if p not in whole or p is best]


class Matcher:
    """All literals of the lexicon in one automaton.

    Parameters
    ----------
    literals
        Pairs of a literal (folded words, gaps as ``..``) and ``(kind, what, layer)``.
    """

    def __init__(self, literals: Iterable[tuple[str, tuple[str, Any, int]]]) -> None:
        table: dict[str, list[Payload]] = defaultdict(list)
        for key, (literal, (kind, what, layer)) in enumerate(literals):
            parts = pieces(literal)
            for i, part in enumerate(parts):
                payload = Payload(kind, what, layer, i, len(parts), key)
                if part and payload not in table[part]:
                    table[part].append(payload)
        for part, payloads in table.items():
            table[part] = _without_rivals(payloads)
        self.literals = tuple(table)
        self._payloads = tuple(tuple(table[literal]) for literal in self.literals)
        # a space on either side: a match is then a whole word without a further look
        self._automaton = ahocorasick_rs.AhoCorasick([f" {literal} " for literal in self.literals])

    def scan(self, folded: str) -> list[Event]:
        """Return the events of a folded text, which begins and ends with a space, in order."""
        hits: list[Hit] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        hits.sort(key=itemgetter(1))
        reach = [(-1, -1)] * _LAYERS
        found: list[list[Event]] = [[] for _ in range(_LAYERS)]
        pending: dict[int, tuple[int, int, int, int]] = {}
        for pattern, start, end in hits:
            start, end = start + 1, end - 1
            for payload in self._payloads[pattern]:
                if payload.pieces > 1:
                    if payload.piece == 0:
                        pending[payload.key] = (start, end, 1, end)
                        continue
                    first = pending.get(payload.key)
                    if first is None or first[2] != payload.piece or not 0 < start - first[3] <= _MAX_GAP:
                        continue
                    if payload.piece < payload.pieces - 1:
                        pending[payload.key] = (first[0], first[1], payload.piece + 1, end)
                        continue
                    del pending[payload.key]
                    event = Event(first[0], end, payload.kind, payload.what)
                    found[payload.layer] = [
                        e for e in found[payload.layer]
                        if e.end <= first[0] or (e.start >= first[1] and e.end <= start)
                    ]  # fmt: skip
                    found[payload.layer].append(event)
                    reach[payload.layer] = (start, end)
                    continue
                last_start, last_end = reach[payload.layer]
                if start < last_end:
                    if start > last_start or end <= last_end:
                        if not (start == last_start and end == last_end):
                            continue
                    elif end > last_end:
                        while found[payload.layer] and found[payload.layer][-1].start == start:
                            found[payload.layer].pop()
                reach[payload.layer] = (start, end)
                found[payload.layer].append(Event(start, end, payload.kind, payload.what))
        return sorted(
            (e for layer in found for e in layer if e.kind != EXEMPT), key=lambda e: (e.start, -e.end)
        )


def _marker_literals() -> Iterator[tuple[str, tuple[str, Any, int]]]:
    markers = read_toml("markers.toml")
    verbs, _ = irregular()

    def inflected(form: str) -> Iterator[str]:
        head, *rest = form.replace("*", "").split()
        for variant in verb_forms(head, verbs):
            yield " ".join([variant, *rest])

    plain: Sequence[tuple[str, str, str]] = (
        ("negator", "phrases", NEGATOR), ("contrast", "opening", OPENING), ("contrast", "dividing", DIVIDING),
        ("clause", "phrases", CLAUSE), ("joint", "phrases", JOINT), ("joint", "relation", RELATION),
        ("joint", "pronoun", PRONOUN), ("hedge", "phrases", HEDGE), ("reporting", "phrases", REPORTING),
        ("reporting", "unnamed", UNNAMED),
    )  # fmt: skip
    for table, name, kind in plain:
        for form in markers[table][name]:
            yield form, (kind, form, _LAYER[kind])
    for table, name, kind in (
        ("hedge", "verbs", HEDGE),
        ("reporting", "verbs", REPORTING),
        ("reporting", "quoting", QUOTING),
    ):
        for form in markers[table][name]:
            for literal in inflected(form):
                yield literal, (kind, form, _LAYER[kind])
    for table, kind in (("negator", NEGATOR), ("contrast", DIVIDING), ("hedge", HEDGE)):
        for form in markers[table]["exempt"]:
            yield form, (EXEMPT, form, _LAYER[kind])


def _arena_literals() -> Iterator[tuple[str, tuple[str, Any, int]]]:
    for code, table in read_toml("arenas.toml").items():
        for name, weight in (("strong", 1.0), ("hint", 0.5)):
            for form in table.get(name, ()):
                yield form, (ARENA, (code, weight), _LAYER[ARENA])


def _cue_literals(without: frozenset[str]) -> Iterator[tuple[str, tuple[str, Any, int]]]:
    for entry in entries():
        if entry.section in without or entry.category in without or entry.form in without:
            continue
        for literal in expansions(entry):
            yield literal, (entry.kind, entry, _LAYER[entry.kind])


@cache
def matcher(without: frozenset[str] = frozenset()) -> Matcher:
    """Return the compiled lexicon, less the sections, categories or forms named in ``without``."""
    return Matcher([*_cue_literals(without), *_marker_literals(), *_arena_literals()])
