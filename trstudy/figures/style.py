"""One look for every figure: colours and shapes that survive greyscale, sizes, and alt text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import patheffects
from matplotlib import pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import AbstractPathEffect

from trstudy.measures.digits import percent
from trstudy.measures.scale import coverage
from trstudy.measures.scale import signed as number
from trstudy.tables import FRAMES

__all__ = [
    "FRAME_COLOURS", "FRAME_HATCHES", "FRAME_INKS", "FRAME_MARKERS", "GRID", "INK", "MUTED", "SERIES_COLOURS",
    "SERIES_MARKERS", "alt_text", "each_by_itself", "frame_handles", "look", "new_axes", "note", "number",
    "percent", "rows", "set_alt_text", "show", "whiskers", "wrapped",
]  # fmt: skip

# Okabe & Ito's palette, darkened or lightened until the four frames also differ in greyscale
# (luminance about 0.3, 0.6, 0.45 and 0.87); hatch and marker tell them apart a second time.
FRAME_COLOURS = {"cooperation": "#00507f", "rivalry": "#f0a030", "mixed": "#b0568f", "none": "#dedede"}
# thin lines and small marks need more contrast with the page than areas do
FRAME_INKS = {**FRAME_COLOURS, "rivalry": "#c46f00", "none": "#555555"}
FRAME_MARKERS = {"cooperation": "o", "rivalry": "v", "mixed": "D", "none": "|"}
FRAME_HATCHES = {"cooperation": "", "rivalry": "////", "mixed": "xxxx", "none": ""}
INK, MUTED, GRID = "#1a1a1a", "#555555", "#d9d9d9"
# for groups that are not frames (outlets, key terms), in the order to use them
SERIES_COLOURS = ("#00507f", "#d55e00", "#009e73", "#b0568f", "#56b4e9", "#8a6d00", "#555555")
SERIES_MARKERS = ("o", "s", "^", "D", "P", "X", "v")

_BASE: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same glyphs on every machine
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.grid": False,
    "grid.color": GRID,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
    "hatch.color": "white",
    "hatch.linewidth": 1.0,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.dpi": 100,
    "savefig.dpi": 150,
    "text.parse_math": False,  # a title with two dollars in it is no formula
    "svg.hashsalt": "trstudy",
    "pdf.compression": 9,
}


@contextmanager
def look(*, slides: bool = False) -> Iterator[None]:
    """Draw in the project's look; ``slides`` enlarges every letter for a room."""
    size = 16.0 if slides else 10.5
    sizes: dict[Any, Any] = {
        **_BASE,
        "font.size": size,
        "axes.titlesize": size * 1.1,
        "axes.labelsize": size,
        "xtick.labelsize": size * 0.93,
        "ytick.labelsize": size * 0.93,
        "legend.fontsize": size * 0.93,
        "lines.linewidth": 2.4 if slides else 1.6,
        "lines.markersize": 10 if slides else 7,
    }
    with mpl.rc_context(sizes):
        yield


def new_axes(ax: Axes | None, *, width: float = 9.0, height: float = 4.5, slides: bool = False) -> Axes:
    """Give ``ax`` back, or the axes of a new figure of ``width`` by ``height`` inches.

    A slide figure keeps its shape and grows a third, so that its larger letters have room.
    """
    if ax is not None:
        return ax
    grow = 4 / 3 if slides else 1.0
    _, new = plt.subplots(figsize=(width * grow, height * grow))
    return new


def set_alt_text(ax: Axes, text: str) -> Axes:
    """Keep ``text`` on the axes' figure as its alternative text, and return the axes."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    setattr(figure, "alt_text", text)  # noqa: B010 (a name of our own on a foreign class)
    return ax


def alt_text(drawn: Axes | Figure) -> str:
    """Return the alternative text of a figure, or of the figure that axes belong to; empty if it has none."""
    figure = drawn if isinstance(drawn, Figure) else drawn.get_figure(root=True)
    return str(getattr(figure, "alt_text", ""))


def show(ax: Axes) -> None:
    """Show a figure in a notebook once, with its alternative text in the output's metadata."""
    from IPython.display import display

    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    display(figure, metadata={"image/png": {"alt": alt_text(figure)}})  # type: ignore[no-untyped-call]
    plt.close(figure)


def whiskers(
    ax: Axes, x: npt.ArrayLike, y: npt.ArrayLike, reach: npt.ArrayLike, *, across: bool = False
) -> None:
    """Draw intervals as dark lines with a white rim, so that they show on any bar.

    Parameters
    ----------
    ax
        Axes to draw on.
    x, y
        Where the estimates are, shape ``(n,)``.
    reach
        How far the interval reaches below and above, shape ``(2, n)``.
    across
        Whether intervals run along x instead of y.
    """
    direction = {"xerr" if across else "yerr": np.clip(np.asarray(reach, dtype=float), 0, None)}
    drawn = ax.errorbar(x, y, fmt="none", ecolor=INK, elinewidth=1.4, capsize=3, zorder=3, **direction)
    rim: list[AbstractPathEffect] = [patheffects.withStroke(linewidth=3.6, foreground="white")]
    for line in drawn.lines[2]:
        line.set_path_effects(rim)


def rows(ax: Axes, at: npt.ArrayLike, names: Sequence[str], *, lined: bool = True, **words: Any) -> None:
    """Set ``ax`` up for one row per name: no ticks beside the names.

    Parameters
    ----------
    ax
        Axes to set up.
    at
        Where the rows are, shape ``(n,)``.
    names
        What to call them.
    lined
        Whether there are an axis and a grid to read values by.
    **words
        How to write the names, e.g. ``fontsize="small"``.
    """
    ax.set_yticks(np.asarray(at, dtype=float), list(names), **words)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(lined)
    if lined:
        ax.grid(axis="x", color=GRID, lw=0.6)
        ax.set_axisbelow(True)


def frame_handles(*, markers: bool = False) -> list[Artist]:
    """Legend entries for the four frames: hatched patches, or their markers."""
    if markers:
        return [
            Line2D([], [], ls="", marker=FRAME_MARKERS[f], color=FRAME_INKS[f], mec=INK, mew=0.6, label=f)
            for f in FRAMES
        ]
    return [
        Patch(facecolor=FRAME_COLOURS[f], hatch=FRAME_HATCHES[f], edgecolor="white", label=f) for f in FRAMES
    ]


def wrapped(text: str, width: int = 24, *, lines: int | None = None) -> str:
    """Break ``text`` into lines of at most ``width`` letters, for labels; after ``lines`` it ends in "…"."""
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder=" …")) or text


def note(ax: Axes, text: str) -> None:
    """Write a small note under the figure: what the intervals are, what they condition on."""
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    figure.supxlabel(
        textwrap.fill(text, int(figure.get_figwidth() * 165 / mpl.rcParams["font.size"])),
        x=0.01,
        ha="left",
        fontsize=mpl.rcParams["font.size"] * 0.8,
        color=MUTED,
    )


def each_by_itself(level: float | pd.Series[float]) -> str:
    """Word what a line is: an interval of some coverage, not corrected for how many there are."""
    one = level if isinstance(level, float) else float(level.iloc[0])
    return f"{coverage(one)} intervals, each by itself"
