"""The codes of a class: handed in one by one, and settled as what most of those who coded a unit say."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pandas as pd

from trstudy.coding.store import STORE
from trstudy.errors import CodingError
from trstudy.study import Study
from trstudy.tables import require_columns
from trstudy.writing import replacing


def hand_in(study: Study, coder: str) -> Path:
    """Copy the study's coding file to ``CODER.db`` in the folder one is in, whoever has it open.

    Raises
    ------
    CodingError
        The coder has given no code.
    """
    study.codes(coder)
    path = Path(f"{coder}.db")
    with replacing(path) as part:
        source, target = sqlite3.connect(study.root / STORE), sqlite3.connect(part)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
    return path


def majority(codes: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Settle frames by majority.

    Parameters
    ----------
    codes
        One row per coder and unit, as ``study.codes(…)`` gives them.
    study
        The study that the units are from.

    Returns
    -------
    DataFrame
        ``unit, doc, start, end, frame``, in the form of the study's codings, for each unit on which more
        than half of those who coded it agree. Units on which they do not are left out.

    Raises
    ------
    CodingError
        No unit has a majority.
    """
    require_columns(codes, ["doc_id", "sentence_id", "start", "end", "frame"], "codes")
    given = codes.dropna(subset=["frame"])
    votes = (
        given.groupby(["doc_id", "start", "end", "sentence_id", "frame"], sort=True).size().rename("votes")
    )
    table = votes.reset_index()
    all_votes = table.groupby("sentence_id")["votes"].transform("sum")
    settled = table[2 * table["votes"] > all_votes]
    if settled.empty:
        raise CodingError("codes: no unit on which more than half of its coders agree; code more units")
    files = study.documents().set_index("doc_id")["file"]
    found = settled.assign(unit=settled["sentence_id"], doc=settled["doc_id"].map(files))
    return found[["unit", "doc", "start", "end", "frame"]].reset_index(drop=True)


def save(codings: pd.DataFrame, path: str | Path) -> Path:
    """Write settled codes as a table that ``trstudy train`` and ``trstudy evaluate`` read."""
    path = Path(path)
    with replacing(path) as part:
        codings.to_csv(part, sep="\t", index=False, encoding="utf-8", lineterminator="\n")
    return path
