"""Arena: the field of the relation or the topic, rule by rule, on sentences written for each."""

import json

import pandas as pd
import pytest

from trstudy.errors import LexiconError
from trstudy.tagging import topics
from trstudy.tagging.arena import arena_codes
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import explain
from trstudy.tagging.lexica import Lexicon
from trstudy.tagging.registry import tag

CODES = (
    "energy", "defence", "libya", "caucasus", "black_sea", "syria", "economy", "west", "leaders", "bilateral",
    "other",
)  # fmt: skip


def arena(text, *before, dyad=None):
    units = pd.DataFrame({"doc_id": "d", "text": [*before, text]})
    return tag(units, dyad)["arena"].iloc[-1]


NAMED = {
    "syria": [
        "Turkish and Russian troops patrolled the M4 together.",
        "Moscow let the Turks take Afrin.",
        "Russian bombers killed Turkish soldiers near Saraqib.",
        "Assad's flight pleased Ankara and shamed Moscow.",
    ],
    "caucasus": [
        "Russia brokered the truce over Lachin, and Turkey drafted the speech.",
        "Turkish officers joined the Russians at the monitoring centre in Aghdam.",
        "Aliyev plays Ankara off against Moscow.",
    ],
    "libya": [
        "Wagner's men fled from Turkish drones south of Tripoli.",
        "Ankara and Moscow split the airfields around Sirte.",
        "Haftar left Moscow without signing what Turkey had drafted.",
    ],
    "black_sea": [
        "Ankara closed the Straits to Russian warships.",
        "The Kremlin thanked Turkey for the grain corridor.",
        "Turkish drones reached Kyiv, and Russia protested.",
        "Turkey never recognised Russia's annexation of Crimea.",
    ],
    "energy": [
        "Gazprom gave Turkey a discount.",
        "Russia built the reactor at Akkuyu.",
        "Ankara buys half of its gas from Moscow.",
    ],
    "defence": [
        "Ankara took delivery of the S-400 from Russia.",
        "Russia and Turkey agreed on the joint production of engines.",
        "Moscow and Ankara compete for arms exports in Africa.",
    ],
    "economy": [
        "Russian tourists are back in Antalya's hotels.",
        "Turkish contractors and their Russian clients fell out.",
        "Turkey and Russia doubled their trade.",
        "Moscow lifted the ban on Turkish tomatoes.",
    ],
    "west": [
        "Turkey's membership in NATO annoys Russia.",
        "Washington fears that Ankara and Moscow are growing too close.",
        "Moscow applauded Ankara's quarrel with the EU.",
    ],
    "leaders": [
        "Putin and Erdoğan spoke on the phone.",
        "Erdoğan accepted Putin's invitation.",
        "The two presidents embraced at the summit.",
        "Putin and Erdoğan admire each other.",
    ],
    "bilateral": [
        "Turkey and Russia are natural partners.",
        "Trust between Ankara and Moscow is in short supply.",
        "Lavrov left Ankara with nothing settled between him and Çavuşoğlu.",
        "Turkey and Russia compete in the post-Soviet space.",
    ],
    "other": [
        "Russian and Turkish archaeologists worked side by side.",
        "Ankara and Moscow vie for Central Asia.",
        "Turkey jailed four Russian spies.",
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NAMED.items() for text in texts])
def test_the_field_that_is_named(code, text):
    assert arena(text) == code


TIES = {
    "a summit about a named field takes the field": [
        ("syria", "Putin and Erdoğan held a summit on Idlib."),
        ("energy", "Erdoğan phoned Putin about the gas price."),
    ],
    "arms sales are defence even when NATO is mentioned": [
        ("defence", "NATO condemned the sale of Russian missiles to Turkey."),
        ("defence", "The S-400 is Putin's wedge between Turkey and NATO."),
        ("defence", "Russia sold radars to Turkey, a NATO member."),
    ],
    "sanctions are economy": [
        ("economy", "After Turkey shot down a jet on the border with Syria, Russia imposed sanctions on it."),
        ("economy", "Ankara never joined the Western sanctions over Ukraine against Moscow."),
    ],
    "nuclear plants and pipelines are energy": [
        ("energy", "Russia finances a nuclear plant on the Turkish coast."),
        ("energy", "Pipelines under the Black Sea tie Turkey to Russia."),
    ],
    "the post-Soviet space at large is bilateral": [
        ("bilateral", "Turkish ambitions in the former Soviet space irritate Moscow."),
    ],
    "a weapon that fires is not for sale": [
        ("syria", "Russian missiles hit a Turkish convoy in Idlib."),
        ("caucasus", "Turkish drones over Karabakh humbled Russia's ally."),
        ("black_sea", "Bayraktar sales to Kyiv soured the mood between Ankara and Moscow."),
    ],
    "of two claims the first names the field": [
        ("energy", "Gas flows to Turkey; Russia's hopes lie with the lira."),
        ("black_sea", "Turkey lets Russian warships through the Straits, but it sells drones to Tripoli."),
    ],
}


