"""What the difference hangs on: single articles, single cues."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.figures.frames import articles
from trstudy.figures.intervals import interval_plot
from trstudy.figures.style import (
    INK,
    MUTED,
    SERIES_COLOURS,
    each_by_itself,
    look,
    new_axes,
    note,
    number,
    rows,
    set_alt_text,
)  # fmt: skip
from trstudy.measures.cue_influence import CueInfluence
from trstudy.measures.scale import coverage
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
    require_columns(
        table, ["left_out", "group", "estimate", "low", "high", "n", "n_articles", "level"], "table"
    )
    what = ["nothing left out", *(f"without {a}" for a in table["left_out"].iloc[1:])]
    sizes = zip(what, table["n"], table["n_articles"], strict=True)
    names = [f"{name}  (n = {n}, {articles(k)})" for name, n, k in sizes]
    return interval_plot(
        table.assign(left_out=names),
        label="left_out",
        lines={"no difference": 0.0},
        title="The difference without each article in turn",
        xlabel="difference of balance, first − last group (log odds)",
        footnote=f"Lines are {each_by_itself(table['level'])}: articles and sentences resampled, or of a "
        "group with one article left its sentences only. n counts the sentences of both groups. Without the "
        "only article of a group there is no difference to estimate.",
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
    require_columns(table, ["pair", "estimate", "low", "high", "n", "n_articles", "level", "family"], "table")
    sizes = table[["pair", "n", "n_articles"]].to_numpy()
    named = table if series else table.assign(pair=[f"{p}  (n = {n}, {articles(k)})" for p, n, k in sizes])
    return interval_plot(
        named,
        label="pair",
        series=series,
        lines={"no difference": 0.0},
        title="How far apart the groups are",
        xlabel="difference of balance, first − second (log odds)",
        footnote=_difference_note(table, series),
        ax=ax,
        slides=slides,
    )


def _difference_note(table: pd.DataFrame, series: str | None) -> str:
    """Word what the lines are, what they rest on, and how many sentences stand behind them."""
    pairs, level = int(table["family"].max()), table["level"]
    lines = (
        f"Lines are {each_by_itself(level)}; thin, with ends, {coverage(float(level.iloc[0]))} intervals "
        f"for the {pairs} pairs together"
        if pairs > 1
        else f"Lines are {each_by_itself(level)}"
    )
    counts = "n counts the sentences of both groups"
    if series:
        each = table.groupby(series, sort=False)["n"].agg(lambda n: ", ".join(map(str, n)))
        counts += f", row by row: {'; '.join(f'{name} {n}' for name, n in each.items())}"
    return (
        f"To the right of 0 the first of the pair is the more cooperative one. {lines}. A group with one "
        f"article lends only that article's sentences: nothing is known of others. {counts}."
    )


def cue_influence(found: CueInfluence, *, ax: Axes | None = None, slides: bool = False) -> Axes:
    """Draw how far the difference moves without each of the cues that matter most, either way.

    Parameters
    ----------
    found
        What :func:`~trstudy.measures.cue_influence.leave_one_cue_out` gave.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Bars in log odds from the difference with all cues to that without the one: first the cues that
        carry the difference, then those that work against it, each lot followed by all of it together.
    """
    lots = (
        (found.carrying, "that carry", found.without_carrying, SERIES_COLOURS[0]),
        (found.opposing, "against", found.without_opposing, SERIES_COLOURS[1]),
    )
    names, diamonds = ["all cues"], [(0, found.difference)]
    with look(slides=slides):
        drawn = sum(len(lot) + 1 for lot, *_ in lots if len(lot))
        ax = new_axes(ax, width=9, height=1.9 + 0.34 * (drawn + 1), slides=slides)
        for lot, what, together, colour in lots:
            if lot.empty:
                continue
            bars: dict[str, Any] = {"height": 0.6, "color": colour, "edgecolor": INK, "lw": 0.6}
            ax.barh(
                np.arange(len(lot)) + len(names),
                lot["without"] - found.difference,
                left=found.difference,
                **bars,
            )
            names += [
                f"without {_quoted(entry)}  ({n}×)" for entry, n in lot[["entry", "n_changed"]].to_numpy()
            ]
            names.append(f"without these {len(lot)} {what}")
            diamonds.append((len(names) - 1, together))
        for y, value in diamonds:
            ax.plot(value, y, "D", color="white" if y else INK, mec=INK, mew=1.6, ms=9)
            ax.annotate(number(value), (value, y), (9, 0), textcoords="offset points", va="center")
        ax.axvline(found.difference, color=MUTED, lw=1, ls=(0, (4, 3)), zorder=0.8)
        ax.axvline(0, color=INK, lw=1, zorder=0.8)
        rows(ax, range(len(names)), names)
        ax.invert_yaxis()
        shown = [0.0, *(value for _, value in diamonds), *(x for lot, *_ in lots for x in lot["without"])]
        low, high = min(shown), max(shown)
        ax.set_xlim(low - 0.08 * (high - low), high + 0.15 * (high - low))
        ax.set_xlabel("difference of balance, first − last group (log odds)")
        ax.set_title("The cues that carry the difference, and those against it")
        note(
            ax,
            "Each bar runs from the difference with all cues to that without the one, the tagger having run "
            f"again. × counts the sentences whose frame changes. Chosen from the {len(found.table)} cues "
            f"that counted, of equals the first by the alphabet; n = {found.n_tagged} sentences. "
            "No interval: nothing is sampled.",
        )
    return set_alt_text(ax, describe_cue_influence(found))


def describe_cue_influence(found: CueInfluence) -> str:
    """Alternative text of :func:`cue_influence`, computed from the same table."""
    words = f"Difference of balance {number(found.difference)} log odds with all {len(found.table)} cues"
    for lot, what, together in (
        (found.carrying, "that carry it", found.without_carrying),
        (found.opposing, "that work against it", found.without_opposing),
    ):
        if len(lot):
            each = (f"without {e} {number(v)}" for e, v in lot[["entry", "without"]].to_numpy())
            words += f"; {', '.join(each)}; without these {len(lot)} {what} together {number(together)}"
    return f"{words}."


def _quoted(entry: str) -> str:
    """Word an entry of the lexicon; its two dots stand for other words between."""
    return f"“{entry.replace(' .. ', ' … ')}”"
