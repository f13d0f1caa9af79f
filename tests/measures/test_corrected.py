"""Shares put right for a tagger's errors."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.errors import MeasureError
from trstudy.measures.corrected import corrected_differences, corrected_shares
from trstudy.measures.misclassification import true_shares
from trstudy.measures.ppi import ppi_mean


def test_ppi_by_hand():
    # mean .75 + (.4 - .5); variance of codes less tags 3/16, over 4; of other tags .24, over 5
    found = ppi_mean([1, 0, 1, 1], [1, 0, 0, 1], [1, 1, 0, 0, 0], weight=1)
    assert found.mean == pytest.approx(0.65)
    assert found.error == pytest.approx(np.sqrt(0.1875 / 4 + 0.24 / 5))
    assert (found.low + found.high) / 2 == pytest.approx(0.65)
    assert found.high - found.mean == pytest.approx(1.959964 * found.error)


def test_ppi_is_that_of_the_authors_own_package():
    # ppi-python 0.2.3: ppi_mean_pointestimate and ppi_mean_ci, with and without power tuning
    codes = [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]
    tags = [1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 0]
    others = [1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1]
    tuned = ppi_mean(codes, tags, others)
    assert tuned[0] == pytest.approx(0.36069794, abs=1e-7)
    assert tuned[2:4] == pytest.approx((0.17134046, 0.55005542), abs=1e-7)
    plain = ppi_mean(codes, tags, others, weight=1)
    assert plain[2:4] == pytest.approx((0.14600737, 0.62065929), abs=1e-7)


def test_ppi_without_weight_is_the_mean_of_the_codes():
    found = ppi_mean([1, 0, 1, 1], [0, 0, 0, 0], [1, 1], weight=0)
    assert (found.mean, found.error) == (0.75, pytest.approx(np.sqrt(0.1875 / 4)))
    # tags that say nothing, or no other units, are not leaned on
    assert ppi_mean([1, 0, 1, 1], [0, 0, 0, 0], [0, 0]).weight == 0
    assert ppi_mean([1, 0, 1, 1], [1, 0, 1, 1], []).mean == 0.75


def test_ppi_refuses_and_leaves_undefined():
    assert np.isnan(ppi_mean([1], [1], [0, 1])).all()
    with pytest.raises(MeasureError, match="2 codes but 1 tags"):
        ppi_mean([1, 0], [1], [0])
    with pytest.raises(MeasureError, match="weight is 2"):
        ppi_mean([1, 0], [1, 0], [0], weight=2)


def test_two_categories_are_rogan_and_gladens_estimator():
    # sensitivity 4/5, specificity 5/5, tagged share .4: (.4 + 1 - 1) / (.8 + 1 - 1) = .5
    errors = np.array([[[4.0, 1.0], [0.0, 5.0]]])
    assert true_shares(np.array([[0.4, 0.6]]), errors) == pytest.approx(np.array([[0.5, 0.5]]), abs=1e-5)


def test_shares_never_leave_the_possible():
    # rates .5/.5 and 0/1: tagged .6 in the first would need a share of 1.2
    errors = np.array([[[1.0, 1.0], [0.0, 2.0]]])
    assert true_shares(np.array([[0.6, 0.4]]), errors) == pytest.approx(np.array([[1.0, 0.0]]), abs=1e-5)
    # a category that nobody coded is taken as tagged without error
    errors = np.array([[[2.0, 0.0], [0.0, 0.0]]])
    assert true_shares(np.array([[0.3, 0.7]]), errors) == pytest.approx(np.array([[0.3, 0.7]]), abs=1e-5)


@given(
    st.lists(st.integers(0, 9), min_size=9, max_size=9), st.lists(st.integers(0, 9), min_size=3, max_size=3)
)
def test_shares_sum_to_one(errors, tagged):
    if not sum(tagged):
        return
    shares = true_shares(np.array([tagged]) / sum(tagged), np.array(errors, dtype=float).reshape(1, 3, 3))
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()


def simulated(n=4000, coded_share=0.5):
    """Two years whose frames differ, and a tagger that takes a third of rivalry for cooperation."""
    rng = np.random.default_rng(3)
    frames = np.array(["cooperation", "rivalry", "none"])
    year = np.repeat([2001, 2002], n)
    truth = np.concatenate(
        [rng.choice(frames, n, p=[0.2, 0.6, 0.2]), rng.choice(frames, n, p=[0.5, 0.3, 0.2])]
    )
    wrong = (truth == "rivalry") & (rng.random(2 * n) < 1 / 3)
    tags = pd.DataFrame(
        {
            "doc_id": [f"d{y}" for y in year],
            "sentence_id": [f"s{i}" for i in range(2 * n)],
            "year": year,
            "frame": np.where(wrong, "cooperation", truth),
        }
    )
    chosen = rng.random(2 * n) < coded_share
    coded = tags[chosen].rename(columns={"frame": "frame_tag"}).assign(frame=truth[chosen])
    return tags, coded


def test_corrected_shares_find_the_truth_that_tags_miss():
    tags, coded = simulated()
    table = corrected_shares(tags, coded, n_boot=200).set_index(["year", "measure", "method"]).sort_index()
    net = table.loc[(2001, "net")]
    # true net .2 - .6 = -.4; tagged (.2 + .2) - .4 = 0
    assert net.loc["tags", "estimate"] == pytest.approx(0, abs=0.04)
    for method in ("matrix", "ppi", "codes"):
        assert net.loc[method, "estimate"] == pytest.approx(-0.4, abs=0.04)
        assert net.loc[method, "low"] < -0.4 < net.loc[method, "high"]
    width = net["high"] - net["low"]
    assert width["ppi"] < width["codes"]
    assert net["units"].tolist() == [4000] * 4
    assert net["articles"].tolist() == [1] * 4
    sums = table["estimate"].drop("net", level="measure").groupby(level=["year", "method"]).sum()
    assert sums.drop("ppi", level="method").tolist() == pytest.approx([1.0] * 6)


def test_corrected_differences_are_later_less_earlier():
    tags, coded = simulated()
    shares = corrected_shares(tags, coded, n_boot=100).set_index(["year", "measure", "method"])["estimate"]
    table = corrected_differences(tags, coded, n_boot=100)
    assert table[["earlier", "later"]].drop_duplicates().to_numpy().tolist() == [[2001, 2002]]
    for row in table.itertuples():
        expected = shares[2002, row.measure, row.method] - shares[2001, row.measure, row.method]
        assert row.estimate == pytest.approx(expected)
    net = table[table["measure"] == "net"].set_index("method")
    assert net.loc["ppi", "low"] < 0.6 < net.loc["ppi", "high"]
    assert (net["low"] < net["estimate"]).all()
    assert (net["estimate"] < net["high"]).all()


def test_groups_are_drawn_apart_and_their_errors_add_up():
    tags, coded = simulated(n=300)
    tags = tags.assign(frame=[*tags["frame"][:300]] * 2)
    known = coded[coded["year"] == 2001]
    twin = known.assign(sentence_id=[f"s{int(s[1:]) + 300}" for s in known["sentence_id"]], year=2002)
    same = pd.concat([known, twin])
    shares = corrected_shares(tags, same, n_boot=4000).query("measure == 'net'").set_index(["year", "method"])
    apart = corrected_differences(tags, same, n_boot=4000).query("measure == 'net'").set_index("method")
    assert apart["estimate"].tolist() == pytest.approx([0] * 4)
    # the same data twice: a difference is as wide as two independent errors, sqrt(2) times one
    for method, near in (("ppi", 1e-9), ("tags", 0.08)):
        one = shares.loc[(2001, method), "high"] - shares.loc[(2001, method), "low"]
        assert (apart["high"] - apart["low"])[method] == pytest.approx(np.sqrt(2) * one, rel=near)


def test_group_without_codes_is_corrected_by_the_others_errors_only():
    tags, coded = simulated(n=60)
    coded = coded[coded["year"] == 2001]
    table = corrected_shares(tags, coded, n_boot=20).set_index(["year", "method"]).loc[2002]
    assert table.loc[["ppi", "codes"], "estimate"].isna().all()
    assert table.loc[["tags", "matrix"], "estimate"].notna().all()
    assert table["coded"].unique().tolist() == [0]


def test_same_seed_same_table():
    tags, coded = simulated(n=50)
    once, again = (corrected_shares(tags, coded, n_boot=50, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(once, again)


def test_codes_of_other_texts_or_other_tags_are_refused():
    tags, coded = simulated(n=10)
    with pytest.raises(MeasureError, match="no coded unit to correct by"):
        corrected_shares(tags, coded.iloc[:0])
    with pytest.raises(MeasureError, match="sentence far: tagged None in the study"):
        corrected_shares(tags, coded.assign(sentence_id=["far", *coded["sentence_id"][1:]]))
    with pytest.raises(MeasureError, match="'mixed' beside its code"):
        corrected_shares(tags, coded.assign(frame_tag="mixed"))
