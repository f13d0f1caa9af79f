from __future__ import annotations

import pytest

from trstudy.reporting.theme import Page, unbroken


@pytest.mark.parametrize(
    ("name", "short"), [("03_compare", "Compare"), ("01_a_b", "A b"), ("index", "Index"), ("007", "007")]
)
def test_a_page_has_a_short_name_for_the_navigation(name, short):
    assert Page(name, "x").short == short


def test_numbers_keep_their_units_and_intervals_on_one_line():
    text = unbroken("the 27 % [18–38] of p = 0.25 in 2020–2024 or so")
    assert text == (
        "the 27\u00a0%\u00a0[18\u2060–\u206038] of p\u00a0=\u00a00.25 in 2020\u2060–\u20602024 or so"
    )
