from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reporting.conftest import small_study
from trstudy.errors import ParameterError
from trstudy.reporting.plan import Plan, planned
from trstudy.reporting.sets import ReportSet, chosen_sets, report_sets

ROOT = Path(__file__).parents[2]
TWO = """
[reports.warm]
title = "Warmly"
about = "What if we were kinder?"
parameters = { tone = "warm" }

[reports.default]
about = "As it is."

[reports.short]
title = "One page"
notebooks = ["01_greeting"]
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(small_study(tmp_path, _01="greeting", _02="figure"), "A small study")


def told(root: Path, text: str) -> dict[str, ReportSet]:
    (root / "reports.toml").write_text(text, encoding="utf-8")
    return report_sets(root)


def test_without_a_file_there_is_the_default_alone(tmp_path):
    assert report_sets(tmp_path) == {"default": ReportSet("default")}


def test_each_table_is_a_report_and_the_default_comes_first(tmp_path):
    sets = told(tmp_path, TWO)
    assert list(sets) == ["default", "warm", "short"]
    assert sets["default"].about == "As it is."
    assert sets["warm"] == ReportSet("warm", "Warmly", "What if we were kinder?", {"tone": "warm"})
    assert sets["short"].notebooks == ("01_greeting",)


def test_each_report_has_its_folder():
    assert ReportSet("default").folder(Path("reports")) == Path("reports")
    assert ReportSet("warm").folder(Path("reports")) == Path("reports/sets/warm")


def test_a_report_s_parameters_go_where_notebooks_have_them(tmp_path, plan):
    mine = told(tmp_path, TWO)["warm"].planned(plan, {})
    assert mine.plan.title == "A small study: Warmly"
    assert [n.parameters["tone"] for n in mine.chosen] == ["warm", "warm"]
    assert mine.plan.settings["tone"] == "warm"
    assert plan.settings["tone"] == "plain"


def test_what_is_asked_on_the_command_line_goes_before_the_report_s_own(tmp_path, plan):
    mine = told(tmp_path, TWO)["warm"].planned(plan, {"tone": "plain", "times": "3"})
    assert [n.parameters["tone"] for n in mine.chosen] == ["plain", "plain"]
    assert mine.chosen[0].parameters["times"] == 3


def test_a_report_may_have_some_of_the_notebooks(tmp_path, plan):
    sets = told(tmp_path, TWO)
    short = sets["short"].planned(plan, {})
    assert [n.name for n in short.plan.notebooks] == [n.name for n in short.chosen] == ["01_greeting"]
    only = sets["warm"].planned(plan, {}, only="02_figure")
    assert [n.name for n in only.chosen] == ["02_figure"]
    assert [n.name for n in only.plan.notebooks] == ["01_greeting", "02_figure"]


def test_reports_are_built_once_each_in_the_order_of_their_names(tmp_path):
    sets = told(tmp_path, TWO)
    assert [one.name for one in chosen_sets(sets, [])] == ["default"]
    assert [one.name for one in chosen_sets(sets, ["short", "warm", "short"])] == ["short", "warm"]
    with pytest.raises(ParameterError, match=r"a report is 'cold'; expected one of default, warm, short"):
        chosen_sets(sets, ["cold"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("reports = 3", r"reports\.toml: is 3; expected a table \[reports\.NAME\]"),
        ("[reports", r"reports\.toml: is not TOML: Expected ']'"),
        ("[report.x]\ntitle = 'X'", r"'report' is no part of it; expected tables \[reports\.NAME\]"),
        ("[reports]\nx = 1", r"\[reports\.x\]: is 1; expected a table"),
        ("[reports.'../x']\ntitle = 'X'", r"the name is that of a folder; expected lower-case letters"),
        ("[reports.x]", r"\[reports\.x\]: no title; expected a title in quotes"),
        ("[reports.x]\ntitle = 1", r"\[reports\.x\]: title is 1; expected a title in quotes"),
        ("[reports.x]\ntitle = 'X'\nparameter = {}", r"a key is 'parameter'.*parameters"),
        ("[reports.x]\ntitle = 'X'\nnotebooks = []", r"notebooks is \[\]; expected a list"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_place(tmp_path, text, words):
    with pytest.raises(ParameterError, match=words):
        told(tmp_path, text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"parameters": {"tune": "warm"}}, r"reports\.toml, \[reports\.x\]: .*tune"),
        ({"parameters": {"times": 9}}, r"reports\.toml, \[reports\.x\]: .*times"),
        ({"notebooks": ["03_none"]}, r"03_none.*01_greeting, 02_figure"),
    ],
)
def test_a_report_that_asks_for_what_there_is_not_is_named(plan, change, words):
    with pytest.raises(ParameterError, match=words):
        replace(ReportSet("x", "X"), **change).planned(plan, {})


def test_every_report_of_this_study_can_be_planned_and_says_what_it_is_for():
    plan = planned(ROOT, "x")
    sets = report_sets(ROOT)
    assert len(sets) > 2
    for one in sets.values():
        assert one.title
        assert one.about
        mine = one.planned(plan, {})
        reached = set().union(*(n.given for n in mine.chosen))
        assert reached == set(one.parameters), f"{one.name}: no page shows what sets it apart"
