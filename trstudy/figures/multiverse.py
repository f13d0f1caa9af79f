"""Specification curve: the difference under every combination of choices, and what each choice does to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import patheffects
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from trstudy.figures.style import (
    FRAME_COLOURS,
    GRID,
    INK,
    MUTED,
    each_by_itself,
    look,
    note,
    number,
    percent,
    rows,
    set_alt_text,
)
from trstudy.measures.multiverse import CHOICES, Multiverse

_BINS = 100  # columns of the lower panel; with more specifications than that, a column shows a share


def specification_curve(found: Multiverse, *, slides: bool = False) -> Axes:
    """Draw every specification in the order of its difference, above the options it is made of.

    After Simonsohn, Simmons & Nelson (2020), figure 2. The lower panel shows, for each option, where in
    that order its specifications lie: the darker, the more of them (black: twice as many as if the choice
    made no difference); the number is the share of the
    option's specifications in which the first group is the more cooperative one.

    Parameters
    ----------
    found
        What :func:`~trstudy.measures.multiverse.multiverse` gave.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        The upper panel: difference of balance in log odds, with intervals; the diamond is the main analysis.
    """
    table = found.defined.reset_index(names="specification").sort_values("difference", kind="stable")
    options = found.options()
    first, last = found.groups[0], found.groups[-1]
    with look(slides=slides):
        grow = 4 / 3 if slides else 1.0
        _, (ax, below) = plt.subplots(
            2, 1, sharex=True, figsize=(9 * grow, (3.6 + 0.21 * len(options)) * grow),
            height_ratios=[3, 0.23 * len(options)],
        )  # fmt: skip
        x, gap = np.arange(len(table)), table["difference"].to_numpy(float)
        ax.fill_between(x, table["low"], table["high"], color=GRID, lw=0, zorder=1)
        for above, colour, marker in ((True, FRAME_COLOURS["cooperation"], "."), (False, "#c04a00", "v")):
            lot = (gap > 0) == above
            ax.plot(x[lot], gap[lot], marker, ms=3, mew=0, color=colour, zorder=2)
        ax.axhline(0, color=INK, lw=0.9, zorder=3)
        at = int(np.flatnonzero(table["specification"] == 0)[0])
        ax.plot(at, gap[at], "D", ms=8 * grow, color="white", mec=INK, mew=1.6, zorder=4)
        up = gap[at] > 0  # away from the line at 0, which would strike the words out
        side = "right" if up and at > 0.3 * len(x) else "left"
        ax.annotate(
            f"main analysis {number(gap[at])}", (at, gap[at]), (0, (10 if up else -10) * grow),
            textcoords="offset points", va="bottom" if up else "top", ha=side,
            path_effects=[patheffects.withStroke(linewidth=3, foreground=GRID)], zorder=5,
        )  # fmt: skip
        ax.set_ylabel(f"balance {first} − {last}\n(log odds)")
        ax.set_title(f"Is {first} more cooperative than {last}? {len(table):,} answers")
        share = percent(found.first_above_last)
        ax.text(0.99, 0.04, f"above 0: {share}", transform=ax.transAxes, ha="right", color=MUTED)
        _options(below, table, options)
        below.set_xlabel("specifications, in the order of their difference")
        note(ax, _note(found))
    return set_alt_text(ax, describe_specification_curve(found))


def describe_specification_curve(found: Multiverse) -> str:
    """Alternative text of :func:`specification_curve`, computed from the same specifications."""
    gap = found.defined["difference"]
    return (
        f"Specification curve of {len(gap):,} differences of balance, from {number(gap.min())} to "
        f"{number(gap.max())} log odds, median {number(gap.median())}. {found.verdict()}"
    )


def _options(ax: Axes, table: pd.DataFrame, options: pd.DataFrame) -> None:
    size = max(1, -(-len(table) // _BINS))
    starts = np.arange(0, len(table), size)
    names, y = [], 0.0
    for choice in CHOICES:
        part = options.loc[options["choice"] == choice]
        if len(part) < 2:
            continue
        for option, share in part[["option", "first_above_last"]].itertuples(index=False):
            chosen = (table[choice] == option).to_numpy(float)
            density = np.add.reduceat(chosen, starts) / np.diff([*starts, len(table)])
            _strip(ax, density / (2 * chosen.mean()), size, len(table), y)
            ax.text(len(table) * 1.01, y, percent(share), va="center", fontsize="small", color=MUTED)
            names.append((y, _LABELS[choice].format(str(option))))
            y -= 1
        y -= 0.45
    rows(ax, [at for at, _ in names], [name for _, name in names], lined=False, fontsize="small")
    ax.set_ylim(y + 0.7, 0.8)
    ax.set_xlim(-0.01 * len(table), len(table))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def _strip(ax: Axes, density: npt.NDArray[np.float64], size: int, n: int, y: float) -> None:
    extent = (-0.5, min(len(density) * size, n) - 0.5, y - 0.4, y + 0.4)
    shade: dict[str, Any] = {"cmap": "Greys", "vmin": 0, "vmax": 1, "interpolation": "nearest"}
    ax.imshow(density[None, :], aspect="auto", extent=extent, **shade)


_LABELS = {
    "tagger": "tagger: {}",
    "unit": "unit: {}",
    "headings": "{} headings",
    "hedged": "{} hedged",
    "attributed": "{} attributed",
    "mixed": "mixed: {}",
    "weight": "{} weigh the same",
    "articles": "articles: {}",
}


def _note(found: Multiverse) -> str:
    first, last, median = found.groups[0], found.groups[-1], found.median
    return (
        f"Grey: {each_by_itself(found.level)}, as if units were independent. Darker: more of an option's "
        "specifications lie there than if it made no difference (black: twice as many). Per cent: share of "
        f"them with {first} above {last}. The median is {number(median.observed)}; dealing the articles out "
        f"in {median.n_deals:,} ways gives {number(median.expected)} on average, and a median at least as "
        f"far from that in {percent(median.p)} of them."
    )
