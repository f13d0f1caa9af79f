from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from trstudy.errors import ReportError
from trstudy.reporting import reference
from trstudy.reporting.numbers import read_numbers


def shares(**changed: str) -> pd.DataFrame:
    """Two rows of a table of shares, as text; ``rivalry="0.2"`` changes an estimate."""
    estimates = {"cooperation": "0.5000", "rivalry": "0.2500", **changed}
    rows = [("2020", measure, "4", value) for measure, value in estimates.items()]
    return pd.DataFrame(rows, columns=["year", "measure", "count", "estimate"])


def told(published: dict[str, pd.DataFrame], now: dict[str, pd.DataFrame]) -> list[str]:
    return [str(move) for move in reference.moves(published, now)]


def test_nothing_moves_between_equal_tables():
    assert told({"shares": shares()}, {"shares": shares()}) == []


def test_a_number_that_moved_is_told_with_its_place_and_both_values():
    assert told({"shares": shares()}, {"shares": shares(rivalry="0.2000")}) == [
        "shares.csv: year=2020, measure=rivalry: estimate from 0.2500 to 0.2000"
    ]


def test_a_number_that_came_or_went_is_told():
    assert told({"shares": shares(rivalry="")}, {"shares": shares()}) == [
        "shares.csv: year=2020, measure=rivalry: estimate from nothing to 0.2500"
    ]


def test_rows_and_tables_that_are_new_or_gone_are_told():
    more = shares(mixed="0.1000")
    assert told({"shares": shares()}, {"shares": more}) == [
        "shares.csv: year=2020, measure=mixed is new",
    ]
    assert told({"shares": more}, {"shares": shares()}) == ["shares.csv: year=2020, measure=mixed is gone"]
    assert told({"shares": more}, {}) == ["shares.csv is gone"]
    assert told({}, {"shares": more}) == ["shares.csv is new"]


def test_the_order_of_rows_is_no_move():
    assert told({"shares": shares()}, {"shares": shares().iloc[::-1]}) == []


def test_a_sentence_that_changed_is_told():
    before = pd.DataFrame({"part": ["sentence", "sentence"], "text": ["One.", "Two."]})
    after = pd.DataFrame({"part": ["sentence", "sentence"], "text": ["One.", "Three."]})
    assert told({"words": before}, {"words": after}) == [
        "words.csv: part=sentence (2): text from Two. to Three."
    ]


def test_versions_are_no_numbers_but_are_told_apart():
    then = pd.DataFrame({"package": ["numpy", "pandas"], "version": ["2.0", "3.0"]})
    now = pd.DataFrame({"package": ["numpy", "pandas", "scipy"], "version": ["2.1", "3.0", "1.9"]})
    assert told({"versions": then}, {"versions": now}) == []
    assert reference.other_versions({"versions": then}, now) == [
        "numpy 2.1 (then 2.0)",
        "scipy 1.9 (then none)",
    ]
    assert reference.other_versions({}, now) == []


def test_versions_are_those_of_the_manifest():
    environment = {"python": "3.11.7", "trstudy": "0.1", "packages": {"numpy": "2.1"}}
    assert reference.versions(environment).to_numpy().tolist() == [
        ["numpy", "2.1"],
        ["python", "3.11.7"],
        ["trstudy", "0.1"],
    ]


def test_published_numbers_are_read_as_they_were_written_and_replaced_as_a_whole(tmp_path: Path):
    folder = tmp_path / "reports" / "reference"
    reference.publish({"shares": shares(), "gone": shares()}, folder, within=tmp_path / "reports")
    (folder / "README.md").write_text("Kept.", encoding="utf-8")
    reference.publish({"shares": shares(rivalry="")}, folder, within=tmp_path / "reports")
    assert sorted(p.name for p in folder.iterdir()) == ["README.md", "shares.csv"]
    assert (folder / "shares.csv").read_bytes() == (
        b"year,measure,count,estimate\n2020,cooperation,4,0.5000\n2020,rivalry,4,\n"
    )
    pd.testing.assert_frame_equal(read_numbers(folder)["shares"], shares(rivalry=""))


def test_where_nothing_was_published_the_message_says_how_to(tmp_path):
    with pytest.raises(ReportError, match=r"no numbers are published .* short; `trstudy report short --publ"):
        reference.published_numbers(tmp_path, "short")
