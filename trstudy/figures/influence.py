"""What the difference hangs on: single articles, single cues."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from trstudy.figures.intervals import interval_plot
from trstudy.figures.style import (
    GRID,
    INK,
    MUTED,
    SERIES_COLOURS,
    look,
    new_axes,
    note,
    number,
    set_alt_text,
)  # fmt: skip
from trstudy.measures.cue_influence import CueInfluence
from trstudy.tables import require_columns


def article_influence(table: pd.DataFrame, *, ax: Axes | None = None, slides: bool = False) -> Axes:
    """Draw the difference between the first and the last group with each article left out.

    Parameters
    ----------
    table
        What :func:`~trstudy.measures.influence.leave_one_article_out` gave.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Difference of balance in log odds with intervals, one row per article left out.
    """
    require_columns(table, ["left_out", "group", "estimate", "low", "high"], "table")
    names = ["nothing left out", *(f"without {a}" for a in table["left_out"].iloc[1:])]
    return interval_plot(
        table.assign(left_out=names),
        label="left_out",
        lines={"no difference": 0.0},
        title="The difference without each article in turn",
        xlabel="difference of balance, first − last group (log odds)",
        footnote="Without the only article of a group there is no difference to estimate.",
        ax=ax,
        slides=slides,
    )


def group_differences(
    table: pd.DataFrame, *, series: str | None = None, ax: Axes | None = None, slides: bool = False
) -> Axes:
    """Draw the differences of balance between groups, with intervals.

    Parameters
    ----------
    table
        What :func:`~trstudy.measures.differences.differences` gave.
    series
        A column that parts the rows, e.g. ``"source"``.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        One row per pair of groups, in log odds; to the right of 0 the first of the pair is the more
        cooperative one.
    """
    return interval_plot(
        table,
        label="pair",
        series=series,
        lines={"no difference": 0.0},
        title="How far apart the groups are",
        xlabel="difference of balance, first − second (log odds)",
        footnote="To the right of 0 the first of the pair is the more cooperative one.",
        ax=ax,
        slides=slides,
    )


def cue_influence(
    found: CueInfluence, *, top: int = 10, ax: Axes | None = None, slides: bool = False
) -> Axes:
    """Draw how much of the difference goes with each of the cues that carry it most.

    Parameters
    ----------
    found
        What :func:`~trstudy.measures.cue_influence.leave_one_cue_out` gave.
    top
        How many cues to draw.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Bars in log odds from the difference with all cues to that without the one.
    """
    rows = found.table.head(top)
    step = -rows["carries"] if found.difference >= 0 else rows["carries"]
    ends = ((0, found.difference), (len(rows) + 1, found.together))
    names = [f"without {entry}  ({n}×)" for entry, n in rows[["entry", "n_sentences"]].to_numpy()]
    step = -rows["carries"] if found.difference >= 0 else rows["carries"]
    ends = ((0, found.difference), (len(rows) + 1, found.together))
    names = [f"without {entry}  ({n}×)" for entry, n in rows[["entry", "n_sentences"]].to_numpy()]
    with look(slides=slides):
        ax = new_axes(ax, width=9, height=1.6 + 0.34 * (len(rows) + 2), slides=slides)
        bars: dict[str, Any] = {"height": 0.6, "color": SERIES_COLOURS[0], "edgecolor": INK, "lw": 0.6}
        ax.barh(range(1, len(rows) + 1), step, left=found.difference, **bars)
        for y, value in ends:
            ax.plot(value, y, "D", color="white" if y else INK, mec=INK, mew=1.6, ms=9)
            ax.annotate(number(value), (value, y), (9, 0), textcoords="offset points", va="center")
        ax.axvline(found.difference, color=MUTED, lw=1, ls=(0, (4, 3)), zorder=0)
        ax.axvline(0, color=INK, lw=1, zorder=0)
        ax.set_yticks(range(len(rows) + 2), ["all cues", *names, f"without all {found.n_together}"])
        ax.invert_yaxis()
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="x", color=GRID, lw=0.6)
        ax.set_axisbelow(True)
        shown = [0.0, found.difference, found.together, *rows["without"]]
        low, high = min(shown), max(shown)
        ax.set_xlim(low - 0.08 * (high - low), high + 0.15 * (high - low))
        ax.set_xlabel("difference of balance, first − last group (log odds)")
        ax.set_title(f"The {len(rows)} cues that carry the difference")
        again = (rows["method"] == "retagged").all()
        how = "the tagger ran again without it" if again else "its evidence was taken out of the sums"
        note(
            ax,
            "Each bar runs from the difference with all cues to that without the one; "
            f"{how}. × counts the sentences in which a cue counted.",
        )
    return set_alt_text(ax, describe_cue_influence(found, top=top))


def describe_cue_influence(found: CueInfluence, *, top: int = 10) -> str:
    """Alternative text of :func:`cue_influence`, computed from the same table."""
    rows = found.table.head(top)[["entry", "without"]].to_numpy()
    words = ", ".join(f"without {entry} {number(value)}" for entry, value in rows)
    return (
        f"Difference of balance {number(found.difference)} log odds with all cues; {words}; "
        f"without these {found.n_together} together {number(found.together)}."
    )
