"""The same units tagged again and again, each time less a few entries of the lexicon."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.folding import fold
from trstudy.tagging.lexicon import Entry, pieces
from trstudy.tagging.matcher import Matcher, cue_literals, cue_matcher
from trstudy.tagging.rules import Rules

Literal = tuple[str, tuple[str, object, int]]


class Omission:
    """Tags units by the rules, less some entries, as often as wanted.

    What comes out is what ``Rules(frozenset(entries))`` gives, where shorter forms come to light under the
    one left out and a sentence that falls silent is no context for the next. It is quick because each
    document has an automaton of only those literals of which it holds every piece, and because a document
    that holds nothing of the entries keeps its tags.

    Parameters
    ----------
    units
        Units as :func:`trstudy.tagging.registry.unit_table` gives them.
    dyad
        The two sides.
    """

    def __init__(self, units: pd.DataFrame, dyad: Dyad) -> None:
        self._dyad = dyad
        full = cue_matcher(lexicon=dyad.lexicon)
        literals = list(cue_literals(lexicon=dyad.lexicon))
        documents = units.groupby("doc_id", sort=False, dropna=False).indices.values()
        self._parts = [units.iloc[at] for at in documents]
        self._literals = [_held(full, literals, part["text"]) for part in self._parts]
        self._names = [{name for x in held if (name := _name(x))} for held in self._literals]
        self._tags = [self._tagged(i, frozenset()) for i in range(len(self._parts))]
        self._index = units.index

    def tags(self, without: Collection[str] = ()) -> pd.DataFrame:
        """Return the codes of all units, less the entries named ``"category/form"``, in their order."""
        out = frozenset(without)
        found = [
            kept if out.isdisjoint(names) else self._tagged(i, out)
            for i, (kept, names) in enumerate(zip(self._tags, self._names, strict=True))
        ]
        return pd.concat(found).loc[self._index]

    def _tagged(self, part: int, out: frozenset[str]) -> pd.DataFrame:
        matcher = Matcher(x for x in self._literals[part] if _name(x) not in out)
        return Rules(matcher=matcher).tags(self._parts[part], self._dyad)


def _held(full: Matcher, literals: list[Literal], texts: pd.Series) -> list[Literal]:
    there = full.held(" ".join(fold(f" {text} ") for text in texts))
    return [x for x in literals if there.issuperset(pieces(x[0]))]


def _name(literal: Literal) -> str:
    what = literal[1][1]
    return f"{what.category}/{what.form}" if isinstance(what, Entry) else ""
