import re

import pandas as pd
import pytest

from tests.measures.made import table
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.differences import differences
from trstudy.measures.headline import _what_is_unknown, headline


def test_three_sentences_with_numbers_from_the_data(five, documents):
    got = headline(five, documents, seed=0)
    assert len(got.sentences) == 3
    assert all(s.endswith(".") and not re.search(r"\. [A-Z]", s) for s in got.sentences)
    # 6 of 15, 3 of 15; 2 of 5, 2 of 5; 1 of 6, 3 of 6
    assert re.findall(r"(\d+) %", got.sentences[0]) == ["40", "20", "40", "40", "50", "17"]
    assert "2020 has more cooperation than rivalry (40 % of its sentences [" in got.sentences[0]
    assert "2021 has as much cooperation as rivalry" in got.sentences[0]
    assert "2024 has more rivalry than cooperation (50 %" in got.sentences[0]
    # (7 / 4) / (1.5 / 3.5) = 4.08
    assert "in 2020 are 4.1 times those in 2024" in got.sentences[1]
    assert got.sentences[1].endswith("; 2021 comes out between the two.")
    assert got.sentences[2].endswith("a p-value below 0.25.")
    assert len(got.sentences[2].split()) <= 40
    assert "5 articles (3 from 2020, 1 from 2021, 1 from 2024) in 5 outlets" in got.caveat
    assert (got.robustness, got.codes) == ("", "")


def test_takes_document_variables_from_the_documents(five, documents):
    assert headline(five.drop(columns="year"), documents, seed=0) == headline(five, documents, seed=0)


def test_articles_of_a_group_that_lean_opposite_ways_are_said_to(five, documents):
    # a: 3 to 1, b: 2 to 0, c: 1 to 2
    assert headline(five, documents, seed=0).sentences[0].count("but its three articles lean both ways") == 1
    fading = five[five["doc_id"] != "d"].assign(year=lambda t: t["year"].mask(t["doc_id"] == "b", 2021))
    said = headline(fading, documents, seed=0).sentences[0]
    assert "2024 is the only year with more rivalry than cooperation" in said
    alike = five[five["doc_id"] != "c"]
    assert "lean both ways" not in headline(alike, documents, seed=0).sentences[0]


def test_an_interval_that_includes_1_tells_nothing_apart(five, documents):
    gap = differences(five, pairs=[(2020, 2024)]).iloc[0]
    low, high = 2.718281828 ** gap["low"], 2.718281828 ** gap["high"]
    assert low < 1 < high
    said = headline(five, documents, seed=0).sentences[1]
    assert said.startswith("These texts cannot tell 2020 and 2024 apart")
    assert f"anything from {low:.2f} to {high:.0f} times fits (95 % interval)" in said


def test_an_interval_without_1_says_which_is_higher(documents):
    tags = table({"a": (2020, "c" + "r" * 19), "d": (2021, "c" * 30), "e": (2024, "c" * 19 + "r")})
    said = headline(tags, documents, seed=0).sentences[1]
    # (19.5 / 1.5)² = 169
    assert said.startswith("2024 is more cooperative than 2020")
    assert "169 times as high" in said
    assert "2021 comes out further towards cooperation than either" in said
    low, high = map(float, re.findall(r"interval ([\d.]+) to ([\d.]+)", said)[0])
    assert 1 < low < 169 < high


def test_equal_odds_are_not_called_the_same(documents):
    tags = table({"a": (2020, "ccr"), "d": (2021, "crr"), "e": (2024, "rcc")})
    said = headline(tags, documents, seed=0).sentences[1]
    assert "cannot tell 2020 and 2024 apart" in said
    assert "are 1.0 times those in 2024" in said
    assert "same" not in said
    assert "2021 comes out further towards rivalry than either" in said


def test_verdict_and_codes_stand_beside_the_sentences(five, documents):
    part = five[five["doc_id"].isin(["a", "d", "e"])]
    codes = part.assign(frame="cooperation")
    got = headline(five, documents, seed=0, verdict="It holds.", codes=codes)
    assert got.sentences == headline(five, documents, seed=0).sentences
    assert got.robustness == "It holds."
    # coded, all cooperation: (5.5 / 0.5) / (6.5 / 0.5) = 0.85; tagged: (3.5 / 1.5) / (1.5 / 3.5) = 5.44
    assert re.search(r"On the 16 sentences .* in 2020 are 0\.85 \(.* by the codes, and 5\.4 \(", got.codes)


def test_refuses_one_group_and_unknown_articles(five, documents):
    with pytest.raises(MeasureError, match="year has one group only"):
        headline(five[five["year"] == 2020], documents, seed=0)
    with pytest.raises(MeasureError, match="documents: no row for e"):
        headline(five, documents[:4], seed=0)
    with pytest.raises(TrstudyError, match="documents: no column outlet"):
        headline(five, documents.drop(columns="outlet"), seed=0)


def test_the_smallest_p_of_one_article_against_one_is_1():
    """Two ways to deal them, and the mirror image is as far out: an exact test says nothing."""
    tags = pd.DataFrame(
        {"doc_id": ["a", "a", "b", "b"], "frame": ["cooperation", "rivalry"] * 2, "year": [1, 1, 2, 2]}
    )
    assert _what_is_unknown(tags, "year").endswith("can never give a p-value below 1.")


def test_years_with_several_articles_each_are_told_by_their_number():
    """Listing the years of one article failed where there was none."""
    tags = pd.DataFrame({"doc_id": list("aabbccdd"), "frame": ["none"] * 8, "year": [1] * 4 + [2] * 4})
    assert _what_is_unknown(tags, "year").startswith("4 articles cannot show what is due to the year and")


def test_years_are_listed_with_commas_and_told_together_where_they_come_out_alike(documents):
    extra = pd.DataFrame({"doc_id": ["f"], "outlet": ["Sixth"], "year": [2022]})
    known = pd.concat([documents, extra], ignore_index=True)
    years = {"a": (2020, "ccccr"), "d": (2021, "ccrr"), "f": (2022, "ccrr"), "e": (2024, "crrrr")}
    said = headline(table(years), known, seed=0).sentences
    assert said[1].endswith("; 2021 and 2022 come out between the two.")
    assert said[2].startswith("One article each for 2020, 2021, 2022 and 2024 cannot show")
