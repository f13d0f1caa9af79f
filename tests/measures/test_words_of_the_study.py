"""The vocabulary measures on the study's own texts: counts, snippets and offsets cannot disagree."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import trstudy
from trstudy.corpus.unwrapping import unwrapped
from trstudy.measures.actors import mentions
from trstudy.measures.collocations import cue_matches
from trstudy.measures.kwic import kwic, kwic_cues
from trstudy.measures.tokens import tokens
from trstudy.measures.xray import xray

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def study() -> trstudy.Study:
    return trstudy.open_study(ROOT)


@pytest.fixture(scope="module")
def sentences(study: trstudy.Study) -> pd.DataFrame:
    return study.tags(docvars=True)


def test_every_cue_of_the_tagger_is_a_line_and_every_line_a_cue(
    study: trstudy.Study, sentences: pd.DataFrame
) -> None:
    evidence = study.evidence()
    lines = kwic_cues(evidence, sentences, raw=study.raw)
    assert len(lines) == len(evidence) > 100
    for line, cue in zip(lines.to_dict("records"), evidence.to_dict("records"), strict=True):
        raw = study.raw(str(cue["doc_id"]))
        assert line["node"] == unwrapped(raw, cue["start"], cue["end"])
        assert line["node"] == unwrapped(str(cue["cue"]), 0, len(str(cue["cue"])))
        assert line["node"] in line["text"]
    counts, shown = evidence["entry"].value_counts().to_dict(), lines["entry"].value_counts().to_dict()
    assert shown == counts
    chosen = evidence.query("counted and sign < 0")
    assert len(kwic_cues(chosen, sentences, raw=study.raw, sort=["R1", "L1"])) == len(chosen)


def test_words_counted_words_shown_and_words_placed_are_the_same(
    study: trstudy.Study, sentences: pd.DataFrame
) -> None:
    table = tokens(sentences, raw=study.raw)
    for pattern in ("cooperat*", "russia", "upper hand"):
        lines, places = kwic(sentences, pattern, raw=study.raw), xray(table, pattern)
        assert len(lines) == len(places) > 0
        assert list(lines["sentence_id"]) == list(places["sentence_id"])
    assert (table["word"] == "russia").sum() == len(kwic(sentences, "russia", raw=study.raw))


def test_every_token_stands_where_it_says(study: trstudy.Study, sentences: pd.DataFrame) -> None:
    table = tokens(sentences, raw=study.raw)
    raws = {d: study.raw(d) for d in table["doc_id"].unique()}
    places = zip(table["doc_id"], table["start"], table["end"], table["token"], strict=True)
    assert all(unwrapped(raws[d], a, b) == token for d, a, b, token in places)
    for _, part in table.groupby("doc_id"):
        assert (part["start"].to_numpy()[1:] >= part["end"].to_numpy()[:-1]).all()
        assert list(part["position"]) == list(range(1, len(part) + 1))


def test_cues_and_mentions_stand_on_words(study: trstudy.Study, sentences: pd.DataFrame) -> None:
    table = tokens(sentences, raw=study.raw)
    found = mentions(sentences, study.dyad, raw=study.raw)
    assert set(found["actor"]) == {study.dyad.a[0], study.dyad.b[0]}
    for cues in (study.evidence(), found):
        spans = cue_matches(table, cues)
        assert (spans["first"] <= spans["last"]).all()
        assert len(spans) <= len(cues)
