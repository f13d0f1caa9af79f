"""Models small enough to work out by hand: a vector for each word, summed or not."""

import json

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

INPUTS = ["input_ids", "attention_mask"]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def tokenizer(words):
    """Lower-case words, unknown ones alike; a pair is CLS a SEP b, with types 0 and 1."""
    made = Tokenizer(WordLevel({w: k for k, w in enumerate([*SPECIAL, *words])}, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = Lowercase(), Whitespace()
    made.post_processor = TemplateProcessing(
        single="[CLS] $A", pair="[CLS] $A [SEP] $B:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return made


def write_model(folder, vectors, *, summed, output, file="model.onnx", **config):
    """Write a model whose output is the words' vectors, or their sum over the text.

    Parameters
    ----------
    vectors
        Word to numbers; every other token has zeros, but padding nines, which must not be seen.
    """
    size = len(next(iter(vectors.values())))
    others = [[9.0] * size, *[[0.0] * size] * (len(SPECIAL) - 1)]
    table = np.array([*others, *vectors.values()], dtype=np.float32)
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["found" if summed else output], axis=0)]
    if summed:
        nodes += [
            helper.make_node("Cast", ["attention_mask"], ["real"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["real", "last"], ["mask"]),
            helper.make_node("Mul", ["found", "mask"], ["masked"]),
            helper.make_node("ReduceSum", ["masked", "middle"], [output], keepdims=0),
        ]
    weights = {"table": table, "last": np.array([2]), "middle": np.array([1])}
    shape = ["texts", size] if summed else ["texts", "tokens", size]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in INPUTS],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )  # fmt: skip
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    opsets = [helper.make_opsetid("", 17)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), folder / file)
    tokenizer(vectors).save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"pad_token_id": 0, **config}), encoding="utf-8")
