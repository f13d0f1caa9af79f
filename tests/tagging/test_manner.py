"""Whether an act is said or done: weights worked out by hand, and where they have a say."""

from math import exp

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import explain
from trstudy.tagging.manner import Manners, likely, log_odds, manner, manners, parsed, telling
from trstudy.tagging.registry import tag
from trstudy.tagging.signals import Signal
from trstudy.tagging.weighing import Weights, packed

OTHERS = Dyad("Peru", "Chile")


@pytest.fixture
def lay(monkeypatch, no_weights):
    """Return a function that puts weights of the manner in the place of the package's; frames have none."""

    def put(**rows):
        for module in ("overruling", "reasons"):
            monkeypatch.setattr(f"trstudy.tagging.{module}.manners", lambda: Manners(0, rows))

    return put


def quad(text, dyad=None, tagger="rules"):
    found = tag([text], dyad=dyad, tagger=tagger)["quad"].item()
    return None if pd.isna(found) else found


def test_a_table_is_read_as_it_is_written():
    table = parsed("# a comment\n\t-7\nshell\t500\nsaid SIDE\t-20\n")
    assert table == Manners(-7, {"shell": 500, "said SIDE": -20})
    assert log_odds({"shell", "said SIDE", "unheard of"}, table) == 473


@given(st.integers(-30_000, 30_000))
def test_the_likelier_manner_has_half_of_the_probability_or_more(odds):
    assert likely(odds) == pytest.approx(max(1 / (1 + exp(-odds / 1000)), 1 / (1 + exp(odds / 1000))))
    assert manner(odds) == ("material" if odds > 0 else "verbal")


def test_the_weights_tell_a_deed_from_a_word(lay):
    lay()
    assert quad("Russia praised Turkey.") == "verbal_cooperation"
    lay(prais=900)
    assert quad("Russia praised Turkey.") == "material_cooperation"
    assert quad("Russia praised Turkey.", tagger="unweighed") == "verbal_cooperation"


def test_where_the_rules_leave_two_acts_standing_the_stronger_stays(lay):
    lay(shell=9000, prais=9000)
    row = tag(["Russia praised Turkey but condemned Ankara."]).iloc[0]
    assert (row["frame"], row["quad"].partition("_")[0]) == ("mixed", "verbal")


def test_no_act_is_made_of_a_state_of_affairs(lay):
    lay(tie=9000, strong=9000)
    assert quad("Ties between Russia and Turkey are strong.") is None


def test_a_lead_about_others_tells_of_an_act_by_its_words_alone(lay, monkeypatch):
    table = Weights(0, {"quilt": packed((0, 800, 0, 0))})
    lay(quilt=700)
    monkeypatch.setattr("trstudy.tagging.tagged.weights_for", lambda _: table)
    assert quad("Peru and Chile quilted.", OTHERS) == "material_conflict"
    document = pd.DataFrame({"doc_id": "d", "text": ["Peru praised Chile.", "Peru and Chile quilted."]})
    assert pd.isna(tag(document, dyad=OTHERS)["quad"].iloc[1])  # nor in a document
    assert quad("Russia and Turkey quilted.") is None  # of the study's own two, the lists must know the act


def test_none_has_no_act(lay):
    lay(prais=9000)
    assert quad("Russia praised Brazil.") is None


def test_it_is_said_of_which_kind_the_act_is(lay):
    lay(prais=900, SIDE=-100)
    steps = explain("Russia praised Turkey.").steps
    assert (
        "the act is one of material cooperation: material with a probability of 0.69"
        " (for material: “Russia” −0.10, “praised” +0.90)"
    ) in steps
    assert (
        "the act is one of verbal cooperation, as its strongest cue is"
        in explain("Russia praised Turkey.", tagger="unweighed").steps
    )
    assert not [s for s in explain("Russia praised Brazil.").steps if s.startswith("the act")]


def test_only_the_most_telling_words_are_named_each_once():
    table = Manners(0, {"a": 5, "b": -9, "c": 1, "nowhere": 99})
    found = [Signal("nowhere", 0, 0), *(Signal(name, i, i + 1) for i, name in enumerate("cabax", 1))]
    assert telling(found, table, most=2) == [(Signal("a", 2, 3), 5), (Signal("b", 3, 4), -9)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru shelled Chilean positions.", "material_conflict"),
        ("Peru threatened to shell Chilean positions.", "verbal_conflict"),
        ("Peru sent Chile 40 tonnes of rice.", "material_cooperation"),
        ("Peru promised to send Chile 40 tonnes of rice.", "verbal_cooperation"),
        ("Peru accused Chile of spying.", "verbal_conflict"),
        ("Peru freed ten Chilean sailors.", "material_cooperation"),
    ],
)
def test_the_packages_weights_know_plain_acts(text, expected):
    assert len(manners().rows) > 5_000
    assert quad(text, OTHERS) == expected


def test_where_the_weights_of_a_document_are_not_sure_enough_the_manner_is_weighed_all_the_same(
    lay, monkeypatch
):
    lay(prais=900)
    table = Weights(0, {"prais": packed((0, 500, 0, 0))})  # rivalry is likelier by .14, less than is asked
    monkeypatch.setattr("trstudy.tagging.tagged.weights_for", lambda _: table)
    document = pd.DataFrame({"doc_id": "d", "text": ["Russia and Turkey met.", "Russia praised Turkey."]})
    row = tag(document).iloc[1]
    assert (row["frame"], row["rule"], row["quad"]) == ("cooperation", "one-way", "material_cooperation")
