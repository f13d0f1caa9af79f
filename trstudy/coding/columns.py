"""Columns of a table of codes: which variable each is of, and what may stand in them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from trstudy.errors import CodingError, one_of
from trstudy.tables import FRAMES, MODALITIES, ROLES, VARIABLES, VOICES

# the arenas of a study are its own, so the caller hands them in
LEGAL: dict[str, tuple[str, ...]] = {
    "role": ROLES,
    "frame": FRAMES,
    "voice": VOICES,
    "modality": MODALITIES,
}
SIDES = ("source", "target")


def variable_of(column: str) -> str | None:
    """Return the variable whose codes a column holds, settled or a coder's own."""
    return next((v for v in VARIABLES if column == v or column.startswith(f"{v}_")), None)


def check_names(table: pd.DataFrame, path: Path, arenas: Sequence[str] | None) -> None:
    """Refuse a column whose name is almost a variable's that is missing, and that holds its codes."""
    legal = {**LEGAL, "arena": tuple(arenas or ())}
    for column in table.columns:
        name, mark, coder = str(column).partition("_")
        found = difflib.get_close_matches(name.casefold(), VARIABLES, n=1, cutoff=0.75)
        if not found or name == found[0] or f"{found[0]}{mark}{coder}" in table.columns:
            continue
        if table[column].isin([*legal[found[0]], *([""] if coder else [])]).all():
            raise CodingError(
                f"{path.name}, line 1: no column {found[0]}{mark}{coder}, but one named {column}, with such "
                f"codes; expected {', '.join(VARIABLES)} for settled codes, {found[0]}_<coder> for a coder's"
            )


def check_codes(table: pd.DataFrame, path: Path, arenas: Sequence[str] | None) -> None:
    """Refuse a code that is not legal; without arenas any word in lower case will do for one."""
    legal = {**LEGAL, **({"arena": tuple(arenas)} if arenas else {})}
    for column in table.columns:
        variable = "role" if column == "role" else variable_of(column)
        if variable is None:
            continue
        known = legal.get(variable)
        good = table[column].isin(known) if known else table[column].str.fullmatch(r"[a-z][a-z_]*")
        if column not in (*VARIABLES, "role"):
            good |= table[column] == ""  # a coder may have passed over a unit
        for line, value in table.loc[~good, ["line", column]].itertuples(index=False):
            expected = known or ("a word in lower case",)
            raise CodingError(one_of(column, value, expected, where=f"{path.name}, line {line}"))


def check_sides(table: pd.DataFrame, path: Path) -> None:
    """Refuse sides of its own that a unit names by half, or that change within an article."""
    given = [column for column in SIDES if column in table.columns]
    if len(given) == 1:
        other = next(column for column in SIDES if column not in given)
        raise CodingError(
            f"{path.name}, line 1: a column {given[0]} but none named {other}; expected both or none"
        )
    if not given:
        return
    names = table[list(SIDES)].apply(lambda column: column.str.strip().str.casefold())
    wrong = (names == "").any(axis=1) | (names["source"] == names["target"])
    for line, a, b in table.loc[wrong, ["line", *SIDES]].itertuples(index=False):
        raise CodingError(f"{path.name}, line {line}: sides {a!r} and {b!r}; expected two different names")
    if "doc" in table.columns:
        first = names.groupby(table["doc"]).transform("first")
        moved = (table["doc"] != "") & (names != first).any(axis=1)
        for line, doc in table.loc[moved, ["line", "doc"]].itertuples(index=False):
            raise CodingError(
                f"{path.name}, line {line}: document {doc} changes sides; expected one pair a document"
            )
