from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from tests.reporting.fronts import tables
from trstudy.reporting.tables import dictionary, write_tables
from trstudy.tables import DOCUMENT_COLUMNS, EVIDENCE_COLUMNS, SENTENCE_COLUMNS, TAG_COLUMNS


def test_tables_come_back_from_both_formats_as_they_were(tmp_path):
    given = tables()
    names = write_tables(given, tmp_path / "t")
    assert names == ["documents.csv", "documents.parquet", "tags.csv", "tags.parquet", "dictionary.csv"]
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t" / "tags.parquet"), given["tags"])
    data = (tmp_path / "t" / "tags.csv").read_bytes()
    assert b"\r" not in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert [row["text"] for row in rows] == given["tags"]["text"].tolist()


def test_tables_give_the_same_bytes_whatever_their_index(tmp_path):
    given = tables()["tags"]
    write_tables({"tags": given}, tmp_path / "a")
    write_tables({"tags": given.set_axis([7, 8, 9])}, tmp_path / "b")
    for name in ("tags.csv", "tags.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("documents", (*DOCUMENT_COLUMNS, "rights", "provenance", "notes", "date_note")),
        ("sentences", SENTENCE_COLUMNS),
        ("tags", (*SENTENCE_COLUMNS, *TAG_COLUMNS)),
        ("evidence", EVIDENCE_COLUMNS),
        ("comparison", ("year", "measure", "count", "estimate", "low", "high", "n", "n_articles", "method")),
    ],
)
def test_every_column_of_the_tables_is_described(table, columns):
    empty = pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
    assert [row.column for row in dictionary(table, empty) if row.meaning == "not described"] == []


def test_the_dictionary_names_types_as_readers_do():
    frame = pd.DataFrame(
        {
            "a": [1],
            "b": [0.5],
            "c": [True],
            "d": ["x"],
            "e": pd.to_datetime(["2020-01-01"]),
            "f": pd.Categorical(["y"]),
        }
    )
    types = [row.type for row in dictionary("other", frame)]
    assert types == ["whole number", "number", "true or false", "text", "date", "text"]
    assert {row.meaning for row in dictionary("other", frame)} == {"not described"}
