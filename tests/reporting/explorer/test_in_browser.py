"""The explorer in a real browser: clicks, typed words, a downloaded file, the clipboard, the keyboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from tests.reporting.explorer import articles
from tests.reporting.explorer.articles import LONG, SCRIPT, page
from trstudy.measures.validity import wilson
from trstudy.reporting.explorer import explorer


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(page(), encoding="utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture(scope="module")
def long_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("long") / "explorer.html"
    path.write_text(page(repeated=600), encoding="utf-8", newline="\n")
    return path.as_uri()


ALL = [*(f"a-2020:{n:03d}" for n in range(1, 6)), *(f"b-2024:{n:03d}" for n in range(1, 5))]
SHOWN = "#sentences a.s:visible:not(.dim)"


class Desk:
    """An open explorer that notes every script of a text that runs, every fetch and every complaint."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        self.heard = {
            "dialog": lambda dialog: self.wrong.append(f"dialog {dialog.message}"),
            "console": lambda message: self.wrong.append(message.text),
            "pageerror": lambda error: self.wrong.append(str(error)),
            "request": lambda request: self.wrong.extend([request.url] * self.foreign(request.url)),
        }
        for event, note in self.heard.items():
            page.on(event, note)

    def leave(self) -> None:
        for event, note in self.heard.items():
            self.page.remove_listener(event, note)

    def foreign(self, url: str) -> bool:
        return not url.startswith(("data:", "blob:", self.address))

    def open(self, state: str = "") -> Page:
        self.page.goto("about:blank")
        self.page.goto(self.address + state)
        return self.page


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(tab: Page, address: str) -> Iterator[Desk]:
    made = Desk(tab, address)
    tab.mouse.move(0, 0)
    made.open()
    yield made
    made.leave()
    assert made.wrong == []


def expect_shown(page: Page, ids: list[str]) -> None:
    """Wait until the page shows these sentences as matches: what is out of sight is drawn a moment later."""
    shown = page.locator(SHOWN)
    expect(shown).to_have_count(len(ids))
    rows = shown.evaluate_all("links => links.map(a => a.hash)")
    assert [row.removeprefix("#s=").replace("%3A", ":") for row in rows] == ids


def sentence(page: Page, n: int) -> Locator:
    """The words of the n-th sentence in the running text."""
    return page.locator("#reading a.s > bdi").nth(n)


def tick(page: Page, facet: str, value: str) -> None:
    page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=re.compile(value)).check()


def counts(page: Page, facet: str) -> list[str]:
    return page.locator(f".by-{facet} label > small").all_inner_texts()


# --- looks and manners ------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_it_fits_the_screen_asks_for_nothing_and_axe_finds_nothing(browser, address, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    desk = Desk(context.new_page(), address)
    for state in ("#s=a-2020:004&q=a&context=1&dropped=1&frame=mixed&by=article", "#view=lines&s=a-2020:002"):
        page = desk.open(state)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == [], state
    context.close()
    assert desk.wrong == []


# --- filters ----------------------------------------------------------------------------------------


def test_ticks_filter_and_counts_and_shares_follow(desk):
    page = desk.page
    expect(page.locator("#count")).to_have_text("9 of 9 sentences in 2 of 2 articles")
    assert counts(page, "frame") == ["2", "2", "1", "4"]
    tick(page, "Year", "2020")
    expect(page.locator("#count")).to_have_text("5 of 9 sentences in 1 of 2 articles")
    assert counts(page, "year") == ["5", "4"]  # what each would give, its own choice aside
    assert counts(page, "frame") == ["1", "1", "1", "2"]
    tick(page, "Frame", "cooperation")
    tick(page, "Frame", "mixed")
    expect_shown(page, ["a-2020:002", "a-2020:004"])
    assert counts(page, "arena") == ["0", "0", "1", "1"]
    expect(page.locator("#filter-words")).to_have_text("frame cooperation or mixed; year 2020")
    low, high = wilson(1, 5)  # the shares leave the choice of frames aside
    expect(page.locator("#shares tbody td").first).to_contain_text(
        f"20 % [{100 * low:.0f}–{100 * high:.0f}] 1 of 5"
    )
    page.get_by_role("button", name="Clear the filter").click()
    expect_shown(page, ALL)


