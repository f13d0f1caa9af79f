"""The learned tagger: weights that can be worked out by hand, models as files, what it refuses."""

import json
import sys
from math import exp

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.errors import TaggerError
from trstudy.tables import EVIDENCE_COLUMNS
from trstudy.tagging.decision import turned
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.explain import evidence, explain
from trstudy.tagging.features import Piece, readings
from trstudy.tagging.learned import LearnedTagger, load_model
from trstudy.tagging.linear import Linear, Model, dumped, loaded
from trstudy.tagging.registry import tag, unit_table
from trstudy.tagging.training import cross_validated, fitted, trained

HELP, FIGHT = [Piece("“help”", 1, 0, 4)], [Piece("“fight”", 1, 0, 5)]
KEPT = dict.fromkeys(("arena", "voice", "modality"), "by the rules")
FRAME = Linear(
    codes=("cooperation", "rivalry", "none"),
    intercept=(0, 0, 0.5),
    weights={"“condemn”": (0, 3, 0), "“SIDE condemn”": (0, 1, 0), "dyad absent": (0, 0, 2)},
)


def model_of(frame=FRAME, **others):
    record = {"a": ["X"], "b": ["Y"], "files": {}, "units": 1, "settings": {}, "versions": {}}
    ruled = {v: why for v, why in KEPT.items() if v not in others}
    whole = {"format": "trstudy linear model", "version": 1, "features": 2, "trained": record}
    return Model.model_validate({**whole, "learned": {"frame": frame, **others}, "ruled": ruled})


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "model.json"
    path.write_text(dumped(model_of()), encoding="utf-8", newline="\n")
    return path


def pieces_of(text, dyad=None):
    return next(readings(unit_table([text]), dyad or default_dyad())).pieces


# --- weights --------------------------------------------------------------------------------------


def test_weights_of_a_separable_set_are_those_worked_out_by_hand():
    # ten units, each with its code's own word: of the log-odds -w for help and w for fight, scikit-learn
    # minimises 10 C log(1 + exp(-w)) + w², so that w = 5 C / (1 + exp(w)); C = 1, w = 1.0986 or so
    low, high = 0.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle < 5 / (1 + exp(middle)) else (low, middle)
    model = fitted([HELP, FIGHT] * 5, ["cooperation", "rivalry"] * 5, strength=1.0)
    assert model.codes == ("cooperation", "rivalry")
    assert model.intercept == pytest.approx((0, 0), abs=1e-4)
    assert model.weights["“help”"] == pytest.approx((low / 2, -low / 2), abs=1e-4)
    assert model.weights["“fight”"] == pytest.approx((-low / 2, low / 2), abs=1e-4)
    share = model.shares(model.parts(HELP))
    assert share[0] == pytest.approx(1 / (1 + exp(-low)), abs=1e-4)


def test_features_of_too_few_units_are_not_learnt():
    units = [[*HELP, Piece("“rare”", 1, 5, 9)], [*HELP, Piece("“rare”", 1, 5, 9)], HELP, FIGHT, FIGHT, FIGHT]
    codes = ["cooperation"] * 3 + ["rivalry"] * 3
    assert set(fitted(units, codes).weights) == {"“help”", "“fight”"}
    assert set(fitted(units, codes, at_least=2).weights) == {"“help”", "“fight”", "“rare”"}


def test_three_codes_each_have_their_word_and_frames_their_order():
    spoil = [Piece("“both”", 1, 0, 4)]
    model = fitted([spoil, FIGHT, HELP] * 4, ["mixed", "rivalry", "cooperation"] * 4)
    assert model.codes == ("cooperation", "rivalry", "mixed")
    for k, word in enumerate(("“help”", "“fight”", "“both”")):
        signs = [weight > 0 for weight in model.weights[word]]
        assert signs == [j == k for j in range(3)]


def test_two_trainings_give_the_same_bytes():
    texts = ["Russia helped Turkey.", "Russia condemned Turkey.", "It rained in Chile."] * 3
    units = [pieces_of(text) for text in texts]
    codes = pd.DataFrame({"frame": ["cooperation", "rivalry", "none"] * 3})
    one, two = (
        dumped(trained(order(units), codes, KEPT, dyad=default_dyad(), files={"codes.tsv": "00"}))
        for order in (list, tuple)
    )
    assert one == two
    assert "“SIDE help”" in json.loads(one)["learned"]["frame"]["weights"]


def test_no_unit_is_tagged_by_a_model_that_saw_its_group():
    # a group's word stands in no other group, so the model goes by the commoner code, the other one
    units = [[Piece(f"“{g}”", 1, 0, 1)] for g in "aabbccdd"]
    codes = ["cooperation"] * 4 + ["rivalry"] * 4
    assert cross_validated(units, codes, list("aabbccdd")) == codes[::-1]
    assert cross_validated(units, codes, list("aabbccdd"), folds=4) == codes[::-1]
    alone = cross_validated(units, codes, list("abababab"), strength=100.0, at_least=1)
    assert alone == codes


