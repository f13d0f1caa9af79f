"""Models as transformers saves them, for those who have transformers and torch installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from trstudy.errors import TaggerError
from trstudy.tagging.localmodels import Output, batches, longest


class TorchModel:
    """A model that transformers loads from its folder, and from nowhere else.

    Parameters
    ----------
    folder
        As ``save_pretrained`` of a model and of its tokenizer wrote it.
    config
        What its ``config.json`` says.
    classifies
        Whether its last layer classifies.

    Raises
    ------
    TaggerError
        transformers or torch is missing, or the folder cannot be loaded.
    """

    def __init__(self, folder: Path, config: dict[str, Any], *, classifies: bool) -> None:
        self.folder, self.config = folder, config
        try:
            import torch
            import transformers
        except ImportError as error:
            raise TaggerError(
                f"{folder.as_posix()}: these weights need {error.name}, which is not installed; install "
                "transformers and torch, or export the model to ONNX"
            ) from None
        kind = transformers.AutoModelForSequenceClassification if classifies else transformers.AutoModel
        try:
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
            self._model = kind.from_pretrained(str(folder), local_files_only=True).eval()
        except Exception as error:  # whatever is wrong with the folder, transformers says it in its own way
            raise TaggerError(f"{folder.as_posix()}: transformers cannot load it: {error}") from None
        self._torch = torch

    def outputs(
        self, texts: Sequence[str], seconds: Sequence[str] | None = None, *, wanted: Sequence[str] = ()
    ) -> Iterator[Output]:
        """Yield the model's output a batch at a time; see `localmodels.LocalModel`."""
        most = longest(self.folder, self.config)
        for first, second in batches(texts, seconds):
            given = self._tokenizer(
                first, second, padding=True, truncation=True, max_length=most, return_tensors="pt"
            )
            with self._torch.inference_mode():
                made = self._model(**given)
            name = next((n for n in wanted if n in made), next(iter(made)))
            mask = given["attention_mask"].numpy().astype(np.float64)
            yield Output(made[name].numpy().astype(np.float64), mask)