@pytest.mark.parametrize(
    ("facet", "value", "n"),
    [
        ("Arena", "black sea", 1),
        ("Voice", "attributed", 3),
        ("Modality", "hedged", 1),
        ("Article", "Old friends", 5),
    ],
)
def test_each_code_and_article_is_a_filter(desk, facet, value, n):
    tick(desk.page, facet, value)
    expect(desk.page.locator(SHOWN)).to_have_count(n)


def test_shares_can_be_drawn_for_each_year(desk):
    desk.page.get_by_label("for each").select_option("year")
    groups = desk.page.locator("#shares tbody")
    expect(groups.locator("th")).to_have_text(["2020 n = 5", "2024 n = 4"])
    low, high = wilson(2, 5)
    expect(groups.first.locator("td").nth(3)).to_contain_text(
        f"40 % [{100 * low:.0f}–{100 * high:.0f}] 2 of 5"
    )


def test_shares_written_over_others_are_as_shares_drawn_anew(desk, browser):
    page = desk.page
    search, table = page.get_by_role("searchbox"), page.locator("#shares")

    def fresh(state: str) -> str:
        with browser.new_context(viewport={"width": 1280, "height": 800}, offline=True) as context:
            other = context.new_page()
            other.goto(f"{desk.address}#{state}")
            return other.locator("#shares").inner_text()

    search.fill("nowhere")
    assert table.inner_text() == fresh("q=nowhere")
    expect(page.locator("#shares .bar:visible")).to_have_count(0)
    search.fill("")
    expect(page.locator("#shares .bar:visible")).to_have_count(4)
    page.get_by_label("for each").select_option("arena")
    assert table.inner_text() == fresh("by=arena")
    tick(page, "Frame", "rivalry")
    expect(page.locator("#shares td:not(.dim)")).to_have_count(4)  # one in each of four arenas
    page.get_by_label("for each").select_option("")
    search.fill("may grow")
    assert table.inner_text() == fresh("q=may grow&frame=rivalry")


@pytest.mark.parametrize(
    ("typed", "whole", "found"),
    [
        ("war", False, ["a-2020:004", "a-2020:005"]),
        ("war", True, ["a-2020:004"]),
        ("war*", True, ["a-2020:004", "a-2020:005"]),
        ("*row", True, ["a-2020:003"]),
        ("TURKIYE'S  RIVALRY", False, ["a-2020:003"]),
        ('& "quotes"', False, ["b-2024:001"]),
        ("needle", False, ["b-2024:004"]),
        ("nowhere", False, []),
        ("*", True, None),
    ],
)
def test_typed_words_filter(desk, typed, whole, found):
    page = desk.page
    page.get_by_label("Whole words").set_checked(whole)
    page.get_by_role("searchbox", name="Text").press_sequentially(typed)
    expected = ALL if found is None else found
    expect_shown(page, expected)
    expect(page.locator("#nothing")).to_be_visible(visible=found == [])


def test_the_count_is_said_aloud_after_a_pause(desk):
    desk.page.get_by_role("searchbox").fill("cooperate")
    expect(desk.page.locator("#said")).to_have_text("2 of 9 sentences match")


def test_what_was_searched_for_is_marked_over_cues_and_case(desk):
    page = desk.page
    page.get_by_role("searchbox").fill("MOSCOW COOP")
    found = page.locator("#reading a.s")
    expect(found.locator("mark.hit")).to_have_text(["Moscow ", "coop"])
    expect(found.locator("mark.cue.plus")).to_have_text(["coop", "erate"])


def test_the_rest_of_an_article_and_what_was_dropped_show_on_demand(desk):
    page = desk.page
    page.get_by_role("searchbox").fill("quarrel")
    expect(page.locator(".gap")).to_have_text(["3 sentences not shown", "1 sentence not shown"])
    page.get_by_label("Keep the rest of each article").check()
    page.get_by_label("Show what cleaning dropped").check()
    expect(page.locator("#reading a.s.dim")).to_have_count(4)
    expect_shown(page, ["a-2020:004"])
    expect(page.locator(".dropped")).to_have_text(["dropped: byline By <i>A. Writer</i>"])


