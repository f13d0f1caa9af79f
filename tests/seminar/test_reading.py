"""What a student hears in the first session: each slip by its name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from trstudy.seminar import reading as check
from trstudy.study import Study

PAGE = "Two capitals talk\n\nAnkara and Moscow met on Monday.\n\n{}\n\nThey agreed to meet again.\n"
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


def test_the_share_dropped_is_one_of_characters(study: Study) -> None:
    blocks = study.blocks()
    size = blocks["end"] - blocks["start"]
    part = size[~blocks["kept"]].sum()
    assert check.dropped_share(part / size.sum(), study).passed
    assert check.dropped_share(f"{100 * part / size.sum():.1f} %", study).passed
    assert "share of *blocks*" in check.dropped_share((~blocks["kept"]).mean(), study).said
    assert "This is what was kept" in check.dropped_share(1 - part / size.sum(), study).said


def test_the_article_hit_hardest_is_not_the_one_that_lost_most(study: Study) -> None:
    blocks = study.blocks().assign(size=lambda b: b["end"] - b["start"])
    lost = blocks[~blocks["kept"]].groupby("doc_id")["size"].sum()
    shares = (lost / blocks.groupby("doc_id")["size"].sum()).sort_values()
    worst, least = shares.index[-1], shares.index[0]
    assert check.hardest_hit(worst, study).said.startswith(f"{shares[worst]:.1%} of {worst} was not")
    reply = check.hardest_hit(least, study)
    assert f"It lost {shares[least]:.1%} of itself" in reply.said
    assert "No other lost so little" in reply.said
    assert lost.idxmax() == worst or "most characters" in check.hardest_hit(lost.idxmax(), study).said


@pytest.mark.parametrize(
    ("line", "verdict", "said"),
    [
        ("The two ministers arrive at the palace on a rainy afternoon.", "right", "knows forms and no"),
        ("Photo: Example Agency", "not yet", "saw through it: dropped as"),
        ("Not on it", "not yet", "not on the page"),
    ],
)
def test_a_page_that_fools_cleaning_is_looked_at_line_by_line(
    study: Study, line: str, verdict: str, said: str
) -> None:
    page = PAGE.format(line) if line != "Not on it" else PAGE
    reply = check.fooled(page, line, study)
    assert (reply.verdict, said in str(reply)) == (verdict, True), str(reply)


def test_a_line_of_an_article_is_no_invention(study: Study) -> None:
    unit: Any = study.sentences().iloc[5]
    line = study.raw(unit["doc_id"])[unit["start"] : unit["end"]]
    assert "Invent one" in check.fooled(PAGE.format(line), line, study).hint


def test_a_sentence_is_cut_out_as_printed(study: Study) -> None:
    units = study.sentences()
    unit: Any = next(u for u in units.itertuples() if "\n" in study.raw(u.doc_id)[u.start : u.end])
    raw = study.raw(unit.doc_id)
    assert check.as_printed(raw[unit.start : unit.end], unit.sentence_id, study).passed
    assert "column *text*" in check.as_printed(unit.text, unit.sentence_id, study).said.replace("`", "*")
    assert not check.as_printed(raw[unit.start : unit.end + 1], unit.sentence_id, study).passed


@pytest.mark.parametrize(
    ("answer", "verdict"), [(0.75, "right"), (75, "right"), (0.25, "nearly"), (0.5, "not yet")]
)
def test_a_word_and_its_frame_are_told_apart(answer: float, verdict: str) -> None:
    assert check.word_and_frame(answer, LINES, "cooperation").verdict == verdict
