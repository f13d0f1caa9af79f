"""Models as ONNX files, with the tokenizer beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from trstudy.errors import TaggerError
from trstudy.tagging.localmodels import Output, batches, longest, onnx_file


class OnnxModel:
    """A model that onnxruntime runs on the processor.

    Parameters
    ----------
    folder
        Holds ``model.onnx`` (or ``onnx/model.onnx``) and ``tokenizer.json``.
    config
        What its ``config.json`` says.

    Raises
    ------
    TaggerError
        onnxruntime or tokenizers is missing, or a file cannot be read.
    """

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        self.folder, self.config = folder, config
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise TaggerError(
                f"{folder.as_posix()}: an ONNX model needs {error.name}, which is not installed; install the "
                'extra: pip install "trstudy[models]"'
            ) from None
        file = onnx_file(folder)
        if not (folder / "tokenizer.json").is_file():
            raise TaggerError(
                f"{folder.as_posix()}: no tokenizer.json; save the model's fast tokenizer there"
            )
        options = onnxruntime.SessionOptions()
        options.use_deterministic_compute = True
        options.log_severity_level = 3  # errors only: warnings about the graph are its maker's business
        # neither library tells its errors by type
        try:
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise TaggerError(f"{(folder / 'tokenizer.json').as_posix()}: cannot be read: {error}") from None
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise TaggerError(f"{file.as_posix()}: is no ONNX model that can be run: {error}") from None
        pad = config.get("pad_token_id") or 0
        token = self._tokenizer.id_to_token(pad) or ""
        self._tokenizer.enable_padding(pad_id=pad, pad_token=token)
        self._tokenizer.enable_truncation(longest(folder, config))
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        self._outputs = [entry.name for entry in self._session.get_outputs()]

    def outputs(
        self, texts: Sequence[str], seconds: Sequence[str] | None = None, *, wanted: Sequence[str] = ()
    ) -> Iterator[Output]:
        """Yield the model's output a batch at a time; see `localmodels.LocalModel`."""
        name = next((n for n in wanted if n in self._outputs), self._outputs[0])
        for first, second in batches(texts, seconds):
            assert first is not None
            encoded = self._tokenizer.encode_batch(
                first if second is None else list(zip(first, second, strict=True))
            )
            mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
            known = {
                "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
                "attention_mask": mask,
                "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
            }
            (numbers,) = self._session.run([name], self._fed(known))
            yield Output(np.asarray(numbers, dtype=np.float64), mask.astype(np.float64))

    def _fed(self, known: dict[str, Any]) -> dict[str, Any]:
        for name in self._inputs:
            if name not in known:
                raise TaggerError(
                    f"{self.folder.as_posix()}: the model asks for {name}; expected {', '.join(known)} only"
                )
        return {name: known[name] for name in self._inputs}
