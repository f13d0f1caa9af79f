"""Language models in a local folder, run without a network: ONNX files, or weights for transformers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from trstudy.errors import TaggerError

Array = NDArray[np.float64]
BATCH = 16  # texts at a time
LONGEST = 512  # tokens, where the folder does not say how many the model takes
DECIMALS = 3  # of scores: what lies beyond differs from machine to machine

_ONNX = ("model.onnx", "onnx/model.onnx")
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_NEEDED = "expected model.onnx, tokenizer.json and config.json, as exporters to ONNX write them"


class Output(NamedTuple):
    """What a model makes of a batch of texts.

    Attributes
    ----------
    numbers
        Texts x numbers, or texts x tokens x numbers.
    mask
        Texts x tokens: 1 for a token of the text, 0 for padding.
    """

    numbers: Array
    mask: Array


class LocalModel(Protocol):
    """A model of a folder."""

    folder: Path
    config: dict[str, Any]

    def outputs(
        self, texts: Sequence[str], seconds: Sequence[str] | None = None, *, wanted: Sequence[str] = ()
    ) -> Iterator[Output]:
        """Yield the model's output for texts, or pairs of texts, a batch at a time, in order.

        Parameters
        ----------
        texts
            The texts, or the first of each pair.
        seconds
            The second of each pair.
        wanted
            Names of outputs, the best first; the model's first output if it has none of them.
        """
        ...


def local_model(folder: str, tagger: str, *, classifies: bool) -> LocalModel:
    """Return the model in a folder.

    Parameters
    ----------
    folder
        Its path.
    tagger
        The tagger that wants it, for the message.
    classifies
        Whether its last layer classifies, or it is an encoder of text.

    Raises
    ------
    TaggerError
        No folder is named, there is none, a file or a package is missing, or a file is broken.
    """
    path = Path(folder)
    if not folder or not path.is_dir():
        there = f"there is no folder {folder!r}" if folder else "none is named"
        raise TaggerError(
            f"tagger {tagger!r} needs the folder of a model: {there}; call it '{tagger}:FOLDER'"
        )
    config = read_json(path, "config.json")
    if any((path / name).is_file() for name in _ONNX):
        from trstudy.tagging.onnxmodels import OnnxModel

        return OnnxModel(path, config)
    if any((path / name).is_file() for name in _WEIGHTS):
        from trstudy.tagging.torchmodels import TorchModel

        return TorchModel(path, config, classifies=classifies)
    raise TaggerError(f"{path.as_posix()}: no model in this folder; {_NEEDED}")


def onnx_file(folder: Path) -> Path:
    """Return the ONNX file of a folder that has one."""
    return next(folder / name for name in _ONNX if (folder / name).is_file())


def read_json(folder: Path, name: str, *, missing: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a JSON file of a folder holds, or ``missing`` if that is given and there is no file.

    Raises
    ------
    TaggerError
        There is no such file, or it holds no JSON object.
    """
    path = folder / name
    if missing is not None and not path.is_file():
        return missing
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TaggerError(f"{folder.as_posix()}: no {name}; {_NEEDED}") from None
    except ValueError as error:
        raise TaggerError(f"{path.as_posix()}: is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise TaggerError(f"{path.as_posix()}: holds no JSON object; {_NEEDED}")
    return found


def longest(folder: Path, config: dict[str, Any]) -> int:
    """Return how many tokens a model takes: as its tokenizer or its own settings say, at most `LONGEST`."""
    said = (
        read_json(folder, "tokenizer_config.json", missing={}).get("model_max_length"),
        config.get("max_position_embeddings"),
    )
    return min([LONGEST, *(int(n) for n in said if isinstance(n, int | float) and n >= 2)])


def fingerprint(folder: Path) -> str:
    """Return what tells a folder's files from what they were: their names, sizes and times of change."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        stat = path.stat()
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def batches(*columns: Sequence[str] | None) -> Iterator[tuple[list[str] | None, ...]]:
    """Cut columns of texts of one length into batches."""
    total = len(next(c for c in columns if c is not None))
    for start in range(0, total, BATCH):
        yield tuple(None if c is None else list(c[start : start + BATCH]) for c in columns)