# --- reasons ----------------------------------------------------------------------------------------


def test_pointing_shows_the_rule_and_the_cues_and_why(desk):
    page = desk.page
    sentence(page, 3).hover()
    why = page.locator("#why")
    expect(why).to_contain_text("Decided by the rule two-states: opposite cues stand side by side.")
    expect(why).to_contain_text("Score +0.25")
    expect(why.locator(".cues mark")).to_have_text(["quarrel", "trade", "war"])
    expect(why.locator(".cues li").nth(2)).to_contain_text("not counted: it is about a third party")
    expect(why).to_contain_text("arena: why 7")
    sentence(page, 1).hover()
    expect(why).to_contain_text("Decided by the rule one-way")


def test_a_word_that_was_weighed_is_no_cue_and_tells_its_weight(browser, tmp_path):
    given = articles.tables()
    evidence = given["evidence"]
    told = {"category": "weights", "sign": -1, "why": "−1.20 for none against cooperation"}
    given["evidence"] = evidence.assign(**told).where(evidence["cue"] == "rivalry", evidence)
    path = tmp_path / "explorer.html"
    path.write_text(explorer(**given, site=articles.SITE), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.goto(f"{path.as_uri()}#s=a-2020:003")
    cue = page.locator("#why .cues li")
    expect(cue).to_contain_text("rivalry was weighed")
    expect(cue.locator("small")).to_have_text(re.compile("^−1.20 for none against cooperation; characters"))
    expect(page.locator("#reading mark.zero")).to_have_text(["rivalry", "war"])
    page.get_by_text("Concordance").click()
    expect(page.locator("#lines tbody tr")).to_have_count(4)
    assert "rivalry" not in page.locator("#lines tbody mark").all_inner_texts()
    page.get_by_label("Lines of").select_option("all cues")
    expect(page.locator("#lines tbody tr")).to_have_count(6)
    assert "rivalry" in page.locator("#lines tbody mark").all_inner_texts()
    context.close()


def test_a_click_pins_and_the_mouse_may_leave(desk):
    page = desk.page
    sentence(page, 3).click()
    sentence(page, 1).hover()
    expect(page.locator("#why")).to_contain_text("a-2020:004")
    page.keyboard.press("Escape")
    sentence(page, 2).hover()
    expect(page.locator("#why")).to_contain_text("a-2020:003")


def test_frames_and_cues_differ_by_more_than_colour(desk):
    page = desk.page
    signs = page.locator("#reading .sign")
    expect(signs).to_have_count(9)
    assert signs.all_text_contents()[1:4] == ["●\u2060", "▼\u2060", "◆\u2060"]
    told = signs.evaluate_all("signs => signs.map(sign => sign.ariaLabel)")
    assert told[1:4] == ["cooperation", "rivalry", "mixed"]
    style = "m => [getComputedStyle(m).borderBottomStyle, getComputedStyle(m, '::after').content]"
    marks = [
        page.locator(f"#reading mark.{kind}").first.evaluate(style) for kind in ("plus", "minus", "zero")
    ]
    assert marks[0] == ["solid", '"+" / ""']
    assert marks[1] == ["double", '"−" / ""']
    assert marks[2][0] == "dotted"


# --- concordance ------------------------------------------------------------------------------------


def lines(page: Page, n: int) -> list[str]:
    """The ``n`` lines as left context, words and right context, cut to what stands nearest."""
    expect(page.locator("#lines tbody tr")).to_have_count(n)
    texts = page.locator("#lines tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(0, 3).map(cell => cell.textContent))"
    )
    return [f"{left[-6:]}[{node}]{right[:6]}" for left, node, right in texts]


def test_the_concordance_lists_the_search_text_and_sorts(desk):
    page = desk.page
    page.get_by_role("searchbox").fill("war")
    page.get_by_text("Concordance").click()
    expect(page.locator("#count")).to_have_text("3 lines from 2 of 9 sentences in 1 of 2 articles")
    first, second, third = "rade, [war] or no", "or no [war]. Warm", " war. [War]m word"
    assert lines(page, 3) == [first, second, third]
    page.get_by_role("button", name="after").click()
    assert lines(page, 3) == [second, third, first]
    page.get_by_role("button", name="after").click()
    assert lines(page, 3) == [first, third, second]
    assert page.locator("th[aria-sort=descending]").inner_text() == "after ↓".removesuffix(" ↓")
    page.get_by_role("button", name="before").click()
    assert lines(page, 3) == [third, second, first]
    page.get_by_role("button", name="words").click()
    page.get_by_role("button", name="Reading order").click()
    assert lines(page, 3) == [first, second, third]


# In the order of the words before "war", the nearest first: told apart by the first letter, by the second, by
# later ones than are compared at once, and in another script.
BEFORE = ["", "army ", "axis ", "an old ", "the old ", "the older ", "oldest ", "жук ", "яма жук "]


def test_tab_goes_from_the_switch_to_the_lines(desk):
    page = desk.page
    page.get_by_text("Concordance").click()
    page.get_by_role("button", name="frame").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#lines a.s").first).to_be_focused()


def test_lines_that_begin_alike_are_put_in_order_to_the_last_letter(browser, tmp_path):
    mixed = [BEFORE[i] for i in (6, 3, 8, 0, 5, 2, 7, 4, 1)]
    given = articles.tables()
    tags = given["tags"].head(len(mixed)).assign(text=[f"{before}war" for before in mixed])
    given["tags"] = tags.assign(end=tags["start"] + tags["text"].str.len())
    given["evidence"] = given["evidence"].head(0)
    path = tmp_path / "explorer.html"
    path.write_text(explorer(**given, site=articles.SITE), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    lefts = "rows => rows.map(row => row.cells[0].textContent.split('war ').at(-1))"
    for address, expected in [("sort=left", BEFORE), ("sort=left&down=1", BEFORE[::-1])]:
        page.goto("about:blank")
        page.goto(f"{path.as_uri()}#q=war&view=lines&{address}")
        expect(page.locator("#lines tbody tr")).to_have_count(len(expected))
        assert page.locator("#lines tbody tr").evaluate_all(lefts) == expected
    context.close()


def test_the_concordance_of_cues_follows_the_filter(desk):
    page = desk.page
    page.get_by_text("Concordance").click()
    assert [line.partition("[")[2].partition("]")[0] for line in lines(page, 5)] == [
        "cooperate", "rivalry", "quarrel", "trade", "cooperate"
    ]  # fmt: skip
    page.get_by_label("Lines of").select_option("all cues")
    tick(page, "Frame", "mixed")
    assert lines(page, 3) == [" They [quarrel] and t", "l and [trade], war ", "rade, [war] or no"]
    page.locator("#lines a.s mark").nth(2).click()
    expect(page.locator("#why")).to_contain_text("Decided by the rule two-states")


def test_lines_written_over_others_are_as_lines_drawn_anew(desk, long_address):
    desk.address = long_address
    page = desk.open("#q=a&view=lines&s=a-2020:003")
    page.keyboard.press("Escape")  # the pinned line is let go, and no longer marked where another stands
    states = ["q=co&view=lines", "q=co&view=lines&sort=left", "q=co&view=lines&sort=left&down=1"]
    page.get_by_role("searchbox").fill("co")
    drawn = page.locator("#lines tbody")
    for state, button in zip(states, ["before", "before", None], strict=True):
        over = drawn.evaluate("body => [...body.children].slice(0, 8).map(line => line.outerHTML)")
        with page.context.new_page() as other:
            other.goto(f"{long_address}#{state}")
            fresh = other.locator("#lines tbody tr").evaluate_all("all => all.map(line => line.outerHTML)")
        assert over == fresh[:8]
        if button:
            page.get_by_role("button", name=button).click()


# --- addresses --------------------------------------------------------------------------------------


def test_an_address_brings_the_filter_back(desk, browser):
    page = desk.page
    tick(page, "Frame", "mixed")
    tick(page, "Frame", "none")
    tick(page, "Year", "2020")
    page.get_by_label("Whole words").check()
    page.get_by_role("searchbox").press_sequentially("war*")
    page.get_by_label("for each").select_option("arena")
    page.get_by_text("Concordance").click()
    page.get_by_role("button", name="before").click()
    page.get_by_role("button", name="before").click()
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.locator("#copied-view")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    page.wait_for_url(link)
    before = (lines(page, 3), page.locator("#count").inner_text(), page.locator("#shares").inner_text())
    other = page.context.new_page()
    other.goto(link)
    after = (lines(other, 3), other.locator("#count").inner_text(), other.locator("#shares").inner_text())
    assert after == before
    assert other.get_by_role("searchbox").input_value() == "war*"
    assert other.locator("input:checked").evaluate_all("boxes => boxes.map(b => b.value)") == [
        "on", "mixed", "none", "2020", "lines"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("article=b-2024", ALL[5:]),
        ("arena=syria&voice=attributed", ["b-2024:002", "b-2024:003"]),
        ("arena=syria&arena=black_sea&frame=rivalry", ["a-2020:003", "b-2024:003"]),
        ("modality=hedged", ["a-2020:003"]),
    ],
)
def test_every_filter_has_its_place_in_the_address(desk, state, found):
    page = desk.open(f"#{state}")
    expect_shown(page, found)
    expect(page.locator("#notice")).to_be_hidden()


def test_an_address_holds_whatever_was_typed(desk):
    desk.page.get_by_role("searchbox").fill('& "quotes"')
    desk.page.wait_for_url("**/*#q=*")
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    expect_shown(other, ["b-2024:001"])


def test_a_sentence_has_an_address(desk):
    page = desk.page
    page.get_by_role("searchbox").fill("rivalry")
    sentence(page, 0).click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{desk.address}#s=a-2020%3A003"
    desk.open("#s=a-2020%3A003")
    expect_shown(page, ALL)
    assert page.evaluate("document.activeElement.dataset.row") == "2"
    expect(page.locator("#why")).to_contain_text("Decided by the rule one-way")
    assert page.locator("a.s[aria-current=true]").count() == 1


def test_from_a_match_to_its_place_in_the_article(desk):
    page = desk.page
    page.get_by_role("searchbox").fill("rivalry")
    sentence(page, 0).click()
    page.get_by_role("button", name="Read it in its article").click()
    expect(page.locator("#count")).to_have_text("9 of 9 sentences in 2 of 2 articles")
    expect(page.locator('a.s[data-row="2"]')).to_be_focused()


def test_an_address_that_asks_for_what_is_not_there_says_so(desk):
    page = desk.open("#year=1999&frame=mixed&s=gone:001&view=upside-down")
    expect_shown(page, ["a-2020:004"])
    expect(page.locator("#notice")).to_have_text(
        "Not in these data, and left out: year=1999, s=gone:001, view=upside-down."
    )


# --- to take along ----------------------------------------------------------------------------------


def test_a_citation_names_article_date_and_offsets(desk):
    page = desk.page
    sentence(page, 1).click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "A. Writer, “Old friends”, The Earlier, 20 November 2020, sentence a-2020:002, "
        "characters 22 to 59 of a.txt (from 0, end excluded): “Ankara and Moscow cooperate in Syria.”"
    )
    sentence(page, 7).click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith(
        "“</script><script>alert(1)</script> “T””, The <b>Later</b>, December 2024 (date inferred)"
    )


