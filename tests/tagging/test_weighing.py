"""Weights that can be worked out by hand, what overrules what, and where each word stands."""

from math import exp

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.tables import FRAMES
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import evidence, explain
from trstudy.tagging.registry import tag
from trstudy.tagging.rules import RuleTagger
from trstudy.tagging.signals import Signal
from trstudy.tagging.weighing import (
    ALONE,
    ELSEWHERE,
    IN_DOCUMENT,
    Weights,
    heaviest,
    packed,
    parsed,
    polarity,
    shares,
    unpacked,
    weighed,
    weights,
    weights_for,
)

PRAISED = "Russia praised Turkey."
ROW = st.tuples(*[st.integers(-(2**20), 2**20)] * 4)


@pytest.fixture
def lay(monkeypatch):
    """Return a function that puts weights in the place of the package's."""

    def put(**rows):
        table = Weights(0, {name.replace("_", " "): packed(row) for name, row in rows.items()})
        for module in ("reasons", "tagged"):
            monkeypatch.setattr(f"trstudy.tagging.{module}.weights_for", lambda _: table)

    return put


# --- arithmetic -----------------------------------------------------------------------------------


@given(st.lists(ROW, max_size=8))
def test_a_packed_sum_is_the_sum_of_the_rows(rows):
    expected = tuple(sum(row[k] for row in rows) for k in range(4))
    assert unpacked(sum(map(packed, rows))) == expected


def test_a_table_is_read_as_it_is_written():
    table = parsed("# a comment\n\t1\t2\t-3\t0\nprais\t500\t-100\t0\t-400\nprais SIDE\t1\t2\t3\t4\n")
    assert unpacked(table.intercept) == (1, 2, -3, 0)
    assert {name: unpacked(row) for name, row in table.rows.items()} == {
        "prais": (500, -100, 0, -400),
        "prais SIDE": (1, 2, 3, 4),
    }
    # the intercept and each known signal once; "unheard of" weighs nothing
    assert weighed({"prais", "prais SIDE", "unheard of"}, table) == (502, -96, 0, -396)
    assert polarity("prais", table) == 1
    assert polarity("prais SIDE", table) == -1


def test_shares_are_those_of_the_logistic_function():
    grown = [exp(1), exp(0), exp(0), exp(-2)]
    assert shares((1000, 0, 0, -2000)) == pytest.approx([g / sum(grown) for g in grown], abs=5e-5)


# --- decisions ------------------------------------------------------------------------------------


def test_weights_overrule_the_rules_where_they_speak_for_another_frame(lay):
    lay(prais=(0, 1500, 0, 0), plan=(200, 0, 0, 0))
    row = tag(["Russia praised Turkey’s plan."]).iloc[0]
    total = exp(0.2) + exp(1.5) + 2
    assert row["frame"] == "rivalry"
    assert row["rule"] == "weighed"
    assert row["score"] == pytest.approx((exp(0.2) - exp(1.5)) / total, abs=1e-4)
    assert row["quad"] == "verbal_conflict"


def test_a_tie_leaves_the_frame_to_the_rules(lay):
    lay(prais=(900, 900, 0, 0))
    row = tag([PRAISED]).iloc[0]
    assert (row["frame"], row["rule"]) == ("cooperation", "one-way")


def test_in_a_document_the_weights_must_be_surer(lay):
    units = {"doc_id": "d", "text": ["Russia and Turkey met.", PRAISED]}
    lay(prais=(0, 500, 0, 0))  # probabilities .23 and .37: .14 more, less than the .3 that is asked
    assert tag(pd.DataFrame(units))["rule"].iloc[1] == "one-way"
    assert tag([PRAISED])["rule"].item() == "weighed"
    lay(prais=(0, 1500, 0, 0))  # .13 and .60: .47 more
    assert tag(pd.DataFrame(units))["frame"].iloc[1] == "rivalry"


def test_an_absent_side_and_procedure_are_not_weighed(lay):
    lay(prais=(0, 9000, 0, 0), relation=(0, 9000, 0, 0))
    assert tag(["Russia praised Chile."])["rule"].item() == "dyad-absent"
    procedure = "This article examines the relations of Turkey and Russia."
    assert tag([procedure])["rule"].item() == "procedure"


