from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from scipy.stats import chi2_contingency, hypergeom
from statsmodels.stats.multitest import multipletests

from tests.measures.words import sentences
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.collocations import ASSOCIATIONS, COLLOCATION_COLUMNS, collocations, cue_matches
from trstudy.measures.tokens import tokens

PLAIN = {"min_count": 1, "exclude": ()}


def test_counts_by_hand() -> None:
    # near athens, two words either side, in the sentence: warm ties with | the old | talks
    table = tokens(sentences("warm ties with Athens", "the old port", "Athens talks", "warm sea"))
    result = collocations(table, "athens", window=2, **PLAIN).set_index("word")  # type: ignore[arg-type]
    assert sorted(result.index) == ["talks", "ties", "with"]
    row = result.loc["ties"]
    assert (row["count"], row["count_total"], row["nodes"], row["n_near"], row["n"]) == (1, 1, 2, 3, 9)
    assert row["expected"] == pytest.approx(3 / 9)


def test_a_word_between_two_nodes_is_near_once() -> None:
    table = tokens(sentences("Athens talks Athens", "so they say"))
    assert collocations(table, "athens", **PLAIN).set_index("word").loc["talks", "count"] == 1  # type: ignore[arg-type]


def test_several_names_are_one_node() -> None:
    table = tokens(sentences("Athens talks", "Greek talks", "the sea"))
    result = collocations(table, ["Athens", "Greek"], **PLAIN).set_index("word")  # type: ignore[arg-type]
    assert result.loc["talks", "count"] == 2
    assert "greek" not in result.index


def test_scores_are_nltks_and_p_is_the_exact_one() -> None:
    table = tokens(
        sentences("warm ties with Athens", "the warm old port", "Athens talks of ties", "sea and ties")
    )
    result = collocations(table, "athens", window=2, measures=ASSOCIATIONS, **PLAIN)  # type: ignore[arg-type]
    assert list(result.columns) == [*COLLOCATION_COLUMNS, *ASSOCIATIONS]
    for row in result.to_dict("records"):
        marginals = (row["count"], (row["n_near"], row["count_total"]), row["n"])
        for name in ASSOCIATIONS:
            assert row[name] == pytest.approx(getattr(BigramAssocMeasures, name)(*marginals))
        near, far = row["count"], row["count_total"] - row["count"]
        cells = [[near, far], [row["n_near"] - near, row["n"] - row["n_near"] - far]]
        test = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert row["likelihood_ratio"] == pytest.approx(test.statistic)
        # by the definition: all splits of the word's occurrences no likelier than the one found
        splits = hypergeom(row["n"], row["count_total"], row["n_near"]).pmf(range(row["count_total"] + 1))
        assert row["p"] == pytest.approx(splits[splits <= splits[near] * (1 + 1e-7)].sum())


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text("nabc ", min_size=1, max_size=20).filter(str.split), min_size=1, max_size=4),
    st.integers(1, 4),
)
def test_counts_are_those_of_nltks_window_finder(texts: list[str], window: int) -> None:
    texts = [" ".join(" ".join(t).split()) for t in texts]
    padded = [w for t in texts for w in (*t.split(), *[None] * window)]
    pairs = BigramCollocationFinder.from_words(padded, window_size=window + 1).ngram_fd
    expected = Counter({w: pairs[("n", w)] + pairs[(w, "n")] for w in "abc"})
    table = tokens(sentences(*texts, "z z z"))
    # NLTK counts a word once for each node near it, so the two agree where nodes stand apart
    apart = all(t.split().count("n") <= 1 for t in texts)
    try:
        result = collocations(table, "n", window=window, **PLAIN).set_index("word")["count"]  # type: ignore[arg-type]
    except MeasureError:
        assert not any(expected.values())
        return
    for word, count in result.items():
        assert count == expected[str(word)] if apart else count <= expected[str(word)]


def test_words_rarer_near_the_node_are_tested_but_not_shown() -> None:
    table = tokens(sentences("Athens talks talks", "sea sea sea sea sea talks", "Athens talks sea"))
    shown = collocations(table, "athens", **PLAIN)  # type: ignore[arg-type]
    assert list(shown["word"]) == ["talks"]
    # two tests: talks 3 of 4 near and 1 of 6 away, sea 1 of 4 and 5 of 6
    # of the 210 ways to place four words among ten, 24 have three of them near, 1 has all four and 15 have
    # none: these are the splits no likelier than the one found; for sea it is the mirror image
    both = [(24 + 1 + 15) / 210] * 2
    assert shown["p"].iloc[0] == pytest.approx(both[0])
    assert shown["p_holm"].iloc[0] == pytest.approx(multipletests(both, method="holm")[1][0])


def test_function_words_are_left_out_but_fill_the_window() -> None:
    table = tokens(sentences("Athens and the port and the sea", "far away from it all, port after port"))
    words = set(collocations(table, "athens", window=3, min_count=1)["word"])
    assert words == {"port"}


def test_cues_are_nodes_by_their_offsets() -> None:
    table = tokens(sentences("Athens lends support to Sofia", "the port"))
    cues = pd.DataFrame({"doc_id": ["a"], "start": [7], "end": [20]})  # lends support
    assert cue_matches(table, cues).to_numpy().tolist() == [[1, 2]]
    result = collocations(table, cues, window=1, **PLAIN)  # type: ignore[arg-type]
    assert set(result["word"]) == {"athens", "to"}
    inside = pd.DataFrame({"doc_id": ["a", "a"], "start": [8, 7], "end": [10, 20]})  # "en", and the whole
    assert cue_matches(table, inside).to_numpy().tolist() == [[1, 1], [1, 2]]


@pytest.mark.parametrize(
    ("node", "options", "message"),
    [
        ("absent", {}, "node: no occurrence in these sentences"),
        ("athens", {"measures": ["zscore"]}, "measure is 'zscore'; expected one of likelihood_ratio, pmi"),
        ("athens", {"window": 0}, "window is 0"),
        ("athens", {"measures": []}, "expected at least 1 and one of each"),
        ("talks", {"window": 9}, "words both near it and away from it"),
        (pd.DataFrame({"doc_id": ["a"], "start": [90], "end": [99]}), {}, "touches no word of these"),
        (pd.DataFrame({"doc_id": ["a"]}), {}, "cues: no column start, end"),
    ],
)  # fmt: skip
def test_bad_requests_are_named(node: object, options: dict[str, object], message: str) -> None:
    with pytest.raises(TrstudyError, match=message):
        collocations(tokens(sentences("Athens talks")), node, **options)  # type: ignore[arg-type]