def test_a_fold_with_one_code_gives_that_code():
    found = cross_validated([HELP, HELP, FIGHT, FIGHT], ["cooperation"] * 2 + ["rivalry"] * 2, list("aabb"))
    assert found == ["rivalry", "rivalry", "cooperation", "cooperation"]


def test_what_cannot_be_learnt_is_said():
    with pytest.raises(TaggerError, match="every unit is coded none; a model needs two codes or more"):
        fitted([HELP] * 3, ["none"] * 3)
    with pytest.raises(TaggerError, match="all units are of one group"):
        cross_validated([HELP, FIGHT], ["none", "mixed"], ["a", "a"])
    codes = pd.DataFrame({"frame": ["none"] * 3})
    with pytest.raises(TaggerError, match=r"^frame: every unit is coded none"):
        trained([HELP] * 3, codes, KEPT, dyad=default_dyad(), files={})


def test_training_without_scikit_learn_names_the_extra_and_tagging_does_without(monkeypatch, path):
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(TaggerError, match=r'pip install "trstudy\[learn\]"'):
        fitted([HELP, FIGHT], ["cooperation", "rivalry"])
    with pytest.raises(TaggerError, match=r'pip install "trstudy\[learn\]"'):
        cross_validated([HELP, FIGHT], ["cooperation", "rivalry"], ["a", "b"])
    assert tag(["Russia condemned Turkey."], tagger=f"learned:{path}")["frame"].item() == "rivalry"


# --- features -------------------------------------------------------------------------------------


def test_words_are_alike_whoever_the_sides_are():
    chile = pieces_of("Chile condemned Peru’s plan.", Dyad(["Chile"], ["Peru"]))
    russia = pieces_of("Russia condemned Turkey’s plan.")
    words = {p.name for p in russia if p.name.startswith("“")}
    assert words == {p.name for p in chile if p.name.startswith("“")}
    assert {"“SIDE”", "“SIDE condemn”", "“condemn SIDE”", "“plan”"} <= words
    assert not any("russia" in name.lower() or "turkey" in name.lower() for name in words)


def test_a_model_is_told_what_the_rules_found():
    found = {p.name: p for p in pieces_of("Russia did not condemn Turkey.")}
    assert {"dyad both named", "rules say cooperation", "negator before +", "claims +"} <= set(found)
    assert found["negator before +"][2:] == (11, 14)  # not
    assert found["strongest cooperation"][2:] == (15, 22)  # condemn
    absent = {p.name: p for p in pieces_of("It rained.")}
    assert absent["dyad absent"][1:] == (1, 0, 0)


@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(["Russia", "Turkey", "“", "”", "not", "met", "?", "Gas.", "both", "they"])
    ).map(" ".join)
)
def test_every_piece_lies_in_its_text(text):
    for piece in pieces_of(text):
        assert 0 <= piece.start <= piece.end <= len(text)


# --- the tagger -----------------------------------------------------------------------------------


def test_tags_are_the_sums_of_the_weights(path):
    tags = tag(["Russia condemned Turkey.", "It rained."], tagger=f"learned:{path}")
    # words weigh one half: rivalry 3/2 + 1/2 against 0 and .5; then nothing but what is absent, .5 + 2
    three = [exp(0), exp(2), exp(0.5)]
    assert tags["frame"].tolist() == ["rivalry", "none"]
    assert tags["score"].tolist() == pytest.approx([(three[0] - three[1]) / sum(three), 0], abs=1e-4)
    assert tags["quad"].fillna("no act").tolist() == ["verbal_conflict", "no act"]
    assert set(tags["rule"]) == {"linear model"}
    rules = tag(["Russia condemned Turkey.", "It rained."])
    assert tags[["arena", "voice", "modality"]].equals(rules[["arena", "voice", "modality"]])


def test_evidence_is_what_weighs_most_with_its_place(path):
    text = "On Monday Russia condemned Turkey."
    rows = evidence([text], tagger=f"learned:{path}")
    assert tuple(rows.columns) == EVIDENCE_COLUMNS
    assert [text[r.start : r.end] for r in rows.itertuples()] == ["Russia condemned", "condemned"]
    assert rows["cue"].tolist() == ["Russia condemned", "condemned"]
    assert rows["sign"].tolist() == [-1, -1]
    assert rows["counted"].all()
    assert rows["why"].tolist() == [
        "+0.50 for rivalry against none: “SIDE condemn” +0.50",
        "+1.50 for rivalry against none: “condemn” +1.50",
    ]


def test_explanation_adds_up(path):
    steps = explain("It rained.", tagger=f"learned:{path}").steps
    assert (
        "without words of its own, for none against cooperation: at the outset +0.50, dyad absent +2.00"
        in steps
    )
    assert any(step.startswith("in all +2.50; probabilities: cooperation 0.07") for step in steps)
    assert steps[-1] == "modality asserted: nothing leaves the main claim open (by the rules: by the rules)"


