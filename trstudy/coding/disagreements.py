"""Where coders parted, read in the context they had."""

from __future__ import annotations

import pandas as pd

from trstudy.coding.ratings import ratings
from trstudy.tables import require_columns


def disagreements(
    codings: pd.DataFrame,
    variable: str,
    sentences: pd.DataFrame | None = None,
    *,
    before: int = 1,
) -> pd.DataFrame:
    """List the units that coders coded apart, each with what stood before it.

    Parameters
    ----------
    codings
        As for :func:`trstudy.agreement`, with a column ``unit``.
    variable
        The variable to compare.
    sentences
        The study's sentences, for the words of units that the codings hold only as places.
    before
        How many earlier sentences of the article to show: what the coders knew, never what follows.

    Returns
    -------
    DataFrame
        One row per unit with at least two different codes, in the codings' order: ``unit``,
        ``sentence_id`` where known, a column per coder, the settled code under the variable's name
        where there is one, ``before`` and ``text`` where known. Missing codes are no disagreement.

    Raises
    ------
    CodingError
        As :func:`trstudy.agreement`; or no column ``unit``.
    """
    require_columns(codings, ["unit"], "codings")
    wide = ratings(codings, variable)[variable]
    apart = wide.index[[len({*row.dropna()}) > 1 for _, row in wide.iterrows()]]
    found = wide.loc[apart].rename_axis(columns=None).reset_index()
    known = codings.drop_duplicates("unit").set_index("unit")
    if variable in known and "coder" not in known:
        found[variable] = known.loc[apart, variable].to_numpy()
    if "sentence_id" in known:
        found.insert(1, "sentence_id", known.loc[apart, "sentence_id"].to_numpy())
    if sentences is not None and "sentence_id" in known:
        read = _contexts(sentences, before).reindex(found["sentence_id"])
        return found.assign(before=read["before"].to_numpy(), text=read["text"].to_numpy())
    return found.assign(text=known.loc[apart, "text"].to_numpy()) if "text" in known else found


def _contexts(sentences: pd.DataFrame, before: int) -> pd.DataFrame:
    texts = sentences.groupby("doc_id", sort=False)["text"]
    earlier = [texts.shift(k).fillna("") for k in range(before, 0, -1)]
    joined = [" ".join(part for part in parts if part) for parts in zip(*earlier, strict=True)]
    context = joined if before else [""] * len(sentences)
    return pd.DataFrame(
        {"before": context, "text": sentences["text"].to_numpy()}, index=sentences["sentence_id"]
    )
