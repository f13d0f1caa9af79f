from __future__ import annotations

import base64
import io
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.reporting.conftest import INPUTS
from trstudy.reporting.document import dates_in_words, document_html
from trstudy.reporting.pdf import lacking, pdf_bytes
from trstudy.reporting.plan import Plan, planned
from trstudy.reporting.theme import TEMPLATES

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def plan(published) -> Plan:
    return replace(planned(published.parent, "A small study"), inputs=INPUTS, stale=["03_untrusted"])


@pytest.fixture(scope="module")
def html(plan, published) -> str:
    return document_html(plan, published)


@pytest.fixture(scope="module")
def pdf(html) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "315532800")
        return pdf_bytes(html)


@pytest.fixture(scope="module")
def read(pdf) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_the_document_opens_with_what_was_asked_of_what_and_in_which_edition(read, plan):
    text = read.pages[0].extract_text()
    for words in ("A small study", "What is seen?", "2 articles, 20 November 2020 to December 2024"):
        assert words in text
    assert f"edition {plan.whole_key()[:12]}" in text


def test_every_page_is_a_chapter_and_the_bookmarks_are_the_contents(read, plan):
    names = [mark.title for mark in read.outline if not isinstance(mark, list)]
    chapters = [f"{n} {notebook.title}" for n, notebook in enumerate(plan.notebooks, start=1)]
    assert names == ["Contents", "The answer", *chapters, "A The code behind each chapter", "B Colophon"]


def test_the_contents_give_the_page_on_which_each_chapter_begins(read, plan):
    begins = {
        m.title: read.get_destination_page_number(m) + 1 for m in read.outline if not isinstance(m, list)
    }
    contents = " ".join(read.pages[1].extract_text().split())
    for number, notebook in enumerate(plan.notebooks, start=1):
        page = begins[f"{number} {notebook.title}"]
        assert contents.partition(f"{notebook.title} . ")[2].lstrip(" .").startswith(str(page))
        assert read.pages[page - 1].extract_text().rstrip().endswith(str(page))


@pytest.mark.parametrize(("kind", "page"), [("prose brief", 1), ("prose", 0)])
def test_a_figure_that_falls_to_the_next_page_takes_along_a_brief_introduction(kind, page):
    image = base64.b64encode(PIXEL).decode("ascii")
    css = (TEMPLATES / "document.css").read_text(encoding="utf-8")
    made = pdf_bytes(
        f"<html><head><style>{css}</style></head><body><div style='height: 150mm'></div>"
        f"<div class='{kind}'><h2>Heading</h2><p>Introduction.</p></div>"
        "<div class='cell'><div class='output'>"
        f"<figure><img style='height: 90mm' src='data:image/png;base64,{image}'></figure></div></div>"
    )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) == 2
    assert ["Heading" in text for text in pages] == [page == 0, page == 1]


def test_figures_are_described_and_the_language_is_told(read, html):
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    described = set()

    def walk(node: object) -> None:
        if isinstance(node, list):
            for child in node:
                walk(child.get_object())
        elif hasattr(node, "get"):
            described.add(node.get("/Alt"))
            walk(node["/K"].get_object() if "/K" in node else [])

    walk(read.trailer["/Root"]["/StructTreeRoot"].get_object())
    assert {'Two points & a "line".', "A dot."} <= described
    assert '<b>Figure 2</b>\u2002Two points &amp; a "line"' in html


def test_nothing_tells_when_and_where_a_document_was_made(read, pdf):
    assert set(read.metadata) <= {"/Title", "/Producer", "/Creator", "/Subject"}
    assert read.metadata.title == "A small study"
    assert str(Path.home()).encode() not in pdf


def test_a_document_comes_out_the_same_to_the_byte(pdf, html, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert pdf_bytes(html) == pdf


def test_a_page_from_an_earlier_run_says_so_in_its_chapter(html):
    soup = BeautifulSoup(html, "html.parser")
    old = [n.h1.get_text() for n in soup.select("section.part") if "From an earlier run" in n.get_text()]
    assert [title.partition(" ")[0] for title in old] == ["3"]


def test_code_stands_in_the_appendix_with_the_figure_it_made(html):
    soup = BeautifulSoup(html, "html.parser")
    listings = {node.pre.get_text(): node.p.get_text() if node.p else "" for node in soup.select(".listing")}
    assert "Figure 2" in listings.values()
    assert not soup.select("section.part:not(.code) pre:not(.printed)")


def test_the_colophon_has_hashes_in_full_and_nothing_folded(html):
    soup = BeautifulSoup(html, "html.parser")
    assert "0" * 64 in soup.select_one(".colophon").get_text()
    assert soup.select("details") == []


def test_articles_keep_their_titles_as_text(html):
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find("script") is None
    assert "A <script>title</script>" in soup.select_one(".cards").get_text()


def test_a_page_on_paper_fetches_nothing(tmp_path):
    (tmp_path / "pixel.png").write_bytes(PIXEL)
    address = (tmp_path / "pixel.png").as_uri()

    def images(source: str) -> int:
        page = f"<html lang='en'><title>x</title><p>x<img src='{source}' alt='x'></html>"
        return len(PdfReader(io.BytesIO(pdf_bytes(page))).pages[0].images)

    assert images("data:image/png;base64," + base64.b64encode(PIXEL).decode()) == 1
    assert images(address) == 0


@pytest.mark.parametrize(
    ("dates", "precisions", "words"),
    [
        (["2021-09-30"], ["day"], "1 article, 30 September 2021"),
        (["2020-02-04", "2020-02-20"], ["month", "month"], "2 articles, February 2020"),
        (["2024-12-01", "2020-11-05"], ["year", "day"], "2 articles, 5 November 2020 to 2024"),
    ],
)
def test_the_dates_are_those_of_the_articles(dates, precisions, words):
    table = pd.DataFrame(
        {"doc_id": range(len(dates)), "date": pd.to_datetime(dates), "date_precision": precisions}
    )
    assert dates_in_words(table) == words


def test_nothing_is_lacking_where_the_engine_works():
    assert lacking() == ""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("raise ModuleNotFoundError(name='weasyprint')", "weasyprint is not installed: pip install"),
        (
            "raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")",
            "cannot load library 'libpango-1.0-0'.",
        ),
    ],
)
def test_what_is_lacking_is_said_in_one_message_with_what_to_install(tmp_path, monkeypatch, source, words):
    (tmp_path / "weasyprint.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    said = lacking()
    assert said.startswith(words)
    for system in ("Debian", "Fedora", "macOS", "Windows"):
        assert system in said
