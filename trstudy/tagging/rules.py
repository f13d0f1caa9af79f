"""The rule tagger: units in order, each read once, with what came before it as context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.decision import RULES
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.frames import RULE_FAMILIES
from trstudy.tagging.lexica import Lexicon, laid_over
from trstudy.tagging.matcher import Matcher
from trstudy.tagging.reasons import grounds, reasons
from trstudy.tagging.tagged import Tagged, accompanied, codes, next_context, ruled, settled
from trstudy.tagging.unit import Context, read_unit, reader


class RuleTagger:
    """Tags units by the rules of the codebook.

    Parameters
    ----------
    dyad
        The two sides, whose lexicon is used.
    without
        Lexicon sections, categories, forms or single entries (``"category/form"``), or rule families, to
        leave out, for ablation.
    matcher
        Compiled cues and shifters to use in the place of the whole lexicon less ``without``.
    """

    def __init__(
        self, dyad: Dyad, *, without: frozenset[str] = frozenset(), matcher: Matcher | None = None
    ) -> None:
        self._off = without & frozenset(RULE_FAMILIES)
        self._reader = reader(dyad, without=without - self._off, matcher=matcher)

    def tagged(self, units: Iterable[tuple[str | None, str]]) -> Iterator[Tagged]:
        """Yield a result for each ``(doc_id, text)``; consecutive units of one document are context."""
        for found, beside in accompanied(self.ruled(units)):
            yield settled(found, beside, self._off)

    def ruled(self, units: Iterable[tuple[str | None, str]]) -> Iterator[Tagged]:
        """Yield what the rules say, before anything is weighed."""
        context, current = Context(), None
        for doc_id, text in units:
            if doc_id is None or doc_id != current or "anaphora" in self._off:
                context, current = Context(alone=doc_id is None and "anaphora" not in self._off), doc_id
            found = ruled(read_unit(text, self._reader, context), self._off)
            context = next_context(found)
            yield found


class Rules:
    """The rule tagger as the registry knows it.

    Parameters
    ----------
    without
        What to leave out; see `RuleTagger`.
    matcher
        Compiled cues and shifters, see `RuleTagger`.
    lexicon
        The lexicon to read by, if not the dyad's.

    Attributes
    ----------
    rules
        What each deciding rule means, in words.
    """

    rules = RULES

    def __init__(
        self,
        without: frozenset[str] = frozenset(),
        *,
        matcher: Matcher | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self._without, self._matcher, self.lexicon = without, matcher, lexicon

    @property
    def fingerprint(self) -> str:
        """The digest of what is laid over the package's lexicon."""
        return self.lexicon.digest if self.lexicon else ""

    def _tagged(self, units: pd.DataFrame, dyad: Dyad) -> Iterator[Tagged]:
        rows = zip(units["doc_id"].tolist(), units["text"].tolist(), strict=True)
        dyad = replace(dyad, lexicon=self.lexicon or dyad.lexicon)
        return RuleTagger(dyad, without=self._without, matcher=self._matcher).tagged(
            (doc if isinstance(doc, str) else None, text) for doc, text in rows
        )

    def tags(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row of codes per unit."""
        rows = [codes(found) for found in self._tagged(units, dyad)]
        return pd.DataFrame(rows, index=units.index, columns=list(TAG_COLUMNS))

    def reasons(self, units: pd.DataFrame, dyad: Dyad) -> list[tuple[str, ...]]:
        """Return, for each unit, why it got its codes beyond what its cues say, in words.

        Of a frame that the weights decided it says what the rules alone had found.
        """
        return [reasons(found) for found in self._tagged(units, dyad)]

    def evidence(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row per cue: where it stands, what it is, its sign after shifters, and why.

        Where the weights decided, the words that weighed most follow.
        """
        rows = [(i, *row) for i, t in enumerate(self._tagged(units, dyad)) for row in grounds(t)]
        columns = ["unit", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why"]
        return pd.DataFrame(rows, columns=columns)


def tagger(folder: str = "") -> Rules:
    """Return the rule tagger, with a folder's word lists laid over the package's if one is named."""
    return Rules(lexicon=laid_over(folder) if folder else None)


def unweighed(folder: str = "") -> Rules:
    """Return the rule tagger without its last step, so that what the weights are worth can be seen."""
    return Rules(frozenset({"weighing"}), lexicon=laid_over(folder) if folder else None)