def test_where_the_clipboard_is_denied_the_text_is_there_to_copy(desk):
    page = desk.page
    page.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false"
    )
    sentence(page, 1).click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_label("To copy")).to_have_value(re.compile("^A. Writer, “Old friends”"))


def test_the_export_holds_the_filtered_rows_and_no_formula(desk):
    page = desk.page
    tick(page, "Voice", "attributed")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export 3 rows as CSV").click()
    assert download.value.suggested_filename == "sentences.csv"
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsentence_id,")
    text = data.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") == 4
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["sentence_id"] for row in rows] == ["a-2020:003", "b-2024:002", "b-2024:003"]
    assert rows[0]["text"] == "Türkiye’s rivalry with Russia, he said, may grow."
    assert (rows[0]["frame"], rows[0]["score"], rows[0]["date"]) == ("rivalry", "-1", "2020-11-20")
    assert rows[0]["cues"] == "rivalry (quarrel: rivalry)"
    assert (rows[0]["file"], rows[0]["start"], rows[0]["end"]) == ("a.txt", "60", "109")
    assert rows[1]["title"] == "</script><script>alert(1)</script> “T”"
    assert rows[1]["text"] == "😀😀 \u202egnitsop cooperate, they say."
    assert rows[2]["text"] == "'=1+1, said Moscow"


