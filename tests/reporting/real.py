"""The reports of this very study, built once in a run of the tests, whichever of them ask for it first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
NAMED = "syria-only"  # one of reports.toml that runs a single notebook
PARTS = ("study.toml", "reports.toml", "seeds", "notebooks")


def real_report(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the report, with the named one in it; tests may read it and nothing else.

    Parameters
    ----------
    factory
        The fixture ``tmp_path_factory``. Workers that share a run share the report: the first one builds
        it, the others wait.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    study = shared / "real-study"
    with FileLock(shared / "real-study.lock"):
        if not (study / "reports" / "manifest.json").is_file():
            study_copy(study)
            build(study)
    return study / "reports"


def build(study: Path, **changed: str) -> None:
    """Make the report of a copy of the study, and a named one, in an environment that differs as told.

    Fewer resamples than published are enough for what tests look at, and save half of the time.
    """
    reports = ["default", NAMED, "--study", str(study), "-p", "resamples=200"]
    done = subprocess.run(
        [sys.executable, "-m", "trstudy", "report", *reports],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **changed},
        cwd=study,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def study_copy(folder: Path) -> None:
    """Lay this study's texts, notebooks and settings into a folder of their own."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns(".ipynb_checkpoints")
            shutil.copytree(source, folder / part, ignore=ignored, dirs_exist_ok=True)
        elif source.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / part)
