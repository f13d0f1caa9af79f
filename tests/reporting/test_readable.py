import pandas as pd
import pytest

from trstudy.reporting.readable import chance, count, readable


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (4, "4"),
        (999_999, "999,999"),
        (1e6, "1.0 × 10⁶"),
        (3.6065e27, "3.6 × 10²⁷"),
        (9.96e9, "1.0 × 10¹⁰"),
    ],
)
def test_a_count_can_be_read(n, words):
    assert count(n) == words


@pytest.mark.parametrize(
    ("p", "words"), [(0.0, "< .001"), (0.00099, "< .001"), (0.001, "0.001"), (0.5, "0.500"), (1, "1.000")]
)
def test_a_chance_is_never_nought(p, words):
    assert chance(p) == words


def test_a_table_is_worded_by_its_columns_and_kept_as_it_was():
    given = pd.DataFrame(
        {
            "category": ["relation_noun", "warm_weak"],
            "n_permutations": [4, 2e30],
            "p": [0.25, None],
            "smallest_p": [0.25, 1e-30],
            "observed": [0.12345, -1.0],
            "why": ["as_is", "so"],
        }
    )
    before = given.copy()
    got = readable(given)
    assert got["category"].tolist() == ["relation noun", "warm weak"]
    assert got["n_permutations"].tolist() == ["4", "2.0 × 10³⁰"]
    assert got["p"].tolist() == ["0.250", ""]
    assert got["smallest_p"].tolist() == ["0.250", "< .001"]
    assert got["observed"].tolist() == [0.123, -1.0]
    assert got["why"].tolist() == ["as_is", "so"]
    pd.testing.assert_frame_equal(given, before)
