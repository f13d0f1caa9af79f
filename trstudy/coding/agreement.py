"""How well coders agree: every usual coefficient, with its interval and the prevalence behind it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from trstudy.coding import coefficients as of
from trstudy.coding.coefficients import METRICS, Array, Metric, interval
from trstudy.coding.ratings import categories_of, indices, numbers, ratings
from trstudy.errors import CodingError, one_of
from trstudy.tables import require_table

AGREEMENT_COLUMNS = (
    "variable", "category", "measure", "estimate", "low", "high", "prevalence", "units", "pairable", "coders",
)  # fmt: skip


def agreement(
    codings: pd.DataFrame,
    variable: str | Sequence[str] | None = None,
    *,
    metric: Metric = "nominal",
    categories: Sequence[object] | None = None,
    per_category: bool = True,
    n_boot: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Measure how far coders agree.

    Parameters
    ----------
    codings
        One row per unit and one column per coder. With ``variable`` the coders' columns are those
        named ``<variable>_<coder>``, as :func:`trstudy.coding.codings.load_codings` gives them, or the
        table is long: columns ``unit``, ``coder`` and the variable, one row per code. Without it,
        and without any such columns, every column is a coder. Missing codes (``NA``) are allowed.
    variable
        One variable or several; by default all of frame, arena, voice and modality that have coders.
    metric
        How far two codes are apart, for alpha: ``nominal`` (they differ or not), ``ordinal`` (by the
        ranks between them), ``interval`` (by their difference; codes must be numbers).
    categories
        The codes there are, in order if ``ordinal``. By default the codebook's for frame, voice and
        modality, otherwise those that occur, sorted. AC1 depends on how many there are.
    per_category
        Whether to measure each category by itself, too, against all others together.
    n_boot, level, seed
        Units are drawn with replacement ``n_boot`` times, all coefficients are computed anew for each
        draw, and the interval holds the middle ``level`` of the results (Efron & Tibshirani 1993, eq.
        13.5). It speaks of units like these, coded by these coders; where all codes agree it has no
        width, which is not to say that they always would. ``n_boot=0`` leaves it out.

    Returns
    -------
    DataFrame
        One row per variable, category (``all``, then each) and measure: ``percent`` (agreeing pairs of
        codes), ``alpha`` (Krippendorff), ``cohen`` (Cohen's kappa; mean over pairs of coders if there
        are more than two), ``fleiss`` (Fleiss' kappa), ``ac1`` (Gwet); ``estimate, low, high``;
        ``prevalence``, the category's share of all codes; ``units``, coded at least once; ``pairable``,
        coded at least twice, from which all agreement is reckoned; ``coders``. An estimate is ``nan``
        where a coefficient is undefined: no unit coded twice or, but for ``percent``, only one
        category in use, so that chance alone would make all codes alike.

    Raises
    ------
    CodingError
        No units or no codes, fewer than two coders, an unknown variable or metric, a code outside
        ``categories``, codes that are no numbers where ``metric`` is ``interval``.

    See Also
    --------
    trstudy.coding.coefficients : the formulas and where they come from.
    """
    require_table(codings, "codings")
    if metric not in METRICS:
        raise CodingError(one_of("metric", metric, METRICS))
    parts = [
        _agreement(table, name, metric, categories, per_category, n_boot, level, seed)
        for name, table in ratings(codings, variable).items()
    ]
    return pd.concat(parts, ignore_index=True)


def _agreement(
    table: pd.DataFrame, variable: str, metric: Metric, categories: Sequence[object] | None,
    per_category: bool, n_boot: int, level: float, seed: int,
) -> pd.DataFrame:  # fmt: skip
    legal = categories_of(table, variable, categories)
    codes = indices(table, legal, variable)
    values = numbers(legal, variable) if metric == "interval" else None
    weights = np.ones((1, len(codes)))
    if n_boot:
        weights = np.vstack([weights, of.resampled(len(codes), n_boot, seed)])
    tally = of.counts(codes, len(legal))
    about = {"units": len(codes), "pairable": int((tally.sum(axis=1) >= 2).sum()), "coders": table.shape[1]}
    shares = tally.sum(axis=0) / tally.sum()
    rows: list[tuple[object, ...]] = [
        (variable, "all", *row, 1.0) for row in _row(weights, codes, len(legal), metric, values, level)
    ]
    for k, category in enumerate(legal if per_category else ()):
        # the category against the rest: two categories, whatever the metric
        own = np.where(codes < 0, -1, (codes == k).astype(np.int64))
        rows += [
            (variable, category, *row, shares[k]) for row in _row(weights, own, 2, "nominal", None, level)
        ]
    columns = ["variable", "category", "measure", "estimate", "low", "high", "prevalence"]
    return pd.DataFrame(rows, columns=columns).assign(**about)[list(AGREEMENT_COLUMNS)]


def _row(
    weights: Array, codes: NDArray[np.int64], q: int, metric: Metric, values: Array | None, level: float
) -> list[tuple[str, float, float, float]]:
    tally = of.counts(codes, q)
    measured = {
        "percent": of.percent(weights, tally),
        "alpha": of.alpha(weights, tally, metric, values),
        "cohen": of.cohen(weights, codes, q),
        "fleiss": of.fleiss(weights, tally),
        "ac1": of.ac1(weights, tally),
    }
    return [(name, float(draws[0]), *interval(draws[1:], level)) for name, draws in measured.items()]
