from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from trstudy.reporting.columns import SHEETS, fitted, width
from trstudy.reporting.numbering import Register
from trstudy.reporting.paper import Chapter, chapter

PAGE = """
<main><h1>Who  is greeted?</h1><p class="question">A <em>small</em> question.</p>
<details class="contents"><summary>On this page</summary></details>
<style>#T_00000 { color: red }</style><style>.tr-units { color: red }</style>
<div class="prose"><h2 id="s1">First</h2><p>See <a href="02_figure.html#s2">there</a>,
<a href="tables/tags.csv">here</a> and <a href="https://example.org/">outside</a>.</p></div>
<div class="cell"><details class="code"><summary>Code</summary><pre>show(1)
</pre></details><div class="output">
<figure tabindex="0"><img src="data:," alt="Bars by year: 2020 3, 2021 5.">
<label class="larger">x</label></figure>
<p class="caption">One</p>
<div class="scroll" tabindex="0" aria-label="Table 1: One"><table><tr><td>1</td></tr></table></div>
</div></div>
<div class="cell"><details class="code"><summary>Code</summary><pre>quiet = 1</pre></details></div>
<div class="cell"><div class="tr-units tr-browser"><div class="tr-filters">filter</div>
<details class="tr-unit"><summary><span class="tr-text">Shut.</span>
<span class="tr-codes">syria · hedged · <span class="tr-more"></span></span></summary>
<div class="tr-steps">a</div></details>
<details class="tr-unit" open=""><summary><span class="tr-text">Open.</span></summary>
<div class="tr-steps">because</div></details></div></div>
<div class="cell"><div class="kwic" role="table"><div role="row" title="all"><span class="ks">a:001</span>
<span class="kl"><bdi>LEFT</bdi></span><span class="kn">word</span><span>RIGHT</span></div></div></div>
<section class="parameters"><h2>Parameters of this page</h2></section>
<nav class="turn">next</nav></main>
""".replace("LEFT", "x" * 200).replace("RIGHT", "y" * 200)


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def made(register) -> Chapter:
    chapters = {"02_figure.html": "02_figure"}
    return chapter(PAGE, name="01_greeting", number=3, register=register, chapters=chapters)


def parsed(made: Chapter) -> BeautifulSoup:
    return BeautifulSoup(made.html, "html.parser")


def test_a_page_becomes_a_chapter_with_title_lead_and_numbered_sections(made):
    assert (made.number, made.title, made.lead) == ("3", "Who is greeted?", "A <em>small</em> question.")
    assert [(s.id, s.number, s.text) for s in made.sections] == [("01_greeting-1", "3.1", "First")]
    assert parsed(made).h2["id"] == "01_greeting-1"


def test_code_leaves_the_text_for_listings_that_say_what_it_made(made):
    assert [(c.code, c.made) for c in made.code] == [("show(1)", "Figure 1, Table 1"), ("quiet = 1", "")]
    assert "show(1)" not in made.html


def test_figures_and_tables_have_numbers_captions_and_places_to_lead_to(made, register):
    soup = parsed(made)
    assert soup.select_one("#figure-1 figcaption").get_text() == "Figure 1\u2002Bars by year"
    assert soup.select_one("#figure-1 img")["alt"] == "Bars by year: 2020 3, 2021 5."
    assert [p.get_text() for p in soup.select("p.caption")] == ["Table 1\u2002One"]
    assert [entry.text for entry in register.figures] == ["Bars by year"]
    chapter(PAGE, name="04_more", number=4, register=register, chapters={})
    assert [entry.number for entry in register.tables] == ["1", "2"]


def test_a_few_words_before_a_figure_are_told_from_more_of_them(register):
    def prose(words: str) -> str:
        page = f"<main><h1>A</h1><div class='prose'><h2>B</h2><p>{words}</p></div></main>"
        made = chapter(page, name="a", number=1, register=register, chapters={})
        return parsed(made).div["class"]

    assert prose("Every sentence is a tick, in reading order.") == ["prose", "brief"]
    assert prose("A long introduction. " * 10) == ["prose"]


def test_nothing_that_needs_a_screen_is_left(made):
    soup = parsed(made)
    gone = "details, summary, input, label, nav, .tr-filters, .parameters, .contents, [tabindex]"
    assert soup.select(gone) == []
    assert [sheet.get_text() for sheet in soup.select("style")] == ["#T_00000 { color: red }"]


