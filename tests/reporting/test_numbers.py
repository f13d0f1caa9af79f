from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from trstudy.reporting import numbers
from trstudy.tables import FRAMES


def tags(**frames: str) -> pd.DataFrame:
    """Tags of articles, one letter for each sentence: ``a="ccr"``; the year is in the name's last letters."""
    names = {frame[0]: frame for frame in FRAMES}
    rows = [
        {
            "doc_id": doc,
            "year": int(doc[-4:]),
            "role": "body",
            "frame": names[letter],
            "sentence_id": f"{doc}:{i}",
        }
        for doc, letters in frames.items()
        for i, letter in enumerate(letters)
    ]
    table = pd.DataFrame(rows)
    return table.assign(
        text="x", start=0, end=1, arena="syria", voice="author", modality="asserted", score=0.0
    )


OPTIONS = {"seed": 0, "n_boot": 50}


def test_numbers_are_rounded_once_to_text():
    table = pd.DataFrame(
        {"n": [3, 1_000_000], "x": [0.123449, -0.00001], "gap": [None, 0.5], "name": ["a", None]}
    )
    assert numbers.rounded(table).to_numpy().tolist() == [
        ["3", "0.1234", "", "a"],
        ["1000000", "0.0000", "0.5000", ""],
    ]


def test_text_becomes_numbers_again_where_a_column_holds_nothing_else():
    table = numbers.typed(pd.DataFrame({"n": ["3", "4"], "x": ["0.5", ""], "name": ["a", "4"]}))
    assert table["n"].tolist() == [3, 4]
    assert table["x"].isna().tolist() == [False, True]
    assert table["name"].tolist() == ["a", "4"]


def test_articles_are_counted_by_frame_in_the_order_of_years():
    table = tags(b2021="ccn", a2020="crmnn")
    documents = pd.DataFrame({"doc_id": ["b2021", "a2020"], "year": [2021, 2020]})
    found = numbers.articles(documents, table, **OPTIONS)
    counts = found[["doc_id", "year", "n", *FRAMES]].to_numpy().tolist()
    assert counts == [["a2020", "2020", "5", "1", "1", "1", "2"], ["b2021", "2021", "3", "2", "0", "0", "1"]]
    # balance: log((C + .5) / (R + .5)), a mixed sentence half to either side: 1.5 to 1.5, and 2 to 0
    assert found["estimate"].tolist() == ["0.0000", f"{np.log(2.5 / 0.5):.4f}"]


def test_gaps_have_every_measure_for_every_two_years_and_the_odds_ratio_of_the_balance():
    table = tags(a2020="ccccrr", b2020="cccr", c2021="crr", d2024="crrrr")
    found = numbers.gaps(table, **OPTIONS)
    assert found[["first", "second"]].drop_duplicates().to_numpy().tolist() == [
        ["2020", "2021"],
        ["2020", "2024"],
        ["2021", "2024"],
    ]
    row = {
        m: found[(found["measure"] == m) & (found["second"] == "2024")].iloc[0]
        for m in ("balance", "odds_ratio")
    }
    # 2020: 7 to 3; 2024: 1 to 4, half a sentence added to each
    expected = np.log(7.5 / 3.5) - np.log(1.5 / 4.5)
    assert row["balance"]["estimate"] == f"{expected:.4f}"
    assert row["odds_ratio"]["estimate"] == f"{np.exp(expected):.4f}"
    assert (
        float(row["odds_ratio"]["low"])
        < float(row["odds_ratio"]["estimate"])
        < float(row["odds_ratio"]["high"])
    )


def test_the_verdict_is_a_table_of_quantities():
    found = SimpleNamespace(
        defined=pd.DataFrame({"difference": [0.1, 0.3, 0.2]}),
        first_above_last=1.0,
        interval_agrees=1 / 3,
        others_between=0.0,
    )
    assert numbers.verdict(found).set_index("quantity")["value"].to_dict() == {
        "specifications": "3",
        "first_above_last": "1.0000",
        "interval_agrees": "0.3333",
        "others_between": "0.0000",
        "median_difference": "0.2000",
    }


def test_what_is_written_is_read_back_cell_by_cell(tmp_path):
    table = pd.DataFrame({"n": ["3", ""], "text": ["NA", 'He said "yes",\nthen no']})
    assert numbers.write_numbers({"words": table}, tmp_path / "numbers") == ["words.csv"]
    assert b"\r" not in (tmp_path / "numbers" / "words.csv").read_bytes()
    pd.testing.assert_frame_equal(numbers.read_numbers(tmp_path / "numbers")["words"], table)
    assert numbers.read_numbers(tmp_path / "none") == {}
