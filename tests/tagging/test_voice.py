"""Voice: who speaks, rule by rule, on sentences written for each."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.explain import explain
from trstudy.tagging.registry import tag


def voice(text, *before):
    units = pd.DataFrame({"doc_id": "d", "text": [*before, text]})
    return tag(units)["voice"].iloc[-1]


ATTRIBUTED = {
    "a verb of saying after its source": [
        "The Kremlin's spokesman said that no date had been fixed.",
        "Bechev argues that Moscow and Ankara need each other.",
        "Ankara insists that it never promised to return the launchers.",
        "He told reporters that Turkey was patient.",
    ],
    "a verb of saying before its source": [
        "“We are not enemies,” said the Turkish ambassador in Moscow.",
        "“Turkey has its own path”, wrote the daily Izvestia.",
        "Russia, complained the Turkish exporters' union, inspects every crate twice.",
    ],
    "a verb of saying between commas": [
        "Turkey, Lavrov noted, has never asked for the return of the deposit.",
        "Shoigu, the agency Interfax reported, called off his trip to Turkey.",
        "First, as Putin emphasized, Turkey conducts a policy of its own.",
        "As the Turkish president put it, Russia is a neighbour and not a guest.",
        "Turkey weighs joint steps, the Turkish leader told journalists on his return to Turkey.",
    ],
    "a verb that also narrates, before what it says": [
        "Ambassador Yerkhov warned that Turkey was playing with fire.",
        "The Turkish general staff announced that Russian jets had left its airspace.",
        "Kommersant reported that Ankara had asked for a discount.",
        "Novak assured Turkish refiners that discounts would stay in place.",
    ],
    "a source named in a phrase": [
        "According to the Carnegie Endowment, trade between the two has doubled.",
        "In Putin's words, Turkey is a reliable partner.",
        "Turkey is a transit state, in the phrase of the chairman of the committee.",
        "In the view of the Istanbul Chamber of Commerce, Russians saved the season.",
        "Putin was quoted as saying that the project would go ahead.",
    ],
    "a verb of the present after an outlet and a comma": [
        "Gazprom may grant Ankara another year, Vedomosti writes.",
        "Moscow, the Interfax agency reports, will bar Turkish ferries.",
    ],
    "a verb with an object of its own": [
        "Peskov let it be known that Turkey had been warned.",
        "The daily Sabah wonders whether Moscow has lost patience with Turkey.",
        "Ambassador Yerkhov called the Turkish vote a blow.",
    ],
    "a short embedded quotation": [
        "Peskov called Ankara's mediation “sincere and useful”.",
        "Medvedev taunted Turkey as “a patient in need of cold showers”.",
        "Erdoğan called the deal “a milestone in our history”.",
        "Ties with Moscow, Fidan maintained, rest on “mutual respect”.",
        "The Turkish energy minister hailed Rosatom as 'a partner'.".replace(
            "'a partner'", '"a fine partner"'
        ),
    ],
    "a name given to a thing": [
        "Lavrov dismissed the Turkish plan as a circus.",
        "Turkey's decision was described by Zakharova as regrettable.",
        "Erdoğan has likened the friendship to a bridge with two pillars.",
        "The Russian foreign ministry described the statement as unfriendly.",
    ],
    "a figure that a source gives": [
        "Reuters put the number of Russian tourists at six million.",
        "The Observatory placed the death toll at 13 soldiers.",
        "The Turkish health ministry reported eleven cases.",
    ],
    "a belief of a person": ["Galip Dalay believes that the partnership is here to stay."],
}
AUTHOR = {
    "narrated acts": [
        "Ankara called on Moscow to restrain its ally.",
        "Erdoğan proposed a summit on Syria to Putin.",
        "Russia accused Turkey of smuggling oil.",
        "Erdoğan thanked Putin for his support after the coup.",
        "Moscow and Ankara announced relief for each other's banks.",
        "Turkey claimed three villages on the Russian side of the line.",
        "Putin took the apology for more than it said and declared the matter closed.",
        "He said this just before flying to Sochi.",
        "Moscow has not said whether it will attend.",
    ],
    "orders": [
        "Moscow told Turkish airlines to suspend their flights.",
        "Customs officers in Mersin were told not to look too closely at Russian crates.",
    ],
    "sources without a name": [
        "Critics say that Turkey has sold its soul to Moscow.",
        "Analysts in Ankara believe that Russia will not budge.",
        "Observers in Moscow and Ankara describe the relationship as a marriage of convenience.",
        "It is said that the two leaders never quarrel in public.",
        "Russia has reportedly offered Turkey a second plant.",
        "Turkey is often described as a swing state between Russia and the West.",
        "Contrary to what is often claimed in Kyiv, Moscow bears Ankara no grudge.",
    ],
    "bracketed citations": [
        "Turkey joined the alliance in 1952 (Anadolu Agency, 18 February).",
        "Ankara raised the price (as Kommersant reported, twice).",
    ],
    "words between quotation marks that nobody says": [
        "The so-called “de-escalation zones” did not hold.",
        "Turkey and Russia signed a note on “transit”.",
        "The two leaders get on, often referring to one another as “dear friend” when they meet.",
        "The Turkish foreign ministry steered clear of the word “invasion”.",
        "Ankara had the locations “coordinated in advance” with Russia.",
    ],
    "nouns that look like verbs of saying": [
        "The state of relations between Ankara and Moscow is sound.",
        "Russia's charge that broke the line at Saraqib cost Turkey dear.",
        "Half a million people, by one estimate, were driven out.",
        "The threat of Islamic State, which Erdoğan ignored, worried Putin.",
        "Moscow accepted a Turkish say that it had refused to others.",
        "Ankara sent tents and doctors, not to mention that it opened the border to Russia.",
    ],
    "labels and verdicts without a quotation": [
        "Call it a bargain: Ankara and Moscow have no alliance.",
        "Russian inspectors condemned the Turkish lemons as unfit.",
        "Few in the Turkish ministry call Russia a friend.",
    ],
    "states that hold a view": [
        "Ankara regards the pact as a lifeline.",
        "Neither Ankara nor Moscow regards the other as an ally.",
        "Ankara believes that Gazprom will sell.",
    ],
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(text, code, id=f"{rule}-{i}")
        for code, rules in (("attributed", ATTRIBUTED), ("author", AUTHOR))
        for rule, texts in rules.items()
        for i, text in enumerate(texts)
    ],
)
def test_voice(text, code):
    assert voice(text) == code


def test_a_quotation_left_open_goes_on_into_the_next_unit():
    opened = "“Since spring we have seen a cycle: they attack, Turkey complains."
    assert voice("Then Russia intervenes.", opened) == "attributed"
    assert voice("Then it starts again,” said Ahmet Evin.", opened) == "attributed"
    assert voice("Russia shrugged.", opened, "Then it starts again,” said Ahmet Evin.") == "author"
    assert voice("Then Russia intervenes.") == "author"


def test_a_quotation_that_is_never_closed_ends_by_itself():
    opened = "“Since spring we have seen a cycle."
    assert voice("Turkey paid.", opened, *["Russia paid."] * 3) == "attributed"
    assert voice("Turkey paid.", opened, *["Russia paid."] * 4) == "author"


def test_an_open_quotation_does_not_reach_another_document():
    units = pd.DataFrame({"doc_id": ["a", "b"], "text": ["“We have seen a cycle.", "Russia intervened."]})
    assert list(tag(units)["voice"]) == ["attributed", "author"]


def test_explain_names_the_source_and_the_verb():
    steps = explain("Turkey is patient, Lavrov told reporters.").steps
    assert "voice attributed: a source speaks: “Lavrov”, “told”" in steps
    assert "voice author: nobody else is quoted or reported" in explain("Turkey is patient.").steps


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_explain_quotes_a_quotation_once(marks):
    words = "Turkey has a path of its own.".join(marks)
    assert "voice attributed: it quotes “Turkey has a path of its own.”" in explain(words).steps
    assert "voice attributed: it quotes “Turkey has a path of its own.”" in explain(words[:-1]).steps


@given(st.text(alphabet='“”"‘’() ,.?;:aA said told that Putin as by', max_size=80))
def test_any_text_has_a_voice(text):
    assert voice(text) in ("author", "attributed")
