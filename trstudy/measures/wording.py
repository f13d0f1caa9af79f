"""What the vocabulary tables say, in sentences whose numbers come from the tables."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from trstudy.errors import MeasureError, one_of
from trstudy.measures.corrections import holm
from trstudy.measures.scale import coverage

ALPHA = 0.05


def keyness_in_words(table: pd.DataFrame, *, top: int = 10) -> str:
    """Say how many words differ between two groups, before and after correction.

    Parameters
    ----------
    table
        What :func:`trstudy.measures.keyness.keyness` gave.
    top
        Words of each side to look at for intervals.
    """
    target, reference, tested = table["target"].iloc[0], table["reference"].iloc[0], len(table)
    raw, holm, fdr = ((table[column] < ALPHA).sum() for column in ("p", "p_holm", "p_fdr"))
    ends = pd.concat([table[table["z"] > 0].head(top), table[table["z"] < 0].tail(top)])
    apart = ((ends["log_ratio_low"] > 0) | (ends["log_ratio_high"] < 0)).sum()
    lone = (ends["articles_target"] + ends["articles_reference"] == 1).sum()
    lacking = int(((ends["count_target"] == 0) | (ends["count_reference"] == 0)).sum())
    basis = (
        "resampled" if not lacking else f"resampled, but for {lacking} that one side lacks from counts alone"
    )
    return (
        f"**{tested} words** are frequent enough to compare {target} with {reference}. Taken one by one, "
        f"{raw} {'differs' if raw == 1 else 'differ'} at the level of {ALPHA:g}, where chance alone would "
        f"give about {ALPHA * tested:.2g} at most; **{holm}** still {_do(holm)} after Holm's correction, and "
        f"{fdr} if one false alarm in twenty finds is put up with. Of the {len(ends)} most typical words, "
        f"{apart} {'has' if apart == 1 else 'have'} an interval ({basis}) on one side of 0, and {lone} "
        f"{'stands' if lone == 1 else 'stand'} in a single article. They were picked for their difference "
        "and each interval is by itself: the corrected p decide."
    )


def collocations_in_words(table: pd.DataFrame, node: str) -> str:
    """Say which words keep company with a node after correction.

    Parameters
    ----------
    table
        What :func:`trstudy.measures.collocations.collocations` gave.
    node
        What the node is called.
    """
    if table.empty:
        return f"No word is more frequent near {node} than elsewhere."
    sure = table.loc[table["p_holm"] < ALPHA, "word"]
    words = f": {', '.join(sure)}" if len(sure) else ""
    first = table.iloc[0]
    return (
        f"Around {first['nodes']} mentions of **{node}**, {len(table)} words are more frequent than "
        f"elsewhere, **{len(sure)}** of them beyond chance after Holm's correction{words}."
    )


def dispersion_in_words(table: pd.DataFrame) -> str:
    """Say which words are less evenly spread than chance would have them.

    Parameters
    ----------
    table
        What :func:`trstudy.measures.dispersion.dispersion` gave.
    """
    sure, family = table[table["p_holm"] < ALPHA], int(table["family"].iloc[0])
    correction = f"after Holm's correction for {family} words"
    named = "; ".join(
        f"*{r['label']}* (in {r['range']} of {r['parts']} parts, DPnorm {r['dp_norm']:.2f}, by chance "
        f"{r['chance_low']:.2f} to {r['chance_high']:.2f})"
        for r in sure.to_dict("records")
    )
    rest = int(table["p_holm"].notna().sum()) - len(sure)  # absent words are neither
    if not named:
        return f"None of the {len(table)} words is lumped beyond what chance does, {correction}."
    return f"Lumped beyond chance, {correction}: {named}." + (
        f" For the other {rest}, chance is not ruled out." if rest else ""
    )


def range_in_words(estimates: pd.DataFrame, measure: str, *, by: str = "doc_id") -> str:
    """Say from where to where a measure reaches over the articles, and how many pairs of articles differ.

    A pair's difference is set against the root of the sum of its two squared standard errors, each taken from
    the width of the article's own interval as if that were normal, and Holm's correction is made for all
    pairs. Whether two intervals touch would answer neither at a level that one could state.

    Parameters
    ----------
    estimates
        What :func:`trstudy.measures.readability.readability` or
        :func:`trstudy.measures.diversity.lexical_diversity` gave.
    measure
        One of its measures.
    by
        The column that names the texts.

    Raises
    ------
    MeasureError
        If the table has no such measure.
    """
    part = estimates[estimates["measure"] == measure].sort_values(["estimate", by], kind="stable")
    if part.empty:
        raise MeasureError(one_of("measure", measure, estimates["measure"].drop_duplicates()))
    digits = 1 if part["estimate"].abs().max() >= 3 else 2
    ends = [f"{r[by]} with **{r['estimate']:.{digits}f}** ({_reach(r, digits)})" for _, r in part.iterrows()]
    known = part.dropna(subset=["low", "high"])
    error = (known["high"] - known["low"]) / (2 * stats.norm.ppf((1 + known["level"]) / 2))
    pairs = list(combinations(zip(known["estimate"], np.maximum(error, 1e-12), strict=True), 2))
    p = holm([2 * stats.norm.sf(abs(x - y) / np.hypot(dx, dy)) for (x, dx), (y, dy) in pairs])
    return (
        f"From {ends[0]} to {ends[-1]}. Of {len(pairs)} pair{'s' * (len(pairs) != 1)} of articles with "
        f"intervals, {(p < ALPHA).sum()} differ by more than chance within them would make them, after "
        "Holm's correction."
    )


def _reach(row: pd.Series, digits: int) -> str:
    """Word the interval of an estimate; a text may be too short to have one."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return "too short for an interval"
    return f"{row['low']:.{digits}f} to {row['high']:.{digits}f}"


def basis_in_words(estimates: pd.DataFrame, *, by: str = "doc_id") -> str:
    """Say what intervals rest on: their coverage, their method, and the size of each text.

    Parameters
    ----------
    estimates
        What :func:`trstudy.measures.readability.readability` or
        :func:`trstudy.measures.diversity.lexical_diversity` gave.
    by
        The column that names the texts.
    """
    first, sizes = estimates.iloc[0], estimates.drop_duplicates(by)
    method = first["method"].partition(" over ")[0]
    listing = ", ".join(f"{text} {n:,}" for text, n in zip(sizes[by], sizes["n"], strict=True))
    return f"{coverage(first['level'])} intervals, each by itself: {method}. n in {first['unit']}: {listing}."


def _do(n: int) -> str:
    return "does" if n == 1 else "do"
