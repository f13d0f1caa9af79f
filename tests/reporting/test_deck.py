from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from trstudy.errors import ReportError
from trstudy.reporting.deck import Slide, deck_html, table_html

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
SLIDES = [
    Slide("A study", "<p class='lead'>What is seen?</p>", ["Say <b>hello</b>.", "Wait."], "title"),
    Slide("A picture", f"<figure><img src='{DOT}' alt='A dot.'></figure>", ["A dot."], "figure"),
    Slide("Steps", "<ol><li class='fragment'>one</li><li class='fragment'>two</li></ol>"),
]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deck") / "slides.html"
    path.write_bytes(deck_html("A study", SLIDES, description="What is seen?"))
    return path


@pytest.fixture
def shown(browser: Browser, deck: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    page.goto(deck.as_uri())
    page.wait_for_function("Reveal.isReady()")
    yield page
    context.close()


def heading(page: Page) -> str:
    return str(page.evaluate("Reveal.getCurrentSlide().querySelector('h1, h2').textContent"))


def test_a_deck_is_one_page_with_its_library_and_its_licence(deck):
    text = deck.read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert [h.get_text() for h in page.select("h1, h2")] == ["A study", "A picture", "Steps"]
    assert [p.get_text() for p in page.select_one("aside.notes").select("p")] == [
        "Say <b>hello</b>.",
        "Wait.",
    ]
    assert page.find_all(src=lambda value: value and not value.startswith("data:")) == []
    assert "Permission is hereby granted, free of charge" in text
    assert "Hakim El Hattab" in text


def test_a_deck_comes_out_the_same_to_the_byte(deck):
    assert deck_html("A study", SLIDES, description="What is seen?") == deck.read_bytes()


def test_without_the_library_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr("trstudy.reporting.deck.find_spec", lambda name: None)
    with pytest.raises(ReportError, match=r"install pyreveal>=1\.0,<2"):
        deck_html("A study", SLIDES, description="x")


def test_keys_turn_the_slides_and_show_step_by_step(shown):
    shown.keyboard.press("ArrowRight")
    shown.keyboard.press("ArrowRight")
    assert heading(shown) == "Steps"
    assert shown.locator(".fragment.visible").count() == 0
    shown.keyboard.press("ArrowRight")
    assert shown.locator(".fragment.visible").all_text_contents() == ["one"]
    shown.keyboard.press("Home")
    assert heading(shown) == "A study"


def test_a_key_opens_the_speaker_s_window_with_notes_that_follow(shown):
    with shown.context.expect_page() as opened:
        shown.keyboard.press("s")
    notes = opened.value.locator(".speaker-controls-notes .value")
    notes.get_by_text("Say <b>hello</b>.").wait_for()
    shown.bring_to_front()
    shown.keyboard.press("ArrowRight")
    notes.get_by_text("A dot.").wait_for()


def test_printed_a_deck_has_a_sheet_for_each_slide_and_the_notes_on_it(shown):
    pages = PdfReader(io.BytesIO(shown.pdf(prefer_css_page_size=True))).pages
    texts = [page.extract_text() for page in pages]
    assert [text.splitlines()[0] for text in texts] == ["A study", "A picture", "Steps"]
    assert "Say <b>hello</b>." in texts[0]
    assert "two" in texts[2]


def test_slides_have_no_accessibility_violation_that_axe_knows(shown):
    for _ in SLIDES:
        found = Axe().run(shown).response["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found] == [], heading(shown)
        shown.keyboard.press("ArrowRight")


def test_a_small_table_shows_text_as_text_and_numbers_at_the_right():
    page = BeautifulSoup(
        table_html(["year", "title", "n"], [(2020, "<i>x</i>", 3), (2021, None, 12)]), "html.parser"
    )
    assert [[td.get_text() for td in tr.select("td")] for tr in page.select("tbody tr")] == [
        ["2020", "<i>x</i>", "3"],
        ["2021", "–", "12"],
    ]
    assert [td.get("class") for td in page.select("tbody tr")[0].select("td")] == [None, None, ["number"]]
