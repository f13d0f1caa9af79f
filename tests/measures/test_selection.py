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
    ("options", "kept"),
    [
        ({"headings": False}, [3, 1]),
        ({"arenas": ["energy"]}, [9, 1]),
        ({"arenas": ["syria"], "headings": False}, [3]),
    ],
)
def test_rows_keep_their_index_and_order(tags, options, kept):
    assert selected(tags, **options).index.to_list() == kept


def test_what_is_not_there_is_named(tags):
    with pytest.raises(MeasureError, match=r"arenas.*'libya'.*energy, syria"):
        selected(tags, arenas=["syria", "libya"])
    with pytest.raises(MeasureError, match="no sentence is left to read; allow headings, or more arenas"):
        selected(tags[tags["role"] != "body"], headings=False)
    with pytest.raises(TrstudyError, match="arena"):
        selected(tags.drop(columns="arena"))
