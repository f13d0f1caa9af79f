"""Lexical dispersion plot: every occurrence of a word a tick, through all articles in order."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.style import GRID, INK, MUTED, look, new_axes, note, rows, set_alt_text, wrapped
from trstudy.measures.dispersion import DISPERSION_COLUMNS
from trstudy.measures.scale import coverage
from trstudy.tables import require_columns

_PLACES = 5000  # how many places the eye could tell apart along the axis, and more


def dispersion_plot(
    places: pd.DataFrame,
    table: pd.DataFrame,
    *,
    lengths: Mapping[str, int] | pd.Series[int],
    names: Mapping[str, str] | pd.Series[str] | None = None,
    title: str = "Where the words stand",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw where words stand in the articles, beside how unevenly they are spread.

    Parameters
    ----------
    places
        What :func:`trstudy.measures.xray.xray` gave.
    table
        What :func:`trstudy.measures.dispersion.dispersion` gave for the same words; a row for each of its
        labels.
    lengths
        Words in each article by ``doc_id``, in the order to draw the articles
        (``tokens.groupby("doc_id", sort=False).size()``).
    names
        What to call the articles, by ``doc_id``; by default the ``doc_id``.
    title
        Words for the figure.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        The numbers on the right are occurrences, normalised DP (0 even, 1 all in the smallest part), and
        the band in which chance would put it.

    Raises
    ------
    MeasureError
        If a word stands in an article without a length, or there is no word.
    """
    require_columns(places, ["label", "doc_id", "position"], "places")
    require_columns(table, DISPERSION_COLUMNS, "dispersion")
    words = pd.Series(lengths, dtype="int64")
    unknown = sorted(set(places["doc_id"]) - set(words.index))
    if table.empty or unknown:
        raise MeasureError(f"dispersion: {f'no length for {unknown[0]}' if unknown else 'no word to show'}")
    called = {d: str(d if names is None else names[d]) for d in words.index}
    starts = words.cumsum() - words
    heads = {d: f"{wrapped(called[d], 15)}\n{words[d]:,} words" for d in words.index}
    labels = list(table["label"])
    with look(slides=slides):
        ax = new_axes(ax, height=1.7 + 0.42 * len(labels), slides=slides)
        for i, doc in enumerate(words.index):
            low, high = starts[doc], starts[doc] + words[doc]
            if i % 2 == 0:
                ax.axvspan(low, high, color=GRID, alpha=0.45, lw=0, zorder=0)
            ax.annotate(
                heads[doc], ((low + high) / 2, 1), (0, 4), xycoords=("data", "axes fraction"),
                textcoords="offset points", ha="center", va="bottom", color=MUTED, size="small",
            )  # fmt: skip
        digits = len(str(table["count"].max()))
        for y, (label, count, normed, low, high) in enumerate(
            table[["label", "count", "dp_norm", "chance_low", "chance_high"]].itertuples(
                index=False, name=None
            )
        ):
            part = places.loc[places["label"] == label]
            at = starts.loc[part["doc_id"]].to_numpy() + part["position"].to_numpy() - 0.5
            # a hundred thousand ticks would take minutes to set on paper, one upon another
            _, told_apart = np.unique(at // max(1, int(words.sum()) // _PLACES), return_index=True)
            at = at[told_apart]
            ax.vlines(at, y - 0.32, y + 0.32, color=INK, lw=1.6 if slides else 1.1, zorder=2)
            ax.axhline(y, color=MUTED, lw=0.4, zorder=1)
            spread = f"{normed:.2f}  ({low:.2f} to {high:.2f})" if count else "undefined"
            text = f"{count:\u2007>{digits}}  {spread}"  # a figure space is as wide as a digit
            ax.annotate(
                text, (1, y), (8, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                va="center", size="small",
            )  # fmt: skip
        ax.annotate(
            "n, DPnorm\n(by chance)", (1, 1), (8, 4), xycoords="axes fraction", textcoords="offset points",
            va="bottom", color=MUTED, size="small",
        )  # fmt: skip
        rows(ax, range(len(labels)), labels, lined=False)
        ax.set_ylim(len(labels) - 0.4, -0.6)
        ax.set_xlim(0, int(words.sum()))
        ax.set_xlabel("words from the first article to the last")
        lines = max(head.count("\n") + 1 for head in heads.values())
        ax.set_title(title, pad=lines * mpl.rcParams["font.size"] + 12)
        parts, level = int(table["parts"].iloc[0]), coverage(table["level"].iloc[0])
        note(
            ax,
            f"DPnorm: 0 if a word is spread over the {parts} parts as their length would have it, 1 if it is "
            f"all in the smallest; in brackets, where chance puts {level} of words as frequent.",
        )
    return set_alt_text(ax, _describe(places, table, called))


def _describe(places: pd.DataFrame, table: pd.DataFrame, called: Mapping[str, str]) -> str:
    words = []
    for row in table.to_dict("records"):
        if not row["count"]:
            words.append(f"{row['label']} nowhere")
            continue
        counts = places.loc[places["label"] == row["label"]].groupby("doc_id", sort=False).size()
        where = ", ".join(f"{n} in {called[d]}" for d, n in counts.items())
        band = f"{row['chance_low']:.2f} to {row['chance_high']:.2f}"
        words.append(f"{row['label']} {where} (DPnorm {row['dp_norm']:.2f}, by chance {band})")
    return f"Dispersion plot of words through {len(called)} articles: {'; '.join(words)}."
