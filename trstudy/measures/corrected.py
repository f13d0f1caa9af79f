"""Shares of frames as tagged, and put right for the tagger's errors."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from trstudy.measures.group_estimates import MEASURES, METHODS, estimates, groups_of


def corrected_shares(
    tags: pd.DataFrame,
    coded: pd.DataFrame,
    by: str = "year",
    *,
    n_boot: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Share of each frame within groups, as tagged and put right for the tagger's errors.

    Parameters
    ----------
    tags
        All units of the study: ``doc_id, sentence_id, frame`` (the tags) and ``by``.
    coded
        The coded ones among them: ``sentence_id, frame`` (the codes) and ``frame_tag``, as from
        :func:`trstudy.measures.evaluation.compared`. They must be a random draw from the texts.
    by
        The column that parts the groups.
    n_boot, level, seed
        Resamples (articles of a group, then their sentences), coverage of the intervals, seed.

    Returns
    -------
    DataFrame
        One row per group, measure and method: ``<by>, measure, method, estimate, low, high, units,
        coded, articles``. Measures are the frames and ``net``, the share of cooperation less that of rivalry.
        Methods:

        ``tags``
            as tagged; bootstrap interval.
        ``matrix``
            the shares of codes that would give the shares of tags, if the tagger errs in every group
            as it does in all coded units together (:func:`~trstudy.measures.misclassification.true_shares`);
            bootstrap interval, which redraws the coded units too.
        ``ppi``
            prediction-powered, from the group's own coded units: :func:`trstudy.measures.ppi.ppi_mean`,
            each measure by itself, so that the shares need not sum to 1.
        ``codes``
            the group's coded units alone; the same interval without tags.

        ``nan`` where a group has fewer than two coded units (``ppi``, ``codes``).

    Raises
    ------
    MeasureError
        No coded units, a coded unit that is not among the tags, or one whose tag is another one there.
    """
    groups = groups_of(tags, coded, by, n_boot, seed)
    found = estimates(groups)
    rows = [
        (
            g.name,
            measure,
            method,
            *found[g.name, method].ends(k, level),
            len(g.known),
            int(g.known.sum()),
            g.articles,
        )
        for g in groups
        for method in METHODS
        for k, measure in enumerate(MEASURES)
    ]
    columns = [by, "measure", "method", "estimate", "low", "high", "units", "coded", "articles"]
    return pd.DataFrame(rows, columns=columns)


def corrected_differences(
    tags: pd.DataFrame,
    coded: pd.DataFrame,
    by: str = "year",
    *,
    n_boot: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> pd.DataFrame:
    """Differences between groups in the measures of :func:`corrected_shares`, later less earlier.

    Returns
    -------
    DataFrame
        One row per pair of groups, measure and method: ``earlier, later, measure, method, estimate,
        low, high``. The groups' sentences are drawn independently of each other.
    """
    groups = groups_of(tags, coded, by, n_boot, seed)
    found = estimates(groups)
    rows = [
        (a.name, b.name, measure, method, *found[b.name, method].less(found[a.name, method]).ends(k, level))
        for a, b in combinations(groups, 2)
        for method in METHODS
        for k, measure in enumerate(MEASURES)
    ]
    return pd.DataFrame(rows, columns=["earlier", "later", "measure", "method", "estimate", "low", "high"])
