"""From counts of frames to shares and to a balance of cooperation against rivalry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from trstudy.errors import MeasureError, one_of
from trstudy.tables import FRAMES, require_codes, require_columns

Array = npt.NDArray[np.float64]

WORTH: Mapping[str, float] = {"half": 0.5, "drop": 0.0, "both": 1.0}  # of a mixed sentence, to each side
MIXED: tuple[str, ...] = tuple(WORTH)
WEIGHTS: tuple[str, ...] = ("sentences", "articles")
MEASURES: tuple[str, ...] = (*FRAMES, "balance")


def check_option(what: str, value: object, legal: Sequence[str]) -> None:
    """Raise a MeasureError that lists the legal values unless ``value`` is one of them."""
    if value not in legal:
        raise MeasureError(one_of(what, value, legal))


def sides(counts: npt.ArrayLike, *, mixed: str = "half") -> Array:
    """Sentences on the side of cooperation and on the side of rivalry.

    Parameters
    ----------
    counts
        Counts of frames in the order of ``tables.FRAMES`` along the last axis, shape ``(..., 4)``.
    mixed
        What a sentence framed as both is worth: ``"half"`` a sentence to each side, ``"drop"`` nothing,
        ``"both"`` a whole sentence to each side.

    Returns
    -------
    ndarray
        Shape ``(..., 2)``: cooperation, rivalry; in sentences.

    Raises
    ------
    MeasureError
        If ``mixed`` is not one of the three.
    """
    check_option("mixed", mixed, MIXED)
    table = np.asarray(counts, dtype=float)
    pair: Array = table[..., :2] + WORTH[mixed] * table[..., 2:3]
    return pair


def balance(pair: npt.ArrayLike) -> Array:
    """Balance of cooperation against rivalry on the logit scale.

    The scale of Lowe, Benoit, Mikhaylov & Laver (2011), "Scaling Policy Preferences from Coded Political
    Texts", Legislative Studies Quarterly 36(1): 123–155: ``log((C + .5) / (R + .5))``, the empirical logit.
    0 is even; log 2 = 0.69 is two sentences of cooperation to one of rivalry; the added half pulls short
    texts towards 0 and keeps a text with one side only finite.

    Parameters
    ----------
    pair
        Sentences of cooperation and of rivalry along the last axis, shape ``(..., 2)``.

    Returns
    -------
    ndarray
        Shape ``(...)``, in log odds, positive where cooperation prevails.
    """
    table = np.asarray(pair, dtype=float)
    logit: Array = np.log(table[..., 0] + 0.5) - np.log(table[..., 1] + 0.5)
    return logit


def balance_variance(counts: npt.ArrayLike, *, mixed: str = "half") -> Array:
    """Sampling variance of :func:`balance` if sentences were independent.

    With c, r and m sentences of cooperation, rivalry and both, each of the last worth w to either side,
    ``C = c + w m + ½`` and ``R = r + w m + ½``, the variance is

    ``(c + ½) / C² + (r + ½) / R² + m w² (1 / C − 1 / R)²``.

    By the delta method (Agresti 2013, *Categorical Data Analysis*, section 16.1), since a sentence more of
    cooperation moves the balance by 1 / C, one of rivalry by −1 / R, and a mixed one by the difference: it is
    one sentence on both sides, not two. The halves added to c and r are those added to the balance. Without
    mixed sentences it is ``1 / C + 1 / R``, the variance of Gart & Zweifel (1967), "On the bias of various
    estimators of the logit and its variance", Biometrika 54: 181–187.

    Parameters
    ----------
    counts
        Counts of frames in the order of ``tables.FRAMES`` along the last axis, shape ``(..., 4)``.
    mixed
        See :func:`sides`.

    Returns
    -------
    ndarray
        Shape ``(...)``, in squared log odds.

    Raises
    ------
    MeasureError
        If ``mixed`` is not legal.
    """
    table = np.asarray(counts, dtype=float)
    step = 1 / (sides(table, mixed=mixed) + 0.5)
    own = ((table[..., :2] + 0.5) * step**2).sum(axis=-1)
    both = table[..., 2] * (WORTH[mixed] * (step[..., 0] - step[..., 1])) ** 2
    return np.asarray(own + both, dtype=float)


def measures(counts: npt.ArrayLike, *, mixed: str = "half", weight: str = "sentences") -> Array:
    """Shares of the four frames, and the balance, of a group of articles.

    Parameters
    ----------
    counts
        Counts of frames per article, shape ``(..., articles, 4)``.
    mixed
        See :func:`sides`.
    weight
        ``"sentences"``: the articles' sentences are pooled, so that longer articles count for more;
        ``"articles"``: the mean of the articles' own measures, so that each counts the same.

    Returns
    -------
    ndarray
        Shape ``(..., 5)`` in the order of :data:`MEASURES`; shares in [0, 1], balance in log odds.

    Raises
    ------
    MeasureError
        If an option is not legal.
    """
    check_option("weight", weight, WEIGHTS)
    table = np.asarray(counts, dtype=float)
    if weight == "sentences":
        table = table.sum(axis=-2, keepdims=True)
    shares = table / table.sum(axis=-1, keepdims=True)
    values: Array = np.concatenate([shares, balance(sides(table, mixed=mixed))[..., None]], axis=-1)
    return np.asarray(values.mean(axis=-2), dtype=float)


def article_counts(tags: pd.DataFrame, by: str | Sequence[str]) -> pd.DataFrame:
    """Count the frames of each article in each group.

    Parameters
    ----------
    tags
        A tags table with the columns named in ``by``; ``study.tags(docvars=True)`` has year and title.
    by
        Column or columns that make the groups, e.g. ``"year"``, ``"arena"``, ``["year", "voice"]``.

    Returns
    -------
    DataFrame
        One row per group and article with the index levels of ``by`` and ``article``, sorted; one column
        per frame, in sentences.

    Raises
    ------
    TrstudyError
        If a column is missing or a frame is not legal.
    MeasureError
        If there are no sentences, or a sentence belongs to no group.
    """
    keys = [by] if isinstance(by, str) else list(by)
    require_columns(tags, ["doc_id", "frame", *keys], "tags (docvars=True adds title, outlet, date and year)")
    require_codes(tags, "frame", FRAMES, "tags")
    if tags.empty:
        raise MeasureError("tags: no sentences; at least one is needed")
    lost = tags[keys].isna().any(axis=1)
    if lost.any():
        first = tags.loc[lost].iloc[0]
        column = next(k for k in keys if pd.isna(first[k]))
        raise MeasureError(
            f"tags: {column} is missing for {first['doc_id']}; give it a value or leave it out"
        )
    grouped = tags.assign(article=tags["doc_id"]).groupby(
        [*keys, "article", "frame"], observed=True, sort=True
    )
    wide = grouped.size().unstack("frame", fill_value=0)  # noqa: PD010 (counts, not a pivot)
    return wide.reindex(columns=list(FRAMES), fill_value=0).rename_axis(columns=None).astype(int)


def coverage(level: float) -> str:
    """Word the level of an interval, e.g. ``"95 %"`` or ``"99.5 %"``."""
    return f"{round(100 * level, 6):g} %"


def signed(value: float, digits: int = 2) -> str:
    """Word a number with its sign, a true minus included, e.g. ``"−0.31"``; never ``"−0.00"``."""
    rounded = round(float(value), digits) + 0.0
    return f"{rounded:+.{digits}f}".replace("-", "−") if rounded else f"{0:.{digits}f}"
