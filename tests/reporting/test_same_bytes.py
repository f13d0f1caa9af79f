"""This very study, run twice in different circumstances: every file of the two reports, byte by byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reporting.conftest import tree
from tests.reporting.real import build, real_report, study_copy


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
