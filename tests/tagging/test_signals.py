"""What is weighed of a unit: findings with their places, stems, words with the sides masked."""

from hypothesis import given
from hypothesis import strategies as st

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.rules import RuleTagger
from trstudy.tagging.signals import SIDE, findings, names, placed_words, stem, undone, words

PRAISED = "Russia praised Turkey."


def read(text, dyad=None):
    tagger = RuleTagger(dyad or Dyad("turkey", "russia"), without=frozenset({"weighing"}))
    return next(tagger.tagged([(None, text)]))


def signals(text, dyad=None):
    found = read(text, dyad)
    return findings(found.unit, found.decision.rule, found.decision.frame, found.decision.cues)


def test_endings_are_cut_so_that_forms_share_a_weight():
    forms = {"threaten": ["threaten", "threatened", "threatens", "threatening"], "ban": ["banned", "banning"]}
    assert {kept: {stem(form) for form in them} for kept, them in forms.items()} == {
        kept: {kept} for kept in forms
    }
    assert [stem(word) for word in ("his", "gas", "ally", "allies")] == [
        "his",
        "gas",
        "ally",
        "ally",
    ]


def test_the_sides_names_are_masked():
    assert words(read("Russia praised Turkey’s plan.").unit) == [SIDE, "prais", SIDE, "s", "plan"]
    chile = read("Chile praised Peru’s plan.", Dyad(["Chile"], ["Peru"])).unit
    assert words(chile) == [SIDE, "prais", SIDE, "s", "plan"]


def test_what_the_rules_found_is_told_with_its_place():
    found = {signal.name: signal[1:] for signal in signals("Russia did not condemn Turkey.")}
    assert found["one-way cooperation +"] == (0, 0)
    assert found["no third party, cooperation"] == (0, 0)
    assert found["“not” before +"] == (12, 15)
    assert found["strongest: directed predicate, shifted 1 times +"] == (16, 23)
    assert found["1 sides before, 1 after +"] == (16, 23)
    assert found["entry “condemn” +"] == (16, 23)
    # one cue of weight 1, shifted, directed and a predicate: (1 + .15 + .3 + .5) * 2 = 3.9 halves;
    # 7 of the 33 characters, the spaces at the ends included, are two whole tenths
    assert found["balance 4 halves"] == (0, 0)
    assert found["cooperation, 2 tenths are cues"] == (0, 0)


def test_a_document_is_told_from_a_sentence_that_stands_alone():
    tagger = RuleTagger(Dyad("turkey", "russia"), without=frozenset({"weighing"}))
    *_, last = tagger.tagged([("d", "Russia and Turkey met."), ("d", PRAISED)])
    told = {s.name for s in findings(last.unit, last.decision.rule, last.decision.frame, last.decision.cues)}
    assert {"in a document", "in a document, one-way cooperation +"} <= told
    assert "in a document" not in {s.name for s in signals(PRAISED)}


def governed(text):
    return [(signal.name, text[signal.start - 1 : signal.end - 1]) for signal in undone(read(text).unit)]


def test_words_that_a_negator_or_reverser_may_govern_are_told_apart():
    assert governed("Russia did not accept the quiet plan.") == [
        ("¬accept", "accept"),
        ("¬the", "the"),
        ("¬quiet", "quiet"),
        ("¬plan", "plan"),
    ]
    assert governed("Russia halted trade with Turkey.") == [("¬trad", "trade"), ("¬with", "with")]
    assert governed("Russia accepted the quiet plan of Turkey.") == []


def test_what_is_undone_ends_with_the_clause_and_after_six_words():
    # at a mark, at a word that opens another clause, and names of the sides do not count
    assert [name for name, _ in governed("Russia never dined, Turkey never slept.")] == ["¬din", "¬slept"]
    assert [name for name, _ in governed("Russia never dined Turkey and slept.")] == ["¬din"]
    assert [name for name, _ in governed("Russia never a b c d Turkey e f g.")] == [
        "¬a",
        "¬b",
        "¬c",
        "¬d",
        "¬e",
        "¬f",
    ]


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["Russia", "Turkey’s", "İzmir", "not", "praised", "?", "both"])).map(" ".join)
)
def test_words_with_and_without_places_are_the_same(text):
    unit = read(text).unit
    placed = placed_words(unit)
    assert [s.name for s in placed][: len(words(unit))] == words(unit)
    assert {s.name for s in placed} == names(unit, ())
    for signal in placed:
        assert 0 < signal.start < signal.end < len(unit.padded)
