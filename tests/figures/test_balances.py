import pandas as pd
import pytest

from trstudy.errors import MeasureError
from trstudy.figures.balances import group_balances
from trstudy.figures.style import alt_text
from trstudy.measures.framing import compare_each


@pytest.fixture
def kinds():
    tags = pd.DataFrame(
        {
            "doc_id": ["a"] * 8,
            "frame": ["cooperation"] * 3 + ["rivalry"] * 2 + ["none"] * 3,
            "voice": ["author"] * 4 + ["attributed"] + ["author"] * 3,
            "arena": ["sea", "sea", "black_sea", "sea", "sea", "trade", "trade", "sea"],
        }
    )
    return compare_each(tags, ["voice", "arena"], n_boot=50)


def test_groups_stand_by_variable_then_by_size(kinds):
    names = [label.get_text() for label in group_balances(kinds).get_yticklabels()]
    assert names == [
        "voice: author  (n = 4, 1 article)",
        "voice: attributed  (n = 1, 1 article)",
        "arena: sea  (n = 4, 1 article)",
        "arena: black sea  (n = 1, 1 article)",
    ]


def test_a_group_that_does_not_speak_of_the_relation_has_no_balance(kinds):
    ax = group_balances(kinds)
    note = ax.figure.get_supxlabel().replace("\n", " ")
    assert "Undefined: arena: trade  (n = 0, 1 article)." in note
    assert "trade" not in alt_text(ax)


def test_shares_alone_are_refused(kinds):
    with pytest.raises(MeasureError, match="no balance among them"):
        group_balances(kinds[kinds["measure"] != "balance"])
