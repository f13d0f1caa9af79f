from __future__ import annotations

import base64

import nbformat.v4 as v4
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from trstudy.reporting.execute import scrubbed
from trstudy.reporting.export import body
from trstudy.reporting.harmless import harmless_html

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def page(*cells) -> BeautifulSoup:
    return BeautifulSoup(body(v4.new_notebook(cells=list(cells))).html, "html.parser")


def shown(**data: object) -> v4.nbformat.NotebookNode:
    """A code cell with one output; ``text_html`` stands for ``text/html``."""
    bundle = {name.replace("_", "/"): value for name, value in data.items()}
    return v4.new_code_cell("show()", outputs=[v4.new_output("display_data", data=bundle)])


def test_the_first_heading_is_the_title_and_the_paragraph_after_it_the_lead():
    found = body(
        v4.new_notebook(cells=[v4.new_markdown_cell("# A *title*\n\nThe *lead*.\n\n## One\n\n# Two")])
    )
    assert found.title == "A title"
    assert found.lead == "The <em>lead</em>."
    assert "lead" not in found.html
    assert [h.text for h in found.headings] == ["One", "Two"]
    assert "<h1" not in found.html


def test_headings_that_repeat_have_different_targets():
    found = body(v4.new_notebook(cells=[v4.new_markdown_cell("## Same\n\n### Same\n\n## Same")]))
    ids = [h["id"] for h in BeautifulSoup(found.html, "html.parser").find_all(["h2", "h3"])]
    assert len(set(ids)) == 3
    assert [h.id for h in found.headings] == [ids[0], ids[2]]


def test_code_is_folded_and_whole():
    soup = page(v4.new_code_cell('x = "<b>"\nprint(x)'))
    details = soup.select_one("details.code")
    assert not details.has_attr("open")
    assert details.select_one("pre").get_text().strip() == 'x = "<b>"\nprint(x)'


def test_an_empty_code_cell_shows_nothing():
    assert page(v4.new_code_cell("  ")).select("details") == []


def test_parameter_cells_are_left_to_the_table_of_parameters():
    cells = [
        v4.new_code_cell("a = 1", metadata={"tags": ["parameters"]}),
        v4.new_code_cell("a = 2", metadata={"tags": ["injected-parameters"]}),
    ]
    assert page(*cells).get_text(strip=True) == ""


@pytest.mark.parametrize("metadata", [{"image/svg+xml": {"alt": 'a "b" & <c>'}}, {"alt": 'a "b" & <c>'}])
def test_an_image_has_the_alternative_text_of_its_output(metadata):
    output = v4.new_output("display_data", data={"image/svg+xml": SVG}, metadata=metadata)
    image = page(v4.new_code_cell("plot()", outputs=[output])).select_one("img")
    assert image["alt"] == 'a "b" & <c>'
    head, _, data = image["src"].partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == SVG


def test_a_png_goes_into_the_page():
    image = page(shown(image_png="iVBORw0K\nGgo=\n")).select_one("img")
    assert image["src"] == "data:image/png;base64,iVBORw0KGgo="
    assert image["alt"]


def test_printed_text_is_text():
    cell = v4.new_code_cell(
        "p()", outputs=[v4.new_output("stream", name="stdout", text="<i>\x1b[31mred\x1b[0m")]
    )
    pre = page(cell).select_one("pre.printed")
    assert pre.get_text() == "<i>red"
    assert pre.find("i") is None


def test_markdown_from_code_is_prose_but_its_html_is_text():
    prose = page(shown(text_markdown="**12** of <script>x</script> & <b>b</b>")).select_one(".output .prose")
    assert prose.get_text().strip() == "12 of <script>x</script> & <b>b</b>"
    assert prose.find(["script", "b"]) is None
    assert prose.find("strong").get_text() == "12"


def test_a_widget_leaves_a_note():
    cell = shown(**{"application_vnd.jupyter.widget-view+json": {"model_id": "x"}})
    assert "open the notebook in JupyterLab" in page(cell).get_text()


