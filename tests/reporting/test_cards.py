from __future__ import annotations

import pandas as pd
import pytest

from tests.reporting.fronts import tables
from trstudy.reporting.cards import cards, date_in_words


def test_a_card_counts_and_orders_its_sentences():
    earlier, later = cards(**tables())
    assert earlier.strip == ["cooperation", "rivalry"]
    assert earlier.counts == {"cooperation": 1, "rivalry": 1, "mixed": 0, "none": 0}
    assert (later.doc_id, later.n, later.author) == ("b-2024", 1, "")


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "5 November 2020"), ("month", "November 2020"), ("year", "2020")]
)
def test_a_date_says_no_more_than_is_known(precision, words):
    assert date_in_words(pd.Timestamp("2020-11-05"), precision) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("printed", "prints its date."),
        ("cited", "what the text cites."),
        ("inferred", "what the text tells."),
    ],
)
def test_a_card_says_in_a_sentence_how_a_date_is_known(source, words):
    given = tables()
    plain = given["documents"].assign(date_source=source, date_note=None)
    assert all(card.known.endswith(words) for card in cards(plain, given["tags"]))
    noted = plain.assign(date_note="Printed below the title.")
    assert cards(noted, given["tags"])[0].known == "Printed below the title."
