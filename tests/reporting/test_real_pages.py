"""The pages of this very study in a real browser: by day and night, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.reporting.real import NAMED, ROOT, real_report

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("0*.ipynb"))
NAMED_PAGES = [f"sets/{NAMED}/{page}" for page in ("index", "03_compare", "explorer", "slides")]
PAGES = ["index", *NOTEBOOKS, "explorer", "slides", "sets/index", *NAMED_PAGES]
VIEWS = [(1280, "light"), (390, "dark"), (390, "light"), (1280, "dark")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_report(tmp_path_factory)


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    yield context.new_page()
    context.close()


def test_every_page_of_the_report_is_looked_at(report):
    made = [path.relative_to(report).with_suffix("").as_posix() for path in report.rglob("*.html")]
    assert sorted(made) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_complains_of_nothing_and_fits(view, report, name):
    asked: list[str] = []
    complaints: list[str] = []
    listeners = {
        "request": lambda request: asked.append(request.url),
        "requestfailed": lambda request: complaints.append(f"failed: {request.url}"),
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, listener in listeners.items():
        view.on(event, listener)
    view.goto((report / f"{name}.html").as_uri())
    wide = view.evaluate("document.documentElement.scrollWidth - innerWidth")
    broken = view.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).length")
    for event, listener in listeners.items():
        view.remove_listener(event, listener)
    assert [url for url in asked if not url.startswith("data:")] == [(report / f"{name}.html").as_uri()]
    assert complaints == []
    assert wide <= 0, f"{wide} pixels too wide"
    assert broken == 0


@pytest.mark.parametrize("view", VIEWS[:2], indirect=True, ids=lambda view: f"{view[0]}-{view[1]}")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_accessibility_violation_that_axe_knows(view, report, name):
    view.goto((report / f"{name}.html").as_uri())
    if name.endswith("slides"):
        view.wait_for_function("Reveal.isReady()")
    else:
        view.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(view).response["violations"]
    assert [(v["id"], len(v["nodes"]), [n["html"][:200] for n in v["nodes"]][:3]) for v in found] == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_table_says_what_it_holds_and_no_two_say_the_same(report, name):
    page = BeautifulSoup((report / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    frames = page.select(".cell .scroll")
    captions = [frame.find_previous_sibling("p", class_="caption") for frame in frames]
    assert all(captions), [f["aria-label"] for f, c in zip(frames, captions, strict=True) if not c]
    assert len({c.get_text() for c in captions}) == len(captions)


def test_from_a_named_report_one_comes_to_the_comparison_and_to_its_own_pages(browser, report):
    context = browser.new_context(offline=True)
    page = context.new_page()
    pages = {"sets/index": NAMED_PAGES[:1], NAMED_PAGES[0]: NAMED_PAGES[1:]}
    for start, leads_to in pages.items():
        page.goto((report / f"{start}.html").as_uri())
        links = page.locator("a[href]").evaluate_all("links => links.map(a => a.href)")
        files = {url2pathname(urlsplit(link).path) for link in links if link.startswith("file:")}
        assert [path for path in sorted(files) if not Path(path).is_file()] == []
        assert {str(report / f"{name}.html") for name in leads_to} <= files
    context.close()


def test_without_scripts_every_slide_can_be_read(browser, report):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "slides.html").as_uri())
    deck = BeautifulSoup((report / "slides.html").read_text(encoding="utf-8"), "html.parser")
    boxes = [one.bounding_box() for one in page.locator(".slides > section").all()]
    context.close()
    assert len(boxes) == len(deck.select(".slides > section"))
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] > 60 for box in boxes)


def test_a_tap_on_a_figure_brings_it_to_a_size_at_which_it_can_be_read(browser, report):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, offline=True)
    page = context.new_page()
    page.goto((report / "03_compare.html").as_uri())
    figure = page.locator("figure").first
    image = figure.locator("img")
    assert image.bounding_box()["width"] < 390
    for wide in (736, 358):
        image.scroll_into_view_if_needed()
        box = image.bounding_box()
        page.touchscreen.tap(box["x"] + 150, box["y"] + 40)
        assert image.bounding_box()["width"] == pytest.approx(wide, abs=1)
    context.close()


def test_beside_the_limits_of_the_answer_there_is_no_hole(browser, report):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((report / "index.html").as_uri())
    box = {name: page.locator(f".answer > {name}").bounding_box() for name in (".lede", "aside", ".method")}
    page.set_viewport_size({"width": 390, "height": 844})
    narrow = {name: page.locator(f".answer > {name}").bounding_box() for name in box}
    page.close()
    assert box["aside"]["x"] > box[".lede"]["x"] + box[".lede"]["width"]
    assert box[".method"]["y"] - (box[".lede"]["y"] + box[".lede"]["height"]) < 1
    assert box[".method"]["y"] < box["aside"]["y"] + box["aside"]["height"]
    assert narrow[".lede"]["y"] < narrow["aside"]["y"] < narrow[".method"]["y"]


def test_a_phone_gets_a_drawing_of_the_main_figure_of_its_own(browser, report):
    shown = []
    for width in (390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto((report / "index.html").as_uri())
        sizes = "i => i.naturalWidth / i.naturalHeight"
        shown.append(page.locator(".answer img").evaluate(sizes))
        page.close()
    assert shown[0] < 1.2 < 1.7 < shown[1]


def test_every_slide_fits_its_frame_and_describes_its_figure(browser, report):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    page.goto((report / "slides.html").as_uri())
    page.wait_for_function("Reveal.isReady()")
    bottoms = page.evaluate("""Array.from({length: Reveal.getTotalSlides()}, (_, n) => {
        Reveal.slide(n);
        const parts = [...Reveal.getCurrentSlide().children].filter(e => e.localName !== "aside");
        return Math.max(...parts.map(e => e.getBoundingClientRect().bottom));
    })""")
    context.close()
    assert 10 <= len(bottoms) <= 15
    assert max(bottoms) <= 700
    deck = BeautifulSoup((report / "slides.html").read_text(encoding="utf-8"), "html.parser")
    assert all(len(image["alt"]) > 60 for image in deck.select("figure img"))
    assert all(section.select_one("aside.notes p") for section in deck.select("section"))
