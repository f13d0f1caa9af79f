"""The dyad test by signs: what each weighs, and whether they add up."""

import pytest

import trstudy
from trstudy.tagging.anaphora import ENOUGH, WEIGHTS, signs
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.rules import RuleTagger

GIVEN = "Turkey and Russia share a sea."
LONG_AGO = [GIVEN, "Russia is large.", *["The weather was mild in those days and the harvest was good."] * 5]


def last(*texts, dyad=None):
    return list(RuleTagger(dyad or default_dyad()).tagged([("d", text) for text in texts]))[-1]


@pytest.mark.parametrize(
    ("text", "found", "total"),
    [
        # 2 + 4: a counterpart settles it
        ("Moscow found in its southern neighbour a client.", {"one side named", "a counterpart"}, None),
        ("The harvest there was better than anybody had foreseen in spring.", set(), 0),
        (
            "For some years the commerce with Russia grew and grew without a pause.",
            {"one side named", "with, against or towards the side named", "a word for dealings"},
            7,
        ),
        (
            "The one had what the other had long been looking for in the region.",
            {"words for one of the two"},
            2,
        ),
        (
            "American planners would like to see the limits of the convention relaxed.",
            {"others named"},
            -5,
        ),
    ],
)
def test_signs(text, found, total):
    held = signs(last(*LONG_AGO, text).unit)
    assert found <= set(held)
    if total is not None:
        assert set(held) - {"more cues than one", "a cue for relations"} == found
        assert sum(WEIGHTS[sign] for sign in found) == total


@pytest.mark.usefixtures("no_weights")
@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Moscow was warmly thanked by its southern neighbour in a great many letters.", "cooperation"),
        ("For some years the commerce with Russia was wrecked by a bitter quarrel over tomatoes.", "rivalry"),
        (
            "This bargain has been honoured, and each has been helped by the other in its hour of need.",
            "cooperation",
        ),
    ],
)
def test_signs_that_add_up_bring_the_dyad_into_play(text, frame):
    found = last(*LONG_AGO, text).decision
    assert (found.dyad, found.frame) == ("by signs", frame)


@pytest.mark.parametrize(
    "text",
    [
        "Russia has attacked a town in the steppe and bombed the bridge.",  # one side 2, cues 2
        "Moscow quarrelled with its American partner and threatened sanctions on him.",  # others: -5
        "Its neighbour",  # no side named: no counterpart of one
    ],
)
def test_one_side_and_its_business_with_others_is_not_enough(text):
    assert last(*LONG_AGO, text).decision.dyad == ""


def test_both_sides_must_have_been_given():
    text = "Moscow was warmly thanked by its southern neighbour in a great many letters."
    assert last("Russia is large.", text).decision.dyad == ""
    assert last("Turkey is large.", text).decision.dyad == "by signs"  # never named together
    assert trstudy.tag([text])["rule"].item() == "dyad-absent"  # no document


def test_a_third_party_just_before_may_be_whom_the_words_mean():
    text = "For some years its hopes for a quarrel were met in Moscow in many a way."
    before = last(*LONG_AGO, text)
    after = last(*LONG_AGO, "France had a poor harvest and nobody knew the reason for it.", text)
    assert set(signs(after.unit)) - set(signs(before.unit)) == {"others named just before"}


@pytest.mark.parametrize(
    ("text", "dyad"),
    [
        ("They quarrelled bitterly and for a long time.", "both by anaphor"),
        ("Workshops were closed by the dozen, and their owners quarrelled.", ""),
        ("Men are free, and they quarrel.", ""),
    ],
)
def test_they_are_not_the_two_sides_if_the_unit_names_several_itself(text, dyad):
    assert last(GIVEN, text).decision.dyad == dyad


def test_any_two_actors_have_signs():
    dyad = Dyad(["Freedonia"], ["Sylvania"])
    text = "Freedonia was warmly thanked by its southern neighbour in a great many letters."
    assert last("Freedonia and Sylvania share a sea.", text, dyad=dyad).decision.dyad == "by signs"


def test_each_sign_can_be_held_and_is_explained():
    text = "Moscow was warmly thanked by its southern neighbour in a great many letters."
    steps = trstudy.explain(text, context=[GIVEN]).steps
    told = next(step for step in steps if step.startswith("the two sides are in play by signs: "))
    assert "one side named (+2), a counterpart (+4)" in told
    assert told.endswith(f"where {ENOUGH} are needed")


def test_nothing_is_explained_where_both_are_named():
    assert not any("in play" in step for step in trstudy.explain("Turkey thanked Russia.").steps)


@pytest.mark.parametrize(
    ("text", "in_play"),
    [
        ("Since then the two have quarrelled over prices.", True),
        ("Since then both presidents have quarrelled over prices.", True),
        # others, of whom there are two
        ("Since then the two pilots have quarrelled over prices.", False),
        ("Since then both the banks have quarrelled over prices.", False),
    ],
)
def test_two_of_another_kind_do_not_stand_for_the_sides(text, in_play):
    found = last("Turkey and Russia signed a contract.", text)
    assert bool(found.decision.dyad) is in_play
