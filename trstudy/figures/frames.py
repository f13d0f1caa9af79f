"""Shares of the four frames, side by side for each group, with intervals and counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.style import (
    FRAME_COLOURS,
    FRAME_HATCHES,
    INK,
    each_by_itself,
    frame_handles,
    look,
    new_axes,
    note,
    percent,
    set_alt_text,
    whiskers,
    wrapped,
)
from trstudy.tables import FRAMES, require_columns


def frame_shares(
    estimates: pd.DataFrame,
    *,
    by: str = "year",
    ax: Axes | None = None,
    slides: bool = False,
    narrow: bool = False,
) -> Axes:
    """Draw the share of each frame in each group as bars with intervals.

    Parameters
    ----------
    estimates
        What ``compare(tags, by=by)`` gave.
    by
        The column that names the groups.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.
    narrow
        Whether it is to be read at the width of a phone: half as wide, its words in more lines.

    Returns
    -------
    Axes
        Shares in per cent of a group's sentences; the number over a bar is its count of sentences. The
        alternative text is in ``figures.style.alt_text(ax)``.

    Raises
    ------
    TrstudyError
        If the table is not one that ``compare`` gave.
    """
    shares = frame_rows(estimates, by)
    groups = list(dict.fromkeys(shares[by]))
    with look(slides=slides):
        ax = new_axes(ax, width=4.6 if narrow else 9, height=5 if narrow else 4.6, slides=slides)
        for j, frame in enumerate(FRAMES):
            part = shares.loc[shares["measure"] == frame].set_index(by).loc[groups]
            x = np.arange(len(groups)) + (j - 1.5) * 0.2
            value = 100 * part["estimate"].to_numpy()
            reach = 100 * np.vstack([part["estimate"] - part["low"], part["high"] - part["estimate"]])
            frame_bars(ax, frame, x, value, size=0.19)
            whiskers(ax, x, value, reach)
            for at, top, count in zip(x, 100 * part["high"], part["count"], strict=True):
                ax.annotate(
                    f"{count}", (at, top), (0, 3), textcoords="offset points", ha="center", va="bottom"
                )
        ax.set_xticks(range(len(groups)), [_group_label(shares, by, g, narrow=narrow) for g in groups])
        ax.tick_params(axis="x", length=0)
        ax.set_ylim(0, 100 * shares["high"].max() + 14)  # room for counts and legend, above 100 % too
        ax.set_yticks([tick for tick in ax.get_yticks() if tick <= min(100, ax.get_ylim()[1])])
        ax.set_ylabel("share of sentences (%)")
        title = f"How the sentences frame the relation, by {by.replace('_', ' ')}"
        ax.set_title(wrapped(title, 32) if narrow else title)
        ax.legend(
            handles=frame_handles(),
            ncols=len(FRAMES),
            loc="upper left",
            handlelength=1.2 if narrow else 1.4,
            columnspacing=0.9 if narrow else 1.4,
            borderaxespad=0,
        )
        note(ax, f"Numbers over the bars count sentences. {how_made(shares)}")
    return set_alt_text(ax, describe_frame_shares(estimates, by=by))


def describe_frame_shares(estimates: pd.DataFrame, *, by: str = "year") -> str:
    """Alternative text of :func:`frame_shares`, computed from the same table."""
    shares = frame_rows(estimates, by)
    parts = []
    for group, part in shares.groupby(by, sort=False):
        words = ", ".join(
            f"{frame} {percent(e)} ({percent(low)} to {percent(high)})"
            for frame, e, low, high in part[["measure", "estimate", "low", "high"]].to_numpy()
        )
        first = part.iloc[0]
        parts.append(f"{group} ({articles(first['n_articles'])}, {first['n']} sentences): {words}")
    return f"Bar chart of the share of sentences in each frame by {by.replace('_', ' ')}. {'; '.join(parts)}."


def frame_bars(
    ax: Axes,
    frame: str,
    at: npt.NDArray[Any],
    share: npt.NDArray[Any],
    *,
    size: float,
    across: bool = False,
    start: float = 0.0,
) -> None:
    """Draw bars in a frame's colour and hatch, with a dark rim.

    Parameters
    ----------
    ax
        Axes to draw on.
    frame
        The frame.
    at, share
        Where the bars are and how long, shape ``(n,)``.
    size
        How thick they are.
    across
        Whether they lie.
    start
        Where they begin.
    """
    draw = ax.barh if across else ax.bar
    ends: dict[str, Any] = {"left" if across else "bottom": start, "zorder": 2}
    fill: dict[str, Any] = {
        "color": FRAME_COLOURS[frame],
        "hatch": FRAME_HATCHES[frame],
        "edgecolor": "white",
    }
    draw(at, share, size, **ends, **fill)
    draw(at, share, size, **ends, color="none", edgecolor=INK, linewidth=0.6)


def frame_rows(estimates: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the shares of frames among the rows that ``compare(tags, by=by)`` gave.

    Raises
    ------
    TrstudyError
        If the table is not one that ``compare`` gave.
    """
    wanted = [by, "measure", "count", "estimate", "low", "high", "n", "n_articles", "method", "level"]
    require_columns(estimates, wanted, "estimates")
    shares = estimates.loc[estimates["measure"].isin(list(FRAMES))]
    if shares.empty or shares.duplicated([by, "measure"]).any():
        raise MeasureError(
            f"estimates: expected one row per {by} and frame, as compare(tags, by={by!r}) gives"
        )
    return shares


def articles(n: int) -> str:
    """Word a number of articles."""
    return "1 article" if n == 1 else f"{n} articles"


def _group_label(shares: pd.DataFrame, by: str, group: object, *, narrow: bool) -> str:
    first = shares.loc[shares[by] == group].iloc[0]
    if narrow:
        return f"{group}\n{articles(first['n_articles'])}\n{first['n']} sentences"
    return f"{group}\n{articles(first['n_articles'])}, n = {first['n']} sentences"


def how_made(shares: pd.DataFrame) -> str:
    """Word what the lines of shares are and what they rest on."""
    methods = {
        "bootstrap of articles and sentences": "articles and sentences resampled where articles are several",
        "bootstrap of sentences": "sentences resampled",
        "Wilson score": "Wilson's score interval where there is one article or no such sentence",
    }
    used = [words for method, words in methods.items() if (shares["method"] == method).any()]
    return f"Lines are {each_by_itself(shares['level'])}: {'; '.join(used)}."
