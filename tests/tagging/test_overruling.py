"""What a unit's neighbours say of it, and when the weights may put in play a side that is not named."""

from math import exp

import pandas as pd
import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import explain
from trstudy.tagging.overruling import BY_COMPANY, NONE, OUT, Beside, surroundings
from trstudy.tagging.registry import tag
from trstudy.tagging.rules import RuleTagger
from trstudy.tagging.tagged import accompanied
from trstudy.tagging.weighing import Weights, packed

MET, PRAISED, QUARREL = "Russia and Turkey met.", "Russia praised Turkey.", "Russia condemned Turkey."
ASIDE = "Quinces are dear."


@pytest.fixture
def lay(monkeypatch):
    """Return a function that puts weights in the place of the package's."""

    def put(rows):
        table = Weights(0, {name: packed(row) for name, row in rows.items()})
        for module in ("reasons", "tagged"):
            monkeypatch.setattr(f"trstudy.tagging.{module}.weights_for", lambda _: table)

    return put


def read(*units):
    tagger = RuleTagger(Dyad("turkey", "russia"), without=frozenset({"weighing"}))
    return list(accompanied(tagger.ruled(units)))


def tags(*texts):
    return tag(pd.DataFrame({"doc_id": "d", "text": texts}))


def test_neighbours_are_those_of_the_same_document():
    units = [("d", PRAISED), ("d", ASIDE), ("d", QUARREL), ("e", MET), (None, PRAISED), (None, MET)]
    assert [beside for _, beside in read(*units)] == [
        Beside(NONE, OUT),
        Beside("cooperation", "rivalry"),
        Beside(OUT, NONE),
        Beside(NONE, NONE),
        Beside(NONE, NONE),
        Beside(NONE, NONE),
    ]


def test_nothing_is_beside_nothing():
    assert read() == []


def test_a_place_in_a_document_is_told_in_words():
    (first, _), (found, beside), _ = read(("d", MET), ("d", ASIDE), ("d", QUARREL))
    assert list(surroundings(first.unit, "both named", Beside())) == []  # nothing stands before it
    assert list(surroundings(found.unit, "", beside)) == [
        "in a document: out of play",
        "before it: cooperation",
        "after it: rivalry",
        "sides named: 0",
        "out of play for 1",
        "first named before it: a side, of the two",
    ]


def test_a_unit_that_names_neither_side_may_go_on_about_both(lay):
    lay({"after it: rivalry": (0, 1500, 0, 0), "dear": (0, 1000, 0, 0)})
    row = tags(MET, ASIDE, QUARREL).iloc[1]
    assert (row["frame"], row["rule"]) == ("rivalry", "weighed")
    # log-odds 2.5 of rivalry against each other frame
    assert row["score"] == pytest.approx((1 - exp(2.5)) / (exp(2.5) + 3), abs=1e-4)


def test_it_is_so_only_where_the_weights_are_much_surer(lay):
    lay({"dear": (0, 1200, 0, 0)})  # probabilities .53 and .16: .37 more, less than the .5 that is asked
    assert tags(MET, ASIDE)["rule"].iloc[1] == "dyad-absent"
    lay({"dear": (0, 1800, 0, 0)})  # .67 and .11
    assert tags(MET, ASIDE)["frame"].iloc[1] == "rivalry"


def test_it_is_so_only_where_both_have_been_in_play_before(lay):
    lay({"dear": (0, 9000, 0, 0)})
    assert tags(ASIDE, ASIDE, MET)["rule"].tolist()[:2] == ["dyad-absent", "dyad-absent"]
    assert tag([MET, ASIDE])["rule"].iloc[1] == "dyad-absent"  # sentences of a list are no document


def test_a_unit_that_names_others_is_taken_to_be_about_them(lay):
    lay({"dear": (0, 9000, 0, 0)})
    assert tags(MET, "NATO is dear.")["rule"].iloc[1] == "dyad-absent"


def test_what_the_weights_put_in_play_is_no_context_for_the_next(lay):
    # neighbours are told by what the rules say of them, so that the order of weighing does not matter
    lay({"dear": (0, 9000, 0, 0), "before it: rivalry": (9999, 0, 0, 0)})
    assert tags(MET, ASIDE, ASIDE)["frame"].tolist() == ["cooperation", "rivalry", "rivalry"]


def test_what_its_place_adds_is_said(lay):
    lay({"before it: cooperation": (0, 1500, 0, 0), "dear": (0, 1000, 0, 0)})
    steps = explain(ASIDE, context=[PRAISED]).steps
    assert f"the two sides are in play {BY_COMPANY}" in steps
    around = f"before it cooperation, after it {NONE}"
    assert f"its place in the document ({around}) adds +1.50 for rivalry against none" in steps
    assert "by the rules alone none: one of the two sides is not in play" in steps


def test_what_comes_after_is_told_to_explain(lay):
    lay({"after it: rivalry": (0, 2500, 0, 0)})
    assert explain(ASIDE, context=[MET], after=[QUARREL, MET]).codes["frame"] == "rivalry"
    assert explain(ASIDE, context=[MET]).codes["frame"] == "none"


def test_a_text_that_speaks_of_itself_is_not_weighed(lay):
    lay({"dear": (0, 9000, 0, 0), "article": (0, 9000, 0, 0), "articl": (0, 9000, 0, 0)})
    procedure = "This article examines the relations of Turkey and Russia."
    assert tags(MET, procedure)["rule"].iloc[1] == "procedure"
