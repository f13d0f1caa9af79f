"""Spans of years, for a study whose single years hold too few articles to compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trstudy.errors import CatalogueError

if TYPE_CHECKING:
    import pandas as pd

_SPAN = re.compile(r"(\d{4})(?: ?[-–] ?(\d{4}))?")


def spans(written: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first and last year of each span, e.g. ``"2015-2018"``, or ``"2019"`` for a year alone.

    Raises
    ------
    ValueError
        One is written otherwise, or they are not in the order of time, or overlap.
    """
    found: list[tuple[int, int]] = []
    for text in written:
        match = _SPAN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r}; expected years such as '2015-2018' or '2019'")
        first, last = int(match[1]), int(match[2] or match[1])
        if first > last or (found and first <= found[-1][1]):
            raise ValueError(f"{text!r}; expected spans in the order of time, none of which overlap")
        found.append((first, last))
    return found


def in_spans(documents: pd.DataFrame, written: Sequence[str], where: str) -> pd.DataFrame:
    """Return documents with the span in the column ``year``, as text that sorts in the order of time.

    Raises
    ------
    CatalogueError
        A document is of a year that no span holds.
    """
    labels = {
        year: f"{first}–{last}" if first < last else str(first)
        for first, last in spans(written)
        for year in range(first, last + 1)
    }
    outside = documents[~documents["year"].isin(labels)]
    if len(outside):
        first = outside.iloc[0]
        raise CatalogueError(
            f"{where}: {first['doc_id']} is of {first['year']}, which none of the periods holds "
            f"({', '.join(written)}); widen one, or add one"
        )
    return documents.assign(year=documents["year"].map(labels).astype("str"))