def test_quotes_are_doubled_in_the_export(desk):
    desk.page.get_by_role("searchbox").fill("quotes")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Export 1 row as CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert f'"{SCRIPT.replace(chr(34), chr(34) * 2)}"\r\n' in text


# --- on paper ---------------------------------------------------------------------------------------


def test_no_page_on_paper_ends_with_a_heading(desk):
    page = desk.open("#article=a-2020")  # the heading of an article, its title, then its sentences
    page.evaluate("""() => {
        const spacer = document.createElement("i");
        spacer.style.display = "block";
        document.querySelector("#reading").prepend(spacer);
    }""")
    ends = set()
    for low in range(400, 600, 20):  # on its way down the text passes the foot of a page line by line
        page.evaluate("low => { document.querySelector('#reading > i').style.height = `${low}px` }", low)
        printed = PdfReader(io.BytesIO(page.pdf(width="900px", height="640px"))).pages
        ends |= {sheet.extract_text().strip().split("\n")[-1].strip() for sheet in printed}
    assert {"Old friends", "A. Writer, The Earlier, 20 November 2020 · 5 of 5 sentences"} & ends == set()
    assert any("cooperate" in end for end in ends)  # the page does end thereabouts


# --- texts that are out to break the page --------------------------------------------------------------


def test_what_a_text_says_stays_text(desk):
    page = desk.page
    assert page.title() == "Every sentence, and what decided it · A small study"
    assert page.locator("script").count() == 2
    assert page.locator("main img, main script").count() == 0
    hostile = page.locator('a.s[data-row="5"] > bdi')
    assert hostile.evaluate("b => b.textContent") == SCRIPT
    expect(page.locator(".article h3").nth(1)).to_have_text("</script><script>alert(1)</script> “T”")
    hostile.click()
    expect(page.locator("#why")).to_contain_text("The <b>Later</b>")