@pytest.mark.parametrize(
    ("code", "text"),
    [pytest.param(*pair, id=f"{rule}-{i}") for rule, pairs in TIES.items() for i, pair in enumerate(pairs)],
)
def test_ties(code, text):
    assert arena(text) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("syria", "Rebels from Ghouta ambushed a column of the Fifth Corps."),
        ("libya", "Haftar's sons haggle with Dbeibah."),
        ("economy", "Inflation in Turkey passed eighty per cent."),
        ("defence", "India and Russia test missiles together."),
        ("west", "The alliance's treaty has fourteen articles."),
        ("other", "Hagia Sophia was a museum for decades."),
        ("other", "Rescue teams from Athens flew to Turkey."),
    ],
)
def test_units_without_a_relation_get_their_topic(code, text):
    assert arena(text) == code


def test_a_field_is_carried_over_until_another_is_named():
    syria = "Russian jets bombed Turkish troops in Idlib."
    assert arena("Then the process starts again.") == "other"
    assert arena("Then the process starts again.", syria) == "syria"
    assert arena("Then the process starts again.", syria, "Nobody was surprised.") == "syria"
    assert arena("Gazprom watched.", syria) == "energy"


def test_the_field_of_a_document_outlives_a_unit_on_another():
    before = ("The S-400 after five years", "The Ministry bought the S-400.", "Washington objected.")
    assert arena("The money was gone.", *before) == "defence"
    assert arena("Ankara asked Moscow once more.", *before) == "defence"
    assert arena("Gazprom watched.", *before) == "energy"
    assert arena("Ankara asked Moscow once more.", "Washington objected.") == "west"


def test_a_unit_on_the_relation_does_not_keep_the_field_before():
    assert arena("Turkey and Russia are natural partners.", "Russian jets bombed Idlib.") == "bilateral"


def test_documents_are_not_each_others_context():
    units = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Russian jets bombed Idlib.", "It starts again."]})
    assert list(tag(units)["arena"]) == ["syria", "other"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("bilateral", "Ankara told us that Moscow is patient."),
        ("west", "Ankara told the US that Moscow is patient."),
        ("bilateral", "Turkey extended an olive branch to Russia."),
        ("syria", "Turkey told Russia of Operation Olive Branch."),
        ("bilateral", "Turkey and Russia do not see it that way (Anadolu Agency; see the paper on Syria)."),
        ("bilateral", "The cold war between Ankara and Moscow goes on."),
        ("bilateral", "Ankara and Moscow stood firm."),
    ],
)
def test_what_only_looks_like_a_field(code, text):
    assert arena(text) == code


def test_it_works_for_other_dyads():
    assert arena("Greece and Bulgaria trade.", dyad=Dyad("Greece", "Bulgaria")) == "economy"
    assert arena("Germany trusts France.", dyad=Dyad("Germany", "France")) == "bilateral"
    assert arena("Germany trusts France.") == "west"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("syria", "{b} planes violated {a} airspace and {a} troops fired back."),
        ("black_sea", "{b} warships sailed past the {a} fleet."),
        ("caucasus", "{b} peacekeepers stopped {a} officers on the mountain road."),
        ("libya", "{b} mercenaries shot at {a} instructors."),
    ],
)
def test_places_without_a_name_are_assumed_only_of_those_who_meet_there(code, text):
    ours = text.format(a="Turkish", b="Russian")
    assert arena(ours) == code
    assert arena(ours, dyad=Dyad("Russia", "Turkey")) == code
    assert arena(text.format(a="Indian", b="Pakistani"), dyad=Dyad("India", "Pakistan")) == "other"


@pytest.mark.parametrize(
    ("code", "text", "dyad"),
    [
        ("other", "Thailand and Cambodia quarrelled over the border.", Dyad("Thailand", "Cambodia")),
        ("bilateral", "Turkey and Russia quarrelled over the border.", None),
        ("energy", "Ethiopia sold Egypt gas from across the river.", Dyad("Ethiopia", "Egypt")),
        ("bilateral", "Libya distrusts Tunisia.", Dyad("Libya", "Tunisia")),
        ("libya", "Libya distrusts Tunisia.", None),
    ],
)
def test_others_have_places_of_their_own_and_are_no_field_themselves(code, text, dyad):
    assert arena(text, dyad=dyad) == code


def test_an_aside_about_others_stays_in_the_field_that_leads_the_document():
    syria = ("The battle for Idlib", "Turkish troops held Saraqib.")
    assert arena("Canada sells fruit.", *syria) == "syria"
    assert arena("Russia sells Turkey fruit.", *syria) == "economy"
    assert arena("Canada sells fruit.") == "economy"