def test_a_table_scrolls_in_a_frame_that_the_keyboard_reaches_and_that_has_a_name():
    head, rows = "<tr><th></th><th>word</th></tr>", "<tr><th>x</th><td>a</td></tr>"
    table = f"<table border=1><thead>{head}</thead><tbody>{rows}</tbody></table>"
    soup = page(v4.new_markdown_cell("## Keyness"), shown(text_html=table))
    frame = soup.select_one("div.scroll[tabindex='0'][role=region]")
    assert frame["aria-label"] == "Table 1: Keyness"
    assert [(th["scope"], th.get_text()) for th in frame.select("th")] == [("col", "word"), ("row", "x")]
    assert frame.select("thead td")[0].get_text() == ""
    assert not frame.table.has_attr("border")


def test_a_table_is_named_by_what_its_cell_says_it_holds():
    cell = shown(text_html="<table><tr><td>a</td></tr></table>")
    cell.metadata["caption"] = "Words & counts"
    soup = page(v4.new_markdown_cell("## Keyness"), cell)
    assert soup.select_one("p.caption + div.scroll")["aria-label"] == "Table 1: Words & counts"
    assert soup.select_one("p.caption").get_text() == "Words & counts"
    own = shown(text_html="<table><caption>Its own</caption><tr><td>a</td></tr></table>")
    own.metadata["caption"] = "Words & counts"
    soup = page(own)
    assert soup.select_one("div.scroll")["aria-label"] == "Table 1: Its own"
    assert not soup.select("p.caption")


def test_a_number_in_prose_keeps_its_unit_and_interval_but_code_stays_as_it_is():
    written = v4.new_markdown_cell("It is 28 % [19–38], as `5 % [1–2]` says.")
    soup = page(written)
    assert "28\u00a0%\u00a0[19\u2060–\u206038]" in soup.get_text()
    assert soup.code.get_text() == "5 % [1–2]"


@pytest.mark.parametrize(
    ("cell", "is_number"),
    [("12", True), ("-0.5", True), ("−0.5", True), ("1e-05", True), ("38 %", True), ("NaN", True),
     ("Syria", False), ("2020-11", False), ("S-400", False)],
)  # fmt: skip
def test_words_in_a_table_are_told_from_numbers(cell, is_number):
    soup = page(shown(text_html=f"<table><tbody><tr><td>{cell}</td></tr></tbody></table>"))
    assert ("words" not in soup.td.get("class", [])) == is_number


def frame_of(table: pd.DataFrame) -> list[list[str]]:
    soup = page(shown(text_html=table.to_html()))
    return [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]


def test_row_numbers_go_and_negative_numbers_have_a_true_minus():
    table = pd.DataFrame({"a": [-1, 2], "b": ["x", "-y"]}, index=[4, 7])
    assert frame_of(table) == [["a", "b"], ["−1", "x"], ["2", "-y"]]


def test_a_column_stands_left_or_right_as_a_whole():
    table = pd.DataFrame({"n": ["2020", "2020 − 2024"], "m": [1, -2]})
    cells = page(shown(text_html=table.to_html())).select("tbody td")
    assert ["words" in cell.get("class", []) for cell in cells] == [True, False, True, False]


def test_a_column_that_follows_cells_over_several_rows_stands_as_its_words_do():
    index = pd.MultiIndex.from_tuples([(2020, "A"), (2020, "B"), (2021, "C")], names=["year", "outlet"])
    table = pd.DataFrame(
        {"n": [-1, 2, 3], "net": ["−9 % [−12, 26]", "8 % [0, 9]", "7 % [1, 8]"]}, index=index
    )
    soup = page(shown(text_html=table.to_html()))
    assert [th.get_text() for th in soup.select("thead tr:only-child > *")] == ["year", "outlet", "n", "net"]
    left = {cell.get_text(): "words" in cell.get("class", []) for cell in soup.find_all(["th", "td"])}
    assert {name for name, words in left.items() if words} == {
        "year", "2020", "2021", "outlet", "A", "B", "C"
    }  # fmt: skip
    assert "−1" in left


@pytest.mark.parametrize(
    ("text", "whole"),
    [("mehmet-2020:015", True), ("2020 − 2024", True), ("Eurasia Daily Monitor", False), ("a" * 64, False)],
)
def test_a_name_or_code_does_not_break_over_lines(text, whole):
    cell = page(shown(text_html=pd.DataFrame({"x": [text]}).to_html())).select_one("tbody td")
    assert ("whole" in cell["class"]) == whole


