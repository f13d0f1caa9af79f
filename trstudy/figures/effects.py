"""What figures of words share: an effect with its interval for each, and counts beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from trstudy.figures import style
from trstudy.figures.style import MUTED, SERIES_COLOURS, SERIES_MARKERS, new_axes, number

# corrected p-values below this make a marker filled
ALPHA = 0.05


def aligned(numbers: pd.DataFrame, form: str) -> list[str]:
    """Put whole numbers into words, each column as wide as its widest number."""
    widths = [len(str(numbers[c].max())) for c in numbers]
    # a figure space is as wide as a digit
    return [
        form.format(*(f"{n:\u2007>{w}}" for n, w in zip(row, widths, strict=True)))
        for row in numbers.itertuples(index=False, name=None)
    ]


def effects_axes(rows: pd.DataFrame, heading: str, ax: Axes | None, *, slides: bool) -> Axes:
    """Draw effects with intervals around zero, one row per word.

    Parameters
    ----------
    rows
        ``word, effect, low, high``; ``sure`` (the marker is filled), ``side`` (0 or 1: the group, which sets
        colour and marker) and ``counts`` (what stands on the right), in the order to show them.
    heading
        What the numbers on the right are.
    ax, slides
        As in the figures that call this.
    """
    ax = new_axes(ax, height=1.9 + 0.27 * len(rows), slides=slides)
    y = np.arange(len(rows), dtype=float)
    y[rows["side"].to_numpy() == 1] += 0.6  # a gap between the groups
    ax.axvline(0, color=MUTED, lw=0.9, zorder=1)
    for side in sorted(set(rows["side"])):
        part = (rows["side"] == side).to_numpy()
        colour, marker = SERIES_COLOURS[side], SERIES_MARKERS[side]
        ax.hlines(y[part], rows["low"][part], rows["high"][part], color=colour, zorder=2)
        for sure, fill in ((True, colour), (False, "white")):
            chosen = part & (rows["sure"] == sure).to_numpy()
            ax.plot(rows["effect"][chosen], y[chosen], marker, color=colour, mfc=fill, mew=1.3, zorder=3)
    style.rows(ax, y, list(rows["word"]))
    ax.set_ylim(y[-1] + 0.7, -0.7)
    for at, text in zip(y, rows["counts"], strict=True):
        ax.annotate(
            text, (1, at), (8, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            va="center", size="small",
        )  # fmt: skip
    ax.annotate(
        heading, (1, 1), (8, 4), xycoords="axes fraction", textcoords="offset points", va="bottom",
        color=MUTED, size="small",
    )  # fmt: skip
    return ax


def groups_legend(ax: Axes, groups: Sequence[str]) -> None:
    """Say above the axes what the markers of the sides stand for."""
    handles = [
        Line2D([], [], ls="", marker=SERIES_MARKERS[i], color=SERIES_COLOURS[i], mew=1.3, label=group)
        for i, group in enumerate(groups)
    ]
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(handles), borderaxespad=0.2,
        handletextpad=0.2, columnspacing=1.2,
    )  # fmt: skip


def described(rows: pd.DataFrame, what: str, scale: str) -> str:
    """Alternative text of a figure of effects, from the rows that it shows."""
    words = "; ".join(
        f"{word} {number(value, 1)} ({number(low, 1)} to {number(high, 1)})"
        for word, value, low, high in rows[["word", "effect", "low", "high"]].to_numpy()
    )
    sure = ", ".join(rows.loc[rows["sure"], "word"]) or "none"
    return f"{what}, {scale} with intervals: {words}. Significant after correction: {sure}."
