"""What is typed letter by letter finds what the query finds by itself, as Python finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.reporting.explorer import articles
from trstudy.reporting.explorer import explorer

TEXTS = [
    *["A war, or wars?", "Warm words", "the warmth of a war-like swarm", "aaab ab", "no such thing", "WARM"],
    *["awarwar warward", "Peace"],
]
# typed on, deleted, put in its place, made whole words and back
QUERIES = [
    *[
        "w",
        "wa",
        "war",
        "warm",
        "warmt",
        "warm",
        "war",
        "wa",
        "",
        "a",
        "aa",
        "aab",
        "aa",
        "aaa",
        "ab",
        "b",
        "aa",
        "aab",
    ],
    *["war", "arm", "warm", "swarm", "warwar", "warw", "nowhere", "n", "no", "war ", "war-", "a war", " war"],
]
WHOLE = ["war", "warm", "war*", "warm*", "warmth*", "warm", "*war", "*warm", "*arm*", "*ar*", "*", "war"]


JOINED = " ".join(TEXTS)  # a line's context runs on into the neighbours
STARTS = [len(" ".join([*TEXTS[:row], ""])) for row in range(len(TEXTS))]
AROUND = 90  # characters of context

# Types each query in turn, as one would, and tells what the page shows after each, before it is painted.
TYPE = """(asked) => asked.map(([typed, whole]) => {
    for (const [id, name, value] of [["q", "value", typed], ["whole", "checked", whole]]) {
        const field = document.getElementById(id);
        if (field[name] === value) continue;
        field[name] = value;
        field.dispatchEvent(new Event("input"));
    }
    const links = [...document.querySelectorAll("#reading:not([hidden]) a.s")];
    const lines = [...document.querySelectorAll("#lines:not([hidden]) tbody tr")];
    return links.map(({ dataset }) => Number(dataset.row))
        .concat(lines.map(({ cells }) => [...cells].slice(0, 3).map(({ textContent }) => textContent)));
})"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    given = articles.tables(2)
    own = given["tags"][given["tags"]["doc_id"] == "a-2020"].head(len(TEXTS)).assign(text=TEXTS)
    given["tags"] = own.assign(end=own["start"] + own["text"].str.len())
    given["evidence"] = given["evidence"].head(0)
    path: Path = tmp_path_factory.mktemp("narrowing") / "explorer.html"
    path.write_text(explorer(**given, site=articles.SITE), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 1280, "height": 2000}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def places(typed: str, whole: bool) -> list[tuple[int, int, int]]:
    """Row, begin and end of each occurrence, the next one sought behind the last."""
    words = " ".join(typed.split()).lower()
    before = r"(?<!\w)" if whole and not words.startswith("*") else ""
    after = r"(?!\w)" if whole and not words.endswith("*") else ""
    sought = re.escape(words.strip("*") if whole else words)
    hits = re.compile(before + sought + after).finditer if sought else lambda text: ()
    return [(row, hit.start(), hit.end()) for row, text in enumerate(TEXTS) for hit in hits(text.lower())]


def rows(typed: str, whole: bool) -> list[int]:
    """The rows that match; all if nothing is asked."""
    asked = typed.strip("* ") if whole else typed.strip()
    return sorted({row for row, _, _ in places(typed, whole)}) if asked else list(range(len(TEXTS)))


def lines(typed: str, whole: bool) -> list[list[str]]:
    """Left context, words and right context of each line."""
    spans = [(STARTS[row] + begin, STARTS[row] + end) for row, begin, end in places(typed, whole)]
    return [
        [JOINED[max(0, begin - AROUND) : begin], JOINED[begin:end], JOINED[end : end + AROUND]]
        for begin, end in spans
    ]


@pytest.mark.parametrize(("view", "expected"), [("text", rows), ("lines", lines)])
def test_a_query_that_is_typed_on_cut_or_replaced_finds_what_it_finds_alone(page, view, expected):
    asked = [*((typed, False) for typed in QUERIES), *((typed, True) for typed in WHOLE)]
    asked += [(typed, whole) for typed in ("war", "warm") for whole in (False, True, False)]
    page.locator(f"input[value={view}]").check(force=True)
    for query, found in zip(asked, page.evaluate(TYPE, asked), strict=True):
        assert found == expected(*query), query
