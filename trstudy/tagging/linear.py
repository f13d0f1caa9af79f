"""Linear models of the variables as data: weights by name, written and read as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from trstudy.errors import TaggerError, one_of
from trstudy.tables import FRAMES, MODALITIES, VARIABLES, VOICES
from trstudy.tagging import features
from trstudy.tagging.features import Piece

FORMAT: Literal["trstudy linear model"] = "trstudy linear model"
VERSION: Literal[1] = 1
DECIMALS = 4  # of weights and scores: beyond them, machines may differ

Array = NDArray[np.float64]
_LEGAL = {"frame": FRAMES, "voice": VOICES, "modality": MODALITIES}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Linear(_Part):
    """A multinomial logistic model of one variable.

    Attributes
    ----------
    codes
        The codes it tells apart.
    intercept
        One number per code.
    weights
        Feature to one number per code.
    """

    codes: tuple[str, ...] = Field(min_length=2)
    intercept: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    @model_validator(mode="after")
    def _fits(self) -> Linear:
        for name, row in {"the intercept": self.intercept, **self.weights}.items():
            if len(row) != len(self.codes):
                raise ValueError(f"{name} has {len(row)} numbers; expected {len(self.codes)}, one per code")
        return self

    @cached_property
    def _table(self) -> tuple[dict[str, int], Array]:
        place = {name: row for row, name in enumerate(self.weights)}
        return place, np.array([*self.weights.values(), [0.0] * len(self.codes)])

    def parts(self, pieces: Sequence[Piece]) -> Array:
        """Return what each piece adds to each code: pieces x codes; nothing for an unknown feature."""
        place, table = self._table
        rows = [place.get(piece.name, -1) for piece in pieces]
        values = np.array([piece.value for piece in pieces], dtype=np.float64)
        return np.asarray(table[rows] * values[:, None], dtype=np.float64)

    def shares(self, parts: Array) -> Array:
        """Return the probability of each code, given the parts of a unit."""
        sums = np.asarray(self.intercept) + parts.sum(axis=0)
        grown = np.exp(sums - sums.max())
        return np.asarray(grown / grown.sum(), dtype=np.float64)


class Trained(_Part):
    """Where a model comes from: the texts' codes, the two sides, the versions."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    files: dict[str, str]  # name of a table of codes: its SHA-256
    units: int
    settings: dict[str, float]
    versions: dict[str, str]


class Model(_Part):
    """A trained model.

    Attributes
    ----------
    learned
        Variable to its linear model; ``frame`` at least.
    ruled
        Variable to the reason why the rules' codes are kept for it.
    trained
        Where it comes from.
    """

    format: Literal["trstudy linear model"]
    version: Literal[1]
    features: int
    trained: Trained
    learned: dict[str, Linear]
    ruled: dict[str, str]

    @model_validator(mode="after")
    def _complete(self) -> Model:
        if sorted([*self.learned, *self.ruled]) != sorted(VARIABLES) or "frame" not in self.learned:
            there = ", ".join([*self.learned, *self.ruled]) or "no variable"
            raise ValueError(
                f"learned and ruled have {there}; expected each of {', '.join(VARIABLES)} once, frame learned"
            )
        for variable, legal in _LEGAL.items():
            for code in self.learned[variable].codes if variable in self.learned else ():
                if code not in legal:
                    raise ValueError(one_of(variable, code, legal))
        return self


def dumped(model: Model) -> str:
    """Return a model as JSON, a feature a line: the same model, the same text."""
    return "\n".join(_lines(model.model_dump(mode="json"))) + "\n"


def is_model(data: bytes) -> bool:
    """Tell whether a file's content is a model from `dumped`, of whatever version."""
    try:
        found = json.loads(data)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def loaded(text: str, name: str) -> Model:
    """Return the model that a file holds.

    Parameters
    ----------
    text
        The file's text.
    name
        Its name, for the message.

    Raises
    ------
    TaggerError
        It is no model, of another version, or broken; the message says where.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise TaggerError(f"{name}: is not JSON: {error}; expected a model from trstudy train") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise TaggerError(f"{name}: is no model from trstudy train; expected JSON with the format {FORMAT!r}")
    for key, known in (("version", VERSION), ("features", features.VERSION)):
        if found.get(key) != known:
            raise TaggerError(
                f"{name}: {key} is {found.get(key)!r}, this trstudy reads {known}; train the model again"
            )
    try:
        return Model.model_validate(found)
    except ValidationError as error:
        first: Any = error.errors()[0]
        place = ", ".join(str(part) for part in first["loc"])
        raise TaggerError(f"{name}: {place + ': ' if place else ''}{first['msg']}") from None


def rounded(values: Array) -> tuple[float, ...]:
    """Return numbers as they are kept, without negative zeros."""
    return tuple(round(float(v), DECIMALS) + 0.0 for v in values)


def _lines(value: Any, indent: str = "") -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)
        return
    yield "{"
    for number, (key, inner) in enumerate(value.items(), 1):
        first, *rest = _lines(inner, indent + " ")
        comma = "," if number < len(value) else ""
        lines = [f"{indent} {json.dumps(key, ensure_ascii=False)}: {first}", *rest]
        yield from lines[:-1]
        yield lines[-1] + comma
    yield indent + "}"
