"""The study's answer in three sentences, each computed from the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.digits import listed
from trstudy.measures.framing import compare
from trstudy.measures.lean import by_codes, how_far_apart, which_way
from trstudy.measures.scale import coverage
from trstudy.tables import require_columns


@dataclass(frozen=True)
class Headline:
    """What the comparison says: three sentences, the caveat that goes with them, and how firm they are.

    ``robustness`` is the multiverse's verdict, ``codes`` what codes in the place of tags would have said;
    each is empty if it was not asked for.
    """

    sentences: tuple[str, str, str]
    caveat: str
    robustness: str = ""
    codes: str = ""

    def __str__(self) -> str:
        return " ".join(self.sentences)


def headline(
    tags: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    seed: int,
    by: str = "year",
    verdict: str = "",
    codes: pd.DataFrame | None = None,
    mixed: str = "half",
    weight: str = "sentences",
    level: float = 0.95,
    n_boot: int = 2000,
) -> Headline:
    """Say in plain English what the groups of articles say, how far apart they are, and what is not known.

    Parameters
    ----------
    tags
        The tags table; document variables that it lacks are taken from ``documents``.
    documents
        The documents table: ``doc_id``, ``outlet`` and the column ``by``.
    seed
        Seed of the bootstrap behind the intervals.
    by
        The document variable that makes the groups; the first in order is set against the last.
    verdict
        The multiverse's verdict (:meth:`trstudy.measures.multiverse.Multiverse.verdict`), handed on.
    codes
        Codes of some of the sentences, to compare the groups by codes and by tags on just those.
    mixed, weight, level, n_boot
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    Headline
        ``sentences`` (three): each group's lean, the first group against the last, what cannot be shown.

    Raises
    ------
    MeasureError
        If there are not at least two groups.
    """
    table = with_docvars(tags, documents, [by, "outlet"])
    options: dict[str, Any] = {
        "mixed": mixed, "weight": weight, "level": level, "n_boot": n_boot, "seed": seed,
    }  # fmt: skip
    estimates = compare(table, by, **options)
    groups = list(dict.fromkeys(estimates[by]))
    if len(groups) < 2:
        raise MeasureError(f"headline: {by} has one group only ({groups[0]}); at least two are needed")
    return Headline(
        (
            which_way(estimates, table, by),
            how_far_apart(estimates, table, by, options),
            _what_is_unknown(table, by),
        ),
        _caveat(table, by, level),
        verdict,
        "" if codes is None else by_codes(table, codes, by, options),
    )


def with_docvars(tags: pd.DataFrame, documents: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Add to ``tags`` those document variables of ``columns`` that it lacks.

    Raises
    ------
    TrstudyError
        If ``documents`` lacks a column.
    MeasureError
        If an article is tagged that ``documents`` does not have.
    """
    missing = [c for c in columns if c not in tags.columns]
    require_columns(tags, ["doc_id"], "tags")
    require_columns(documents, ["doc_id", *missing], "documents")
    unknown = sorted(set(tags["doc_id"]) - set(documents["doc_id"]))
    if unknown:
        raise MeasureError(f"documents: no row for {', '.join(unknown)}; every tagged article needs one")
    return tags.merge(documents[["doc_id", *missing]], on="doc_id", how="left", validate="many_to_one")


def _what_is_unknown(table: pd.DataFrame, by: str) -> str:
    sizes = _sizes(table, by)
    first, last = sizes.iloc[0], sizes.iloc[-1]
    ways = comb(int(first + last), int(first))
    smallest = min(1.0, (2 if first == last else 1) / ways)  # of equal groups, the mirror image is as far out
    single = [str(g) for g in sizes.index[sizes == 1]]
    few = f"{sizes.sum()} articles"
    if single:
        few = f"One article {'each ' if len(single) > 1 else ''}for {listed(single)}"
    return (
        f"{few} cannot show what is due to the "
        f"{by.replace('_', ' ')} and what to the outlet or the author; dealing out the articles of "
        f"{sizes.index[0]} and {sizes.index[-1]} anew can never give a p-value below {smallest:.2g}."
    )


def _caveat(table: pd.DataFrame, by: str, level: float) -> str:
    sizes = _sizes(table, by)
    listing = ", ".join(f"{n} from {group}" for group, n in sizes.items())
    outlets = table.drop_duplicates("doc_id")["outlet"].nunique()
    return (
        f"Brackets are {coverage(level)} intervals, each by itself. They rest on {sizes.sum()} articles "
        f"({listing}) in {outlets} outlets. Where there is one article, they say how its own sentences "
        "vary, not what other articles of the time said; sentences are taken as independent within an "
        "article."
    )


def _sizes(table: pd.DataFrame, by: str) -> pd.Series[int]:
    return table.drop_duplicates("doc_id").groupby(by)["doc_id"].size()
