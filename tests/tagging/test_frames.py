"""The codebook's rules, one by one, on sentences written for each."""

from functools import partial

import pandas as pd
import pytest

from trstudy.tagging import registry
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.rules import Rules

tag = partial(registry.tag, tagger="unweighed")  # the rules by themselves; weights: test_weighing


def frame(text, *before):
    units = pd.DataFrame({"doc_id": "d", "text": [*before, text]})
    return tag(units)["frame"].iloc[-1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia condemned Turkey.", "rivalry"),
        ("Gazprom cooperates with BOTAŞ.", "cooperation"),
        ("Armenia condemned Azerbaijan.", "none"),
        ("Russia condemned Poland.", "none"),
        ("The Kremlin is a fortress.", "none"),
    ],
)
def test_rule_1_both_sides_must_be_in_play(text, code):
    assert frame(text) == code


def test_rule_1_both_sides_by_anaphor():
    assert frame("Both countries share an outlook.", "Russia and Turkey trade.") == "cooperation"
    assert frame("Both countries share an outlook.") == "none"
    assert frame("The two sides signed an accord.", "Ukraine hosted Turkey.") == "none"
    assert frame("They distrust each other.", "Moscow hosted Erdoğan.") == "rivalry"


def test_rule_1_one_side_by_anaphor():
    assert frame("He condemned the Kremlin.", "Erdoğan spoke in Rize.") == "rivalry"
    assert frame("He condemned the Kremlin.", "Macron spoke in Nice.") == "none"


def test_documents_are_not_each_others_context():
    units = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Russia and Turkey trade.", "Both agreed."]})
    assert list(tag(units)["frame"]) == ["cooperation", "none"]


def test_units_of_a_list_are_not_each_others_context():
    assert list(tag(["Russia and Turkey trade.", "Both agreed."])["frame"]) == ["cooperation", "none"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia did not condemn Turkey.", "cooperation"),
        ("Russia never trusted Turkey.", "rivalry"),
        ("Neither Russia nor Turkey signed the accord.", "rivalry"),
        ("Russia and Turkey eased their tensions.", "cooperation"),
        ("Russia suspended its cooperation with Turkey.", "rivalry"),
        ("Russia refused to condemn Turkey.", "cooperation"),
        ("Russia's dispute with Turkey was settled.", "cooperation"),
        ("Relations between Russia and Turkey deteriorated.", "rivalry"),
        ("The meeting of Putin and Erdoğan ended without agreement.", "rivalry"),
        ("Russia and Turkey did not let Idlib derail their trade.", "cooperation"),
        ("Russia and Turkey let Idlib derail their trade.", "rivalry"),
        ("Not only did Russia condemn Turkey, it also imposed sanctions.", "rivalry"),
        ("Russia and Turkey did not cooperate, let alone trust each other.", "rivalry"),
    ],
)
def test_rule_3_denial_turns_the_code_round(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Relations between Russia and Turkey could collapse.", "rivalry"),
        ("Russia will try to cooperate with Turkey.", "cooperation"),
    ],
)
def test_rule_4_possibility_keeps_the_code(text, code):
    assert frame(text) == code


def test_rule_5_questions_are_coded_for_what_they_suggest():
    assert frame("Are relations between Turkey and Russia falling apart?") == "rivalry"
    assert frame("What are relations between Turkey and Russia?") == "none"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Although Russia condemned Turkey, the two agreed on a truce.", "mixed"),
        ("Russia and Turkey trade briskly but distrust each other.", "mixed"),
        ("Russia cooperates with Turkey despite their rivalry.", "mixed"),
        ("Although it rained in Sochi, Russia and Turkey agreed on a truce.", "cooperation"),
        ("Russia and Turkey are partners in trade and adversaries in Libya.", "mixed"),
    ],
)
def test_rule_6_concession(text, code):
    assert frame(text) == code


def test_rule_7_bare_relations_point_neither_way():
    assert frame("Relations between Russia and Turkey have a long history.") == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Erdoğan told Putin about his agreement with Greece.",
        "Russia watched Turkey's quarrel with Greece.",
    ],
)
def test_rule_10_words_between_others_are_no_relation(text):
    assert frame(text) == "none"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkey did not join the EU sanctions on Russia.", "cooperation"),
        ("Turkey refused to join Western sanctions against Russia.", "cooperation"),
        ("Turkey opposed Western sanctions on Russia.", "cooperation"),
        ("Turkey joined Western sanctions on Russia.", "rivalry"),
        ("The EU imposed sanctions on Russia, and it rained in Turkey.", "none"),
        ("US sanctions hurt Turkey, but Ankara deepened its ties with Moscow.", "cooperation"),
        ("Turkey supports Azerbaijan while Russia supports Armenia.", "rivalry"),
        ("Turkey and Russia support Azerbaijan.", "none"),
    ],
)
def test_a_third_partys_act_counts_by_what_a_side_says_to_it(text, code):
    assert frame(text) == code


