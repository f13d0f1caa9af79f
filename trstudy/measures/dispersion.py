"""Dispersion: how evenly a word is spread over the parts of the texts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.corrections import false_discovery, holm
from trstudy.measures.resampling import check_level
from trstudy.measures.scale import Array
from trstudy.measures.search import Patterns, labelled, matches
from trstudy.measures.tokens import Ints
from trstudy.tables import require_columns

DISPERSION_COLUMNS: tuple[str, ...] = (
    "label", "count", "n", "range", "parts", "dp", "dp_norm",
    "chance", "chance_low", "chance_high", "p", "p_holm", "p_fdr", "family", "level",
)  # fmt: skip


def deviation_of_proportions(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Array:
    """Gries' DP: how far a word's spread over the parts of a corpus is from the parts' sizes.

    Gries (2008), "Dispersions and adjusted frequencies in corpora", International Journal of Corpus
    Linguistics 13(4): 403–437: half the sum of ``|share of the occurrences − share of the words|`` over
    the parts.

    Parameters
    ----------
    counts
        Occurrences in each part along the last axis, shape ``(..., parts)``.
    sizes
        Words in each part, shape ``(parts,)``.

    Returns
    -------
    ndarray
        Shape ``(...)``, from 0 (spread as the words are) to nearly 1 (all in the smallest part).

    Raises
    ------
    MeasureError
        If there is no occurrence, a part has no words, or the shapes do not fit.

    Examples
    --------
    >>> round(float(deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])), 2)
    0.18
    """
    occurrences, words = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if words.ndim != 1 or occurrences.shape[-1:] != words.shape or (words <= 0).any():
        raise MeasureError("sizes: expected the words of each part, above 0, as many as there are counts")
    total = occurrences.sum(axis=-1, keepdims=True)
    if (total <= 0).any():
        raise MeasureError("counts: a word without an occurrence has no dispersion")
    gap: Array = np.abs(occurrences / total - words / words.sum()).sum(axis=-1) / 2
    return gap


def normalised_deviation(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Array:
    """DP brought to the range from 0 to 1, whatever the number of parts.

    Lijffijt & Gries (2012), "Correction to Stefan Th. Gries' …", International Journal of Corpus
    Linguistics 17(1): 147–149: DP divided by one less the smallest part's share of the words.

    Returns
    -------
    ndarray
        Shape ``(...)``; 1 if all occurrences are in the smallest part.

    Raises
    ------
    MeasureError
        As :func:`deviation_of_proportions`, and if there is only one part.
    """
    words = np.asarray(sizes, dtype=float)
    if words.size < 2:
        raise MeasureError("sizes: dispersion needs at least two parts")
    normed: Array = deviation_of_proportions(counts, words) / (1 - words.min() / words.sum())
    return normed


def dispersion(
    tokens: pd.DataFrame,
    patterns: Patterns,
    *,
    parts: str | int = "doc_id",
    regex: bool = False,
    level: float = 0.95,
    picked_from: int | None = None,
    n_sim: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """How evenly words are spread over the parts of the texts, and whether chance would do the same.

    DP grows as a word gets rarer, however it is spread: three occurrences cannot cover five articles. So
    each DP comes with what it would be if the same number of occurrences fell on any words at random
    (the multivariate hypergeometric distribution, drawn ``n_sim`` times).

    p supposes that the words were chosen without a look at where they stand. Words picked because they
    set texts apart are uneven by that choice; their p are to be corrected for all the words that could
    have been picked, which ``picked_from`` does, and the band is then no yardstick by itself.

    Parameters
    ----------
    tokens
        What :func:`trstudy.measures.tokens.tokens` gave.
    patterns
        As :func:`trstudy.measures.search.matches` reads them.
    parts
        A column (``"doc_id"``, ``"year"``, ``"sentence_id"`` …), or a number: each article is cut into as
        many parts of equal length.
    regex
        Read patterns as regular expressions.
    level
        Coverage of the band of what chance does.
    picked_from
        Number of words from which these were picked by what sets texts apart; by default they are the
        family themselves. The corrections take the p of the words passed over to be 1, which errs on the
        safe side. The least corrected p to be had is about ``picked_from / n_sim``.
    n_sim, seed
        Number of random spreads and their seed.

    Returns
    -------
    DataFrame
        One row per label in the order given: ``count`` and ``n`` in words, ``range`` (parts with an
        occurrence) of ``parts``, ``dp``, ``dp_norm``; the mean and the band of ``dp_norm`` by chance
        (``chance, chance_low, chance_high``); ``p``, the share of random spreads at least as uneven, and
        the same corrected for the ``family`` (labels that occur, or ``picked_from``). Labels without an
        occurrence have missing values.

    Raises
    ------
    MeasureError
        If there are fewer than two parts, or an option is not legal.
    """
    check_level(level)
    if picked_from is not None and picked_from < len(labelled(patterns)):
        raise MeasureError(
            f"picked_from is {picked_from}; expected at least the {len(labelled(patterns))} words followed"
        )
    owner = _owner(tokens, parts)
    sizes = np.bincount(owner)
    if len(sizes) < 2:
        raise MeasureError(f"parts={parts!r} makes {len(sizes)} part; dispersion needs at least two")
    found = matches(tokens, patterns, regex=regex)
    rows = []
    for i, label in enumerate(labelled(patterns)):
        first = found.loc[found["label"] == label, "first"].to_numpy()
        counts = np.bincount(owner[first], minlength=len(sizes))
        head = (label, int(counts.sum()), len(tokens), int((counts > 0).sum()), len(sizes))
        if not counts.any():
            rows.append((*head, *[np.nan] * 6))
            continue
        dp, normed = deviation_of_proportions(counts, sizes), normalised_deviation(counts, sizes)
        rng = np.random.default_rng((seed, i))
        random = rng.multivariate_hypergeometric(sizes, int(counts.sum()), size=n_sim, method="marginals")
        chance = normalised_deviation(random, sizes)
        band = np.quantile(chance, [(1 - level) / 2, (1 + level) / 2])
        p = (1 + np.sum(chance >= normed - 1e-12)) / (1 + n_sim)
        rows.append((*head, float(dp), float(normed), chance.mean(), *band, p))
    table = pd.DataFrame(rows, columns=DISPERSION_COLUMNS[:11])
    seen = table["p"].notna()
    family = max(int(seen.sum()), picked_from or 0)
    tested = np.append(table.loc[seen, "p"], np.ones(family - int(seen.sum())))
    for column, correct in (("p_holm", holm), ("p_fdr", false_discovery)):
        table.loc[seen, column] = correct(tested)[: int(seen.sum())]
    return table.assign(family=family, level=level).reindex(columns=list(DISPERSION_COLUMNS))


def _owner(tokens: pd.DataFrame, parts: str | int) -> Ints:
    """Give the number of the part to which each token belongs."""
    if isinstance(parts, str):
        require_columns(tokens, [parts], "tokens")
        return np.asarray(pd.factorize(tokens[parts])[0])
    if parts < 1:
        raise MeasureError(f"parts is {parts}; expected a column, or a whole number from 1 on")
    require_columns(tokens, ["doc_id", "position"], "tokens")
    length = tokens.groupby("doc_id", sort=False)["position"].transform("size").to_numpy()
    piece = (tokens["position"].to_numpy() - 1) * parts // length
    document, _ = pd.factorize(tokens["doc_id"])
    return np.asarray(pd.factorize(document * parts + piece)[0])
