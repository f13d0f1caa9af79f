"""The study, its seminar built once, and a shell to run notebooks in."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import trstudy
from trstudy.seminar.building import build
from trstudy.seminar.copies import COPIES
from trstudy.study import Study

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """A code cell that ran: what it gave back, or the error that ended it, and what it printed."""

    id: str
    source: str
    result: Any
    error: BaseException | None
    printed: str


def run(path: Path) -> list[Ran]:
    """Run a notebook's cells in its own folder, as Jupyter's “Run all” does, up to the first error."""
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    before, found = Path.cwd(), list[Ran]()
    shell = InteractiveShell.instance()
    try:
        os.chdir(path.parent)
        for cell in cells:
            with capture_output() as captured:
                done = shell.run_cell(cell.source, store_history=False)
            error = done.error_before_exec or done.error_in_exec
            found.append(Ran(cell["id"], cell.source, done.result, error, captured.stdout + captured.stderr))
            if error:
                break
    finally:
        os.chdir(before)
        InteractiveShell.clear_instance()
    return found


@pytest.fixture(scope="session")
def study() -> Study:
    opened = trstudy.open_study(ROOT)
    opened.tags()
    return opened


@pytest.fixture(scope="session")
def folders(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the copies are: a folder with a space, an ampersand and letters beyond ASCII in its name."""
    out = tmp_path_factory.mktemp("seminar") / "Übung & Köln 第一"
    build(study, out)
    for copy in COPIES:  # tables that this run has already made need not be made anew
        shutil.copytree(study.root / ".trstudy", out / copy / ".trstudy", dirs_exist_ok=True)
    return out
