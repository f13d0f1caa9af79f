"""This very study, run twice in different circumstances: every file of the two reports, byte by byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reporting.conftest import tree
from tests.reporting.real import ROOT, build, real_report, study_copy


def test_another_folder_user_locale_zone_and_hash_seed_give_the_same_bytes(tmp_path_factory, tmp_path):
    ours = real_report(tmp_path_factory)
    study = tmp_path / "bir başka klasör" / "study"
    study_copy(study)
    (tmp_path / "home").mkdir()
    before = os.umask(0o077)
    try:
        build(
            study,
            HOME=str(tmp_path / "home"),
            USER="qzx-user",
            LOGNAME="qzx-user",
            TZ="Pacific/Kiritimati",
            LC_ALL="tr_TR.UTF-8",
            LANG="tr_TR.UTF-8",
            PYTHONHASHSEED="4711",
            MPLBACKEND="svg",
            OMP_NUM_THREADS="2",
            SOURCE_DATE_EPOCH="1700000000",
        )
    finally:
        os.umask(before)
    one, other = tree(ours), tree(study / "reports")
    assert {"report.pdf", "slides.html", "explorer.html", "manifest.json", "sets/index.html"} <= set(one)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    told = [name for name, data in other.items() if b"qzx-user" in data or os.fsencode(study) in data]
    assert told == []


@pytest.mark.parametrize("name", ["index.html", "explorer.html", "slides.html"])
def test_a_page_names_no_folder_of_the_machine(tmp_path_factory, name):
    page = (real_report(tmp_path_factory) / name).read_bytes()
    assert os.fsencode(Path.home()) + b"/" not in page
    assert os.fsencode(tmp_path_factory.getbasetemp()) not in page


# What an unchanged study has no need of: to import any of it takes longer than to see that nothing changed.
HEAVY = {"pandas", "matplotlib", "nbconvert", "papermill", "weasyprint"}
AGAIN = """
import sys
from trstudy.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_an_unchanged_study_is_kept_whole_and_loads_nothing_heavy(tmp_path_factory):
    reports = real_report(tmp_path_factory)
    before = {path: path.stat().st_mtime_ns for path in reports.rglob("*")}
    again = ["report", "--study", str(reports.parent), "-p", "resamples=200"]
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, *again], capture_output=True, encoding="utf-8", check=True
    )
    *kept, last = done.stdout.splitlines()
    assert {line.split(": ")[1] for line in kept} == {"kept, since nothing it uses has changed"}
    assert last.startswith("The report is up to date")
    assert HEAVY & set(done.stderr.split()) == set()
    assert {path: path.stat().st_mtime_ns for path in reports.rglob("*")} == before


def test_every_key_of_the_manifest_is_documented(tmp_path_factory):
    made = json.loads((real_report(tmp_path_factory) / "manifest.json").read_text(encoding="utf-8"))
    described = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8").partition("## The manifest")[2]
    records = [*made["outputs"].values(), *made["makers"].values()]
    keys = {*made, *(f"inputs.{key}" for key in made["inputs"]), *made["environment"]}
    keys = keys - {"inputs"} | {key for record in records for key in record}
    assert sorted(key for key in keys if f"`{key}`" not in described) == []
