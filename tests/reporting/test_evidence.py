"""Evidence beside a sentence: where its cues are found, and how its reasons read."""

from __future__ import annotations

import pandas as pd

from trstudy.reporting.evidence import reasons, spans


def test_cues_are_found_where_their_raw_offsets_lead() -> None:
    tag = {"text": "war and war and war", "start": 50}
    second = {"cue": "war", "start": 58, "end": 61, "sign": -1, "category": "fighting", "counted": True}
    assert spans(tag, [second]) == [(8, 11, -1, "fighting, for rivalry")]


def test_cues_broken_over_lines_are_found_in_the_resolved_text() -> None:
    cue = {"start": 4, "end": 12, "sign": 1, "category": "c", "counted": True}
    assert spans({"text": "a jaw-dropping end", "start": 2}, [{**cue, "cue": "jaw-\ndropping"}])[0][:2] == (
        2,
        14,
    )
    assert spans({"text": "a cooperation deal", "start": 2}, [{**cue, "cue": "coope-\nration"}])[0][:2] == (
        2,
        13,
    )
    assert spans({"text": "free trade", "start": 4}, [{**cue, "cue": "free\u00a0trade"}])[0][:2] == (0, 10)


def test_a_word_that_was_only_weighed_bears_no_sign() -> None:
    word = {"cue": "less", "start": 0, "end": 4, "sign": -1, "category": "weights", "counted": True}
    found = spans({"text": "less", "start": 0}, [{**word, "why": "+0.66 for none against mixed"}])
    assert found == [(0, 4, 0, "weighed: +0.66 for none against mixed")]


def test_a_cue_that_is_not_in_the_text_is_left_unmarked() -> None:
    cue = {"cue": "peace", "start": 4, "end": 9, "sign": 1, "category": "c", "counted": True}
    assert spans({"text": "war", "start": 4}, [cue]) == []


def test_reasons_name_cue_category_direction_and_rule(tags: pd.DataFrame, evidence: pd.DataFrame) -> None:
    assert reasons(tags.iloc[0], evidence.iloc[:2].to_dict("records")) == [
        "“shield” (protecting, for cooperation)",
        "“attack” (assault: not counted, it stands under “shield”)",
        "cooperation by the rule “balance of cues”, score +0.50",
    ]
