from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import nbformat
import pytest

from trstudy.errors import ReportError
from trstudy.reporting.lacking import with_needs_met

ROOT = Path(__file__).parents[2]


def notebook(*cells: str) -> nbformat.NotebookNode:
    """A notebook of cells, each written as its source and the tags after it: ``"1 needs-codes"``."""
    made = []
    for number, (source, *tags) in enumerate(map(str.split, cells)):
        made.append(nbformat.v4.new_code_cell(source, id=f"c-{number}", metadata={"tags": tags}))
    return nbformat.v4.new_notebook(cells=made)


def told(root: Path, *cells: str, **given: str) -> list[str]:
    """The cells that are left, notes by their bold words."""
    left = with_needs_met(notebook(*cells), "x.ipynb", root, given)
    nbformat.validate(left)
    return [cell.source.split("**")[1] if "**" in cell.source else cell.source for cell in left.cells]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "study.toml", tmp_path)
    return tmp_path


REST = "In the valley behind the old mill nobody has counted the quinces or the plums since last autumn."
_ENTRY = """[[document]]
doc_id = "text-{year}"
file = "{year}.txt"
title = "A text of {year}"
author = "Nobody"
outlet = "None"
date = "{year}"
date_precision = "year"
date_source = "printed"
date_note = "Invented."
language = "en"
sha256 = "{digest}"
rights = "Invented for this test."
provenance = "Invented for this test."
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A study of two very short articles, neither with both frames."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    entries = []
    for year, text in (
        (2020, f"{4 * 'Russia praised Turkey. '}{REST}"),
        (2021, f"{4 * 'Russia condemned Turkey. '}{REST}"),
    ):
        (seeds / f"{year}.txt").write_bytes(text.encode())
        entries.append(_ENTRY.format(year=year, digest=sha256(text.encode()).hexdigest()))
    (seeds / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")
    shutil.copy(ROOT / "study.toml", tmp_path)
    return tmp_path


def test_very_short_articles_have_no_order_and_no_variety(small):
    cells = ("1 needs-order", "2 needs-length", "3")
    assert told(small, *cells) == ["No article has both.", "Too short to compare.", "3"]
    assert told(ROOT, *cells) == ["1", "2", "3"]


@pytest.mark.parametrize("name", ["03_compare", "05_words"])
def test_what_is_left_runs_on_very_short_articles(small, name, monkeypatch):
    left = with_needs_met(nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4), name, small, {})
    monkeypatch.chdir(small / "seeds")
    names: dict[str, object] = {}
    for cell in left.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    assert set(names["tags"]["doc_id"]) == {"text-2020", "text-2021"}
    assert {"03_compare": "places", "05_words": "variety"}[name] not in names


ALL = ("1", "2 needs-years", "3 needs-codes", "4 needs-coders", "5 needs-sentences")


def test_what_the_study_has_stays_and_nothing_else_is_touched(root):
    assert told(root, *ALL) == ["1", "2", "3", "4", "5"]


def test_a_note_stands_once_in_the_place_of_the_cells(root):
    shutil.rmtree(root / "seeds" / "codings")
    left = told(root, *ALL, "6 needs-codes", "7")
    assert left == ["1", "2", "No codes yet.", "No sentences made to try one capability each.", "7"]


def test_one_coder_is_not_two(root):
    table = root / "seeds" / "codings" / "gold_dev.tsv"
    head, *lines = table.read_text(encoding="utf-8").splitlines()
    keep = [i for i, column in enumerate(head.split("\t")) if not column.endswith("_b")]
    rows = (line.split("\t") for line in [head, *lines])
    text = "\n".join("\t".join(row[i] for i in keep) for row in rows)
    table.write_text(text + "\n", encoding="utf-8")
    assert told(root, *ALL) == ["1", "2", "3", "One coder only.", "5"]


def test_one_year_is_none_to_compare(root):
    settings = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(f'periods = ["2020-2024"]\n{settings}', encoding="utf-8")
    assert told(root, *ALL)[:3] == ["1", "One year only.", "3"]


@pytest.mark.parametrize("name", ["03_compare", "06_robustness"])
def test_what_is_left_of_a_comparison_runs_on_one_year(root, name, monkeypatch):
    settings = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(f'periods = ["2020-2024"]\n{settings}', encoding="utf-8")
    whole = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    left = with_needs_met(whole, name, root, {})
    assert any("One year only" in cell.source for cell in left.cells)
    monkeypatch.chdir(root / "seeds")  # a notebook looks for the study one folder up
    names: dict[str, object] = {}
    for cell in left.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)


def test_codes_that_are_named_are_asked_for(root):
    shutil.rmtree(root / "seeds" / "codings")
    assert told(root, *ALL, codings="mine")[2] == "3"


def test_a_notebook_without_needs_opens_no_study(tmp_path):
    assert told(tmp_path / "none", "1", "2") == ["1", "2"]


def test_a_need_unheard_of_is_named(tmp_path):
    with pytest.raises(ReportError, match=r"x\.ipynb: a tag is 'needs-luck'; expected one of needs-years"):
        told(tmp_path, "1 needs-luck")
