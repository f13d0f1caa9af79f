"""Codes gathered: from the coding file, the study's codings and files, one coder or all."""

from __future__ import annotations

import pytest

from trstudy.coding.desk import Desk
from trstudy.coding.gather import gathered
from trstudy.coding.session import open_session
from trstudy.errors import CodingError


@pytest.fixture
def gold(small):
    lines = ["unit\tdoc\tstart\tend\tframe\tframe_a\tframe_b", "1\tone.txt\t16\t25\tnone\tnone\tmixed"]
    path = small.seeds / "codings" / "gold.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with open_session(small, coder="Änne", sample=10) as session:
        session.give("frame", "none")
    return path


def test_names_are_coders_codings_files_and_coders_in_them(small, gold, tmp_path):
    moved = tmp_path / "her codes.db"
    desk = Desk(moved, "Cäcilie")
    with open_session(small, coder="Cäcilie", sample=2, db=moved) as session:
        session.give("frame", "none")
    desk.close()
    found = gathered(small, ["Änne", "gold", "gold:b", str(moved)])
    assert found["coder"].tolist() == ["Änne", "gold", "b", "Cäcilie"]
    assert found.loc[1:2, "sentence_id"].tolist() == ["one:002"] * 2
    assert found.loc[1:2, "frame"].tolist() == ["none", "mixed"]
    assert gathered(small, [f"{gold}:a"])["coder"].tolist() == ["a"]
    assert gathered(small)["coder"].tolist() == ["Änne"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["Bert"], "'Bert' is no file; expected a file or one of gold, Änne"),
        (["gold:z"], "gold: coder is 'z'; expected one of a, b, gold"),
        (["Änne", "Änne"], "coder Änne is in Änne and in Änne"),
    ],
)
def test_what_is_nobodys_name_is_told(small, gold, names, message):
    with pytest.raises(CodingError, match=message):
        gathered(small, names)


def test_a_file_without_codes_is_named(small, gold, tmp_path):
    Desk(tmp_path / "anna.db", "Anna").close()
    with pytest.raises(CodingError, match=r"anna\.db holds no codes; .* anna\.db-wal goes with it"):
        gathered(small, ["Änne", str(tmp_path / "anna.db")])


@pytest.mark.parametrize("name", ["gold", "Gold "])
def test_nobody_codes_under_the_name_of_codings(small, gold, name):
    with pytest.raises(
        CodingError, match=r"coder is '[Gg]old ?', which is the name of codings of the study \(gold\)"
    ):
        open_session(small, coder=name)
