"""What the result hangs on: one article."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.differences import differences
from trstudy.measures.scale import article_counts, signed


def leave_one_article_out(
    tags: pd.DataFrame,
    by: str = "year",
    *,
    mixed: str = "half",
    weight: str = "sentences",
    level: float = 0.95,
    n_boot: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Difference of balance between the first and the last group, each article left out in turn.

    Parameters
    ----------
    tags, by, mixed, weight, level, n_boot, seed
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    DataFrame
        ``left_out`` (``none`` first), ``group, estimate, low, high, n, n_articles, level``, in log odds;
        ``n`` counts the sentences of the two groups. Without the only article of either group there is no
        difference left: the estimate is missing.

    Raises
    ------
    MeasureError
        If there are fewer than two groups.
    """
    index = article_counts(tags, by).index
    groups = index.get_level_values(by).unique()
    if len(groups) < 2:
        raise MeasureError(f"{by} has one group only ({groups[0]}); at least two are needed")
    columns = ("estimate", "low", "high", "n", "n_articles")
    options: dict[str, Any] = {
        "mixed": mixed, "weight": weight, "level": level, "n_boot": n_boot, "seed": seed,
    }  # fmt: skip
    ends, rows = (groups[0], groups[-1]), []
    for group, article in [(None, None), *index]:
        part = tags if article is None else tags.loc[tags["doc_id"] != article]
        inside = part.loc[part[by].isin(ends)]
        found: tuple[object, ...] = (*[np.nan] * 3, len(inside), inside["doc_id"].nunique())
        if set(ends) <= set(part[by]):
            row = differences(part, by, pairs=[ends], **options).iloc[0]
            found = tuple(row[list(columns)])
        rows.append((article or "none", group, *found))
    return pd.DataFrame(rows, columns=["left_out", "group", *columns]).assign(level=level)


def reach(table: pd.DataFrame) -> str:
    """Say in one sentence between which ends the difference runs when articles are left out.

    Parameters
    ----------
    table
        What :func:`leave_one_article_out` gave.

    Returns
    -------
    str
        Names the articles whose loss makes the difference smallest and largest.
    """
    known = table.dropna(subset=["estimate"]).sort_values("estimate", kind="stable")
    ends = known[["estimate", "left_out"]].to_numpy()[[0, -1]]
    low, high = (f"{signed(value)} (left out: {who})" for value, who in ends)
    return f"The difference runs from {low} to {high} log odds."