def test_a_further_variable_is_decided_by_its_own_weights():
    voice = Linear(codes=("author", "attributed"), intercept=(1, 0), weights={"quotation mark": (0, 4)})
    tagger = LearnedTagger(model_of(voice=voice))
    units = unit_table(["It rained.", "“It rained.”"])
    assert tagger.tags(units, default_dyad())["voice"].tolist() == ["author", "attributed"]
    reasons = tagger.reasons(units, default_dyad())[1]
    assert reasons[3] == "voice attributed: 0.95 likely; for attributed against author: quotation mark +4.00"


def test_a_weight_against_the_decision_bears_a_minus(path):
    kind = FRAME.model_copy(update={"weights": {**FRAME.weights, "“on”": (0, -1, 0)}})
    path.write_text(dumped(model_of(kind)), encoding="utf-8")
    text = "On Monday Russia condemned Turkey."
    assert evidence([text], tagger=f"learned:{path}")["why"].tolist() == [
        "−0.50 for rivalry against none: “on” −0.50",
        "+0.50 for rivalry against none: “SIDE condemn” +0.50",
        "+1.50 for rivalry against none: “condemn” +1.50",
    ]
    # at the outset 0 against .5; then .5 and 1.5 for it, .5 against it
    steps = explain(text, tagger=f"learned:{path}").steps
    assert "without words of its own, for rivalry against none: at the outset −0.50" in steps
    assert any(step.startswith("in all +1.00; ") for step in steps)


def test_the_act_turns_with_the_frame():
    assert turned("verbal_conflict", "cooperation") == "verbal_cooperation"
    assert turned("verbal_conflict", "mixed") == "verbal_conflict"
    assert turned("verbal_conflict", "none") is None
    assert turned(None, "rivalry") is None


# --- files ----------------------------------------------------------------------------------------


def test_a_model_is_read_as_it_was_written(path):
    text = path.read_text(encoding="utf-8")
    assert dumped(loaded(text, "model.json")) == text
    assert loaded(text, "model.json") == model_of()
    assert '   "“condemn”": [0.0, 3.0, 0.0],\n' in text


def test_a_model_trained_anew_is_read_anew(path):
    text = "Russia condemned Turkey."
    assert tag([text], tagger=f"learned:{path}")["frame"].item() == "rivalry"
    first = load_model(path).fingerprint
    kind = FRAME.model_copy(update={"weights": {"“condemn”": (9.0, 0.0, 0.0)}})
    path.write_text(dumped(model_of(kind)), encoding="utf-8")
    assert tag([text], tagger=f"learned:{path}")["frame"].item() == "cooperation"
    assert load_model(path).fingerprint != first


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m.update(format="other"), "is no model from trstudy train"),
        (lambda m: m.update(version=2), "version is 2, this trstudy reads 1; train the model again"),
        (lambda m: m.update(features=0), "features is 0, this trstudy reads 2; train the model again"),
        (lambda m: m.pop("trained"), "trained: Field required"),
        (lambda m: m.update(more=1), "more: Extra inputs are not permitted"),
        (lambda m: m["ruled"].pop("voice"), "expected each of frame, arena, voice, modality once"),
        (lambda m: m["learned"]["frame"].update(codes=["good", "a", "b"]), "frame is 'good'; expected"),
        (lambda m: m["learned"]["frame"].update(codes=["none"]), "learned, frame, codes"),
        (
            lambda m: m["learned"]["frame"]["weights"].update(x=[1, 2]),
            "x has 2 numbers; expected 3, one per code",
        ),
        (lambda m: m["learned"]["frame"].update(intercept=[0, 0, float("nan")]), "finite number"),
    ],
)  # fmt: skip
def test_a_broken_model_is_refused_with_the_place(path, change, message):
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(TaggerError, match=r"model\.json: ") as raised:
        tag(["x"], tagger=f"learned:{path}")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is no model from trstudy train"),
        (b"\xff{}", "cannot be read as a model"),
    ],
)
def test_a_file_that_is_no_model_is_refused(path, data, message):
    path.write_bytes(data)
    with pytest.raises(TaggerError, match=message):
        tag(["x"], tagger=f"learned:{path}")


def test_a_missing_model_says_how_to_make_one(tmp_path):
    with pytest.raises(TaggerError, match=r"no such model; `trstudy train --codings FILE --out MODEL`"):
        tag(["x"], tagger=f"learned:{tmp_path / 'none.json'}")
    with pytest.raises(TaggerError, match="cannot be read as a model"):
        tag(["x"], tagger=f"learned:{tmp_path}")
    with pytest.raises(TaggerError, match=r"'learned' has no model; train one with `trstudy train"):
        tag(["x"], tagger="learned")
