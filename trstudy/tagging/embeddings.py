"""Tagging by likeness: the frame of the coded sentences whose embeddings are nearest to the unit's."""

from __future__ import annotations

from csv import QUOTE_NONE
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from trstudy.errors import TaggerError, one_of
from trstudy.tables import FRAMES
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.localmodels import DECIMALS, Array, LocalModel, fingerprint, local_model, read_json
from trstudy.tagging.whole import Judgement, Whole, WholeTagger

EXAMPLES = "examples.tsv"
NEAREST = 5  # examples that vote
_SIGNS = {"cooperation": 1, "rivalry": -1, "mixed": 0, "none": 0}


class EmbeddingTagger(WholeTagger):
    """Tags frames by the nearest coded examples, each voting with its cosine similarity.

    ``score`` is the share of the vote for cooperation less that for rivalry.

    Parameters
    ----------
    model
        An encoder of sentences.
    examples
        A table with ``text`` and ``frame``.
    """

    def __init__(self, model: LocalModel, examples: pd.DataFrame) -> None:
        self._model = model
        self.fingerprint = fingerprint(model.folder)
        self._first_token = bool(
            read_json(model.folder, "1_Pooling/config.json", missing={}).get("pooling_mode_cls_token")
        )
        self._examples = examples.reset_index(drop=True)
        self._known = self._embedded(self._examples["text"].tolist())

    def judged(self, texts: list[str], dyad: Dyad) -> list[Judgement]:
        """Return the frame of each text."""
        return [self._vote(row) for row in self._embedded(texts) @ self._known.T]

    def _vote(self, likeness: Array) -> Judgement:
        nearest = np.argsort(-likeness.round(6), kind="stable")[:NEAREST]
        votes = dict.fromkeys(FRAMES, 0.0)
        grounds = []
        for k in nearest:
            text, code = self._examples.loc[k, ["text", "frame"]]
            votes[code] += max(float(likeness[k]), 0.0)
            why = f"{likeness[k]:.2f} like “{text}”, which is coded {code}"
            grounds.append(Whole(text, "example", _SIGNS[code], True, why))
        total = sum(votes.values()) or 1.0
        frame = max(FRAMES, key=votes.__getitem__) if any(votes.values()) else "none"
        score = round((votes["cooperation"] - votes["rivalry"]) / total, DECIMALS) + 0.0
        return Judgement(frame, score, "nearest examples", tuple(grounds))

    def _embedded(self, texts: list[str]) -> Array:
        """Return one vector of length 1 per text: texts x numbers."""
        parts = []
        for numbers, mask in self._model.outputs(texts, wanted=("sentence_embedding", "last_hidden_state")):
            if numbers.ndim == 3 and self._first_token:
                numbers = numbers[:, 0]
            elif numbers.ndim == 3:  # the mean over the tokens of the text
                numbers = (numbers * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)[:, None]
            parts.append(numbers / np.maximum(np.linalg.norm(numbers, axis=1, keepdims=True), 1e-12))
        return np.concatenate(parts)


def examples_of(folder: Path) -> pd.DataFrame:
    """Read the coded examples of a model's folder.

    Raises
    ------
    TaggerError
        There is no table, or it lacks texts or legal frames.
    """
    path = folder / EXAMPLES
    name = path.as_posix()
    if not path.is_file():
        raise TaggerError(
            f"{name}: not found; put a tab-separated table of coded sentences there, with the columns text "
            "and frame, such as a table among a study's codings"
        )
    try:
        found = pd.read_csv(
            path, sep="\t", dtype=str, quoting=QUOTE_NONE, keep_default_na=False, encoding="utf-8-sig"
        )
    except ValueError as error:  # also what pandas says of a table that is none
        raise TaggerError(f"{name}: cannot be read as a table: {error}") from None
    if not {"text", "frame"} <= set(found.columns) or found.empty:
        there = f"{len(found)} rows with {', '.join(map(str, found.columns))}"
        raise TaggerError(f"{name}: {there}; expected at least one row, with text and frame")
    if not isinstance(found.index, pd.RangeIndex):  # what pandas makes of it
        raise TaggerError(f"{name}: its rows have more columns than its header")
    for row, code in enumerate(found["frame"], 2):
        if code not in FRAMES:
            raise TaggerError(one_of("frame", code, FRAMES, f"{name}, line {row}"))
    return found[["text", "frame"]]


def embeddings(folder: str = "") -> EmbeddingTagger:
    """Return the tagger ``embeddings:FOLDER``.

    Raises
    ------
    TaggerError
        The folder holds no encoder that can be run, or no coded examples.
    """
    return _loaded(folder, fingerprint(Path(folder)) if folder else "")


@lru_cache(maxsize=2)
def _loaded(folder: str, _files: str) -> EmbeddingTagger:
    model = local_model(folder, "embeddings", classifies=False)
    return EmbeddingTagger(model, examples_of(model.folder))
