"""What can be said where there is one group of articles only, and so nothing to compare it with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from trstudy.measures.framing import compare
from trstudy.measures.headline import Headline, with_docvars
from trstudy.measures.lean import which_way
from trstudy.measures.scale import coverage


def single(
    tags: pd.DataFrame, documents: pd.DataFrame, *, by: str = "year", level: float = 0.95, **options: Any
) -> Headline:
    """Say what the only group of articles says, and what cannot be said without another.

    Parameters
    ----------
    tags, documents
        As for :func:`~trstudy.measures.headline.headline`.
    by
        The document variable of which there is one value.
    level
        Coverage of the intervals.
    options
        Further options of :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    Headline
        As :func:`~trstudy.measures.headline.headline` gives for two groups or more.
    """
    table = with_docvars(tags, documents, [by, "outlet"])
    estimates = compare(table, by, level=level, **options)
    group, what = estimates[by].iloc[0], by.replace("_", " ")
    articles, outlets = table["doc_id"].nunique(), table["outlet"].nunique()
    one = articles == 1
    return Headline(
        (
            which_way(estimates, table, by),
            f"There is no other {what} to set against {group}: whether it leans further to either side than "
            "another, these texts cannot show.",
            f"{'One article' if one else f'{articles} articles of one {what}'} cannot show what is due to "
            f"the {what} and what to the outlet or the author{'' if one else 's'}.",
        ),
        f"Brackets are {coverage(level)} intervals, each by itself. They rest on "
        f"{_counted(articles, 'article')} from {group} in {_counted(outlets, 'outlet')}"
        + (
            " and say how its own sentences vary, not what other articles of the time said."
            if one
            else "; sentences are taken as independent within an article."
        ),
    )


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
