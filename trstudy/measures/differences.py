"""Differences between groups of articles, with intervals recovered from the groups' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.framing import ESTIMATE_COLUMNS, compare
from trstudy.measures.scale import MEASURES, check_option
from trstudy.tables import require_columns

DIFFERENCE_COLUMNS: tuple[str, ...] = (
    "pair", "first", "second", "measure", "estimate", "low", "high", "n", "n_articles", "conditions_on",
)  # fmt: skip


def differences(
    estimates: pd.DataFrame,
    *,
    measure: str = "balance",
    by: str = "year",
    pairs: Sequence[tuple[Any, Any]] | None = None,
) -> pd.DataFrame:
    """Differences of one measure between groups, with intervals.

    The interval of a difference is recovered from the two groups' own intervals by the square-and-add
    rule: Newcombe (1998), Statistics in Medicine 17: 873–890, method 10; for any two independent
    estimates Zou & Donner (2008), Statistics in Medicine 27: 1693–1702, equation 7. Groups must not
    share articles: it takes them for independent.

    Parameters
    ----------
    estimates
        What :func:`~trstudy.measures.framing.compare` gave.
    measure
        One of the four frames, or ``"balance"``.
    by
        The column that names the groups.
    pairs
        The pairs to set against each other, as (first, second); by default all, in order.

    Returns
    -------
    DataFrame
        ``pair, first, second, measure, estimate, low, high, n, n_articles, conditions_on``; ``estimate`` is
        first minus second, in share points (of 1) or log odds.

    Raises
    ------
    MeasureError
        If a group or measure is not in the table.
    """
    require_columns(estimates, [by, *ESTIMATE_COLUMNS], "estimates")
    check_option("measure", measure, MEASURES)
    part = estimates.loc[estimates["measure"] == measure]
    if part[by].duplicated().any():
        raise MeasureError(f"estimates: {by} names more than one group; compare by {by} alone")
    part = part.set_index(by)
    rows = []
    for first, second in combinations(part.index, 2) if pairs is None else pairs:
        for group in (first, second):
            check_option(by, group, list(part.index))
        a, b = part.loc[first], part.loc[second]
        gap = a["estimate"] - b["estimate"]
        below = np.hypot(a["estimate"] - a["low"], b["high"] - b["estimate"])
        above = np.hypot(a["high"] - a["estimate"], b["estimate"] - b["low"])
        basis = "; ".join(
            dict.fromkeys((f"{first}: {a['conditions_on']}", f"{second}: {b['conditions_on']}"))
        )
        n, k = a["n"] + b["n"], a["n_articles"] + b["n_articles"]
        pair = f"{first} − {second}"
        rows.append((pair, first, second, measure, gap, gap - below, gap + above, n, k, basis))
    return pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))


def differences_by_source(
    sources: Mapping[str, pd.DataFrame], by: str = "year", **options: Any
) -> pd.DataFrame:
    """Differences of balance between groups, for several tables of tags side by side.

    Parameters
    ----------
    sources
        Name to tags table.
    by
        The column that makes the groups.
    **options
        Options of :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    DataFrame
        The rows of :func:`differences`, with the name in ``source``.
    """
    parts = [differences(compare(t, by, **options), by=by).assign(source=name) for name, t in sources.items()]
    return pd.concat(parts, ignore_index=True)
