"""Which frame prevails in which arena."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.figures.frames import articles, frame_bars, frame_rows, how_made
from trstudy.figures.style import (
    GRID,
    MUTED,
    look,
    new_axes,
    note,
    percent,
    rows,
    set_alt_text,
    whiskers,
)  # fmt: skip
from trstudy.tables import FRAMES

_STEP = 1.28  # columns of one unit (100 %) each, with a gap between them


def arena_frames(
    estimates: pd.DataFrame, *, by: str = "arena", ax: Axes | None = None, slides: bool = False
) -> Axes:
    """Draw the share of each frame in each arena, a column per frame, with intervals.

    Parameters
    ----------
    estimates
        What ``compare(tags, by=by)`` gave.
    by
        The column that names the rows.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Rows by number of sentences; in each column shares run from 0 to 100 % of the arena's sentences,
        and the number is the count of sentences.

    Raises
    ------
    TrstudyError
        If the table is not one that ``compare`` gave.
    """
    shares = _shares(estimates, by)
    arenas = list(dict.fromkeys(shares[by]))
    with look(slides=slides):
        ax = new_axes(ax, width=9, height=1.4 + 0.42 * len(arenas), slides=slides)
        y = -np.arange(len(arenas), dtype=float)
        for j, frame in enumerate(FRAMES):
            part, left = shares.loc[shares["measure"] == frame], j * _STEP
            value = part["estimate"].to_numpy(float)
            frame_bars(ax, frame, y, value, size=0.62, across=True, start=left)
            reach = [part["estimate"] - part["low"], part["high"] - part["estimate"]]
            whiskers(ax, left + value, y, reach, across=True)
            for at, end, count in zip(y, part["high"], part["count"], strict=True):
                ax.annotate(
                    f"{count}",
                    (left + end, at),
                    (5, 0),
                    textcoords="offset points",
                    va="center",
                    fontsize="small",
                )
            ax.plot([left, left], [0.5, y[-1] - 0.5], color=MUTED, lw=0.8)
            ax.plot([left + 1, left + 1], [0.5, y[-1] - 0.5], color=GRID, lw=0.8, zorder=0)
            ax.text(left, 0.62, frame, fontweight="bold", va="bottom")
        rows(ax, y, [_name(row, by) for row in shares.drop_duplicates(by).to_dict("records")], lined=False)
        ax.set_xticks(
            [j * _STEP + x for j in range(len(FRAMES)) for x in (0, 0.5, 1)], ["0", "50", "100"] * len(FRAMES)
        )
        ax.spines["bottom"].set_visible(False)
        ax.set_ylim(y[-1] - 0.6, 0.6)
        ax.set_xlim(-0.02, 3 * _STEP + 1.2)
        ax.set_xlabel(f"share of the {by.replace('_', ' ')}'s sentences (%)")
        ax.set_title(f"Frames by {by.replace('_', ' ')}", pad=24 if not slides else 34)
        note(ax, f"Numbers count sentences. {how_made(shares)}")
    return set_alt_text(ax, describe_arena_frames(estimates, by=by))


def describe_arena_frames(estimates: pd.DataFrame, *, by: str = "arena") -> str:
    """Alternative text of :func:`arena_frames`, computed from the same table."""
    words = []
    for arena, part in _shares(estimates, by).groupby(by, sort=False):
        pairs = zip(part["measure"], part["estimate"], strict=True)
        shares = ", ".join(f"{frame} {percent(share)}" for frame, share in pairs)
        words.append(f"{str(arena).replace('_', ' ')} ({part['n'].iloc[0]} sentences): {shares}")
    return f"Share of each frame by {by.replace('_', ' ')}. {'; '.join(words)}."


def _name(row: Mapping[Hashable, Any], by: str) -> str:
    return f"{row[by]}".replace("_", " ") + f"  (n = {row['n']}, {articles(row['n_articles'])})"


def _shares(estimates: pd.DataFrame, by: str) -> pd.DataFrame:
    return frame_rows(estimates, by).sort_values("n", ascending=False, kind="stable")
