"""Answers as students give them, read leniently: a share in per cent, one name for a list of one …"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from trstudy.seminar.feedback import Feedback, Unread, Verdict

NEAR_PERCENT = 0.0005  # shares may come rounded to a tenth of a per cent


def kind(answer: object) -> str:
    """Say in a student's words what kind of thing an answer is."""
    if answer is None:
        return "nothing (None): a function that prints gives nothing back"
    if isinstance(answer, pd.DataFrame):
        return f"a table of {len(answer)} rows"
    if isinstance(answer, pd.Series | pd.Index | np.ndarray | Sequence | set | Mapping):
        if isinstance(answer, str):
            return f"the text {answer[:40]!r}"
        size = answer.size if isinstance(answer, np.ndarray) else len(answer)
        return f"a {type(answer).__name__} of {size}"
    if callable(answer):
        return "a function that has not been called: put () behind its name"
    return f"a {type(answer).__name__}"


def number(answer: Any, example: str = "12") -> float:
    """Read a number: also one in a text, with a per cent sign, or alone in a list or column.

    Raises
    ------
    Unread
        It is none.
    """
    value = answer
    if isinstance(value, pd.DataFrame):
        value = value.to_numpy()
    if isinstance(value, list | tuple | pd.Series | pd.Index | np.ndarray) and np.size(value) == 1:
        value = np.asarray(value, dtype=object).reshape(-1)[0]
    if isinstance(value, str):
        found = re.fullmatch(r"\s*([-+−]?\d+(?:[.,]\d+)?)\s*(%|per ?cent)?\s*", value)
        if found:
            value = float(found[1].replace(",", ".").replace("−", "-")) / (100 if found[2] else 1)
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        raise Unread(f"Expected a number, such as {example}; found {kind(answer)}.")
    value = float(np.real(value))
    if not math.isfinite(value):
        raise Unread(f"Expected a number, such as {example}; found {value}, which comes of dividing by 0.")
    return value


def share(answer: Any) -> float:
    """Read a share between 0 and 1; a number from above 1 to 100 is read as per cent.

    Raises
    ------
    Unread
        It is no number, or below 0 or above 100.
    """
    value = number(answer, "0.25")
    if not 0 <= value <= 100:
        raise Unread(f"Expected a share between 0 and 1, such as 0.25, or per cent; found {value:g}.")
    return value / 100 if value > 1 else value


def names(answer: Any, example: str) -> list[str]:
    """Read several names: a list, a set, a column, or one name alone.

    Raises
    ------
    Unread
        They are none.
    """
    if isinstance(answer, str):
        return [part.strip() for part in answer.split(",") if part.strip()]
    if isinstance(answer, pd.DataFrame) and answer.shape[1] == 1:
        answer = answer.iloc[:, 0]
    if isinstance(answer, list | tuple | set | frozenset | pd.Series | pd.Index | np.ndarray | Mapping):
        flat = list(answer) if np.ndim(np.asarray(list(answer), dtype=object)) <= 1 else [None]
        if all(isinstance(part, str | int | np.integer) for part in flat):
            return [str(part).strip() for part in flat]
    raise Unread(f"Expected names in a list, such as {example}; found {kind(answer)}.")


def one_name(answer: Any, example: str) -> str:
    """Read a single name.

    Raises
    ------
    Unread
        There is none, or there are several.
    """
    if isinstance(answer, int | np.integer) and not isinstance(answer, bool):
        return str(answer)
    found = names(answer, example) if not isinstance(answer, str) else [answer.strip()]
    if len(found) != 1 or not found[0]:
        raise Unread(f"Expected one name, such as {example}; found {kind(answer)}.")
    return found[0]


def counts(answer: Any, example: str) -> dict[str, float]:
    """Read a number for each of several names: a dict, or a column with an index.

    Raises
    ------
    Unread
        It is neither.
    """
    if isinstance(answer, pd.DataFrame) and answer.shape[1] == 1:
        answer = answer.iloc[:, 0]
    if not isinstance(answer, Mapping | pd.Series):
        raise Unread(f"Expected a number for each name, such as {example}; found {kind(answer)}.")
    return {str(name): number(value, "3") for name, value in answer.items()}


def folded(name: str) -> str:
    """Return a name without what does not matter: case, hyphens, underscores, spaces at the ends."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


@dataclass(frozen=True)
class Slip:
    """A wrong answer that is known, and what it comes of."""

    value: Any
    said: str
    hint: str = ""
    verdict: Verdict = "not yet"
    within: float = 0  # how near an answer must come to be this slip, if not as near as to be right


def judged_number(
    value: float,
    expected: float,
    *,
    right: str,
    hint: str,
    slips: Iterable[Slip] = (),
    within: float = 1e-9,
    decimals: int | None = None,
) -> Feedback:
    """Judge a number by how near it is to the one expected, or to one that a known slip gives.

    With ``decimals``, the one expected may also come rounded to so many, unless it is then a slip.
    """
    if abs(value - expected) <= within:
        return Feedback("right", right)
    for slip in slips:
        if abs(value - slip.value) <= max(within, slip.within):
            return Feedback(slip.verdict, slip.said, slip.hint or hint)
    if decimals is not None and abs(value - round(expected, decimals)) <= 1e-9:
        return Feedback("right", right)
    if abs(value - expected) <= max(0.02 * abs(expected), 2 * within):
        return Feedback("nearly", f"{value:.4g} is close, but not it.", f"Do not round on the way. {hint}")
    if expected and abs(value + expected) <= within:
        return Feedback("nearly", "The size is right and the sign is the wrong way round.", hint)
    side = "too large" if value > expected else "too small"
    return Feedback("not yet", f"{value:.4g} is {side}.", hint)


def judged_names(
    found: Iterable[str],
    expected: Iterable[str],
    *,
    what: str,
    right: str,
    hint: str,
    slips: Iterable[Slip] = (),
) -> Feedback:
    """Judge a set of names; say which are missing and which do not belong."""
    given, wanted = ({folded(name): name for name in part} for part in (found, expected))
    if given.keys() == wanted.keys():
        return Feedback("right", right)
    for slip in slips:
        if given.keys() == {folded(name) for name in slip.value}:
            return Feedback(slip.verdict, slip.said, slip.hint or hint)
    missing = [wanted[name] for name in wanted if name not in given]
    extra = [given[name] for name in given if name not in wanted]
    points = [f"{len(given) - len(extra)} of {len(wanted)} {what} found."]
    points += [f"Does not belong: {', '.join(f'`{name}`' for name in extra)}."] if extra else []
    points += [f"{len(missing)} still missing."] if missing else []
    partly = len(missing) + len(extra) == 1 and len(wanted) > 1
    return Feedback(
        "nearly" if partly else "not yet", "Not the whole list." if missing else "Too many.", hint, points
    )
