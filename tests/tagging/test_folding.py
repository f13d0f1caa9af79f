"""Folding keeps every position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.folding import fold, joined


def test_folding_by_hand():
    assert fold("Erdoğan’s") == "erdogan s"
    assert fold("İstanbul, ılık") == "istanbul  ilik"
    assert fold("Łódź") == "lodz"


@given(st.text())
def test_length_is_kept_and_only_lower_case_letters_digits_and_spaces_remain(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(c == " " or (c.isalnum() and c == c.lower()) for c in folded)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the miners' demand, met", "the minerss demand  met"),
        ("the rebels’ and the miners’ demand", "the rebelss and the minerss demand"),
        ("the miner's demand", "the miner s demand"),
        ("'no to the bosses' they said", " no to the bosses  they said"),  # a quotation ends here
        ("‘no to the bosses’ they said", " no to the bosses  they said"),
    ],
)
def test_the_apostrophe_of_plural_owners_is_no_mark(text, expected):
    assert joined(text, fold(text)) == expected


@given(st.text(alphabet="as '’‘,"))
def test_joined_text_keeps_every_position(text):
    folded = fold(text)
    found = joined(text, folded)
    assert len(found) == len(folded)
    assert all(a == b or b == "s" for a, b in zip(folded, found, strict=True))
