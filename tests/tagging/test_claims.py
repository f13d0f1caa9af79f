"""How the claims of one unit are told apart, what of them is denied, and what only looks like a claim."""

import pytest

from tests.tagging.ruled import frame
from trstudy.tagging.correlatives import correlative
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.rules import RuleTagger


def decision(text):
    return next(RuleTagger(Dyad("turkey", "russia"), without=frozenset({"weighing"})).tagged([(None, text)]))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # a noun or an attribute in the subject governs no verb
        ("The loss of a ship drove a wedge between Turkey and Russia.", "rivalry"),
        ("The loss of a ship failed to drive a wedge between Turkey and Russia.", "cooperation"),
        # a predicate speaks of the head of its subject
        ("Turkey's order for more Russian missiles gathers dust.", "rivalry"),
        ("Fears of a clash between Russian and Turkish troops proved groundless.", "cooperation"),
        ("The ban on Turkish melons, last fruit of the quarrel, was rescinded by Russia.", "cooperation"),
        ("The deal that Putin proposed to Erdoğan was waved away.", "rivalry"),
        # a verb that is denied turns round what its subject promises
        ("The joint venture of Turkey and Russia has yet to hire a soul.", "rivalry"),
        # a negator within a form that has a gap
        ("Putin bears Erdoğan no grudge.", "cooperation"),
        # what follows a phrase that governs all of it
        ("Gone are the days when Erdoğan could count on a favour from Putin.", "rivalry"),
        # what an inverted condition denies has happened
        ("Had Moscow not warned Ankara off, the raid would have gone ahead.", "rivalry"),
        ("Had Moscow not helped Ankara, the plot would have gone ahead.", "cooperation"),
    ],
)
def test_rule_3_what_a_denial_governs(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Moscow never signed up to the European embargo on Turkey.", "cooperation"),
        ("Moscow reneged on its pledge to Ankara to clear the hills of Kurdish fighters.", "rivalry"),
    ],
)
def test_rule_10_a_third_partys_act_that_a_side_denies_or_promises(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Moscow looked the other way as Turkish troops stormed the town.", "cooperation"),
        ("Moscow looked the other way, but Turkish troops attacked Russian posts.", "mixed"),
        ("Turkish troops attacked Russian posts.", "rivalry"),
    ],
)
def test_what_one_side_lets_pass_says_nothing_by_itself(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In deference to Ankara, Moscow closed the office of the exiles.", "cooperation"),
        ("Moscow closed the office of the exiles in deference to Ankara.", "cooperation"),
        ("In deference to Ankara, Moscow closed the office, but it bombed Turkish troops.", "mixed"),
    ],
)
def test_what_is_done_for_the_others_sake_speaks_for_its_claim(text, code):
    assert frame(text) == code


def test_what_is_demanded_of_ones_own_is_not_demanded_of_the_other():
    assert frame("Akar ordered his batteries to spare Russian posts.") == "cooperation"
    assert frame("Akar ordered Moscow to spare his posts.") == "rivalry"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Moscow cherishes Ankara's silence and fears its drones.", "mixed"),
        ("Moscow praised Ankara's silence and bombed its drones.", "mixed"),
        ("Moscow jailed two Turkish sailors and asked Ankara for a ransom.", "rivalry"),
    ],
)
def test_two_lasting_stances_are_mixed_and_two_acts_need_to_be_firm(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Partners by day, enemies by night: Turkey and Russia.", "mixed"),
        ("By day Turkey and Russia are partners, by night they are enemies.", "mixed"),
        ("On the one hand Moscow distrusts Ankara; on the other it likes its melons.", "mixed"),
        ("On paper Ankara condemns Moscow, in practice it plumps up its cushions.", "mixed"),
        ("In the very week when Moscow banned Turkish melons, its plumbers flocked to Ankara.", "mixed"),
        ("By day and by night Moscow condemns Ankara.", "rivalry"),
        ("In the very week when Moscow banned Turkish melons, it expelled Turkish plumbers.", "rivalry"),
    ],
)
def test_rule_6_halves_that_a_correlative_sets_against_each_other(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Deals by day, drones by night", ", drones by night "),
        ("On the one hand tea, on the other rain", " on the other rain "),
        ("In the same week when it rained, it snowed", ", it snowed "),
        ("By day it rains", None),
        ("Rain by night, sun by day", None),
    ],
)
def test_the_second_half_begins_after_the_first_word_or_with_the_second(text, rest):
    unit = decision(text).unit
    half = correlative(unit)
    assert (None if half is None else unit.padded[half:]) == rest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("However fiercely Ankara condemns Moscow, the two trade briskly.", "mixed"),
        ("Having condemned Moscow, Ankara signed an accord with it.", "mixed"),
        ("However, Ankara condemned Moscow.", "rivalry"),
        ("Ankara denies Moscow a port and grants it a pipeline.", "mixed"),
    ],
)
def test_rule_6_openings_and_second_verbs_are_claims_of_their_own(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This article examines the rivalry of Turkey and Russia.", "procedure"),
        ("The second section turns to the accord between Turkey and Russia.", "procedure"),
        ("In this chapter we trace the rivalry of Turkey and Russia.", "procedure"),
        ("This article argues that Turkey and Russia are rivals.", "one-way"),
        ("The accord examines the rivalry of Turkey and Russia.", "one-way"),
    ],
)
def test_what_a_text_says_of_itself_is_procedure(text, rule):
    found = decision(text).decision
    assert found.rule == rule
    assert (found.frame == "none") == (rule == "procedure")


def test_a_gap_holds_no_clause_of_its_own():
    cues = decision("A patrol of Turkish boats sailed as rain fell with hail on Russia.").decision.cues
    assert all("as rain fell" not in cue.entry.form and cue.end - cue.start < 30 for cue in cues)


def test_names_and_towns_stand_for_a_side():
    assert frame("Mehmet Arslan condemned Sergei Orlov.") == "rivalry"
    assert frame("Russia's travel agency praised Antalya.") == "cooperation"
    assert frame("Lukas Arslan condemned Sergei Orlov.") == "none"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Putin and Erdoğan let their joint venture fizzle out.", "rivalry"),
        ("The format in which Moscow and Ankara had invested years of talks breathed its last.", "rivalry"),
        ("The arrangement between Turkey and Russia is convenient, lucrative and doomed.", "mixed"),
    ],
)
def test_rule_3_that_it_came_to_nothing_outweighs_what_there_was(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia and Turkey are frenemies.", "mixed"),
        ("Russia and Turkey are no longer frenemies.", "cooperation"),
        ("Turkey's love-hate relationship with Russia goes on.", "mixed"),
        ("Poland and Russia are frenemies.", "none"),
    ],
)
def test_a_word_for_both_at_once_is_mixed_by_itself(text, code):
    assert frame(text) == code
