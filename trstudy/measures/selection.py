"""Which of the tagged sentences are read."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from trstudy.errors import MeasureError, one_of
from trstudy.tables import require_columns


def selected(tags: pd.DataFrame, *, headings: bool = True, arenas: Sequence[str] = ()) -> pd.DataFrame:
    """Return those sentences that are to be read, with their index and order as they were.

    Parameters
    ----------
    tags
        The tags table: ``role`` and ``arena``.
    headings
        Whether titles and headings are read too.
    arenas
        The arenas to read, as tagged; all if empty.

    Raises
    ------
    MeasureError
        No sentence is in one of the arenas, or none is left.

    Examples
    --------
    >>> import pandas as pd
    >>> tags = pd.DataFrame({"role": ["title", "body"], "arena": ["syria", "energy"]})
    >>> selected(tags, headings=False)["arena"].to_list()
    ['energy']
    """
    require_columns(tags, ["role", "arena"], "tags")
    there = sorted(tags["arena"].dropna().unique())
    for arena in arenas:
        if arena not in there:
            raise MeasureError(one_of("arenas", arena, there, "no sentence there"))
    kept = pd.Series(True, index=tags.index)
    if not headings:
        kept &= tags["role"] == "body"
    if arenas:
        kept &= tags["arena"].isin(list(arenas))
    if not kept.any():
        raise MeasureError("no sentence is left to read; allow headings, or more arenas")
    return tags.loc[kept]
