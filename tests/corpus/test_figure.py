"""The map of kept and dropped: one bar per text, its parts where the blocks are."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from trstudy.errors import TrstudyError
from trstudy.figures.corpus import describe_kept_and_dropped, kept_and_dropped

BLOCKS = pd.DataFrame(
    {
        "doc_id": ["b", "b", "b", "a", "a"],
        "start": [0, 10, 20, 0, 60],
        "end": [10, 20, 100, 60, 80],
        "kept": [True, False, True, True, False],
        "role": ["title", "", "body", "body", ""],
        "reason": ["", "byline", "", "", "appeal"],
    }
)
DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["b", "a"],
        "outlet": ["Harbour Review", "Strait Weekly"],
        "date": pd.to_datetime(["2021-01-01", "2020-01-01"]),
        "year": [2021, 2020],
    }
)


def test_parts_lie_where_the_blocks_are_and_texts_in_order_of_date():
    ax = kept_and_dropped(BLOCKS, DOCUMENTS)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Strait Weekly\n(2020)",
        "Harbour Review\n(2021)",
    ]
    spans = [
        (round(path.get_extents().x0), round(path.get_extents().x1), round(path.get_extents().y0, 2))
        for collection in ax.collections
        for path in collection.get_paths()
    ]
    assert sorted(spans) == [
        (0, 10, -1.22), (0, 60, -0.22), (10, 20, -1.36), (20, 100, -1.22), (60, 80, -0.36),
    ]  # fmt: skip
    plt.close(ax.figure)


def test_it_draws_on_given_axes_and_describes_itself_from_the_data():
    _, given = plt.subplots()
    assert kept_and_dropped(BLOCKS, DOCUMENTS, ax=given, slides=True) is given
    plt.close(given.figure)
    assert describe_kept_and_dropped(BLOCKS, DOCUMENTS) == (
        "One bar per raw text, its characters from left to right. "
        "Strait Weekly 2020: 75 % kept, dropped appeal; Harbour Review 2021: 90 % kept, dropped byline."
    )


def test_a_text_without_the_label_goes_by_its_doc_id():
    nameless = DOCUMENTS.assign(outlet=[None, "Strait Weekly"])
    assert "; b 2021: 90 % kept" in describe_kept_and_dropped(BLOCKS, nameless)


def test_it_refuses_tables_it_cannot_draw():
    with pytest.raises(TrstudyError, match="no column reason"):
        kept_and_dropped(BLOCKS.drop(columns="reason"), DOCUMENTS)
    with pytest.raises(TrstudyError, match="the table is empty"):
        kept_and_dropped(BLOCKS.iloc[:0], DOCUMENTS)
