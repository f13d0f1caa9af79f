"""What figures of agreement and error amount to, in sentences computed from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from trstudy.measures.digits import percent
from trstudy.tables import FRAMES, records

Row = Mapping[str, Any]
# Krippendorff (2019), Content Analysis, 4th ed., p. 356
TENTATIVE, FIRM = 0.667, 0.800
_ALLOWS = (
    (FIRM, "enough for firm conclusions"),
    (TENTATIVE, "enough for tentative conclusions"),
    (float("-inf"), "not enough even for tentative conclusions"),
)


def agreement_in_words(agreed: pd.DataFrame) -> str:
    """Say how well coders agree, by the whole interval of alpha and not by its middle.

    Parameters
    ----------
    agreed
        From :func:`trstudy.agreement`.
    """
    rows = agreed[(agreed["category"] == "all") & (agreed["measure"] == "alpha")]
    first = rows.iloc[0]
    said = "; ".join(f"{row['variable']} {_with_interval(row)}, {_allows(row)}" for row in records(rows))
    return (
        f"{first['coders']} coders, {first['units']} units. Krippendorff's alpha: {said}. "
        f"The judgement goes by the lower end of the interval, against {_plain(TENTATIVE, 3)} and "
        f"{_plain(FIRM, 3)}."
    )


def validity_in_words(measured: pd.DataFrame) -> str:
    """Say how well tags agree with the codes for frame, and where they are weakest.

    Parameters
    ----------
    measured
        From :func:`trstudy.measures.evaluation.tables`, key ``scores``.
    """
    frame = measured[measured["variable"] == "frame"]
    whole = {row["measure"]: row for row in records(frame[frame["category"] == "all"])}
    recalls = frame[frame["measure"] == "recall"].sort_values("estimate", kind="stable")
    weakest = records(recalls)[0]
    return (
        f"Frame: alpha {_with_interval(whole['alpha'])}, {_allows(whole['alpha'])}; macro-F1 "
        f"{_with_interval(whole['macro_f1'])}. The tag is the code in {_share(whole['accuracy'])} of "
        f"{whole['accuracy']['n']} units. Of the {whole['untagged']['n']} that speak of the relation, "
        f"{_share(whole['untagged'])} are left untagged. Least often found is *{weakest['category']}*: "
        f"{_share(weakest)} of {weakest['n']} units."
    )


def correction_in_words(differences: pd.DataFrame, *, method: str = "ppi", raw: str = "tags") -> str:
    """Say whether the tagger's errors change what the comparison of groups says.

    Parameters
    ----------
    differences
        From :func:`trstudy.measures.corrected.corrected_differences`.
    method, raw
        The corrected and the uncorrected method to set side by side.
    """
    net = differences[differences["measure"] == "net"]
    rows = {(row["earlier"], row["later"], row["method"]): row for row in records(net)}
    said: list[str] = []
    for earlier, later in dict.fromkeys((a, b) for a, b, _ in rows):
        one, other = rows[earlier, later, raw], rows[earlier, later, method]
        change = f"{earlier} to {later}: {_points(one)} as tagged"
        if pd.isna(other["estimate"]):
            said.append(f"- {change}; too few coded units to correct it.")
            continue
        turns = one["estimate"] * other["estimate"] < 0
        said.append(
            f"- {change}, {_points(other)} corrected: "
            f"{'**the direction turns round**' if turns else 'the direction stays'}, and the corrected "
            f"interval {'leaves zero out' if _apart(other) else 'holds zero'}, sentences being taken as "
            "independent."
        )
    return "\n".join(said)


def frames_table(shares: pd.DataFrame, by: str = "year") -> pd.DataFrame:
    """Lay out :func:`~trstudy.measures.corrected.corrected_shares` to be read: a row per group and method."""
    cells = shares.assign(cell=[_percent_with_interval(row) for row in records(shares)])
    wide = cells.pivot_table(
        index=[by, "method"], columns="measure", values="cell", aggfunc="first", sort=False
    )
    return wide[[m for m in (*FRAMES, "net") if m in wide.columns]].rename_axis(columns=None)


def measures_table(
    table: pd.DataFrame, rows: str | Sequence[str], columns: str = "measure", digits: int = 2
) -> pd.DataFrame:
    """Lay out any table of estimates with intervals to be read: ``.87 [.80, .93]`` in each cell."""
    cells = table.assign(cell=[_with_interval(row, digits) for row in records(table)])
    names = [rows] if isinstance(rows, str) else list(rows)
    wide = cells.pivot_table(index=names, columns=columns, values="cell", aggfunc="first", sort=False)
    return wide.rename_axis(columns=None)


def _allows(row: Row) -> str:
    if pd.isna(row["low"]):
        return "undefined, for want of variation"
    if row["low"] == row["high"] == 1:
        return "without one disagreement, so that the interval has nothing to go by"
    return next(words for bound, words in _ALLOWS if row["low"] >= bound)


def _apart(row: Row) -> bool:
    return bool(row["low"] > 0 or row["high"] < 0)


def _plain(value: float, digits: int = 2) -> str:
    """Write a coefficient or share as journals do: ``.87``, ``1.00``, ``−.05``; a dash if undefined."""
    if pd.isna(value):
        return "–"
    rounded = round(float(value), digits) + 0.0
    text = f"{abs(rounded):.{digits}f}"
    return ("−" if rounded < 0 else "") + (text[1:] if abs(rounded) < 1 else text)


def _with_interval(row: Row, digits: int = 2) -> str:
    if pd.isna(row["low"]):
        return _plain(row["estimate"], digits)
    return f"{_plain(row['estimate'], digits)} [{_plain(row['low'], digits)}, {_plain(row['high'], digits)}]"


def _share(row: Row) -> str:
    return percent(float(row["estimate"]))


def _points(row: Row) -> str:
    """A difference of shares in percentage points, signed."""
    points = f"{100 * row['estimate']:+.0f}"
    return f"{points} point{'s' * (points not in ('-1', '+1'))}".replace("-", "−")


def _percent_with_interval(row: Row) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    low, middle, high = (f"{100 * row[k]:.0f}".replace("-", "−") for k in ("low", "estimate", "high"))
    return f"{middle} % [{low}, {high}]"
