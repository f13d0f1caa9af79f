"""A sheet: what the coding file holds for the units of one sample."""

from __future__ import annotations

import pytest

from trstudy.coding.desk import Desk
from trstudy.coding.sheet import Progress, Sheet
from trstudy.coding.source import places
from trstudy.coding.store import STORE
from trstudy.tables import VARIABLES


@pytest.fixture
def desk(small):
    opened = Desk(small.root / STORE, "A")
    yield opened
    opened.close()


@pytest.fixture
def units(small):
    return places(small, small.sentences())


def fill(sheet: Sheet, k: int) -> None:
    for variable in VARIABLES:
        sheet.keep(k, variable, "none")


def test_the_next_open_unit_is_looked_for_round_the_end(desk, units):
    sheet = Sheet(desk, units[:4])
    assert [sheet.open_after(k) for k in (-1, 0, 3, 4)] == [0, 1, 0, 0]
    fill(sheet, 0)
    sheet.keep(1, "skip", "1")
    sheet.keep(2, "frame", "none")
    assert [sheet.open_after(k) for k in (-1, 2, 3)] == [2, 3, 2]
    assert sheet.progress == Progress(done=1, skipped=1, open=2, total=4)
    fill(sheet, 2)
    fill(sheet, 3)
    assert sheet.open_after(0) is None


def test_units_of_two_samples_have_one_row_in_the_file_and_their_own_number_on_each_sheet(desk, units):
    first, second = Sheet(desk, units[:3]), Sheet(desk, units[2:5])
    first.keep(2, "frame", "mixed")
    second.keep(1, "confidence", "3")
    assert Sheet(desk, units[2:5]).rows == [
        {"note": "", "skipped": False, "frame": "mixed"},
        {"note": "", "skipped": False, "confidence": 3},
        {"note": "", "skipped": False},
    ]
    assert first.undo() == (2, "frame", "mixed")
    assert first.undo() is None, "what is left is of another sample"
    assert Sheet(desk, units[2:5]).undo() == (1, "confidence", "3")
