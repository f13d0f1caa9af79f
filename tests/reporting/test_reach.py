"""What a module can reach, on a package of fixtures and on this one."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reporting.conftest import FIXTURES
from trstudy.reporting.plan import RUNNER
from trstudy.reporting.reach import Code, imported

ROOT = Path(__file__).parents[2]
TOP = {"package/__init__.py", "package/table.py"}  # the package itself offers Table
COUNTING = {"package/counting.py", "package/reading.py", "package/lists/stopwords.txt"}
FIGURES = {"package/figures/__init__.py", "package/figures/bars.css", "package/figures/bars.py"}


@pytest.fixture(scope="module")
def code() -> Code:
    return Code(FIXTURES / "package")


@pytest.mark.parametrize(
    ("modules", "files"),
    [
        ({"package"}, TOP),
        ({"package.table"}, TOP),  # what is imported for type checkers alone does not count
        ({"package.table.Table"}, TOP),
        ({"package.counting"}, {*TOP, *COUNTING}),
        ({"package.unrelated"}, {*TOP, *FIGURES, "package/unrelated.py"}),
        ({"package.plugins"}, {*TOP, *FIGURES, "package/plugins.py"}),
        ({"package.figures"}, {*TOP, "package/figures/__init__.py", "package/figures/bars.css"}),
        ({"pandas", "packaging.version"}, set()),
    ],
    ids=["package", "module", "class", "in a function", "plain", "name put together", "file", "others"],
)  # fmt: skip
def test_a_module_reaches_what_it_imports_names_and_reads(code, modules, files):
    assert set(code.reached(modules)) == files


def test_where_nobody_can_tell_everything_is_reached(code):
    every = {p.relative_to(FIXTURES).as_posix() for p in (FIXTURES / "package").rglob("*.*")}
    assert set(code.reached(None)) == {name for name in every if "__pycache__" not in name}


def test_a_file_is_known_by_its_hash(code):
    found = code.reached({"package"})
    assert (
        found["package/table.py"] == hashlib.sha256((FIXTURES / "package/table.py").read_bytes()).hexdigest()
    )
    assert code.holds(found)
    assert not code.holds({**found, "package/table.py": "0" * 64})
    assert not code.holds({"package/gone.py": "0" * 64})


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a.b as c\nfrom d import (\n    e,\n    f,\n)", {"a.b", "d.e", "d.f"}),
        ("def g():\n    import h", {"h"}),
        ("tables.read('some/file.csv')", {"some/file.csv", "some", "file.csv"}),
        ("%run other.py", None),
        ("!make", None),
        ("import importlib\nimportlib.import_module(name)", None),
        ("exec(text)", None),
    ],
)
def test_a_notebook_brings_in_what_its_code_says_and_anything_in_doubt(source, names):
    assert imported(source) == names


def source(notebook: str) -> str:
    cells = json.loads((ROOT / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")


LOADING = """\
import sys
import trstudy
from trstudy.figures.corpus import kept_and_dropped
study = trstudy.open_study("..")
kept_and_dropped(study.blocks(), study.documents())
print(*sorted(module.__file__ for name, module in sys.modules.items() if name.startswith("trstudy")))
"""


def test_what_code_on_this_study_loads_is_among_what_it_reaches(tmp_path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "study.toml", tmp_path)
    (tmp_path / "notebooks").mkdir()
    run = {"cwd": tmp_path / "notebooks", "capture_output": True, "encoding": "utf-8", "check": True}
    done = subprocess.run([sys.executable, "-c", LOADING], **run)
    loaded = {Path(file).relative_to(ROOT).as_posix() for file in done.stdout.split()}
    assert {"trstudy/figures/corpus.py", "trstudy/study.py", "trstudy/corpus/zones.py"} <= loaded
    assert loaded <= set(Code().reached(imported(LOADING)))


def test_the_runner_reaches_what_kernels_load_and_no_notebook_the_seminar():
    code = Code()
    assert "trstudy/reporting/kernel.py" in code.reached(RUNNER)
    for path in (ROOT / "notebooks").glob("0*.ipynb"):
        found = code.reached({*imported(source(path.name)), *RUNNER})
        assert "trstudy/lexicon/cues/" in "".join(found)
        assert [
            f for f in found if f.startswith(("trstudy/seminar/", "trstudy/commands/", "trstudy/starter/"))
        ] == []
