import re

import pytest

from tests.measures.made import table
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.differences import differences
from trstudy.measures.framing import compare
from trstudy.measures.headline import headline


def test_three_sentences_with_numbers_from_the_data(five, documents):
    got = headline(five, documents, seed=0)
    assert len(got.sentences) == 3
    assert all(s.endswith(".") and not re.search(r"\. [A-Z]", s) for s in got.sentences)
    # 6 of 15, 3 of 15; 2 of 5, 2 of 5; 1 of 6, 3 of 6
    assert re.findall(r"(\d+) %", got.sentences[0]) == ["40", "20", "40", "40", "17", "50"]
    # (7 / 4) / (1.5 / 3.5) = 4.08
    assert "4.1 times as high in 2020 as in 2024" in got.sentences[1]
    assert "2021 lies between the two" in got.sentences[1]
    assert "in only 4 ways" in got.sentences[2]
    assert "p = 0.25" in got.sentences[2]
    assert "5 articles (3 from 2020, 1 from 2021, 1 from 2024) in 5 outlets" in got.caveat


def test_takes_document_variables_from_the_documents(five, documents):
    assert headline(five.drop(columns="year"), documents, seed=0) == headline(five, documents, seed=0)


def test_interval_is_that_of_the_comparison(five, documents):
    gap = differences(compare(five), pairs=[(2020, 2024)]).iloc[0]
    low, high = 2.718281828 ** gap["low"], 2.718281828 ** gap["high"]
    said = headline(five, documents, seed=0).sentences[1]
    assert f"interval {low:.1f} to {high:.1f}" in said
    assert ("includes 1" in said) == (low <= 1 <= high)


def test_the_other_direction_is_said_the_other_way_round(documents):
    tags = table({"a": (2020, "crrr"), "d": (2021, "cccccc"), "e": (2024, "cccr")})
    said = headline(tags, documents, seed=0).sentences[1]
    # (3.5 / 1.5) / (1.5 / 3.5) = 5.44
    assert "5.4 times as high in 2024 as in 2020" in said
    assert "2021 does not lie between the two" in said


def test_verdict_ends_the_third_sentence(five, documents):
    got = headline(five, documents, seed=0, verdict="In 90 % of 10 specifications it holds.")
    assert got.sentences[2].endswith("; in 90 % of 10 specifications it holds.")
    assert got.sentences[:2] == headline(five, documents, seed=0).sentences[:2]


def test_refuses_one_group_and_unknown_articles(five, documents):
    with pytest.raises(MeasureError, match="year has one group only"):
        headline(five[five["year"] == 2020], documents, seed=0)
    with pytest.raises(MeasureError, match="documents: no row for e"):
        headline(five, documents[:4], seed=0)
    with pytest.raises(TrstudyError, match="documents: no column outlet"):
        headline(five, documents.drop(columns="outlet"), seed=0)


def test_equal_odds_are_called_about_the_same(documents):
    tags = table({"a": (2020, "ccr"), "d": (2021, "cr"), "e": (2024, "rcc")})
    said = headline(tags, documents, seed=0).sentences[1]
    assert "are about the same in 2020 and 2024 (ratio 1.0, 95 % interval" in said
