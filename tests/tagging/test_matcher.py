"""The automaton: longest form, gaps, whole words."""

from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.entry import Entry
from trstudy.tagging.folding import fold
from trstudy.tagging.lexicon import entries, expansions
from trstudy.tagging.literals import cue_matcher, marker_matcher
from trstudy.tagging.matcher import Matcher


def entry(form, weight=1.0):
    return Entry(form, "phrase", "cue", "c", "s", 1, weight, False, "", "")


def found(forms, text, weights=None):
    weights = weights or {}
    m = Matcher([(f, ("cue", entry(f, weights.get(f, 1.0)), 0)) for f in forms])
    padded = f" {text} "
    return [(padded[e.start : e.end], e.what.form) for e in m.scan(fold(padded))[0]]


def test_whole_words_only():
    assert found(["war"], "The warden saw war, wartime and a war-like war.") == [("war", "war")] * 3


def test_the_longer_of_two_that_begin_together_stands():
    assert found(["strike", "strike a deal"], "They strike a deal.") == [("strike a deal", "strike a deal")]


def test_the_leftmost_of_two_that_overlap_stands():
    assert found(["a b", "b c"], "a b c") == [("a b", "a b")]


def test_neighbours_share_the_space_between_them():
    assert found(["war", "peace"], "war peace war") == [("war", "war"), ("peace", "peace"), ("war", "war")]


def test_a_gap_holds_a_few_words_and_takes_its_words_from_single_forms():
    forms = ["turn .. back", "turn", "jets"]
    cues = [("turn the jets back", "turn .. back"), ("jets", "jets")]
    assert found(forms, "They turn the jets back.") == cues


def test_a_gap_is_not_empty_and_not_long():
    assert found(["turn .. back"], "They turn back.") == []
    assert found(["turn .. back"], "They turn " + "very " * 12 + "far back.") == []


def test_two_gaps():
    assert found(["put .. in .. place"], "They put him in his place.") == [
        ("put him in his place", "put .. in .. place")
    ]


def test_punctuation_is_a_space_but_a_comma_parts_words():
    assert found(["tug of war"], "A tug-of-war; a tug, of war.") == [("tug-of-war", "tug of war")]


def test_of_two_spelt_alike_the_heavier_stands():
    m = Matcher([("x", ("cue", entry("light", 0.3), 0)), ("x", ("cue", entry("heavy", 1.0), 0))])
    assert [e.what.form for e in m.scan(" x ")[0]] == ["heavy"]


def test_every_form_of_the_lexicon_is_found_where_it_stands_alone():
    """No entry is hidden behind another: each form, by itself, is found over its whole length."""
    hidden = []
    for e in entries():
        literals = [fold(x.replace("..", "qq zz")) for x in expansions(e)]
        padded = [f" {' '.join(x.split())} " for x in literals]
        spans = [[(c.start, c.end) for c in cue_matcher().scan(p)[0]] for p in padded]
        if e.kind != "mask" and not any((1, len(p) - 1) in s for p, s in zip(padded, spans, strict=True)):
            hidden.append(e.form)
    assert hidden == []


@given(st.text(max_size=300))
def test_events_lie_within_the_text_in_order_and_cues_do_not_overlap(text):
    padded = f" {text} "
    for layer in (*cue_matcher().scan(fold(padded)), *marker_matcher().scan(fold(padded))):
        assert all(0 < e.start < e.end < len(padded) for e in layer)
        assert [e.start for e in layer] == sorted(e.start for e in layer)