def test_a_couple_of_anything_is_a_measure_and_no_couple():
    found = tag(
        [
            "Russia and Turkey are a couple.",
            "Russia and Turkey saw snow in the past couple of years.",
        ]
    )
    assert list(found["frame"]) == ["cooperation", "none"]


def test_an_attitude_settles_its_complement():
    assert frame("Russia thanked Turkey for ending its attacks.") == "cooperation"
    assert frame("Russia accused Turkey of breaking the agreement.") == "rivalry"


def test_any_dyad_works():
    dyad = Dyad(["US Congress"], ["Cuba"])
    assert tag(["Congress imposed sanctions on Cuba."], dyad)["frame"].item() == "rivalry"
    assert tag(["Russia condemned Turkey."], dyad)["frame"].item() == "none"


def test_an_unknown_act_is_read_from_the_tie():
    tags = tag(["Russia blorped with Turkey.", "Russia blorped against Turkey.", "Russia blorped in Turkey."])
    assert list(tags["frame"]) == ["cooperation", "rivalry", "none"]
    assert list(tags["rule"]) == ["valency", "valency", "no-cue"]


def test_an_act_that_does_its_object_good_is_kind_without_a_preposition():
    tags = tag(["Russia knighted Turkey.", "Russia blorped Turkey.", "Russia never knighted Turkey."])
    assert list(tags["frame"]) == ["cooperation", "rivalry", "rivalry"]
    assert list(tags["rule"]) == ["valency"] * 3


@pytest.mark.parametrize(
    "text", ["Russia will not {} Turkey’s oats.", "Russia couldn’t {} Turkey.", "Russia cannot {} Turkey."]
)
def test_what_one_will_not_do_for_the_other_is_refused(text):
    tags = tag([text.format("blorp"), text.format("knight"), text.format("see")], tagger="unweighed")
    assert list(tags["frame"]) == ["rivalry", "rivalry", "none"]


def test_of_an_unknown_act_that_was_not_done_nothing_is_said():
    assert tag(["Russia has not blorped Turkey."], tagger="unweighed")["rule"].item() == "no-cue"


def test_an_unknown_act_is_read_in_the_passive_too():
    tags = tag(
        ["Russia was knighted by Turkey.", "Turkey has been blorped by Russia.", "Russia is ruled by Turkey."]
    )
    assert list(tags["frame"]) == ["cooperation", "rivalry", "none"]


@pytest.mark.parametrize(
    ("text", "quad"),
    [
        ("Russia condemned Turkey.", "verbal_conflict"),
        ("Russia bombed Turkey.", "material_conflict"),
        ("Russia praised Turkey.", "verbal_cooperation"),
        ("Russia did not bomb Turkey.", "material_cooperation"),
        ("Russia and Turkey are rivals.", None),
    ],
)
def test_acts_have_a_quad_class(text, quad):
    found = tag([text])["quad"].item()
    assert found == quad or (quad is None and pd.isna(found))


@pytest.mark.parametrize(
    ("off", "text", "code"),
    [
        ("negation", "Russia did not condemn Turkey.", "rivalry"),
        ("reversal", "Russia suspended its pact with Turkey.", "cooperation"),
        ("third parties", "Russia watched Turkey's quarrel with Greece.", "rivalry"),
        ("attitudes", "Russia accused Turkey of breaking the agreement.", "rivalry"),
        ("dyad test", "Russia condemned the storm.", "rivalry"),
        ("valency", "Russia blorped with Turkey.", "none"),
        ("concession", "Russia and Turkey trade briskly but distrust each other.", "cooperation"),
    ],
)
def test_without_a_rule_family_its_sentence_comes_out_otherwise(off, text, code):
    units = pd.DataFrame({"doc_id": [None], "role": "body", "text": [text]})
    assert Rules(frozenset({off, "weighing"})).tags(units, Dyad("turkey", "russia"))["frame"].item() == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia praised Turkey but quilted every one of its parasols.", "mixed"),
        ("Russia condemned Turkey, yet its bakers quilted Turkish parasols.", "mixed"),
        ("Russia praised Turkey but quilted every parasol in Poland.", "cooperation"),
        ("Russia praised Turkey but rain fell.", "cooperation"),
        ("Russia praised Turkey after it quilted its parasols.", "cooperation"),
    ],
)
def test_rule_6_what_is_set_against_a_claim_points_the_other_way(text, code):
    assert frame(text) == code


