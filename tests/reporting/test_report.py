from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup

from tests.reporting.conftest import make, small_study, tree
from tests.reporting.fronts import bare_front, failing_front
from trstudy.errors import ParameterError, ReportError
from trstudy.reporting.folder import held
from trstudy.reporting.plan import planned, selected

FILES = {
    "01_greeting.html",
    "02_figure.html",
    "03_untrusted.html",
    "index.html",
    "manifest.json",
    "notebooks/01_greeting.ipynb",
    "notebooks/02_figure.ipynb",
    "notebooks/03_untrusted.ipynb",
    "numbers/answer.json",
    "tables/dictionary.csv",
    "tables/documents.csv",
    "tables/documents.parquet",
    "tables/tags.csv",
    "tables/tags.parquet",
}


def test_a_report_has_its_pages_notebooks_tables_and_manifest(published):
    assert set(tree(published)) == FILES


def test_a_given_parameter_reaches_the_notebook_with_its_equals_sign(published):
    page = (published / "01_greeting.html").read_text(encoding="utf-8")
    assert "warm: hello, a=b" in page
    assert "<strong>a=b</strong> (default world)" in page


def test_a_parameter_goes_only_to_notebooks_that_have_it(published):
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["makers"]["01_greeting"]["parameters"] == {"name": "a=b", "tone": "warm", "times": 2}
    assert manifest["makers"]["02_figure"]["parameters"] == {"tone": "warm"}
    assert manifest["makers"]["03_untrusted"]["parameters"] == {}


