from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.words import read, sentences
from trstudy.corpus.unwrapping import unwrapped
from trstudy.errors import MeasureError
from trstudy.measures.kwic import KWIC_COLUMNS, kwic, kwic_cues
from trstudy.measures.search import matches
from trstudy.measures.tokens import tokens

THREE = sentences("Athens sent “warm” words.", "Ankara sent troops.", "Both sent regrets!")


def lines(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(table[["left", "node", "right"]].itertuples(index=False, name=None))


def test_every_occurrence_with_words_on_both_sides() -> None:
    table = kwic(THREE, "sent", window=2)
    assert tuple(table.columns[:8]) == KWIC_COLUMNS
    assert lines(table) == [
        ("Athens ", "sent", " “warm” words."),
        ("words. Ankara ", "sent", " troops. Both"),
        ("troops. Both ", "sent", " regrets!"),
    ]
    assert list(table["text"]) == list(THREE["text"])
    assert set(table["label"]) == {"sent"}


def test_context_can_stop_at_the_sentence() -> None:
    assert lines(kwic(THREE, "sent", within="sentence"))[1] == ("Ankara ", "sent", " troops.")


def test_sorting_by_neighbours_node_and_columns() -> None:
    assert list(kwic(THREE, "sent", sort="R1")["sentence_id"]) == ["a:003", "a:002", "a:001"]
    assert list(kwic(THREE, "sent", sort="L1")["sentence_id"]) == ["a:002", "a:001", "a:003"]
    assert list(kwic(THREE, ["words", "Ankara"], sort="node")["node"]) == ["Ankara", "words"]
    dated = THREE.assign(year=[2021, 2020, 2020])
    assert list(kwic(dated, "sent", sort=["year", "R1"])["sentence_id"]) == ["a:003", "a:002", "a:001"]
    # a line without a second word to the left comes first
    assert list(kwic(THREE, "sent", sort="L2")["sentence_id"]) == ["a:001", "a:003", "a:002"]


def test_equal_keys_keep_reading_order() -> None:
    table = kwic(sentences("b x", "a x", "b x", "a x"), "x", sort="L1", within="sentence")
    assert list(table["sentence_id"]) == ["a:002", "a:004", "a:001", "a:003"]


def test_documents_are_not_each_others_context() -> None:
    both = pd.concat([sentences("one end"), sentences("start two", doc_id="b")], ignore_index=True)
    assert lines(kwic(both, ["end", "start"])) == [("one ", "end", ""), ("", "start", " two")]


def test_dropped_text_between_sentences_is_not_shown() -> None:
    raw = "One stop.\n\nRelated article: elsewhere\n\nTwo stops."
    table = kwic(read(raw, (0, 9), (39, 49)), "stop*", raw={"a": raw})
    assert lines(table) == [("One ", "stop", ". Two stops."), ("One stop. Two ", "stops", ".")]
    assert [raw[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == ["stop", "stops"]


def cues(*spans: tuple[str, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(spans, columns=["sentence_id", "start", "end"])
    return table.assign(doc_id="a", entry="e", sign=1)


def test_cues_are_shown_from_their_stored_offsets() -> None:
    raw = "A jaw-\ndropping Greek-\nbacked deal.  It held."
    units = read(raw, (0, 35), (37, 45))
    evidence = cues(("a:001", 2, 15), ("a:001", 16, 21), ("a:002", 40, 44))
    table = kwic_cues(evidence, units, raw={"a": raw}, window=1)
    assert lines(table) == [
        ("A ", "jaw-dropping", " Greek-backed"),
        ("jaw-dropping ", "Greek", "-backed deal."),
        ("It ", "held", "."),
    ]
    assert list(table.columns[8:]) == ["entry", "sign", "role"]


def test_cues_and_lines_are_the_same_number_in_the_same_order() -> None:
    evidence = cues(("a:003", 46, 50), ("a:001", 0, 6), ("a:001", 0, 6))
    table = kwic_cues(evidence, THREE)
    assert list(zip(table["sentence_id"], table["start"], strict=True)) == [
        ("a:003", 46),
        ("a:001", 0),
        ("a:001", 0),
    ]
    assert kwic_cues(evidence.iloc[:0], THREE).empty


def test_a_long_side_is_cut_between_two_words_and_says_so() -> None:
    long = sentences("one two three HIT four five six")
    # nine characters hold "three " but not "two three "; " four" but not " four five"
    (line,) = kwic(long, "hit", characters=9).itertuples()
    assert (line.left, line.right) == ("… three ", " four …")
    assert line.text == "… three HIT four …"
    # ten hold "two three " and " four five" to the letter
    (line,) = kwic(long, "hit", characters=10).itertuples()
    assert line.text == line.left + "HIT" + line.right == "… two three HIT four five …"
    # 14 and 14 are all there is
    assert kwic(long, "hit", characters=14)["text"].item() == "one two three HIT four five six"
    # a window of words is not cut as long as it fits, though its sentence is
    (line,) = kwic(long, "hit", window=1, characters=9).itertuples()
    assert (line.left, line.right, line.text) == ("three ", " four", "… three HIT four …")


def test_a_word_too_long_to_keep_is_cut_itself() -> None:
    (line,) = kwic(sentences("abcdefgh HIT ijklmnop"), "hit", characters=4).itertuples()
    assert (line.left, line.right, line.text) == ("…fgh ", " ijk…", "…fgh HIT ijk…")


def test_the_context_of_a_match_is_cut_across_sentences_as_well() -> None:
    table = kwic(THREE, "sent", characters=8)
    assert lines(table)[1] == ("… Ankara ", "sent", " troops. …")
    assert table["text"][1] == "Ankara sent troops."


def test_an_endless_sentence_is_not_kept_for_each_of_its_cues() -> None:
    words = 2_000
    endless = sentences("HIT and " * words + "end")
    table = kwic_cues(cues(*(("a:001", 8 * n, 8 * n + 3) for n in range(words))), endless, within="sentence")
    assert set(table["node"]) == {"HIT"}
    # on the left "HIT and " 250 times, on the right " and", " HIT and" 249 times and " HIT": 2,000 and 2,000
    left, right = "HIT and " * 250, " and" + " HIT and" * 249 + " HIT"
    assert table["text"][1_000] == "… " + left + "HIT" + right + " …"
    assert table["text"][0] == "HIT" + right + " …"
    assert table["text"][words - 1] == "… " + left + "HIT and end"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.text(alphabet="aB c.-’\n\u00a0", min_size=1, max_size=25).filter(str.strip), min_size=1, max_size=4
    ),
    st.integers(1, 4),
)
def test_a_line_is_a_stretch_of_the_text_and_its_node_what_was_counted(parts: list[str], window: int) -> None:
    parts = [p.strip() for p in parts]
    raw = "\n\n".join(parts)
    spans, at = [], 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part) + 2
    units = read(raw, *spans)
    table = kwic(units, "*", raw={"a": raw}, window=window)
    counted = tokens(units, raw={"a": raw})
    assert len(table) == len(counted) == len(matches(counted, "*"))
    running = " ".join(units["text"])
    for row in table.itertuples():
        assert row.left + row.node + row.right in running
        assert row.node == unwrapped(raw, row.start, row.end)
        assert row.node in row.text
    assert lines(
        kwic_cues(table[["sentence_id", "start", "end"]], units, raw={"a": raw}, window=window)
    ) == lines(table)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"within": "paragraph"}, "within is 'paragraph'; expected one of document, sentence"),
        ({"window": 0}, "window is 0; expected a whole number of words from 1 on"),
        ({"characters": 0}, "characters is 0; expected a whole number from 1 on"),
        ({"sort": "M1"}, "sort is 'M1'; expected one of L1, L2 … , R1, R2 … , doc_id"),
    ],
)
def test_illegal_options_are_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        kwic(THREE, "sent", **options)  # type: ignore[arg-type]


def test_a_cue_outside_its_sentence_is_refused() -> None:
    with pytest.raises(MeasureError, match="cue at 0–6 does not lie in its sentence a:002"):
        kwic_cues(cues(("a:002", 0, 6)), THREE)
    with pytest.raises(MeasureError, match="'a:009' is not among the sentences"):
        kwic_cues(cues(("a:009", 0, 6)), THREE)