def test_whose_places_they_are():
    places = {"syria", "libya", "caucasus", "black_sea"}
    assert topics.assumed_of(Dyad("Turkey", "Russia")) == places
    assert topics.assumed_of(Dyad(["Ankara", "Atlantis"], "Moscow")) == places
    assert topics.assumed_of(Dyad("Turkey", "Greece")) == frozenset()
    assert topics.assumed_of(Dyad("Atlantis", "Lemuria")) == frozenset()


@pytest.mark.parametrize(
    ("code", "text", "dyad"),
    [
        ("leaders", "Putin outfoxed Erdoğan.", None),
        ("bilateral", "Putin outfoxed Ankara.", None),
        ("bilateral", "Lavrov outfoxed Çavuşoğlu.", None),
        ("leaders", "Modi outfoxed Xi Jinping.", Dyad("India", "China")),
        ("syria", "Putin and Erdoğan had Assad in mind.", None),
    ],
)
def test_two_persons_are_a_matter_of_leaders(code, text, dyad):
    assert arena(text, dyad=dyad) == code


def test_explain_quotes_the_words():
    steps = explain("Gazprom built a pipeline for Turkey.").steps
    assert "arena energy: from “Gazprom”, “pipeline”" in steps
    steps = explain("It starts again.", context=["Russian jets bombed Idlib."]).steps
    assert "arena syria: no field is named, as in the units before" in steps
    assert "arena other: no field is named" in explain("It starts again.").steps


def test_the_lexicon_has_the_arenas_of_the_codebook():
    assert sorted(arena_codes()) == sorted(CODES)


def test_terms_are_spelt_out():
    terms = dict(topics.arena_terms())
    assert terms["warships"] == terms["warship"]
    assert terms["infantrymen"] == terms["infantryman"]
    assert terms["shelled"].code == "syria"
    assert terms["us"].capitals == 2
    assert terms["aleppo"].capitals == 1
    assert terms["olive oil"].code == "economy"
    assert terms["tear gas"] is None


def arenas(**tables):
    lines = ["replace = true"]
    for code, fields in tables.items():
        lines += [f"[{code}]", *(f"{name} = {json.dumps(value)}" for name, value in fields.items())]
    return Lexicon((("arenas.toml", "\n".join(lines)),))


def table(**lists):
    return {"label": "A", "pull": 1.0, "nudge": 0.2, **lists}


def test_a_term_must_not_stand_twice():
    lexicon = arenas(a=table(strong=["gas"]), b=table(hint=["Gas"]))
    with pytest.raises(
        LexiconError, match=r"'Gas' stands twice, in arenas.toml, \[a\] strong and .*\[b\] hint"
    ):
        list(topics.arena_terms(lexicon))


def test_a_list_must_be_known():
    lexicon = arenas(a=table(nouns=["gas"]))
    with pytest.raises(LexiconError, match=r"arenas.toml, \[a\] nouns"):
        topics.arenas(lexicon)


def test_an_arena_must_have_a_weight():
    lexicon = arenas(a={"label": "A", "pull": "strong", "nudge": 0.1})
    with pytest.raises(LexiconError, match=r"arenas.toml, \[a\] pull"):
        topics.arenas(lexicon)


def test_assumed_words_must_say_of_whom():
    for wrong in (
        {"assumed": ["troop"]},
        {"assumed": ["troop"], "between": ["india"]},
        {"between": ["india"]},
    ):
        with pytest.raises(LexiconError, match=r"arenas.toml, \[a\] .*: .*between = "):
            topics.arenas(arenas(a=table(**wrong)))


def test_assumed_words_of_a_lexicon_of_ones_own():
    lexicon = arenas(
        a=table(fallback="relation"),
        b=table(fallback="topic"),
        kashmir=table(nudge=0.5, between=["pakistan", "india"], assumed=["troop"]),
    )
    assert arena("Indian troops watched Pakistan.", dyad=Dyad("India", "Pakistan", lexicon)) == "kashmir"
    assert arena("Indian troops watched China.", dyad=Dyad("India", "China", lexicon)) == "b"


def test_an_arena_may_do_without_persons():
    lexicon = arenas(a=table(fallback="relation"), b=table(fallback="topic"))
    assert topics.persons(lexicon) is None
    assert arena("Putin outfoxed Erdoğan.", dyad=Dyad("Turkey", "Russia", lexicon)) == "a"


def test_a_written_form_goes_before_a_derived_one():
    lexicon = arenas(a=table(strong=["good"]), b=table(strong=["goods"]))
    assert dict(topics.arena_terms(lexicon))["goods"].code == "b"


def test_units_without_a_field_must_go_somewhere():
    with pytest.raises(LexiconError, match="no arena has fallback = 'topic'"):
        topics.fallbacks(arenas(a=table(fallback="relation"), b=table()))
    lexicon = arenas(a=table(fallback="relation"), b=table(fallback="topic"))
    assert topics.fallbacks(lexicon) == ("a", "b")