def test_lists_of_ones_own_go_before_the_weights(lay, tmp_path):
    lay(prais=(0, 9000, 0, 0), quince=(0, 9000, 0, 0), quinc=(0, 9000, 0, 0))
    cues = tmp_path / "cues" / "mine.toml"
    cues.parent.mkdir()
    cues.write_text('[quincing]\nsign = 1\nverbs = ["quince"]\n', encoding="utf-8")
    texts = ["Russia quinced Turkey.", PRAISED]
    assert tag(texts, tagger=f"rules:{tmp_path}")["frame"].tolist() == ["cooperation", "rivalry"]
    # weights learnt with a cue say nothing where it has been left out
    cues.write_text('without = ["condemn"]\n', encoding="utf-8")
    assert tag([PRAISED], tagger=f"rules:{tmp_path}")["frame"].tolist() == ["cooperation"]


def test_a_unit_without_cues_gets_its_frame_from_its_words(lay):
    lay(quilt=(0, 800, 0, 0))
    assert tag(["Russia and Turkey quilted."])["frame"].item() == "rivalry"
    assert tag(["Russia and Turkey quilted."], tagger="unweighed")["frame"].item() == "none"


def test_the_words_that_decided_are_evidence_with_their_places(lay):
    lay(prais=(0, 1500, 0, 0), plan=(200, 0, 0, 0), SIDE_prais=(0, 250, 0, 0))
    text = "Russia praised Turkey’s plan."
    rows = evidence([text])
    assert [(text[r.start : r.end], r.category, r.sign) for r in rows.itertuples()] == [
        ("praised", "praise", 1),
        ("Russia praised", "weights", -1),
        ("praised", "weights", -1),
        ("plan", "weights", 1),
    ]
    assert rows["why"].tolist()[1:] == [
        "+0.25 for rivalry against cooperation",
        "+1.50 for rivalry against cooperation",
        "−0.20 for rivalry against cooperation",
    ]
    steps = explain(text).steps
    assert "“plan” (weighed): −0.20 for rivalry against cooperation" in steps
    signs = [(text[start:end], sign) for start, end, sign, _ in explain(text).spans]
    assert signs == [("praised", 1), ("Russia praised", 0), ("praised", 0), ("plan", 0)]
    assert any(
        step.startswith("by the rules alone cooperation: all that counts points one way") for step in steps
    )
    assert any(
        step.startswith("weighed with the words, the probabilities are cooperation 0.1") for step in steps
    )


def test_only_the_heaviest_words_are_shown():
    table = Weights(0, {"a": packed((5, 0, 0, 0)), "b": packed((0, 9, 0, 0)), "c": packed((1, 0, 0, 0))})
    found = [Signal(name, place, place + 1) for place, name in enumerate("cabx", 1)]
    shown = heaviest(found, table, "cooperation", "rivalry", most=2)
    assert [(signal.name, weight) for signal, weight in shown] == [("a", 5), ("b", -9)]


# --- the package's weights ------------------------------------------------------------------------


def test_the_packages_weights_tell_the_four_frames_apart():
    for name in (ALONE, ELSEWHERE, IN_DOCUMENT):
        table = weights(name)
        assert len(unpacked(table.intercept)) == len(FRAMES)
        assert len(table.rows) > 10_000
        assert polarity("applaud", table) == 1
        assert polarity("accus", table) == -1


@pytest.mark.parametrize(
    ("dyad", "doc", "expected"),
    [
        (Dyad("turkey", "russia"), None, ALONE),
        (Dyad("Russia", "Turkey"), None, ALONE),
        (Dyad(("Ankara",), ("Moscow",)), None, ALONE),
        (Dyad("Peru", "Chile"), None, ELSEWHERE),
        (Dyad(("Ruritania",), ("Chile",)), None, ELSEWHERE),
        (Dyad("Peru", "Chile"), "d", IN_DOCUMENT),
        (Dyad("turkey", "russia"), "d", IN_DOCUMENT),
    ],
)
def test_each_unit_is_weighed_by_the_table_for_such_units(dyad, doc, expected):
    units = [(doc, "Quinces are dear."), (doc, "So are figs.")]
    *_, last = RuleTagger(dyad).ruled(units)
    assert weights_for(last.unit) is weights(expected)
