"""Which of the tagged sentences are read."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from trstudy.errors import MeasureError, one_of
from trstudy.tables import ROLES, require_columns


def selected(tags: pd.DataFrame, *, read: Sequence[str] = ()) -> pd.DataFrame:
    """Return those sentences that are to be read, with their index and order as they were.

    Parameters
    ----------
    tags
        The tags table: ``role`` and ``arena``.
    read
        Roles and arenas: a sentence is read if its role is among the roles named, or none is, and its arena
        among the arenas named, or none is. All are read if nothing is named.

    Raises
    ------
    MeasureError
        No sentence has one of the roles or arenas, or none is left.

    Examples
    --------
    >>> import pandas as pd
    >>> tags = pd.DataFrame({"role": ["title", "body"], "arena": ["syria", "energy"]})
    >>> selected(tags, read=["body"])["arena"].to_list()
    ['energy']
    """
    require_columns(tags, ["role", "arena"], "tags")
    there = sorted(tags["arena"].dropna().unique())
    for name in read:
        if name not in (*ROLES, *there):
            raise MeasureError(one_of("read", name, [*ROLES, *there], "no sentence there"))
    kept = pd.Series(True, index=tags.index)
    for column, names in (("role", set(read) & set(ROLES)), ("arena", set(read) - set(ROLES))):
        if names:
            kept &= tags[column].isin(names)
    if not kept.any():
        raise MeasureError(f"no sentence is left to read; {', '.join(read)} is too little")
    return tags.loc[kept]
