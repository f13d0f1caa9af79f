"""X-ray of each article: every sentence a tick in reading order, coloured and shaped by frame."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.style import (
    FRAME_INKS,
    FRAME_MARKERS,
    INK,
    MUTED,
    frame_handles,
    look,
    new_axes,
    note,
    rows,
    set_alt_text,
    wrapped,
)
from trstudy.measures.position import positions
from trstudy.tables import FRAMES, require_codes, require_columns

# cooperation rises above the line, rivalry hangs below it, mixed does both
_REACH = {"cooperation": (0.0, 0.32), "rivalry": (-0.32, 0.0), "mixed": (-0.32, 0.32), "none": (-0.05, 0.05)}


def xray(tags: pd.DataFrame, *, label: str = "title", ax: Axes | None = None, slides: bool = False) -> Axes:
    """Draw every sentence of every article as a tick, in reading order.

    Parameters
    ----------
    tags
        Tags with ``doc_id, start, frame, modality, role`` and ``label``; with ``date`` articles stand in
        the order of their dates, else as in the table.
    label
        The document variable that names the articles.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Sentences of cooperation above an article's line, of rivalry below it, mixed on both sides; hollow
        marks are hedged. x counts sentences, headings included.

    Raises
    ------
    TrstudyError
        If a column is missing or a frame is not legal.
    """
    table = _in_order(tags, label)
    articles = list(dict.fromkeys(table["doc_id"]))
    with look(slides=slides):
        ax = new_axes(ax, width=9, height=1.3 + 0.85 * len(articles), slides=slides)
        for row, doc in enumerate(articles):
            part = table.loc[table["doc_id"] == doc]
            ax.plot([0.3, len(part) + 0.7], [-row, -row], color=MUTED, lw=0.8, zorder=1)
            for frame in FRAMES:
                _draw(ax, part.loc[part["frame"] == frame], frame, -row)
        names = [_name(table.loc[table["doc_id"] == doc], label, slides=slides) for doc in articles]
        rows(ax, -np.arange(len(articles)), names, lined=False)
        ax.set_ylim(-len(articles) + 0.45, 0.85)
        ax.set_xlim(0, table.groupby("doc_id").size().max() + 1.5)
        ax.set_xticks([1, *range(10, table.groupby("doc_id").size().max() + 1, 10)])
        ax.set_xlabel("sentence, in reading order")
        ax.set_title("Where in each article the frames stand")
        handles = frame_handles(markers=True)
        ax.legend(
            handles=handles, ncols=4, loc="upper right", handletextpad=0.2, columnspacing=1.2, borderaxespad=0
        )
        note(
            ax, "Above the line: cooperation; below: rivalry; both: mixed. Hollow marks are hedged sentences."
        )
    return set_alt_text(ax, describe_xray(tags, label=label))


def describe_xray(tags: pd.DataFrame, *, label: str = "title") -> str:
    """Alternative text of :func:`xray`, computed from the same table."""
    table = positions(_in_order(tags, label), parts=("first third", "second third", "last third"))
    words = []
    for doc in dict.fromkeys(table["doc_id"]):
        part = table.loc[table["doc_id"] == doc]
        counts = pd.crosstab(part["part"], part["frame"]).reindex(
            columns=["cooperation", "rivalry"], fill_value=0
        )
        thirds = ", ".join(
            f"{third} {c} and {r}" for third, (c, r) in zip(counts.index, counts.to_numpy(), strict=True)
        )
        words.append(f"{part[label].iloc[0]} ({len(part)} sentences): {thirds}")
    return (
        "Strip of ticks, one per sentence, for each article. "
        f"Sentences of cooperation and of rivalry by third: {'; '.join(words)}."
    )


def _in_order(tags: pd.DataFrame, label: str) -> pd.DataFrame:
    require_columns(tags, ["doc_id", "start", "frame", "modality", "role", label], "tags")
    require_codes(tags, "frame", FRAMES, "tags")
    if tags.empty:
        raise MeasureError("tags: no sentences; at least one is needed")
    first = ["date", "doc_id"] if "date" in tags.columns else ["doc_id"]
    table = tags.sort_values([*first, "start"], kind="stable")
    return table.assign(place=table.groupby("doc_id").cumcount() + 1)


def _draw(ax: Axes, part: pd.DataFrame, frame: str, row: int) -> None:
    low, high = _REACH[frame]
    colour = FRAME_INKS[frame]
    ax.vlines(
        part["place"], row + low, row + high, color=colour, lw=1.2 if frame == "none" else 2.4, zorder=2
    )
    if frame == "none":
        return
    hedged = part["modality"] == "hedged"
    for places, hollow in ((part.loc[~hedged, "place"], False), (part.loc[hedged, "place"], True)):
        look_of_mark: dict[str, Any] = {
            "marker": FRAME_MARKERS[frame],
            "color": "white" if hollow else colour,
            "mec": colour if hollow else INK,
            "mew": 1.4 if hollow else 0.6,
        }
        for tip in {y for y in (low, high) if y}:
            ax.plot(places, [row + tip] * len(places), ls="", zorder=3, **look_of_mark)


def _name(part: pd.DataFrame, label: str, *, slides: bool) -> str:
    first = part.iloc[0]
    when = f"{first['year']}, " if "year" in part.columns else ""
    title = wrapped(str(first[label]), 26 if slides else 28, lines=2 if slides else 3)
    return f"{title}\n({when}n = {len(part)})"
