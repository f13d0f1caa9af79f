"""Coders' codes laid out as units x coders, whichever way the table came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from trstudy.coding.codings import coders
from trstudy.coding.coefficients import Array
from trstudy.coding.columns import LEGAL
from trstudy.errors import CodingError
from trstudy.tables import VARIABLES


def ratings(codings: pd.DataFrame, variable: str | Sequence[str] | None = None) -> dict[str, pd.DataFrame]:
    """Lay codes out as units x coders, one table for each variable.

    Takes ``codings`` and ``variable`` as :func:`agreement` does, and raises what it raises.
    """
    if variable is None:
        found = [v for v in VARIABLES if coders(codings, v) or (v in codings and "coder" in codings)]
        if not found and not {"unit", *VARIABLES} & set(codings.columns):
            return {"code": codings}
        if not found:
            there = ", ".join(map(str, codings.columns))
            raise CodingError(f"no coder's own codes, e.g. a column frame_<coder>; the table has {there}")
        variable = found
    names = [variable] if isinstance(variable, str) else list(variable)
    return {name: _one_variable(codings, name) for name in names}


def _one_variable(codings: pd.DataFrame, variable: str) -> pd.DataFrame:
    if {"unit", "coder", variable} <= set(codings.columns):
        twice = codings[codings.duplicated(["unit", "coder"])]
        if len(twice):
            unit, coder = twice.iloc[0][["unit", "coder"]]
            raise CodingError(f"{variable}: coder {coder} has two codes for unit {unit}; expected one")
        wide = codings.set_index(["unit", "coder"])[variable].unstack()  # noqa: PD010 (nothing to aggregate)
        return wide.reindex(codings["unit"].unique())
    columns = coders(codings, variable)
    if not columns:
        there = ", ".join(v for v in VARIABLES if coders(codings, v))
        raise CodingError(
            f"no coder's column for {variable!r}; expected {variable}_<coder>, or the columns unit, coder "
            f"and {variable}; the table has coders for {there or 'no variable'}"
        )
    wide = codings[list(columns.values())].set_axis(list(columns), axis=1)
    return wide.set_axis(codings["unit"], axis=0) if "unit" in codings else wide


def categories_of(table: pd.DataFrame, variable: str, given: Sequence[object] | None) -> list[object]:
    """Name the codes of a variable in order: those given, the codebook's, or those that occur.

    Raises
    ------
    CodingError
        Fewer than two coders, no code at all, or a code that is not among those given.
    """
    if table.shape[1] < 2:
        there = ", ".join(map(str, table.columns))
        raise CodingError(f"{variable}: {table.shape[1]} coder ({there}); expected at least two")
    found = set(pd.unique(table.to_numpy(dtype=object).ravel()))
    found = {code for code in found if not pd.isna(code)}
    if not found:
        raise CodingError(f"{variable}: no code in {len(table)} units; expected at least one")
    given = LEGAL.get(variable) if given is None else given
    if given is None:
        return sorted(found, key=lambda code: (isinstance(code, str), code))
    odd = sorted(map(repr, found - set(given)))
    if odd:
        raise CodingError(f"{variable}: code {odd[0]}; expected one of {', '.join(map(str, given))}")
    return list(given)


def indices(table: pd.DataFrame, categories: list[object], variable: str) -> NDArray[np.int64]:
    """Units x coders as indices of categories, -1 for a missing code; units without codes go."""
    place = {code: k for k, code in enumerate(categories)}
    cells = table.to_numpy(dtype=object)
    codes = np.array([[-1 if pd.isna(c) else place[c] for c in row] for row in cells], dtype=np.int64)
    return codes[(codes >= 0).any(axis=1)]


def numbers(categories: list[object], variable: str) -> Array:
    """Read the codes as the numbers that the interval metric needs."""
    try:
        return np.array([float(code) for code in categories])  # type: ignore[arg-type]
    except (TypeError, ValueError):
        shown = ", ".join(map(str, categories))
        raise CodingError(
            f"{variable}: codes are {shown}; expected numbers for the interval metric"
        ) from None
