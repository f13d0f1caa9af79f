"""Taggers that run a model in a local folder, tried on models whose every number is known."""

import importlib.util
import json
import sys
from contextlib import nullcontext
from math import exp, log, sqrt
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from trstudy.errors import TaggerError
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import evidence, explain
from trstudy.tagging.localmodels import BATCH, local_model, longest
from trstudy.tagging.registry import load_tagger, tag

if importlib.util.find_spec("onnxruntime") is None and sys.platform == "darwin":
    pytest.skip("onnxruntime has no build for this Mac", allow_module_level=True)

from tests.tagging.models import write_model

LABELS = {"0": "contradiction", "1": "neutral", "2": "entailment"}
# logits of contradiction, neutral and entailment are the sums over the words of premise and hypothesis
LOGITS = {
    "helped": (0, 0, 0),
    "cooperate": (0, log(2), 0),
    "opposed": (0, log(4), 0),
    "gladly": (0, 0, log(17)),
    "fought": (0, -log(4), 0),
}
HELPED, GLADLY, FOUGHT = ("Russia helped Turkey.", "Russia gladly helped Turkey.", "Russia fought Turkey.")


@pytest.fixture
def nli(tmp_path):
    write_model(tmp_path, LOGITS, summed=True, output="logits", id2label=LABELS)
    return tmp_path


