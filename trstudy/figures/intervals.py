"""Estimates with their intervals, one line each, in one or more series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from trstudy.errors import MeasureError
from trstudy.figures.style import (
    INK,
    MUTED,
    SERIES_COLOURS,
    SERIES_MARKERS,
    look,
    new_axes,
    note,
    rows,
    set_alt_text,
)
from trstudy.tables import require_columns

_TOGETHER = ("low_all", "high_all")


def interval_plot(
    estimates: pd.DataFrame,
    *,
    label: str,
    series: str | None = None,
    lines: Mapping[str, float] | None = None,
    title: str = "",
    xlabel: str = "",
    footnote: str = "",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw estimates as points with intervals, one row per label, one colour and marker per series.

    Parameters
    ----------
    estimates
        Columns ``estimate, low, high`` and those named by ``label`` and ``series``, in the order to
        show them. Rows without an estimate are left out and named in the note. With ``low_all, high_all``,
        thinner lines show the intervals that hold for all rows of a series together.
    label, series
        The columns that name the rows and, within them, the series.
    lines
        Values to mark, by name, e.g. conventional thresholds.
    title, xlabel, footnote
        Words for the figure.
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
        If no row has an estimate.
    """
    names = [label] if series is None else [label, series]
    require_columns(estimates, [*names, "estimate", "low", "high"], "estimates")
    known = estimates.dropna(subset=["estimate"])
    if known.empty:
        raise MeasureError(f"estimates: all {len(estimates)} are undefined; expected at least one number")
    missing = estimates.loc[estimates["estimate"].isna(), names].astype(str).agg(", ".join, axis=1)
    labels = list(dict.fromkeys(known[label]))
    kinds = list(dict.fromkeys(known[series])) if series else [None]
    if len(kinds) > len(SERIES_COLOURS):
        raise MeasureError(f"{len(kinds)} series; expected at most {len(SERIES_COLOURS)}")
    together = set(_TOGETHER) <= set(known) and bool((known["low_all"] < known["low"]).any())
    shift = np.linspace(-0.28, 0.28, len(kinds)) if len(kinds) > 1 else np.zeros(1)
    with look(slides=slides):
        ax = new_axes(ax, height=1.5 + 0.28 * max(len(known), 1.3 * len(labels)), slides=slides)
        for name, value in (lines or {}).items():
            # above the grid (0.5), which may have a line in the same place
            ax.axvline(value, color=MUTED, lw=0.9, ls=(0, (4, 3)), zorder=0.8)
            ax.annotate(
                name, (value, 1), xycoords=("data", "axes fraction"), xytext=(3, 2),
                textcoords="offset points", color=MUTED, size="small",
            )  # fmt: skip
        for k, kind in enumerate(kinds):
            part = known if series is None else known[known[series] == kind]
            y = np.array([labels.index(name) for name in part[label]]) + shift[k]
            ends = part[["low", "high"]].to_numpy(dtype=float)
            ax.hlines(y, ends[:, 0], ends[:, 1], color=SERIES_COLOURS[k], zorder=2)
            if together:
                reach = np.abs(part[list(_TOGETHER)].to_numpy(dtype=float).T - part["estimate"].to_numpy())
                thin: dict[str, Any] = {"elinewidth": 0.8, "capsize": 3, "capthick": 0.8, "zorder": 1}
                ax.errorbar(part["estimate"], y, xerr=reach, fmt="none", ecolor=SERIES_COLOURS[k], **thin)
            ax.plot(
                part["estimate"], y, SERIES_MARKERS[k], color=SERIES_COLOURS[k], mec=INK, mew=0.6,
                label=kind, zorder=3,
            )  # fmt: skip
        rows(ax, range(len(labels)), [str(name) for name in labels])
        ax.set_ylim(len(labels) - 0.5, -0.5)
        ax.set_xlabel(xlabel)
        ax.set_title(title, pad=18 if lines else 6)
        if series is not None:
            ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        undefined = f" Undefined: {'; '.join(missing)}." if len(missing) else ""
        if footnote or undefined:
            note(ax, footnote + undefined)
    return set_alt_text(ax, _words(known, names, title or "Estimates"))


def _words(known: pd.DataFrame, names: list[str], title: str) -> str:
    rows = []
    for row in known.to_dict("records"):
        name = ", ".join(str(row[n]) for n in names)
        rows.append(f"{name} {row['estimate']:.2f} ({row['low']:.2f} to {row['high']:.2f})")
    return f"{title}, with intervals: {'; '.join(rows)}."
