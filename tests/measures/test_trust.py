"""Numbers in words: the words follow the numbers."""

import numpy as np
import pandas as pd

import trstudy
from trstudy.measures.trust import (
    agreement_in_words,
    correction_in_words,
    frames_table,
    measures_table,
    validity_in_words,
)
from trstudy.measures.validity import scores
from trstudy.tables import FRAMES


def row(**numbers):
    return {"low": np.nan, "high": np.nan, **numbers}


def test_judgement_goes_by_the_lower_end():
    base = {"category": "all", "measure": "alpha", "coders": 2, "units": 50}
    rows = [
        {"variable": "frame", "estimate": 0.9, "low": 0.81, "high": 0.95},
        {"variable": "arena", "estimate": 0.9, "low": 0.7, "high": 0.95},
        {"variable": "voice", "estimate": 0.9, "low": -0.02, "high": 0.95},
        {"variable": "modality", "estimate": 1.0, "low": 1.0, "high": 1.0},
        row(variable="other", estimate=np.nan),
    ]
    words = agreement_in_words(pd.DataFrame([{**base, **r} for r in rows]))
    assert "2 coders, 50 units" in words
    assert "frame .90 [.81, .95], enough for firm conclusions" in words
    assert "arena .90 [.70, .95], enough for tentative conclusions" in words
    assert "voice .90 [−.02, .95], not enough even for tentative conclusions" in words
    assert "modality 1.00 [1.00, 1.00], without one disagreement" in words
    assert "other –, undefined" in words


def test_validity_names_the_weakest_frame():
    gold = pd.Series(["cooperation"] * 4 + ["mixed"] * 2 + ["none"] * 2)
    tags = pd.Series(["cooperation"] * 4 + ["none"] * 2 + ["none"] * 2)
    measured = scores(gold, tags, FRAMES, untagged="none", n_boot=50).assign(variable="frame")
    words = validity_in_words(measured)
    assert "in 75 % of 8 units" in words
    assert "Of the 6 that speak of the relation, 33 % are left untagged" in words
    assert words.endswith("Least often found is *mixed*: 0 % of 2 units.")


def test_correction_says_when_the_direction_turns():
    rows = [
        ("2001", "2002", "tags", 0.10, 0.0, 0.2),
        ("2001", "2002", "ppi", -0.20, -0.3, -0.1),
        ("2001", "2003", "tags", 0.10, 0.0, 0.2),
        ("2001", "2003", "ppi", 0.05, -0.1, 0.2),
        ("2001", "2004", "tags", 0.0, -0.1, 0.1),
        ("2001", "2004", "ppi", 0.05, 0.0, 0.1),
        ("2002", "2003", "tags", 0.0, -0.1, 0.1),
        ("2002", "2003", "ppi", np.nan, np.nan, np.nan),
        ("2002", "2004", "tags", -0.012, -0.1, 0.1),
        ("2002", "2004", "ppi", -0.03, -0.1, 0.1),
    ]
    columns = ["earlier", "later", "method", "estimate", "low", "high"]
    words = correction_in_words(pd.DataFrame(rows, columns=columns).assign(measure="net")).splitlines()
    assert words == [
        "- 2001 to 2002: +10 points as tagged, −20 points corrected: **the direction turns round**, and the "
        "corrected interval leaves zero out, sentences being taken as independent.",
        "- 2001 to 2003: +10 points as tagged, +5 points corrected: the direction stays, and the corrected "
        "interval holds zero, sentences being taken as independent.",
        "- 2001 to 2004: +0 points as tagged, +5 points corrected: the direction stays, and the corrected "
        "interval holds zero, sentences being taken as independent.",
        "- 2002 to 2003: +0 points as tagged; too few coded units to correct it.",
        "- 2002 to 2004: −1 point as tagged, −3 points corrected: the direction stays, and the corrected "
        "interval holds zero, sentences being taken as independent.",
    ]


def test_tables_show_each_estimate_with_its_interval():
    agreed = trstudy.agreement(pd.DataFrame({"a": list("xxyy"), "b": list("xxyx")}), n_boot=50)
    table = measures_table(agreed[agreed["category"] == "all"], "variable")
    assert table.columns.tolist() == ["percent", "alpha", "cohen", "fleiss", "ac1"]
    assert table.loc["code", "percent"].startswith(".75 [")
    shares = pd.DataFrame(
        [
            {"year": 2001, "method": "tags", "measure": "net", "estimate": -0.1, "low": -0.2, "high": 0.0},
            {"year": 2001, "method": "tags", "measure": "none", "estimate": 0.5, "low": 0.4, "high": 0.6},
            row(year=2001, method="ppi", measure="net", estimate=np.nan),
        ]
    )
    read = frames_table(shares)
    assert read.columns.tolist() == ["none", "net"]
    assert read.loc[(2001, "tags")].tolist() == ["50 % [40, 60]", "−10 % [−20, 0]"]
    assert read.loc[(2001, "ppi"), "net"] == "–"
