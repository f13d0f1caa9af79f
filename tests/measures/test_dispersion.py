from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from tests.measures.words import sentences
from trstudy.errors import MeasureError
from trstudy.measures.dispersion import (
    DISPERSION_COLUMNS,
    deviation_of_proportions,
    dispersion,
    normalised_deviation,
)
from trstudy.measures.tokens import tokens
from trstudy.measures.xray import xray

# the corpus of fifty letters in five parts with which Gries (2008) works through every measure
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


@pytest.fixture
def letters() -> pd.DataFrame:
    return tokens(pd.concat([sentences(t, doc_id=str(i)) for i, t in enumerate(GRIES)], ignore_index=True))


def test_gries_worked_example(letters: pd.DataFrame) -> None:
    row = dispersion(letters, "a").iloc[0]
    assert (row["count"], row["n"], row["range"], row["parts"]) == (15, 50, 5, 5)
    assert row["dp"] == pytest.approx(0.18)
    # Lijffijt & Gries: divided by one less the smallest part, 9 of 50
    assert row["dp_norm"] == pytest.approx(0.18 / 0.82)


def test_even_and_lumped_spreads() -> None:
    assert float(deviation_of_proportions([1, 2, 1], [10, 20, 10])) == 0
    assert float(deviation_of_proportions([0, 0, 7], [10, 20, 10])) == pytest.approx(0.75)
    assert float(normalised_deviation([0, 0, 7], [10, 20, 10])) == pytest.approx(1)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 50)), min_size=2, max_size=6).filter(
        lambda t: sum(c for c, _ in t) > 0
    )
)
def test_dp_is_the_paper_s_sum_and_stays_in_its_range(parts: list[tuple[int, int]]) -> None:
    counts, sizes = zip(*parts, strict=True)
    by_hand = sum(abs(c / sum(counts) - s / sum(sizes)) for c, s in parts) / 2
    assert float(deviation_of_proportions(counts, sizes)) == pytest.approx(by_hand)
    assert -1e-12 <= float(normalised_deviation(counts, sizes)) <= 1 + 1e-12


def test_chance_band_is_that_of_random_places(letters: pd.DataFrame) -> None:
    row = dispersion(letters, "a", n_sim=4000).iloc[0]
    rng = np.random.default_rng(5)
    owner = np.repeat(np.arange(5), [9, 10, 10, 10, 11])
    drawn = np.array([np.bincount(rng.permutation(owner)[:15], minlength=5) for _ in range(4000)])
    expected = normalised_deviation(drawn, [9, 10, 10, 10, 11])
    assert row["chance"] == pytest.approx(expected.mean(), abs=0.01)
    assert row["chance_low"] == pytest.approx(np.quantile(expected, 0.025), abs=0.02)
    assert row["chance_high"] == pytest.approx(np.quantile(expected, 0.975), abs=0.02)
    assert row["p"] == pytest.approx((expected >= row["dp_norm"] - 1e-12).mean(), abs=0.03)


def test_a_word_of_one_article_is_less_even_than_chance() -> None:
    texts = ["war " * 8 + "x " * 12, "x " * 20, "x " * 20]
    table = tokens(pd.concat([sentences(t, doc_id=str(i)) for i, t in enumerate(texts)], ignore_index=True))
    result = dispersion(table, ["war", "x"]).set_index("label")
    assert result.loc["war", "dp_norm"] == pytest.approx(1)
    assert result.loc["war", "p_holm"] < 0.01
    assert result.loc["war", "dp_norm"] > result.loc["war", "chance_high"]
    assert result.loc["x", "range"] == 3


def test_words_picked_from_many_are_corrected_for_all_of_them() -> None:
    texts = ["war " * 3 + "sea " * 2 + "x " * 15, "x " * 18 + "sea " * 2, "x " * 20]
    table = tokens(pd.concat([sentences(t, doc_id=str(i)) for i, t in enumerate(texts)], ignore_index=True))
    alone = dispersion(table, ["war", "sea"], n_sim=400)
    picked = dispersion(table, ["war", "sea", "zzz"], n_sim=400, picked_from=12)
    assert picked["p"][:2].tolist() == alone["p"].tolist()
    assert (alone["family"][0], picked["family"][0]) == (2, 12)
    # the ten words passed over are taken to have p = 1
    for column, method in (("p_holm", "holm"), ("p_fdr", "fdr_bh")):
        expected = multipletests([*alone["p"], *[1.0] * 10], method=method)[1][:2]
        assert picked[column][:2].tolist() == pytest.approx(list(expected))
    assert picked["p_holm"].min() > alone["p_holm"].min()
    with pytest.raises(MeasureError, match="picked_from is 1; expected at least the 2 words followed"):
        dispersion(table, ["war", "sea"], picked_from=1)


def test_an_absent_word_has_no_dispersion(letters: pd.DataFrame) -> None:
    result = dispersion(letters, ["zzz", "a"])
    assert tuple(result.columns) == DISPERSION_COLUMNS
    assert (result.loc[0, "count"], result.loc[0, "range"]) == (0, 0)
    assert result.loc[0, "dp":"p_fdr"].isna().all()
    assert result.loc[1, "p_holm"] == result.loc[1, "p"]  # a family of one


def test_parts_may_be_equal_pieces_of_each_article() -> None:
    table = tokens(sentences("a a b b c c d d"))
    row = dispersion(table, "a", parts=4).iloc[0]
    assert (row["parts"], row["range"], row["dp"]) == (4, 1, 0.75)
    assert dispersion(table, "a", parts=2).iloc[0]["dp"] == 0.5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"parts": "doc_id"}, "makes 1 part; dispersion needs at least two"),
        ({"parts": 0}, "parts is 0; expected a column, or a whole number from 1 on"),
        ({"parts": 2, "level": 1}, "level is 1"),
    ],
)
def test_bad_requests_are_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        dispersion(tokens(sentences("a b c d")), "a", **options)  # type: ignore[arg-type]


def test_bad_counts_are_refused() -> None:
    with pytest.raises(MeasureError, match="has no dispersion"):
        deviation_of_proportions([0, 0], [5, 5])
    with pytest.raises(MeasureError, match="sizes: expected the words of each part"):
        deviation_of_proportions([1, 2], [5, 0])
    with pytest.raises(MeasureError, match="at least two parts"):
        normalised_deviation([3], [5])


def test_xray_places_each_occurrence_in_its_article() -> None:
    both = pd.concat([sentences("a b", "a b"), sentences("b a", doc_id="z")], ignore_index=True)
    result = xray(tokens(both), {"first": "a", "pair": "a b"})
    assert result.to_numpy().tolist() == [
        ["first", "a", "a:001", 1, 4, 0.125],
        ["pair", "a", "a:001", 1, 4, 0.125],
        ["first", "a", "a:002", 3, 4, 0.625],
        ["pair", "a", "a:002", 3, 4, 0.625],
        ["first", "z", "z:001", 2, 2, 0.75],
    ]