def test_rule_6_outright_contrast_lets_a_weak_claim_stand():
    assert frame("Russian shops sell Turkish rugs, but Moscow condemned Ankara.") == "mixed"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Greece freed a jailed sailor of Turkey.", "cooperation"),
        ("Greece praised three accused sailors of Turkey.", "cooperation"),
        ("Greece jailed a sailor of Turkey.", "rivalry"),
    ],
)
def test_a_participle_that_describes_a_noun_gives_way_to_the_verb(text, code):
    assert tag([text], Dyad(["Greece"], ["Turkey"]))["frame"].item() == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Putin praises Erdoğan's speech and sabotages his plans.", "mixed"),
        ("Putin praises Erdoğan's courage and partnership.", "cooperation"),
    ],
)
def test_a_second_verb_of_the_same_subject_is_a_claim_of_its_own(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Militias armed by Turkey stormed a village protected by Russia.", "rivalry"),
        ("A Kremlin-backed governor condemned the assembly that Turkey funds.", "rivalry"),
        ("Militias armed by Turkey stormed a village protected by Iran.", "none"),
    ],
)
def test_rule_2_clients_of_both_sides(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia dunned Turkey.", "rivalry"),
        ("Russian troops have quickly padlocked all Turkish huts.", "rivalry"),
        ("Russia may yet strand Turkey's kiosks.", "rivalry"),
        ("Russia is now Turkey's tallest neighbour.", "none"),
        ("Russia mentioned Turkey's islands.", "none"),
        ("Russia and Turkey dunned.", "none"),
        ("Russia dunned Poland and Turkey.", "none"),
    ],
)
def test_an_unknown_act_upon_the_other_side(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia did not fire a shot at Turkey.", "cooperation"),
        ("Old grudges scarcely bedevil Turkey's dealings with Russia.", "cooperation"),
        ("A rift between the two men, Erdoğan and Putin, is out of the question.", "cooperation"),
        ("The partnership of Turkey and Russia has proved a mirage.", "rivalry"),
        ("Reports of the demise of the partnership of Turkey and Russia are exaggerated.", "cooperation"),
    ],
)
def test_rule_3_denial_reaches_what_it_denies(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Erdoğan rang Putin for the last time in March.", "none"),
        ("Erdoğan and Putin named the plaza Peace.", "none"),
        ("Erdoğan and Putin made peace.", "cooperation"),
        ("Peace for Erdoğan and Putin", "cooperation"),
    ],
)
def test_one_capitalised_word_inside_a_sentence_is_a_name(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Its allies angered Turkey and Russia slept.", "rivalry"),
        ("Russia, Turkey's friend, slept.", "cooperation"),
        ("Turkey and its friend Russia slept.", "cooperation"),
        ("Turkey ate while its friends toured Russia.", "none"),
    ],
)
def test_a_friend_of_one_side_alone(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkey dismissed Russia's plan as a farce.", "rivalry"),
        ("Russia's plan was dismissed as unworkable by Turkey.", "rivalry"),
        ("Turkey rejected talk of a rift with Russia as nonsense.", "cooperation"),
        ("Turkey dismissed fears of a clash with Russia as a fantasy.", "cooperation"),
    ],
)
def test_what_a_rejected_thing_is_called_agrees_with_the_verb(text, code):
    assert frame(text) == code


def test_what_is_done_at_the_wish_of_ones_own_side_is_no_favour():
    assert frame("At the Kremlin's bidding, Gazprom fined Turkish firms.") == "rivalry"
    assert frame("At Ankara's bidding, Gazprom closed a Kurdish fund.") == "cooperation"


def test_a_participle_also_describes_the_noun_that_ends_its_form():
    assert frame("Turkey fed the crew of a downed Russian jet.") == "cooperation"
    assert frame("Turkey downed a Russian jet.") == "rivalry"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia has replied to Turkey.", "cooperation"),
        ("Russia has not replied to Turkey.", "rivalry"),
    ],
)
def test_rule_3_denial_turns_a_tie_round(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Not one of the nine deals that Turkish and Russian ministers signed has been carried out.",
            "rivalry",
        ),
        ("Turkey has caused less offence in Moscow than a late train.", "cooperation"),
        ("At no time did Turkey threaten Russia.", "cooperation"),
        ("Russia has more or less offended Turkey.", "rivalry"),
    ],
)
def test_rule_3_words_of_quantity_deny(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Erdoğan is grateful to Putin and secretly vengeful.", "mixed"),
        ("Erdoğan thanked Putin for ending the siege and lifting the ban.", "cooperation"),
    ],
)
def test_an_attitude_does_not_settle_one_of_the_other_sign_beside_it(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Putin and Erdogan find it hard to reach a consensus.", "rivalry"),
        ("It is difficult for Russia and Turkey to reach a consensus.", "rivalry"),
        ("Turkey and Russia mix cooperation with competition.", "mixed"),
        # an attitude before it does not settle what is of two states by itself
        ("Putin and Erdogan have long been wary frenemies.", "mixed"),
    ],
)
def test_rule_3_and_mixed_in_the_words_of_analysts(text, code):
    assert frame(text) == code
