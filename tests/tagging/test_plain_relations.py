"""The plainest sentences of all: how relations are, grow and suffer, and relief from sanctions."""

import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.registry import tag


def frame(text, dyad=None):
    return tag([text], dyad=dyad, tagger="unweighed")["frame"].item()


@pytest.mark.parametrize(
    "kind", ["better", "improved", "improving", "deeper", "broader", "normal", "good", "close"]
)
@pytest.mark.parametrize("noun", ["relations", "ties"])
def test_good_relations_are_cooperation(kind, noun):
    assert frame(f"Ankara has {kind} {noun} with Moscow.") == "cooperation"


@pytest.mark.parametrize(
    "kind", ["bad", "worse", "cold", "cooler", "poor", "strained", "hostile", "tense", "awful"]
)
@pytest.mark.parametrize("noun", ["relations", "ties"])
def test_bad_relations_are_rivalry(kind, noun):
    assert frame(f"Ankara has {kind} {noun} with Moscow.") == "rivalry"


@pytest.mark.parametrize(
    "said",
    ["have improved", "have grown", "have expanded", "have endured", "are getting better", "have deepened",
     "have taken a turn for the better", "were rebuilt", "have never been better"],
)  # fmt: skip
def test_relations_that_go_on_or_grow_are_cooperation(said):
    # codebook: "ties good, stable, resilient or improving"
    assert frame(f"Relations between Turkey and Russia {said}.") == "cooperation"


@pytest.mark.parametrize(
    "said",
    ["have worsened", "have soured", "have collapsed", "are getting worse", "have taken a turn for the worse",
     "have never been worse", "are under strain", "have cooled"],
)  # fmt: skip
def test_relations_that_suffer_are_rivalry(said):
    assert frame(f"Relations between Turkey and Russia {said}.") == "rivalry"


@pytest.mark.parametrize(
    "act",
    ["agreed to lift sanctions on", "welcomed the lifting of sanctions on", "backs an end to sanctions on",
     "supports easing sanctions on", "endorsed the repeal of sanctions on",
     "adopted a plan to end sanctions on", "approved the removal of tariffs on",
     "backs sanctions relief for", "approved sanctions relief for"],
)  # fmt: skip
def test_relief_from_sanctions_is_cooperation_whoever_only_backs_it(act):
    assert frame(f"Peru {act} Chile.", Dyad("Peru", "Chile")) == "cooperation"


@pytest.mark.parametrize("act", ["agreed on new", "backs", "supports", "approved", "adopted", "voted for"])
def test_sanctions_that_are_backed_are_rivalry(act):
    assert frame(f"Peru {act} sanctions on Chile.", Dyad("Peru", "Chile")) == "rivalry"


@pytest.mark.parametrize(
    "did",
    ["ended", "halted", "stopped", "cut", "cut back", "reduced", "limited", "loosened", "suspended",
     "broke off", "said it would end", "neglected"],
)  # fmt: skip
@pytest.mark.parametrize("noun", ["ties", "diplomatic relations", "military cooperation", "contacts"])
def test_ties_that_are_ended_or_grow_less_are_rivalry(did, noun):
    # codebook: "a denied, failed, missing or ended cooperation is rivalry"
    assert frame(f"Peru {did} {noun} with Chile.", Dyad("Peru", "Chile")) == "rivalry"


@pytest.mark.parametrize("did", ["intensified", "resumed", "restored", "deepened", "offered to resume"])
@pytest.mark.parametrize("noun", ["ties", "diplomatic relations", "military cooperation", "contacts"])
def test_ties_that_are_taken_up_or_grow_are_cooperation(did, noun):
    assert frame(f"Peru {did} {noun} with Chile.", Dyad("Peru", "Chile")) == "cooperation"


@pytest.mark.parametrize(
    ("withdrawn", "expected"),
    [
        ("withdrew its troops from", "cooperation"),
        ("pulled its troops out of", "cooperation"),
        ("withdrew its ambassador from", "rivalry"),
        ("pulled its engineers out of", "rivalry"),
        ("withdrew its support for", "rivalry"),
        ("withdrew its demand to", "cooperation"),
    ],
)
def test_what_is_withdrawn_tells_how_it_is_meant(withdrawn, expected):
    assert frame(f"Peru {withdrawn} Chile.", Dyad("Peru", "Chile")) == expected


def test_who_is_suspended_over_a_deed_is_not_the_deed():
    assert frame("The league suspended Chile over its bombing of Peru.", Dyad("league", "Chile")) == "rivalry"


def test_what_a_relative_clause_denies_reaches_no_further():
    assert (
        frame("Peru, which seldom breaks its silence, condemned Chile.", Dyad("Peru", "Chile")) == "rivalry"
    )


@pytest.mark.parametrize("did", ["approved", "proposed", "backed", "adopted", "agreed on"])
@pytest.mark.parametrize("what", ["tariffs on", "restrictions on", "sanctions on", "a ban on"])
def test_what_is_decided_against_the_other_is_no_favour(did, what):
    assert frame(f"Peru {did} {what} Chilean banks.", Dyad("Peru", "Chile")) == "rivalry"


@pytest.mark.parametrize("did", ["waived", "lifted", "did away with", "rolled back", "agreed to lift"])
def test_what_is_lifted_from_the_other_is(did):
    assert frame(f"Peru {did} sanctions on Chile.", Dyad("Peru", "Chile")) == "cooperation"


@pytest.mark.parametrize("did", ["ended", "cut", "suspended", "did not resume"])
def test_what_is_no_longer_done_with_the_other_is_rivalry(did):
    assert frame(f"Peru {did} flights to Chile.", Dyad("Peru", "Chile")) == "rivalry"


def test_troops_that_leave_are_cooperation():
    assert frame("Peruvian troops left Chile on Monday.", Dyad("Peru", "Chile")) == "cooperation"
