"""The same units tagged again and again, each time less some of the lexicon or of the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.entry import Entry
from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.lexicon import pieces
from trstudy.tagging.literals import cue_literals, cue_matcher
from trstudy.tagging.matcher import Literal, Matcher
from trstudy.tagging.tagged import Codes, Tagged, accompanied, beside, codes, next_context, ruled, settled
from trstudy.tagging.unit import Context, Unit, again, read_unit, reader


class Read(NamedTuple):
    """A unit as read, with all of the lexicon that it holds.

    Attributes
    ----------
    unit
        The unit, in its context.
    opens
        Whether it has no context: the first of a document, or a unit by itself.
    literals
        The literals of which it holds every piece.
    names
        The names by which these can be left out.
    matcher
        The literals, compiled.
    ruled
        What the rules say of it.
    """

    unit: Unit
    opens: bool
    literals: list[Literal]
    names: frozenset[str]
    matcher: Matcher
    ruled: Tagged


class Omission:
    """Tags units by the rules, less some entries or rule families, as often as wanted.

    What comes out is what ``Rules(frozenset(without))`` gives, where shorter forms come to light under the
    one left out and a sentence that falls silent is no context for the next. It is quick because each
    unit has an automaton of only those literals of which it holds every piece, and because a unit keeps
    its codes if it holds nothing of what is left out, and its context and its neighbours stay the same.

    Parameters
    ----------
    units
        Units as :func:`trstudy.tagging.registry.unit_table` gives them.
    dyad
        The two sides, or those of each unit.

    Attributes
    ----------
    codes
        The codes of each unit when nothing is left out.
    entries
        The entries that some unit holds, by their names.
    """

    def __init__(self, units: pd.DataFrame, dyad: Dyad | Sequence[Dyad]) -> None:
        dyads = [dyad] * len(units) if isinstance(dyad, Dyad) else list(dyad)
        self._index = units.index
        self._read = list(_read(units, dyads))
        self._holding: dict[str, set[int]] = defaultdict(set)
        for i, read in enumerate(self._read):
            for name in read.names:
                self._holding[name].add(i)
        self.entries = {
            f"{entry.category}/{entry.form}": entry
            for read in self._read
            for _, (_, entry, _) in read.literals
            if isinstance(entry, Entry)
        }
        self.codes = [codes(settled(*pair)) for pair in accompanied(read.ruled for read in self._read)]

    def tags(self, without: Collection[str] = (), off: Collection[str] = ()) -> pd.DataFrame:
        """Return the codes of all units in their order; see `changed` for what can be left out."""
        changed = self.changed(without, off)
        rows = [changed.get(i, kept) for i, kept in enumerate(self.codes)]
        return pd.DataFrame(rows, index=self._index, columns=list(TAG_COLUMNS))

    def changed(self, without: Collection[str] = (), off: Collection[str] = ()) -> dict[int, Codes]:
        """Return the units that are coded otherwise, by position, with their codes.

        Parameters
        ----------
        without
            Sections, categories or single entries (``"category/form"``) to leave out.
        off
            Rule families to leave out.
        """
        out, families = frozenset(without), frozenset(off)
        units = self._read
        due = set(range(len(units))) if off else set().union(*(self._holding.get(name, ()) for name in out))
        fresh: dict[int, Tagged] = {}
        for first in sorted(due):
            i, context = first, Context() if "anaphora" in families else units[first].unit.context
            while i in due or context != units[i].unit.context:
                due.discard(i)
                read = units[i]
                matcher = read.matcher if out.isdisjoint(read.names) else Matcher(_less(read.literals, out))
                fresh[i] = ruled(again(read.unit, context, matcher), families)
                i, context = i + 1, next_context(fresh[i])
                if i == len(units):
                    break
                if "anaphora" in families:
                    context = Context()
                elif units[i].opens:
                    context = units[i].unit.context
        return self._weighed(fresh, families)

    def _weighed(self, fresh: dict[int, Tagged], off: frozenset[str]) -> dict[int, Codes]:
        """Return the codes that change, by position, where the rules have read some units anew."""
        units = self._read

        def at(i: int) -> Tagged | None:
            return fresh.get(i) or (units[i].ruled if 0 <= i < len(units) else None)

        found: dict[int, Codes] = {}
        for i in sorted({near for place in fresh for near in (place - 1, place, place + 1)}):
            here = at(i)
            if here is not None:
                code = codes(settled(here, beside(at(i - 1), here, at(i + 1)), off))
                if code != self.codes[i]:
                    found[i] = code
        return found


def _read(units: pd.DataFrame, dyads: Sequence[Dyad]) -> Iterator[Read]:
    context, current = Context(), None
    for doc_id, text, dyad in zip(units["doc_id"], units["text"], dyads, strict=True):
        doc_id = doc_id if isinstance(doc_id, str) else None
        opens = doc_id is None or doc_id != current
        unit = read_unit(text, reader(dyad), Context(alone=doc_id is None) if opens else context)
        literals = _held(unit)
        matcher = Matcher(literals)
        found = ruled(again(unit, unit.context, matcher))
        held = frozenset(name for x in literals if isinstance(x[1][1], Entry) for name in names(x[1][1]))
        yield Read(unit, opens, literals, held, matcher, found)
        context, current = next_context(found), doc_id


def names(entry: Entry) -> tuple[str, str, str]:
    """Return the names by which an entry can be left out: its section's, its category's and its own."""
    return entry.section, entry.category, f"{entry.category}/{entry.form}"


def _held(unit: Unit) -> list[Literal]:
    """Return the literals of which a unit holds every piece, in the lexicon's order."""
    there = cue_matcher(lexicon=unit.lexicon).held(unit.folded)
    by_piece = _by_first_piece(unit.lexicon)
    found = [x for piece in there for x in by_piece.get(piece, ()) if there.issuperset(x[1])]
    return [literal for _, _, literal in sorted(found, key=itemgetter(0))]


@compiled
def _by_first_piece(lexicon: Lexicon) -> dict[str, list[tuple[int, tuple[str, ...], Literal]]]:
    """Return all literals by their first piece, each with its place in the order and all its pieces."""
    found: dict[str, list[tuple[int, tuple[str, ...], Literal]]] = defaultdict(list)
    for i, literal in enumerate(cue_literals(lexicon=lexicon)):
        parts = pieces(literal[0])
        found[parts[0]].append((i, parts, literal))
    return found


def _less(literals: list[Literal], out: frozenset[str]) -> list[Literal]:
    return [x for x in literals if not isinstance(x[1][1], Entry) or out.isdisjoint(names(x[1][1]))]
