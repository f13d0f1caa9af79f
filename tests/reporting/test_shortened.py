"""Endless cells and sentences on paper: what is kept of them, and what is said of the rest."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from trstudy.reporting.numbering import Register
from trstudy.reporting.paper import chapter
from trstudy.reporting.shortened import MOST, shortened


def cut(html: str, most: int) -> str:
    soup = BeautifulSoup(html, "html.parser")
    shortened(soup, most)
    return soup.decode()


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        ("one two three", "one two three"),  # 13 characters, which is no more than 13
        # 14: what fits ends with "three", of which 13 leave "one two" and its blank, or "thre"
        ("one two threes", "one two … (7 more characters, which the page has)"),
        ("abcdefghijklmnop", "abcdefghijklm … (3 more characters, which the page has)"),
    ],
)
def test_what_is_longer_is_cut_between_words_and_the_rest_counted(held, kept):
    assert cut(f"<table><tr><td>{held}</td></tr></table>", 13) == f"<table><tr><td>{kept}</td></tr></table>"


def test_marks_are_kept_as_far_as_the_words_and_none_is_left_empty():
    sentence = "<span class='tr-text'>She <mark>helped</mark> him and <mark>fought</mark> her</span>"
    # "She helped him and " is 19 characters, "fought her" 10
    assert cut(sentence, 20) == (
        '<span class="tr-text">She <mark>helped</mark> him and <mark>f</mark>'
        " … (9 more characters, which the page has)</span>"
    )
    assert cut(sentence, 14) == (
        '<span class="tr-text">She <mark>helped</mark> him … (15 more characters, which the page has)</span>'
    )


def test_hostile_words_stay_words():
    assert "<script>" not in cut("<ol class='tr-steps'><li>&lt;script&gt; alert one two</li></ol>", 12)


def test_a_chapter_is_cut_so():
    text = "bread and milk and " * MOST
    page = f"<main><h1>T</h1><table><tr><td>{text}</td></tr></table></main>"
    made = chapter(page, name="01_t", number=1, register=Register(), chapters={})
    # 4,000 characters are 210 times 19 and "bread and ", of which the blank goes: 3,999 of 76,000
    kept = f"{'bread and milk and ' * 210}bread and"
    assert f"<td>{kept} … (72,001 more characters, which the page has)</td>" in made.html
