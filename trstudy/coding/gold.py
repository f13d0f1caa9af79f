"""Gold: units whose codes are agreed or settled, as a table of codings that says who decided what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from trstudy.errors import CodingError
from trstudy.tables import VARIABLES
from trstudy.writing import replacing, require_own

GOLD_NOTES: tuple[str, ...] = ("settled", "settled_by", "settled_note")


class Decision(NamedTuple):
    """What was decided where coders differ: the code, by whom and why; where they agree, by nobody."""

    code: str | None = None
    by: str = ""
    note: str = ""


Codes = Mapping[tuple[str, str], Mapping[str, str]]  # unit and variable to each coder's code
Decided = Mapping[tuple[str, str], Decision]  # unit and variable to what was decided


def gold_table(units: pd.DataFrame, coders: Sequence[str], given: Codes, decided: Decided) -> pd.DataFrame:
    """Return the gold: units whose every variable is agreed or settled.

    Parameters
    ----------
    units
        The units in reading order: ``sentence_id, doc, start, end, role``.
    coders
        Whose codes are compared.
    given, decided
        What they gave, and what was decided where they differ.

    Returns
    -------
    DataFrame
        As `trstudy.coding.adjudication.Adjudication.gold` describes it.
    """
    twice = {variable for (_, variable), codes in given.items() if len(codes) >= 2}
    variables = [v for v in VARIABLES if v in twice]
    rows = []
    for unit in units.to_dict("records"):
        name = unit["sentence_id"]
        found = {v: _gold(given.get((name, v), {}), decided.get((name, v))) for v in variables}
        if any(gold.code is None for gold in found.values()):
            continue
        row = {column: unit[column] for column in ("doc", "start", "end", "role")}
        row |= {"unit": name, **{v: gold.code for v, gold in found.items()}}
        for v in variables:
            codes = given.get((name, v), {})
            row |= {f"{v}_{coder}": codes.get(coder, "") for coder in coders}
        apart = [(v, gold) for v, gold in found.items() if gold.by]
        row["settled"] = ", ".join(v for v, _ in apart)
        row["settled_by"] = ", ".join(gold.by for _, gold in apart)
        row["settled_note"] = "; ".join(gold.note for _, gold in apart if gold.note)
        rows.append(row)
    own = [f"{v}_{coder}" for v in variables for coder in coders]
    columns = ["unit", "doc", "start", "end", "role", *variables, *own]
    return pd.DataFrame(rows, columns=[*columns, *GOLD_NOTES])


def write_gold(table: pd.DataFrame, path: Path, coders: Sequence[str]) -> int:
    """Write gold as a tab-separated file, and return how many units it has.

    Raises
    ------
    TrstudyError
        There is no gold yet, or `require_writable` refuses the file.
    """
    if table.empty:
        raise CodingError(f"{path.name}: no unit is agreed or settled throughout; nothing to write")
    require_writable(path, coders)
    with replacing(path) as part:
        part.write_bytes(table.to_csv(sep="\t", index=False, lineterminator="\n").encode())
    return len(table)


def require_writable(path: Path, coders: Sequence[str]) -> None:
    """Raise unless gold may go to ``path``: a new file, or gold of the same coders from `write_gold`.

    Raises
    ------
    TrstudyError
        There is no folder for it, or a file that is something else.
    """
    if not path.absolute().parent.is_dir():
        raise CodingError(f"{path.as_posix()}: there is no folder {path.parent.as_posix()}")

    def wrote(data: bytes) -> bool:
        header = data.split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r").split("\t")
        own = [f"{v}_{coder}" for v in VARIABLES if v in header for coder in coders]
        there = [column for column in header if column.startswith(tuple(f"{v}_" for v in VARIABLES))]
        return set(GOLD_NOTES) <= set(header) and bool(own) and sorted(own) == sorted(there)

    require_own(path, wrote, f"gold settled between {' and '.join(coders)}")


def _gold(codes: Mapping[str, str], decision: Decision | None) -> Decision:
    if len(codes) < 2:
        return Decision()
    if len(set(codes.values())) == 1:
        return Decision(next(iter(codes.values())))
    return decision or Decision()
