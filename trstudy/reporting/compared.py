"""The page that sets the reports of a study side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from trstudy.reporting import manifest
from trstudy.reporting.numbers import NUMBERS, read_numbers
from trstudy.reporting.plan import Plan
from trstudy.reporting.sets import DEFAULT, FOLDER, ReportSet
from trstudy.reporting.theme import Site, rendered
from trstudy.writing import replacing

_FRAMES = ("cooperation", "rivalry")


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
    years = sorted({year for table in tables if "shares" in table for year in table["shares"]["year"]})
    scale = _Scale.over([t["differences"] for t in tables if "differences" in t])
    rows = [
        Row(
            one,
            bool(found),
            bool(found) and (found["inputs"], found["environment"]) != (plan.inputs, plan.environment),
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
    def over(cls, tables: list[pd.DataFrame]) -> _Scale:
        ends = [value for table in tables for value in _ratio_of(table)[1:]]
        logs = [math.log2(value) for value in ends if value > 0]
        return cls(math.floor(min(logs, default=-1)), math.ceil(max(logs, default=1)))

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Places and labels of the doublings; every other one where there are many."""
        step = 1 if self.high - self.low <= 6 else 2
        marks = [p for p in range(int(self.low), int(self.high) + 1) if p % step == 0]
        return [(self._place(2.0**power), f"{2.0**power:g}") for power in marks]

    def ratio(self, table: pd.DataFrame | None) -> Interval | None:
        if table is None:
            return None
        estimate, low, high = _ratio_of(table)
        words = f"{estimate:.1f} [{low:.1f}–{high:.1f}]"
        return Interval(words, self._place(estimate), self._place(low), self._place(high))

    def _place(self, value: float) -> float:
        wide = max(self.high - self.low, 1)
        return round(100 * (math.log2(max(value, 2.0**self.low)) - self.low) / wide, 2)


def _read(one: ReportSet, reports: Path) -> tuple[dict[str, object], dict[str, pd.DataFrame]]:
    folder = one.folder(reports)
    found = manifest.recorded(folder)
    return found, read_numbers(folder / NUMBERS) if found else {}


def _ratio_of(differences: pd.DataFrame) -> tuple[float, float, float]:
    """Return the odds ratio of the first year against the last."""
    rows = differences[differences["measure"] == "odds_ratio"]
    first, last = rows["first"].min(), rows["second"].max()
    row = rows[(rows["first"] == first) & (rows["second"] == last)].iloc[0]
    return float(row["estimate"]), float(row["low"]), float(row["high"])


def _shares(table: pd.DataFrame | None) -> dict[str, list[str]]:
    """Return, for each year, the shares of the two frames in words."""
    if table is None:
        return {}
    rows = table.set_index(["year", "measure"])
    return {year: [_percent(rows.loc[(year, frame)]) for frame in _FRAMES] for year in table["year"].unique()}


def _percent(row: pd.Series) -> str:
    estimate, low, high = (100 * float(row[end]) for end in ("estimate", "low", "high"))
    return f"{estimate:.0f} % [{low:.0f}–{high:.0f}]"


def _agree(table: pd.DataFrame | None) -> str:
    if table is None:
        return ""
    told = table.set_index("quantity")["value"].to_dict()
    return f"{100 * float(told['first_above_last']):.0f} % of {int(told['specifications']):,}"
