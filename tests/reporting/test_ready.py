"""What a notebook would come upon late is told before the first one runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trstudy.commands import report_runs
from trstudy.commands.report import MAKERS
from trstudy.commands.report_runs import Bench
from trstudy.errors import ReportError, TrstudyError
from trstudy.reporting.sets import DEFAULT

ROOT = Path(__file__).parents[2]
GOLD = "seeds/codings/gold_dev.tsv"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    root = tmp_path_factory.mktemp("study")
    for name in ("seeds", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "study.toml", root)
    return root


@pytest.fixture
def root(whole, tmp_path, monkeypatch):
    def ran(*args, **options):
        raise ReportError("a notebook ran")

    monkeypatch.setattr("trstudy.reporting.report.run", ran)
    monkeypatch.setattr(report_runs, "run", ran)
    return Path(shutil.copytree(whole, tmp_path / "study"))


def build(root, **given):
    bench = Bench.at(root, None, MAKERS, lambda line: None)
    one = bench.sets[DEFAULT]
    bench.build(one, one.planned(bench.plan, given), force=False)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_study_with_nothing_wrong_runs(root):
    with pytest.raises(ReportError, match="a notebook ran"):
        build(root, document="bechev-2024", read="body,energy", years="2024,2020", codings="gold_dev")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            GOLD,
            "\tnone\tsyria",
            "\tpeace\tsyria",
            r"gold_dev\.tsv, line 2: frame is 'peace'; expected one of",
        ),
        (GOLD, "\tframe\t", "\tfram\t", r"gold_dev\.tsv, line 1: no column frame, but one named fram"),
        (GOLD, "\tframe\t", "\tstance\t", r"gold_dev\.tsv, line 1: no column frame beside frame_a, frame_b"),
        (GOLD, "", None, r"gold_dev\.tsv: holds no coded unit"),
        (
            "seeds/codings/challenge_dev.tsv",
            "\tframe\t",
            "\tstance\t",
            r"challenge_dev\.tsv, line 1: no column fr",
        ),
        (
            "study.toml",
            "[dyad]",
            'periods = ["2020", "2024"]\n[dyad]',
            r"study\.toml: .* is of 2021, which none",
        ),
        ("study.toml", '"Turkey"', '"Russia"', r"study\.toml, \[dyad\]: russia stands on both sides"),
        (
            "study.toml",
            '"Turkey"',
            '"Turkei"',
            r"study\.toml: dyad\.a, Turkei, is named nowhere .* mean Turkey",
        ),
        (
            "study.toml",
            "# learned",
            "learned",
            r"study\.toml: learned is 'model\.json', and there is no such",
        ),
    ],
)
def test_what_is_wrong_in_a_file_is_told_before_a_notebook_runs(root, file, old, new, message):
    if new is None:
        (root / file).write_bytes(b"")
    else:
        replace(root / file, old, new)
    with pytest.raises(TrstudyError, match=message):
        build(root)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"document": "bechev"},
            r"01_corpus\.ipynb: parameter document: doc_id is 'bechev'; expected one of bechev",
        ),
        (
            {"read": "energie"},
            r"0[35]_\w+\.ipynb: parameter read: .*read is 'energie'; expected one of title",
        ),
        (
            {"years": "2020,2019"},
            r"05_words\.ipynb: parameter years: a year is 2019; expected one of 2020, 2021",
        ),
        ({"years": "2020"}, r"05_words\.ipynb: parameter years: 1 given; expected two of 2020"),
        (
            {"codings": "gold"},
            r"04_\w+\.ipynb: parameter codings: codings: codings is 'gold'; expected one of",
        ),
    ],
)
def test_a_parameter_that_names_nothing_of_the_study_is_told_before_a_notebook_runs(root, given, message):
    with pytest.raises(TrstudyError, match=message):
        build(root, **given)