def examples(folder, *rows):
    lines = ["\t".join(row) for row in (("id", "frame", "text"), *rows)]
    (folder / "examples.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def encoder(tmp_path):
    write_model(
        tmp_path,
        {"helped": (1, 0), "fought": (0, 1), "met": (3, 4)},
        summed=False,
        output="last_hidden_state",
    )
    examples(tmp_path, ("1", "cooperation", "They helped."), ("2", "rivalry", "They fought."))
    return tmp_path


# --- entailment -----------------------------------------------------------------------------------


def test_entailment_is_the_softmax_of_the_logits(nli):
    tags = tag([HELPED, GLADLY, FOUGHT], tagger=f"nli:{nli}")
    # helped: weights 1 2 1 and 1 4 1, so 1/4 and 1/6; gladly: 17/20 and 17/22; fought: 2/4 and 1 in 1 1 1
    assert tags["score"].tolist() == pytest.approx(
        [1 / 4 - 1 / 6, 17 / 20 - 17 / 22, 2 / 5 - 1 / 3], abs=6e-4
    )
    assert tags["frame"].tolist() == ["none", "mixed", "none"]
    assert set(tags["rule"]) == {"entailment"}


def test_one_hypothesis_alone_gives_its_frame(tmp_path):
    words = {"cooperate": (0, 2), "opposed": (0, -2), "fought": (5, 0)}
    write_model(
        tmp_path, words, summed=True, output="logits", id2label={"0": "not_entailment", "1": "entailment"}
    )
    tags = tag([HELPED, FOUGHT], tagger=f"nli:{tmp_path}")
    assert tags["frame"].tolist() == ["cooperation", "none"]
    shares = [1 / (1 + exp(-2)), 1 / (1 + exp(2))]
    assert tags["score"].iloc[0] == pytest.approx(shares[0] - shares[1], abs=6e-4)
    words = {"cooperate": (0, -2), "opposed": (0, 2)}
    write_model(
        tmp_path, words, summed=True, output="logits", id2label={"0": "not_entailment", "1": "entailment"}
    )
    assert tag([HELPED], tagger=f"nli:{tmp_path}")["frame"].item() == "rivalry"


def test_hypotheses_are_the_evidence_and_name_the_sides(nli):
    rows = evidence([GLADLY], Dyad("russia", ["Turkey"]), tagger=f"nli:{nli}")
    assert rows["entry"].tolist() == [
        "Russia and Turkey cooperate, agree or are on good terms.",
        "Russia and Turkey are opposed, in conflict or on bad terms.",
    ]
    assert rows["sign"].tolist() == [1, -1]
    assert (rows["start"].tolist(), rows["end"].tolist()) == ([0, 0], [len(GLADLY)] * 2)
    assert rows["why"].iloc[0].endswith("on good terms.” with 0.85")
    steps = explain(GLADLY, tagger=f"nli:{nli}").steps
    assert "decided by the rule “entailment”" in steps
    assert any(step.startswith("voice author: ") for step in steps)


def test_units_without_both_sides_are_not_asked_about(nli):
    tags = tag(["Chile gladly helped Peru.", ""], tagger=f"nli:{nli}")
    assert tags["frame"].tolist() == ["none", "none"]
    assert set(tags["rule"]) == {"dyad-absent"}
    assert evidence(["Chile gladly helped Peru."], tagger=f"nli:{nli}").empty


def test_padding_and_batches_change_nothing(nli):
    texts = [HELPED, f"Today {GLADLY} And so on and on.", FOUGHT] * BATCH
    whole = tag(texts, tagger=f"nli:{nli}")["score"]
    assert whole.tolist() == whole.iloc[:3].tolist() * BATCH
    assert whole.iloc[1] == tag([texts[1]], tagger=f"nli:{nli}")["score"].item()


@pytest.mark.parametrize("labels", [None, {"0": "good", "1": "bad"}, {"0": "entailment", "1": "entails"}])
def test_a_model_without_a_label_of_entailment_is_refused(tmp_path, labels):
    config = {} if labels is None else {"id2label": labels}
    write_model(tmp_path, LOGITS, summed=True, output="logits", **config)
    with pytest.raises(
        TaggerError, match=r"config.json has the labels .*; expected one that begins with entail"
    ):
        load_tagger(f"nli:{tmp_path}")


# --- embeddings -----------------------------------------------------------------------------------


def test_the_nearest_examples_vote_by_their_likeness(encoder):
    tags = tag(["Russia helped Turkey.", "Russia met Turkey.", "It rained."], tagger=f"embeddings:{encoder}")
    # helped is the first example's direction; met, (3, 4), has likeness .6 and .8
    assert tags["frame"].tolist() == ["cooperation", "rivalry", "none"]
    assert tags["score"].tolist() == pytest.approx([1, (0.6 - 0.8) / 1.4, 0], abs=6e-4)
    assert tags["rule"].tolist() == ["nearest examples"] * 2 + ["dyad-absent"]


def test_examples_are_the_evidence(encoder):
    rows = evidence(["Russia met Turkey."], tagger=f"embeddings:{encoder}")
    assert rows["entry"].tolist() == ["They fought.", "They helped."]
    assert rows["why"].iloc[0] == "0.80 like “They fought.”, which is coded rivalry"
    assert rows["sign"].tolist() == [-1, 1]


def test_only_the_five_nearest_vote(encoder):
    fight = [(str(n), "rivalry", "They fought.") for n in range(9)]
    examples(encoder, ("a", "cooperation", "They met."), *fight)
    tags = tag(["Russia fought Turkey.", "Russia met Turkey."], tagger=f"embeddings:{encoder}")
    assert tags["score"].tolist() == pytest.approx([-1, (1 - 4 * 0.8) / (1 + 4 * 0.8)], abs=6e-4)


def test_a_unit_like_no_example_is_none(encoder):
    tags = tag(["Russia and Turkey."], tagger=f"embeddings:{encoder}")
    assert (tags["frame"].item(), tags["score"].item()) == ("none", 0)


def test_vectors_are_means_over_words_first_words_or_ready_made(encoder, tmp_path):
    long = "Russia helped Turkey and then met Turkey."  # (1, 0) + (3, 4) = (4, 4)
    longer = f"{long} And so on and on."  # the others are padded to its length
    scores = tag([long, longer, HELPED], tagger=f"embeddings:{encoder}")["score"]
    assert scores.tolist() == pytest.approx([0, 0, 1], abs=6e-4)
    (encoder / "1_Pooling").mkdir()
    (encoder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}', encoding="utf-8")
    assert tag([long], tagger=f"embeddings:{encoder}")["frame"].item() == "none"  # [CLS] has zeros
    folder = tmp_path / "ready"
    folder.mkdir()
    write_model(
        folder, {"helped": (1, 0), "met": (3, 4)}, summed=True, output="sentence_embedding",
        file="onnx/model.onnx",
    )  # fmt: skip
    examples(folder, ("1", "cooperation", "helped"), ("2", "mixed", "met"))
    tags = tag([long], tagger=f"embeddings:{folder}")
    # (4, 4) against (1, 0) and (3, 4): sqrt(1/2) = .707 and 28 / (5 sqrt(32)) = .990
    assert tags["frame"].item() == "mixed"
    assert tags["score"].item() == pytest.approx(sqrt(0.5) / (sqrt(0.5) + 28 / 5 / sqrt(32)), abs=6e-4)


def test_changed_examples_are_read_anew(encoder):
    assert tag(["Russia helped Turkey."], tagger=f"embeddings:{encoder}")["frame"].item() == "cooperation"
    examples(encoder, ("1", "mixed", "They helped one another."))
    assert tag(["Russia helped Turkey."], tagger=f"embeddings:{encoder}")["frame"].item() == "mixed"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "not found; put a tab-separated table of coded sentences there"),
        ("", "cannot be read as a table"),
        ("id\ttext\n1\tx\n", "1 rows with id, text; expected at least one row, with text and frame"),
        ("frame\ttext\n", "0 rows with frame, text; expected at least one row"),
        ("frame\ttext\ngood\tx\n", "line 2: frame is 'good'; expected one of cooperation, rivalry"),
        ("frame\ttext\nx\tnone\ty\n", "its rows have more columns than its header"),
    ],
)
def test_examples_that_cannot_be_read_are_refused(encoder, text, message):
    (encoder / "examples.tsv").unlink()
    if text is not None:
        (encoder / "examples.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TaggerError) as raised:
        load_tagger(f"embeddings:{encoder}")
    assert "examples.tsv" in str(raised.value)
    assert message in str(raised.value)


# --- folders --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nli", "embeddings"])
def test_a_folder_must_be_named_and_there(name, tmp_path):
    with pytest.raises(
        TaggerError, match=f"'{name}' needs the folder of a model: none is named; call it '{name}:"
    ):
        load_tagger(name)
    with pytest.raises(TaggerError, match=f"'{name}' needs the folder of a model: there is no folder"):
        load_tagger(f"{name}:{tmp_path / 'nowhere'}")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda f: (f / "config.json").unlink(), "no config.json; expected model.onnx, tokenizer.json and"),
        (lambda f: (f / "config.json").write_text("{", encoding="utf-8"), "config.json: is not JSON"),
        (
            lambda f: (f / "config.json").write_text("[]", encoding="utf-8"),
            "config.json: holds no JSON object",
        ),
        (lambda f: (f / "model.onnx").unlink(), "no model in this folder; expected model.onnx"),
        (lambda f: (f / "model.onnx").write_bytes(b"\x00onnx"), "is no ONNX model that can be run"),
        (lambda f: (f / "tokenizer.json").unlink(), "no tokenizer.json; save the model's fast tokenizer"),
        (
            lambda f: (f / "tokenizer.json").write_text("{}", encoding="utf-8"),
            "tokenizer.json: cannot be read",
        ),
    ],
)
def test_a_broken_folder_is_refused_with_the_file(nli, spoil, message):
    spoil(nli)
    with pytest.raises(TaggerError) as raised:
        load_tagger(f"nli:{nli}")
    assert message in str(raised.value)


