from __future__ import annotations

import re

import pytest

from tests.measures.words import sentences
from trstudy.errors import MeasureError
from trstudy.measures.search import matches
from trstudy.measures.tokens import tokens

TABLE = tokens(sentences("The upper hand cooperates", "hand in hand, a cooperating Erdoğan"))
# 0 the 1 upper 2 hand 3 cooperates | 4 hand 5 in 6 hand 7 a 8 cooperating 9 erdogan


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ("hand", [("hand", 2, 2), ("hand", 4, 4), ("hand", 6, 6)]),
        ("cooperat*", [("cooperat*", 3, 3), ("cooperat*", 8, 8)]),
        ("upper hand", [("upper hand", 1, 2)]),
        ("Erdogan", [("Erdogan", 9, 9)]),
        ("ERDOĞ?N", [("ERDOĞ?N", 9, 9)]),
        ("cooperates hand", []),  # the sentence ends between the two
        (["hand", "upper"], [("upper", 1, 1), ("hand", 2, 2), ("hand", 4, 4), ("hand", 6, 6)]),
        ({"any": ["hand", "upper hand"]}, [("any", 1, 2), ("any", 4, 4), ("any", 6, 6)]),
        ({"h": "hand in hand"}, [("h", 4, 6)]),
        ({"h": ["hand", "hand in hand"]}, [("h", 2, 2), ("h", 4, 6)]),
        ("absent", []),
        ("a b c d e f g h i j k l", []),
    ],
)
def test_matches(patterns: object, expected: list[tuple[str, int, int]]) -> None:
    assert list(matches(TABLE, patterns).itertuples(index=False, name=None)) == expected  # type: ignore[arg-type]


def test_regular_expressions_match_whole_words() -> None:
    assert list(matches(TABLE, "co.*(es|ing)", regex=True)["first"]) == [3, 8]
    assert matches(TABLE, "co", regex=True).empty


def test_the_first_of_two_overlapping_matches_wins() -> None:
    table = tokens(sentences("a a a"))
    assert list(matches(table, "a a")["first"]) == [0]


def test_a_pattern_is_cut_as_the_text_is() -> None:
    table = tokens(sentences("Greece’s Greek-Albanian border"))
    assert list(matches(table, ["Greece's", "Greek-Albanian"])["last"]) == [1, 3]


@pytest.mark.parametrize("patterns", [[], {}, "", ["hand", "  "], {"x": []}])
def test_an_empty_pattern_is_refused(patterns: object) -> None:
    with pytest.raises(MeasureError, match="patterns: "):
        matches(TABLE, patterns)  # type: ignore[arg-type]


def test_a_broken_regular_expression_is_named() -> None:
    with pytest.raises(MeasureError, match=re.escape("'(' is not a regular expression")):
        matches(TABLE, "(", regex=True)