def test_a_text_that_turns_the_direction_turns_nothing_else_and_its_cue_is_in_place(desk):
    turned = desk.page.locator('a.s[data-row="6"]')
    expect(turned.locator("mark")).to_have_text(["cooperate"])  # after two characters of two units
    # the reasons quote it amid words of the page: those keep their order
    turned.locator("bdi").click()
    direction = "e => getComputedStyle(e).unicodeBidi"
    assert turned.locator("bdi").evaluate(direction) == "isolate"
    assert desk.page.locator("#why .cues bdi").first.evaluate(direction) == "isolate"


def test_a_line_of_a_megabyte_shows_its_beginning_and_at_a_click_all_of_it(desk):
    page = desk.page
    words = page.locator('a.s[data-row="8"] > bdi')
    assert len(words.inner_text()) < 5000
    page.get_by_role("button", name="Show all 1,000,007 characters").click()
    assert words.evaluate("b => b.textContent") == LONG
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- the keyboard -----------------------------------------------------------------------------------


def test_all_can_be_done_without_a_mouse(desk):
    page = desk.page
    key = page.keyboard.press
    active = "document.activeElement"
    for _ in range(3):  # the skip link, then the report's name and its pages
        key("Tab")
    page.get_by_role("link", name="Explorer").focus()
    key("Tab")
    assert page.evaluate(f"{active}.textContent") == "Skip to the sentences"
    key("Tab")
    page.keyboard.type("co")
    key("Shift+Tab")
    key("Enter")
    assert page.evaluate(f"{active}.id") == "sentences"
    key("Tab")
    assert page.evaluate(f"{active}.dataset.row") == "1"
    expect(page.locator("#why")).to_contain_text("a-2020:002")
    assert page.evaluate(
        f"document.getElementById({active}.getAttribute('aria-describedby')).textContent"
    ) == (
        "Decided by the rule one-way: all that counts points one way. "
        "Score +1.00, from −1 (rivalry) to +1 (cooperation)."
    )
    key("ArrowDown")
    assert page.evaluate(f"{active}.dataset.row") == "6"
    key("End")
    assert page.evaluate(f"{active}.dataset.row") == "7"
    key("Home")
    key("Enter")
    page.wait_for_url("**/*#q=co&s=a-2020%3A002")
    key("Tab")
    assert page.evaluate(f"{active}.id") == "unpin"
    key("Tab")
    assert page.evaluate(f"{active}.id") == "cite"
    key("Escape")
    assert page.evaluate(f"{active}.dataset.row") == "1"
    page.wait_for_url("**/*#q=co")


