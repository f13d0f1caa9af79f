import numpy as np
import pytest

from trstudy.errors import MeasureError
from trstudy.measures.resampling import percentile_interval, resampled_counts


def test_one_article_keeps_its_length_and_varies_as_a_multinomial():
    draws = resampled_counts([[6, 3, 1, 0]], n_boot=40_000, seed=1)
    assert draws.shape == (40_000, 1, 4)
    assert (draws.sum(axis=2) == 10).all()
    # n p and n p (1 - p), worked by hand for p = .6, .3, .1, 0
    assert draws[:, 0].mean(axis=0) == pytest.approx([6, 3, 1, 0], abs=0.05)
    assert draws[:, 0].var(axis=0) == pytest.approx([2.4, 2.1, 0.9, 0], abs=0.06)


def test_several_articles_are_drawn_too():
    # articles without variation inside: all the spread is between articles, k = 3 of them
    draws = resampled_counts([[10, 0], [10, 0], [0, 10]], n_boot=40_000, seed=2)
    share = draws.sum(axis=1)[:, 0] / 30
    assert share.var() == pytest.approx((2 / 9) / 3, abs=0.002)
    fixed = resampled_counts([[10, 0], [10, 0], [0, 10]], n_boot=50, seed=2, articles=False)
    assert (fixed.sum(axis=1)[:, 0] == 20).all()


def test_agrees_with_a_plain_loop_over_sentences():
    sentences = [np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 1, 1])]
    rng, loop = np.random.default_rng(5), []
    for _ in range(6000):
        drawn = [sentences[i] for i in rng.integers(2, size=2)]
        codes = np.concatenate([rng.choice(s, len(s)) for s in drawn])
        loop.append((codes == 0).mean())
    fast = resampled_counts([[3, 2, 1], [1, 3, 0]], n_boot=6000, seed=6).sum(axis=1)
    shares = fast[:, 0] / fast.sum(axis=1)
    assert np.mean(loop) == pytest.approx(shares.mean(), abs=0.01)
    assert np.std(loop) == pytest.approx(shares.std(), abs=0.005)
    assert np.mean(np.array(loop) > 0.5) == pytest.approx((shares > 0.5).mean(), abs=0.02)


def test_same_seed_same_draws():
    first, again, other = (resampled_counts([[5, 5]], n_boot=99, seed=s) for s in (3, 3, 4))
    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize("counts", [[], [3, 4], [[0, 0]]])
def test_refuses_what_cannot_be_resampled(counts):
    with pytest.raises(MeasureError, match="articles by codes"):
        resampled_counts(counts)


def test_refuses_illegal_options():
    with pytest.raises(MeasureError, match="n_boot is 0"):
        resampled_counts([[1, 1]], n_boot=0)
    with pytest.raises(MeasureError, match=r"level is 95; expected a number between 0 and 1"):
        percentile_interval([1.0, 2.0], level=95)


def test_percentile_interval_by_hand():
    assert percentile_interval(np.arange(101.0), level=0.9) == pytest.approx((5, 95))
