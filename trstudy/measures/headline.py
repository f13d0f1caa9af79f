"""The study's answer in three sentences, each computed from the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.differences import differences
from trstudy.measures.framing import compare
from trstudy.tables import require_columns


@dataclass(frozen=True)
class Headline:
    """What the comparison says: three sentences, and the caveat that goes with them."""

    sentences: tuple[str, str, str]
    caveat: str

    def __str__(self) -> str:
        return " ".join(self.sentences)


def headline(
    tags: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    seed: int,
    by: str = "year",
    verdict: str | None = None,
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
        The multiverse's verdict (:meth:`trstudy.measures.multiverse.Multiverse.verdict`), which then ends
        the third sentence.
    mixed, weight, level, n_boot
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    Headline
        ``sentences`` (three) and ``caveat``.

    Raises
    ------
    MeasureError
        If there are not at least two groups.
    """
    table = with_docvars(tags, documents, [by, "outlet"])
    estimates = compare(table, by, mixed=mixed, weight=weight, level=level, n_boot=n_boot, seed=seed)
    groups = list(dict.fromkeys(estimates[by]))
    if len(groups) < 2:
        raise MeasureError(f"headline: {by} has one group only ({groups[0]}); at least two are needed")
    return Headline(
        (
            _what_they_say(estimates, by),
            _how_far_apart(estimates, by, level),
            _what_is_unknown(table, by, verdict),
        ),
        _caveat(table, by, level),
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


def _what_they_say(estimates: pd.DataFrame, by: str) -> str:
    parts = []
    for group, part in estimates.groupby(by, sort=False):
        k = int(part["n_articles"].iloc[0])
        who = f"the {group} article is" if k == 1 else f"the {_words(k)} {group} articles are"
        parts.append(f"{who} {' and '.join(_share(part, frame) for frame in ('cooperation', 'rivalry'))}")
    return f"Counted in sentences, {'; '.join(parts)}."


def _share(part: pd.DataFrame, frame: str) -> str:
    values = part.loc[part["measure"] == frame, ["estimate", "low", "high"]].to_numpy(float)[0]
    share, low, high = (f"{100 * v:.0f}" for v in values)
    return f"{share} % [{low}–{high}] {frame}"


def _how_far_apart(estimates: pd.DataFrame, by: str, level: float) -> str:
    groups = list(dict.fromkeys(estimates[by]))
    gap = differences(estimates, by=by, pairs=[(groups[0], groups[-1])]).iloc[0]
    ends = np.array([gap["low"], gap["high"]], dtype=float)
    more, less, ratio = groups[0], groups[-1], np.exp(gap["estimate"])
    if gap["estimate"] < 0:
        more, less, ratio, ends = less, more, 1 / ratio, -ends[::-1]
    low, high = np.exp(ends)
    certain = "includes 1, no difference" if low <= 1 <= high else "does not include 1"
    same = f"{ratio:.1f}" == "1.0"
    alike, apart = f"{groups[0]} and {groups[-1]}", f"{ratio:.1f} times as high in {more} as in {less}"
    how = f"about the same in {alike}" if same else apart
    text = (
        f"The odds of cooperation over rivalry are {how} ({'ratio 1.0, ' if same else ''}"
        f"{100 * level:.0f} % interval {low:.1f} to {high:.1f}, which {certain})"
    )
    return "; ".join([text, *_middle(estimates, by)]) + "."


def _middle(estimates: pd.DataFrame, by: str) -> list[str]:
    balances = estimates.loc[estimates["measure"] == "balance", [by, "estimate"]]
    names, values = balances[by].astype(str).to_list(), balances["estimate"].to_numpy(float)
    low, high = sorted((values[0], values[-1]))
    placed = {True: [], False: []}  # type: dict[bool, list[str]]
    for name, value in zip(names[1:-1], values[1:-1], strict=True):
        placed[bool(low <= value <= high)].append(name)
    verbs = {True: ("lies", "lie"), False: ("does not lie", "do not lie")}
    return [
        f"{' and '.join(which)} {verbs[inside][len(which) > 1]} between the two"
        for inside, which in placed.items()
        if which
    ]


def _what_is_unknown(table: pd.DataFrame, by: str, verdict: str | None) -> str:
    sizes = _sizes(table, by)
    ways = comb(int(sizes.iloc[0] + sizes.iloc[-1]), int(sizes.iloc[0]))
    single = [str(g) for g in sizes.index[sizes == 1]]
    few = f"one article {'each ' if len(single) > 1 else ''}for {' and '.join(single)}"
    text = (
        f"With {few if single else f'{sizes.sum()} articles'}, {by.replace('_', ' ')}, outlet and author "
        f"cannot be told apart, and as the articles of {sizes.index[0]} and {sizes.index[-1]} can be dealt "
        f"out in only {ways} ways, no exact test on articles can fall below p = {1 / ways:.2g}"
    )
    return f"{text}; {verdict[0].lower()}{verdict[1:].rstrip('.')}." if verdict else f"{text}."


def _caveat(table: pd.DataFrame, by: str, level: float) -> str:
    sizes = _sizes(table, by)
    listing = ", ".join(f"{n} from {group}" for group, n in sizes.items())
    outlets = table.drop_duplicates("doc_id")["outlet"].nunique()
    return (
        f"Brackets are {100 * level:.0f} % intervals. They rest on {sizes.sum()} articles ({listing}) "
        f"in {outlets} outlets. Where there is one article, they say how its own sentences vary, not what "
        "other articles of the time said; sentences are taken as independent within an article."
    )


def _sizes(table: pd.DataFrame, by: str) -> pd.Series[int]:
    return table.drop_duplicates("doc_id").groupby(by)["doc_id"].size()


def _words(n: int) -> str:
    small = (
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    )
    return small[n] if n < len(small) else str(n)