def test_a_place_on_the_page_is_no_filter(desk):
    desk.page.get_by_role("searchbox").fill("rivalry")
    desk.page.get_by_role("link", name="Skip to the text").focus()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/*#q=rivalry")
    expect_shown(desk.page, ["a-2020:003"])


# --- many sentences ---------------------------------------------------------------------------------


def test_a_long_study_is_drawn_as_far_as_the_reader_goes(desk, long_address):
    desk.address = long_address
    page = desk.open()
    drawn = page.locator("#reading a.s")
    assert 0 < drawn.count() < 600
    before = drawn.count()
    page.locator("#later").scroll_into_view_if_needed()
    expect(drawn.nth(before)).to_be_attached()
    # counted before the page can draw more for the eye
    count, said = page.evaluate(
        """() => {
            dispatchEvent(new Event("beforeprint"));
            return [document.querySelectorAll("#reading a.s").length,
                    document.querySelector("#unprinted").textContent];
        }"""
    )
    assert 2000 <= count <= 2010
    assert said == f"{2405 - count} more are not printed; a narrower filter prints all."


# Clicks, and says before any frame is painted whether what is drawn reaches the screen's edge, or is all.
REACHES = """([selector, scrolled]) => {
    scrollTo(0, scrolled);
    document.querySelector(selector).click();
    const list = document.querySelector("#reading:not([hidden]), #lines:not([hidden])");
    return document.querySelector("#later").hidden || list.getBoundingClientRect().bottom >= innerHeight;
}"""


@pytest.mark.parametrize("view", ["text", "lines"])
@pytest.mark.parametrize("size", [(390, 800), (1280, 900), (1920, 1400)], ids=str)
def test_what_is_in_sight_is_drawn_at_once(browser, long_address, view, size):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
    page = context.new_page()
    for state in ("", "&by=article", "&q=war"):
        page.goto("about:blank")
        page.goto(f"{long_address}#view={view}{state}")
        for selector in (".by-year input", ".by-frame input", "#clear", "input[name=view]:not(:checked)"):
            for scrolled in (0, 400):
                assert page.evaluate(REACHES, [selector, scrolled]), (state, selector, scrolled)
    context.close()


def test_a_sentence_far_down_is_reached_without_all_before_it(desk, long_address):
    desk.address = long_address
    page = desk.open("#s=a-2020:2000")
    expect(page.locator('a.s[data-row="1999"]')).to_be_in_viewport()
    assert page.locator("#reading a.s").count() < 600
    first = page.locator("#reading a.s").first
    before = int(first.get_attribute("data-row"))
    page.get_by_role("button", name="Show what comes before").click()
    assert int(first.get_attribute("data-row")) < before
    rows = page.locator("#reading a.s").evaluate_all("links => links.map(a => Number(a.dataset.row))")
    assert rows == list(range(rows[0], rows[-1] + 1))
