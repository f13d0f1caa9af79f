"""What the result hangs on: a few cues."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.scale import article_counts, measures, signed
from trstudy.tables import WEIGHED, require_columns

# what the rules read into a form of words, and words that were weighed: no entries that could be left out
_NOT_IN_LEXICON = ("valency", WEIGHED)


@dataclass(frozen=True)
class CueInfluence:
    """How far the difference rests on single cues; log odds throughout.

    ``table`` has one row per cue that counted anywhere, those that carry the result most first, those that
    work most against it last: ``entry, category, n_sentences`` (where it counted), ``n_changed`` (sentences
    whose frame changes without it), ``without`` (the difference without it) and ``carries`` (how much of the
    difference goes with it; negative where it works against it). ``without_carrying`` and
    ``without_opposing`` are the differences without those cues at once.
    """

    table: pd.DataFrame
    difference: float
    without_carrying: float
    without_opposing: float
    top: int
    n_tagged: int

    @property
    def carrying(self) -> pd.DataFrame:
        """At most ``top`` cues that carry the difference, the heaviest first."""
        return self.table[self.table["carries"] > 0].head(self.top)

    @property
    def opposing(self) -> pd.DataFrame:
        """At most ``top`` cues that work against the difference, the heaviest first."""
        least = self.table.sort_values("carries", kind="stable")  # of equals the first by the alphabet
        return least[least["carries"] < 0].head(self.top)

    def verdict(self) -> str:
        """Say in words how many cues matter, how many turn the sign, and what the heaviest do together."""
        idle, n = int((self.table["n_changed"] == 0).sum()), len(self.table)
        turning = int((self.table["without"] * self.difference < 0).sum())
        without, opposed = signed(self.without_carrying), signed(self.without_opposing)
        carry, oppose = len(self.carrying), len(self.opposing)
        return (
            f"Of {n} cues that counted, {idle} can be left out without any sentence changing its frame, and "
            f"{turning} {'turns' if turning == 1 else 'turn'} the sign when left out alone. "
            f"The difference is {signed(self.difference)}; {without} without the {carry} that carry most, "
            f"and {opposed} without the {oppose} that work most against it."
        )


def leave_one_cue_out(
    tags: pd.DataFrame,
    evidence: pd.DataFrame,
    retag: Callable[[Collection[str]], pd.DataFrame],
    by: str = "year",
    *,
    top: int = 5,
    mixed: str = "half",
    weight: str = "sentences",
    progress: Callable[[int, int], None] | None = None,
) -> CueInfluence:
    """Leave each entry of the lexicon out in turn: which cues carry the difference between the ends?

    The tagger runs again without each entry. Taking a cue out of the evidence would not do: a shorter form
    may match in its place, another cue of the sentence may step in, and a sentence is context for the next.

    Parameters
    ----------
    tags
        Tags with ``sentence_id``, ``doc_id``, ``frame`` and ``by``.
    evidence
        One row per cue: ``sentence_id, entry, category, sign, counted``. Cues that are no entry of the
        lexicon (valency) cannot be left out and are not looked at.
    retag
        From a collection of entries to leave out, each ``"category/form"``, to the same rows as ``tags`` with
        new frames: ``retagger(tags, dyad)`` of :mod:`trstudy.measures.variants`.
    by
        The document variable that makes the groups; the first is set against the last.
    top
        How many cues to leave out together at most, of those that carry and of those that work against.
    mixed, weight
        As for :func:`~trstudy.measures.framing.compare`.
    progress
        Called with (cues left out, cues in all).

    Returns
    -------
    CueInfluence
        The table and the differences. There is no interval: this is a count over the same sentences.

    Raises
    ------
    MeasureError
        If no cue counted, or ``top`` is below 1.
    """
    require_columns(evidence, ["sentence_id", "entry", "category", "sign", "counted"], "evidence")
    require_columns(tags, ["sentence_id", "frame"], "tags")
    counts = (
        evidence["counted"].to_numpy(bool)
        & (evidence["sign"] != 0)
        & ~evidence["category"].isin(_NOT_IN_LEXICON)
        & evidence["sentence_id"].isin(tags["sentence_id"])
    )
    cues = evidence[counts].groupby(["entry", "category"], sort=True)["sentence_id"].nunique()
    if not len(cues) or top < 1:
        raise MeasureError(
            f"leave_one_cue_out: {len(cues)} cues counted and top is {top}; both must be 1 or more"
        )

    def gap(frames: pd.Series) -> float:
        return _gap(tags.assign(frame=frames.to_numpy()), by, mixed, weight)

    before = retag(())["frame"]
    whole, rows = gap(before), []
    for entry, category, n in cues.reset_index().itertuples(index=False, name=None):
        frames = retag([f"{category}/{entry}"])["frame"]
        changed = int((frames.to_numpy() != before.to_numpy()).sum())
        rows.append((entry, category, n, changed, gap(frames) if changed else whole))
        if progress:
            progress(len(rows), len(cues))
    table = pd.DataFrame(rows, columns=["entry", "category", "n_sentences", "n_changed", "without"])
    table["carries"] = np.sign(whole or 1.0) * (whole - table["without"])
    table = table.sort_values("carries", ascending=False, kind="stable").reset_index(drop=True)
    found = CueInfluence(table, whole, whole, whole, top, len(tags))

    def less(part: pd.DataFrame) -> float:
        return gap(retag([f"{c}/{e}" for e, c in part[["entry", "category"]].to_numpy()])["frame"])

    return CueInfluence(table, whole, less(found.carrying), less(found.opposing), top, len(tags))


def _gap(tags: pd.DataFrame, by: str, mixed: str, weight: str) -> float:
    """Difference of balance between the first and the last group."""
    counts = article_counts(tags, by)
    group = counts.index.get_level_values(by).factorize(sort=True)[0]
    first, last = (
        measures(counts.to_numpy()[group == g], mixed=mixed, weight=weight)[-1] for g in (0, group.max())
    )
    return float(first - last)
