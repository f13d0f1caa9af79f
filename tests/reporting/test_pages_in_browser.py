"""The pages in a real browser: nothing fetched, nothing broken, usable with a keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = ["index", "01_greeting", "02_figure", "03_untrusted"]


class Watched:
    """A page that notes each request and each complaint."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("requestfailed", lambda r: self.complaints.append(f"failed {r.url}"))
        page.on("console", lambda m: self.complaints.append(m.text))
        page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def visit(self, path: Path) -> Page:
        self.requests.clear()
        self.page.goto(path.as_uri())
        return self.page


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def view(request, browser: Browser) -> Iterator[Watched]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    yield context.new_page()
    context.close()


def test_pages_ask_for_nothing_complain_of_nothing_and_fit_the_screen(view, published):
    for name in PAGES:
        page = view.visit(published / f"{name}.html")
        asked = [url for url in view.requests if not url.startswith("data:")]
        assert asked == [(published / f"{name}.html").as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"
        assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)"), name
    assert view.complaints == []


def test_pages_have_no_accessibility_violation_that_axe_knows(view, published):
    for name in PAGES[:-1]:  # the last sets a colour of its own
        page = view.visit(published / f"{name}.html")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == [], name


def test_code_opens_at_a_key(desk, published):
    desk.goto((published / "01_greeting.html").as_uri())
    code = desk.locator("details.code pre").first
    assert not code.is_visible()
    desk.locator("details.code summary").first.focus()
    desk.keyboard.press("Enter")
    assert code.is_visible()


def test_the_first_tab_stop_leads_past_the_navigation(desk, published):
    desk.goto((published / "index.html").as_uri())
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == "Skip to the text"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main"


def test_what_an_article_says_stays_text(desk, published):
    desk.on("dialog", lambda dialog: pytest.fail("a script of an article ran"))
    desk.goto((published / "03_untrusted.html").as_uri())
    assert desk.title() == "Is an article's text only text? · A small study"
    assert desk.locator(".output script, .output iframe, .output img").count() == 0
    assert "<script>document.title = 'owned'</script>" in desk.locator(".output .prose").first.inner_text()
    assert desk.evaluate("getComputedStyle(document.querySelector('.html p[style]')).position") == "static"


def test_pages_lead_to_each_other_and_to_the_data(desk, published):
    desk.goto((published / "index.html").as_uri())
    desk.get_by_role("link", name="Who is greeted?").click()
    assert desk.url.endswith("01_greeting.html")
    desk.get_by_role("link", name="What does a figure carry? →").click()
    assert desk.locator("figure img").get_attribute("alt") == 'Two points & a "line".'
    desk.get_by_role("navigation", name="Report").get_by_role("link", name="A small study").click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="tags as CSV").click()
    assert download.value.suggested_filename == "tags.csv"


def test_on_paper_there_is_no_navigation_and_no_code(desk, published):
    desk.emulate_media(media="print")
    desk.goto((published / "01_greeting.html").as_uri())
    for gone in ("header.site", "details.code", ".turn", ".skip"):
        assert not desk.locator(gone).first.is_visible()
    assert desk.locator("h1").is_visible()
