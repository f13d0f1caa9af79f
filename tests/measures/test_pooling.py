import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from trstudy.errors import MeasureError
from trstudy.measures.hierarchy import Combination, normal_hierarchy, spread_summary
from trstudy.measures.pooling import pooled, prior_sensitivity

EFFECT = [28, 8, -3, 7, -1, 1, 18, 12]
ERROR = [15, 10, 16, 11, 9, 11, 10, 18]


def test_eight_schools():
    # Rubin (1981); medians and 95 % intervals of school A and C as in Gelman et al., table 5.3, and the
    # posterior means that long simulations of the same model agree on
    fit = normal_hierarchy(EFFECT, np.square(ERROR), range(8), tau=[0.0], omega=np.linspace(0.02, 60, 1500))
    means = [fit.summary(Combination(e, np.zeros(8)))[0] for e in np.eye(8)]
    assert means == pytest.approx([11.4, 7.9, 6.1, 7.6, 5.1, 6.1, 10.6, 8.4], abs=0.15)
    assert fit.summary(Combination(np.eye(8)[0], np.zeros(8)))[1:] == pytest.approx((-2, 31), abs=0.8)
    assert fit.summary(Combination(np.eye(8)[2], np.zeros(8)))[1:] == pytest.approx((-11, 20), abs=0.8)
    assert spread_summary(fit, fit.omega)[0] == pytest.approx(6.6, abs=0.2)


def test_grand_mean_at_a_known_spread_agrees_with_statsmodels():
    y, v = np.array([1.4, 0.1, 0.2, 0.0, -0.6]), np.array([0.6, 0.3, 0.3, 0.4, 0.3])
    meta = combine_effects(y, v, method_re="iterated")
    fit = normal_hierarchy(y, v, [0, 1, 2, 3, 4], tau=[np.sqrt(meta.tau2)], omega=[0.0])
    centre, variance = fit.moments(Combination(np.zeros(5), np.zeros(5)))
    assert centre[0] == pytest.approx(meta.mean_effect_re)
    assert variance[0] == pytest.approx(meta.sd_eff_w_re**2)


def test_articles_within_groups_agree_with_a_simulated_posterior():
    # importance sampling from the prior, an entirely different route to the same posterior
    y, v, groups = np.array([1.2, 0.1, 0.3, -0.6]), np.array([0.5, 0.3, 0.3, 0.3]), np.array([0, 0, 0, 1])
    rng, n, tau, omega = np.random.default_rng(1), 400_000, 0.6, 0.8
    mean = rng.normal(0, 30, n)
    group = mean[:, None] + rng.normal(0, omega, (n, 2))
    weight = np.exp(-0.5 * ((y - group[:, groups]) ** 2 / (v + tau**2)).sum(axis=1))
    weight /= weight.sum()
    fit = normal_hierarchy(y, v, groups, tau=[tau], omega=[omega])
    for j in range(2):
        expected = weight @ group[:, j]
        centre, variance = fit.moments(Combination(np.eye(2)[j], np.zeros(4)))
        assert centre[0] == pytest.approx(expected, abs=0.03)
        assert variance[0] == pytest.approx(weight @ (group[:, j] - expected) ** 2, abs=0.03)
    gap = weight @ (group[:, 0] - group[:, 1])
    centre, _ = fit.moments(Combination(np.array([1.0, -1.0]), np.zeros(4), level=0.0))
    assert centre[0] == pytest.approx(gap, abs=0.03)


def test_one_article_says_less_of_its_year_than_of_itself(five):
    rows = pooled(five).table.set_index("name")
    width = rows["high"] - rows["low"]
    assert width["2024"] > width["e"]
    assert width["another article, 2024"] > width["2024"]
    assert width["2020"] < width["2024"]


def test_estimates_lie_between_their_own_and_the_others(five):
    rows = pooled(five).table.set_index("name")
    grand = rows.loc[["2020", "2021", "2024"], "estimate"]
    assert rows.loc["2024", "raw"] < rows.loc["2024", "estimate"] < grand.max()
    assert rows.loc["a", "raw"] > rows.loc["a", "estimate"]


def test_without_spread_all_are_one_and_with_much_none_borrows(five):
    tight, loose = (pooled(five, scale=s).table.set_index("name") for s in (1e-4, 50.0))
    assert np.ptp(tight.loc[list("abcde"), "estimate"]) < 1e-3
    gap = (loose.loc[list("abcde"), "estimate"] - loose.loc[list("abcde"), "raw"]).abs()
    assert gap.max() < 0.3 * np.ptp(loose.loc[list("abcde"), "raw"])


def test_difference_and_its_probability_agree(five):
    got = pooled(five)
    row = got.table.set_index("level").loc["difference"]
    assert row["name"] == "2020 − 2024"
    assert row["low"] < 0 < row["high"]
    assert 0.5 < got.probability < 0.975
    assert got.tau[1] <= got.tau[0] <= got.tau[2]


def test_grid_is_fine_enough(five, monkeypatch):
    coarse = pooled(five).table[["estimate", "low", "high"]]
    monkeypatch.setattr("trstudy.measures.pooling._GRID", 120)
    assert (pooled(five).table[["estimate", "low", "high"]] - coarse).abs().max().max() < 0.011


def test_refuses_what_cannot_be_pooled(five):
    with pytest.raises(MeasureError, match="scale is 0"):
        pooled(five, scale=0)
    with pytest.raises(MeasureError, match="two or more groups"):
        pooled(five[five["year"] == 2020])
    with pytest.raises(MeasureError, match="each article in one of them"):
        pooled(five.assign(voice=["author", "attributed"] * 13), by="voice")


def test_priors_are_varied_and_put_in_words(five):
    got = prior_sensitivity(five, scales=(0.5, 2.0))
    assert got["scale"].to_list() == [0.5, 2.0]
    for row in got.itertuples():
        found = pooled(five, scale=row.scale)
        assert (row.estimate, row.probability) == (found.table["estimate"].iloc[-1], found.probability)
        assert f"{row.estimate:.2f}".removeprefix("-") in found.verdict()
    assert got["tau"].is_monotonic_increasing
