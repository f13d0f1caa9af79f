"""Agreement: published worked examples, then independent libraries on random codes."""

import math

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

import trstudy
from trstudy.coding.agreement import AGREEMENT_COLUMNS, agreement
from trstudy.coding.coefficients import counts, resampled
from trstudy.errors import CodingError
from trstudy.tables import FRAMES

NA = np.nan
# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C: 4 coders, 12 units
KRIPPENDORFF = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
        "C": [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
    }
)
# Fleiss (1971): 14 coders' counts of 5 codes for 10 units
FLEISS = np.array(
    [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
)


def estimate(codes, measure, category="all", **options):
    table = agreement(codes, n_boot=0, **options)
    row = table[(table["measure"] == measure) & (table["category"] == category)]
    return row["estimate"].item()


def two_coders(crossed):
    """Codes of two coders from their cross table."""
    rows = [(i, j) for i, row in enumerate(crossed) for j, n in enumerate(row) for _ in range(n)]
    return pd.DataFrame(rows, columns=["a", "b"])


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_krippendorffs_example(metric, alpha):
    assert estimate(KRIPPENDORFF, "alpha", metric=metric) == pytest.approx(alpha, abs=0.0005)


def test_nominal_alpha_of_krippendorffs_example_for_two_coders():
    # the same paper, section B: two coders, ten units, two codes, alpha = .095
    codes = pd.DataFrame({"m": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "j": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
    assert estimate(codes, "alpha") == pytest.approx(0.095, abs=0.0005)


def test_fleiss_kappa_is_that_of_the_example():
    codes = pd.DataFrame([np.repeat(range(5), row) for row in FLEISS])
    assert estimate(codes, "fleiss") == pytest.approx(0.210, abs=0.0005)


def test_ac1_and_the_others_are_those_of_irrcac_where_codes_are_missing():
    # irrCAC 0.4.4, after Gwet's own program, on Krippendorff's data, codes missing and all: AC1 .77544407,
    # Fleiss' kappa .76116928, agreement .81818182, alpha .74342105
    assert estimate(KRIPPENDORFF, "ac1") == pytest.approx(0.77544407, abs=1e-8)
    assert estimate(KRIPPENDORFF, "fleiss") == pytest.approx(0.76116928, abs=1e-8)
    assert estimate(KRIPPENDORFF, "percent") == pytest.approx(0.81818182, abs=1e-8)
    assert estimate(KRIPPENDORFF, "alpha") == pytest.approx(0.74342105, abs=1e-8)


def test_two_coders_by_hand():
    # 100 units: both yes 40, both no 30, apart 10 and 20. Agreement .70;
    # Cohen: by chance .5*.6 + .5*.4 = .5, kappa .4;
    # Fleiss: shares .55 and .45, by chance .505, kappa .195/.495;
    # AC1: by chance 2*.55*.45 = .495, .205/.505; alpha: 1 - 199 * 60 / (2 * 110 * 90)
    codes = two_coders([[40, 10], [20, 30]])
    assert estimate(codes, "percent") == pytest.approx(0.70)
    assert estimate(codes, "cohen") == pytest.approx(0.40)
    assert estimate(codes, "fleiss") == pytest.approx(0.195 / 0.495)
    assert estimate(codes, "ac1") == pytest.approx(0.205 / 0.505)
    assert estimate(codes, "alpha") == pytest.approx(1 - 199 * 60 / (2 * 110 * 90))


def test_ac1_holds_where_kappa_collapses():
    # Gwet's paradox: 125 units, 118 both yes, 5 and 2 apart, none both no
    codes = two_coders([[118, 5], [2, 0]])
    assert estimate(codes, "percent") == pytest.approx(0.944)
    assert estimate(codes, "cohen") == pytest.approx(-0.0234, abs=0.0005)
    assert estimate(codes, "ac1") == pytest.approx(0.9408, abs=0.0005)


def test_category_is_measured_against_the_rest():
    codes = pd.DataFrame({"a": list("xxyyzz"), "b": list("xxyzzy")})
    assert estimate(codes, "percent", "x") == 1
    assert estimate(codes, "alpha", "x") == 1
    # y against the rest: yes-yes 1, no-no 3, apart 1 and 1
    assert estimate(codes, "percent", "y") == pytest.approx(4 / 6)
    assert estimate(codes, "cohen", "y") == pytest.approx((4 / 6 - 5 / 9) / (1 - 5 / 9))
    table = agreement(codes, n_boot=0)
    assert table.loc[table["category"] == "y", "prevalence"].unique() == pytest.approx([4 / 12])


def test_light_kappa_is_the_mean_over_pairs_of_coders():
    codes = pd.DataFrame({"a": [0, 0, 1, 1, 0], "b": [0, 1, 1, 1, 0], "c": [0, 0, 1, 0, NA]})
    pairs = [estimate(codes[[x, y]], "cohen") for x, y in ("ab", "ac", "bc")]
    assert estimate(codes, "cohen") == pytest.approx(np.mean(pairs))


codes_of_some = st.lists(
    st.lists(st.sampled_from([0, 1, 2, None]), min_size=3, max_size=3), min_size=4, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(codes_of_some, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_the_krippendorff_library(rows, metric):
    table = pd.DataFrame(rows, columns=list("abc"), dtype="Float64").astype(object)
    pairable = [[c for c in row if c is not None] for row in rows]
    varied = {c for row in pairable if len(row) > 1 for c in row}
    if len(varied) < 2:
        return
    data = pd.DataFrame(rows, dtype=float).to_numpy().T
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
    assert estimate(table, "alpha", metric=metric) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=4, max_size=30))
def test_the_others_are_those_of_statsmodels_and_nltk(rows):
    if len({c for row in rows for c in row}) < 2:
        return
    table = pd.DataFrame(rows, columns=list("abc"))
    crossed = aggregate_raters(table.to_numpy(), n_cat=3)[0]
    assert estimate(table, "fleiss") == pytest.approx(fleiss_kappa(crossed), abs=1e-9)
    task = AnnotationTask([(c, i, rows[i]["abc".index(c)]) for i in range(len(rows)) for c in "abc"])
    assert estimate(table, "alpha") == pytest.approx(task.alpha(), abs=1e-9)
    assert estimate(table, "percent") == pytest.approx(task.avg_Ao(), abs=1e-9)
    first = pd.crosstab(table["a"], table["b"]).reindex(index=range(3), columns=range(3), fill_value=0)
    if first.to_numpy().max() < len(rows):
        with np.errstate(invalid="ignore"):
            expected = cohens_kappa(first).kappa
        assert estimate(table[["a", "b"]], "cohen") == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_interval_holds_the_middle_of_resamples_computed_one_by_one():
    codes = two_coders([[12, 3], [4, 11]])
    table = agreement(codes, n_boot=400, seed=5, per_category=False).set_index("measure")
    weights = resampled(len(codes), 400, 5)
    draws = [estimate(codes.loc[codes.index.repeat(w.astype(int))], "alpha") for w in weights]
    assert table.loc["alpha", ["low", "high"]].tolist() == pytest.approx(
        list(np.quantile(draws, [0.025, 0.975]))
    )
    narrow = agreement(codes, n_boot=400, seed=5, level=0.5, per_category=False).set_index("measure")
    assert table.loc["alpha", "low"] < narrow.loc["alpha", "low"] < narrow.loc["alpha", "high"]


def test_same_seed_same_intervals_other_seed_others():
    pd.testing.assert_frame_equal(agreement(KRIPPENDORFF, seed=3), agreement(KRIPPENDORFF, seed=3))
    assert not agreement(KRIPPENDORFF, seed=3)["low"].equals(agreement(KRIPPENDORFF, seed=4)["low"])


def test_each_resample_has_as_many_units_and_clusters_stay_whole():
    assert (resampled(7, 50, 1).sum(axis=1) == 7).all()
    clusters = np.array([0, 0, 0, 1, 1, 2])
    weights = resampled(6, 200, 1, clusters)
    sizes = np.column_stack([weights[:, clusters == k].sum(axis=1) for k in range(3)])
    # a drawn article brings all its units: the number of units is a multiple of its length
    assert (sizes % np.array([3, 2, 1]) == 0).all()
    assert ((sizes / np.array([3, 2, 1])).sum(axis=1) == 3).all()
    assert {0, 3, 6, 9} == set(sizes[:, 0])


def test_codings_table_gives_one_block_for_each_variable():
    codings = pd.DataFrame(
        {
            "unit": ["1", "2", "3"],
            "frame": ["none", "none", "mixed"],
            "frame_a": ["none", "rivalry", "mixed"],
            "frame_b": ["none", "none", "mixed"],
            "voice_a": ["author", "author", "author"],
            "voice_b": ["author", "author", pd.NA],
        }
    )
    table = trstudy.agreement(codings, n_boot=20)
    assert tuple(table.columns) == AGREEMENT_COLUMNS
    assert table["variable"].unique().tolist() == ["frame", "voice"]
    frame = table[table["variable"] == "frame"]
    assert frame["category"].unique().tolist() == ["all", *FRAMES]
    voice = table[(table["variable"] == "voice") & (table["category"] == "all")].set_index("measure")
    assert voice["units"].unique().tolist() == [3]
    assert voice["pairable"].unique().tolist() == [2]
    assert voice.loc["percent", "estimate"] == 1


def test_long_table_equals_wide_table():
    long = pd.DataFrame(
        [(u, c, v) for c in KRIPPENDORFF for u, v in KRIPPENDORFF[c].items()],
        columns=["unit", "coder", "frame"],
    )
    options = {"n_boot": 50, "categories": [1, 2, 3, 4, 5]}
    wide = agreement(KRIPPENDORFF, **options).drop(columns="variable")
    again = agreement(long, "frame", **options).drop(columns="variable")
    pd.testing.assert_frame_equal(again, wide)


def test_one_category_leaves_all_but_percent_undefined():
    codes = pd.DataFrame({"a": ["x"] * 5, "b": ["x"] * 5})
    table = agreement(codes, n_boot=20, per_category=False).set_index("measure")
    assert table.loc["percent", ["estimate", "low", "high"]].tolist() == [1, 1, 1]
    assert table.drop(index="percent")[["estimate", "low", "high"]].isna().all(axis=None)


def test_no_unit_coded_twice_leaves_all_undefined():
    codes = pd.DataFrame({"a": ["x", None], "b": [None, "y"]})
    table = agreement(codes, n_boot=20)
    assert table["pairable"].unique().tolist() == [0]
    assert table["estimate"].isna().all()


def test_units_that_nobody_coded_are_left_out():
    codes = pd.DataFrame({"a": ["x", None, "y"], "b": ["x", None, "x"]})
    assert agreement(codes, n_boot=20)["units"].unique().tolist() == [2]


def test_counts_pass_over_missing_codes():
    assert counts(np.array([[0, 1], [1, 1], [-1, 0]]), 2).tolist() == [[1, 1], [0, 2], [1, 0]]


@pytest.mark.parametrize(
    ("codes", "options", "message"),
    [
        (pd.DataFrame({"a": [1, 2]}), {}, r"1 coder \(a\); expected at least two"),
        (pd.DataFrame({"a": [], "b": []}), {}, "no code in 0 units"),
        (pd.DataFrame({"a": [NA], "b": [NA]}), {}, "no code in 1 units"),
        (
            pd.DataFrame({"a": [1], "b": [2]}),
            {"metric": "ratio"},
            "expected one of nominal, ordinal, interval",
        ),
        (pd.DataFrame({"a": ["x"], "b": ["y"]}), {"metric": "interval"}, "codes are x, y; expected numbers"),
        (pd.DataFrame({"a": [1], "b": [7]}), {"categories": [1, 2]}, "code 7; expected one of 1, 2"),
        (pd.DataFrame({"unit": ["1"], "frame": ["none"]}), {}, "no coder's own codes"),
        (pd.DataFrame({"frame_a": ["none"]}), {"variable": "arena"}, "no coder's column for 'arena'.*frame"),
        (pd.DataFrame({"frame_a": ["none"], "frame_b": ["peace"]}), {}, "code 'peace'; expected one of coop"),
        (
            pd.DataFrame({"unit": [1, 1], "coder": ["a", "a"], "frame": ["none", "none"]}),
            {},
            "coder a has two codes for unit 1",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused(codes, options, message):
    with pytest.raises(CodingError, match=message):
        agreement(codes, **options)


def test_two_thousand_resamples_of_a_thousand_units_are_finite():
    rng = np.random.default_rng(1)
    codes = pd.DataFrame(rng.integers(4, size=(1000, 3)), columns=list("abc"))
    table = agreement(codes, n_boot=2000)
    assert table[["estimate", "low", "high"]].map(math.isfinite).all(axis=None)


@pytest.mark.parametrize("codings", [["cooperation", "rivalry"], 3, {"a": [1]}])
def test_what_is_no_table_is_refused(codings):
    with pytest.raises(trstudy.TrstudyError, match=f"codings: .*DataFrame, found a {type(codings).__name__}"):
        trstudy.agreement(codings)
