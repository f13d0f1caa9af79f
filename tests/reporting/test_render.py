"""Marked sentences: what is escaped, where marks fall, what opens, what a page shows in a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from trstudy.errors import TrstudyError
from trstudy.reporting.browser import browser_html
from trstudy.reporting.render import (
    explanation_html,
    marked_html,
    reasons,
    sentence_html,
    spans,
    tags_html,
)
from trstudy.reporting.tagtable import TagTable
from trstudy.study import open_study
from trstudy.tagging.explain import Explanation

ROOT = Path(__file__).resolve().parents[2]
CODES = {"frame": "rivalry", "arena": "syria", "voice": "author", "modality": "hedged"}


class Text(HTMLParser):
    """The text of a piece of HTML, and what its ``<mark>`` elements hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marks, self.tags, self.depth = "", [], [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self.marks.append([dict(attrs)["class"], dict(attrs).get("title"), ""])
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.depth:
            self.marks[-1][2] += data


@pytest.fixture
def evidence() -> pd.DataFrame:
    rows = [
        # start, end: of the raw text, where the first sentence begins at 100
        ("a:001", 107, 113, "shield", "protecting", 1, True, ""),
        ("a:001", 121, 127, "attack", "assault", -1, False, "not counted, it stands under “shield”"),
        ("b:001", 4, 18, "jaw-\ndropping", "praise", 1, True, ""),
    ]
    names = ["sentence_id", "start", "end", "cue", "category", "sign", "counted", "why"]
    return pd.DataFrame(rows, columns=names).assign(
        doc_id=lambda t: t["sentence_id"].str[0], entry="", quad=pd.NA
    )


@pytest.fixture
def tags() -> pd.DataFrame:
    rows = [
        ("a", "a:001", 100, 127, "body", "X will shield Y from attack", "cooperation", "syria", 0.5),
        ("a", "a:002", 128, 140, "heading", "<b>War & “peace”</b>", "rivalry", "west", -0.5),
        ("b", "b:001", 0, 30, "body", "The jaw-dropping end", "none", "syria", np.nan),
    ]
    names = ["doc_id", "sentence_id", "start", "end", "role", "text", "frame", "arena", "score"]
    return pd.DataFrame(rows, columns=names).assign(
        voice="author", modality="asserted", rule="balance of cues"
    )


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
    assert "author" not in read.text  # the usual case goes without saying
    assert read.tags.count("li") == 2


def test_cues_are_found_where_their_raw_offsets_lead() -> None:
    tag = {"text": "war and war and war", "start": 50}
    second = {"cue": "war", "start": 58, "end": 61, "sign": -1, "category": "fighting", "counted": True}
    assert spans(tag, [second]) == [(8, 11, -1, "fighting, for rivalry")]


def test_cues_broken_over_lines_are_found_in_the_resolved_text() -> None:
    cue = {"start": 4, "end": 12, "sign": 1, "category": "c", "counted": True}
    assert spans({"text": "a jaw-dropping end", "start": 2}, [{**cue, "cue": "jaw-\ndropping"}])[0][:2] == (
        2,
        14,
    )
    assert spans({"text": "a cooperation deal", "start": 2}, [{**cue, "cue": "coope-\nration"}])[0][:2] == (
        2,
        13,
    )
    assert spans({"text": "free trade", "start": 4}, [{**cue, "cue": "free\u00a0trade"}])[0][:2] == (0, 10)


def test_a_word_that_was_only_weighed_bears_no_sign() -> None:
    word = {"cue": "less", "start": 0, "end": 4, "sign": -1, "category": "weights", "counted": True}
    found = spans({"text": "less", "start": 0}, [{**word, "why": "+0.66 for none against mixed"}])
    assert found == [(0, 4, 0, "weighed: +0.66 for none against mixed")]


def test_a_cue_that_is_not_in_the_text_is_left_unmarked() -> None:
    cue = {"cue": "peace", "start": 4, "end": 9, "sign": 1, "category": "c", "counted": True}
    assert spans({"text": "war", "start": 4}, [cue]) == []


def test_reasons_name_cue_category_direction_and_rule(tags: pd.DataFrame, evidence: pd.DataFrame) -> None:
    assert reasons(tags.iloc[0], evidence.iloc[:2].to_dict("records")) == [
        "“shield” (protecting, for cooperation)",
        "“attack” (assault: not counted, it stands under “shield”)",
        "cooperation by the rule “balance of cues”, score +0.50",
    ]


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
        browser_html(tags.drop(columns="frame"))


def test_an_explanation_is_shown_opened() -> None:
    codes = {"frame": "cooperation", "arena": "syria", "voice": "author", "modality": "asserted"}
    found = Explanation("They agreed.", codes, ((5, 11, 1, "agreeing"),), ("“agreed” is a cue",))
    read = Text(explanation_html(found))
    assert "● cooperation" in read.text
    assert read.marks[0][2] == "agreed"
    assert "“agreed” is a cue" in read.text
    assert "<details class='tr-unit tr-cooperation' open>" in explanation_html(found)


def test_slices_keep_the_look_and_other_tables_lose_it(tags: pd.DataFrame, evidence: pd.DataFrame) -> None:
    table = TagTable(tags, cues=evidence)
    for kept in (
        table,
        table[table["frame"] != "none"],
        table.head(1),
        table.sort_values("arena"),
        table.loc[0],
    ):
        html = kept._repr_html_()
        assert "tr-unit" in html
        assert Text(html).marks[3][2] == "shield"
    assert "tr-unit" not in table[["doc_id", "frame"]]._repr_html_()
    assert "tr-unit" not in table.iloc[:0]._repr_html_()
    assert table["frame"]._repr_html_() is None
    assert table["frame"].name == "frame"
    assert type(table.groupby("frame").size().to_dict()) is dict


def test_evidence_is_made_only_where_it_is_shown(tags: pd.DataFrame, evidence: pd.DataFrame) -> None:
    asked: list[int] = []

    def made() -> pd.DataFrame:
        asked.append(1)
        return evidence

    table = TagTable(tags, cues=made)
    assert len(table[table["score"] > 0]) == 1
    assert asked == []
    assert "shield" in table.iloc[0]._repr_html_()
    assert asked == [1]


def test_a_tag_table_is_still_a_data_frame(
    tags: pd.DataFrame, evidence: pd.DataFrame, tmp_path: Path
) -> None:
    table = TagTable(tags, cues=evidence)
    pd.testing.assert_frame_equal(pd.DataFrame(table), tags)
    table.to_parquet(tmp_path / "tags.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "tags.parquet"), tags)


def test_filters_and_reasons_work_in_a_browser_without_script_or_network(
    tags: pd.DataFrame, evidence: pd.DataFrame, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    html = "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>" + browser_html(tags, evidence)
    path.write_text(html, encoding="utf-8")
    requests: list[str] = []
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())

    def shown() -> list[str]:
        return [unit.inner_text() for unit in page.locator(".tr-text").all() if unit.is_visible()]

    assert shown() == ["X will shield Y from attack", "<b>War & “peace”</b>", "The jaw-dropping end"]
    page.get_by_label("rivalry").uncheck()
    assert shown() == ["X will shield Y from attack", "The jaw-dropping end"]
    page.get_by_label("syria").uncheck()
    assert shown() == []
    page.get_by_label("rivalry").check()
    page.get_by_label("syria").check()
    reason = page.get_by_text("“shield” (protecting")
    assert not reason.is_visible()
    page.get_by_text("X will shield").focus()
    page.locator("summary").first.press("Enter")
    assert reason.is_visible()
    assert requests == [path.as_uri()]
    context.close()


def test_the_study_s_own_tags_show_their_cues_and_explain_themselves() -> None:
    study = open_study(ROOT)
    tags = study.tags(docvars=True)
    longest = study.evidence()["sentence_id"].value_counts().index[0]
    row = tags.loc[tags["sentence_id"] == longest].iloc[0]
    cues = study.evidence().loc[lambda t: t["sentence_id"] == longest]
    marked = "".join(mark[2] for mark in Text(row._repr_html_()).marks)
    assert all(cue in marked for cue in cues["cue"])
    explanation = study.explain(longest)
    assert explanation.text == row["text"]
    assert explanation.codes == {name: row[name] for name in ("frame", "arena", "voice", "modality")}


def test_a_sentence_that_is_not_there_is_named() -> None:
    with pytest.raises(TrstudyError, match=r"no sentence 'x:1'; ids run from [a-z]+-\d+:001 to"):
        open_study(ROOT).explain("x:1")
