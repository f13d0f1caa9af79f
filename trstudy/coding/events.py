"""Sentences about one act between two named actors, each pair its own dyad."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from trstudy.coding.tsv import read_tsv, require_header, require_once
from trstudy.errors import CodingError, one_of
from trstudy.tables import QUADS

EVENT_COLUMNS = ("id", "source", "target", "act", "expected", "text")
EXPECTED = ("cooperation", "conflict")


def load_events(path: str | Path) -> pd.DataFrame:
    """Read event sentences.

    Parameters
    ----------
    path
        A tab-separated UTF-8 file with the columns ``id, source, target, act, expected, text`` and
        perhaps ``quad``. ``source`` and ``target`` are the actors as the sentence names them,
        alternatives parted by ``|``.

    Returns
    -------
    DataFrame
        The columns as they came, ``source`` and ``target`` as tuples of names.

    Raises
    ------
    CodingError
        A missing column or actor, an illegal value, an event twice; names file, line and what would
        be right.
    """
    path = Path(path)
    table = read_tsv(path)
    require_header(table, EVENT_COLUMNS, path)
    require_once(table, ["id"], path)
    for column, legal in (("expected", EXPECTED), ("quad", ("", *QUADS))):
        for line, value in table[["line", column]].itertuples(index=False) if column in table else ():
            if value not in legal:
                raise CodingError(one_of(column, value, legal, where=f"{path.name}, line {line}"))
    for column in ("source", "target"):
        names = [tuple(n.strip() for n in cell.split("|") if n.strip()) for cell in table[column]]
        for line, found in zip(table["line"], names, strict=True):
            if not found:
                raise CodingError(f"{path.name}, line {line}: {column} is empty; expected an actor's name")
        table[column] = pd.Series(names, index=table.index, dtype=object)
    return table.drop(columns="line")
