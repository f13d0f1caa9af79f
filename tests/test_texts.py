"""The texts of a study: their tables, and a text that is not what it was."""

from __future__ import annotations

import pytest

import trstudy
from trstudy import TrstudyError, open_study
from trstudy.corpus.unwrapping import unwrapped
from trstudy.tables import DOCUMENT_COLUMNS, SENTENCE_COLUMNS


def test_documents_say_what_each_text_is_and_how_its_date_is_known(study):
    table = study.documents()
    assert tuple(table.columns[: len(DOCUMENT_COLUMNS)]) == DOCUMENT_COLUMNS
    found = table.set_index("doc_id")[["year", "date_precision", "date_source", "author"]]
    assert found.fillna("nobody").T.to_dict("list") == {
        "bechev-2024": [2024, "month", "inferred", "Dimitar Bechev"],
        "zahab-2020": [2020, "month", "inferred", "Hazem Zahab"],
        "warsaw-2021": [2021, "day", "printed", "nobody"],
        "edm-2020": [2020, "month", "cited", "nobody"],
        "mehmet-2020": [2020, "day", "printed", "Ahmet Mehmet"],
    }
    assert table.date.dt.strftime("%Y-%m-%d").tolist() == [
        "2024-12-01", "2020-02-01", "2021-09-30", "2020-11-01", "2020-11-01",
    ]  # fmt: skip
    assert [len(study.raw(d)) for d in table.doc_id] == table.n_chars.tolist()


def test_sentences_are_the_184_units_in_catalogue_order(study):
    table = study.sentences()
    assert tuple(table.columns) == SENTENCE_COLUMNS
    assert table.groupby("doc_id", sort=False).size().to_dict() == {
        "bechev-2024": 43, "zahab-2020": 35, "warsaw-2021": 25, "edm-2020": 34, "mehmet-2020": 47,
    }  # fmt: skip
    for row in table.itertuples():
        assert unwrapped(study.raw(row.doc_id), row.start, row.end) == row.text


def test_document_variables_on_request(study):
    table = study.sentences(docvars=True)
    assert list(table.columns) == [*SENTENCE_COLUMNS, "title", "outlet", "date", "year"]
    assert table.groupby("year").doc_id.nunique().to_dict() == {2020: 3, 2021: 1, 2024: 1}


def test_blocks_tile_every_raw_text(study):
    blocks = study.blocks()
    for doc_id, rows in blocks.groupby("doc_id"):
        raw = study.raw(doc_id)
        assert "".join(raw[a:b] for a, b in zip(rows.start, rows.end, strict=True)) == raw
    assert (blocks.kept == (blocks.reason == "")).all()


def test_an_empty_catalogue(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "catalogue.toml").write_text("# nothing yet\n", encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"no \[\[document\]\] yet"):
        open_study(tmp_path).sentences()


@pytest.mark.parametrize("table", ["documents", "sentences", "blocks", "tags", "evidence"])
def test_a_changed_text_stops_every_table(root, table):
    study = open_study(root)
    getattr(study, table)()
    with (root / "seeds" / "002_6c18de837fb1579b.txt").open("ab") as file:
        file.write(b"!")
    with pytest.raises(
        TrstudyError, match=r"002_6c18de837fb1579b.txt: changed; expected SHA-256 288fa9.*found"
    ):
        getattr(study, table)()
    with pytest.raises(TrstudyError, match="changed"):
        study.raw("warsaw-2021")


def test_periods_stand_in_the_place_of_years(root):
    written = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(f'periods = ["2019-2020", "2021-2024"]\n{written}', encoding="utf-8")
    study = open_study(root)
    found = study.documents().set_index("doc_id")["year"]
    assert found[["zahab-2020", "warsaw-2021", "bechev-2024"]].tolist() == ["2019–2020", *["2021–2024"] * 2]
    compared = trstudy.compare(study.tags(docvars=True), by="year", n_boot=20)
    assert list(dict.fromkeys(compared["year"])) == ["2019–2020", "2021–2024"]
    (root / "study.toml").write_text(f'periods = ["2019-2021"]\n{written}', encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"study\.toml: bechev-2024 is of 2024, which none of the periods"):
        open_study(root).documents()
