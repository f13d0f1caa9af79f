from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.words import read, sentences
from trstudy.corpus.unwrapping import unwrapped
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.tokens import TOKEN_COLUMNS, normalised, stopwords, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Greece’s ties, “good” or not?", ["greece", "'s", "ties", "good", "or", "not"]),
        ("They can’t say it's over.", ["they", "can't", "say", "it", "'s", "over"]),
        ("The U.S. sold S-400s for 1.5bn in 2019–2020.",
         ["the", "u.s.", "sold", "s-400s", "for", "1.5bn", "in", "2019", "2020"]),
        ("a jaw-dropping Turkish-Russian deal", ["a", "jaw-dropping", "turkish", "russian", "deal"]),
        ("pro-Russian", ["pro", "russian"]),
        ("Erdoğan, Çavuşoğlu and TÜRKİYE", ["erdogan", "cavusoglu", "and", "turkiye"]),
        ("3,000 men (100%)", ["3,000", "men", "100"]),
        ("… — !", []),
        ("snake_case stays apart", ["snake", "case", "stays", "apart"]),
    ],
)  # fmt: skip
def test_words_are_letters_and_digits_joined_by_apostrophe_or_hyphen(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert list(tokens(sentences(text))["word"]) == expected


def test_spelling_variants_count_as_one_word() -> None:
    assert normalised("Erdoğan") == normalised("Erdogan") == normalised("ERDOĞAN") == "erdogan"
    assert normalised("don’t") == normalised("don't") == "don't"


def test_every_word_keeps_its_place_and_its_sentence() -> None:
    table = tokens(sentences("Two words.", "One", year=[2020, 2021]))
    assert tuple(table.columns[:7]) == TOKEN_COLUMNS
    assert list(table.columns[7:]) == ["role", "year"]
    assert table[["sentence_id", "position", "start", "end", "token", "year"]].to_numpy().tolist() == [
        ["a:001", 1, 0, 3, "Two", 2020],
        ["a:001", 2, 4, 9, "words", 2020],
        ["a:002", 3, 11, 14, "One", 2021],
    ]


def test_a_word_broken_by_the_line_is_one_word_over_its_whole_raw_span() -> None:
    raw = "after the jaw-\ndropping  fall"
    row = tokens(read(raw, (0, len(raw))), raw={"a": raw}).iloc[2]
    assert (row["word"], raw[row["start"] : row["end"]]) == ("jaw-dropping", "jaw-\ndropping")


def test_position_counts_within_each_document() -> None:
    import pandas as pd

    both = pd.concat([sentences("one two"), sentences("three", "four", doc_id="b")], ignore_index=True)
    assert list(tokens(both)["position"]) == [1, 2, 1, 2]


def test_a_changed_sentence_needs_the_raw_text() -> None:
    raw = "jaw-\ndropping"
    with pytest.raises(MeasureError, match=r"a: the sentence at 0–13 changed its length.*raw=study\.raw"):
        tokens(read(raw, (0, 13)))


def test_text_that_is_not_the_raw_text_is_refused() -> None:
    with pytest.raises(MeasureError, match="is not how the raw text reads at 0–5"):
        tokens(sentences("Words"), raw={"a": "Wo\n\n rds"})


def test_missing_columns_are_named() -> None:
    with pytest.raises(TrstudyError, match="sentences: no column text"):
        tokens(sentences("One").drop(columns="text"))


def test_no_sentences_give_no_words() -> None:
    empty = tokens(sentences("One").iloc[:0])
    assert len(empty) == 0
    assert tuple(empty.columns[:7]) == TOKEN_COLUMNS


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB ğ’'-.1\n\u00ad\u00a0ﬁİ,"), min_size=1, max_size=60))
def test_offsets_read_back_as_the_token(raw: str) -> None:
    text = unwrapped(raw, 0, len(raw))
    for row in tokens(read(raw, (0, len(raw))), raw={"a": raw}).itertuples():
        assert unwrapped(raw, row.start, row.end) == row.token
        assert row.token in text
        assert row.word


def test_stop_list_is_written_as_the_tokeniser_writes() -> None:
    for word in stopwords():
        assert words(word) == [word]
    assert {"the", "'s", "of", "not"} <= stopwords()
    assert not {"turkey", "cooperation", "war"} & stopwords()
