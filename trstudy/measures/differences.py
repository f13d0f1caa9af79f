"""Differences between groups of articles, with intervals recovered from the groups' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.framing import compare
from trstudy.measures.resampling import check_level
from trstudy.measures.scale import MEASURES, article_counts, check_option

DIFFERENCE_COLUMNS: tuple[str, ...] = (
    "pair", "first", "second", "measure", "estimate", "low", "high", "low_all", "high_all", "n", "n_articles",
    "level", "family", "conditions_on",
)  # fmt: skip


def differences(
    tags: pd.DataFrame,
    by: str = "year",
    *,
    measure: str = "balance",
    pairs: Sequence[tuple[Any, Any]] | None = None,
    mixed: str = "half",
    weight: str = "sentences",
    level: float = 0.95,
    n_boot: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Differences of one measure between groups, with intervals for each and for all together.

    The interval of a difference is recovered from the two groups' own intervals by the square-and-add
    rule: Newcombe (1998), Statistics in Medicine 17: 873–890, method 10; for any two independent
    estimates Zou & Donner (2008), Statistics in Medicine 27: 1693–1702, equation 7. It takes the groups for
    independent, so that they must not share articles.

    Several pairs are a family: whoever looks for one whose interval leaves out 0 has as many chances to
    find one. ``low_all`` and ``high_all`` hold for all pairs at once, at ``1 − (1 − level) / pairs`` each
    (Dunn 1961, "Multiple Comparisons Among Means", Journal of the American Statistical Association 56:
    52–64).

    Parameters
    ----------
    tags
        Tags with ``doc_id``, ``frame`` and ``by``; an article belongs to one group.
    by
        The document variable that makes the groups.
    measure
        One of the four frames, or ``"balance"``.
    pairs
        The pairs to set against each other, as (first, second); by default all, in order.
    mixed, weight, level, n_boot, seed
        As for :func:`~trstudy.measures.framing.compare`.

    Returns
    -------
    DataFrame
        One row per pair with :data:`DIFFERENCE_COLUMNS`; ``estimate`` is first minus second, in share points
        (of 1) or log odds. ``family`` is the number of pairs.

    Raises
    ------
    MeasureError
        If a group or measure is unknown, or two groups to be compared share an article.
    """
    check_level(level)
    check_option("measure", measure, MEASURES)
    counts = article_counts(tags, by).reset_index("article")["article"]
    articles: dict[Any, set[str]] = {group: set(part) for group, part in counts.groupby(level=by)}
    chosen: Sequence[tuple[Any, Any]] = list(combinations(list(articles), 2)) if pairs is None else pairs
    for first, second in chosen:
        for group in (first, second):
            check_option(by, group, list(articles))
        if shared := sorted(articles[first] & articles[second]):
            raise MeasureError(
                f"{by}: article {shared[0]} is in both {first} and {second}; expected groups that share none "
                "(permute_sentences compares parts of the same articles)"
            )
    strict = 1 - (1 - level) / max(len(chosen), 1)
    options: dict[str, Any] = {"mixed": mixed, "weight": weight, "n_boot": n_boot, "seed": seed}
    found = [compare(tags, by, level=each, **options) for each in (level, strict)]
    one, every = (table[table["measure"] == measure].set_index(by) for table in found)
    rows = []
    for first, second in chosen:
        a, b = one.loc[first], one.loc[second]
        gap = a["estimate"] - b["estimate"]
        all_pairs = _interval(every.loc[first], every.loc[second])
        basis = "; ".join(
            dict.fromkeys((f"{first}: {a['conditions_on']}", f"{second}: {b['conditions_on']}"))
        )
        ends = (*_interval(a, b), *all_pairs)
        sizes = (a["n"] + b["n"], a["n_articles"] + b["n_articles"])
        rows.append(
            (f"{first} − {second}", first, second, measure, gap, *ends, *sizes, level, len(chosen), basis)
        )
    return pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))


def differences_by_source(
    sources: Mapping[str, pd.DataFrame], by: str = "year", **options: Any
) -> pd.DataFrame:
    """Differences of balance between groups, for several tables of tags side by side.

    Parameters
    ----------
    sources
        Name to tags table.
    by
        The column that makes the groups.
    **options
        Options of :func:`differences`.

    Returns
    -------
    DataFrame
        The rows of :func:`differences`, with the name in ``source``. A family is the pairs of one source:
        sources tell of the same texts in other ways.
    """
    parts = [differences(tags, by, **options).assign(source=name) for name, tags in sources.items()]
    return pd.concat(parts, ignore_index=True)


def _interval(a: pd.Series[Any], b: pd.Series[Any]) -> tuple[float, float]:
    """Square and add: Zou & Donner's equation 7."""
    gap = a["estimate"] - b["estimate"]
    below = np.hypot(a["estimate"] - a["low"], b["high"] - b["estimate"])
    above = np.hypot(a["high"] - a["estimate"], b["estimate"] - b["low"])
    return float(gap - below), float(gap + above)
