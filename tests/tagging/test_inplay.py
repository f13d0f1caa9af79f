"""The dyad test on sentences that stand alone."""

import pytest

from trstudy.tagging.dyad import default_dyad
from trstudy.tagging.rules import RuleTagger


def in_play(text, doc=None):
    return next(iter(RuleTagger(default_dyad()).tagged([(doc, text)]))).decision.dyad


@pytest.mark.parametrize(
    "text",
    [
        "A cold draught has been blowing between the two capitals.",
        "Both governments signed.",
        "The two foreign ministries finish each other's sentences.",
        "Neither ministry answered.",
        "On gas the two neighbours are litigants.",
        "Each of the two navies sails.",
    ],
)
def test_the_two_of_a_lone_sentence_are_the_two_sides(text):
    assert in_play(text) == "both by anaphor"


@pytest.mark.parametrize(
    "text",
    [
        "Both sides of the street were empty.",
        "The two sisters quarrelled.",
        "The two capitals of Bolivia quarrelled.",
        "Serbia and Kosovo disagree, and both capitals say so.",
        "Both its neighbours signed.",
        "They quarrelled with each other.",
    ],
)
def test_others_two_are_not(text):
    assert in_play(text) == ""


def test_in_a_document_two_need_an_antecedent():
    assert in_play("Both governments signed.", "d") == ""


@pytest.mark.parametrize(
    ("text", "dyad"),
    [
        ("A Russian frigate limped home, as both foreign ministries say.", "both by anaphor"),
        ("Moscow urged both sides to stop.", ""),  # others, between whom it speaks
        ("Moscow mediated between the two presidents.", ""),
        ("The two Russian ministries disagree.", ""),
    ],
)
def test_with_one_side_named_the_two_are_states_it_does_not_speak_to(text, dyad):
    assert in_play(text) == dyad
