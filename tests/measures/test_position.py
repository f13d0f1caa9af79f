from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.measures.made import table
from trstudy.errors import MeasureError
from trstudy.measures.framing import compare
from trstudy.measures.position import opening_and_close, positions


def numbered(articles):
    tags = table(articles)
    return tags.assign(start=tags.groupby("doc_id").cumcount() * 10)


def test_positions_by_hand():
    got = positions(numbered({"a": (1, "crn"), "b": (1, "cc")}))
    assert got["position"].to_list() == pytest.approx([1 / 6, 3 / 6, 5 / 6, 1 / 4, 3 / 4])
    assert got["part"].to_list() == ["opening", "middle", "close", "opening", "close"]


def test_positions_follow_offsets_and_not_rows():
    tags = numbered({"a": (1, "crnmcr")})
    shuffled = positions(tags.sample(frac=1, random_state=4)).sort_index()
    pd.testing.assert_frame_equal(shuffled, positions(tags))


def test_parts_can_be_compared():
    got = compare(positions(numbered({"a": (1, "rrrccc")}), parts=("first", "second")), by="part")
    assert got.loc[got["measure"] == "rivalry", "estimate"].to_list() == [1, 0]
    with pytest.raises(MeasureError, match="different names"):
        positions(numbered({"a": (1, "cr")}), parts=("x", "x"))


def test_order_of_one_article_by_hand():
    # c later than r in 5 of 6 pairs; of the 10 orders 2 + 2 are as far from 3
    got = opening_and_close(numbered({"a": (1, "rrcnrc")})).iloc[0]
    assert (got["n_cooperation"], got["n_rivalry"], got["n_permutations"]) == (2, 3, 10)
    assert got["estimate"] == pytest.approx(5 / 6)
    assert got["p"] == pytest.approx(0.4)


def test_agrees_with_scipy_on_long_articles():
    letters = "".join(np.random.default_rng(2).choice(list("crnm"), 60))
    got = opening_and_close(numbered({"a": (1, letters)})).iloc[0]
    c, r = ([i for i, x in enumerate(letters) if x == frame] for frame in "cr")
    expected = stats.mannwhitneyu(c, r, method="exact")
    assert got["estimate"] == pytest.approx(expected.statistic / (len(c) * len(r)))
    assert got["p"] == pytest.approx(expected.pvalue)


def test_orders_of_more_sentences_than_a_float_can_count():
    got = opening_and_close(numbered({"a": (1, "cr" * 520)})).iloc[0]
    expected = stats.mannwhitneyu(range(0, 1040, 2), range(1, 1040, 2), method="asymptotic")
    assert got["estimate"] == pytest.approx(expected.statistic / 520**2)
    assert got["p"] == pytest.approx(expected.pvalue, rel=3e-3)


def test_all_articles_together_by_brute_force():
    texts = ["rrcrc", "crc"]
    got = opening_and_close(numbered({"a": (1, texts[0]), "b": (1, texts[1])})).iloc[-1]

    def later(places, n):
        return sum(c > r for c in places for r in set(range(n)) - set(places))

    null = [
        later(i, 5) + later(j, 3) for i, j in product(combinations(range(5), 2), combinations(range(3), 2))
    ]
    observed = 5 + 1
    assert got["estimate"] == pytest.approx(observed / 8)
    assert got["n_permutations"] == len(null)
    assert got["p"] == pytest.approx(np.mean(np.abs(np.array(null) - 4) >= abs(observed - 4)))


def test_interval_is_newcombes_and_never_certain():
    # for one pair and estimate 1, t + z sqrt(t (1 - t)) = 1 is solved by t = 1 / (1 + z²)
    got = opening_and_close(numbered({"a": (1, "rc")})).iloc[0]
    z2 = 1.959964**2
    assert (got["low"], got["high"]) == pytest.approx((1 / (1 + z2), 1))
    got = opening_and_close(numbered({"a": (1, "cr")})).iloc[0]
    assert (got["low"], got["high"]) == pytest.approx((0, z2 / (1 + z2)))


def test_interval_covers_about_as_often_as_it_says():
    rng, hits = np.random.default_rng(8), 0
    for _ in range(200):
        letters = "".join(rng.permutation(list("c" * 8 + "r" * 8)))
        row = opening_and_close(numbered({"a": (1, letters)})).iloc[0]
        hits += row["low"] <= 0.5 <= row["high"]
    assert 0.91 <= hits / 200 <= 0.99


def test_articles_with_one_side_only_are_left_out_and_corrections_count_the_rest():
    got = opening_and_close(numbered({"a": (1, "rrcc"), "b": (1, "ccc"), "d": (2, "crcr")}))
    assert got["doc_id"].to_list() == ["a", "d", "all articles"]
    assert got["p_holm"].iloc[0] == pytest.approx(2 * got["p"].iloc[0])
    assert np.isnan(got["p_holm"].iloc[-1])
    with pytest.raises(MeasureError, match="no article has sentences of cooperation and of rivalry"):
        opening_and_close(numbered({"b": (1, "ccc")}))
