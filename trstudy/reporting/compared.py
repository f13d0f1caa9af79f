"""The page that sets the reports of a study side by side."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trstudy.measures.digits import percent, two_digits
from trstudy.reporting import manifest
from trstudy.reporting.folder import NUMBERS
from trstudy.reporting.plan import Plan
from trstudy.reporting.sets import DEFAULT, FOLDER, ReportSet
from trstudy.reporting.theme import Site, rendered
from trstudy.writing import replacing

_FRAMES = ("cooperation", "rivalry")
_SHARES = "tables/comparison.csv"  # the shares as they are; those under numbers/ were rounded once already
_Table = list[dict[str, str]]


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval: in words, and as places on the page's scale from 0 to 100."""

    words: str
    place: float
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    """One report on the page.

    Attributes
    ----------
    report
        The report.
    built, earlier
        Whether it is there; whether it was made of other texts, code or versions than there are now.
    ratio
        The odds of cooperation over rivalry in the first year over those in the last.
    shares
        For each year, the shares of cooperation and rivalry.
    agree
        Of all specifications, how many have the first year above the last.
    """

    report: ReportSet
    built: bool
    earlier: bool = False
    ratio: Interval | None = None
    shares: Mapping[str, Sequence[str]] = field(default_factory=dict)
    agree: str = ""

    @property
    def link(self) -> str:
        """Where its front page is, seen from this one."""
        return "../index.html" if self.report.name == DEFAULT else f"{self.report.name}/index.html"


def write_comparison(plan: Plan, sets: Iterable[ReportSet], reports: Path) -> None:
    """Write the page, from the key numbers of those reports that are there.

    Parameters
    ----------
    plan
        The study's plan.
    sets
        Its reports.
    reports
        The folder of the default report.
    """
    read = [(one, *_read(one, reports)) for one in sets]
    tables = [numbers for _, found, numbers in read if found]
    years = sorted(
        {year for table in tables if "shares" in table for year in _column(table["shares"], "year")}
    )
    scale = _Scale.over([t["differences"] for t in tables if "differences" in t])
    rows = [
        Row(
            one,
            bool(found),
            bool(found) and _of_others(found, plan),
            scale.ratio(numbers.get("differences")),
            _shares(numbers.get("shares")),
            _agree(numbers.get("multiverse")),
        )
        for one, found, numbers in read
    ]
    there = [row for row in rows if row.built]
    page = rendered(
        "sets.html.j2",
        Site(plan.title, []),
        current=FOLDER,
        title="The same study under other choices",
        description="The headline numbers of every report of the study, side by side.",
        up=there[0].link.removesuffix("index.html") if there else "",
        rows=rows,
        years=years,
        frames=_FRAMES,
        ticks=scale.ticks if any(row.ratio for row in rows) else [],
    )
    path = reports / FOLDER / "index.html"
    if not path.is_file() or path.read_bytes() != page:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            part.write_bytes(page)


@dataclass(frozen=True)
class _Scale:
    """A scale of ratios, by doublings, wide enough for every interval."""

    low: float
    high: float

    @classmethod
    def over(cls, tables: list[_Table]) -> _Scale:
        ends = [value for table in tables for value in _ratio_of(table)[1:]]
        logs = [math.log2(value) for value in ends if value > 0]
        return cls(math.floor(min(logs, default=-1)), math.ceil(max(logs, default=1)))

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Places and labels of the doublings; every other one where there are many."""
        step = 1 if self.high - self.low <= 6 else 2
        marks = [p for p in range(int(self.low), int(self.high) + 1) if p % step == 0]
        return [(self._place(2.0**p), f"{2**p}" if p >= 0 else f"1/{2**-p}") for p in marks]

    def ratio(self, table: _Table | None) -> Interval | None:
        if table is None:
            return None
        estimate, low, high = _ratio_of(table)
        words = f"{two_digits(estimate)} [{two_digits(low)}–{two_digits(high)}]"
        return Interval(words, self._place(estimate), self._place(low), self._place(high))

    def _place(self, value: float) -> float:
        wide = max(self.high - self.low, 1)
        return round(100 * (math.log2(max(value, 2.0**self.low)) - self.low) / wide, 2)


def _of_others(found: Mapping[str, Any], plan: Plan) -> bool:
    """Tell whether a report was made of other texts, code or versions than there are now."""
    inputs = {**found["inputs"]}
    code = inputs.pop("code", {})
    return (inputs, found["environment"]) != (plan.inputs, plan.environment) or not plan.code.holds(code)


def _read(one: ReportSet, reports: Path) -> tuple[dict[str, Any], dict[str, _Table]]:
    folder = one.folder(reports)
    found = manifest.recorded(folder)
    if not found:
        return found, {}
    numbers = _tables(folder / NUMBERS)
    if "shares" in numbers and (folder / _SHARES).is_file():
        numbers["shares"] = _rounded_never(numbers["shares"], _table(folder / _SHARES))
    return found, numbers


def _rounded_never(published: _Table, whole: _Table) -> _Table:
    """Return the shares as they are where the published ones are these, rounded.

    Rounded again to whole per cents, a bound of 11.4963 % that was published as 0.1150 would be 12 %.
    """
    ends = ("estimate", "low", "high")
    rows = {(row["year"], row["measure"]): row for row in whole}
    pairs = [
        (row, rows.get((row["year"], row["measure"]), row)) for row in published if row["measure"] in _FRAMES
    ]
    return [
        exact if all(f"{float(exact[e]):.4f}" == f"{float(row[e]):.4f}" for e in ends) else row
        for row, exact in pairs
    ]


def _tables(folder: Path) -> dict[str, _Table]:
    """Return the key numbers as rows of text; pandas would take a second to load, at every run."""
    return {path.stem: _table(path) for path in sorted(folder.glob("*.csv"))}


def _table(path: Path) -> _Table:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _column(table: _Table, name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in table))


def _ratio_of(differences: _Table) -> tuple[float, float, float]:
    """Return the odds ratio of the first year against the last.

    Below 1 it is taken from its logarithm, which four decimals tell more exactly: of 0.0745 nobody knows
    whether it was less or more before it was rounded.
    """
    first, last = min(_column(differences, "first")), max(_column(differences, "second"))
    ends = {row["measure"]: row for row in differences if (row["first"], row["second"]) == (first, last)}
    ratio, log = ends["odds_ratio"], ends.get("balance", {})
    estimate, low, high = (
        math.exp(float(log[end])) if log.get(end) and float(ratio[end]) < 1 else float(ratio[end])
        for end in ("estimate", "low", "high")
    )
    return estimate, low, high


def _shares(table: _Table | None) -> dict[str, list[str]]:
    """Return, for each year, the shares of the two frames in words."""
    if table is None:
        return {}
    rows = {(row["year"], row["measure"]): row for row in table}
    return {year: [_share(rows[year, frame]) for frame in _FRAMES] for year in _column(table, "year")}


def _share(row: Mapping[str, str]) -> str:
    estimate, low, high = (100 * float(row[end]) for end in ("estimate", "low", "high"))
    return f"{estimate:.0f} % [{low:.0f}–{high:.0f}]"


def _agree(table: _Table | None) -> str:
    if table is None:
        return ""
    told = {row["quantity"]: float(row["value"]) for row in table}
    many = int(told["specifications"])
    agree = round(told["first_above_last"] * many)  # a share rounded once more could be off by one
    return f"{percent(agree / many)} of {many:,}"
