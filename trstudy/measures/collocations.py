"""Collocations: which words keep company with an actor, a word or a cue."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from nltk.metrics import BigramAssocMeasures

from trstudy.errors import MeasureError, one_of
from trstudy.measures.contrasts import exact_p, log_ratio, log_ratio_interval
from trstudy.measures.corrections import false_discovery, holm
from trstudy.measures.scale import Array
from trstudy.measures.search import Patterns, matches
from trstudy.measures.tokens import Ints, stopwords
from trstudy.tables import require_columns

# NLTK's association measures that a table of two words' frequencies can carry
ASSOCIATIONS: tuple[str, ...] = (
    "likelihood_ratio", "pmi", "mi_like", "student_t", "chi_sq", "phi_sq", "poisson_stirling", "jaccard",
    "dice",
)  # fmt: skip
COLLOCATION_COLUMNS: tuple[str, ...] = (
    "word", "count", "expected", "count_total", "nodes", "n_near", "n", "articles",
    "p", "p_holm", "p_fdr", "log_ratio", "log_ratio_low", "log_ratio_high", "level",
)  # fmt: skip


def collocations(
    tokens: pd.DataFrame,
    node: Patterns | pd.DataFrame,
    *,
    window: int = 5,
    measures: Sequence[str] = ("likelihood_ratio", "pmi", "student_t"),
    min_count: int = 3,
    exclude: Collection[str] | None = None,
    level: float = 0.95,
    regex: bool = False,
) -> pd.DataFrame:
    """Words that occur near a node more often than elsewhere.

    A word is near when at most ``window`` words of the same sentence stand between it and the node,
    itself included. Each word near any node is counted once, however many nodes are near it (surface
    co-occurrence, Evert 2008, "Corpora and collocations", in Lüdeling & Kytö, *Corpus Linguistics*,
    section 4.1): of ``n`` words outside nodes, ``n_near`` are near one; the collocate occurs ``count``
    times near and ``count_total`` times in all. NLTK's ``BigramAssocMeasures`` score that table; p-values
    are those of Fisher's exact test (:func:`~trstudy.measures.contrasts.exact_p`), as most words are too
    rare for the usual approximation to the likelihood ratio, corrected for the number of words tested; the
    log ratio compares the frequency near the node with that elsewhere. Score, p and interval take words for
    independent, which flatters what one sentence repeats.

    Parameters
    ----------
    tokens
        What :func:`trstudy.measures.tokens.tokens` gave.
    node
        Patterns as :func:`trstudy.measures.search.matches` reads them, all taken as one node
        (``["Greece", "Greek", "Athens"]``); or a table of cues with ``doc_id, start, end``
        (``study.evidence()`` or rows of it), each cue's words being the node.
    window
        Words on each side.
    measures
        Names from :data:`ASSOCIATIONS`, each a column; the first sorts the table.
    min_count
        Fewest occurrences of a word in all. Words as frequent as that are the family for which p-values
        are corrected.
    exclude
        Words to leave out; by default function words (:func:`trstudy.measures.tokens.stopwords`). They
        and numbers still count as words of the window.
    level
        Coverage of the log ratio's interval, which takes words for independent.
    regex
        Read patterns as regular expressions.

    Returns
    -------
    DataFrame
        One row per word that is more frequent near the node than away from it, with
        :data:`COLLOCATION_COLUMNS` and one column for each of ``measures``, strongest first; ``articles``
        counts those with the word near the node, ``expected`` is the count near the node if the word
        were spread evenly.

    Raises
    ------
    MeasureError
        If the node does not occur, nothing stands near or away from it, or an option is not legal.
    """
    require_columns(tokens, ["doc_id", "sentence_id", "word"], "tokens")
    for name in measures:
        if name not in ASSOCIATIONS:
            raise MeasureError(one_of("measure", name, ASSOCIATIONS))
    if window < 1 or not measures:
        raise MeasureError(
            f"window is {window}, measures {list(measures)}; expected at least 1 and one of each"
        )
    spans = (
        cue_matches(tokens, node) if isinstance(node, pd.DataFrame) else matches(tokens, node, regex=regex)
    )
    if spans.empty:
        raise MeasureError("node: no occurrence in these sentences; nothing can stand near it")
    is_node, near = _near(tokens, spans, window)
    codes, types = pd.factorize(tokens["word"], sort=True)
    beside, elsewhere = (np.bincount(codes[m], minlength=len(types)) for m in (near, ~is_node & ~near))
    n_near, n_else = int(near.sum()), int((~is_node & ~near).sum())
    if not n_near or not n_else:
        raise MeasureError("node: expected words both near it and away from it; try another window")
    unwanted = stopwords() if exclude is None else exclude
    wanted = np.fromiter(
        (any(ch.isalpha() for ch in w) and w not in unwanted for w in types), bool, len(types)
    )
    kept = np.flatnonzero(wanted & (beside + elsewhere >= min_count))
    pairs = pd.DataFrame({"code": codes[near], "doc": tokens["doc_id"].to_numpy()[near]}).drop_duplicates()
    a, b, n = beside[kept], elsewhere[kept], n_near + n_else
    scores = {name: _scores(name, a, n_near, a + b, n) for name in measures}
    p = exact_p(a, b, n_near, n_else)
    low, high = log_ratio_interval(a, b, n_near, n_else, level=level)
    columns = (
        types[kept], a, n_near * (a + b) / n, a + b, len(spans), n_near, n,
        np.bincount(pairs["code"], minlength=len(types))[kept],
        p, holm(p), false_discovery(p), log_ratio(a, b, n_near, n_else), low, high, level,
    )  # fmt: skip
    table = pd.DataFrame(dict(zip(COLLOCATION_COLUMNS, columns, strict=True)))
    table = table.assign(**{name: scores[name] for name in measures})
    attracted = table.loc[table["count"] > table["expected"]]
    keys = [measures[0], "word"]
    return attracted.sort_values(keys, ascending=[False, True], kind="stable", ignore_index=True)


def cue_matches(tokens: pd.DataFrame, cues: pd.DataFrame) -> pd.DataFrame:
    """Find the words on which a tagger's cues stand, by the stored offsets.

    Parameters
    ----------
    tokens
        With ``doc_id, start, end`` in offsets into the raw text.
    cues
        ``study.evidence()`` or rows of it: ``doc_id, start, end``.

    Returns
    -------
    DataFrame
        ``first, last``: the rows (by position) of the first and last token that a cue touches, in reading
        order; cues on the same words are one.

    Raises
    ------
    MeasureError
        If a cue touches no token.
    """
    require_columns(cues, ["doc_id", "start", "end"], "cues")
    rows = {d: np.flatnonzero(tokens["doc_id"] == d) for d in cues["doc_id"].unique()}
    places = tokens[["start", "end"]].to_numpy()
    found = set()
    for doc_id, start, end in zip(cues["doc_id"], cues["start"], cues["end"], strict=True):
        part = rows[doc_id]
        first = int(np.searchsorted(places[part, 1], start, side="right"))
        last = int(np.searchsorted(places[part, 0], end, side="left")) - 1
        if last < first:
            raise MeasureError(f"cue at {start}–{end} of {doc_id} touches no word of these sentences")
        found.add((int(part[first]), int(part[last])))
    return pd.DataFrame(sorted(found), columns=["first", "last"], dtype=np.int64)


def _near(
    tokens: pd.DataFrame, spans: pd.DataFrame, window: int
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which tokens are part of a node, and which others stand near one in the same sentence."""
    sentence, _ = pd.factorize(tokens["sentence_id"])
    is_node, near = np.zeros(len(tokens), bool), np.zeros(len(tokens), bool)
    for first, last in zip(spans["first"], spans["last"], strict=True):
        low, high = max(first - window, 0), min(last + window + 1, len(tokens))
        near[low:high] |= sentence[low:high] == sentence[first]
        is_node[first : last + 1] = True
    return is_node, near & ~is_node


def _scores(measure: str, near: Ints, n_near: int, total: Ints, n: int) -> Array:
    """Score each word; one that is never near has no logarithm, and NLTK's scores take numbers one by one."""
    score = getattr(BigramAssocMeasures, measure)
    return np.array(
        [score(int(a), (n_near, int(t)), n) if a else np.nan for a, t in zip(near, total, strict=True)], float
    )
