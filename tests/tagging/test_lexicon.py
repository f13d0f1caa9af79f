"""The lexicon's guard: schema, duplicates, expansion."""

import re

import pytest

from trstudy.errors import LexiconError
from trstudy.tables import QUADS
from trstudy.tagging.entry import Entry
from trstudy.tagging.lexicon import entries, expansions, pieces, read_entries, unique


def entry(form, word_class="verb", kind="cue", section="s", category="c"):
    return Entry(form, word_class, kind, category, section, 1, 1.0, False, "", "")


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ({"verbs": ["agree"]}, "sign: Field required"),
        ({"sign": 2}, "sign: Input should be -1, 0 or 1"),
        ({"sign": 1, "quad": "verbal"}, "quad: Input should be"),
        ({"sign": 1, "verb": ["agree"]}, "verb: Extra inputs are not permitted"),
        ({"sign": 1, "verbs": "agree"}, "verbs: Input should be a valid tuple"),
    ],
)
def test_a_table_that_breaks_the_schema_is_named(table, field):
    with pytest.raises(LexiconError, match=re.escape(f"lexicon/cues/x.toml, [agree] {field}")):
        list(read_entries("cues/x", {"agree": table}, "cue"))


def test_a_table_gives_its_entries_in_order():
    table = {"sign": -1, "quad": "verbal_conflict", "governs": True, "nouns": ["row"], "verbs": ["snub"]}
    assert list(read_entries("cues/x", {"rows": table}, "cue")) == [
        Entry("snub", "verb", "cue", "rows", "cues/x", -1, 1.0, True, "", "verbal_conflict"),
        Entry("row", "noun", "cue", "rows", "cues/x", -1, 1.0, True, "", "verbal_conflict"),
    ]


def test_an_entry_that_stands_twice_is_refused_with_both_places():
    twice = [entry("snub", section="cues/a", category="x"), entry("snub", section="shifters", category="y")]
    with pytest.raises(
        LexiconError, match=r"'snub' stands twice as verb, in cues/a \[x\] and shifters \[y\]"
    ):
        unique(twice)


def test_a_marked_form_is_the_same_as_an_unmarked_one():
    with pytest.raises(LexiconError, match="stands twice as adjective"):
        unique([entry("cold", "adjective"), entry("cold*", "adjective")])


def test_a_form_may_be_both_noun_and_verb():
    both = (entry("row"), entry("row", "noun"))
    assert unique(both) == both


@pytest.mark.parametrize(
    ("given", "literals"),
    [
        (entry("snub"), ["snub", "snubs", "snubbing", "snubbed"]),
        (entry("tug* of war", "noun"), ["tug of war", "tugs of war"]),
        (entry("peace deal", "noun"), ["peace deal", "peace deals"]),
        (entry("at odds", "phrase"), ["at odds"]),
        (entry("cold*", "adjective"), ["cold", "coldly", "coldness"]),
        (entry("ill tempered", "adjective"), ["ill tempered"]),
        (entry("turn .. back"), ["turn .. back", "turns .. back", "turning .. back", "turned .. back"]),
    ],
)
def test_expansion(given, literals):
    assert list(expansions(given)) == literals


def test_a_reversing_verb_comes_with_its_causatives():
    forms = list(expansions(entry("derail", kind="reverse")))
    assert {"derailed", "let .. derail", "letting .. derail", "allowed .. to derail"} <= set(forms)


def test_pieces_of_a_gapped_form_are_folded():
    assert pieces("turn .. back") == ("turn", "back")
    assert pieces("Erdoğan's tug-of-war") == ("erdogan s tug of war",)


def test_every_cue_of_an_act_has_its_quad_class_and_a_sign_that_agrees():
    """A class of cooperation never stands on a cue of rivalry, nor the other way round."""
    assert {e.quad for e in entries()} <= {"", *QUADS}
    wrong = [e.form for e in entries() if e.quad and (e.sign > 0) != e.quad.endswith("cooperation")]
    assert wrong == []


def test_every_entry_is_written_as_the_matcher_reads_it():
    """Lower-case letters, digits, spaces, gaps and head marks only; no gap at an end."""
    legal = re.compile(r"[a-z0-9]+\*?( (\.\.|[a-z0-9]+\*?))*( [a-z0-9]+\*?)?")
    assert [e.form for e in entries() if not legal.fullmatch(e.form) or e.form.endswith("..")] == []
