"""Balance of cooperation against rivalry in every group of sentences, one line each."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.frames import articles
from trstudy.figures.intervals import interval_plot
from trstudy.figures.style import each_by_itself
from trstudy.tables import require_columns


def group_balances(estimates: pd.DataFrame, *, ax: Axes | None = None, slides: bool = False) -> Axes:
    """Draw the balance of the groups of several variables, with intervals.

    Parameters
    ----------
    estimates
        What :func:`~trstudy.measures.framing.compare_each` gave.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        One row per group, in log odds, the groups of each variable by number of sentences; those without a
        sentence that speaks of the relation are named in the note.

    Raises
    ------
    MeasureError
        If there is no balance among the rows.
    """
    columns = ["variable", "group", "measure", "count", "estimate", "low", "high", "n_articles", "level"]
    require_columns(estimates, columns, "estimates")
    rows = estimates.loc[estimates["measure"] == "balance"]
    if rows.empty:
        raise MeasureError("estimates: no balance among them; expected the rows that compare_each gives")
    order = pd.Categorical(rows["variable"], rows["variable"].unique(), ordered=True)
    silent = rows["count"] == 0  # a balance of nothing is none
    rows = rows.assign(variable=order, estimate=rows["estimate"].mask(silent)).sort_values(
        ["variable", "count"], ascending=[True, False], kind="stable"
    )
    named = zip(*(rows[c] for c in ("variable", "group", "count", "n_articles")), strict=True)
    words = [f"{v}: {g.replace('_', ' ')}  (n = {n}, {articles(k)})" for v, g, n, k in named]
    return interval_plot(
        rows.assign(label=words),
        label="label",
        lines={"even": 0.0},
        title="Which way each kind of sentence leans",
        xlabel="balance (log odds)   ← rivalry      cooperation →",
        footnote=f"Lines are {each_by_itself(rows['level'])}: sentences resampled, and articles where there "
        "are several; normal where one of the two frames is missing. n counts the sentences that speak of "
        "the relation.",
        ax=ax,
        slides=slides,
    )
