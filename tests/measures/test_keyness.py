from __future__ import annotations

from math import comb

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from tests.measures.words import sentences
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.draws import sentence_weights
from trstudy.measures.keyness import KEYNESS_COLUMNS, keyness
from trstudy.measures.tokens import stopwords, tokens


@pytest.fixture
def table() -> pd.DataFrame:
    """Two articles of 2020, one of 2024; war grows, trade falls, talks stay, 1999 is no word."""
    articles = [
        sentences(
            "trade trade talks the 1999", "trade war talks the", doc_id="a", year=2020, frame=["c", "r"]
        ),
        sentences("trade talks the", "trade 1999 talks", doc_id="b", year=2020, frame=["c", "c"]),
        sentences(
            "war war talks the", "war 1999 talks trade", "war", doc_id="d", year=2024, frame=["r", "r", "c"]
        ),
    ]
    return tokens(pd.concat(articles, ignore_index=True))


def test_counts_sizes_and_articles(table: pd.DataFrame) -> None:
    result = keyness(table, by="year", target=2024, reference=2020, min_count=1)
    assert tuple(result.columns) == KEYNESS_COLUMNS
    counts = result.set_index("word")[
        ["count_target", "count_reference", "articles_target", "articles_reference"]
    ]
    assert counts.loc["war"].tolist() == [4, 1, 1, 1]
    assert counts.loc["trade"].tolist() == [1, 5, 1, 2]
    assert "1999" not in counts.index
    # numbers and excluded words still count among the words of a group
    assert (result["n_target"].iloc[0], result["n_reference"].iloc[0]) == (9, 15)
    assert result["word"].iloc[0] == "war"
    assert result["word"].iloc[-1] == "trade"


def test_statistics_against_scipy_and_statsmodels(table: pd.DataFrame) -> None:
    result = keyness(table, by="year", target=2024, reference=2020, min_count=1)
    for row in result.itertuples():
        cells = [[row.count_target, row.count_reference], [9 - row.count_target, 15 - row.count_reference]]
        test = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert abs(row.g2) == pytest.approx(test.statistic)
        assert np.sign(row.g2) == np.sign(row.log_ratio)
        # Fisher's p from whole numbers: ways to put the word's occurrences among the 9 and the 15 words
        n = row.count_target + row.count_reference
        ways = [comb(9, k) * comb(15, n - k) for k in range(n + 1)]
        assert row.p == pytest.approx(sum(w for w in ways if w <= ways[row.count_target]) / comb(24, n))
    assert multipletests(result["p"], method="holm")[1] == pytest.approx(result["p_holm"].to_numpy())
    assert multipletests(result["p"], method="fdr_bh")[1] == pytest.approx(result["p_fdr"].to_numpy())
    assert (result["log_odds"] / result["z"]).to_numpy() == pytest.approx(
        ((result["log_odds_high"] - result["log_odds_low"]) / 2 / stats.norm.ppf(0.975)).to_numpy()
    )


def test_p_of_a_rare_word_is_exact_and_g2_would_flatter_it() -> None:
    # all four occurrences in one of two texts of equal length: about 2 / 16, but less than .02 by G²
    texts = ["war war war war" + " peace" * 396, "peace " * 400]
    articles = [sentences(text, doc_id=str(i), g=i) for i, text in enumerate(texts)]
    row = keyness(tokens(pd.concat(articles, ignore_index=True)), by="g", target=0, n_boot=0)
    war = row.set_index("word").loc["war"]
    assert war["p"] == pytest.approx(2 * comb(400, 4) / comb(800, 4))
    assert war["p"] > 0.12 > 0.02 > stats.chi2.sf(war["g2"], df=1)


def test_the_prior_gives_each_word_its_share_in_both_groups(table: pd.DataFrame) -> None:
    row = (
        keyness(table, by="year", target=2024, reference=2020, min_count=1, prior_size=12)
        .set_index("word")
        .loc["war"]
    )
    alpha = 12 * 5 / 24
    expected = np.log((4 + alpha) / (9 + 12 - 4 - alpha)) - np.log((1 + alpha) / (15 + 12 - 1 - alpha))
    assert row["log_odds"] == pytest.approx(expected)
    # by default the prior weighs as much as an article, 24 words in 3 articles
    assert keyness(table, by="year", target=2024, min_count=1)["log_odds"].to_numpy() == pytest.approx(
        keyness(table, by="year", target=2024, min_count=1, prior_size=8)["log_odds"].to_numpy()
    )


def test_without_a_reference_all_others_are_it(table: pd.DataFrame) -> None:
    result = keyness(table, by="doc_id", target="d", min_count=1)
    assert set(result["reference"]) == {"not d"}
    assert set(result["n_reference"]) == {15}


