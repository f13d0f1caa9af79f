from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.measures.words import sentences
from trstudy.errors import MeasureError
from trstudy.measures.diversity import effective_windows, lexical_diversity, moving_ttr
from trstudy.measures.tokens import tokens

TEXT = (
    "the two sides agreed that the talks would go on and that the two ministers would meet again "
    "before the end of the year but neither of the two sides would say when or where the ministers would meet"
)


@pytest.mark.parametrize(
    ("window", "expected"), [(5, 0.9885714285714287), (10, 0.89), (25, 0.7226666666666667)]
)
def test_mattr_is_that_of_another_implementation(window: int, expected: float) -> None:
    # values of lexicalrichness 0.5.1 for the same 39 words
    assert moving_ttr(TEXT.split(), window=window).mean() == pytest.approx(expected)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30), st.data())
def test_every_window_by_counting(words: list[str], data: st.DataObject) -> None:
    window = data.draw(st.integers(1, len(words)))
    expected = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
    assert moving_ttr(words, window=window) == pytest.approx(expected)


@pytest.mark.parametrize(("n", "window"), [(10, 10), (12, 5), (60, 7)])
def test_effective_windows_by_the_whole_matrix(n: int, window: int) -> None:
    count = n - window + 1
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    assert effective_windows(n, window) == pytest.approx(1 / np.clip(1 - apart / window, 0, None).mean())


def test_the_interval_follows_the_formula() -> None:
    row = lexical_diversity(tokens(sentences(TEXT)), window=10).iloc[0]
    ratios, m = moving_ttr(TEXT.split(), window=10), effective_windows(39, 10)
    assert row["estimate"] == pytest.approx(ratios.mean())
    assert 2 < m < 5
    reach = stats.t.ppf(0.975, m - 1) * ratios.std() / np.sqrt(m - 1)
    assert row["low"] == pytest.approx(ratios.mean() - reach)
    assert row["high"] == min(1, ratios.mean() + reach)
    assert (row["n"], row["unit"]) == (39, "words")


def test_the_interval_covers_what_other_texts_of_the_author_give() -> None:
    rng = np.random.default_rng(0)
    chance = 1 / (np.arange(4000) + 5)
    texts = rng.choice(4000, size=(150, 400), p=chance / chance.sum()).astype(str)
    truth = np.mean([moving_ttr(list(t), window=50).mean() for t in texts])
    table = pd.DataFrame({"doc_id": np.repeat(np.arange(150), 400), "word": np.char.add("w", texts.ravel())})
    result = lexical_diversity(table, window=50)
    covered = ((result["low"] <= truth) & (truth <= result["high"])).mean()
    assert covered >= 0.93
    spread = result["estimate"].std()
    # Student's quantile for some six degrees of freedom is 2.3
    assert (result["high"] - result["low"]).mean() < 2 * 2.6 * 1.35 * spread


def test_figures_and_the_possessive_are_no_words() -> None:
    row = lexical_diversity(tokens(sentences("a’s b 1999 c d e f")), window=2).iloc[0]
    assert (row["n"], row["estimate"]) == (6, 1)


def test_a_short_text_has_a_value_but_no_interval() -> None:
    row = lexical_diversity(tokens(sentences("a b c a b")), window=5).iloc[0]
    assert row["estimate"] == pytest.approx(0.6)
    assert np.isnan(row["low"])
    assert np.isnan(row["high"])


def test_too_short_a_text_is_refused() -> None:
    with pytest.raises(MeasureError, match="doc_id a: 3 words, fewer than the window of 50"):
        lexical_diversity(tokens(sentences("a b c")))
    with pytest.raises(MeasureError, match="window is 0"):
        moving_ttr(["a"], window=0)
    with pytest.raises(MeasureError, match="level is 7"):
        lexical_diversity(tokens(sentences("a b c")), window=2, level=7)
