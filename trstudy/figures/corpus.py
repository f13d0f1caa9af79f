"""Map of each raw text: which of its characters are the article's own, and what the rest is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from trstudy.errors import TrstudyError
from trstudy.figures.style import MUTED, look, new_axes, note, percent, rows, set_alt_text, wrapped
from trstudy.tables import require_columns

# colour, hatch and half the height of a block; luminance about 0.87, 0.25 and 0.65
_PARTS = {
    "body": ("#d4dde3", "", 0.22),
    "title or heading": ("#003f63", "", 0.22),
    "dropped": ("#f0a030", "////", 0.36),
}


def kept_and_dropped(
    blocks: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    label: str = "outlet",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw every raw text as a bar of its characters, kept and dropped.

    Parameters
    ----------
    blocks
        ``Study.blocks()``: ``doc_id, start, end, kept, role, reason``.
    documents
        ``Study.documents()``: ``doc_id, year, date`` and ``label``; the bars stand in the order of the dates.
    label
        The document variable that names the texts.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        One bar per text; x counts characters of the raw text, white space included. Dropped blocks stand
        out above and below the bar and are named to its right.

    Raises
    ------
    TrstudyError
        If a column is missing, or there are no blocks.
    """
    table = _in_order(blocks, documents, label)
    texts = list(dict.fromkeys(table["doc_id"]))
    longest = int(table["end"].max())
    with look(slides=slides):
        ax = new_axes(ax, width=9, height=1.4 + 0.8 * len(texts), slides=slides)
        for row, doc in enumerate(texts):
            text = table.loc[table["doc_id"] == doc]
            for part, (colour, hatch, half) in _PARTS.items():
                spans = text.loc[text["part"] == part, ["start", "size"]]
                ax.broken_barh(
                    list(spans.itertuples(index=False, name=None)),
                    (-row - half, 2 * half),
                    facecolor=colour,
                    hatch=hatch,
                    edgecolor="white",
                    linewidth=0.5,
                    zorder=3 if part == "dropped" else 2,
                )
            ax.text(
                text["end"].max() + 0.012 * longest,
                -row,
                wrapped(_dropped(text), 22 if slides else 34, lines=3),
                va="center",
                color=MUTED,
                fontsize="small",
            )
        rows(ax, -np.arange(len(texts)), [_name(table, doc, label) for doc in texts], lined=False)
        ax.set_ylim(-len(texts) + 0.45, 1.0)
        ax.set_xlim(0, 1.3 * longest)
        ax.set_xticks([x for x in ax.get_xticks() if 0 <= x <= longest])
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
        ax.set_xlabel("character of the raw text")
        ax.set_title("What is the article's own, and what is not")
        ax.legend(
            handles=[
                Patch(facecolor=c, hatch=h, edgecolor="white", label=part)
                for part, (c, h, _) in _PARTS.items()
            ],
            ncols=3,
            loc="upper right",
            borderaxespad=0,
        )
        note(ax, "Nothing is cut out of a raw text: every character is labelled, and keeps its offset.")
    return set_alt_text(ax, describe_kept_and_dropped(blocks, documents, label=label))


def describe_kept_and_dropped(blocks: pd.DataFrame, documents: pd.DataFrame, *, label: str = "outlet") -> str:
    """Alternative text of :func:`kept_and_dropped`, computed from the same tables."""
    table = _in_order(blocks, documents, label)
    words = []
    for doc in dict.fromkeys(table["doc_id"]):
        rows = table.loc[table["doc_id"] == doc]
        share = percent(rows.loc[rows["kept"], "size"].sum() / rows["size"].sum())
        dropped = _dropped(rows) or "nothing"
        words.append(f"{rows[label].iloc[0]} {rows['year'].iloc[0]}: {share} kept, dropped {dropped}")
    return f"One bar per raw text, its characters from left to right. {'; '.join(words)}."


def _in_order(blocks: pd.DataFrame, documents: pd.DataFrame, label: str) -> pd.DataFrame:
    require_columns(blocks, ["doc_id", "start", "end", "kept", "role", "reason"], "blocks")
    require_columns(documents, ["doc_id", "date", "year", label], "documents")
    if blocks.empty:
        raise TrstudyError("blocks: the table is empty; at least one block is needed")
    columns = list(dict.fromkeys(["doc_id", "date", "year", label]))
    table = blocks.merge(documents[columns], on="doc_id", validate="m:1")
    table[label] = table[label].fillna(table["doc_id"])
    part = table["role"].map({"body": "body", "": "dropped"}).fillna("title or heading")
    table = table.assign(size=table["end"] - table["start"], part=part)
    return table.sort_values(["date", "doc_id", "start"], kind="stable")


def _dropped(rows: pd.DataFrame) -> str:
    counts = rows.loc[~rows["kept"], "reason"].value_counts(sort=False)
    return ", ".join(f"{reason}\u00a0×{n}" if n > 1 else str(reason) for reason, n in counts.items())


def _name(table: pd.DataFrame, doc: str, label: str) -> str:
    first = table.loc[table["doc_id"] == doc].iloc[0]
    return f"{wrapped(str(first[label]), 24, lines=2)}\n({first['year']})"