def test_an_index_that_says_something_stays():
    assert frame_of(pd.DataFrame({"a": [1]}, index=[2020])) == [["", "a"], ["2020", "1"]]
    assert frame_of(pd.DataFrame({"a": [1]}, index=["x"])) == [["", "a"], ["x", "1"]]


def test_the_names_of_index_and_columns_share_a_line_where_they_can():
    table = pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="word"))
    assert frame_of(table) == [["word", "a"], ["x", "1"]]
    assert len(frame_of(table.rename_axis(columns="year"))) == 3


def test_headers_stand_over_their_column():
    table = pd.DataFrame({"n": [1], "text": ["x"]}, index=pd.Index(["a"], name="word"))
    heads = page(shown(text_html=table.to_html())).select("thead th")
    assert [(h.get_text(), "words" in h.get("class", [])) for h in heads] == [
        ("word", True),
        ("n", False),
        ("text", True),
    ]


def test_a_style_sheet_that_outputs_repeat_is_kept_once():
    html = "<style>.tr-units > p { color: red }</style><p>x</p>"
    styles = page(shown(text_html=html), shown(text_html=html)).find_all("style")
    assert [style.string for style in styles] == [".tr-units > p { color: red }"]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "<iframe src='//example.org'></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<p style='background: url(//example.org/x)'>x</p>",
        "<p onclick='alert(1)'>x</p>",
        "<form action='//example.org'><input type=text></form>",
        "<style>@import '//example.org/a.css'; a { background: URL( '//example.org' ) }</style>",
        "<link rel=stylesheet href='//example.org/a.css'>",
        "<meta http-equiv=refresh content='0;//example.org'>",
        "<base href='//example.org'>",
        "<details open ontoggle=alert(1)>x</details>",
        "<style></style><style><!--</style><img src=x onerror=alert(1)>-->",
    ],
)
def test_html_from_outputs_can_neither_run_nor_fetch(html):
    soup = BeautifulSoup(harmless_html(html), "html.parser")
    bad = ["script", "img", "svg", "iframe", "form", "link", "meta", "base", "object", "embed"]
    assert soup.find_all(bad) == []
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert not tag.get("href", "").strip().lower().startswith("j")
        assert "url" not in tag.get("style", "").lower()
    sheets = "".join(style.decode_contents() for style in soup.find_all("style")).lower()
    assert "url(" not in sheets
    assert "@import" not in sheets


@given(st.text())
def test_no_text_becomes_a_script(text):
    soup = BeautifulSoup(harmless_html(f"<p>{text}</p>"), "html.parser")
    assert soup.find_all(["script", "img", "iframe"]) == []


def test_what_readable_outputs_need_stays():
    html = (
        "<details class='a' open><summary>s</summary><mark title='t'>m</mark></details>"
        "<label><input type='checkbox' checked class='b'> x</label><span dir='auto'>y</span>"
    )
    soup = BeautifulSoup(harmless_html(html), "html.parser")
    assert soup.details.has_attr("open")
    assert soup.mark["title"] == "t"
    assert soup.input["type"] == "checkbox"
    assert soup.span["dir"] == "auto"


def test_what_differs_between_runs_is_scrubbed():
    cell = v4.new_code_cell(
        "x", metadata={"papermill": {"duration": 1}, "execution": {"iopub.status.busy": "now"}, "tags": ["t"]}
    )
    cell.outputs = [
        v4.new_output("execute_result", data={"text/plain": "<object at 0x7f2673e36db0>"}, execution_count=1),
        v4.new_output(
            "display_data", data={"text/html": '<style>#T_3fa9c_row0 {}</style><table id="T_3fa9c">'}
        ),
        v4.new_output("display_data", data={"text/html": '<table id="T_00aff">'}),
    ]
    notebook = scrubbed(
        v4.new_notebook(
            cells=[cell],
            metadata={
                "papermill": {},
                "widgets": {},
                "kernelspec": {"name": "python3", "display_name": "Python 3"},
            },
        )
    )
    data = [output.data for output in notebook.cells[0].outputs]
    assert data[0]["text/plain"] == "<object at 0x0>"
    assert data[1]["text/html"] == '<style>#T_00000_row0 {}</style><table id="T_00000">'
    assert data[2]["text/html"] == '<table id="T_00001">'
    assert set(notebook.metadata) == {"kernelspec"}
    assert notebook.cells[0].metadata == {"tags": ["t"]}
