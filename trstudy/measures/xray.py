"""Where words stand in each article, from its first word to its last."""

from __future__ import annotations

import pandas as pd

from trstudy.measures.search import Patterns, matches
from trstudy.tables import require_columns


def xray(tokens: pd.DataFrame, patterns: Patterns, *, regex: bool = False) -> pd.DataFrame:
    """Where words stand in each article, for a dispersion plot.

    Parameters
    ----------
    tokens, patterns, regex
        As in :func:`trstudy.measures.dispersion.dispersion`.

    Returns
    -------
    DataFrame
        One row per occurrence, in reading order: ``label, doc_id, sentence_id, position`` (of the first word,
        from 1), ``n`` (words in the article) and ``place`` (the middle of the word as a share of the
        article, between 0 and 1).
    """
    require_columns(tokens, ["doc_id", "sentence_id", "position"], "tokens")
    found = matches(tokens, patterns, regex=regex)
    length = tokens.groupby("doc_id", sort=False)["position"].transform("size")
    rows = tokens.assign(n=length).iloc[found["first"]].reset_index(drop=True)
    table = rows[["doc_id", "sentence_id", "position", "n"]]
    table.insert(0, "label", found["label"])
    return table.assign(place=(table["position"] - 0.5) / table["n"])
