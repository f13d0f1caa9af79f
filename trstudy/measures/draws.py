"""Resampling of sentences as weights: one matrix product instead of a loop over resamples."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from trstudy.measures.scale import Array


def sentence_weights(
    documents: npt.ArrayLike,
    sides: Sequence[npt.ArrayLike],
    *,
    shared: bool,
    n_boot: int,
    seed: int,
) -> list[Array]:
    """How often each sentence is drawn: articles with replacement, then sentences within each.

    The two-stage bootstrap of :func:`trstudy.measures.resampling.resampled_counts`, for statistics that
    need more of a sentence than its code. A side with one article resamples its sentences alone.

    Parameters
    ----------
    documents
        The article of each sentence, shape ``(sentences,)``.
    sides
        For each group, the positions of its sentences.
    shared
        Whether the groups are parts of the same articles, so that one draw of articles serves all.
    n_boot, seed
        Number of resamples and their seed.

    Returns
    -------
    list of ndarray
        For each side, weights of shape ``(n_boot, sentences of the side)``.
    """
    rng = np.random.default_rng(seed)
    names = np.asarray(documents).astype(str)
    parts = [np.asarray(side, dtype=np.intp) for side in sides]
    together = _article_draws(sorted(set(names)), n_boot, rng) if shared else None
    weights = []
    for part in parts:
        own = names[part]
        times = _article_draws(sorted(set(own)), n_boot, rng) if together is None else together
        table = np.zeros((n_boot, len(part)))
        for name in sorted(set(own)):
            rows = np.flatnonzero(own == name)
            table[:, rows] = rng.multinomial(times[name] * len(rows), np.full(len(rows), 1 / len(rows)))
        weights.append(table)
    return weights


def _article_draws(
    names: list[str], n_boot: int, rng: np.random.Generator
) -> dict[str, npt.NDArray[np.int64]]:
    draws = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=n_boot)
    return dict(zip(names, draws.T, strict=True))
