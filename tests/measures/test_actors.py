from __future__ import annotations

from tests.measures.words import read, sentences
from trstudy import Dyad
from trstudy.measures.actors import MENTION_COLUMNS, mentions


def test_both_sides_are_found_by_all_their_names() -> None:
    table = mentions(
        sentences("Ankara and Moscow met.", "Erdoğan called Russian firms."), Dyad("Turkey", "Russia")
    )
    assert tuple(table.columns) == MENTION_COLUMNS
    assert table[["sentence_id", "start", "end", "cue", "actor"]].to_numpy().tolist() == [
        ["a:001", 0, 6, "Ankara", "Turkey"],
        ["a:001", 11, 17, "Moscow", "Russia"],
        ["a:002", 23, 30, "Erdoğan", "Turkey"],
        ["a:002", 38, 45, "Russian", "Russia"],
    ]


def test_third_parties_are_not_mentions() -> None:
    assert mentions(sentences("Paris and Berlin met."), Dyad("Turkey", "Russia")).empty


def test_a_name_over_a_line_break_keeps_its_raw_span() -> None:
    raw = "Talks with Fredo-\nnia go on."
    row = mentions(read(raw, (0, len(raw))), Dyad(["Fredo-nia"], ["Sylvania"]), raw={"a": raw}).iloc[0]
    assert raw[row["start"] : row["end"]] == "Fredo-\nnia"
    assert (row["cue"], row["actor"]) == ("Fredo-nia", "Fredo-nia")