def test_rare_and_excluded_words_are_not_tested(table: pd.DataFrame) -> None:
    result = keyness(table, by="year", target=2024, min_count=5, exclude=stopwords())
    assert sorted(result["word"]) == ["talks", "trade", "war"]


def test_a_word_that_one_group_lacks_keeps_the_analytic_interval(table: pd.DataFrame) -> None:
    both = pd.concat(
        [table, tokens(sentences("only only only", doc_id="e", year=2020, frame="c"))], ignore_index=True
    )
    row = keyness(both, by="year", target=2020, min_count=1).set_index("word").loc["only"]
    plain = keyness(both, by="year", target=2020, min_count=1, n_boot=0).set_index("word").loc["only"]
    assert row["method"] == plain["method"] == "normal, words independent"
    assert row["log_ratio_low"] == plain["log_ratio_low"]


def test_resampling_widens_the_interval_of_a_clustered_word() -> None:
    clumped = ["war war war war war war"] + ["peace and quiet for all now"] * 5
    even = ["war and quiet for all now"] * 6
    one = tokens(
        pd.concat(
            [sentences(*clumped, doc_id="a", g=1), sentences(*even, doc_id="b", g=2)], ignore_index=True
        )
    )
    row = keyness(one, by="g", target=1, min_count=1).set_index("word").loc["war"]
    plain = keyness(one, by="g", target=1, min_count=1, n_boot=0).set_index("word").loc["war"]
    assert row["method"] == "bootstrap of sentences"
    assert row["log_ratio"] == plain["log_ratio"] == 0
    assert row["log_ratio_high"] - row["log_ratio_low"] > plain["log_ratio_high"] - plain["log_ratio_low"]


def test_articles_are_resampled_where_a_group_has_several(table: pd.DataFrame) -> None:
    result = keyness(table, by="year", target=2024, min_count=1).set_index("word")
    assert result.loc["talks", "method"] == "bootstrap of articles and sentences"
    assert keyness(table.query("doc_id != 'b'"), by="year", target=2024, min_count=1)["method"].iloc[0] == (
        "bootstrap of sentences"
    )


def test_groups_within_the_same_articles(table: pd.DataFrame) -> None:
    result = keyness(table, by="frame", target="c", reference="r", min_count=1)
    assert set(result["n_target"] + result["n_reference"]) == {24}
    assert np.isfinite(result["log_ratio_low"]).all()


def test_the_same_seed_gives_the_same_bytes(table: pd.DataFrame) -> None:
    options = {"by": "year", "target": 2024, "min_count": 1}
    pd.testing.assert_frame_equal(keyness(table, **options), keyness(table, **options))  # type: ignore[arg-type]
    assert not keyness(table, **options).equals(keyness(table, **options, seed=1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "year", "target": 1999}, "year is 1999; expected one of 2020, 2024"),
        ({"by": "year", "target": 2024, "reference": "x"}, "year is 'x'; expected one of"),
        ({"by": "year", "target": 2024, "reference": 2024}, "expected two different groups"),
        ({"by": "year", "target": 2024, "min_count": 99}, "no word occurs 99 times"),
        ({"by": "outlet", "target": 2024}, "tokens: no column outlet"),
        ({"by": "year", "target": 2024, "level": 2}, "level is 2"),
    ],
)
def test_bad_requests_are_named(table: pd.DataFrame, options: dict[str, object], message: str) -> None:
    with pytest.raises(TrstudyError, match=message):
        keyness(table, **options)  # type: ignore[arg-type]


def test_a_single_group_has_nothing_to_compare_with(table: pd.DataFrame) -> None:
    with pytest.raises(MeasureError, match="every word belongs to 2020"):
        keyness(table.query("year == 2020"), by="year", target=2020)


def test_weights_draw_articles_then_as_many_sentences_of_each() -> None:
    documents = ["a", "a", "a", "b", "c", "c"]
    one, other = sentence_weights(documents, [[0, 1, 2, 3], [4, 5]], shared=False, n_boot=400, seed=3)
    assert one.shape == (400, 4)
    # b has one sentence: its weight is how often b was drawn, and a brings three sentences each time
    assert set(one[:, 3]) == {0, 1, 2}
    assert (one[:, :3].sum(axis=1) == 3 * (2 - one[:, 3])).all()
    assert (other.sum(axis=1) == 2).all()
    assert one.mean(axis=0) == pytest.approx(np.ones(4), abs=0.15)


def test_shared_articles_are_drawn_once_for_both_sides() -> None:
    one, other = sentence_weights(["a", "b", "a", "b"], [[0, 1], [2, 3]], shared=True, n_boot=200, seed=0)
    assert (one == other).all()  # one sentence of each article on each side
