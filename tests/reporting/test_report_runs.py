"""Check, publish and list over a study whose only number is how often a notebook greets."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from tests.reporting.conftest import FIXTURES, small_study, tree
from tests.reporting.fronts import bare_front
from trstudy.commands import report as module
from trstudy.errors import ParameterError, ReportError
from trstudy.reporting.makers import Maker
from trstudy.reporting.numbers import write_numbers
from trstudy.reporting.plan import Notebook, Plan
from trstudy.reporting.reach import Code
from trstudy.reporting.run import Job, Step

ROOT = Path(__file__).parents[2]


def counting_front(plan: Plan, folder: Path, step: Step) -> None:
    bare_front(plan, folder, step)
    n = str(plan.settings["times"])
    tables = {"greetings": pd.DataFrame({"year": ["2020"], "measure": ["greetings"], "estimate": [n]})}
    write_numbers(tables, folder / "numbers")


def stub_page(plan: Plan, notebook: Notebook, folder: Path, step: Step) -> None:
    (folder / "notebooks").mkdir(exist_ok=True)
    (folder / "notebooks" / notebook.path.name).write_bytes(notebook.path.read_bytes())
    (folder / f"{notebook.name}.html").write_text(repr(notebook.parameters), encoding="utf-8")


def at_once(jobs: Sequence[Job], *, watcher: object, workers: int | None = None) -> None:
    for job in jobs:
        job.work(lambda *_: None)


def unmade(plan: Plan, folder: Path, step: Step) -> None:
    raise AssertionError("it lacks something, and was asked for all the same")


MAKERS = (Maker("index", counting_front, writes=("index.html", "numbers/")),)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    study = small_study(tmp_path / "study", _01="greeting")
    shutil.copytree(ROOT / "seeds", study / "seeds")
    shutil.copy(ROOT / "study.toml", study)
    (study / "reports.toml").write_text(
        '[reports.often]\ntitle = "Often"\nparameters = { times = 5 }\n', encoding="utf-8"
    )
    monkeypatch.setattr(module, "MAKERS", MAKERS)
    for place in ("trstudy.commands.report_runs.run", "trstudy.reporting.report.run"):
        monkeypatch.setattr(place, at_once)  # processes and kernels have tests of their own
    monkeypatch.setattr("trstudy.reporting.report.write_page", stub_page)
    monkeypatch.setattr("trstudy.reporting.plan.Code", lambda: Code(FIXTURES / "package"))  # small, so quick
    return study


def ask(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(module.command, ["--study", str(root), *arguments], catch_exceptions=False)


def greet(root: Path, times: int) -> None:
    path = root / "notebooks" / "01_greeting.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("times = 2 ", f"times = {times} "), encoding="utf-8")


def test_what_is_published_is_checked_against_and_a_move_is_an_exit_status(root):
    said = ask(root, "--publish").output
    assert said.endswith("reports/reference, for the first time\n")
    reference = root / "reports" / "reference"
    assert sorted(path.name for path in reference.iterdir()) == ["greetings.csv", "versions.csv"]
    found = ask(root, "--check")
    assert (found.exit_code, found.output.split(";")[0]) == (0, "default: nothing moved")

    greet(root, 3)
    before = tree(reference)
    found = ask(root, "--check")
    assert found.exit_code == 1
    first, second = found.output.splitlines()
    assert first == "greetings.csv: year=2020, measure=greetings: estimate from 2 to 3"
    assert second.startswith("default: 1 moved from what is published in ")
    assert second.endswith("If they are meant to: trstudy report default --publish")
    assert tree(reference) == before

    found = ask(root, "--publish")
    assert (found.exit_code, found.output.splitlines()[0]) == (0, first)
    assert ask(root, "--check").exit_code == 0
    assert not (root / "reports" / "index.html").exists()  # neither builds a report


def test_a_check_names_versions_that_are_others_than_then(root):
    ask(root, "--publish")
    versions = root / "reports" / "reference" / "versions.csv"
    table = pd.read_csv(versions, dtype=str)
    table.loc[table["package"] == "numpy", "version"] = "1.0"
    table.to_csv(versions, index=False)
    assert ask(root, "--check").exit_code == 0  # a version is no number
    greet(root, 4)
    assert "other versions than then: numpy" in ask(root, "--check").output


def test_a_named_report_has_numbers_of_its_own(root):
    ask(root, "--publish")
    ask(root, "often", "--publish")
    reference = root / "reports" / "reference"
    assert "greetings,5" in (reference / "often" / "greetings.csv").read_text(encoding="utf-8")
    assert "greetings,2" in (reference / "greetings.csv").read_text(encoding="utf-8")
    greet(root, 3)  # which the named report sets for itself
    found = ask(root, "often", "default", "--check")
    assert found.exit_code == 1
    assert [line.partition(":")[0] for line in found.output.splitlines()] == [
        "often",
        "greetings.csv",
        "default",
    ]


def test_before_anything_is_published_a_check_says_how_to(root):
    with pytest.raises(ReportError, match=r"no numbers are published for the report often; `trstudy report"):
        ask(root, "often", "--check")


def test_reports_are_built_by_name_listed_with_their_state_and_compared(root):
    listed = ask(root, "--list").output.splitlines()
    assert [line.split() for line in listed] == [
        ["default", "never", "built", "–"],
        ["often", "never", "built", "times=5", "Often"],
    ]
    ask(root, "often")
    assert (root / "reports" / "sets" / "often" / "01_greeting.html").is_file()
    page = (root / "reports" / "sets" / "index.html").read_text(encoding="utf-8")
    assert "Not built yet:<br><code>trstudy report default</code>" in page
    ask(root)
    kept = tree(root / "reports" / "sets" / "often")
    listed = ask(root, "--list").output.splitlines()
    assert [line.split()[1] for line in listed] == ["fresh", "fresh"]
    greet(root, 3)
    listed = ask(root, "--list").output.splitlines()
    assert [line.split()[:2] for line in listed[::2]] == [["default", "stale"], ["often", "stale"]]
    assert listed[1::2] == [
        "  01_greeting: runs, since its source, its parameter times changed",
        "  01_greeting: runs, since its source changed",  # the named report sets the parameter for itself
    ]
    ask(root)
    assert tree(root / "reports" / "sets" / "often") == kept
    again = ask(root, "often").output
    assert "01_greeting: kept" not in again  # its notebook's source is another


def test_an_up_to_date_report_is_checked_without_computing_anything(root, monkeypatch):
    ask(root)
    ask(root, "--publish")
    monkeypatch.setattr("trstudy.commands.report_runs.run", lambda *a, **k: pytest.fail("something ran"))
    assert ask(root, "--check").exit_code == 0
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--check", "--publish"], "--check and --publish do not go together"),
        (["--list", "--only", "01_greeting"], "--list and --only do not go together"),
        (["--check", "-p", "times=3"], "--check and --publish go by reports.toml"),
        (["rarely"], "a report is 'rarely'; expected one of default, often"),
    ],
)
def test_what_does_not_go_together_is_refused(root, arguments, words):
    with pytest.raises(ParameterError, match=words):
        ask(root, *arguments)
    assert not (root / "reports").exists()


def lacking(answers: Sequence[str]) -> Maker:
    """A maker that lacks what the list says, asked again and again."""
    left = list(answers)
    return Maker("paper", unmade, writes=("report.pdf",), offer="On paper", missing=lambda: left.pop(0))


def test_what_cannot_be_made_here_is_left_out_with_its_link_and_a_word(root, monkeypatch):
    why = "The PDF needs an engine: apt install it."
    monkeypatch.setattr(module, "MAKERS", (*MAKERS, lacking([why] * 2)))
    said = ask(root).output
    assert f"paper: left out. {why}" in said
    assert (root / "reports" / "index.html").is_file()
    assert not (root / "reports" / "report.pdf").exists()
    assert "up to date" in ask(root).output  # to lack it is no reason to make the rest anew
