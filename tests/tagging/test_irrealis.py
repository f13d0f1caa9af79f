"""What is told as unfulfilled, past, short-lived or only expected, and a last clause that only denies."""

import pytest

from tests.tagging.ruled import frame, notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Erdoğan could have snubbed Putin.", "cooperation"),
        ("Erdoğan snubbed Putin.", "rivalry"),
        ("Turkey might have sided with Russia, had anyone asked.", "rivalry"),
        # what is denied was not missed: it is a way to say that nothing was greater
        ("Turkey could not have helped Russia more.", "rivalry"),
        # a comma ends what did not come about
        ("Turkey, which should have punished Russia, helped it.", "cooperation"),
    ],
)
def test_rule_3_what_did_not_come_about_is_denied(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The depot, once the pride of Turkish-Russian cooperation, is a car park.", "rivalry"),
        ("What was once a feud between Turkey and Russia is a game of chess.", "cooperation"),
        # the conjunction tells of a time, not of what is past
        ("Trade, once the Turkish-Russian treaty is ratified, will grow.", "cooperation"),
        ("The quarrel between Ankara and Moscow lasted until supper.", "cooperation"),
        ("The friendship between Ankara and Moscow lasted all of a week.", "rivalry"),
        ("The treaty between Turkey and Russia was honoured by nobody.", "rivalry"),
    ],
)
def test_rule_3_what_is_over_is_denied(text, code):
    assert frame(text) == code


def test_how_long_a_thing_lasted_is_an_aside_in_a_relative_clause_and_before_another_claim():
    bred = "The raid bred a crisis between Turkey and Russia that lasted until May."
    assert frame(bred) == "rivalry"
    assert not any("did not last" in note for note in notes(bred))
    assert "turned round: it did not last" not in notes(
        "The feud lasted until Russia and Turkey signed a pact."
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Erdoğan's own party wanted a quarrel with Russia; he sent Putin a melon.", "cooperation"),
        ("Erdoğan's own party wanted friendship with Russia; he sent Putin a bill.", "rivalry"),
        (
            "Pundits predicted a row between Turkey and Russia; Putin and Erdoğan signed a pact.",
            "cooperation",
        ),
        ("Pundits predicted a row between Turkey and Russia.", "rivalry"),
    ],
)
def test_what_was_expected_gives_way_to_what_came(text, code):
    assert frame(text) == code


def test_what_was_expected_is_set_aside_where_the_answer_speaks():
    assert "it was only expected" in notes(
        "Pundits predicted a row between Turkey and Russia; Putin and Erdoğan signed a pact."
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It was feared that Russia would punish Turkey; it did not.", "cooperation"),
        ("Turkey asked Russia for help, and got none.", "rivalry"),
        ("The Turkish people befriended Russia; the Turkish government never did.", "rivalry"),
        ("Russia and Turkey agreed on a route; nothing came of it.", "rivalry"),
    ],
)
def test_rule_3_an_elided_last_clause_denies_the_one_before(text, code):
    assert frame(text) == code
