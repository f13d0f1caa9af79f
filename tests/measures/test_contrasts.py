from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from scipy.stats.contingency import relative_risk

from trstudy.errors import MeasureError
from trstudy.measures.contrasts import log_likelihood, log_ratio, log_ratio_interval, weighted_log_odds


@pytest.mark.parametrize(
    ("both", "first_only", "second_only", "neither", "expected"),
    [
        (110, 2442, 111, 29114, 270.72),  # the swiss
        (29, 13, 123, 31612, 263.90),  # can be
        (31, 23, 139, 31584, 256.84),  # previous year
        (10, 0, 3, 31764, 167.23),  # mineral water
    ],
)
def test_log_likelihood_gives_dunnings_own_table(
    both: int, first_only: int, second_only: int, neither: int, expected: float
) -> None:
    g2 = log_likelihood(both, second_only, both + first_only, second_only + neither)
    assert round(float(g2), 2) == expected


counts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(61, 5000), st.integers(61, 5000))


@settings(max_examples=100, deadline=None)
@given(counts.filter(lambda t: t[0] + t[1] > 0))
def test_log_likelihood_is_scipys(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    expected = chi2_contingency(
        [[a, b], [c - a, d - b]], correction=False, lambda_="log-likelihood"
    ).statistic
    assert float(log_likelihood(a, b, c, d)) == pytest.approx(expected, abs=1e-8)


def test_two_cells_are_rayson_and_garsides_formula() -> None:
    a, b, c, d = 12, 3, 1000, 1500
    e1, e2 = c * (a + b) / (c + d), d * (a + b) / (c + d)  # 6 and 9
    by_hand = 2 * (a * math.log(a / e1) + b * math.log(b / e2))
    assert (e1, e2) == (6, 9)
    assert (
        float(log_likelihood(a, b, c, d, cells=2))
        == pytest.approx(by_hand)
        == pytest.approx(10.0439, abs=1e-4)
    )
    assert float(log_likelihood(a, 0, c, d, cells=2)) == pytest.approx(2 * 12 * math.log(12 / 4.8))


def test_log_ratio_counts_doublings() -> None:
    assert log_ratio([8, 1, 5], [1, 4, 5], 1000, 1000).tolist() == [3, -2, 0]
    assert float(log_ratio(8, 4, 1000, 2000)) == 2
    # no occurrence counts as half of one
    assert float(log_ratio(4, 0, 100, 100)) == 3
    assert float(log_ratio(0, 4, 100, 100)) == -3


def test_log_ratio_interval_is_the_risk_ratios() -> None:
    # worked by hand: ln RR = ln 3, variance 1/12 - 1/100 + 1/4 - 1/100
    low, high = log_ratio_interval(12, 4, 100, 100)
    reach = 1.959964 * math.sqrt(1 / 12 - 0.01 + 1 / 4 - 0.01)
    assert 2 ** float(low) == pytest.approx(3 * math.exp(-reach), rel=1e-6)
    assert 2 ** float(high) == pytest.approx(3 * math.exp(reach), rel=1e-6)
    ends = relative_risk(12, 100, 4, 100).confidence_interval(0.95)
    assert (2 ** float(low), 2 ** float(high)) == pytest.approx((ends.low, ends.high))


def test_weighted_log_odds_gives_the_published_example_of_another_implementation() -> None:
    # two sentences of nine words, eleven types, 0.05 prior occurrences of each
    words = ["the", "quick", "brown", "fox", "jumps", "over", "lazy", "pig", "purple", "lazier", "donkey"]
    first, second = (
        "the quick brown fox jumps over the lazy pig",
        "the lazy purple pig jumps over the lazier donkey",
    )
    a, b = ([text.split().count(w) for w in words] for text in (first, second))
    estimate, error = weighted_log_odds(a, b, 9, 9, np.full(11, 0.05), size=0.55)
    z = dict(zip(words, estimate / error, strict=True))
    for word in ("quick", "brown", "fox"):
        assert z[word] == pytest.approx(0.6894227886807968)
    for word in ("purple", "lazier", "donkey"):
        assert z[word] == pytest.approx(-0.6894227886807968)
    assert z["the"] == z["lazy"] == 0


def test_weighted_log_odds_by_hand() -> None:
    # a=5 of 100, b=2 of 200, the prior adds 7 of 300 words, times 60
    estimate, error = weighted_log_odds([5], [2], 100, 200, [1.4], size=60)
    assert estimate[0] == pytest.approx(math.log(6.4 / 153.6) - math.log(3.4 / 256.6))
    assert error[0] == pytest.approx(math.sqrt(1 / 6.4 + 1 / 3.4))


def test_a_larger_prior_shrinks_more() -> None:
    sizes = [10, 100, 1000, 10000]
    shrunk = [float(weighted_log_odds([9], [1], 500, 500, [0.01 * s], size=s)[0][0]) for s in sizes]
    assert shrunk == sorted(shrunk, reverse=True)
    assert shrunk[-1] < 0.1


@settings(max_examples=100, deadline=None)
@given(counts)
def test_swapping_the_texts_turns_the_sign(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    assert float(log_ratio(a, b, c, d)) == pytest.approx(-float(log_ratio(b, a, d, c)))
    one, other = weighted_log_odds(a, b, c, d, 1.0, size=50), weighted_log_odds(b, a, d, c, 1.0, size=50)
    assert float(one[0]) == pytest.approx(-float(other[0]))
    assert float(one[1]) == pytest.approx(float(other[1]))


@pytest.mark.parametrize("values", [(-1, 0, 5, 5), (6, 0, 5, 5), (0, 6, 5, 5), (0, 0, 0, 5)])
def test_impossible_counts_are_refused(values: tuple[int, ...]) -> None:
    for statistic in (log_likelihood, log_ratio, log_ratio_interval):
        with pytest.raises(MeasureError, match="expected 0 ≤ a ≤ c and 0 ≤ b ≤ d"):
            statistic(*values)


def test_illegal_options_are_refused() -> None:
    with pytest.raises(MeasureError, match="cells is 3; expected one of 2, 4"):
        log_likelihood(1, 1, 5, 5, cells=3)
    with pytest.raises(MeasureError, match="level is 95"):
        log_ratio_interval(1, 1, 5, 5, level=95)
    with pytest.raises(MeasureError, match="prior of size 0"):
        weighted_log_odds(1, 1, 5, 5, 0.1, size=0)
