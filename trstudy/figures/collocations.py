"""Words that keep company with an actor, a word or a cue, with the effect of each and its interval."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.effects import ALPHA, aligned, described, effects_axes, groups_legend
from trstudy.figures.style import each_by_itself, look, note, set_alt_text
from trstudy.measures.collocations import COLLOCATION_COLUMNS
from trstudy.tables import require_columns


def collocation_plot(
    table: pd.DataFrame,
    *,
    node: str,
    top: int = 15,
    title: str = "",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw the words that keep company with a node, with their log ratio and its interval.

    Parameters
    ----------
    table
        What :func:`trstudy.measures.collocations.collocations` gave, strongest first.
    node
        What the node is called.
    top
        Words to show at most.
    title
        Words for the figure; by default they name the node.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Filled markers as in :func:`trstudy.figures.keyness.keyness_plot`; the numbers on the right are
        occurrences near the node, in all, and articles.

    Raises
    ------
    MeasureError
        If there is no word to show.
    """
    require_columns(table, COLLOCATION_COLUMNS, "collocations")
    shown = table.head(top)
    if shown.empty:
        raise MeasureError("collocations: no word to show; lower min_count or widen the window")
    rows = pd.DataFrame(
        {
            "word": shown["word"],
            "effect": shown["log_ratio"],
            "low": shown["log_ratio_low"],
            "high": shown["log_ratio_high"],
            "sure": shown["p_holm"] < ALPHA,
            "side": 0,
            "counts": aligned(shown[["count", "count_total", "articles"]], "{} of {}  ({})"),
        }
    )
    first = shown.iloc[0]
    where = f"{first['nodes']:,} occurrences of {node}, {first['n_near']:,} of {first['n']:,} words near one"
    with look(slides=slides):
        ax = effects_axes(rows, "near of all\ncount (articles)", ax, slides=slides)
        ax.set_xlabel("log ratio (doublings of the frequency near the node)")
        ax.set_title(title or f"Words that keep company with {node}", pad=30 if slides else 24)
        groups_legend(ax, [where])
        note(
            ax,
            f"{each_by_itself(first['level'])}: normal, taking words for independent. "
            f"Filled: exact p below {ALPHA:g} after Holm's correction. The order is that of the table.",
        )
    return set_alt_text(ax, described(rows, f"Words near {node} ({where})", "log ratio"))
