from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.reporting.conftest import small_study
from tests.reporting.fronts import tables
from trstudy.reporting.front import Answer, Figure, cards, date_in_words, figure_of, write_front
from trstudy.reporting.plan import planned
from trstudy.reporting.tables import dictionary, write_tables
from trstudy.reporting.theme import Page, unbroken
from trstudy.tables import DOCUMENT_COLUMNS, EVIDENCE_COLUMNS, SENTENCE_COLUMNS, TAG_COLUMNS


@pytest.fixture(scope="module")
def front(published) -> BeautifulSoup:
    return BeautifulSoup((published / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_the_front_page_opens_with_question_figure_and_answer(front):
    main = front.main
    assert main.h1.get_text() == "A small study"
    assert main.select_one(".question").get_text() == "What is seen?"
    assert main.select_one(".answer img")["alt"] == "A dot."
    assert [p.get_text() for p in main.select(".lede p")] == ["One.", "Two.", "Three."]
    assert "A dot shows little." in main.select_one(".answer aside").get_text()
    assert "A circle would say the same." in main.select_one(".answer aside").get_text()
    order = [s.get("aria-labelledby") for s in main.find_all("section")]
    assert order == [None, "articles", "pages", "data", "rights", "colophon"]


def test_the_articles_stand_in_order_of_date_with_their_titles_as_text(front):
    titles = [h.get_text() for h in front.select(".card h3")]
    assert titles == ["a-2020", "A <script>title</script>"]
    assert front.select(".card .by")[0].get_text() == "A. Writer, The Earlier, 20\u00a0November\u00a02020"
    assert front.select(".card .by")[1].get_text() == "The Later, December\u00a02024"


def test_every_page_and_file_that_is_linked_is_there(front, published):
    linked = {a["href"].partition("#")[0] for a in front.find_all("a", href=True)} - {""}
    assert {"01_greeting.html", "tables/tags.parquet", "tables/dictionary.csv", "manifest.json"} <= linked
    assert [name for name in linked if not (published / name).is_file()] == []


def test_the_colophon_shows_parameters_versions_and_hashes(front):
    colophon = front.find(attrs={"aria-labelledby": "colophon"}).get_text()
    assert "a=b (given)" in colophon
    assert "papermill" in colophon
    assert "seeds/a.txt" in colophon


def test_a_card_counts_and_orders_its_sentences():
    earlier, later = cards(**tables())
    assert earlier.strip == ["cooperation", "rivalry"]
    assert earlier.counts == {"cooperation": 1, "rivalry": 1, "mixed": 0, "none": 0}
    assert (later.doc_id, later.n, later.author) == ("b-2024", 1, "")


@pytest.mark.parametrize("some", [True, False])
def test_a_report_that_reads_some_sentences_counts_those_and_says_so(tmp_path, some):
    plan = planned(small_study(tmp_path, _01="greeting"), "A small study")
    answer = Answer("What?", Figure("data:,", "A dot."), "A dot.", ["One.", "Two.", "Three."], "Little.")
    read = tables()["tags"].head(1 if some else 3)
    write_front(plan, tmp_path, answer, tables(), read=read)
    page = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "html.parser")
    earlier, later = (" ".join(p.get_text().split()) for p in page.select(".card .counts"))
    text = page.get_text()
    if some:
        assert earlier == "1 sentence: 1 cooperation, 0 rivalry, 0 mixed, 0 none"
        assert later == "0 sentences read"
        assert len(page.select(".card svg.strip")) == 1
    else:
        assert earlier == "2 sentences: 1 cooperation, 1 rivalry, 0 mixed, 0 none"
        assert len(page.select(".card svg.strip")) == 2
    assert ("Of 3 sentences, titles and headings, this report reads 1;" in text) is some
    assert ("The tables hold all 3 sentences, titles and headings" in text) is some


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "5 November 2020"), ("month", "November 2020"), ("year", "2020")]
)
def test_a_date_says_no_more_than_is_known(precision, words):
    assert date_in_words(pd.Timestamp("2020-11-05"), precision) == words


def test_tables_come_back_from_both_formats_as_they_were(tmp_path):
    given = tables()
    names = write_tables(given, tmp_path / "t")
    assert names == ["documents.csv", "documents.parquet", "tags.csv", "tags.parquet", "dictionary.csv"]
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t" / "tags.parquet"), given["tags"])
    data = (tmp_path / "t" / "tags.csv").read_bytes()
    assert b"\r" not in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert [row["text"] for row in rows] == given["tags"]["text"].tolist()


def test_tables_give_the_same_bytes_whatever_their_index(tmp_path):
    given = tables()["tags"]
    write_tables({"tags": given}, tmp_path / "a")
    write_tables({"tags": given.set_axis([7, 8, 9])}, tmp_path / "b")
    for name in ("tags.csv", "tags.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("documents", (*DOCUMENT_COLUMNS, "rights", "provenance", "notes", "date_note")),
        ("sentences", SENTENCE_COLUMNS),
        ("tags", (*SENTENCE_COLUMNS, *TAG_COLUMNS)),
        ("evidence", EVIDENCE_COLUMNS),
        ("comparison", ("year", "measure", "count", "estimate", "low", "high", "n", "n_articles", "method")),
    ],
)
def test_every_column_of_the_tables_is_described(table, columns):
    empty = pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
    assert [row.column for row in dictionary(table, empty) if row.meaning == "not described"] == []


def test_the_dictionary_names_types_as_readers_do():
    frame = pd.DataFrame(
        {
            "a": [1],
            "b": [0.5],
            "c": [True],
            "d": ["x"],
            "e": pd.to_datetime(["2020-01-01"]),
            "f": pd.Categorical(["y"]),
        }
    )
    types = [row.type for row in dictionary("other", frame)]
    assert types == ["whole number", "number", "true or false", "text", "date", "text"]
    assert {row.meaning for row in dictionary("other", frame)} == {"not described"}


def test_a_figure_carries_its_alternative_text_and_no_date():
    from matplotlib.figure import Figure

    drawn = Figure()
    ax = drawn.subplots()
    ax.set_title("A title", loc="left")
    assert figure_of(ax).alt == "A title"
    drawn.alt_text = "What it shows."
    found = figure_of(drawn)
    assert found.alt == "What it shows."
    assert found.source.startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    ("name", "short"), [("03_compare", "Compare"), ("01_a_b", "A b"), ("index", "Index"), ("007", "007")]
)
def test_a_page_has_a_short_name_for_the_navigation(name, short):
    assert Page(name, "x").short == short


def test_numbers_keep_their_units_and_intervals_on_one_line():
    text = unbroken("the 27 % [18–38] of p = 0.25 in 2020–2024 or so")
    assert text == (
        "the 27\u00a0%\u00a0[18\u2060–\u206038] of p\u00a0=\u00a00.25 in 2020\u2060–\u20602024 or so"
    )
