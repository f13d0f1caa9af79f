"""The articles of a study as pages show them: who, where, when as far as is known, and how framed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from trstudy.tables import FRAMES, cell_text

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_KNOWN = {  # where the catalogue has no words of its own
    "printed": "The text prints its date.",
    "cited": "The date is fixed by what the text cites.",
    "inferred": "The date is worked out from what the text tells.",
}


@dataclass(frozen=True)
class Card:
    """One article, as the front page shows it."""

    doc_id: str
    title: str
    author: str
    outlet: str
    date: str
    known: str
    counts: Mapping[str, int]
    strip: Sequence[str]

    @property
    def n(self) -> int:
        """Number of sentences."""
        return len(self.strip)


def cards(documents: pd.DataFrame, tags: pd.DataFrame) -> list[Card]:
    """Return the articles in the order of their dates."""
    found = []
    for row in documents.sort_values(["date", "doc_id"], kind="stable").to_dict("records"):
        frames = tags.loc[tags["doc_id"] == row["doc_id"], "frame"].astype(str).tolist()
        found.append(
            Card(
                doc_id=str(row["doc_id"]),
                title=cell_text(row.get("title")) or str(row["doc_id"]),
                author=cell_text(row.get("author")),
                outlet=cell_text(row.get("outlet")),
                date=date_in_words(row["date"], str(row["date_precision"])),
                known=cell_text(row.get("date_note")) or _KNOWN.get(str(row["date_source"]), ""),
                counts={frame: frames.count(frame) for frame in FRAMES},
                strip=frames,
            )
        )
    return found


def date_in_words(date: Any, precision: str) -> str:
    """Word a date no more precisely than it is known, e.g. ``"November 2020"``."""
    moment = pd.Timestamp(date)
    day = {"day": f"{moment.day} "}.get(precision, "")
    return f"{day}{_MONTHS[moment.month - 1]} {moment.year}" if precision != "year" else str(moment.year)
