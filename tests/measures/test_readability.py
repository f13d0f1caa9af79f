from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.measures.words import sentences
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.readability import READING_COLUMNS, flesch, flesch_kincaid, readability
from trstudy.measures.tokens import tokens


def test_formulas_by_hand() -> None:
    # 100 words in 5 sentences with 150 syllables: 20 words a sentence, 1.5 syllables a word
    assert float(flesch(100, 5, 150)) == pytest.approx(206.835 - 20.3 - 126.9)
    assert float(flesch_kincaid(100, 5, 150)) == pytest.approx(7.8 + 17.7 - 15.59)
    # Flesch's scale: one-syllable words in sentences of ten are very easy
    assert float(flesch(10, 1, 10)) > 90


def values(*texts: str, **options: object) -> pd.Series:
    return readability(tokens(sentences(*texts)), **options).set_index("measure")["estimate"]  # type: ignore[arg-type]


def test_words_sentences_and_syllables_are_counted_as_documented() -> None:
    # The cat sat = 3 words, 3 syllables; Greece's navy sailed in 1999 = 4 words with a letter, 5 syllables
    result = values("The cat sat.", "Greece’s navy sailed in 1999.")
    assert result["words_per_sentence"] == 7 / 2
    assert result["syllables_per_word"] == 8 / 7
    assert result["flesch"] == pytest.approx(206.835 - 1.015 * 3.5 - 84.6 * 8 / 7)
    assert result["flesch_kincaid"] == pytest.approx(0.39 * 3.5 + 11.8 * 8 / 7 - 15.59)


PLAIN = (
    "The two states met in March.", "They signed a plan for trade and gas.",
    "The minister spoke of a new era of cooperation.", "His opponents remembered the war in the north.",
    "Nobody believed the promise of a ceasefire.",
    "The company will build a terminal at the harbour before the winter.",
    "Officials on both sides denied the report, and the markets recovered within a day.",
)  # fmt: skip
HARD = (
    "Parliamentary opposition to the reconciliation remained considerable, although governmental "
    "representatives repeatedly emphasized its economic necessity.",
    "International organizations nevertheless anticipated additional complications.",
)


@pytest.mark.parametrize(
    ("texts", "words", "spoken", "ease", "grade"),
    [(PLAIN, 64, 96, 70.655, 5.675714), (HARD, 21, 78, -118.051071, 32.333571)],
    ids=["plain", "hard"],
)
def test_the_formulas_agree_with_an_implementation_of_its_own(
    texts: tuple[str, ...], words: int, spoken: int, ease: float, grade: float
) -> None:
    # what textstat 0.7.13 gives for the sentences as one text, syllables by the CMU pronouncing dictionary
    result = values(*texts)
    assert result["words_per_sentence"] == words / len(texts)
    assert result["syllables_per_word"] == spoken / words
    assert result["flesch"] == pytest.approx(ease, abs=1e-6)
    assert result["flesch_kincaid"] == pytest.approx(grade, abs=1e-6)


def test_headings_are_no_sentences_unless_asked_for() -> None:
    table = sentences("Heading here", "The cat sat.").assign(role=["heading", "body"])
    result = readability(tokens(table))
    assert set(result["n"]) == {1}
    assert set(readability(tokens(table), roles=("heading", "body"))["n"]) == {2}


def test_intervals_are_those_of_resampled_sentences() -> None:
    texts = ["one two three four", "one two", "one", "one two three", "one two three four five six"]
    result = (
        readability(tokens(sentences(*texts)), n_boot=20000).set_index("measure").loc["words_per_sentence"]
    )
    rng = np.random.default_rng(11)
    means = rng.choice([4, 2, 1, 3, 6], size=(20000, 5)).mean(axis=1)
    assert (result["low"], result["high"]) == pytest.approx(
        tuple(np.quantile(means, [0.025, 0.975])), abs=0.11
    )
    assert result["low"] < result["estimate"] < result["high"]


def test_one_row_per_text_and_measure() -> None:
    both = pd.concat([sentences("b c.", doc_id="z", year=2), sentences("a b.", year=1)], ignore_index=True)
    result = readability(tokens(both), by=["year", "doc_id"])
    assert list(result.columns) == ["year", "doc_id", *READING_COLUMNS]
    assert result["doc_id"].tolist() == ["z"] * 4 + ["a"] * 4
    pd.testing.assert_frame_equal(result, readability(tokens(both), by=["year", "doc_id"]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"roles": ["caption"]}, "role is 'caption'; expected one of title, heading, body"),
        ({"roles": ["title"]}, "no sentence with a word among roles title"),
        ({"by": "year"}, "tokens: no column year"),
        ({"level": 0}, "level is 0"),
    ],
)
def test_bad_requests_are_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(TrstudyError, match=message):
        values("The cat sat.", **options)


def test_figures_alone_are_no_sentence() -> None:
    with pytest.raises(MeasureError, match="no sentence with a word"):
        values("1999.", "24.")
