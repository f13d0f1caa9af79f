"""Balance of each article on a time axis that claims no more of a date than is known."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib import dates as mdates
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from trstudy.errors import MeasureError
from trstudy.figures.style import (
    GRID,
    MUTED,
    each_by_itself,
    look,
    new_axes,
    note,
    number,
    set_alt_text,
    whiskers,
    wrapped,
)
from trstudy.tables import require_columns

_SPANS = {"day": pd.DateOffset(days=1), "month": pd.DateOffset(months=1), "year": pd.DateOffset(years=1)}
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]  # strftime would follow the locale
_POINT, _SPAN = "#00507f", "#56b4e9"


def balance_timeline(
    estimates: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    label: str = "outlet",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw the balance of each article against its date.

    Parameters
    ----------
    estimates
        What ``compare(tags, by="doc_id")`` gave.
    documents
        The documents table: ``doc_id, date, date_precision, date_source`` and ``label``.
    label
        The document variable that names the articles.
    ax
        Axes to draw on; by default those of a new figure.
    slides
        Whether letters are large enough for a room.

    Returns
    -------
    Axes
        Balance in log odds; vertical lines are its intervals, a pale horizontal bar is the span in which
        a date lies that is not known to the day, a hollow point one that the text does not print.

    Raises
    ------
    TrstudyError
        If a column or an article's date is missing.
    """
    table = _dated(estimates, documents, label)
    with look(slides=slides):
        ax = new_axes(ax, width=9, height=4.6, slides=slides)
        ax.axhline(0, color=MUTED, lw=1)
        reach = [table["estimate"] - table["low"], table["high"] - table["estimate"]]
        whiskers(ax, table["at"], table["estimate"], reach)
        printed = table["date_source"] == "printed"
        for part, fill in ((table[printed], _POINT), (table[~printed], "white")):
            ax.plot(part["at"], part["estimate"], "o", color=fill, mec=_POINT, mew=1.8, ms=9, zorder=4)
        low, high = ax.get_ylim()
        span: dict[str, Any] = {"lw": 6, "color": _SPAN, "clip_on": False, "zorder": 5}
        for start, end in table[["from", "to"]].to_numpy(float):
            ax.plot([start, end], [low, low], solid_capstyle="butt", **span)
        ax.set_ylim(low, high)
        _key(ax, table, label, slides=slides)
        ax.set_ylabel("balance (log odds)\n← rivalry      cooperation →")
        ax.xaxis.set_major_locator(mdates.YearLocator())  # type: ignore[no-untyped-call]
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))  # type: ignore[no-untyped-call]
        ax.grid(axis="x", color=GRID, lw=0.8)
        ax.set_axisbelow(True)
        ax.set_title("Cooperation against rivalry in each article, by date")
        handles = [
            Line2D([], [], ls="", marker="o", color=_POINT, ms=9, label="date printed in the text"),
            Line2D(
                [], [], ls="", marker="o", color="white", mec=_POINT, mew=1.8, ms=9, label="date worked out"
            ),
            Line2D([], [], color=_SPAN, lw=6, label="span in which it lies"),
        ]
        ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=3)
        note(
            ax,
            f"0 is even; n counts sentences. Lines are {each_by_itself(table['level'])}: each article's "
            "sentences resampled (normal where it lacks one of the two frames), so that they speak of this "
            "text only.",
        )
    return set_alt_text(ax, describe_balance_timeline(estimates, documents, label=label))


def describe_balance_timeline(
    estimates: pd.DataFrame, documents: pd.DataFrame, *, label: str = "outlet"
) -> str:
    """Alternative text of :func:`balance_timeline`, computed from the same tables."""
    words = [
        f"{name}, {_when(date, precision)}: {number(e)} ({number(low)} to {number(high)})"
        for name, date, precision, e, low, high in _dated(estimates, documents, label)[
            [label, "date", "date_precision", "estimate", "low", "high"]
        ].itertuples(index=False)
    ]
    return f"Balance of cooperation against rivalry in log odds, by article and date. {'; '.join(words)}."


def _dated(estimates: pd.DataFrame, documents: pd.DataFrame, label: str) -> pd.DataFrame:
    require_columns(estimates, ["doc_id", "measure", "estimate", "low", "high", "n", "level"], "estimates")
    require_columns(documents, ["doc_id", "date", "date_precision", "date_source", label], "documents")
    keep = ["doc_id", "date", "date_precision", "date_source", *({label} - {"doc_id"})]
    table = estimates.loc[estimates["measure"] == "balance"].merge(documents[keep], on="doc_id", how="left")
    undated = table.loc[table["date"].isna(), "doc_id"].to_list()
    if undated or table.empty:
        raise MeasureError(f"documents: no date for {', '.join(undated) or 'any article'}")
    table = table.sort_values("doc_id", kind="stable")
    ends = [d + _SPANS[p] for d, p in zip(table["date"], table["date_precision"], strict=True)]
    for name, dates in (("from", table["date"]), ("to", ends)):
        table[name] = mdates.date2num(dates)  # type: ignore[no-untyped-call]
    return table.assign(at=(table["from"] + table["to"]) / 2).sort_values("at", kind="stable")


def _key(ax: Axes, table: pd.DataFrame, label: str, *, slides: bool) -> None:
    """Number the points by date, and say beside the axes which article each is."""
    words = []
    for i, row in enumerate(table.to_dict("records"), 1):
        ax.annotate(
            str(i), (row["at"], row["estimate"]), (9, 0), textcoords="offset points", va="center", zorder=5,
            fontweight="bold", path_effects=[patheffects.withStroke(linewidth=3, foreground="white")],
        )  # fmt: skip
        name = textwrap.indent(wrapped(str(row[label]), 20 if slides else 24, lines=3), "    ").strip()
        when = _when(row["date"], row["date_precision"])
        words.append(f"{i}  {name}\n    {when}, n = {row['n']}")
    ax.text(1.02, 1, "\n\n".join(words), transform=ax.transAxes, va="top", fontsize="small", linespacing=1.25)


def _when(date: pd.Timestamp, precision: str) -> str:
    month = f"{_MONTHS[date.month - 1]} {date.year}"
    return {"day": f"{date.day} {month}", "month": month, "year": str(date.year)}[precision]
