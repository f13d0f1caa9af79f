import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.contingency_tables import Table2x2

from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.scale import article_counts, balance, balance_variance, measures, sides


@pytest.mark.parametrize(
    ("mixed", "expected"), [("half", [4.0, 3.0]), ("drop", [3.0, 2.0]), ("both", [5.0, 4.0])]
)
def test_mixed_sentences_are_worth_what_is_asked(mixed, expected):
    assert sides([3, 2, 2, 7], mixed=mixed).tolist() == expected


def test_mixed_refuses_other_words():
    with pytest.raises(MeasureError, match="mixed is 'full'; expected one of half, drop, both"):
        sides([1, 1, 1, 1], mixed="full")


def test_balance_by_hand():
    # log(7.5 / 2.5) = log 3, an empty text is even, and the scale is antisymmetric
    assert balance([7, 2]) == pytest.approx(1.0986123)
    assert balance([0, 0]) == 0
    assert balance([2, 7]) == pytest.approx(-1.0986123)


def test_balance_variance_agrees_with_statsmodels_on_the_difference_of_two_texts():
    # the log odds ratio of a 2x2 table with a half in each cell is the difference of two balances
    pairs = np.array([[19, 11], [4, 8]])
    odds = Table2x2(pairs + 0.5)
    assert balance(pairs[0]) - balance(pairs[1]) == pytest.approx(odds.log_oddsratio)
    counts = np.column_stack([pairs, [0, 0], [5, 0]])
    for mixed in ("half", "drop", "both"):
        assert balance_variance(counts, mixed=mixed).sum() == pytest.approx(odds.log_oddsratio_se**2)


def test_balance_variance_counts_a_mixed_sentence_once():
    # c, r, m = 2, 0, 1 at a half each: C = 3, R = 1; 2.5 / 9 + 0.5 / 1 + 0.25 (1/3 - 1)^2 = 8 / 9
    assert balance_variance([2, 0, 1, 3]) == pytest.approx(8 / 9)
    assert balance_variance([2, 0, 1, 3], mixed="drop") == pytest.approx(1 / 2.5 + 1 / 0.5)
    # on two even sides mixed sentences move nothing
    assert balance_variance([4, 4, 6, 0]) == pytest.approx(9 / 7.5**2)


@pytest.mark.parametrize(
    ("counts", "mixed", "sd"),
    [
        ([10, 6, 12, 3], "half", 0.282),
        ([10, 6, 12, 3], "both", 0.202),
        ([30, 20, 20, 50], "half", 0.203),
        ([30, 20, 20, 50], "both", None),
        ([30, 20, 20, 50], "drop", None),
    ],
)
def test_balance_variance_is_that_of_sentences_drawn_anew(counts, mixed, sd):
    worth = {"half": 0.5, "drop": 0, "both": 1}[mixed]
    shares = np.array(counts) / sum(counts)
    c, r, m, _ = np.random.default_rng(0).multinomial(sum(counts), shares, size=100_000).T
    simulated = np.log((c + worth * m + 0.5) / (r + worth * m + 0.5)).std()
    assert np.sqrt(balance_variance(counts, mixed=mixed)) == pytest.approx(simulated, rel=0.05)
    if sd:
        assert simulated == pytest.approx(sd, rel=0.02)


def test_balance_variance_refuses_other_words():
    with pytest.raises(MeasureError, match="mixed is 'full'; expected one of half, drop, both"):
        balance_variance([1, 1, 1, 1], mixed="full")


def test_measures_pool_sentences_or_average_articles():
    counts = [[3, 1, 0, 0], [0, 1, 0, 1]]
    pooled, averaged = measures(counts), measures(counts, weight="articles")
    assert pooled == pytest.approx([3 / 6, 2 / 6, 0, 1 / 6, np.log(3.5 / 2.5)])
    assert averaged == pytest.approx([0.375, 0.375, 0, 0.25, (np.log(3.5 / 1.5) + np.log(0.5 / 1.5)) / 2])


def test_article_counts_by_hand(five):
    table = article_counts(five, "year")
    assert table.loc[(2020, "b")].to_dict() == {"cooperation": 2, "rivalry": 0, "mixed": 1, "none": 3}
    assert table.index.to_list() == [(2020, "a"), (2020, "b"), (2020, "c"), (2021, "d"), (2024, "e")]


def test_article_counts_can_group_by_the_article_itself(five):
    assert len(article_counts(five, "doc_id")) == 5


def test_article_counts_name_what_is_wrong(five):
    with pytest.raises(TrstudyError, match="no column outlet"):
        article_counts(five, "outlet")
    with pytest.raises(MeasureError, match="no sentences"):
        article_counts(five.iloc[:0], "year")
    with pytest.raises(TrstudyError, match="frame is 'friend'"):
        article_counts(five.assign(frame="friend"), "year")
    unknown = five.assign(year=pd.array([None, *five["year"][1:]], dtype="Int64"))
    with pytest.raises(MeasureError, match="year is missing for a"):
        article_counts(unknown, "year")
