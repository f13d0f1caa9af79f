"""Keyness: which words one group of sentences uses more than another, how much more, and how surely."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse, stats

from trstudy.errors import MeasureError, one_of
from trstudy.measures.contrasts import (
    exact_p,
    log_likelihood,
    log_ratio,
    log_ratio_interval,
    weighted_log_odds,
)
from trstudy.measures.corrections import false_discovery, holm
from trstudy.measures.draws import sentence_weights
from trstudy.measures.resampling import check_level, percentile_interval
from trstudy.measures.scale import Array
from trstudy.tables import require_columns

KEYNESS_COLUMNS: tuple[str, ...] = (
    "word", "target", "reference", "count_target", "count_reference", "n_target", "n_reference",
    "articles_target", "articles_reference", "g2", "p", "p_holm", "p_fdr",
    "log_ratio", "log_ratio_low", "log_ratio_high", "method", "level",
    "log_odds", "log_odds_low", "log_odds_high", "z",
)  # fmt: skip
_BLOCK = 2000  # words resampled at a time, to bound memory


def keyness(
    tokens: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    min_count: int = 4,
    exclude: Collection[str] = (),
    prior_size: float | None = None,
    level: float = 0.95,
    n_boot: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the vocabulary of two groups of sentences, word by word.

    Three statistics, since they answer different questions: G² and p say how surely the two frequencies
    differ, the log ratio how much, and the weighted log odds how much after shrinking what few
    occurrences tell (:mod:`trstudy.measures.contrasts` has the papers and formulas).

    G² is a statistic only: of a word expected about once its chi-squared distribution says little, and most
    words are such words. ``p`` is that of Fisher's exact test (:func:`~trstudy.measures.contrasts.exact_p`);
    ``p_holm`` and ``p_fdr`` correct these exact p-values.

    G², p and z take words for independent draws, which flatters words that one article dwells
    on (Lijffijt et al. 2016, "Significance testing of word frequencies in corpora", Digital Scholarship
    in the Humanities 31(2): 374–397). The interval of the log ratio does not: it resamples sentences
    within articles, and articles too in a group that has several. ``articles_target`` and
    ``articles_reference`` count the articles in which a word occurs.

    Parameters
    ----------
    tokens
        What :func:`trstudy.measures.tokens.tokens` gave, with the column ``by``.
    by
        The column that makes the groups, e.g. ``"year"``, ``"frame"``, ``"voice"``, ``"doc_id"``.
    target, reference
        The two values of ``by`` to compare; without a reference, all others.
    min_count
        Words with fewer occurrences in both groups together are left out; the others are the family
        for which p-values are corrected.
    exclude
        Words to leave out, e.g. :func:`trstudy.measures.tokens.stopwords`. They still count among the
        words of each group, and so do numbers, which are never shown.
    prior_size
        α0 of the weighted log odds, in words; by default the mean length of an article. The prior gives
        each word its share in both groups together (Monroe, Colaresi & Quinn's equation 23).
    level
        Nominal coverage of the intervals, each for one word.
    n_boot, seed
        Number of resamples and their seed; 0 gives the interval that takes words for independent.

    Returns
    -------
    DataFrame
        One row per word, from most typical of the target to most typical of the reference by ``z``, with
        :data:`KEYNESS_COLUMNS`. ``g2`` carries the sign of the difference; ``log_ratio`` is in doublings,
        ``log_odds`` in natural log odds; ``n_*`` are words; ``method`` says how the log ratio's interval
        was made (a word that one group lacks cannot be resampled there).

    Raises
    ------
    MeasureError
        If a group is empty or unknown, or no word is frequent enough.
    """
    require_columns(tokens, ["doc_id", "sentence_id", "word", by], "tokens")
    check_level(level)
    table = tokens.loc[_members(tokens, by, target, reference)]
    first = (table[by] == target).to_numpy()
    label = f"not {target}" if reference is None else reference
    codes, types = pd.factorize(table["word"], sort=True)
    a, b = (np.bincount(codes[side], minlength=len(types)) for side in (first, ~first))
    c, d = int(first.sum()), int((~first).sum())
    lettered = np.fromiter(
        (any(ch.isalpha() for ch in w) and w not in exclude for w in types), bool, len(types)
    )
    kept = np.flatnonzero((a + b >= min_count) & lettered)
    if not len(kept):
        raise MeasureError(f"keyness: no word occurs {min_count} times in the two groups; lower min_count")
    size = len(table) / table["doc_id"].nunique() if prior_size is None else float(prior_size)
    odds, error = weighted_log_odds(a[kept], b[kept], c, d, size * (a + b)[kept] / (c + d), size=size)
    reach = stats.norm.ppf((1 + level) / 2) * error
    ratio = log_ratio(a[kept], b[kept], c, d)
    low, high, method = _ratio_interval(table, codes, kept, first, level=level, n_boot=n_boot, seed=seed)
    g2 = log_likelihood(a[kept], b[kept], c, d)
    p = exact_p(a[kept], b[kept], c, d)
    articles = [_articles(table, codes, len(types), side)[kept] for side in (first, ~first)]
    columns: tuple[Any, ...] = (
        types[kept], target, label, a[kept], b[kept], c, d,
        *articles, g2 * np.sign(ratio), p, holm(p), false_discovery(p),
        ratio, low, high, method, level,
        odds, odds - reach, odds + reach, odds / error,
    )  # fmt: skip
    result = pd.DataFrame(dict(zip(KEYNESS_COLUMNS, columns, strict=True)))
    return result.sort_values(["z", "word"], ascending=[False, True], kind="stable", ignore_index=True)


