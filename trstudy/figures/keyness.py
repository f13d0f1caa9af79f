"""Words that two groups use differently, with the effect of each and its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError, one_of
from trstudy.figures.effects import ALPHA, aligned, described, effects_axes, groups_legend
from trstudy.figures.style import each_by_itself, look, note, set_alt_text
from trstudy.measures.keyness import KEYNESS_COLUMNS
from trstudy.tables import require_columns

# what to draw -> (label of the axis, how its interval was made)
EFFECTS: dict[str, tuple[str, str]] = {
    "log_ratio": (
        "log ratio (doublings of the frequency)",
        "bootstrap of sentences (and of articles where a group has several); "
        "for a word that one group lacks, from its counts alone",
    ),
    "log_odds": (
        "weighted log odds ratio (shrunk by a prior)",
        "normal, taking words for independent",
    ),
}


def keyness_plot(
    table: pd.DataFrame,
    *,
    top: int = 10,
    effect: str = "log_ratio",
    title: str = "",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw the words most typical of each group, with their effect and its interval.

    Parameters
    ----------
    table
        What :func:`trstudy.measures.keyness.keyness` gave.
    top
        Words to show for each group at most, those of the largest absolute z.
    effect
        ``"log_ratio"`` or ``"log_odds"``.
    title
        Words for the figure; by default they name the groups.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Filled markers are words whose exact p stays below 0.05 after Holm's correction; the numbers
        on the right are occurrences and articles in the target and in the reference.

    Raises
    ------
    MeasureError
        If ``effect`` is not legal or there is no word to show.
    """
    require_columns(table, KEYNESS_COLUMNS, "keyness")
    if effect not in EFFECTS:
        raise MeasureError(one_of("effect", effect, EFFECTS))
    shown = _typical(table, top)
    target, reference = shown["target"].iloc[0], shown["reference"].iloc[0]
    rows = pd.DataFrame(
        {
            "word": shown["word"],
            "effect": shown[effect],
            "low": shown[f"{effect}_low"],
            "high": shown[f"{effect}_high"],
            "sure": shown["p_holm"] < ALPHA,
            "side": np.where(shown["z"] > 0, 0, 1),
            "counts": aligned(
                shown[["count_target", "count_reference", "articles_target", "articles_reference"]],
                "{} : {}  ({} : {})",
            ),
        }
    )
    first = shown.iloc[0]
    groups = [
        f"{target} ({first['n_target']:,} words)",
        f"{reference} ({first['n_reference']:,} words)",
    ]
    heading = f"{target} : {reference}\ncount (articles)"
    with look(slides=slides):
        ax = effects_axes(rows, heading, ax, slides=slides)
        ax.set_xlabel(f"← more in {reference}      {EFFECTS[effect][0]}      more in {target} →")
        ax.set_title(title or f"Words typical of {target} and of {reference}", pad=30 if slides else 24)
        groups_legend(ax, groups)
        note(
            ax,
            f"{each_by_itself(first['level'])}: {EFFECTS[effect][1]}. "
            f"Filled: exact p below {ALPHA:g} after Holm's correction; {len(table)} words tested.",
        )
    return set_alt_text(
        ax, described(rows, f"Words typical of {groups[0]} and of {groups[1]}", EFFECTS[effect][0])
    )


def _typical(table: pd.DataFrame, top: int) -> pd.DataFrame:
    ordered = table.sort_values("z", ascending=False, kind="stable")
    above, below = ordered.loc[ordered["z"] > 0].head(top), ordered.loc[ordered["z"] < 0].tail(top)
    shown = pd.concat([above, below])
    if shown.empty:
        raise MeasureError("keyness: no word to show; no word differs between the groups")
    return shown
