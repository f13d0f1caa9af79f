from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from trstudy.commands.report import command
from trstudy.errors import ParameterError, ReportError, TrstudyError
from trstudy.reporting.plan import planned

ROOT = Path(__file__).parents[2]


def run(*arguments: str, out: Path) -> None:
    CliRunner().invoke(command, ["--study", str(ROOT), "--out", str(out), *arguments], catch_exceptions=False)


def test_every_parameter_of_the_study_s_notebooks_is_documented():
    plan = planned(ROOT, "x")
    assert [n.name for n in plan.notebooks] == sorted(n.name for n in plan.notebooks)
    for notebook in plan.notebooks:
        assert notebook.title != notebook.name, f"{notebook.name} has no title"
        assert notebook.lead, f"{notebook.name} does not say what it asks"
        for parameter in notebook.declared.values():
            assert parameter.comment, f"{notebook.name}: {parameter.name} has no comment"


def test_a_parameter_of_the_same_name_means_the_same_in_every_notebook():
    meanings: dict[str, set[tuple[object, str]]] = {}
    for notebook in planned(ROOT, "x").notebooks:
        for parameter in notebook.declared.values():
            meanings.setdefault(parameter.name, set()).add((repr(parameter.default), parameter.legal))
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-p", "nonsense=1"], "no notebook has a parameter nonsense"),
        (["-p", "mixed=most"], r"mixed is 'most'; expected half \| drop \| both"),
        (["-p", "mixed"], "expected name=value"),
        (["--only", "99_none"], "expected one of 01_corpus, 02_frames"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(tmp_path, arguments, words):
    with pytest.raises(ParameterError, match=words):
        run(*arguments, out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_says_that_the_earlier_report_is_as_it_was(tmp_path, monkeypatch):
    def fail(*arguments: object, **options: object) -> None:
        raise ReportError("03_compare.ipynb: cell 7 failed")

    monkeypatch.setattr("trstudy.commands.report_runs.build", fail)
    with pytest.raises(ReportError, match=r"cell 7 failed$"):
        run(out=tmp_path)
    (tmp_path / "index.html").touch()
    with pytest.raises(ReportError, match=r"cell 7 failed\nThe earlier report in .* is as it was\.$"):
        run(out=tmp_path)


def test_a_folder_that_is_no_study_is_refused(tmp_path):
    with pytest.raises(TrstudyError):
        CliRunner().invoke(command, ["--study", str(tmp_path)], catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []
