"""Sentences on which way groups of articles lean and how far they are apart, computed from the estimates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from trstudy.measures.differences import differences
from trstudy.measures.digits import listed, two_digits
from trstudy.measures.scale import coverage
from trstudy.measures.variants import tagged_and_coded


def which_way(estimates: pd.DataFrame, table: pd.DataFrame, by: str) -> str:
    """Say of each group which of the two frames it has more of, and whether its articles agree.

    Parameters
    ----------
    estimates
        What :func:`~trstudy.measures.framing.compare` gave for the groups.
    table
        The tags, with ``doc_id`` and ``by``.
    by
        The column that names the groups.
    """
    groups = {group: _Shares.of(part) for group, part in estimates.groupby(by, sort=False)}
    leans = [shares.lean for shares in groups.values()]
    parts = []
    for group, shares in groups.items():
        alone = leans.count(shares.lean) == 1 and len(set(leans)) == 2 < len(leans)
        verb = f"is the only {by.replace('_', ' ')} with" if alone else "has"
        parts.append(f"{group!s} {verb} {shares}{_inside(table.loc[table[by] == group])}")
    return f"{'; '.join(parts)}."


@dataclass(frozen=True)
class _Shares:
    """The shares of cooperation and rivalry in a group, each with its interval."""

    cooperation: tuple[float, float, float]
    rivalry: tuple[float, float, float]

    @classmethod
    def of(cls, part: pd.DataFrame) -> _Shares:
        rows = part.set_index("measure")[["estimate", "low", "high"]]
        return cls(*(tuple(rows.loc[frame].to_numpy(float)) for frame in ("cooperation", "rivalry")))

    @property
    def lean(self) -> int:
        return int(np.sign(self.cooperation[0] - self.rivalry[0]))

    def __str__(self) -> str:
        told = [
            f"{100 * share:.0f} %{' of its sentences' * first} [{100 * low:.0f}–{100 * high:.0f}]"
            for first, (share, low, high) in zip((True, False), self._ordered, strict=True)
        ]
        words = {1: "more cooperation than rivalry", -1: "more rivalry than cooperation"}
        return f"{words.get(self.lean, 'as much cooperation as rivalry')} ({' against '.join(told)})"

    @property
    def _ordered(self) -> list[tuple[float, float, float]]:
        return [self.rivalry, self.cooperation] if self.lean < 0 else [self.cooperation, self.rivalry]


def _inside(group: pd.DataFrame) -> str:
    """Word that a group's articles lean opposite ways, if they do."""
    signs = (group["frame"] == "cooperation").astype(int) - (group["frame"] == "rivalry").astype(int)
    leans = np.sign(signs.groupby(group["doc_id"]).sum())
    return f", but its {_words(len(leans))} articles lean both ways" if leans.min() * leans.max() < 0 else ""


def how_far_apart(estimates: pd.DataFrame, table: pd.DataFrame, by: str, options: dict[str, Any]) -> str:
    """Set the first group against the last, and say no more than the interval of their ratio allows.

    Parameters
    ----------
    estimates, table, by
        As for :func:`which_way`.
    options
        Options of :func:`~trstudy.measures.framing.compare` that gave ``estimates``.
    """
    groups = list(dict.fromkeys(estimates[by]))
    ratio, low, high = _ratio(table, by, options)
    odds, sure = "the odds of cooperation over rivalry", f"{coverage(options['level'])} interval"
    if low <= 1 <= high:
        text = (
            f"These texts cannot tell {groups[0]} and {groups[-1]} apart: {odds} in {groups[0]} are "
            f"{two_digits(ratio)} times those in {groups[-1]}, and anything from {two_digits(low)} to "
            f"{two_digits(high)} times fits ({sure})"
        )
    else:
        more, less = (groups[0], groups[-1]) if ratio > 1 else (groups[-1], groups[0])
        if ratio < 1:
            ratio, low, high = 1 / ratio, 1 / high, 1 / low
        text = (
            f"{more} is more cooperative than {less}: {odds} are {two_digits(ratio)} times as high "
            f"({sure} {two_digits(low)} to {two_digits(high)})"
        )
    return "; ".join([text, *_middle(estimates, by)]) + "."


def _ratio(table: pd.DataFrame, by: str, options: dict[str, Any]) -> tuple[float, float, float]:
    """Return the odds of the first group over those of the last, with interval."""
    first, *_, last = sorted(table[by].unique())
    gap = differences(table, by, pairs=[(first, last)], **options).iloc[0]
    ratio, low, high = np.exp(gap[["estimate", "low", "high"]].to_numpy(float))
    return float(ratio), float(low), float(high)


def _middle(estimates: pd.DataFrame, by: str) -> list[str]:
    """Word where the groups between the first and the last come out, those together that come out alike."""
    balances = estimates.loc[estimates["measure"] == "balance", [by, "estimate"]]
    names, values = balances[by].astype(str).to_list(), balances["estimate"].to_numpy(float)
    low, high = sorted((values[0], values[-1]))
    found: dict[str, list[str]] = {}
    for name, value in zip(names[1:-1], values[1:-1], strict=True):
        side = "rivalry" if value < low else "cooperation"
        where = "between the two" if low <= value <= high else f"further towards {side} than either"
        found.setdefault(where, []).append(name)
    return [
        f"{listed(alike)} {'comes' if len(alike) == 1 else 'come'} out {where}"
        for where, alike in found.items()
    ]


def by_codes(table: pd.DataFrame, codes: pd.DataFrame, by: str, options: dict[str, Any]) -> str:
    """Say what the first and last groups' odds are by codes and by tags, on the sentences with codes.

    Parameters
    ----------
    table
        The tags, with ``by``.
    codes
        Codes of some of the sentences.
    by
        The column that names the groups.
    options
        Options of :func:`~trstudy.measures.framing.compare`.
    """
    _, tagged, coded = tagged_and_coded(table, codes).values()
    told = ["{} ({} to {})".format(*map(two_digits, _ratio(part, by, options))) for part in (coded, tagged)]
    first, *_, last = sorted(coded[by].unique())
    return (
        f"On the {len(coded)} sentences that have reference codes, the odds of cooperation over rivalry in "
        f"{first} are {told[0]} times those in {last} by the codes, and {told[1]} times by the tags."
    )


def _words(n: int) -> str:
    small = (
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    )
    return small[n] if n < len(small) else str(n)
