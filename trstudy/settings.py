"""The study's settings, ``study.toml``: the two sides and the texts' folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from trstudy.corpus.entry import CATALOGUE
from trstudy.corpus.periods import spans
from trstudy.corpus.reading import decoded, file_bytes
from trstudy.errors import CatalogueError, TrstudyError, one_of

STUDY = "study.toml"


class Sides(BaseModel):
    """The dyad: each side an actor of the lexicon by name, or surface names."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    a: str | list[str] = Field(min_length=1)
    b: str | list[str] = Field(min_length=1)


class Settings(BaseModel):
    """What ``study.toml`` holds. All of it may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = ""
    seeds: str = "seeds"
    dyad: Sides | None = None
    codebook: str = ""  # the coders' rules, a file in the study's folder; by default the project's
    learned: str = ""  # the model behind the tagger of this name, a file in the study's folder
    lexicon: str = ""  # word lists to lay over the package's, a folder in the study's folder
    periods: list[str] = []  # spans of years to compare, e.g. "2015-2018"; by default every year by itself

    @field_validator("periods")
    @classmethod
    def _are_spans(cls, value: list[str]) -> list[str]:
        spans(value)
        return value


_EXPECTED = {
    "name": "the study's name in quotes",
    "seeds": "the name of the texts' folder in quotes",
    "dyad": "a table, [dyad], with the sides a and b",
    "dyad.a": "a name in quotes, or a list of names",
    "dyad.b": "a name in quotes, or a list of names",
    "codebook": "the name of the codebook's file in quotes",
    "learned": "the name of the model's file in quotes",
    "lexicon": "the name of the word lists' folder in quotes",
    "periods": 'spans of years in the order of time, such as ["2015-2018", "2019-2022"]',
}


def _wording(error: ValidationError) -> str:
    """Word the first thing wrong: key, value, what is legal."""
    first: Any = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][:2] if isinstance(part, str))
    if first["type"] == "extra_forbidden":
        table, _, key = where.rpartition(".")
        legal = Sides.model_fields if table else Settings.model_fields
        return one_of("a key", key, legal, f"{STUDY}{', ' + table if table else ''}")
    if first["type"] == "missing":
        return f"{STUDY}: no {where}; expected {_EXPECTED[where]}"
    return f"{STUDY}: {where} is {first['input']!r}; expected {_EXPECTED[where]}"


def study_root(path: str | Path = ".") -> Path | None:
    """Return the folder of the study at ``path``; from ``"."``, the nearest above will do, as with Git.

    A folder is a study's if it has a ``study.toml``, or, it being named, a catalogue where the defaults
    say. Where there is no study, None.
    """
    given = Path(path)
    if (given / STUDY).is_file() or (given / Settings().seeds / CATALOGUE).is_file():
        return given
    above = given.absolute().parents if given == Path() else ()
    return next((folder for folder in above if (folder / STUDY).is_file()), None)


def study_folder(path: str | Path = ".") -> Path:
    """Return the folder of the study at ``path``, as `study_root` does, or say that there is none.

    Raises
    ------
    CatalogueError
        There is no study.
    """
    found = study_root(path)
    if found is None:
        above = " or the folders above it" if Path(path) == Path() else ""
        raise CatalogueError(
            f"no study in {Path(path).absolute().as_posix()}{above}; expected a folder with {STUDY} or "
            f"{Settings().seeds}/{CATALOGUE}: name it with --study DIR or open_study(path)"
        )
    return found


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
    data = file_bytes(path)
    try:
        return Settings.model_validate(tomllib.loads(decoded(data, STUDY) if data.strip() else ""))
    except tomllib.TOMLDecodeError as error:
        raise TrstudyError(f"{STUDY}: is not TOML: {error}") from None
    except ValidationError as error:
        raise TrstudyError(_wording(error)) from None
