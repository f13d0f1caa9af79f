"""Which units to code: at random, from every article, or where taggers part."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from trstudy.coding.source import Source
from trstudy.errors import CodingError, one_of
from trstudy.tables import require_columns

WAYS: tuple[str, ...] = ("random", "stratified", "disagreement")
TAGGERS = ("rules", "baseline")  # for ``disagreement``, unless others are named


def sample(
    units: pd.DataFrame,
    *,
    size: int = 40,
    seed: int = 7,
    by: str = "random",
    disagree: Sequence[bool] | pd.Series | None = None,
    within: Collection[str] | None = None,
) -> pd.DataFrame:
    """Draw units to code.

    Every unit gets a place in a line by a digest of the seed and of where it stands, and the first
    ``size`` are taken. So the same seed gives every coder the same units, on any machine and with any
    version of any library, and a larger random sample holds the smaller one.

    Parameters
    ----------
    units
        The study's sentences, in reading order.
    size
        How many. Where there are fewer, all are taken.
    seed
        Any whole number.
    by
        ``random``: every unit is as likely as any other. ``stratified``: each article has its share of
        the sample, at least one unit if there are as many as articles; seats go one by one to the
        article furthest below its share. ``disagreement``: at random among the units with ``disagree``.
        The last is for finding hard cases: no share or agreement in it speaks for all units.
    disagree
        For ``disagreement``: for each unit, whether taggers part on it.
    within
        Ids of the sentences to draw from; by default all.

    Returns
    -------
    DataFrame
        Rows of ``units``. Articles come in an order drawn from the seed, so that the coder's tiring
        does not fall on the same ones in every sample; the units of an article in reading order, as
        coders know what came before and not what comes after.

    Raises
    ------
    CodingError
        Size below 1, an unknown way, nothing to draw from.
    """
    require_columns(units, ["doc_id", "sentence_id", "start", "end"], "units")
    if size < 1:
        raise CodingError(f"sample is {size}; expected a number of units, 1 or more")
    if by not in WAYS:
        raise CodingError(one_of("by", by, WAYS))
    pool = units
    if by == "disagreement":
        if disagree is None:
            raise CodingError("by is 'disagreement'; hand in for each unit whether taggers disagree")
        pool = pool[pd.Series(list(disagree), index=units.index, dtype="bool")]
    if within is not None:
        pool = pool[pool["sentence_id"].isin(list(within))]
    if pool.empty:
        raise CodingError(f"sample by {by}: none of {len(units)} units to draw from")
    line = pool.assign(_place=[_digest(seed, *key) for key in _keys(pool)]).sort_values("_place")
    taken = _stratified(line, size, seed) if by == "stratified" else line.head(size)
    return _in_order(units.loc[units.index.isin(taken.index)], seed)


def drawn(study: Source, design: Mapping[str, Any]) -> pd.DataFrame:
    """Draw a study's units by a design: ``by, size, seed, taggers, within``.

    Raises
    ------
    CodingError
        As `sample`, or no tagger or fewer than two to compare, or no codings of the name ``within``.
    """
    units = study.sentences()
    disagree = within = None
    if design["by"] == "disagreement":
        if len(set(design["taggers"])) < 2:
            named = ", ".join(design["taggers"]) or "none"
            raise CodingError(f"taggers to compare: {named}; expected two different ones")
        frames = [study.tags(name)["frame"].to_numpy() for name in design["taggers"]]
        disagree = pd.Series(False, index=units.index)
        for other in frames[1:]:
            disagree |= other != frames[0]
    if design["within"]:
        within = study.codings(design["within"])["sentence_id"].dropna().tolist()
    return sample(
        units, size=design["size"], seed=design["seed"], by=design["by"], disagree=disagree, within=within
    )


def _stratified(line: pd.DataFrame, size: int, seed: int) -> pd.DataFrame:
    there = line["doc_id"].value_counts()
    articles = sorted(there.index, key=lambda doc_id: _digest(seed, doc_id))
    shares = {doc_id: size * there[doc_id] / len(line) for doc_id in articles}
    seats = dict.fromkeys(articles, 1 if size >= len(articles) else 0)
    while sum(seats.values()) < min(size, len(line)):
        free = [doc_id for doc_id in articles if seats[doc_id] < there[doc_id]]
        seats[max(free, key=lambda doc_id: shares[doc_id] - seats[doc_id])] += 1
    return pd.concat([rows.head(seats[doc_id]) for doc_id, rows in line.groupby("doc_id", sort=False)])


def _in_order(taken: pd.DataFrame, seed: int) -> pd.DataFrame:
    place = {doc_id: _digest(seed, doc_id) for doc_id in taken["doc_id"].unique()}
    return taken.sort_values("doc_id", key=lambda ids: ids.map(place), kind="stable").reset_index(drop=True)


def _keys(units: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(units[["doc_id", "start", "end"]].itertuples(index=False, name=None))


def _digest(seed: int, *parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, (seed, *parts))).encode()).hexdigest()
