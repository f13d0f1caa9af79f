"""Raw and partially pooled balances: how little one article says of its group."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from matplotlib.axes import Axes

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
)
from trstudy.measures.pooling import Pooled

_KINDS = {
    "article": ("o", 7.0, "an article read"),
    "group": ("D", 8.0, "the group, had many been read"),
    "another article": ("s", 6.0, "another article of the group"),
}


def pooled_estimates(found: Pooled, *, ax: Axes | None = None, slides: bool = False) -> Axes:
    """Draw raw and pooled balances of articles and groups, and what another article might say.

    Parameters
    ----------
    found
        What :func:`~trstudy.measures.pooling.pooled` gave.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Balance in log odds. Thin pale lines are raw, dark ones pooled; one block per group.
    """
    shown = found.table.loc[found.table["level"] != "difference"].sort_values("group", kind="stable")
    with look(slides=slides):
        ax = new_axes(ax, width=9, height=1.7 + 0.36 * len(shown), slides=slides)
        ax.axvline(0, color=MUTED, lw=1)
        ticks, y, last = [], 0.0, None
        for row in shown.to_dict("records"):
            y -= 1.5 if last is not None and row["group"] != last else 1
            last = row["group"]
            marker, size, _ = _KINDS[row["level"]]
            strong = row["level"] == "group"
            if row["raw"] == row["raw"]:
                ax.plot([row["raw_low"], row["raw_high"]], [y + 0.2, y + 0.2], color="#9a9a9a", lw=1.2)
                ax.plot(row["raw"], y + 0.2, marker, color="white", mec="#777777", ms=size - 1)
            dash = (0, (2, 2)) if row["level"] == "another article" else "-"
            ax.plot(
                [row["low"], row["high"]], [y, y], color=SERIES_COLOURS[0], lw=2.6 if strong else 1.8, ls=dash
            )
            ax.plot(row["estimate"], y, marker, color=SERIES_COLOURS[0], mec=INK, mew=0.6, ms=size)
            ticks.append((y, _label(row)))
        rows(ax, [at for at, _ in ticks], [name for _, name in ticks])
        for text, level in zip(ax.get_yticklabels(), shown["level"], strict=True):
            text.set_fontweight("bold" if level == "group" else "normal")
        ax.set_xlabel("balance (log odds)   ← rivalry      cooperation →")
        ax.set_title("What the articles say, and what they say of their group")
        note(ax, _note(found))
    return set_alt_text(ax, describe_pooled_estimates(found))


def describe_pooled_estimates(found: Pooled) -> str:
    """Alternative text of :func:`pooled_estimates`, computed from the same table."""
    words = [
        f"{row['name']} {number(row['estimate'])} ({number(row['low'])} to {number(row['high'])})"
        for row in found.table.to_dict("records")
        if row["level"] in ("group", "another article", "difference")
    ]
    return f"Partially pooled balances in log odds, with intervals: {'; '.join(words)}."


def _label(row: Mapping[Hashable, object]) -> str:
    if row["level"] == "group":
        k = row["n_articles"]
        return f"{row['name']} ({k} article{'s' if k != 1 else ''}, n = {row['n']})"
    return str(row["name"]) if row["level"] == "article" else f"another {row['group']} article"


def _note(found: Pooled) -> str:
    tau, low, high = found.tau
    return (
        f"Lines are {each_by_itself(found.coverage)}. Hollow: raw, sentences as independent. Filled: "
        "partially pooled, articles within groups: what is to be believed given model and prior. Articles "
        f"of one group differ by a standard deviation of {tau:.2f} [{low:.2f}–{high:.2f}] log odds, under a "
        f"half-normal prior of scale {found.scale:g}."
    )
