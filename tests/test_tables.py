"""Rows and cells of tables."""

from __future__ import annotations

import pandas as pd
import pytest

from trstudy.tables import cell_text, records


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        ("", ""),
        (0, "0"),
        (False, "False"),
        (2.5, "2.5"),
    ],
)
def test_a_missing_cell_is_empty_and_nothing_else_is(value, text):
    assert cell_text(value) == text


def test_rows_go_by_the_names_of_columns_as_text():
    assert records(pd.DataFrame({"a": [1, 2], 2020: ["x", "y"]})) == [
        {"a": 1, "2020": "x"},
        {"a": 2, "2020": "y"},
    ]
