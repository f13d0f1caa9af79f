from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.reporting.conftest import small_study
from tests.reporting.fronts import tables
from trstudy.reporting.answer import Answer, Figure
from trstudy.reporting.front import write_front
from trstudy.reporting.plan import planned


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
