"""Which notebooks run again, and the reason given, when something changes; nothing is executed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reporting.conftest import FIXTURES, small_study
from tests.reporting.fronts import bare_front
from tests.reporting.test_report_runs import at_once
from trstudy.reporting.makers import Maker
from trstudy.reporting.plan import Notebook, Plan, planned
from trstudy.reporting.reach import Code
from trstudy.reporting.report import build
from trstudy.reporting.run import Step

KEPT = "kept, since nothing it uses has changed"
INDEX = Maker("index", bare_front, writes=("index.html",))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of two notebooks, of which one counts and the other draws; its report is made."""
    study = small_study(tmp_path / "study", _01="greeting", _02="figure")
    shutil.copytree(FIXTURES / "package", tmp_path / "package")
    (study / "seeds").mkdir()
    (study / "seeds" / "a.txt").write_text("a", encoding="utf-8")
    imports(study / "notebooks" / "01_greeting.ipynb", "import package.counting")
    imports(study / "notebooks" / "02_figure.ipynb", "from package import figures")
    monkeypatch.setattr("trstudy.reporting.plan.RUNNER", frozenset({"package.table"}))
    monkeypatch.setattr("trstudy.reporting.plan._PAGE", frozenset({"package.plugins"}))
    monkeypatch.setattr("trstudy.reporting.report.run", at_once)
    monkeypatch.setattr("trstudy.reporting.report.write_page", stub_page)
    made(study)
    ran.clear()
    return study


ran: list[str] = []  # names of the notebooks that the stub ran


def stub_page(plan: Plan, notebook: Notebook, folder: Path, step: Step) -> None:
    done = folder / "notebooks" / notebook.path.name
    if not done.is_file():
        ran.append(notebook.name)
        done.parent.mkdir(exist_ok=True)
        done.write_bytes(notebook.path.read_bytes())
    (folder / f"{notebook.name}.html").write_bytes(done.read_bytes())


def imports(path: Path, line: str) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append(
        {"cell_type": "code", "id": "more", "metadata": {}, "outputs": [], "source": line}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")


def made(root: Path, **changed: object) -> dict[str, str]:
    """Bring the report up to date; return what it said of each part."""
    plan = replace(planned(root, "A study"), code=Code(root.parent / "package"), **changed)
    said: list[str] = []
    build(plan, plan.notebooks, root / "reports", makers=[INDEX], say=said.append, workers=1)
    return dict(line.split(": ", 1) for line in said)


def grow(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def test_an_unchanged_study_keeps_both_and_says_why(root):
    assert made(root) == {"01_greeting": KEPT, "02_figure": KEPT}


def test_code_that_no_notebook_can_reach_keeps_both(root):
    grow(root.parent / "package" / "unrelated.py")
    # the maker is a test's own, and could reach anything
    index = "made anew, since package/unrelated.py changed"
    assert made(root) == {"01_greeting": KEPT, "02_figure": KEPT, "index": index}


@pytest.mark.parametrize("file", ["counting.py", "reading.py", "lists/stopwords.txt"])
def test_code_and_lists_that_one_can_reach_run_that_one_however_late_it_asks_for_them(root, file):
    grow(root.parent / "package" / file)
    said = made(root)
    assert said == {"01_greeting": f"runs, since package/{file} changed", "02_figure": KEPT}
    assert ran == ["01_greeting"]


def test_code_of_the_page_alone_sets_it_anew_from_what_ran(root):
    grow(root.parent / "package" / "figures" / "bars.py")
    anew = "its page is set anew, since package/figures/bars.py changed; it need not run"
    assert made(root) == {"01_greeting": anew, "02_figure": anew}
    assert ran == []
    assert made(root) == {"01_greeting": KEPT, "02_figure": KEPT}


def test_code_that_runs_every_notebook_runs_every_notebook(root):
    grow(root.parent / "package" / "table.py")
    assert set(made(root).values()) == {"runs, since package/table.py changed"}
    assert ran == ["02_figure", "01_greeting"]


def test_a_notebook_with_magics_could_reach_anything(root):
    imports(root / "notebooks" / "02_figure.ipynb", "%matplotlib inline")
    assert made(root)["02_figure"] == "runs, since its source changed"
    grow(root.parent / "package" / "unrelated.py")
    said = made(root)
    assert said["01_greeting"] == KEPT
    assert said["02_figure"] == "runs, since package/unrelated.py changed"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("seeds/a.txt", "seeds/a.txt"),
        ("seeds/new.txt", "seeds/new.txt"),
        ("study.toml", "study.toml"),
        ("notebooks/beside.py", "notebooks/beside.py"),
    ],
)
def test_a_text_the_settings_or_a_module_beside_the_notebooks_runs_both(root, file, words):
    (root / file).write_text("# changed", encoding="utf-8")
    assert set(made(root).values()) == {f"runs, since {words} changed"}
    assert len(ran) == 2


def test_a_text_that_is_gone_is_a_change(root):
    (root / "seeds" / "a.txt").unlink()
    assert set(made(root).values()) == {"runs, since seeds/a.txt changed"}


def test_another_version_is_named_with_the_one_before(root):
    was = planned(root, "A study").environment
    now = {**was, "packages": {**was["packages"], "pandas": "99.0"}}
    words = f"runs, since the version of pandas (before: {was['packages']['pandas']}) changed"
    assert set(made(root, environment=now).values()) == {words}


def test_many_changes_are_counted(root):
    for name in "bcdef":
        (root / "seeds" / f"{name}.txt").write_text(name, encoding="utf-8")
    assert made(root)["01_greeting"] == "runs, since seeds/b.txt, seeds/c.txt, seeds/d.txt and 2 more changed"


def test_an_edited_page_is_set_anew_and_an_edited_notebook_runs(root):
    grow(root / "reports" / "01_greeting.html")
    (root / "reports" / "notebooks" / "02_figure.ipynb").unlink()
    assert made(root) == {
        "01_greeting": "its page is set anew, since a file of it is missing or was edited; it need not run",
        "02_figure": "runs, since a file of it is missing or was edited",
    }
    assert ran == ["02_figure"]


def test_a_notebook_that_is_gone_takes_its_page_along_and_says_so(root):
    (root / "notebooks" / "02_figure.ipynb").unlink()
    said = made(root)
    assert said["02_figure"] == "goes, since it is no part of the report any more"
    assert not (root / "reports" / "02_figure.html").exists()
    assert "02_figure" not in made(root)


def test_force_runs_both(root):
    plan = replace(planned(root, "A study"), code=Code(root.parent / "package"))
    said: list[str] = []
    build(plan, plan.notebooks, root / "reports", makers=[INDEX], say=said.append, force=True)
    assert said == ["01_greeting: runs, as it is told to", "02_figure: runs, as it is told to"]
    assert len(ran) == 2


def test_a_notebook_saved_with_its_outputs_and_nothing_else_is_kept(root):
    path = root / "notebooks" / "01_greeting.ipynb"
    saved = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(c for c in saved["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = number + 1
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["a line of an article\n"]}]
        cell["metadata"]["scrolled"] = True
    saved["metadata"]["language_info"] = {"name": "python", "version": "3.99.0"}
    path.write_text(json.dumps(saved, indent=1), encoding="utf-8")
    made(root)
    assert ran == []
    saved["cells"][-1]["source"] += "\nprint(1)"
    path.write_text(json.dumps(saved, indent=1), encoding="utf-8")
    made(root)
    assert ran == ["01_greeting"]
