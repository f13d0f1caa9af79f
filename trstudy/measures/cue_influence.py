"""What the result hangs on: a few cues."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.scale import article_counts, measures, signed
from trstudy.tables import FRAMES, require_columns


@dataclass(frozen=True)
class CueInfluence:
    """How far the difference rests on single cues.

    ``table`` has one row per cue that counted anywhere, those that carry the result most first: ``entry,
    category, n_sentences, without`` (the difference without it), ``carries`` (how much of the difference goes
    with it, in log odds; negative where it works against it) and ``method`` (``retagged`` or ``evidence``).
    ``together`` is the difference without the first ``n_together`` of them at once.
    """

    table: pd.DataFrame
    difference: float
    together: float
    n_together: int

    def verdict(self) -> str:
        """Say in one sentence how many cues turn the sign, and what the heaviest do together."""
        turning = int((self.table["without"] * self.difference < 0).sum())
        return (
            f"{turning} of {len(self.table)} cues turn the sign when left out alone; without the "
            f"{self.n_together} that carry most, the difference is {signed(self.together)} instead of "
            f"{signed(self.difference)}."
        )


def leave_one_cue_out(
    tags: pd.DataFrame,
    evidence: pd.DataFrame,
    by: str = "year",
    *,
    retag: Callable[[Collection[str]], pd.DataFrame] | None = None,
    top: int = 10,
    mixed: str = "half",
    weight: str = "sentences",
) -> CueInfluence:
    """Leave each entry of the lexicon out in turn: which cues carry the difference between the ends?

    All cues are first left out of the *evidence*: the frame of a sentence is what its other counted cues
    say (none left: ``none``; one sign left: that side; both: as tagged). This is quick, and ignores that
    a sentence is context for the next and that a shorter entry may match in the place of one left out. With
    ``retag`` the tagger itself then runs again without each of the ``2 * top`` that move the difference
    most, and without the first ``top`` together.

    Parameters
    ----------
    tags
        Tags with ``sentence_id``, ``doc_id``, ``frame`` and ``by``.
    evidence
        One row per cue: ``sentence_id, entry, category, sign, counted``.
    by
        The document variable that makes the groups; the first is set against the last.
    retag
        From a collection of entries to leave out, to tags: ``retagger(tags, dyad)`` of
        :mod:`trstudy.measures.variants`.
    top
        How many cues to leave out together.
    mixed, weight
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    CueInfluence
        The table and the two differences, in log odds.

    Raises
    ------
    MeasureError
        If no cue counted, or ``top`` is below 1.
    """
    require_columns(evidence, ["sentence_id", "entry", "category", "sign", "counted"], "evidence")
    require_columns(tags, ["sentence_id"], "tags")
    bag = _Bag.of(tags, evidence, by, {"mixed": mixed, "weight": weight})
    if not len(bag.rows) or top < 1:
        what = f"{len(bag.rows)} cues counted and top is {top}"
        raise MeasureError(f"leave_one_cue_out: {what}; both must be 1 or more")
    whole = bag.gap(bag.frames)
    cues = bag.rows.groupby("entry", sort=True)
    found = cues.agg(category=("category", "first"), n_sentences=("sentence_id", "nunique"))
    found["without"] = [bag.gap(bag.less({str(entry)})) for entry in found.index]
    found["method"] = "evidence"
    if retag is not None:
        shift = (found["without"] - whole).abs().sort_values(ascending=False, kind="stable")
        for entry in shift.index[: 2 * top]:
            found.loc[entry, ["without", "method"]] = bag.gap(_frames(retag([entry]))), "retagged"
    found["carries"] = np.sign(whole or 1.0) * (whole - found["without"])
    found = found.sort_values("carries", ascending=False, kind="stable")
    heaviest = {str(entry) for entry in found.index[:top]}
    together = bag.gap(bag.less(heaviest) if retag is None else _frames(retag(heaviest)))
    columns = ["entry", "category", "n_sentences", "without", "carries", "method"]
    return CueInfluence(found.reset_index()[columns], whole, together, len(heaviest))


def _frames(tags: pd.DataFrame) -> Any:
    return pd.Categorical(tags["frame"], FRAMES).codes.astype(int)


@dataclass(frozen=True)
class _Bag:
    """Frames and counted cues as arrays: taking a cue out is then a matter of counting."""

    frames: Any  # code of each sentence's frame
    article: Any  # position of each sentence's article
    group: Any  # group of each article, 0 for the first
    rows: pd.DataFrame  # the cues that counted
    sentence: Any  # position of each cue's sentence
    options: dict[str, str]

    @classmethod
    def of(cls, tags: pd.DataFrame, evidence: pd.DataFrame, by: str, options: dict[str, str]) -> _Bag:
        index = article_counts(tags, by).index
        at = pd.Index(tags["sentence_id"]).get_indexer(pd.Index(evidence["sentence_id"]))
        counts = evidence["counted"].to_numpy(bool) & (evidence["sign"] != 0).to_numpy() & (at >= 0)
        article = index.get_level_values("article").get_indexer(pd.Index(tags["doc_id"]))
        group = index.get_level_values(by).factorize(sort=True)[0]
        return cls(_frames(tags), article, group, evidence.loc[counts], at[counts], options)

    def less(self, entries: Collection[str]) -> Any:
        """Frames as the evidence has them without some entries, where those counted."""
        out, sign = self.rows["entry"].isin(list(entries)).to_numpy(), self.rows["sign"].to_numpy()
        n = len(self.frames)
        touched = np.bincount(self.sentence[out], minlength=n) > 0
        plus, minus = (np.bincount(self.sentence[~out & (sign == s)], minlength=n) > 0 for s in (1, -1))
        rest = np.select([plus & minus, plus, minus], [self.frames, 0, 1], 3)
        return np.where(touched & (self.frames != 3), rest, self.frames)

    def gap(self, frames: Any) -> float:
        """Difference of balance between the first and the last group."""
        k = len(self.group)
        counts = np.bincount(self.article * 4 + frames, minlength=4 * k).reshape(k, 4)
        ends = (measures(counts[self.group == g], **self.options)[-1] for g in (0, self.group.max()))
        first, last = ends
        return float(first - last)
