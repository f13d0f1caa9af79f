"""Who is named where, and on whose side."""

import pytest

from trstudy.errors import TaggerError
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.folding import fold
from trstudy.tagging.mentions import THIRD, A, B
from trstudy.tagging.sides import Sides


def named(text, dyad):
    padded = f" {text} "
    return [(padded[m.start : m.end], m.side) for m in Sides(dyad).scan(fold(padded), padded)]


def test_a_lexicon_actor_is_named_by_all_its_forms():
    text = "Erdoğan, the Turks and Türkiye's BOTAŞ met Gazprom and the Kremlin."
    assert named(text, default_dyad()) == [
        ("Erdoğan", A), ("Turks", A), ("Türkiye", A), ("BOTAŞ", A), ("Gazprom", B), ("Kremlin", B),
    ]  # fmt: skip


def test_diacritics_do_not_matter():
    assert named("Erdogan met Cavusoglu.", default_dyad()) == [("Erdogan", A), ("Cavusoglu", A)]


def test_the_longest_name_stands():
    assert named("The Black Sea Fleet sailed.", default_dyad()) == [("Black Sea Fleet", B)]


def test_lexicon_names_count_only_as_capitalised_in_their_list():
    dyad = Dyad("United States", "Turkey")
    assert named("They told us that turkey was served.", dyad) == []
    assert named("The US met Turkey.", dyad) == [("US", A), ("Turkey", B)]


def test_a_fixed_phrase_is_no_name():
    assert named("Turkish coffee is strong.", default_dyad()) == [("Turkish coffee", THIRD)]


def test_a_third_party_as_a_place_is_no_actor():
    assert named("Russia struck rebels in northern Syria.", default_dyad()) == [("Russia", B)]
    assert named("Russia struck Syria.", default_dyad()) == [("Russia", B), ("Syria", THIRD)]


@pytest.mark.parametrize(
    ("name", "text", "printed"),
    [
        ("US Congress", "Congress voted on Cuba.", "Congress"),
        ("US Congress", "US lawmakers voted on Cuba.", "US"),
        ("Freedonia", "The Freedonian army left Cuba.", "Freedonian"),
        ("the rebels", "Cuba shelled the rebels.", "rebels"),
        ("Ruritania (government)", "Ruritania left Cuba.", "Ruritania"),
    ],
)
def test_names_given_ad_hoc_are_found_by_their_parts_and_demonyms(name, text, printed):
    assert (printed, A) in named(text, Dyad([name], ["Cuba"]))


def test_a_word_that_both_names_share_stands_for_neither():
    dyad = Dyad(["Gondor rangers"], ["Gondor merchants"])
    assert named("Gondor fell; the rangers fled.", dyad) == [("rangers", A)]


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ([], ["Cuba"], "side a is []"),
        (["Cuba"], "", "side b is ''"),
        (["Cuba"], ["!!"], "side b is ['!!']"),
        (["Cuba"], [3], "side b is [3]"),
        (["Türkiye"], ["turkiye"], "turkiye stands on both sides"),
    ],
)
def test_a_dyad_without_two_sides_is_refused(a, b, words):
    with pytest.raises(TaggerError, match="Dyad") as error:
        Dyad(a, b)
    assert words in str(error.value)


def test_two_names_of_one_actor_stand_for_themselves():
    text = "Congress and the Pentagon met the Americans."
    assert named(text, Dyad(["Congress"], ["Pentagon"])) == [
        ("Congress", A),
        ("Pentagon", B),
        ("Americans", THIRD),
    ]