def test_a_model_that_asks_for_more_than_text_is_refused(nli):
    model = local_model(str(nli), "nli", classifies=True)
    model._inputs.append("pixel_values")
    with pytest.raises(
        TaggerError, match="the model asks for pixel_values; expected input_ids, attention_mask"
    ):
        list(model.outputs(["x"]))


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_without_the_packages_the_extra_is_named(nli, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(TaggerError, match=rf'needs {package}, .*pip install "trstudy\[models\]"'):
        load_tagger(f"nli:{nli}")


def test_texts_are_cut_at_what_the_model_takes(nli):
    (nli / "tokenizer_config.json").write_text('{"model_max_length": 4}', encoding="utf-8")
    assert longest(nli, {"max_position_embeddings": 9}) == 4
    assert longest(nli, {"max_position_embeddings": 3}) == 3
    model = local_model(str(nli), "nli", classifies=True)
    (output,) = model.outputs(["one two three four five", "one"])
    assert output.mask.tolist() == [[1, 1, 1, 1], [1, 1, 0, 0]]  # [CLS] and three words, [CLS] and one
    (nli / "tokenizer_config.json").write_text('{"model_max_length": 1e30}', encoding="utf-8")
    assert longest(nli, {}) == 512


# --- transformers ---------------------------------------------------------------------------------


class Tensor(np.ndarray):
    def numpy(self):
        return np.asarray(self)


def stand_in(calls):
    """Modules with those parts of torch and transformers that are used, for a model of two numbers."""

    def made(kind):
        def load(folder, **options):
            calls.append((kind, options))
            if kind == "tokenizer":
                return lambda first, second, **_: {"attention_mask": np.ones((len(first), 3)).view(Tensor)}
            name = "logits" if kind == "classifier" else "last_hidden_state"

            def model(attention_mask):
                return {name: np.tile([0.0, 3.0], (len(attention_mask), 1)).view(Tensor)}

            return SimpleNamespace(eval=lambda: model)

        return SimpleNamespace(from_pretrained=load)

    torch, transformers = ModuleType("torch"), ModuleType("transformers")
    torch.inference_mode = nullcontext
    transformers.AutoTokenizer = made("tokenizer")
    transformers.AutoModel = made("encoder")
    transformers.AutoModelForSequenceClassification = made("classifier")
    return {"torch": torch, "transformers": transformers}


@pytest.fixture
def weights(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    config = {"id2label": {"0": "not_entailment", "1": "entailment"}}
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return tmp_path


def test_weights_are_loaded_by_transformers_from_the_folder_alone(weights, monkeypatch):
    calls = []
    for name, module in stand_in(calls).items():
        monkeypatch.setitem(sys.modules, name, module)
    tags = tag([HELPED], tagger=f"nli:{weights}")
    assert tags["frame"].item() == "mixed"  # logits 0 and 3 for either hypothesis
    assert {kind for kind, _ in calls} == {"tokenizer", "classifier"}
    assert all(options == {"local_files_only": True} for _, options in calls)
    assert next(local_model(str(weights), "x", classifies=False).outputs(["a", "b"])).numbers.shape == (2, 2)
    assert calls[-1][0] == "encoder"


def test_weights_without_transformers_say_what_to_install(weights, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(
        TaggerError, match=r"need torch, which is not installed; install transformers and torch"
    ):
        load_tagger(f"nli:{weights}")


def test_weights_that_transformers_refuses_are_refused(weights, monkeypatch):
    modules = stand_in([])

    def fails(folder, **options):
        raise OSError("no such weights")

    modules["transformers"].AutoTokenizer.from_pretrained = fails
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    with pytest.raises(TaggerError, match="transformers cannot load it: no such weights"):
        load_tagger(f"nli:{weights}")