def test_reasons_are_there_where_the_page_shows_them(made):
    assert [steps.get_text() for steps in parsed(made).select(".tr-steps")] == ["because"]
    assert [text.get_text() for text in parsed(made).select(".tr-text")] == ["Shut.", "Open."]


def test_links_lead_to_chapters_or_out_or_nowhere(made):
    assert [a["href"] for a in parsed(made).select("a")] == ["#02_figure", "https://example.org/"]
    assert "here" in made.html


def test_contexts_are_cut_on_the_side_away_from_the_key_word(made):
    before, after = (parsed(made).select_one(f".kwic .{name}").get_text() for name in ("kl", "kr"))
    assert before.startswith("…x") and before.endswith("x")  # noqa: PT018
    assert after.startswith("y") and after.endswith("y…")  # noqa: PT018
    assert len(before) == len(after) == 52


def test_no_point_is_left_where_why_was_asked(made):
    assert parsed(made).select_one(".tr-codes").get_text() == "syria · hedged"


def test_many_key_words_have_several_lines_and_leave_their_contexts_room(register):
    page = PAGE.replace(">word<", ">build similarly pragmatic relations &amp; trust with<")
    made = chapter(page, name="01_a", number=1, register=register, chapters={})
    grid = parsed(made).select_one(".kwic")
    lines = grid.select_one(".kn").get_text("|").split("|")
    assert lines == ["build similarly pragmatic", "relations & trust with"]
    assert len(grid.select(".kn br")) == 1
    assert len(grid.select_one(".kl").get_text()) == len(grid.select_one(".kr").get_text()) == 41


def test_what_an_article_says_stays_text_on_paper(register):
    page = "<main><h1>&lt;b&gt;x</h1><p>&lt;script&gt;</p></main>"
    made = chapter(page, name="01_a", number=1, register=register, chapters={})
    assert made.title == "<b>x"  # the template escapes it
    assert made.html == "<p>&lt;script&gt;</p>"


def table(*rows: str, head: str = "") -> BeautifulSoup:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    return BeautifulSoup(f"<table><thead><tr>{heads}</tr></thead>{body}</table>", "html.parser")


def shares(soup: BeautifulSoup) -> list[float]:
    return [float(col["style"].removeprefix("width: ").rstrip("%")) for col in soup.select("col")]


def test_a_small_table_is_as_wide_as_its_words():
    soup = table("a|bb", head="x|y")
    assert fitted(soup, soup.table) == "upright"
    least = width("a") + width("bb") + 2 * 1.1
    assert f"width: {100 * least / SHEETS['upright']:.1f}%" in soup.table["style"]


def test_a_wordy_column_gets_what_the_others_leave_and_no_word_is_cut():
    soup = table("cooperation|" + "many words " * 60 + "|12", head="frame|text|n")
    assert fitted(soup, soup.table) == "upright"
    assert soup.table["style"].endswith("width: 100.0%")
    frame, text, number = shares(soup)
    assert text > 75
    for share, word in ((frame, "cooperation"), (number, "12")):
        assert share * SHEETS["upright"] / 100 > width(word)


def test_a_table_with_many_columns_gets_smaller_type_or_a_sheet_on_its_side():
    def sheet(columns: int) -> str:
        soup = table("|".join(["cooperation"] * columns), head="|".join(["x"] * columns))
        return fitted(soup, soup.table)

    assert [sheet(n) for n in (7, 8, 9, 12)] == ["upright", "upright", "small", "across"]


def test_a_hash_may_break_and_does_not_turn_the_sheet():
    soup = table("|".join(["0" * 64] * 3), head="a|b|c")
    assert fitted(soup, soup.table) == "upright"


def test_a_table_with_spanning_cells_is_left_to_the_page_setter():
    soup = BeautifulSoup(
        "<table><tr><th colspan='2'>x</th></tr><tr><td>1</td><td>2</td></tr></table>", "html.parser"
    )
    assert fitted(soup, soup.table) == "upright"
    assert soup.find("col") is None


def test_a_table_without_rows_is_let_be():
    soup = BeautifulSoup("<table></table>", "html.parser")
    assert fitted(soup, soup.table) == "upright"