def test_the_manifest_ties_every_file_to_its_maker_and_hash(published):
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    files = tree(published)
    del files["manifest.json"]
    assert {n: o["sha256"] for n, o in manifest["outputs"].items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    makers = {n: o["made_by"] for n, o in manifest["outputs"].items()}
    assert makers["02_figure.html"] == makers["notebooks/02_figure.ipynb"] == "02_figure"
    assert makers["tables/tags.csv"] == makers["index.html"] == "index"
    assert manifest["environment"]["packages"]["papermill"]


def test_nothing_tells_when_where_or_by_whom_a_report_was_made(published):
    secrets = [str(published.parent), str(Path.home()), sys.prefix]
    for name, data in tree(published).items():
        told = [secret for secret in secrets if secret != "/" and secret.encode() in data]
        assert told == [], name
    for path in published.glob("notebooks/*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
        assert {key for cell in notebook["cells"] for key in cell["metadata"]} == {"tags"}


def test_two_runs_in_different_circumstances_give_the_same_bytes(published, tmp_path, monkeypatch):
    root = small_study(tmp_path / "en öther plåce", _01="greeting", _02="figure", _03="untrusted")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MPLBACKEND", "svg")
    monkeypatch.chdir(tmp_path)
    make(root)
    ours, theirs = tree(root / "reports"), tree(published)
    assert [name for name in theirs if ours.get(name) != theirs[name]] == []
    assert set(ours) == set(theirs)


def test_an_unchanged_study_is_left_alone_and_says_so(small):
    before = (small / "reports" / "index.html").stat().st_mtime_ns
    said: list[str] = []
    assert make(small, say=said.append) == []
    assert said[0] == "01_greeting: kept, since nothing it uses has changed"
    assert len(said) == 3
    assert (small / "reports" / "index.html").stat().st_mtime_ns == before


def test_a_page_that_was_tampered_with_is_made_again(small, published):
    (small / "reports" / "01_greeting.html").write_text("tampered", encoding="utf-8")
    assert make(small) == ["01_greeting", "index"]
    assert tree(small / "reports") == tree(published)


def test_only_one_notebook_runs_and_the_others_stay(small, published):
    assert make(small, only="01_greeting.ipynb", given={"times": "1"}) == ["01_greeting", "index"]
    before, after = tree(published), tree(small / "reports")
    assert {n for n in before if before[n] != after[n]} == {
        "01_greeting.html",
        "index.html",
        "manifest.json",
        "notebooks/01_greeting.ipynb",
    }


def test_a_page_left_over_from_another_state_is_marked(small):
    said: list[str] = []
    path = small / "notebooks" / "01_greeting.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("hello", "good day"), encoding="utf-8")
    assert make(small, only="02_figure", given={"tone": "warm"}, say=said.append) == ["index"]
    assert "01_greeting: kept from an earlier run, although what it uses has changed" in said
    assert "From an earlier run" in (small / "reports" / "index.html").read_text(encoding="utf-8")
    assert make(small) == ["01_greeting", "index"]
    assert "From an earlier run" not in (small / "reports" / "index.html").read_text(encoding="utf-8")


def test_an_unknown_notebook_is_an_error_that_lists_the_known_ones(small):
    with pytest.raises(ParameterError, match="--only is '07_nothing'; expected one of 01_greeting"):
        selected(planned(small, "x"), "07_nothing")


def test_a_study_without_notebooks_says_so(tmp_path):
    with pytest.raises(ReportError, match="a report needs at least one"):
        planned(tmp_path, "x")


def test_a_broken_notebook_is_named(tmp_path):
    root = small_study(tmp_path, _01="greeting")
    (root / "notebooks" / "02_broken.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(ReportError, match=r"02_broken\.ipynb: cannot be read as a notebook"):
        planned(root, "x")


@pytest.mark.parametrize("given", [{"tune": "warm"}, {"tone": "wram"}])
def test_a_wrong_parameter_starts_no_kernel(small, given, monkeypatch):
    monkeypatch.setattr("trstudy.reporting.report.run", lambda *a, **k: pytest.fail("something ran"))
    before = tree(small / "reports")
    with pytest.raises(ParameterError, match=r"tone"):
        make(small, given=given)
    assert tree(small / "reports") == before


def test_a_failure_names_notebook_cell_line_and_error_and_spoils_nothing(small):
    before = tree(small / "reports")
    small_study(small, _04="failing")
    with pytest.raises(ReportError) as caught:
        make(small, front=bare_front)
    assert str(caught.value) == (
        "04_failing.ipynb: cell 4 of 5 (id ratio), line 2 failed\n"
        "    1 / count\n"
        "ZeroDivisionError: division by zero"
    )
    assert tree(small / "reports") == before


def test_a_parameter_can_save_a_notebook_that_fails_without(tmp_path):
    root = small_study(tmp_path, _02="failing")
    assert make(root, given={"count": "4"}, front=bare_front) == ["02_failing", "index"]
    assert "0.25" in (root / "reports" / "02_failing.html").read_text(encoding="utf-8")


def test_a_front_page_that_fails_spoils_nothing(small):
    before = tree(small / "reports")
    with pytest.raises(ReportError, match="the front page broke"):
        make(small, only="01_greeting", given={"times": "1"}, front=failing_front)
    assert tree(small / "reports") == before


def test_a_second_build_waits_until_the_first_has_ended(small):
    heard, ended = threading.Event(), threading.Event()

    def second() -> None:
        make(small, say=lambda line: heard.set() if line.startswith("Another run") else None)
        ended.set()

    thread = threading.Thread(target=second)
    with held(small / "reports", say=print):
        thread.start()
        assert heard.wait(30)
        assert not ended.is_set()
    thread.join(60)
    assert ended.is_set()


DRIVER = """
import pathlib, sys
from tests.reporting.conftest import make
from tests.reporting.fronts import bare_front
make(pathlib.Path(sys.argv[1]), front=bare_front)
"""


@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_killed_while_a_cell_runs_the_earlier_report_is_whole_and_nothing_lives_on(small, how):
    before = tree(small / "reports")
    small_study(small, _04="waiting")
    run = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(small)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )
    for line in run.stderr:
        if "from pathlib import Path" in line:  # the label of the cell that waits
            break
    family = psutil.Process(run.pid).children(recursive=True)
    assert len(family) >= 2  # a worker and its kernel, at the least
    if how == "SIGKILL":
        run.kill()
    else:
        os.killpg(run.pid, signal.SIGINT)
    assert run.wait(30) != 0
    run.stderr.close()
    assert psutil.wait_procs(family, timeout=30)[1] == []
    assert tree(small / "reports") == before
    (small / "notebooks" / "04_waiting.ipynb").unlink()
    assert make(small, only="01_greeting", given={}, front=bare_front) == ["01_greeting", "index"]
    assert [p.name for p in (small / ".reports.work").iterdir()] == ["lock"]


def test_a_page_has_no_address_to_fetch_from(published):
    for path in published.glob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert page.find_all(["script", "iframe", "object", "embed", "base"]) == []
        assert [link["href"] for link in page.find_all("link")] == ["data:,"]
        assert {tag["src"][:5] for tag in page.find_all(src=True)} <= {"data:"}
        assert page.find_all(onclick=True) == page.find_all(onerror=True) == []
        sheets = "".join(style.decode_contents() for style in page.find_all("style"))
        assert "url(" not in sheets
        assert "@import" not in sheets
