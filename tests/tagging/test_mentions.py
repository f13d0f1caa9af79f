"""Names around a place: the same as by looking at each in turn."""

from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.mentions import Mention, last_mention, mention_at, next_mention

PLACES = st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted)


@given(PLACES, st.integers(-1, 61))
def test_the_names_around_a_place_are_those_found_one_by_one(places, position):
    ends = zip(places[::2], places[1::2], strict=False)
    mentions = [Mention(start, end, 0, False, True) for start, end in ends]
    assert next_mention(mentions, position) == next((m for m in mentions if m.start >= position), None)
    assert last_mention(mentions, position) == next((m for m in mentions[::-1] if m.end <= position), None)
    assert mention_at(mentions, position) == next((m for m in mentions[::-1] if m.start <= position), None)
