import pandas as pd
import pytest

from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.selection import selected


@pytest.fixture
def tags():
    return pd.DataFrame(
        {"role": ["title", "body", "heading", "body"], "arena": ["syria", "syria", "energy", "energy"]},
        index=[7, 3, 9, 1],
    )


def test_all_is_read_unless_something_else_is_asked_for(tags):
    assert selected(tags).equals(tags)


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (["body"], [3, 1]),
        (["energy"], [9, 1]),
        (["syria", "body"], [3]),
        (["title", "heading", "energy"], [9]),
    ],
)
def test_rows_keep_their_index_and_order(tags, read, kept):
    assert selected(tags, read=read).index.to_list() == kept


def test_what_is_not_there_is_named(tags):
    with pytest.raises(MeasureError, match=r"read.*'libya'.*title, heading, body, energy, syria"):
        selected(tags, read=["syria", "libya"])
    with pytest.raises(MeasureError, match="no sentence is left to read; body is too little"):
        selected(tags[tags["role"] != "body"], read=["body"])
    with pytest.raises(TrstudyError, match="arena"):
        selected(tags.drop(columns="arena"))
