"""A study: how its sentences are tagged, why, the codes beside them, and what it refuses."""

from __future__ import annotations

import pandas as pd
import pytest
from click.testing import CliRunner

import trstudy
from trstudy import TrstudyError, open_study
from trstudy.cli import cli
from trstudy.corpus.unwrapping import unwrapped
from trstudy.tables import EVIDENCE_COLUMNS, SENTENCE_COLUMNS, TAG_COLUMNS
from trstudy.tagging import explain as explaining


def test_tags_are_the_sentences_with_codes(study):
    table = study.tags(docvars=True)
    assert list(table.columns) == [*SENTENCE_COLUMNS, *TAG_COLUMNS, "title", "outlet", "date", "year"]
    pd.testing.assert_frame_equal(pd.DataFrame(table[list(SENTENCE_COLUMNS)]), study.sentences())


def test_evidence_is_where_the_raw_text_prints_it(study):
    table = study.evidence()
    assert tuple(table.columns) == EVIDENCE_COLUMNS
    assert len(table) > 50
    for row in table.itertuples():
        assert unwrapped(study.raw(row.doc_id), row.start, row.end) == row.cue


def test_evidence_broken_over_a_line_end_keeps_its_raw_span(study, monkeypatch):
    def one_cue(units, dyad, tagger):
        unit = units[units.text.str.contains("jaw-dropping")].iloc[0]
        start = unit.text.index("jaw-dropping collapse")
        row = dict.fromkeys(EVIDENCE_COLUMNS, "")
        row |= {"doc_id": unit.doc_id, "sentence_id": unit.sentence_id, "start": start, "end": start + 21}
        return pd.DataFrame([row | {"sign": 0, "counted": True}])

    monkeypatch.setattr(explaining, "evidence", one_cue)
    row = study.evidence().iloc[0]
    assert study.raw("bechev-2024")[row.start : row.end] == "jaw-\ndropping collapse"


def test_codings_carry_the_study_s_ids(study):
    gold = study.codings("gold_dev")
    merged = gold.merge(study.sentences(), on=["doc_id", "sentence_id", "start", "end", "role"])
    assert len(merged) == len(gold) == 94


def test_dyad_and_arenas_come_from_lexicon_and_settings(study):
    assert study.dyad == trstudy.Dyad("Turkey", "Russia")
    assert "syria" in study.arenas


def test_a_study_without_settings_has_defaults(root):
    (root / "study.toml").unlink()
    study = open_study(root)
    assert study.dyad.a == ("Turkey",) or study.dyad.a == ("turkey",)


@pytest.mark.parametrize("table", ["tags", "evidence"])
@pytest.mark.parametrize(
    ("dyad", "message"),
    [
        (
            "a = 'Turkee'\nb = 'Russia'",
            r"study.toml: dyad.a, Turkee, is named nowhere in the texts; did you mean Turkey",
        ),
        (
            "a = 'Turkey'\nb = ['Rusia', 'Mosco']",
            r"study.toml: dyad.b, Rusia, Mosco, is named nowhere .* mean .*Russia",
        ),
        (
            "a = 'Turkey'\nb = 'Peru'",
            r"study.toml: dyad.b, Peru, is named nowhere in the texts; expected an actor",
        ),
    ],
)
def test_a_side_that_no_text_names_is_refused(root, table, dyad, message):
    (root / "study.toml").write_text(f"[dyad]\n{dyad}\n", encoding="utf-8")
    with pytest.raises(TrstudyError, match=message):
        getattr(open_study(root), table)()


@pytest.mark.parametrize("command", [["code", "--coder", "A"], ["tag", "TEXT"], ["evaluate"], ["agreement"]])
@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[dyad]\na = 'Turkei'\nb = 'Russia'", r"study.toml: dyad.a, Turkei, .*; did you mean Turkey"),
        (
            "[dyad]\na = 'Russia'\nb = 'russia'",
            r"study.toml, \[dyad\]: russia stands on both sides; expected",
        ),
        ("learned = 'nomodel.json'", r"study.toml: learned is 'nomodel.json', and there is no such file in"),
    ],
)
def test_every_command_says_first_what_the_settings_name_wrongly(root, command, settings, message):
    (root / "study.toml").write_text(settings, encoding="utf-8")
    text = next((root / "seeds").glob("*.txt"))
    told = [str(text) if word == "TEXT" else word for word in command]
    with pytest.raises(TrstudyError, match=message):
        raise CliRunner().invoke(cli, [*told, "--study", str(root)]).exception
    if "learned" in settings:
        assert open_study(root, training=True).settings.learned == "nomodel.json"


def test_a_side_that_only_the_texts_know_is_no_misspelt_one(root):
    (root / "study.toml").write_text("[dyad]\na = 'Turkish'\nb = 'Putin'", encoding="utf-8")
    assert len(open_study(root).tags())


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(TrstudyError, match=r"no folder .*nowhere"):
        open_study(tmp_path / "nowhere")


def test_a_folder_without_a_catalogue(tmp_path):
    (tmp_path / "study.toml").write_text("", encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"catalogue.toml: not found in .*seeds"):
        open_study(tmp_path)


def test_unknown_names_are_answered_with_the_known_ones(study):
    with pytest.raises(
        TrstudyError, match="doc_id is 'nobody-1999'; expected one of bechev-2024, zahab-2020"
    ):
        study.raw("nobody-1999")
    with pytest.raises(TrstudyError, match="codings is 'gold'; expected one of challenge_dev, gold_dev"):
        study.codings("gold")
    with pytest.raises(TrstudyError, match="tagger is 'vibes'; expected one of rules"):
        study.tags("vibes")


def test_codings_without_a_name_are_the_first_of_their_kind(root):
    study = open_study(root)
    assert study.codings().attrs["name"] == "gold_dev"
    assert "language models" in study.codings().attrs["origin"]
    assert study.codings(alone=True).attrs["name"] == "challenge_dev"
    (root / "seeds" / "codings" / "gold_dev.tsv").unlink()
    assert (study.has_codings(), study.has_codings(alone=True)) == (False, True)
    with pytest.raises(TrstudyError, match="no codes of units of the texts yet; `trstudy code --coder NAME`"):
        study.codings()


def test_a_sentence_that_is_not_there_is_named(study):
    with pytest.raises(TrstudyError, match=r"no sentence 'x:1'; ids run from [a-z]+-\d+:001 to"):
        study.explain("x:1")
