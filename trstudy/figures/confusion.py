"""Which codes a tagger takes for which."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.style import INK, look, new_axes, note, percent, set_alt_text


def confusion_matrix(
    counts: pd.DataFrame, *, title: str = "", ax: Axes | None = None, slides: bool = False
) -> Axes:
    """Draw a table of codes against tags, shaded by the share of each code's units.

    Parameters
    ----------
    counts
        What :func:`trstudy.measures.validity.confusion` gave: a row per code, a column per tag.
    title
        The figure's title, e.g. the tagger's name.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes

    Raises
    ------
    MeasureError
        If the table has no units, or its rows and columns differ.
    """
    if list(counts.index) != list(counts.columns):
        raise MeasureError(
            f"confusion: rows {', '.join(map(str, counts.index))} but columns "
            f"{', '.join(map(str, counts.columns))}; expected the same codes in the same order"
        )
    table = counts.to_numpy(dtype=float)
    if not table.sum():
        raise MeasureError("confusion: no units; expected at least one")
    sizes = table.sum(axis=1)
    shares = table / np.maximum(sizes, 1)[:, None]
    with look(slides=slides):
        ax = new_axes(ax, width=6.0, height=4.6, slides=slides)
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        places = np.arange(len(counts))
        ax.set_xticks(places, [str(c) for c in counts.columns])
        ax.set_yticks(places, [f"{c}\n{n:.0f} units" for c, n in zip(counts.index, sizes, strict=True)])
        ax.set(xlabel="tagged", ylabel="coded", title=title)
        ax.tick_params(length=0)
        for edge in ax.spines.values():
            edge.set_visible(False)
        for (i, j), count in np.ndenumerate(table):
            ink = "white" if shares[i, j] > 0.55 else INK
            words = f"{count:.0f}\n{percent(shares[i, j])}" if count else "0"
            ax.text(j, i, words, ha="center", va="center", color=ink, weight="bold" if i == j else "normal")
        note(
            ax, "Counts of units and their share of the units with that code. Right tags lie on the diagonal."
        )
    return set_alt_text(ax, _words(counts, shares))


def _words(counts: pd.DataFrame, shares: np.ndarray) -> str:
    rows = [
        f"of {counts.loc[code].sum()} units coded {code}, {counts.loc[code, code]} are tagged so"
        for code in counts.index
    ]
    text = "Codes against tags: " + "; ".join(rows) + "."
    off = shares - np.diag(np.diag(shares))
    if off.any():
        i, j = divmod(int(off.argmax()), len(off))
        text += (
            f" The most frequent error is {counts.index[i]} tagged as {counts.columns[j]}, "
            f"{percent(shares[i, j])} of its units."
        )
    return text
