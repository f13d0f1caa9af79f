import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from tests.measures.made import table
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.differences import differences, differences_by_source
from trstudy.measures.framing import compare, compare_each


def row(estimates, group, measure):
    return estimates[(estimates["year"] == group) & (estimates["measure"] == measure)].iloc[0]


def test_shares_and_counts_by_hand(five):
    got = compare(five)
    cooperation = row(got, 2020, "cooperation")
    assert (cooperation["count"], cooperation["n"], cooperation["n_articles"]) == (6, 15, 3)
    assert cooperation["estimate"] == pytest.approx(6 / 15)
    # 6 + half of the one mixed against 3 + half: log(7 / 4)
    assert row(got, 2020, "balance")["estimate"] == pytest.approx(np.log(7 / 4))
    assert row(got, 2020, "balance")["count"] == 10
    assert row(got, 2024, "balance")["estimate"] == pytest.approx(np.log(1.5 / 3.5))


def test_shares_of_a_group_sum_to_one(five):
    shares = compare(five).query("measure != 'balance'")
    assert shares.groupby("year")["estimate"].sum().to_list() == pytest.approx([1, 1, 1])
    assert (shares["count"].groupby(shares["year"]).sum() == shares.groupby("year")["n"].first()).all()


def test_intervals_hold_the_estimate_and_stay_in_range(five):
    got = compare(five)
    assert (got["low"] <= got["estimate"]).all()
    assert (got["estimate"] <= got["high"]).all()
    shares = got[got["measure"] != "balance"]
    assert shares["low"].between(0, 1).all()
    assert shares["high"].between(0, 1).all()


def test_one_article_has_wilson_shares_and_says_so(five):
    got = row(compare(five), 2024, "rivalry")
    assert (got["low"], got["high"]) == pytest.approx(proportion_confint(3, 6, method="wilson"))
    assert got["method"] == "Wilson score"
    assert got["conditions_on"] == "the one article read (e); nothing is known of others"


def test_an_empty_side_does_not_make_the_balance_certain():
    got = compare(table({"a": (2020, "ccccc")})).set_index("measure").loc["balance"]
    reach = 1.959964 * np.sqrt(1 / 5.5 + 1 / 0.5)
    assert (got["low"], got["high"]) == pytest.approx((np.log(11) - reach, np.log(11) + reach))
    assert got["method"] == "normal, Gart-Zweifel variance"


def test_mixed_sentences_alone_do_not_make_the_missing_frame_impossible():
    # C = 3, R = 1: variance 2.5 / 9 + 0.5 / 1 + (1 / 3 − 1)² / 4 = 0.8889
    got = row(compare(table({"a": (2020, "cm"), "b": (2020, "cn")})), 2020, "balance")
    assert got["method"] == "normal, Gart-Zweifel variance"
    assert got["low"] == pytest.approx(np.log(3) - 1.959964 * 0.8889**0.5, abs=1e-4)


def test_bootstrap_of_one_long_article_nears_the_normal_interval():
    got = (
        compare(table({"a": (2020, "c" * 300 + "r" * 200)}), n_boot=20_000)
        .set_index("measure")
        .loc["balance"]
    )
    reach = 1.959964 * np.sqrt(1 / 300.5 + 1 / 200.5)
    assert got["high"] - got["low"] == pytest.approx(2 * reach, rel=0.03)


def test_articles_that_differ_widen_the_interval():
    alike = table({"a": (2020, "ccccrrrr"), "b": (2020, "ccccrrrr"), "c": (2020, "ccccrrrr")})
    apart = table({"a": (2020, "cccccccc"), "b": (2020, "rrrrrrrr"), "c": (2020, "ccccrrrr")})
    widths = [row(compare(t), 2020, "balance") for t in (alike, apart)]
    assert widths[1]["high"] - widths[1]["low"] > 1.5 * (widths[0]["high"] - widths[0]["low"])


def test_same_seed_same_table_and_order_of_rows_does_not_matter(five):
    assert compare(five).equals(compare(five))
    assert compare(five).equals(compare(five.iloc[::-1]))
    assert not compare(five).equals(compare(five, seed=1))


