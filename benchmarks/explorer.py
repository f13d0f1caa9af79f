"""How quick the explorer is: from a key or a click to the page painted anew, over 50,000 sentences.

Run: ``python benchmarks/explorer.py [--sentences 50000] [--rounds 20]``. Makes the sentences from the
project's own invented ones, tags them by the rules, writes the page to a folder of its own, opens it in a
headless Chromium of the system's, presses keys and clicks, and prints the best, the median and the 95th
percentile in milliseconds. A time runs from the moment the browser heard of the key or click to the moment
after the frame was painted, the wait for that frame included.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, sync_playwright
from speed import sentences

from trstudy.reporting.explorer import explorer
from trstudy.reporting.theme import Site
from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.explain import evidence
from trstudy.tagging.registry import load_tagger, tag

ARTICLE = 40  # sentences
LIMIT = 50  # milliseconds
# After the frame that answers the event is drawn, a message comes through and the clock stops.
STOPWATCH = """() => {
    window.times = new Map();
    const start = (event) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.times.set(event.timeStamp, performance.now() - event.timeStamp);
        port2.postMessage(0);
    });
    for (const kind of ["keydown", "click"]) addEventListener(kind, start, true);
}"""


def page_of(n: int) -> str:
    """Return the explorer's page over ``n`` sentences in articles of ten years."""
    texts = sentences(n * 250 / 1e6)[:n]
    if len(texts) < n:
        raise SystemExit(f"only {len(texts)} sentences were made of the {n} asked for")
    number = pd.Series(range(n))
    tags = pd.DataFrame({"doc_id": "article-" + (number // ARTICLE).astype(str).str.zfill(4), "text": texts})
    tags["sentence_id"] = tags["doc_id"] + ":" + (number % ARTICLE + 1).astype(str).str.zfill(3)
    tags["paragraph"], tags["role"] = number % ARTICLE // 5 + 1, "body"
    cues = evidence(tags)
    tags = pd.concat([tags, tag(tags)[list(TAG_COLUMNS)]], axis=1)
    length = tags["text"].str.len()
    tags["start"] = (length + 1).groupby(tags["doc_id"]).cumsum() - length - 1
    tags["end"] = tags["start"] + length
    starts = cues["sentence_id"].map(tags.set_index("sentence_id")["start"])
    cues["start"], cues["end"] = cues["start"] + starts, cues["end"] + starts
    ids = tags["doc_id"].drop_duplicates().reset_index(drop=True)
    year = 2015 + ids.index % 10
    documents = pd.DataFrame(
        {
            "doc_id": ids,
            "title": "An invented article of many words, number " + ids.index.astype(str),
            "outlet": "The Invented Times",
            "date": pd.to_datetime(year.astype(str) + "-06-01"),
            "date_precision": "day",
            "year": year,
        }
    )
    return explorer(documents, tags, cues, site=Site("Benchmark", []), meanings=load_tagger("rules").rules)


def jobs(page: Page) -> dict[str, Callable[[int], None]]:
    """Return what is timed, by name; each does it once, with the number of the round."""
    search = page.locator("#q")

    def key(letters: str) -> Callable[[int], None]:
        def press(turn: int) -> None:
            search.focus()
            page.keyboard.press("Backspace" if turn % 2 else letters[-1])

        search.fill(letters[:-1])
        return press

    def click(selector: str, n: int = 0) -> Callable[[int], None]:
        return lambda _: page.locator(selector).nth(n).click()

    return {
        "click where nothing happens, for comparison": lambda: click("h1"),
        "type the first letter of a word": lambda: key("r"),
        "type the last letter of a frequent word": lambda: key("russia"),
        "type the last letter of a rare word": lambda: key("pipeline"),
        "tick a frame": lambda: click(".by-frame input"),
        "tick a year": lambda: click(".by-year input", 4),
        "tick an arena": lambda: click(".by-arena input", 2),
        "tick an article": lambda: click(".by-article input"),
        "concordance: tick a frame": lambda: click(".by-frame input"),
        "concordance: type the last letter of a frequent word": lambda: key("russia"),
        "concordance: sort by what comes before": lambda: click("button[data-sort=left]"),
    }


def timed(page: Page, do: Callable[[int], None], rounds: int) -> list[float]:
    """Return the times of ``rounds`` rounds in milliseconds."""
    page.evaluate("window.times.clear()")
    for turn in range(rounds):
        do(turn)
        # nothing is asked of the page until all is done: to ask takes its time, and what it does in the pause
        # after the answer (address, announcement, counts of many articles) is not the answer
        time.sleep(0.5)
    return page.evaluate("[...window.times.values()]")


def load() -> str:
    """Return how much else the machine has to do, which shows in the times, in the tail first."""
    known = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"
    return f"load of the machine {known}, {os.cpu_count()} cores"


def main() -> None:
    """Make the page, press and click, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=20, help="an even number: what is ticked is unticked")
    asked = parser.parse_args()
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit(f"no browser found; looked for {', '.join(names)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "explorer.html"
        path.write_text(page_of(asked.sentences), encoding="utf-8", newline="\n")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        page.locator("#reading a.s").first.wait_for()
        opened = time.perf_counter() - begun
        print(f"{asked.sentences} sentences, {path.stat().st_size / 1e6:.1f} MB, opened in {opened:.1f} s")
        print(f"before: {load()}")
        page.evaluate(STOPWATCH)
        print(f"{'milliseconds from key or click to paint':56}{'best':>8}{'median':>8}{'95th':>8}")
        for name, prepared in jobs(page).items():
            if name.startswith("concordance"):
                page.locator("input[value=lines]").check(force=True)
            do = prepared()
            times = timed(page, do, asked.rounds)
            page.locator("#q").fill("")
            late = statistics.quantiles(times, n=20)[-1]
            middle = statistics.median(times)
            over = f"  over {LIMIT}" if late > LIMIT else ""
            print(f"{name:56}{min(times):8.0f}{middle:8.0f}{late:8.0f}{over}")
        browser.close()
    print(f"after: {load()}")


if __name__ == "__main__":
    main()
