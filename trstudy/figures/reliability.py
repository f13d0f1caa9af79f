"""How far codes and tags can be trusted: alphas, capabilities, shares put right for errors."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from trstudy.figures.intervals import interval_plot
from trstudy.figures.style import each_by_itself
from trstudy.measures.trust import FIRM, TENTATIVE


def alphas(
    tables: Mapping[str, pd.DataFrame], *, level: float, ax: Axes | None = None, slides: bool = False
) -> Axes:
    """Draw alpha of every variable, for coders, taggers or both, beside the conventional thresholds.

    Parameters
    ----------
    tables
        Who agrees with whom, in words, to a table from :func:`trstudy.agreement` or the ``scores`` of
        :func:`trstudy.measures.evaluation.tables`.
    level
        Coverage of the intervals in the tables.
    ax, slides
        As for :func:`trstudy.figures.intervals.interval_plot`.
    """
    parts = [
        table[(table["category"] == "all") & (table["measure"] == "alpha")].assign(who=who)
        for who, table in tables.items()
    ]
    return interval_plot(
        pd.concat(parts),
        label="variable",
        series="who" if len(parts) > 1 else None,
        lines={"tentative": TENTATIVE, "firm": FIRM},
        title="Agreement" if len(parts) > 1 else f"Agreement of {next(iter(tables))}",
        xlabel="Krippendorff's alpha, nominal",
        footnote=f"Lines are {each_by_itself(level)}: units resampled, articles first where tags are "
        "compared.",
        ax=ax,
        slides=slides,
    )


def capabilities(by: pd.DataFrame, *, level: float, ax: Axes | None = None, slides: bool = False) -> Axes:
    """Draw the share of frames right for each capability.

    Parameters
    ----------
    by
        The table ``by`` of :func:`trstudy.measures.evaluation.tables`.
    level
        Coverage of its intervals.
    ax, slides
        As for :func:`trstudy.figures.intervals.interval_plot`.
    """
    wanted = (by["by"] == "capability") & (by["measure"] == "accuracy") & (by["variable"] == "frame")
    rows = by[wanted].sort_values(["estimate", "group"], kind="stable")
    words = rows["group"].str.replace("_", " ")
    named = rows.assign(group=[f"{group} ({n})" for group, n in zip(words, rows["n"], strict=True)])
    return interval_plot(
        named,
        label="group",
        title="Frames right, by capability",
        xlabel="share of frames right (number of sentences)",
        footnote=f"Lines are {each_by_itself(level)}: sentences resampled; Wilson's where all or none are "
        f"right. Of {len(rows)} shares, the lowest would look low by chance alone.",
        ax=ax,
        slides=slides,
    )


def net_shares(
    shares: pd.DataFrame,
    *,
    level: float,
    by: str = "year",
    ax: Axes | None = None,
    slides: bool = False,
) -> Axes:
    """Draw the share of cooperation less that of rivalry in each group, by every method.

    Parameters
    ----------
    shares
        From :func:`trstudy.measures.corrected.corrected_shares`.
    level
        Coverage of its intervals.
    by
        The column that names the groups.
    ax, slides
        As for :func:`trstudy.figures.intervals.interval_plot`.
    """
    net = shares[shares["measure"] == "net"]
    single = ", ".join(str(group) for group in net.loc[net["articles"] == 1, by].unique())
    alone = f" One article only, so that {by} and article cannot be told apart: {single}." if single else ""
    return interval_plot(
        net,
        label=by,
        series="method",
        lines={"even": 0.0},
        title="Cooperation less rivalry, as tagged and put right",
        xlabel="share of cooperation less share of rivalry",
        footnote=f"Lines are {each_by_itself(level)}. Tags and matrix: bootstrap; ppi and codes: normal "
        f"approximation.{alone}",
        ax=ax,
        slides=slides,
    )
