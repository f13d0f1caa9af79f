"""What a student hears in the first session: articles, sentences, words, each slip by its name."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from trstudy.seminar import reading as check
from trstudy.study import Study

LINES = pd.DataFrame({"sentence_id": list("abcd"), "frame": ["cooperation", "none", "none", "rivalry"]})


@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        ({2020: 3, 2021: 1, 2024: 1}, "right", "5 articles of 3 years. One article stands for all of 2021"),
        ({2020: 3, 2021: 1}, "not yet", "2024 is missing"),
        ({2020: 2, 2021: 1, 2024: 1, 2022: 1}, "not yet", "2020: 2 is not the number"),
        ([3, 1, 1], "unread", "a number for each name"),
    ],
)
def test_articles_are_counted_by_year(study: Study, answer: Any, verdict: str, said: str) -> None:
    reply = check.articles_per_year(answer, study)
    assert (reply.verdict, said in str(reply)) == (verdict, True), str(reply)


def test_sentences_counted_for_articles_are_told(study: Study) -> None:
    units = study.sentences(docvars=True)["year"].value_counts()
    assert "You counted sentences" in check.articles_per_year(units, study).said


def test_dates_that_are_not_printed_are_named_by_article_or_title(study: Study) -> None:
    documents = study.documents()
    unprinted = documents[documents["date_source"] != "printed"]
    assert check.undated(unprinted["doc_id"], study).passed
    assert check.undated(list(unprinted["title"]), study).passed
    others = set(documents["doc_id"]) - set(unprinted["doc_id"])
    assert "do print their date" in check.undated(others, study).said
    assert "no article 'nobody-1999'" in check.undated("nobody-1999", study).said


def test_a_sentence_is_cut_out_as_printed(study: Study) -> None:
    units = study.sentences()
    unit: Any = next(u for u in units.itertuples() if "\n" in study.raw(u.doc_id)[u.start : u.end])
    raw = study.raw(unit.doc_id)
    assert check.as_printed(raw[unit.start : unit.end], unit.sentence_id, study).passed
    assert "column *text*" in check.as_printed(unit.text, unit.sentence_id, study).said.replace("`", "*")
    assert not check.as_printed(raw[unit.start : unit.end + 1], unit.sentence_id, study).passed


def test_a_word_is_counted_by_its_lines_in_the_articles_own_text(study: Study) -> None:
    words = [w for t in study.sentences()["text"] for w in re.findall(r"\brelation\w*", t.lower())]
    raws = " ".join(study.raw(doc_id) for doc_id in study.documents()["doc_id"]).lower()
    right = check.occurrences(len(words), "relation*", study)
    assert (right.verdict, right.said.partition(":")[0]) == ("right", f"{len(words)} lines")
    sentences = study.sentences()["text"].str.contains(r"\brelation", case=False).sum()
    for slip, said in (
        (sentences, "counted sentences"),
        (len(re.findall(r"\brelation", raws)), "counted in the raw pages"),
        (words.count("relations"), "counted *relations* only"),
        (words.count("relation"), "the bare word *relation*"),
    ):
        assert said in check.occurrences(int(slip), "relation*", study).said


@pytest.mark.parametrize(
    ("answer", "verdict"), [(0.75, "right"), (75, "right"), (0.25, "nearly"), (0.5, "not yet")]
)
def test_a_word_and_its_frame_are_told_apart(answer: float, verdict: str) -> None:
    assert check.word_and_frame(answer, LINES, "cooperation").verdict == verdict
