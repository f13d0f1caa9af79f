from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from trstudy.errors import MeasureError
from trstudy.measures.wording import (
    basis_in_words,
    collocations_in_words,
    dispersion_in_words,
    keyness_in_words,
    range_in_words,
)


def test_keyness_counts_words_before_and_after_correction() -> None:
    table = pd.DataFrame(
        {
            "target": "2024", "reference": "2020", "z": [3.0, 1.0, -1.0, -2.0],
            "p": [0.001, 0.04, 0.2, 0.03], "p_holm": [0.004, 0.09, 0.2, 0.09],
            "p_fdr": [0.004, 0.05, 0.2, 0.04],
            "count_target": [9, 5, 0, 2], "count_reference": [1, 0, 5, 9],
            "log_ratio_low": [0.5, -1, -3, -4], "log_ratio_high": [4.0, 2, 1, -0.1],
            "articles_target": [1, 1, 0, 1], "articles_reference": [1, 0, 1, 2],
        }
    )  # fmt: skip
    said = keyness_in_words(table)
    assert "**4 words**" in said
    assert "3 differ at the level of 0.05, where chance alone would give about 0.2 at most" in said
    assert "**1** still does after Holm's correction, and 2 if" in said
    assert "Of the 4 most typical words, 2 have an interval (resampled, but for 2 that one side lacks" in said
    assert "lacks from counts alone) on one side of 0, and 2 stand in a single article." in said
    assert "Of the 2 most typical words, 2 have an interval (resampled) on" in keyness_in_words(table, top=1)


def test_collocations_name_the_sure_ones() -> None:
    table = pd.DataFrame({"word": ["talks", "sea"], "p_holm": [0.01, 0.4], "nodes": 9})
    assert collocations_in_words(table, "Athens") == (
        "Around 9 mentions of **Athens**, 2 words are more frequent than elsewhere, "
        "**1** of them beyond chance after Holm's correction: talks."
    )
    assert (
        collocations_in_words(table.iloc[:0], "Athens")
        == "No word is more frequent near Athens than elsewhere."
    )


def test_dispersion_names_what_is_lumped() -> None:
    table = pd.DataFrame(
        {
            "label": ["war", "sea", "none"], "range": [1, 3, 0], "parts": 5, "dp_norm": [0.9, 0.2, np.nan],
            "chance_low": [0.1, 0.1, np.nan], "chance_high": [0.4, 0.5, np.nan],
            "p_holm": [0.01, 0.7, np.nan], "family": 40,
        }
    )  # fmt: skip
    assert dispersion_in_words(table) == (
        "Lumped beyond chance, after Holm's correction for 40 words: *war* (in 1 of 5 parts, DPnorm 0.90, "
        "by chance 0.10 to 0.40). "
        "For the other 1, chance is not ruled out."
    )
    assert dispersion_in_words(table.iloc[1:2]).startswith("None of the 1 words")


def test_range_goes_from_lowest_to_highest() -> None:
    table = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"], "measure": "flesch",
            "estimate": [30.0, 10.0, 50.0], "low": [20.0, 5, 45], "high": [40.0, 15, 55], "level": 0.95,
        }
    )  # fmt: skip
    assert range_in_words(table, "flesch") == (
        "From b with **10.0** (5.0 to 15.0) to c with **50.0** (45.0 to 55.0). "
        "Of 3 pairs of articles with intervals, 3 differ by more than chance within them would make them, "
        "after Holm's correction."
    )
    # a and b: 20 over the root of 5.10² + 2.55², 3.5 standard errors, p = 0.0004; b and c: 11, p = 0
    alike = table.assign(estimate=[18.0, 10.0, 15.0])
    # 8 and 5 over 3.61 and 3 over 5.70: p = 0.16, 0.17 and 0.6
    assert "Of 3 pairs of articles with intervals, 0 differ" in range_in_words(alike, "flesch")
    # 2.2 standard errors, p = 0.03: enough for one pair, not for three
    close = table.assign(estimate=[10.0, 18.0, 14.0], low=[5.0, 13, 9], high=[15.0, 23, 19])
    assert "Of 3 pairs of articles with intervals, 0 differ" in range_in_words(close, "flesch")
    assert "Of 1 pair of articles with intervals, 1 differ" in range_in_words(close.iloc[:2], "flesch")
    with pytest.raises(MeasureError, match="measure is 'mattr'; expected one of flesch"):
        range_in_words(table, "mattr")


def test_an_article_too_short_for_an_interval_is_in_no_pair() -> None:
    table = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"], "measure": "mattr", "estimate": [0.3, 0.9, 0.6],
            "low": [0.28, np.nan, 0.59], "high": [0.32, np.nan, 0.61], "level": 0.95,
        }
    )  # fmt: skip
    # .3 over the root of .0102² + .0051²: 26 standard errors
    assert range_in_words(table, "mattr").startswith(
        "From a with **0.30** (0.28 to 0.32) to b with **0.90** (too short for an interval). "
        "Of 1 pair of articles with intervals, 1 differ by"
    )
    assert "Of 0 pairs of articles with intervals, 0 differ" in range_in_words(table.iloc[:2], "mattr")


def test_basis_names_coverage_method_and_sizes() -> None:
    table = pd.DataFrame(
        {
            "doc_id": ["b", "b", "a"],
            "n": [40, 40, 1200],
            "unit": "words",
            "level": 0.9,
            "method": "t over 5 windows",
        }
    )
    assert basis_in_words(table) == "90 % intervals, each by itself: t. n in words: b 40, a 1,200."
