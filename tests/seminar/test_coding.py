"""What a student hears in the second session: of a name, and of codes."""

from __future__ import annotations

from typing import Any

import pytest

from trstudy.seminar import coding as check
from trstudy.seminar.feedback import ToDo
from trstudy.study import Study


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("zoé", "Your file will be `zoé.db`"),
        ("anna-2", "Good morning"),
        ("Gold_Dev", "Something else is called Gold_Dev"),
        ("neighbour", "Something else is called neighbour"),
        ("con", "No file can be called con.db on Windows"),
        ("LPT1", "No file can be called LPT1.db"),
        ("anna b", "is not one word"),
        ("c:anna", "is not one word"),
        ("a/b", "is not one word"),
        (" anna", "is not one word"),
        (7, "Expected a name in quotes"),
    ],
)
def test_a_coders_name_can_be_a_file_s_on_any_system(study: Study, name: Any, said: str) -> None:
    reply = check.coder_name(name, study)
    assert said in reply.said
    assert reply.passed == (name in ("zoé", "anna-2"))


def test_invented_sentences_are_answered_one_by_one(study: Study) -> None:
    units = study.codings("challenge_dev").drop_duplicates("capability").head(4)
    right = list(units["frame"])
    assert check.codes_of([code[0] for code in right], units).passed
    wrong = ["mixed" if right[0] != "mixed" else "none", *right[1:]]
    reply = check.codes_of(wrong, units)
    assert reply.verdict == "nearly"
    assert reply.points[0].startswith(f"1. {wrong[0]} ✗ Think of ")
    assert "Expected 4 frames" in check.codes_of(right[:3], units).said


def test_before_the_first_code_the_cell_says_what_to_do_and_stops_the_run(study: Study) -> None:
    with pytest.raises(ToDo, match="code the 30 units in the workbench above, as 'zoé'"):
        check.coded("zoé", Study(study.root / "seeds", study.settings), 30)
