"""``trstudy tag``: a file or standard input in, one line or one CSV row a sentence out."""

import csv
import io

import pytest
from click.testing import CliRunner

from trstudy.commands.tag import command
from trstudy.errors import TrstudyError

TEXT = "Ties at Risk\n\nRussia condemned Turkey. It rained in Sochi.\nThe two sides agreed on a truce.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def run(*arguments, stdin=None):
    result = CliRunner().invoke(command, [str(a) for a in arguments], input=stdin, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_a_line_a_sentence(article):
    lines = run(article).splitlines()
    assert [line.split()[0] for line in lines] == ["none", "rivalry", "none", "cooperation"]
    assert lines[1].endswith("author     asserted  Russia condemned Turkey.")


def test_standard_input_is_read_alike(article):
    assert run("-", stdin=TEXT) == run(article)


def test_csv_carries_offsets_into_the_file(article):
    rows = list(csv.DictReader(io.StringIO(run(article, "--csv"))))
    assert [TEXT[int(r["start"]) : int(r["end"])] for r in rows] == [
        "Ties at Risk", "Russia condemned Turkey.", "It rained in Sochi.", "The two sides agreed on a truce.",
    ]  # fmt: skip


def test_why_gives_the_cues(article):
    assert "- “condemned” (condemn): rivalry" in run(article, "--why")


def test_any_sides(article):
    first = run(article, "--sides", "Freedonia", "Turkey").splitlines()
    assert [line.split()[0] for line in first] == ["none", "none", "none", "none"]


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path):
    with pytest.raises(TrstudyError, match=r"missing\.txt"):
        CliRunner().invoke(command, [str(tmp_path / "missing.txt")], catch_exceptions=False)


def test_a_study_s_own_sides_and_word_lists_are_used(article, tmp_path, monkeypatch):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "actors.toml").write_text('[resort]\nnames = ["Sochi"]\n', encoding="utf-8")
    (tmp_path / "lexicon" / "cues").mkdir()
    (tmp_path / "lexicon" / "cues" / "own.toml").write_text(
        '[weather]\nsign = -1\nverbs = ["rain"]\n', encoding="utf-8"
    )
    (tmp_path / "study.toml").write_text(
        'lexicon = "lexicon"\n[dyad]\na = "Resort"\nb = "Chile"\n', encoding="utf-8"
    )
    article.write_text("It rained in Sochi and in Chile.\n", encoding="utf-8")
    assert run(article, "--study", tmp_path).startswith("rivalry")
    assert run(article).startswith("none")
    monkeypatch.chdir(tmp_path)
    assert run("article.txt").startswith("rivalry")
    assert run("article.txt", "--sides", "Sochi", "Russia").startswith("none")
