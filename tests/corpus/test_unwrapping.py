"""Unwrapping: how a span reads, and the way back to the raw characters."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trstudy.corpus.unwrapping import in_raw, raw_offsets, unwrapped

UNIT = ["doc_id", "sentence_id", "start", "end"]

CASES = [
    ("plain text", "plain text"),
    ("the jaw-\ndropping fall", "the jaw-dropping fall"),
    ("the jaw-  \r\n  dropping fall", "the jaw-dropping fall"),
    ("the 2019-\n2020 war", "the 2019-2020 war"),
    (
        "no breakthrough in coopera-\ntion; cooperation is slow",
        "no breakthrough in cooperation; cooperation is slow",
    ),
    ("coopera-\ntion", "cooperation"),
    ("man-\naged", "man-aged"),
    ("pre- and post-war", "pre- and post-war"),
    ("pre-\nand post-war", "pre- and post-war"),
    ("a line —\nand a dash", "a line — and a dash"),
    ("one\r\ntwo\rthree\n\nfour", "one two three four"),
    ("ties.\u00a0 They", "ties. They"),
    ("tab\tand  two", "tab and two"),
    ("co\u00adoperation", "cooperation"),
    ("co\u00ad\noperation", "cooperation"),
    ("zero\u200bwidth and \u202eturned\u202c", "zerowidth and turned"),
    ("non\u2011breaking", "non-breaking"),
    ("o\ufb00ice and \ufb01ght", "office and fight"),
    ("Erdog\u0306an", "Erdo\u011fan"),
    ("", ""),
]


@pytest.mark.parametrize(("raw", "text"), CASES)
def test_reads(raw, text):
    assert unwrapped(raw, 0, len(raw)) == text


def test_a_span_is_read_by_itself_but_the_whole_text_is_witness_for_its_hyphens():
    raw = "Partners. A partner-\nship. That partnership."
    assert unwrapped(raw, 12, 25) == "partnership"
    assert unwrapped(raw, 10, 26) == "A partnership."


def spans_in_raw(raw: str, start: int, end: int, *words: str) -> list[str]:
    """What the raw text prints where a unit reads ``words``."""
    text = unwrapped(raw, start, end)
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    table = pd.DataFrame(spans, columns=["start", "end"], index=range(7, 7 + len(words)))
    units = pd.DataFrame([("a", "a:1", 0, 0), ("b", "b:1", start, end)], columns=UNIT)
    found = in_raw(table.assign(sentence_id="b:1"), units, {"a": "", "b": raw}.__getitem__)
    assert found.index.tolist() == list(range(len(words)))
    assert table["start"].tolist() == [a for a, _ in spans], "the table handed in stays as it was"
    return [raw[a:b] for a, b in zip(found["start"], found["end"], strict=True)]


def test_a_span_in_the_raw_text_takes_the_wrap_inside_and_leaves_the_wrap_outside():
    raw = "Before.\nthe jaw-\ndropping\u00a0\ncollapse"
    assert spans_in_raw(raw, 8, len(raw), "jaw-dropping", "dropping collapse", "the") == [
        "jaw-\ndropping", "dropping\u00a0\ncollapse", "the",
    ]  # fmt: skip


def test_a_span_in_the_raw_text_of_a_composed_letter_is_both_raw_characters():
    assert spans_in_raw("Erdog\u0306an", 0, 8, "\u011f") == ["g\u0306"]


WILD = st.text(alphabet="ab- \n\r\t.\u00a0\u00ad\u200b\u2011\ufb01\u0301\u202e\ufeffİé", max_size=80)


@settings(max_examples=500, deadline=None)
@given(st.one_of(WILD, st.text(max_size=80)), st.data())
def test_offsets_have_one_ordered_row_per_character(raw, data):
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    text, offsets = unwrapped(raw, start, end), raw_offsets(raw, start, end)
    assert offsets.shape == (len(text), 2)
    if len(text):
        assert offsets[0, 0] >= start
        assert offsets[-1, 1] <= end
        assert (offsets[:, 0] < offsets[:, 1]).all()
        assert (np.diff(offsets[:, 0]) >= 0).all()
        assert (np.diff(offsets[:, 1]) >= 0).all()
    for char, (a, b) in zip(text, offsets.tolist(), strict=True):
        if b - a == 1 and raw[a].isascii() and not raw[a].isspace():
            assert raw[a] == char


@settings(max_examples=300, deadline=None)
@given(WILD)
def test_the_readable_form_has_no_wraps_and_reads_the_same_again(raw):
    text = unwrapped(raw, 0, len(raw))
    assert not set(text) & set("\n\r\t\u00a0\u00ad\u200b\u2011\ufb01\u202e\ufeff")
    assert "  " not in text
