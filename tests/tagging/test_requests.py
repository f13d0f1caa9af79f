"""What one side asks of the other: pressed to give way, asked for help, or neither."""

import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import explain
from trstudy.tagging.registry import tag

DYAD = Dyad("Peru", "Chile")


def frame(text, dyad=DYAD):
    return tag([text], dyad=dyad, tagger="unweighed")["frame"].item()


@pytest.mark.parametrize(
    "verb", ["asked", "urged", "called on", "appealed to", "told", "pressed", "is asking"]
)
@pytest.mark.parametrize(
    "asked",
    [
        "to stop bombing its villages",
        "to free the fishermen",
        "to lift its embargo",
        "to withdraw",
        "to apologise",
    ],
)
def test_asked_to_give_way_the_other_is_pressed(verb, asked):
    assert frame(f"Peru {verb} Chile {asked}.") == "rivalry"
    assert frame(f"Peru {verb} the Chilean government on Monday {asked}.") == "rivalry"


@pytest.mark.parametrize(
    "text",
    [
        "Peru called on Chilean forces to leave the islands and stop supporting rebels.",
        "Peru told Chile to scrap the trial and give back its papers.",
        "Peruvian lawmakers voted to tell Chile to scrap the trial and give back its papers.",
    ],
)
def test_the_request_is_what_its_side_does_and_speaks_before_what_else_is_asked(text):
    assert frame(text) == "rivalry"


@pytest.mark.parametrize("verb", ["asked", "urged", "called on", "appealed to", "implored"])
@pytest.mark.parametrize("asked", ["to send doctors", "to mediate in the strike", "to join the talks"])
def test_asked_for_help_it_is_not(verb, asked):
    assert frame(f"Peru {verb} Chile {asked}.") == "cooperation"


def test_what_the_other_is_asked_that_it_do_is_read_alike():
    assert frame("Peru asked once more that Chile give back the fleet.") == "rivalry"
    assert frame("Peru requested that Chile should withdraw.") == "rivalry"
    assert frame("Peru requested that the Chilean army withdraw.") == "rivalry"
    assert frame("Peru urged that Chile join the talks.") == "cooperation"


def test_what_is_asked_is_not_done():
    step = "“bombing” (shoot)"
    steps = explain("Peru urged Chile to stop bombing its villages.", DYAD, "unweighed").steps
    assert "“urged” (request): rivalry" in steps
    assert [s for s in steps if s.startswith(step)] == [
        f"{step}: cooperation, reversed by “stop”, not counted: it stands under “urged”"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru begged Chile to free the fishermen.", "cooperation"),  # who begs does not press
        ("Peru told Chile not to send doctors.", "rivalry"),
        ("Peru asked Chile for a year in which to free its fleet of debt.", "cooperation"),
        (
            "Peru did not ask Chile to stop bombing its villages.",
            "cooperation",
        ),  # nothing is asked
        ("Peru told Chile of its decision to lift the embargo.", "cooperation"),  # told, not asked
        ("Peru told Chile it had decided to withdraw its troops.", "cooperation"),
        ("Peru was told Chile had agreed to release the sailors.", "cooperation"),
        ("Peru freed ten Chilean sailors as the two talked to each other.", "cooperation"),
    ],
)
def test_where_nothing_is_asked_of_the_other_the_cues_decide(text, expected):
    assert frame(text) == expected


def test_what_is_asked_of_others_says_nothing_of_the_other_side():
    assert not [s for s in explain("Peru urged Brazil to stop arming Chile.", DYAD).steps if "(request)" in s]
    assert not [s for s in explain("Brazil urged Chile to free a Peruvian.", DYAD).steps if "(request)" in s]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru was warned Chile planned to withdraw.", "cooperation"),
        ("Peru was repeatedly warned that the Chilean army would attack.", "rivalry"),
        ("Peru was warned that Chile would send doctors.", "cooperation"),
        ("Peru was warned by Chile that it would send doctors.", "rivalry"),  # the warner is the other side
        ("Peru was warned, Chile sent doctors.", "rivalry"),  # of what, is not said
    ],
)
def test_what_one_side_is_told_of_the_other_counts_and_not_that_it_is_told(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru told its own fighters to halt attacks on Chile.", "cooperation"),
        ("Peru ordered its militias to end their attacks on Chile.", "cooperation"),
        ("Peru told its firms to stop selling Chile wheat.", "rivalry"),
        ("Peru told its troops to stop helping Chile.", "rivalry"),
        ("Peru told its Chilean guests to stop the raids.", "rivalry"),  # they are the other side
        ("Peru ordered its batteries to fire on Chile.", "rivalry"),
    ],
)
def test_what_ones_own_are_told_to_stop_is_turned_round(text, code):
    assert frame(text) == code


def test_a_request_ends_with_its_sentence():
    steps = explain("Peru asked Chile. “Now to stop this war!”", DYAD, "unweighed").steps
    assert not [s for s in steps if "(request)" in s]


@pytest.mark.parametrize("part", ["Peru urged Chile to stop. ", "Peru not Chile ", "U.S. "])
def test_what_repeats_itself_is_read_in_time_that_grows_with_its_length(part):
    # each word is looked at a bounded number of times: with the square of the length these took minutes
    assert len(tag([part * 6000], dyad=DYAD)) == 1
