from __future__ import annotations

from pathlib import Path

import pytest

from trstudy.coding.folder import coding_tables, codings_path, origin
from trstudy.errors import CodingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    heads = {
        "anna": "unit\tdoc\tstart\tend\tframe",
        "gold_later": "unit\tdoc\tstart\tend\tframe",
        "a_challenge": "id\tframe\ttext",
        "with_words": "unit\tdoc\tstart\tend\tframe\ttext",
    }
    for name, head in heads.items():
        (tmp_path / f"{name}.tsv").write_text(f"\ufeff{head}\r\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("id\ttext\n", encoding="utf-8")
    return tmp_path


def test_tables_of_units_come_gold_first_and_without_those_of_sentences_alone(folder):
    assert coding_tables(folder) == ["gold_later", "anna", "with_words"]
    assert coding_tables(folder, alone=True) == ["a_challenge"]


def test_a_folder_that_is_not_there_has_no_tables(tmp_path):
    assert coding_tables(tmp_path / "none") == []


def test_a_table_is_found_by_its_name_or_is_the_first_of_its_kind(folder):
    assert codings_path(folder).name == "gold_later.tsv"
    assert codings_path(folder, alone=True).name == "a_challenge.tsv"
    assert codings_path(folder, "anna").name == "anna.tsv"


def test_a_table_that_is_not_there_is_answered_with_those_that_are(folder, tmp_path):
    with pytest.raises(CodingError, match="codings is 'bert'; expected one of a_challenge, anna, gold_later"):
        codings_path(folder, "bert")
    (folder / "a_challenge.tsv").unlink()
    with pytest.raises(CodingError, match="no codes of sentences that stand alone yet; `trstudy code"):
        codings_path(folder, alone=True)
    with pytest.raises(CodingError, match=r"codings is 'anna'; expected one of \(none there\)"):
        codings_path(folder / "none", "anna")


def test_the_origin_of_a_table_is_the_one_that_its_own_section_names(folder):
    assert origin(folder / "anna.tsv") == ""
    (folder / "README.md").write_text(
        "# Codings\n\n## `anna.tsv`: units\n\n**What.** All.\n\n**Origin.** Anna, alone.\n\n"
        "## `gold_later.tsv`\n\nNo word of it.\n",
        encoding="utf-8",
    )
    assert origin(folder / "anna.tsv") == "Anna, alone"
    assert origin(folder / "gold_later.tsv") == ""
