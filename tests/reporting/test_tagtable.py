"""A table of tags in Jupyter: which parts of it show marked sentences, and that it stays a data frame."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.reporting.marks import Text
from trstudy.reporting.tagtable import TagTable
from trstudy.study import open_study

ROOT = Path(__file__).resolve().parents[2]


def test_slices_keep_the_look_and_other_tables_lose_it(tags: pd.DataFrame, evidence: pd.DataFrame) -> None:
    table = TagTable(tags, cues=evidence)
    for kept in (
        table,
        table[table["frame"] != "none"],
        table.head(1),
        table.sort_values("arena"),
        table.loc[0],
    ):
        html = kept._repr_html_()
        assert "tr-unit" in html
        assert Text(html).marks[3][2] == "shield"
    assert "tr-unit" not in table[["doc_id", "frame"]]._repr_html_()
    assert "tr-unit" not in table.iloc[:0]._repr_html_()
    assert table["frame"]._repr_html_() is None
    assert table["frame"].name == "frame"
    assert type(table.groupby("frame").size().to_dict()) is dict


def test_evidence_is_made_only_where_it_is_shown(tags: pd.DataFrame, evidence: pd.DataFrame) -> None:
    asked: list[int] = []

    def made() -> pd.DataFrame:
        asked.append(1)
        return evidence

    table = TagTable(tags, cues=made)
    assert len(table[table["score"] > 0]) == 1
    assert asked == []
    assert "shield" in table.iloc[0]._repr_html_()
    assert asked == [1]


def test_a_tag_table_is_still_a_data_frame(
    tags: pd.DataFrame, evidence: pd.DataFrame, tmp_path: Path
) -> None:
    table = TagTable(tags, cues=evidence)
    pd.testing.assert_frame_equal(pd.DataFrame(table), tags)
    table.to_parquet(tmp_path / "tags.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "tags.parquet"), tags)


def test_the_study_s_own_tags_show_their_cues_and_explain_themselves() -> None:
    study = open_study(ROOT)
    tags = study.tags(docvars=True)
    longest = study.evidence()["sentence_id"].value_counts().index[0]
    row = tags.loc[tags["sentence_id"] == longest].iloc[0]
    cues = study.evidence().loc[lambda t: t["sentence_id"] == longest]
    marked = "".join(mark[2] for mark in Text(row._repr_html_()).marks)
    assert all(cue in marked for cue in cues["cue"])
    explanation = study.explain(longest)
    assert explanation.text == row["text"]
    assert explanation.codes == {name: row[name] for name in ("frame", "arena", "voice", "modality")}
