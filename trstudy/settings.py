"""The study's settings, ``study.toml``: the two sides, the texts' folder, the periods."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from trstudy.corpus.reading import decoded, file_bytes
from trstudy.errors import TrstudyError, one_of

STUDY = "study.toml"


class Sides(BaseModel):
    """The dyad: each side an actor of the lexicon by name, or surface names."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    a: str | list[str] = Field(min_length=1)
    b: str | list[str] = Field(min_length=1)


class Period(BaseModel):
    """A span of years, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(min_length=1)
    first: int = Field(alias="from", ge=1, le=9999)
    last: int = Field(alias="to", ge=1, le=9999)

    @model_validator(mode="after")
    def _runs_forward(self) -> Period:
        if self.last < self.first:
            raise ValueError(f"period {self.name!r} ends ({self.last}) before it begins ({self.first})")
        return self


class Settings(BaseModel):
    """What ``study.toml`` holds. All of it may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = ""
    seeds: str = "seeds"
    dyad: Sides | None = None
    period: list[Period] = []
    learned: str = ""  # the model behind the tagger of this name, a file in the study's folder

    @model_validator(mode="after")
    def _no_overlap(self) -> Settings:
        ordered = sorted(self.period, key=lambda p: p.first)
        for before, after in pairwise(ordered):
            if after.first <= before.last:
                raise ValueError(f"periods {before.name!r} and {after.name!r} overlap in {after.first}")
        names = [p.name for p in self.period]
        if len(set(names)) < len(names):
            raise ValueError("two periods have the same name")
        return self


def _wording(error: ValidationError) -> str:
    first: Any = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in ("str", "list[str]"))
    if first["type"] == "extra_forbidden":
        table, _, field = where.rpartition(".")
        legal: Any = {"": list(Settings.model_fields), "dyad": ["a", "b"]}.get(table, ["name", "from", "to"])
        return one_of("a key", field, legal, f"{STUDY}{', ' + table if table else ''}")
    if first["type"] == "value_error":
        return f"{STUDY}: {first['ctx']['error']}"
    if first["type"] == "missing":
        return f"{STUDY}: no {where}"
    return f"{STUDY}: {where} is {first['input']!r}; {first['msg'][0].lower()}{first['msg'][1:]}"


def settings(root: Path) -> Settings:
    """Read ``study.toml`` in ``root``; without one, the defaults.

    Raises
    ------
    TrstudyError
        The file is not TOML or breaks its schema.
    """
    path = root / STUDY
    if not path.is_file():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(decoded(file_bytes(path), STUDY)))
    except tomllib.TOMLDecodeError as error:
        raise TrstudyError(f"{STUDY}: is not TOML: {error}") from None
    except ValidationError as error:
        raise TrstudyError(_wording(error)) from None
