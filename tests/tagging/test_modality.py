"""Modality: told as fact or left open, rule by rule, on sentences written for each."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.explain import explain
from trstudy.tagging.registry import tag

HEDGED = {
    "possible": [
        "Moscow and Ankara may well fall out over Karabakh.",
        "Russia could cut the gas at any time.",
        "Moscow might have misjudged the Turks.",
        "There is a possibility that Moscow has bluffed Ankara.",
        "A rupture between Moscow and Ankara is not out of the question.",
        "Perhaps the two neighbours are condemned to get along.",
        "Russia risks losing the Turkish market.",
        "Turkey May Buy More Russian Missiles",
    ],
    "likely or apparent": [
        "Ankara is unlikely to join the sanctions.",
        "Ankara seems to have forgiven Moscow.",
        "The talks appear to have failed.",
        "Ankara apparently misread Moscow's signals.",
        "Relations between Turkey and Russia look likely to sour.",
        "Disagreements appeared to persist, over a threat which Erdoğan denied.",
        "He left for Sochi, possibly trying to impress Washington.",
    ],
    "future": [
        "Turkey will buy a second regiment from Russia.",
        "Putin is to visit Ankara in the spring.",
        "A visit of Putin to Ankara is pencilled in for May.",
        "Moscow plans to sell Turkey a second plant.",
        "Erdoğan is expected in Sochi on Friday.",
        "The two leaders are about to sign the gas contract.",
        "Moscow hopes to sell Turkey a second plant.",
        "Ankara is considering a Russian offer.",
        "Erdoğan said that Turkey would stand by Russia.",
    ],
    "conditional": [
        "If Moscow cuts the gas, Ankara has no alternative.",
        "Unless Russia yields, Turkish troops will advance.",
        "Were Ankara to leave the alliance, Moscow would rejoice.",
        "Were Ankara to leave the alliance, Moscow has a plan.",
        "Should Turkey close the Straits, Russia would protest.",
        "That would end the partnership.",
        "But that might be changing too.",
    ],
    "counterfactual": ["Had it not been for Putin, Erdoğan would have lost the province."],
    "uncertain": [
        "It is not clear what Moscow wants from Turkey.",
        "It is difficult to imagine Ankara without Russian gas.",
        "Whether Ankara pays remains to be seen.",
        "The fate of the Russian bases is a matter of speculation.",
        "Debt on that scale may end up chaining Ankara to Moscow.",
    ],
    "asked": ["Is Turkey drifting into Moscow's arms?", "“Is Turkey drifting into Moscow's arms?”"],
}
ASSERTED = {
    "the month": [
        "In May Turkey and Russia signed the accord.",
        "The May summit brought Erdoğan and Putin together.",
        "Flights resumed in time for the May holidays.",
        "Erdoğan won on 28 May 2023.",
    ],
    "the noun": [
        "Ankara can close the Straits to Russian warships at will.",
        "Moscow bears Ankara no ill will.",
        "Turkey has the political will to resist Russia.",
        "Russia's military might impressed the Turks.",
        "Erdoğan's goodwill towards Putin is genuine.",
        "Moscow and Ankara dropped their plan to trade in roubles.",
        "Men of uncertain allegiance shot at a Turkish depot.",
        "Erdoğan asked whether the Russian fighter was for sale.",
    ],
    "ability and duty": [
        "Russia can hurt Turkey far more than Turkey can hurt Russia.",
        "Russia's stance cannot be viewed as final.",
        "Moscow could not stop the Turkish advance.",
        "Turkey must import its gas from Russia.",
    ],
    "refusal": ["Putin would not budge on the price.", "Lavrov would not hear of a Turkish zone."],
    "once": ["Turkish jets once bombed Russian positions.", "The Kremlin has not once used gas as a weapon."],
    "an appearance in public": ["Erdoğan appeared on Russian television."],
    "past promises and threats": [
        "The Kremlin promised to lift the ban.",
        "Ankara threatened to close the base to Russia.",
        "Plans for a joint fighter were quietly dropped.",
    ],
    "evaluation": ["The relations look good.", "A rupture is unimaginable for both Ankara and Moscow."],
    "doubt in a relative clause": [
        "Turkey bought missiles which may never be fired.",
        "Russia built the plant that will supply a tenth of Turkey's power.",
        "Ankara cleared the places where Russian troops would be deployed.",
    ],
    "doubt in an adverbial clause": [
        "Turkish troops crossed the border while Russia considered what it might do.",
        "Russia cut the gas because Turkey would not pay.",
        "Before Moscow could react, Turkish drones had destroyed the column.",
        "Turkey watered down the clause until the Russians could breathe again.",
        "Ankara avoided the word for as long as it decently could, lest Moscow take offence.",
    ],
    "doubt in what is conceded": [
        "While both countries may be cooperating, Ankara's presence runs contrary to Moscow's aims.",
        "Although Moscow may object, Ankara has sent its drones to Kyiv.",
        "Their quarrel is over, even if some scars remain.",
    ],
    "doubt in a comparison": [
        "The partnership is stronger than anyone would have thought.",
        "Turkey and Russia have more in common than many seem to realise.",
    ],
    "doubt within a noun phrase": [
        "Turkey took a potentially dangerous step towards Russia.",
        "Talks began about possibly widening the format.",
        "The Kremlin has given up hope that Ankara will walk out of the alliance.",
    ],
    "doubt in a later claim": [
        "Turkey signed the deal and will receive the first missiles in July.",
        "The gas price rose; Ankara may protest.",
        "Moscow sold the missiles to Ankara in haste, but it may regret that.",
    ],
    "doubt in a bracket": ["Moscow pressed Ankara hard (it may have had no choice)."],
}


def modality(text):
    return tag([text])["modality"].item()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(text, code, id=f"{rule}-{i}")
        for code, rules in (("hedged", HEDGED), ("asserted", ASSERTED))
        for rule, texts in rules.items()
        for i, text in enumerate(texts)
    ],
)
def test_modality(text, code):
    assert modality(text) == code


def test_of_two_coordinate_claims_the_first_decides():
    assert modality("Ankara may protest, but Moscow has closed the market.") == "hedged"
    assert modality("Moscow has closed the market, but Ankara may protest.") == "asserted"


def test_explain_quotes_the_doubt():
    assert "modality hedged: by “may”" in explain("Turkey may pay Russia.").steps
    assert "modality hedged: it asks" in explain("Did Turkey pay Russia?").steps
    assert "modality asserted: nothing leaves the main claim open" in explain("Turkey paid Russia.").steps


def test_doubt_weighs_the_same_in_capitals_as_in_a_headline():
    assert modality("TURKEY MAY PAY RUSSIA") == modality("Turkey may pay Russia") == "hedged"


def test_may_can_be_the_last_word():
    assert modality("Turkey pays Russia, or it May") == "hedged"
    assert modality("Turkey paid Russia in May") == "asserted"


@given(st.text(alphabet="May may will that which, ;()?Were", max_size=60))
def test_any_text_has_a_modality(text):
    assert modality(text) in ("asserted", "hedged")


@given(st.sampled_from([t for texts in ASSERTED.values() for t in texts if t.endswith(".")]))
def test_a_question_mark_leaves_any_claim_open(text):
    assert pd.Series([modality(text[:-1] + "?")]).eq("hedged").all()
