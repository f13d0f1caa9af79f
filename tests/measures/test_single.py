import pytest

from tests.measures.made import table
from trstudy.errors import MeasureError
from trstudy.measures.framing import compare
from trstudy.measures.headline import headline
from trstudy.measures.single import single


def test_one_group_gets_three_sentences_where_a_comparison_would_fail(five, documents):
    tags = five[five["year"] == 2020]
    with pytest.raises(MeasureError, match="year has one group only"):
        headline(tags, documents, seed=0)
    said = single(tags, documents)
    # 6 of 15 for cooperation, 3 of 15 for rivalry; a and b lean one way, c the other
    shares = compare(tags).set_index("measure")
    low, high = (100 * shares.loc["cooperation", end] for end in ("low", "high"))
    assert said.sentences == (
        f"2020 has more cooperation than rivalry (40 % of its sentences [{low:.0f}–{high:.0f}] against 20 % "
        f"[{100 * shares.loc['rivalry', 'low']:.0f}–{100 * shares.loc['rivalry', 'high']:.0f}]), but its "
        "three articles lean both ways.",
        "There is no other year to set against 2020: whether it leans further to either side than another, "
        "these texts cannot show.",
        "3 articles of one year cannot show what is due to the year and what to the outlet or the authors.",
    )
    assert said.caveat == (
        "Brackets are 95 % intervals, each by itself. They rest on 3 articles from 2020 in 3 outlets; "
        "sentences are taken as independent within an article."
    )
    assert (said.robustness, said.codes) == ("", "")


def test_one_article_speaks_for_itself_only(five, documents):
    said = single(five[five["year"] == 2024], documents, level=0.9)
    assert said.sentences[2].startswith("One article cannot show what is due to the year and what to the")
    assert said.caveat == (
        "Brackets are 90 % intervals, each by itself. They rest on 1 article from 2024 in 1 outlet and say "
        "how its own sentences vary, not what other articles of the time said."
    )


def test_options_are_those_of_the_comparison(documents):
    tags = table({"a": (2020, "cccccccccr"), "b": (2020, "rr")})
    pooled, alike = (single(tags, documents, weight=w).sentences[0] for w in ("sentences", "articles"))
    assert pooled.startswith("2020 has more cooperation than rivalry (75 %")
    assert alike.startswith("2020 has more rivalry than cooperation (55 %")
    with pytest.raises(MeasureError, match="weight is 'words'"):
        single(tags, documents, weight="words")