def _members(tokens: pd.DataFrame, by: str, target: object, reference: object) -> npt.NDArray[np.bool_]:
    groups = list(tokens[by].drop_duplicates())
    for value in [target] if reference is None else [target, reference]:
        if value not in groups:
            raise MeasureError(one_of(by, value, sorted(groups, key=str)))
    if target == reference:
        raise MeasureError(f"{by}: target and reference are both {target!r}; expected two different groups")
    if len(groups) < 2:
        raise MeasureError(f"{by}: every word belongs to {target!r}; there is nothing to compare it with")
    if reference is None:
        return tokens[by].notna().to_numpy()
    return tokens[by].isin([target, reference]).to_numpy()


def _articles(
    table: pd.DataFrame, codes: npt.NDArray[np.intp], n: int, side: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """In how many articles each word occurs."""
    pairs = pd.DataFrame({"word": codes[side], "doc": table["doc_id"].to_numpy()[side]}).drop_duplicates()
    return np.bincount(pairs["word"], minlength=n)


def _ratio_interval(
    table: pd.DataFrame,
    codes: npt.NDArray[np.intp],
    kept: npt.NDArray[np.intp],
    first: npt.NDArray[np.bool_],
    *,
    level: float,
    n_boot: int,
    seed: int,
) -> tuple[Array, Array, npt.NDArray[np.object_]]:
    sentence, _ = pd.factorize(table["sentence_id"])
    cell = sparse.coo_array((np.ones(len(codes)), (sentence, codes))).tocsc()[:, kept]
    owner = pd.DataFrame({"s": sentence, "first": first, "doc": table["doc_id"].to_numpy()}).drop_duplicates(
        "s"
    )
    words = np.bincount(sentence)
    sides = [np.flatnonzero(owner["first"]), np.flatnonzero(~owner["first"])]
    sizes = [int(words[side].sum()) for side in sides]
    counts = [np.asarray(cell[side].sum(axis=0)) for side in sides]
    low, high = log_ratio_interval(*counts, *sizes, level=level)
    method = np.full(len(kept), "normal, words independent", dtype=object)
    if not n_boot:
        return low, high, method
    documents = owner["doc"].to_numpy()
    shared = bool(set(documents[sides[0]]) & set(documents[sides[1]]))
    weights = sentence_weights(documents, sides, shared=shared, n_boot=n_boot, seed=seed)
    totals = [w @ words[side] for w, side in zip(weights, sides, strict=True)]
    whole = (totals[0] > 0) & (totals[1] > 0)
    several = shared or any(len(set(documents[side])) > 1 for side in sides)
    for at in range(0, len(kept), _BLOCK):
        block = slice(at, at + _BLOCK)
        drawn = [(cell[side][:, block].T @ w.T).T[whole] for w, side in zip(weights, sides, strict=True)]
        draws = log_ratio(*drawn, *(t[whole, None] for t in totals))
        # resampling cannot bring a word into a group that lacks it
        moves = (counts[0][block] > 0) & (counts[1][block] > 0)
        ends = percentile_interval(draws, level=level)
        low[block], high[block] = np.where(moves, ends[0], low[block]), np.where(moves, ends[1], high[block])
        method[block] = np.where(
            moves, f"bootstrap of {'articles and ' if several else ''}sentences", method[block]
        )
    return low, high, method
