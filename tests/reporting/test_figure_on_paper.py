from __future__ import annotations

import base64
import io
import re

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from pypdf import PdfReader

from trstudy.reporting.figure_on_paper import SVG, on_paper, source_on_paper
from trstudy.reporting.kernel import figure_bundle
from trstudy.reporting.pdf import pdf_bytes


@pytest.fixture(scope="module")
def drawn() -> str:
    with mpl.rc_context({"svg.hashsalt": "x", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(4, 3))
        axes = figure.add_subplot()
        axes.plot([0, 1, 2], [0, 1, 0], "o", color="#00507f", markeredgewidth=0)
        axes.plot([0, 1], [1, 1], "v", color="#c04a00")
        axes.set_title("Offset & “first”", fontweight="bold")
        axes.set_ylabel("upright")
        axes.text(0, 0, "← low      high →")
        axes.text(0, 0.5, "1  Name\n    2020")
        axes.set_xlabel("$x^2$")
        return figure_bundle(figure)[0]["image/svg+xml"]


def test_letters_become_text_in_size_place_and_weight(drawn):
    texts = re.findall(r"<text([^>]*)>([^<]*)</text>", on_paper(drawn))
    words = {text: attributes for attributes, text in texts}
    assert "Offset &amp; “first”" in words
    assert 'font-size="12"' in words["Offset &amp; “first”"]
    assert 'font-weight="bold"' in words["Offset &amp; “first”"]
    assert "rotate(-90)" in words["upright"]
    assert {"1\u00a0\u00a0Name", "\u00a0\u00a0\u00a0\u00a02020"} <= set(words)
    assert "← low\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0high →" in words
    assert 'font-size="10"' in words["upright"]


def test_a_figure_is_drawn_in_the_scale_of_all_so_that_letters_are_of_one_size(drawn):
    before, after = (
        [float(re.search(rf'<svg[^>]*? {side}="([\d.]+)pt"', svg)[1]) for side in ("width", "height")]
        for svg in (drawn, on_paper(drawn))
    )
    assert after == pytest.approx([0.726 * length for length in before], rel=1e-4)
    assert re.search('viewBox="[^"]*"', drawn)[0] in on_paper(drawn)


def test_what_is_no_plain_text_stays_an_outline(drawn):
    light = on_paper(drawn)
    assert ">$x^2$</text>" not in light
    assert light.count("<use") < drawn.count("<use") / 3


def test_marks_of_a_kind_become_one_path_where_they_were(drawn):
    places = re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)" style="fill: #00507f"', drawn)
    assert len(places) == 3
    dots = " ".join(f"M {x} {y} h 0" for x, y in places)
    (style,) = re.findall(rf'<path style="([^"]*)" d="{dots}"', on_paper(drawn))
    assert "stroke: #00507f" in style
    assert "stroke-linecap: round" in style
    triangles = re.findall(r'<path style="[^"]*#c04a00[^"]*" d="([^"]*)"', on_paper(drawn))
    assert [path.count("M") for path in triangles] == [2]


def test_a_mark_that_is_moved_keeps_its_form():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs>'
        '<path id="m" d="M 0 0 L 1 -2 z"/></defs><g>'
        '<use xlink:href="#m" x="10" y="20" style="fill: #000000"/>'
        '<use xlink:href="#m" x="0.5" y="4" style="fill: #000000"/></g></svg>'
    )
    assert 'd="M 10 20 L 11 18 z M 0.5 4 L 1.5 2 z"' in on_paper(svg)


def test_text_in_a_figure_can_be_found_in_the_pdf(drawn):
    source = source_on_paper(SVG + base64.b64encode(drawn.encode()).decode())
    page = f"<html lang='en'><title>x</title><p><img src='{source}' alt='x'></html>"
    found = PdfReader(io.BytesIO(pdf_bytes(page))).pages[0].extract_text()
    assert "Offset & “first”" in found
