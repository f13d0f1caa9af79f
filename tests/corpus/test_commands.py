"""``trstudy clean`` and ``trstudy seeds``: what they print, write and refuse."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.corpus.seeds import FOLDER
from trstudy.cli import cli
from trstudy.commands import seeds
from trstudy.corpus import adding, catalogue
from trstudy.errors import CatalogueError, TrstudyError

ARTICLE = """Two Capitals, One Strait

By Ayşe Yılmaz

Ankara and Moscow met. They agreed on "grain", and on little else.
"""


def run(*args: str | Path, answers: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=answers)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "mine.txt"
    path.write_text(ARTICLE, encoding="utf-8", newline="\n")
    return path


# --- clean ---


def test_clean_shows_kept_left_and_dropped_right_in_eighty_columns(article, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("clean", article).output.splitlines()
    assert lines[0] == "mine.txt: 90 of 104 characters kept (87 %); dropped: byline"
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    byline = next(line for line in lines if "byline: " in line)
    body = next(line for line in lines if "Ankara and Moscow met." in line)
    assert byline.split() == ["3", "byline:", "By", "Ayşe", "Yılmaz"]
    assert body.startswith("   5   Ankara")
    assert byline.index("byline") > body.index("met.")


def test_clean_numbers_sentences_and_says_where_each_stands():
    output = run("clean", "--sentences", FOLDER / "000_1aa696f5096502bb.txt").output
    assert "5   3  Yet in the wake of the jaw-dropping" in output
    assert "43  Erdoğan may even remind" in output


def test_clean_as_json_tiles_the_text(article):
    blocks = json.loads(run("clean", "--json", article).output)
    assert [(b["role"], b["reason"]) for b in blocks] == [("title", ""), ("", "byline"), ("body", "")]
    assert [b["start"] for b in blocks[1:]] == [b["end"] for b in blocks[:-1]]
    assert blocks[-1]["end"] == len(ARTICLE)


def test_clean_writes_a_page_that_escapes_what_it_shows(tmp_path):
    source, out = tmp_path / "a.txt", tmp_path / "a.html"
    source.write_text("A Title Here\n\nThey <b>met</b> & left \x1b[31m again.\n", encoding="utf-8")
    assert run("clean", source, "--html", out).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "They &lt;b&gt;met&lt;/b&gt; &amp; left \ufffd[31m again." in page
    assert "http" not in page
    assert "<thead><tr><th>Kept</th>" in page  # repeated where the table goes over pages
    # a grey of its own could not be read at night
    assert not re.search(r"[;{ ]color:", page)


def test_a_page_replaces_no_file_but_such_a_page(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"a\.txt: is there already and is no page of what was cleaned"):
        raise run("clean", source, "--html", source).exception
    assert source.read_text(encoding="utf-8") == ARTICLE
    for _ in range(2):
        assert run("clean", source, "--html", tmp_path / "a.html").exit_code == 0


def test_clean_refuses_what_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    result = run("clean", tmp_path / "a.txt")
    assert isinstance(result.exception, CatalogueError)
    assert "is not UTF-8" in str(result.exception)


# --- seeds ---


def test_seeds_check_counts_the_texts():
    result = run("seeds", "check", "--study", FOLDER.parent)
    assert (result.exit_code, result.output) == (0, "5 texts in seeds, exactly as the catalogue says\n")


def test_seeds_check_names_what_differs_and_fails(tmp_path, article):
    run("seeds", "add", article, "--study", tmp_path, "--date", "2023", "--date-source", "cited")
    (tmp_path / "seeds" / "stray.txt").write_text("stray", encoding="utf-8")
    result = run("seeds", "check", "--study", tmp_path)
    assert result.exit_code == 1
    assert "stray.txt: extra" in result.output


def test_seeds_add_starts_a_catalogue_and_fills_in_what_it_can(tmp_path, article):
    result = run(
        "seeds", "add", article, "--study", tmp_path, "--author", "Ayşe Yılmaz",
        "--outlet", 'The "Strait" Review\\', "--date", "2023-05", "--date-source", "inferred",
    )  # fmt: skip
    assert result.output.startswith("added mine.txt as yilmaz-2023 (2023-05, inferred)\n")
    [entry] = catalogue.load(tmp_path / "seeds")
    assert (entry.title, entry.date_precision) == ("Two Capitals, One Strait", "month")
    assert entry.outlet == 'The "Strait" Review\\'
    assert (tmp_path / "seeds" / "mine.txt").read_bytes() == article.read_bytes()
    assert run("seeds", "check", "--study", tmp_path).exit_code == 0


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_seeds_add_leaves_what_the_catalogue_holds_as_it_is(tmp_path, article, line_end):
    first = tmp_path / "first.txt"
    first.write_text("Someone came. Someone left.", encoding="utf-8")
    run("seeds", "add", first, "--study", tmp_path, "--date", "2020", "--date-source", "cited")
    path = tmp_path / "seeds" / "catalogue.toml"
    text = "# my own remark\n" + path.read_text(encoding="utf-8") + "# and another, without a line end"
    path.write_bytes(text.replace("\n", line_end).encode())
    run("seeds", "add", article, "--study", tmp_path, "--date", "2023", "--date-source", "cited")
    new = path.read_bytes().decode()
    assert new.startswith(text.replace("\n", line_end) + line_end)
    assert ("\r\n" in new) == (line_end == "\r\n")
    assert new.replace("\r\n", "").count("\r") == 0
    assert len(tomllib.loads(new)["document"]) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "mine.txt: no date; give --date, one of YYYY-MM-DD, YYYY-MM, YYYY"),
        (["--date", "2023"], "no date_source; give --date-source, one of printed, cited, inferred"),
        (
            ["--date", "May 2023", "--date-source", "cited"],
            r"--date is 'May 2023'; expected a day, month or year of the calendar, as YYYY-MM-DD",
        ),
        (["--date", "2023-02-30", "--date-source", "cited"], "--date is '2023-02-30'; expected a day"),
        (["--date", "2023-13", "--date-source", "cited"], "--date is '2023-13'; expected a day"),
        (
            ["--date", "3022-06", "--date-source", "cited"],
            "--date is '3022-06', which is still to come; expected",
        ),
        (
            ["--date", "2023", "--date-source", "cited", "--doc-id", "Mine!"],
            "doc_id is 'Mine!'; expected lower",
        ),
        (
            ["--date", "2023", "--date-source", "cited", "--date-precision", "day"],
            "with date_precision 'day' it is written YYYY-MM-DD",
        ),
    ],
)
def test_seeds_add_refuses_and_leaves_no_trace(tmp_path, article, options, message):
    result = run("seeds", "add", article, "--study", tmp_path, *options)
    assert message in str(result.exception)
    assert not (tmp_path / "seeds").exists()


def test_seeds_add_asks_for_what_is_not_given_where_somebody_can_answer(tmp_path, article, monkeypatch):
    monkeypatch.setattr(seeds, "_is_answered", lambda: True)
    answers = "\n\nThe Review\n2023-05\nguessed\nprinted\nabove the text\n"
    result = run("seeds", "add", article, "--study", tmp_path, answers=answers)
    assert result.exit_code == 0, result.output
    [entry] = catalogue.load(tmp_path / "seeds")
    assert (entry.title, entry.author, entry.outlet) == ("Two Capitals, One Strait", None, "The Review")
    assert (entry.date, entry.date_source, entry.date_note) == ("2023-05", "printed", "above the text")


def test_seeds_add_judges_a_date_before_it_asks_and_asks_again_for_a_wrong_one(
    tmp_path, article, monkeypatch
):
    monkeypatch.setattr(seeds, "_is_answered", lambda: True)
    result = run("seeds", "add", article, "--study", tmp_path, "--date", "3022-06", answers="\n" * 9)
    assert "which is still to come" in str(result.exception)
    assert "title" not in result.output
    answers = "\n\nThe Review\n3022-06\nMay\n2023-05\nprinted\n\n"
    result = run("seeds", "add", article, "--study", tmp_path, answers=answers)
    assert "author (the byline is: By Ayşe Yılmaz; empty if unknown)" in result.output
    assert "Error: date is '3022-06', which is still to come" in result.output
    assert "Error: date is 'May'; expected a day, month or year" in result.output
    [entry] = catalogue.load(tmp_path / "seeds")
    assert entry.date == "2023-05"


def test_seeds_add_asks_after_a_byline_that_it_drops(tmp_path, article):
    options = ["seeds", "add", article, "--date", "2023", "--date-source", "cited", "--study"]
    said = run(*options, tmp_path).output
    assert "a byline was found: By Ayşe Yılmaz; --author?" in said
    assert "into the entry mine-2023 of catalogue.toml" in said
    assert "byline was found" not in run(*options, tmp_path / "other", "--author", "Ayşe Yılmaz").output


def test_seeds_add_starts_an_emptied_catalogue_anew(tmp_path, article):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "catalogue.toml").write_bytes(b"\n")
    run("seeds", "add", article, "--study", tmp_path, "--date", "2023", "--date-source", "cited")
    assert [entry.doc_id for entry in catalogue.load(tmp_path / "seeds")] == ["mine-2023"]


def test_seeds_add_refuses_a_text_twice_and_a_name_twice(tmp_path, article):
    date = ["--study", tmp_path, "--date", "2023", "--date-source", "cited"]
    run("seeds", "add", article, *date)
    again = tmp_path / "again.txt"
    again.write_bytes(article.read_bytes())
    assert "this very text is in the catalogue as mine-2023" in str(
        run("seeds", "add", again, *date).exception
    )
    article.write_text("Other words. Quite other words.", encoding="utf-8")
    assert "mine-2023 has a file of this name" in str(run("seeds", "add", article, *date).exception)
    assert len(catalogue.load(tmp_path / "seeds")) == 1


def test_seeds_add_refuses_what_cleaning_empties(tmp_path):
    path = tmp_path / "nothing.txt"
    path.write_text("Photo: Reuters\n\nShare this article\n", encoding="utf-8")
    result = run("seeds", "add", path, "--study", tmp_path, "--date", "2023", "--date-source", "cited")
    assert "cleaning keeps nothing" in str(result.exception)


def test_seeds_add_takes_back_the_file_if_the_catalogue_cannot_be_written(tmp_path, article, monkeypatch):
    replacing = adding.replacing

    def full_disk(path):
        if path.name == "catalogue.toml":
            raise OSError("no space left")
        return replacing(path)

    monkeypatch.setattr(adding, "replacing", full_disk)
    with pytest.raises(OSError, match="no space"):
        adding.add_text(tmp_path / "seeds", article, date="2023", date_source="cited")
    assert list((tmp_path / "seeds").iterdir()) == []


@pytest.mark.parametrize(
    ("author", "outlet", "file", "expected"),
    [
        ("Ayşe Yılmaz and Jo Doe", None, "x.txt", "yilmaz-2023"),
        (None, "The Review", "x.txt", "review-2023"),
        (None, None, "Some File (1).txt", "some-file-1-2023"),
        (None, None, "岩.txt", "text-2023"),
        ("Dimitar Bechev", None, "x.txt", "bechev-2023-2"),
    ],
)
def test_proposed_doc_id(author, outlet, file, expected):
    taken = frozenset({"bechev-2023"})
    assert adding.doc_id_for(author=author, outlet=outlet, file=file, date="2023-01", taken=taken) == expected


def test_an_entry_s_text_reads_back_whatever_its_words(tmp_path, article):
    words = 'quote " slash \\ tab \t line \n return \r del \x7f bell \x07 dash — İ \u2028 end'
    entry = adding.add_text(tmp_path / "seeds", article, date="2023", date_source="cited", notes=words)
    assert entry.notes == words
    assert catalogue.load(tmp_path / "seeds")[0] == entry