def test_each_column_is_compared_by_itself(five):
    tags = five.assign(voice=["author", "attributed"] * 13)
    got = compare_each(tags, ["year", "voice"], seed=3)
    alone = compare(tags, by="voice", seed=3)
    assert got["variable"].to_list() == ["year"] * 15 + ["voice"] * 10
    assert got["group"].unique().tolist() == ["2020", "2021", "2024", "attributed", "author"]
    assert got.loc[15:, "low"].to_list() == alone["low"].to_list()
    with pytest.raises(MeasureError, match="by: no column given"):
        compare_each(tags, [])


def test_groups_by_two_columns(five):
    got = compare(five.assign(voice=["author", "attributed"] * 13), by=["year", "voice"])
    assert list(got.columns[:3]) == ["year", "voice", "measure"]
    assert len(got) == 3 * 2 * 5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mixed": "whole"}, "mixed is 'whole'; expected one of half, drop, both"),
        ({"weight": "words"}, "weight is 'words'; expected one of sentences, articles"),
        ({"level": 1.0}, "level is 1.0"),
        ({"n_boot": 0}, "n_boot is 0"),
    ],
)
def test_illegal_options_are_named(five, options, message):
    with pytest.raises(MeasureError, match=message):
        compare(five, **options)


def test_difference_interval_is_newcombes():
    tags = table({"a": (2020, "c" * 56 + "n" * 14), "b": (2021, "c" * 48 + "n" * 32)})
    got = differences(tags, measure="cooperation").iloc[0]
    # 56/70 against 48/80, the first example of Newcombe (1998), table II, method 10: 0.0524 to 0.3339
    assert (got["low"], got["high"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    expected = confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
    assert (got["low"], got["high"]) == pytest.approx(expected)


def test_differences_take_all_pairs_in_order(five):
    got = differences(five)
    assert list(zip(got["first"], got["second"], strict=True)) == [(2020, 2021), (2020, 2024), (2021, 2024)]
    assert got["estimate"].iloc[1] == pytest.approx(np.log(7 / 4) - np.log(1.5 / 3.5))
    assert got["estimate"].iloc[1] == pytest.approx(got["estimate"].iloc[0] + got["estimate"].iloc[2])


def test_differences_name_what_is_wrong(five):
    with pytest.raises(MeasureError, match="year is 2019; expected one of 2020, 2021, 2024"):
        differences(five, pairs=[(2019, 2020)])
    with pytest.raises(MeasureError, match="measure is 'peace'"):
        differences(five, measure="peace")
    with pytest.raises(MeasureError, match="level is 1"):
        differences(five, level=1)


def test_differences_refuse_groups_that_share_an_article(five):
    voices = five.assign(voice=["author", "attributed"] * 13)
    with pytest.raises(MeasureError, match="voice: article a is in both attributed and author"):
        differences(voices, "voice")
    shared = five.assign(year=five["year"].where(five.index > 0, 2021))  # one sentence of a moves to 2021
    with pytest.raises(MeasureError, match="article a is in both 2020 and 2021"):
        differences(shared)
    assert len(differences(shared, pairs=[(2021, 2024)])) == 1


def test_intervals_of_all_pairs_together_are_dunns(five):
    got, strict = differences(five, n_boot=500), differences(five, n_boot=500, level=1 - 0.05 / 3)
    assert (got["family"] == 3).all()
    assert got["low_all"].to_list() == pytest.approx(strict["low"].to_list())
    assert got["high_all"].to_list() == pytest.approx(strict["high"].to_list())
    assert (got["low_all"] < got["low"]).all()
    alone = differences(five, pairs=[(2020, 2024)], n_boot=500).iloc[0]
    assert (alone["low"], alone["high"]) == (alone["low_all"], alone["high_all"])
    assert (alone["low"], alone["high"], alone["family"]) == (got["low"][1], got["high"][1], 1)


def test_differences_of_several_sources(five):
    got = differences_by_source({"x": five, "y": five[five["doc_id"] != "d"]}, n_boot=50)
    assert got["source"].to_list() == ["x", "x", "x", "y"]
    assert got["pair"].to_list() == ["2020 − 2021", "2020 − 2024", "2021 − 2024", "2020 − 2024"]
    assert got["estimate"].iloc[1] == got["estimate"].iloc[3]


@pytest.mark.parametrize("tags", [3, ["cooperation"], None])
def test_what_is_no_table_is_refused(tags):
    with pytest.raises(
        TrstudyError, match=f"^tags.*: expected a pandas DataFrame, found a {type(tags).__name__}"
    ):
        compare(tags, by="year")
