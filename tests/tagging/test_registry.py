"""``tag`` and ``evidence``: what goes in, what comes out, for any text."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import trstudy
from trstudy.errors import TaggerError
from trstudy.tables import EVIDENCE_COLUMNS, FRAMES, MODALITIES, QUADS, TAG_COLUMNS, VOICES
from trstudy.tagging.arena import arena_codes
from trstudy.tagging.explain import evidence
from trstudy.tagging.registry import load_tagger, tag, taggers

SENTENCES = ["Russia condemned Turkey.", "It rained.", "Russia and Turkey signed an accord."]
WORDS = """Russia Turkey Ankara Putin not never without condemned agreed dispute ended suspended but
although “ ” , . said may will Syria gas he both countries their İstanbul ‘ ’ — ; ? <b> & 5 \u202e"""
words = st.sampled_from(WORDS.split())
texts = st.one_of(st.text(max_size=200), st.lists(words, max_size=30).map(" ".join))


@pytest.mark.parametrize("make", [list, pd.Series, lambda s: pd.DataFrame({"text": s}), tuple])
def test_one_row_a_unit_in_order_whatever_the_container(make):
    assert list(tag(make(SENTENCES))["frame"]) == ["rivalry", "none", "cooperation"]


def test_index_and_columns_of_a_table_are_kept():
    units = pd.DataFrame({"text": SENTENCES, "page": [7, 8, 9]}, index=["c", "a", "b"])
    tags = tag(units)
    assert list(tags.index) == ["c", "a", "b"]
    assert list(tags.columns) == ["text", "page", *TAG_COLUMNS]
    assert list(tags["page"]) == [7, 8, 9]


def test_tags_of_an_earlier_call_are_replaced():
    assert list(tag(tag(SENTENCES)).columns) == ["text", *TAG_COLUMNS]


@pytest.mark.parametrize("units", [[], pd.DataFrame({"text": []})])
def test_no_units_give_no_rows(units):
    tags = tag(units)
    assert len(tags) == 0
    assert set(TAG_COLUMNS) <= set(tags.columns)


@pytest.mark.parametrize(
    ("units", "words"),
    [
        ("Russia condemned Turkey.", "units is one string; expected a list of strings"),
        (pd.DataFrame({"sentence": SENTENCES}), "units: no column text; the table has sentence"),
        (["Russia", None], "units, row 1: text is None; expected a string"),
        (pd.Series(["Russia", 5], index=["x", "y"]), "units, row y: text is 5; expected a string"),
    ],
)
def test_what_is_no_units_is_refused(units, words):
    with pytest.raises(TaggerError) as error:
        tag(units)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("dyad", "words"),
    [
        (
            ("India", "Pakistan"),
            r"dyad: expected a trstudy.Dyad, such as Dyad\('India', 'Pakistan'\); found a tuple",
        ),
        (["India", "Pakistan"], r'such as Dyad\("India", "Pakistan"\); found a list'),
        ("India", "found a str"),
    ],
)
def test_what_is_no_dyad_is_refused_with_one(dyad, words):
    with pytest.raises(TaggerError, match=words):
        tag(["India and Pakistan agreed."], dyad=dyad)


def test_an_unknown_tagger_is_named_with_those_there_are():
    with pytest.raises(TaggerError, match=r"tagger is 'oracle'; expected one of rules, unweighed, baseline"):
        tag(SENTENCES, tagger="oracle")


def test_the_shipped_taggers_load():
    assert {"rules", "baseline"} <= set(taggers())
    assert all(hasattr(load_tagger(name), "tags") for name in ("rules", "baseline"))


@given(st.lists(texts, max_size=6), st.booleans())
def test_any_text_gets_legal_codes(units, together):
    table = pd.DataFrame({"text": pd.Series(units, dtype=object)})
    tags = tag(table.assign(doc_id="d") if together else table)
    assert len(tags) == len(units)
    assert set(tags["frame"]) <= set(FRAMES)
    assert set(tags["arena"]) <= set(arena_codes())
    assert set(tags["voice"]) <= set(VOICES)
    assert set(tags["modality"]) <= set(MODALITIES)
    assert set(tags["quad"].dropna()) <= set(QUADS)
    assert tags["score"].between(-1, 1).all()


@given(st.lists(texts, max_size=5))
def test_evidence_quotes_the_text_and_agrees_with_the_frame(units):
    table = pd.DataFrame(
        {"doc_id": "d", "sentence_id": range(len(units)), "text": pd.Series(units, dtype=object)}
    )
    rows, tags = evidence(table), tag(table)
    assert list(rows.columns) == list(EVIDENCE_COLUMNS)
    assert all(units[r.sentence_id][r.start : r.end] == r.cue for r in rows.itertuples())
    framed = set(tags.index[tags["frame"] != "none"])
    assert framed <= set(rows.loc[rows["counted"], "sentence_id"])


@given(st.lists(texts, max_size=5))
def test_the_same_text_gets_the_same_tags(units):
    pd.testing.assert_frame_equal(tag(units), tag(units))


@given(st.lists(texts, min_size=1, max_size=6))
def test_units_of_a_list_are_tagged_as_each_alone(units):
    alone = pd.concat([tag([unit]) for unit in units], ignore_index=True)
    pd.testing.assert_frame_equal(tag(units), alone)


def test_explanations_print_and_carry_spans():
    explanation = trstudy.explain("Russia did not condemn Turkey.")
    assert explanation.codes["frame"] == "cooperation"
    assert [(explanation.text[a:b], sign) for a, b, sign, _ in explanation.spans] == [("condemn", 1)]
    assert "“condemn” (condemn): cooperation, negated by “not”" in str(explanation)


def test_explanations_know_what_came_before():
    before = ["Russia and Turkey trade."]
    assert trstudy.explain("Both countries agreed.", context=before).codes["frame"] == "cooperation"
    assert trstudy.explain("Both countries agreed.", context=["It rained."]).codes["frame"] == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Both countries agreed.",
        "Neither side wants war.",
        "The two armies exchanged sweets.",
        "Turkey bombed Russia.",
        "It rained.",
    ],
)
def test_what_stands_alone_is_explained_as_it_is_tagged(text):
    codes = trstudy.explain(text).codes
    assert codes == tag([text])[list(codes)].iloc[0].to_dict()
