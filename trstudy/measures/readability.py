"""How hard an article is to read, and how varied its vocabulary is, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from trstudy.errors import MeasureError, one_of
from trstudy.measures.resampling import check_level, percentile_interval
from trstudy.measures.scale import Array
from trstudy.measures.syllables import syllables
from trstudy.tables import ROLES, require_columns

READING_COLUMNS: tuple[str, ...] = (
    "measure", "estimate", "low", "high", "n", "unit", "method", "level",
)  # fmt: skip


def flesch(words: npt.ArrayLike, sentences: npt.ArrayLike, syllable: npt.ArrayLike) -> Array:
    """Flesch's reading ease: about 100 is very easy, 30 and below very difficult.

    Flesch (1948), "A New Readability Yardstick", Journal of Applied Psychology 32: 221–233:
    ``206.835 − 1.015 words per sentence − 84.6 syllables per word``.

    Examples
    --------
    >>> round(float(flesch(20, 1, 30)), 3)
    59.635
    """
    w, s, y = (np.asarray(v, dtype=float) for v in (words, sentences, syllable))
    ease: Array = 206.835 - 1.015 * w / s - 84.6 * y / w
    return ease


def flesch_kincaid(words: npt.ArrayLike, sentences: npt.ArrayLike, syllable: npt.ArrayLike) -> Array:
    """Flesch–Kincaid grade: years of (American) schooling that a reader needs.

    Kincaid, Fishburne, Rogers & Chissom (1975), *Derivation of New Readability Formulas … for Navy
    Enlisted Personnel*, Research Branch Report 8-75: ``0.39 words per sentence + 11.8 syllables per
    word − 15.59``.

    Examples
    --------
    >>> round(float(flesch_kincaid(20, 1, 30)), 2)
    9.91
    """
    w, s, y = (np.asarray(v, dtype=float) for v in (words, sentences, syllable))
    grade: Array = 0.39 * w / s + 11.8 * y / w - 15.59
    return grade


# measure -> its value from words, sentences and syllables
READABILITY: dict[str, Callable[..., Array]] = {
    "flesch": flesch,
    "flesch_kincaid": flesch_kincaid,
    "words_per_sentence": lambda w, s, y: w / s,
    "syllables_per_word": lambda w, s, y: y / w,
}


def readability(
    tokens: pd.DataFrame,
    *,
    by: str | Sequence[str] = "doc_id",
    roles: Sequence[str] = ("body",),
    level: float = 0.95,
    n_boot: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Readability of each article, with bootstrap intervals over its sentences.

    The formulas are ratios of an article's words, sentences and syllables; they are computed again
    for each draw of as many sentences with replacement. Words are tokens with a letter, the possessive
    *'s* being part of the word before it; syllables are those of
    :func:`trstudy.measures.syllables.syllables`.

    Parameters
    ----------
    tokens
        What :func:`trstudy.measures.tokens.tokens` gave, with ``role``.
    by
        Column or columns that make the texts to measure.
    roles
        Which units count as sentences; headings would pass for very short ones.
    level, n_boot, seed
        Nominal coverage of the intervals, number of resamples, their seed.

    Returns
    -------
    DataFrame
        One row per text, in the order of ``tokens``, and measure of :data:`READABILITY`: the columns of
        ``by`` and :data:`READING_COLUMNS`; ``n`` counts sentences. The interval says how much the article's
        own sentences vary, not how exact the formula is.

    Raises
    ------
    MeasureError
        If a role is unknown, or no sentence has a word.
    """
    keys = [by] if isinstance(by, str) else list(by)
    require_columns(tokens, [*keys, "sentence_id", "role", "token"], "tokens")
    for role in roles:
        if role not in ROLES:
            raise MeasureError(one_of("role", role, ROLES))
    check_level(level)
    counted = tokens.loc[tokens["role"].isin(list(roles)) & ~tokens["token"].str.startswith(("'", "’"))]
    kinds = {
        token: (any(c.isalpha() for c in token), syllables(token)) for token in counted["token"].unique()
    }
    counted = counted.assign(
        words=counted["token"].map({t: int(k) for t, (k, _) in kinds.items()}),
        syllables=counted["token"].map({t: n for t, (_, n) in kinds.items()}),
    )
    sentences = counted.groupby([*keys, "sentence_id"], sort=False)[["words", "syllables"]].sum()
    sentences = sentences.loc[sentences["words"] > 0]
    if sentences.empty:
        raise MeasureError(f"readability: no sentence with a word among roles {', '.join(roles)}")
    rng = np.random.default_rng(seed)
    rows = []
    for group, part in sentences.groupby(level=keys, sort=False):
        words, spoken = part["words"].to_numpy(float), part["syllables"].to_numpy(float)
        n = len(part)
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=n_boot)
        label = group if isinstance(group, tuple) else (group,)
        for measure, formula in READABILITY.items():
            estimate = float(formula(words.sum(), n, spoken.sum()))
            low, high = percentile_interval(formula(drawn @ words, n, drawn @ spoken), level=level)
            rows.append(
                (
                    *label,
                    measure,
                    estimate,
                    float(low),
                    float(high),
                    n,
                    "sentences",
                    "bootstrap of sentences",
                    level,
                )
            )
    return pd.DataFrame(rows, columns=[*keys, *READING_COLUMNS])
