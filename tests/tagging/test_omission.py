from pathlib import Path

import pandas as pd
import pytest

from trstudy.study import open_study
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.lexicon import entries
from trstudy.tagging.literals import cue_matcher
from trstudy.tagging.omission import Omission
from trstudy.tagging.registry import unit_table
from trstudy.tagging.rules import Rules

DYAD = Dyad("Turkey", "Russia")
UNITS = pd.DataFrame(
    {
        "doc_id": ["a", "a", "b"],
        "text": [
            "Turkey and Russia signed an agreement.",
            "Moscow applauded Ankara for the plan.",
            "Putin and Erdoğan signed an agreement on gas.",
        ],
    },
    index=[7, 3, 5],
)


@pytest.fixture(scope="module")
def sentences():
    return unit_table(open_study(Path(__file__).parents[2]).sentences())


def named(form, text):
    """The name of the entry that a text's evidence has for a form."""
    rows = Rules().evidence(pd.DataFrame({"doc_id": ["x"], "text": [text]}), DYAD)
    row = rows[rows["cue"].str.contains(form)].iloc[0]
    return f"{row['category']}/{row['entry']}"


def test_a_form_that_is_also_a_category_is_left_out_by_itself():
    categories = {e.category for e in entries()}
    both = next(e for e in entries() if e.form in categories and e.category == e.form)
    one = {f"{both.category}/{both.form}"}

    def kept(without):
        found = cue_matcher(frozenset(without))._patterns
        return {
            w.what.form for whole, *_ in found for w in whole if getattr(w.what, "category", "") == both.form
        }

    assert both.form not in kept(one)
    assert kept(one)  # the rest of the category stays
    assert not kept({both.form})


def test_with_nothing_left_out_the_tags_are_those_of_the_rules():
    pd.testing.assert_frame_equal(Omission(UNITS, DYAD).tags(), Rules().tags(UNITS, DYAD))


def test_tags_are_those_of_the_rules_with_the_whole_lexicon_less_the_entry():
    signed, applauded = named("sign", UNITS["text"].iloc[0]), named("applauded", UNITS["text"].iloc[1])
    omission = Omission(UNITS, DYAD)
    got = omission.tags({applauded})
    pd.testing.assert_frame_equal(got, Rules(frozenset({applauded})).tags(UNITS, DYAD))
    assert omission.tags({applauded}, {"weighing"})["frame"].iloc[1] == "rivalry"  # "Moscow …ed Ankara"
    # a shorter form comes to light: who signs no agreement has one all the same
    assert omission.tags({signed})["frame"].iloc[0] == "cooperation"


@pytest.mark.parametrize(
    ("without", "off"),
    [({"cues/relation"}, set()), ({"agree", "quarrel"}, set()), (set(), {"negation"}), (set(), {"anaphora"})],
)
def test_sections_categories_and_rules_can_be_left_out_of_whole_articles(sentences, without, off):
    expected = Rules(frozenset(without | off)).tags(sentences, DYAD)
    omission = Omission(sentences, DYAD)
    pd.testing.assert_frame_equal(omission.tags(without, off), expected)
    assert not omission.tags().equals(expected)


def test_each_unit_can_have_sides_of_its_own():
    units = pd.DataFrame({"doc_id": None, "text": ["Cuba thanked Chile.", "Cuba thanked Chile."]})
    omission = Omission(units, [Dyad("Cuba", "Chile"), DYAD])
    assert omission.tags()["frame"].tolist() == ["cooperation", "none"]
    assert set(omission.changed(omission.entries)) == {0}


def test_units_of_no_document_are_tagged_too():
    loose = UNITS.assign(doc_id=None)
    pd.testing.assert_frame_equal(Omission(loose, DYAD).tags(), Rules().tags(loose, DYAD))


@pytest.mark.usefixtures("no_weights")
@pytest.mark.parametrize("off", [set(), {"anaphora"}])
def test_the_two_of_a_lone_sentence_are_those_of_the_rules(off):
    loose = pd.DataFrame({"doc_id": None, "text": ["Both governments quarrelled.", "Turkey thanked Russia."]})
    expected = Rules(frozenset(off)).tags(loose, DYAD)
    assert expected["frame"].tolist() == ["none" if off else "rivalry", "cooperation"]
    pd.testing.assert_frame_equal(Omission(loose, DYAD).tags(off=off), expected)
