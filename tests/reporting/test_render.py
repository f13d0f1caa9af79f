"""Marked sentences: what is escaped, where marks fall, what opens."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.marks import Text
from trstudy.errors import TrstudyError
from trstudy.reporting.render import explanation_html, marked_html, sentence_html, tags_html
from trstudy.tagging.explain import Explanation

CODES = {"frame": "rivalry", "arena": "syria", "voice": "author", "modality": "hedged"}


def test_marks_hold_the_words_and_the_reason() -> None:
    html = Text(marked_html("They agreed to fight.", [(5, 11, 1, "agreeing"), (15, 20, -1, "fighting")]))
    assert html.text == "They agreed to fight."
    assert html.marks == [
        ["tr-cue tr-plus tr-last", "agreeing", "agreed"],
        ["tr-cue tr-minus tr-last", "fighting", "fight"],
    ]


def test_overlapping_marks_add_up_and_keep_every_reason() -> None:
    html = Text(marked_html("end of war", [(0, 10, 1, "reversed"), (7, 10, -1, "fighting")]))
    assert html.text == "end of war"
    assert html.marks == [
        ["tr-cue tr-plus", "reversed", "end of "],
        ["tr-cue tr-zero tr-last", "reversed; fighting", "war"],
    ]


@pytest.mark.parametrize("span", [(3, 3, 1, "x"), (-1, 2, 1, "x"), (2, 9, 1, "x"), (5, 2, 1, "x")])
def test_a_span_outside_the_text_is_named(span: tuple[int, int, int, str]) -> None:
    with pytest.raises(ValueError, match=rf"span {span[0]}–{span[1]} \(x\) is not inside a text of 5"):
        marked_html("abcde", [span])


SPANS = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 9), st.sampled_from([-1, 0, 1])))


@given(st.text(max_size=40), SPANS)
def test_no_text_is_lost_or_turned_into_markup(text: str, raw_spans: list[tuple[int, int, int]]) -> None:
    inside = [(a, min(a + n, len(text)), sign, text) for a, n, sign in raw_spans if a < len(text)]
    html = Text(marked_html(text, inside))
    assert html.text == text
    assert set(html.tags) <= {"mark"}


def test_a_hostile_text_stays_text() -> None:
    hostile = "</span></summary><script>alert('x')</script> \u202eright to left"
    html = sentence_html(hostile, [(0, 7, 1, "'><img src=x onerror=alert(1)>")], CODES, ["<i>step</i>"])
    read = Text(html)
    assert hostile in read.text
    assert "<i>step</i>" in read.text
    assert not {"script", "img", "i"} & set(read.tags)


def test_a_sentence_says_its_codes_in_words_and_symbols() -> None:
    read = Text(sentence_html("Text.", [], CODES, ["first", "second"]))
    assert "▼ rivalry" in read.text
    assert "syria · hedged" in read.text
    assert "black sea · hedged" in Text(sentence_html("Text.", [], {**CODES, "arena": "black_sea"}, [])).text
    assert "author" not in read.text  # the usual case goes without saying
    assert read.tags.count("li") == 2


def test_a_table_shows_articles_sentences_and_what_it_leaves_out(
    tags: pd.DataFrame, evidence: pd.DataFrame
) -> None:
    read = Text(tags_html(tags.assign(title=["One", "One", "Two"], year=2020), evidence, limit=2))
    assert "One 2020" in read.text
    assert "Two" not in read.text
    assert "2 of 3 sentences" in read.text
    assert "<b>War & “peace”</b>" in read.text
    assert [mark[2] for mark in read.marks] == ["cue", "cue", "cue", "shield", "attack"]  # key, then cues


def test_a_table_without_text_names_what_is_missing(tags: pd.DataFrame) -> None:
    with pytest.raises(TrstudyError, match="no column text"):
        tags_html(tags.drop(columns="text"))
    with pytest.raises(TrstudyError, match="no column frame"):
        tags_html(tags.drop(columns="frame"))


def test_an_explanation_is_shown_opened() -> None:
    codes = {"frame": "cooperation", "arena": "syria", "voice": "author", "modality": "asserted"}
    found = Explanation("They agreed.", codes, ((5, 11, 1, "agreeing"),), ("“agreed” is a cue",))
    read = Text(explanation_html(found))
    assert "● cooperation" in read.text
    assert read.marks[0][2] == "agreed"
    assert "“agreed” is a cue" in read.text
    assert "<details class='tr-unit tr-cooperation' open>" in explanation_html(found)
