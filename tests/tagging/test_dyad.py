"""Who is named where, and on whose side."""

import pytest

from trstudy.errors import TaggerError
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.folding import fold
from trstudy.tagging.lexica import PACKAGE
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


def test_initials_that_are_read_as_a_word_may_be_printed_as_one():
    assert named("Nato met Ecowas.", Dyad("NATO", "Ecowas")) == [("Nato", A), ("Ecowas", B)]
    assert named("NATO met ECOWAS.", Dyad("Nato", "ECOWAS")) == [("NATO", A), ("ECOWAS", B)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("U.S. Congress", "The U.S. Congress praised Peru."),
        ("St. Lucia", "St. Lucia praised Peru."),
        ("St. Lucia", "St Lucia praised Peru."),
        ("Saint Lucia", "Peru praised St. Lucia."),
        ("Union No. 1", "Peru praised Union No. 1 in a deal."),
        ("Acme Inc. of Lima", "Peru praised Acme Inc. of Lima."),
        ("al-Qaeda", "al-Qaeda praised Peru."),
        ("al-Qaeda", "Al Qaeda praised Peru."),
    ],
)
def test_a_name_with_stops_or_small_letters_is_found_as_its_user_writes_it(name, text):
    assert {side for _, side in named(text, Dyad([name], ["Peru"]))} == {A, B}


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


def printed(text, dyad, side):
    return [form for form, named_side in named(text, dyad) if named_side == side]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Engineers from Bursa met Russians.", ["Bursa"]),
        ("Russians met engineers in Bursa.", ["Bursa"]),
        ("Russians and Ukrainians met in Bursa.", []),
        ("Although it rained in Bursa, Turks and Russians agreed.", ["Turks"]),
        ("The Bursa talks brought Russians and Ukrainians together.", []),
        ("Bursa hosted Russians and Ukrainians.", []),
        ("Russians blamed Bursa for what Ukrainians did.", ["Bursa"]),
    ],
)
def test_a_town_names_its_side_but_not_as_a_venue_of_third_parties(text, towns):
    assert printed(text, default_dyad(), A) == towns


def test_a_town_of_no_side_is_nobody():
    assert named("Greece and Italy met a man from Bursa.", Dyad("Greece", "Italy")) == [
        ("Greece", A),
        ("Italy", B),
    ]


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("TASS and Anadolu share an office.", ["TASS"]),
        ("TASS reported that Turkey had paid.", []),
        ("The Turkish minister told TASS that he had paid.", []),
    ],
)
def test_a_news_agency_that_reports_is_no_actor(text, outlets):
    assert printed(text, default_dyad(), B) == outlets


@pytest.mark.parametrize(
    ("text", "side", "found"),
    [
        ("The Turks thanked General Zarubinov.", B, ["Zarubinov"]),
        ("The Russians thanked Captain Tekeoğlu.", A, ["Tekeoğlu"]),
        ("The Russians thanked Captain Iğsız.", A, ["Iğsız"]),
        ("The Turks thanked Georgians and Zarubinov.", B, []),  # a third party's surname it may be
        ("The Turks drove to Kiev and zarubinov.", B, []),  # too short, and not capitalised
        ("The Turks thanked Borisov.", B, []),  # the lists know him as another's
        ("General Zarubinov slept.", B, []),  # the other side must be named
    ],
)
def test_an_unlisted_surname_counts_where_the_other_side_alone_is_named(text, side, found):
    assert printed(text, default_dyad(), side) == found


@pytest.mark.parametrize(
    ("name", "other", "text", "form"),
    [
        ("journalists", "Peru", "Peru jailed a journalist.", "journalist"),
        ("judges", "Peru", "Peru jailed a judge.", "judge"),
        ("Peruvian policeman", "Cuba", "Cuba jailed policemen.", "policemen"),
        ("Kenyan lecturers", "Kenyan government", "Kenyan dons defied the government.", "Kenyan"),
        ("Kenyan government", "Kenyan lecturers", "Kenyan dons defied the government.", "government"),
        ("Kenyan government", "Kenyan lecturers", "Lecturers defied Nairobi.", "Nairobi"),
        ("mayor of Lima", "Cuba", "Peruvians thanked Cuba.", "Peruvians"),
    ],
)
def test_an_ad_hoc_name_is_found_in_other_numbers_and_by_the_state_in_it(name, other, text, form):
    assert form in printed(text, Dyad([name], [other]), A)


def test_of_a_name_that_both_states_could_have_neither_is_meant():
    assert named("The government met teachers.", Dyad(["Kenyan government"], ["Ugandan army"])) == []


# whose capital is also another word or place: it is a town, or in no list
_ONE_NAME = {"belgium", "hong_kong", "monaco", "san_marino", "seychelles", "singapore", "vatican"}


def test_every_country_has_a_capital_and_a_demonym():
    """Peoples and lands without a seat of government of their own aside."""
    lands = {"grenada", "greenland", "kurds", "tatars", "yugoslavia", "western_sahara"}
    lacking = {
        key
        for key, table in PACKAGE.read("countries.toml").items()
        if not table.get("adjectives") or len(table["names"]) < 2
    }
    assert lacking - lands - _ONE_NAME == set()


def test_all_members_of_the_united_nations_are_there():
    """There are 193; the lists have some lands more."""
    more = {
        "cook_islands", "greenland", "hong_kong", "kosovo", "kurds", "palestine", "taiwan", "tatars",
        "vatican", "western_sahara", "yugoslavia",
    }  # fmt: skip
    listed = set(PACKAGE.read("countries.toml")) - more | set(default_dyad().a + default_dyad().b)
    assert len(listed) == 193


@pytest.mark.parametrize(
    ("country", "forms"),
    [
        ("Fiji", ["Suva", "Fijian", "Fijians"]),
        ("Tuvalu", ["Funafuti", "Tuvaluan"]),
        ("Sao Tome", ["São Tomé", "Santomean"]),
        ("New Zealand", ["Wellington", "Kiwi", "Kiwis"]),
        ("United Arab Emirates", ["Abu Dhabi", "Emirati", "Emiratis"]),
        ("Azerbaijan", ["Baku", "Azeri", "Azeris", "Heydar Aliyev"]),
        ("China", ["Beijing", "Zhongnanhai", "Xinhua"]),
        ("South Korea", ["Seoul", "Blue House", "Yonhap"]),
        ("Kazakhstan", ["Astana", "Kazakhs"]),
    ],
)
def test_a_country_is_named_by_capital_demonym_seat_and_leader(country, forms):
    for form in forms:
        assert named(f"Then {form} wrote.", Dyad(country, "Peru")) == [(form, A)]
