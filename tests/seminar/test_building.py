"""The copies: what they hold, that they are the same each time, and that they run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from tests.seminar.conftest import ROOT, run
from trstudy.cli import cli
from trstudy.errors import TrstudyError
from trstudy.reporting.plan import PATTERN
from trstudy.seminar.building import build
from trstudy.seminar.copies import BEGIN, END, copy_of, exercises
from trstudy.seminar.feedback import Feedback, ToDo
from trstudy.study import Study, open_study

SOURCES = sorted((ROOT / "notebooks" / "seminar").glob("*.ipynb"))
NAMES = [path.name for path in SOURCES]


def notebook(*cells: tuple[str, str] | tuple[str, str, list[str]]) -> nbformat.NotebookNode:
    """Make a notebook of cells: kind, source, tags."""
    made = nbformat.v4.new_notebook()
    for n, (kind, source, *tags) in enumerate(cells):
        new = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        cell = new(source, metadata={"tags": tags[0]} if tags else {"collapsed": True})
        made.cells.append(cell | {"id": f"cell-{n}"})
    return made


def sources(data: bytes) -> list[str]:
    return [cell.source for cell in nbformat.reads(data.decode("utf-8"), as_version=4).cells]


SMALL = notebook(
    ("markdown", "# Title"),
    ("markdown", "For the teacher", ["instructor"]),
    ("markdown", "### Exercise: first\n\nHow many?"),
    ("code", f"given = 1\n{BEGIN}\nhelper = given + 1\nanswer = helper\n{END}\ncheck(answer, given)"),
    ("markdown", "### Exercise: second"),
    ("code", f"{BEGIN}\nprint('seen')\n{END}"),
)


def test_the_students_copy_has_dots_where_the_solution_was() -> None:
    assert sources(copy_of(SMALL, "student")) == [
        "# Title",
        "### Exercise 1: first\n\nHow many?",
        "given = 1\n# To do, exercise 1: put your answer in the place of the dots.\nanswer = ...\n"
        "check(answer, given)",
        "### Exercise 2: second",
        "# To do, exercise 2: do what it says, here or above; this cell looks at what you have.\n",
    ]


def test_the_solution_copy_keeps_solution_and_notes_and_drops_the_marks() -> None:
    assert sources(copy_of(SMALL, "solution")) == [
        "# Title",
        "For the teacher",
        "### Exercise 1: first\n\nHow many?",
        "given = 1\n# A solution of exercise 1.\nhelper = given + 1\nanswer = helper\ncheck(answer, given)",
        "### Exercise 2: second",
        "# A solution of exercise 2.\nprint('seen')\n",
    ]


def test_a_name_that_the_cell_sets_itself_is_not_set_to_dots() -> None:
    cells = ("markdown", "### Exercise: a"), ("code", f"page = 'x'\n{BEGIN}\npage = 'y'\n{END}\ncheck(page)")
    assert "page = ..." not in sources(copy_of(notebook(*cells), "student"))[1]


def test_copies_hold_no_outputs_and_no_metadata_but_tags() -> None:
    source = nbformat.from_dict(SMALL)
    source.cells[3].outputs = [nbformat.v4.new_output("stream", text="seen\n")]
    source.cells[3].execution_count = 7
    source.metadata["widgets"] = {"state": {}}
    made = nbformat.reads(copy_of(source, "solution").decode("utf-8"), as_version=4)
    assert made.cells[3].outputs == []
    assert made.cells[3].execution_count is None
    assert made.cells[3].metadata == {}
    assert made.cells[1].metadata == {"tags": ["instructor"]}
    assert sorted(made.metadata) == ["kernelspec", "language_info"]
    assert [cell["id"] for cell in made.cells] == [f"cell-{n}" for n in range(6)]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([("code", f"{BEGIN}\na = 1")], "cell 1 (id cell-0): '### BEGIN SOLUTION' and '### END SOLUTION' do "
                                        "not pair"),
        ([("code", f"{BEGIN}\na = 1\n{END}")], "cell 1 (id cell-0): a solution without an exercise of its "
                                               "own"),
        (
            [("markdown", "### Exercise: a"), *2 * [("code", f"{BEGIN}\na = 1\n{END}")]],
            "cell 3 (id cell-2): a solution without an exercise of its own",
        ),
        (
            [("markdown", "### Exercise: a"), ("code", f"if True:\n{BEGIN}\n    a = 1\n{END}")],
            "cell 2 (id cell-1): is not Python without its solution",
        ),
    ],
)  # fmt: skip
def test_a_notebook_out_of_form_is_refused_by_cell(cells: list[tuple[str, str]], told: str) -> None:
    with pytest.raises(TrstudyError) as caught:
        copy_of(notebook(*cells), "student")
    assert told in str(caught.value)


def test_the_same_study_gives_the_same_bytes(study: Study, folders: Path, tmp_path: Path) -> None:
    build(study, tmp_path)
    first, second = (
        {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.*") if ".trstudy" not in p.parts}
        for out in (folders, tmp_path)
    )
    assert {name: data for name, data in first.items() if name in second} == second


def test_each_folder_is_a_study_of_its_own(study: Study, folders: Path) -> None:
    for copy in ("student", "solution"):
        own = open_study(folders / copy)
        assert own.root == folders / copy
        assert own.documents().equals(study.documents())
        assert own.codings().equals(study.codings())
        statement = Path("seeds", "codings", "README.md")  # to which `evaluate` and the guide send the reader
        assert (own.root / statement).read_bytes() == (study.root / statement).read_bytes()


def test_work_in_a_folder_is_not_overwritten_unless_asked(study: Study, tmp_path: Path) -> None:
    changed = build(study, tmp_path)[0]
    kept = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    changed.write_text("my work", encoding="utf-8")
    with pytest.raises(TrstudyError, match=rf"student/{changed.name} would be replaced"):
        build(study, tmp_path)
    assert changed.read_text(encoding="utf-8") == "my work"
    build(study, tmp_path, force=True)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == kept


def test_nothing_is_written_if_one_notebook_is_out_of_form(tmp_path: Path) -> None:
    root = tmp_path / "study"
    shutil.copytree(ROOT / "seeds", root / "seeds")
    shutil.copy(ROOT / "study.toml", root)
    with pytest.raises(TrstudyError, match="notebooks/seminar: no notebook"):
        build(open_study(root), tmp_path / "out")
    (root / "notebooks" / "seminar").mkdir(parents=True)
    (root / "notebooks" / "seminar" / "s1.ipynb").write_text("no notebook", encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"s1\.ipynb: .*no notebook"):
        build(open_study(root), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("seeds", ["../seeds", "C:\\texts", "/texts"])
def test_texts_outside_the_study_cannot_be_handed_out(study: Study, seeds: str, tmp_path: Path) -> None:
    elsewhere = Study(study.root, study.settings.model_copy(update={"seeds": seeds}))
    with pytest.raises(TrstudyError, match="seeds is "):
        build(elsewhere, tmp_path)


def test_the_command_says_what_to_hand_out(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["seminar", "build", "--study", str(ROOT), "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert f"Hand out {(tmp_path / 'student').as_posix()}" in done.output
    assert [p.name for p in sorted((tmp_path / "student").glob("*.ipynb"))] == NAMES


def test_the_report_does_not_see_the_seminar() -> None:
    pages = {p.name for p in (ROOT / "notebooks").glob(PATTERN)}
    assert pages
    assert not pages & set(NAMES)


# --- they run ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_solutions_pass_every_check(folders: Path, name: str) -> None:
    ran = run(folders / "solution" / name)
    assert [cell.error for cell in ran if cell.error] == [], ran[-1].printed
    replies = [cell.result for cell in ran if isinstance(cell.result, Feedback)]
    assert [reply for reply in replies if not reply.passed] == []
    source = nbformat.read(ROOT / "notebooks" / "seminar" / name, as_version=4)
    assert len(replies) == exercises(source) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_a_students_copy_runs_to_its_first_exercise_and_says_what_to_do(folders: Path, name: str) -> None:
    *before, last = run(folders / "student" / name)
    assert [cell.error for cell in before if cell.error] == []
    assert isinstance(last.error, ToDo)
    assert "# To do, exercise 1:" in last.source
    assert last.printed.strip() == str(last.error)
    assert "Traceback" not in last.printed
    assert re.match(r"Here is something to do: [a-z].+\.\nPut your answer", last.printed, re.S)
    assert max(map(len, last.printed.splitlines())) <= 80


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_no_solution_is_left_in_a_students_copy(path: Path) -> None:
    source = nbformat.read(path, as_version=4)
    text = "\n".join(sources(copy_of(source, "student")))
    for cell in source.cells:
        for block in re.findall(rf"{BEGIN}\n(.*?){END}", cell.source, re.S):
            assert block.strip() not in text
    assert "SOLUTION" not in text
