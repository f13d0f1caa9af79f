"""How far tags can be trusted: tags against reference codes, each number with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

from trstudy.coding.coefficients import Array, alpha_of_coincidences, crossings, interval, resampled
from trstudy.errors import MeasureError, one_of
from trstudy.tables import FRAMES

SHARES = ("accuracy", "untagged", "precision", "recall", "prevalence", "tagged")
SCORE_COLUMNS = ("measure", "category", "estimate", "low", "high", "n")


def confusion(gold: pd.Series, tags: pd.Series, categories: Sequence[str] = FRAMES) -> pd.DataFrame:
    """Count units by code and tag.

    Parameters
    ----------
    gold, tags
        Codes and tags of the same units, in the same order.
    categories
        The legal codes, in the order to show them; by default the frames.

    Returns
    -------
    DataFrame
        One row per code (index ``gold``), one column per tag (columns ``tag``), counts of units.

    Raises
    ------
    MeasureError
        No units, unlike lengths, or a value outside ``categories``.
    """
    codes = _indices(gold, tags, categories)
    table = crossings(np.ones((1, len(codes))), codes, len(categories))[0]
    return pd.DataFrame(
        table.astype(int),
        index=pd.Index(categories, name="gold"),
        columns=pd.Index(categories, name="tag"),
    )


def scores(
    gold: pd.Series,
    tags: pd.Series,
    categories: Sequence[str],
    *,
    untagged: str | None = None,
    clusters: pd.Series | None = None,
    n_boot: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Agreement of tags with codes: overall, and for each category.

    Parameters
    ----------
    gold, tags
        Codes and tags of the same units, in the same order.
    categories
        The legal codes.
    untagged
        The category that means "nothing found" (``"none"`` for frames): adds the share of units
        tagged so among those that are coded otherwise.
    clusters
        The article of each unit. With more than one article, articles are drawn, then units within
        them; without, the interval speaks of units like these and not of other articles.
    n_boot, level, seed
        Resamples of the percentile bootstrap, coverage of the interval, seed.

    Returns
    -------
    DataFrame
        ``measure, category, estimate, low, high, n``. For category ``all``: ``alpha`` (Krippendorff,
        nominal, tags as a second coder), ``macro_f1`` (mean over the categories that occur),
        ``accuracy``, ``untagged``. For each category: ``precision``, ``recall``, ``f1``,
        ``prevalence`` (share of the codes), ``tagged`` (share of the tags). ``n`` is the number of
        units behind the number: the denominator of a share, otherwise all. ``nan`` where a number is
        not defined, e.g. precision of a category never tagged. Replicates in which a number is not
        defined are left out of its interval. A share of 0 or 1 never varies between resamples: it
        gets Wilson's (1927) score interval instead, so that six of six do not pass for certainty.

    Raises
    ------
    MeasureError
        No units, unlike lengths, or a value outside ``categories``.
    """
    codes = _indices(gold, tags, categories)
    groups = None if clusters is None else pd.factorize(clusters, sort=True)[0]
    weights = np.vstack([np.ones(len(codes)), resampled(len(codes), n_boot, seed, groups)])
    crossed = crossings(weights, codes, len(categories))
    rows = []
    for measure, category, values, n in _measures(crossed, categories, untagged):
        low, high = interval(values[1:], level)
        if measure in SHARES and values[0] in (0, 1):
            low, high = wilson(round(values[0] * n), n, level=level)
        rows.append((measure, category, values[0], low, high, n))
    return pd.DataFrame(rows, columns=list(SCORE_COLUMNS))


def pairs_right(gold: pd.Series, tags: pd.Series, pairs: pd.Series, *, level: float = 0.95) -> pd.DataFrame:
    """Share of pairs of sentences with both members tagged as coded.

    A pair differs in the one thing that its capability is about, so that a tagger cannot be right by
    leaning one way. Units without a partner (``pairs`` empty, missing, or named once) do not count.

    Returns
    -------
    DataFrame
        One row in the shape of :func:`scores`, measure ``pairs``, with Wilson's interval; ``n`` is the
        number of pairs.
    """
    right = pd.Series(np.asarray(gold, dtype=object) == np.asarray(tags, dtype=object))
    name = pd.Series(np.asarray(pairs, dtype=object)).replace("", np.nan)
    both = right.groupby(name).agg(["size", "min"])
    whole = both.loc[both["size"] >= 2, "min"].astype(float).to_numpy()
    if not len(whole):
        return pd.DataFrame([("pairs", "all", np.nan, np.nan, np.nan, 0)], columns=list(SCORE_COLUMNS))
    n = len(whole)
    low, high = wilson(int(whole.sum()), n, level=level)
    row = ("pairs", "all", whole.mean(), low, high, n)
    return pd.DataFrame([row], columns=list(SCORE_COLUMNS))


def wilson(right: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Score interval of a share, ``right`` of ``n`` (Wilson 1927, *JASA* 22, 209-212).

    ``nan`` at both ends for ``n`` 0.
    """
    if n == 0:
        return np.nan, np.nan
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (right + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(right * (n - right) / n + z**2 / 4)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def _measures(
    crossed: Array, categories: Sequence[str], untagged: str | None
) -> list[tuple[str, str, Array, int]]:
    right = np.diagonal(crossed, axis1=1, axis2=2)
    coded, tagged, total = crossed.sum(axis=2), crossed.sum(axis=1), crossed.sum(axis=(1, 2))
    f1 = _share(2 * right, coded + tagged)
    occurs = np.isfinite(f1)
    macro = np.where(occurs, f1, 0).sum(axis=1) / np.maximum(occurs.sum(axis=1), 1)
    n = int(total[0])
    found: list[tuple[str, str, Array, int]] = [
        ("alpha", "all", alpha_of_coincidences(crossed + crossed.transpose(0, 2, 1)), n),
        ("macro_f1", "all", macro, n),
        ("accuracy", "all", _share(right.sum(axis=1), total), n),
    ]
    if untagged is not None:
        k = list(categories).index(untagged)
        missed, positive = tagged[:, k] - right[:, k], total - coded[:, k]
        found.append(("untagged", "all", _share(missed, positive), int(positive[0])))
    for k, category in enumerate(categories):
        found += [
            ("precision", category, _share(right[:, k], tagged[:, k]), int(tagged[0, k])),
            ("recall", category, _share(right[:, k], coded[:, k]), int(coded[0, k])),
            ("f1", category, f1[:, k], n),
            ("prevalence", category, _share(coded[:, k], total), n),
            ("tagged", category, _share(tagged[:, k], total), n),
        ]
    return found


def _indices(gold: pd.Series, tags: pd.Series, categories: Sequence[str]) -> np.ndarray:
    if len(gold) != len(tags):
        raise MeasureError(f"{len(gold)} codes but {len(tags)} tags; expected the same units, in one order")
    if not len(gold):
        raise MeasureError("no coded unit to compare tags with; expected at least one")
    place = {c: i for i, c in enumerate(categories)}
    for what, values in (("code", gold), ("tag", tags)):
        for row, value in enumerate(values):
            if value not in place:
                raise MeasureError(one_of(what, value, categories, where=f"unit {row + 1}"))
    return np.array([[place[g], place[t]] for g, t in zip(gold, tags, strict=True)], dtype=np.int64)


def _share(above: Array, below: Array) -> Array:
    return np.where(below > 0, above, np.nan) / np.where(below > 0, below, 1)
