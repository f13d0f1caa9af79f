"""The settings of a study: where they are looked for, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from trstudy import TrstudyError, open_study
from trstudy.cli import cli


def test_a_study_is_found_from_the_folders_inside_it(root, monkeypatch):
    inside = root / "notebooks" / "mine"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    study = open_study()
    assert study.root == root
    assert len(study.entries()) == 5
    monkeypatch.chdir(root)
    assert open_study().root == Path()


def test_only_the_folder_one_is_in_is_searched_upwards(root):
    (root / "notebooks").mkdir()
    with pytest.raises(
        TrstudyError, match=r"^no study in [^ ]*/notebooks; expected a folder with study.toml"
    ):
        open_study(root / "notebooks")


def test_no_study_anywhere_names_the_folder_and_the_way_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TrstudyError) as caught:
        open_study()
    assert str(caught.value) == (
        f"no study in {tmp_path.as_posix()} or the folders above it; expected a folder with study.toml or "
        "seeds/catalogue.toml: name it with --study DIR or open_study(path)"
    )


@pytest.mark.parametrize("command", [["report"], ["seeds", "check"], ["evaluate"]])
def test_commands_say_that_there_is_no_study(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(cli, command).exception
    assert isinstance(found, TrstudyError)
    assert "or the folders above it; expected a folder with study.toml" in str(found)


def test_seeds_are_checked_from_a_folder_inside_the_study(root, monkeypatch):
    (root / "notebooks").mkdir()
    monkeypatch.chdir(root / "notebooks")
    assert CliRunner().invoke(cli, ["seeds", "check"]).output.startswith("5 texts in seeds")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seeds = 3", "study.toml: seeds is 3; expected the name of the texts' folder in quotes"),
        ("colour = 'red'", "a key is 'colour'; expected one of name, seeds, dyad, "),
        ("[dyad]\na = 'Turkey'", "no dyad.b"),
        (
            "[dyad]\na = 'Turkey'\nb = 'Russia'\nc = 'Iran'",
            "study.toml, dyad: a key is 'c'; expected one of a, b",
        ),
        ("[[period]]\nname = 'x'", "a key is 'period'; expected one of name, seeds, dyad, "),
        ("dyad = 'Turkey'", r"dyad is 'Turkey'; expected a table, \[dyad\], with the sides a and b"),
        ("[dyad]\na = 3\nb = 'Russia'", "dyad.a is 3; expected a name in quotes, or a list of names"),
        ("[dyad]\na = ''\nb = 'Russia'", "dyad.a is ''; expected a name in quotes, or a list of names"),
        ("[dyad]\na = ['x', 3]\nb = 'Russia'", "dyad.a is .*; expected a name in quotes, or a list of names"),
        (
            "periods = ['2020-2019']",
            r"periods is \['2020-2019'\]; expected spans of years in the order of time",
        ),
        ("periods = [2020]", "periods is 2020; expected spans of years"),
        ("[dyad", "study.toml: is not TOML"),
    ],
)
def test_broken_settings_say_what_is_wrong(root, text, message):
    (root / "study.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TrstudyError, match=message):
        open_study(root)
