"""What a clause denies as a whole, and what its negator leaves standing."""

import pytest

from tests.tagging.ruled import frame, notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rumours that Ankara had insulted Moscow had no foundation.", "cooperation"),
        ("Rumours that Ankara had insulted Moscow had a foundation.", "rivalry"),
        ("Reports of an alliance between Turkey and Russia were quite false.", "rivalry"),
        ("Fears that Russia would not honour the contract with Turkey soon faded.", "cooperation"),
        # what stands in another clause was not said without ground
        ("Russia insulted Turkey, say reports of a quarrel that proved false.", "rivalry"),
    ],
)
def test_rule_3_what_was_said_without_ground_is_denied(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Russian embargo on Turkey has not materialised.", "cooperation"),
        ("The alliance of Turkey with Russia has not come about.", "rivalry"),
        ("The Russian embargo on Turkey has materialised.", "rivalry"),
        # what stands in a clause before is not said to have failed
        ("Russia insulted Turkey, and the parade did not take place.", "rivalry"),
    ],
)
def test_rule_3_what_did_not_take_place_is_denied(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Never have Turkey and Russia been so friendly.", "cooperation"),
        ("Rarely had Turkey and Russia been as hostile as in May.", "rivalry"),
        ("Turkey and Russia have never been friendly.", "rivalry"),
        # little of a good thing is no record of it
        ("At no time has trust between Turkey and Russia been so scarce.", "rivalry"),
    ],
)
def test_what_has_had_no_like_is_not_denied(text, code):
    assert frame(text) == code


def test_what_a_comparison_reaches_back_to_does_not_count():
    text = "Turkey and Russia are friendlier than at any time since Moscow insulted Ankara."
    assert frame(text) == "cooperation"
    assert "it is what the comparison reaches back to" in notes(text)
    assert frame("Turkey and Russia are enemies since Moscow insulted Ankara.") == "rivalry"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Not until May will Turkey and Russia cooperate.", "rivalry"),
        ("Not until May did Turkey and Russia cooperate.", "cooperation"),
        ("Had Turkey insulted Russia, Moscow would have retaliated.", "cooperation"),
        ("If Turkey had trusted Russia, Ankara would have signed the agreement.", "rivalry"),
        ("But for Russian help, Turkey would have failed.", "cooperation"),
        # no condition, no counterfactual
        ("By May Turkey would have signed the agreement with Russia.", "cooperation"),
    ],
)
def test_what_waits_or_is_contrary_to_fact_is_denied(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Moscow removed Ankara from the list of unfriendly states.", "cooperation"),
        ("Moscow struck Ankara off its list of friendly states.", "rivalry"),
        ("Moscow put Ankara on the list of unfriendly states.", "rivalry"),
    ],
)
def test_who_is_struck_off_a_list_is_no_longer_what_it_lists(text, code):
    assert frame(text) == code


def test_a_last_clause_does_not_deny_twice():
    assert frame("A Russian embargo on Turkey, long feared, never came.") == "cooperation"
    assert frame("A Russian alliance with Turkey, long hoped for, never came.") == "rivalry"


def test_a_negator_within_a_cue_turns_that_cue():
    assert frame("Russia restored trade with Turkey.") == "cooperation"
    assert frame("Russia restored no confidence in Turkey.") == "rivalry"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # what is fronted ends at its comma
        (
            "Rather than punish Turkey for its drone exports, Moscow enlarged the quota for Turkish fruit.",
            "cooperation",
        ),
        # whoever does not join others does not do what they do
        ("Ankara declined to join its NATO allies in expelling Russian diplomats.", "cooperation"),
        ("Ankara joined its NATO allies in expelling Russian diplomats.", "rivalry"),
    ],
)
def test_rule_3_how_far_a_denial_reaches(text, code):
    assert frame(text) == code
