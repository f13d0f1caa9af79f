from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.reporting.conftest import INPUTS, small_study
from trstudy.reporting.compared import write_comparison
from trstudy.reporting.manifest import write_manifest
from trstudy.reporting.numbers import write_numbers
from trstudy.reporting.plan import Plan, planned
from trstudy.reporting.sets import ReportSet

SETS = [
    ReportSet("default", "All <of> it"),
    ReportSet("some", "Some of it", "What if?", {"mixed": "drop"}),
    ReportSet("never", "Never built"),
]


def report(folder: Path, plan: Plan, ratio: str, *, low: str = "0.5000", inputs: object = INPUTS) -> None:
    """Lay out what the page reads of a report: its manifest and its numbers."""
    frames = [("cooperation", "0.5000"), ("rivalry", "0.2500")]
    shares = [(y, m, e, "0.1", "0.9") for y in ("2020", "2024") for m, e in frames]
    gaps = [("2020", "2021", "9"), ("2020", "2024", ratio), ("2021", "2024", "9")]
    ends = ["estimate", "low", "high"]
    tables = {
        "shares": pd.DataFrame(shares, columns=["year", "measure", *ends]),
        "differences": pd.DataFrame(
            [
                (a, b, m, *(f"{by(float(x)):.4f}" for x in (r, low, "4.0000")))
                for m, by in (("balance", math.log), ("odds_ratio", float))
                for a, b, r in gaps
            ],
            columns=["first", "second", "measure", *ends],
        ),
        "multiverse": pd.DataFrame(
            {"quantity": ["specifications", "first_above_last"], "value": ["4992", "0.9050"]}
        ),
    }
    names = write_numbers(tables, folder / "numbers")
    write_manifest(
        folder,
        made_by=dict.fromkeys([f"numbers/{name}" for name in names], "index"),
        inputs=inputs,
        environment=plan.environment,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    found = planned(small_study(tmp_path, _01="greeting"), "A small study")
    return Plan(found.root, found.title, found.notebooks, found.environment, INPUTS)


@pytest.fixture
def reports(plan: Plan, tmp_path: Path) -> Path:
    report(tmp_path / "reports", plan, "2.0000")
    report(
        tmp_path / "reports" / "sets" / "some",
        plan,
        "1.0000",
        inputs={**INPUTS, "code": {"trstudy/study.py": "0" * 64}},
    )
    return tmp_path / "reports"


def rows(reports: Path) -> list[list[str]]:
    page = BeautifulSoup((reports / "sets" / "index.html").read_text(encoding="utf-8"), "html.parser")
    first = page.select("table.sets")[0]
    return [
        [" ".join(cell.get_text(" ").split()) for cell in tr.find_all(["th", "td"])]
        for tr in first.select("tbody tr")
    ]


def test_headline_numbers_stand_side_by_side(plan, reports):
    write_comparison(plan, SETS, reports)
    assert rows(reports) == [
        ["All <of> it", "2.0 [0.50⁠–⁠4.0]", "", "91 % of 4,992"],
        [
            "Some of it What if? mixed = drop From an earlier state of the study.",
            "1.0 [0.50⁠–⁠4.0]",
            "",
            "91 % of 4,992",
        ],
        ["Never built", "Not built yet: trstudy report never"],
    ]


def test_shares_are_rounded_once_and_most_is_not_called_all(plan, reports):
    ends = {"estimate": "0.24", "low": "0.114963", "high": "0.434297"}
    exact = [{"year": y, "measure": m, **ends} for y in ("2020", "2024") for m in ("cooperation", "rivalry")]
    (reports / "tables").mkdir()
    pd.DataFrame(exact).to_csv(reports / "tables" / "comparison.csv", index=False)
    published = pd.DataFrame(exact).assign(low="0.1150", high="0.4343")  # half of the last per cent
    published.to_csv(reports / "numbers" / "shares.csv", index=False)
    counts = "quantity,value\nspecifications,8832\nfirst_above_last,0.9982\n"
    (reports / "numbers" / "multiverse.csv").write_text(counts, encoding="utf-8")
    write_comparison(plan, SETS, reports)
    page = BeautifulSoup((reports / "sets" / "index.html").read_text(encoding="utf-8"), "html.parser")
    cell = page.select("table.sets")[1].select_one("td").get_text()
    assert cell.replace("\u2060", "").replace("\xa0", " ") == "24 % [11–43]"
    assert rows(reports)[0][-1] == "99.8 % of 8,832"


def test_a_small_ratio_is_rounded_once(plan, reports):
    report(reports / "sets" / "some", plan, "0.4600", low="0.074536")  # published as 0.0745
    write_comparison(plan, SETS, reports)
    assert rows(reports)[1][1].replace("\u2060", "") == "0.46 [0.075–4.0]"


def test_an_interval_lies_where_its_numbers_are_on_a_scale_of_doublings(plan, reports):
    write_comparison(plan, SETS, reports)
    page = BeautifulSoup((reports / "sets" / "index.html").read_text(encoding="utf-8"), "html.parser")
    # from 1/2 to 4 there are three doublings: 2 lies at two thirds of the 220 between the margins of 10
    dot = page.select_one("svg.interval circle")
    assert float(dot["cx"]) == pytest.approx(10 + 220 * 2 / 3, abs=0.1)
    reach = page.select_one("svg.interval line.reach")
    assert (float(reach["x1"]), float(reach["x2"])) == pytest.approx((10, 230))
    assert page.select_one("svg.interval")["aria-label"] == "2.0 [0.50–4.0]"


def test_the_page_leads_to_the_reports_that_are_there(plan, reports):
    write_comparison(plan, SETS, reports)
    page = BeautifulSoup((reports / "sets" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [a["href"] for a in page.select("table.sets a")] == ["../index.html", "some/index.html"]
    assert page.select_one("a.home")["href"] == "../index.html"


def test_an_unchanged_page_is_left_alone(plan, reports):
    write_comparison(plan, SETS, reports)
    before = (reports / "sets" / "index.html").stat().st_mtime_ns
    write_comparison(plan, SETS, reports)
    assert (reports / "sets" / "index.html").stat().st_mtime_ns == before


def test_reports_of_one_year_have_shares_and_nothing_to_compare(plan, reports):
    for folder in (reports, reports / "sets" / "some"):
        for name in ("differences", "multiverse"):
            (folder / "numbers" / f"{name}.csv").unlink()
    write_comparison(plan, SETS, reports)
    assert rows(reports)[0] == ["All <of> it", "One year only: nothing to compare"]
