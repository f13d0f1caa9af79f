"""The tidy tables that the rooms of the house hand to each other: names, codes, checks, rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from trstudy.errors import TrstudyError, one_of

if TYPE_CHECKING:
    import pandas as pd

Frame = Literal["cooperation", "rivalry", "mixed", "none"]
Role = Literal["title", "heading", "body"]

FRAMES: tuple[str, ...] = ("cooperation", "rivalry", "mixed", "none")
VOICES: tuple[str, ...] = ("author", "attributed")
MODALITIES: tuple[str, ...] = ("asserted", "hedged")
ROLES: tuple[str, ...] = ("title", "heading", "body")
QUADS: tuple[str, ...] = (
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
)
VARIABLES: tuple[str, ...] = ("frame", "arena", "voice", "modality")

DOCUMENT_COLUMNS: tuple[str, ...] = (
    "doc_id", "file", "title", "author", "outlet", "date", "date_precision", "date_source",
    "year", "language", "sha256", "n_chars",
)  # fmt: skip
SENTENCE_COLUMNS: tuple[str, ...] = (
    "doc_id", "sentence_id", "paragraph", "start", "end", "role", "text",
)  # fmt: skip
TAG_COLUMNS: tuple[str, ...] = ("frame", "arena", "voice", "modality", "score", "quad", "rule")
EVIDENCE_COLUMNS: tuple[str, ...] = (
    "doc_id", "sentence_id", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why",
)  # fmt: skip
WEIGHED = "weights"  # the category of a word that was weighed for one frame against another, and is no cue


def require_table(value: object, what: str) -> None:
    """Raise unless ``value`` is a table.

    Raises
    ------
    TrstudyError
        Names what was handed in instead.
    """
    import pandas as pd

    if not isinstance(value, pd.DataFrame):
        raise TrstudyError(f"{what}: expected a pandas DataFrame, found a {type(value).__name__}")


def require_columns(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise unless ``table`` has every one of ``columns``.

    Parameters
    ----------
    table
        The table that was handed in.
    columns
        The columns it must have.
    what
        What the table is, for the message, e.g. ``"tags"``.

    Raises
    ------
    TrstudyError
        Names the missing columns and those that are there; or what was handed in is no table.
    """
    require_table(table, what)
    missing = [c for c in columns if c not in table.columns]
    if missing:
        there = ", ".join(map(str, table.columns)) or "none"
        raise TrstudyError(f"{what}: no column {', '.join(missing)}; the table has {there}")


def require_codes(table: pd.DataFrame, column: str, legal: Sequence[str], what: str) -> None:
    """Raise unless every value of ``table[column]`` is one of ``legal``.

    Raises
    ------
    TrstudyError
        Names the first illegal value, its row, and the legal ones.
    """
    bad = ~table[column].isin(list(legal))
    if bad.any():
        row = table.index[bad][0]
        raise TrstudyError(one_of(column, table.loc[row, column], legal, where=f"{what}, row {row}"))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of ``table`` as dictionaries by column name."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def cell_text(value: Any) -> str:
    """Return a table's cell as text; a missing one is empty."""
    import pandas as pd

    return "" if value is None or value is pd.NA or value != value else str(value)  # NaN != NaN
