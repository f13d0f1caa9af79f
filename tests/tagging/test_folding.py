"""Folding keeps every position."""

from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.folding import fold


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
