"""A new study: its folder, with settings, an empty catalogue, word lists to fill, and the notebooks."""

from __future__ import annotations

import json
import textwrap
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import trstudy
from trstudy.corpus.adding import HEADER, slug
from trstudy.corpus.entry import CATALOGUE
from trstudy.errors import ReportError, TaggerError
from trstudy.reporting.plan import PATTERN
from trstudy.settings import STUDY
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.lexica import PACKAGE
from trstudy.tagging.sides import known_actor
from trstudy.tagging.topics import arenas as packaged_arenas
from trstudy.writing import filling

_HERE = Path(__file__).parent
_STARTER = _HERE / "starter"
# file of the study -> its template
_FILES = {
    STUDY: "study.toml.j2",
    "README.md": "README.md.j2",
    "codebook.md": "codebook.md.j2",
    ".gitignore": "gitignore.j2",
    ".gitattributes": "gitattributes.j2",
    "seeds/README.md": "seeds.md.j2",
    "seeds/codings/README.md": "codings.md.j2",
    "lexicon/actors.toml": "actors.toml.j2",
    "lexicon/arenas.toml": "arenas.toml.j2",
    "lexicon/cues/own.toml": "cues.toml.j2",
    "reports/README.md": "reports.md.j2",
}


@dataclass(frozen=True)
class Side:
    """One side of a new study.

    Attributes
    ----------
    name
        As it was given.
    key
        The name of its table in ``lexicon/actors.toml``.
    known
        The forms by which the package's lexicon knows it; empty if it does not.
    """

    name: str
    key: str
    known: Sequence[str] = ()


@dataclass(frozen=True)
class Field:
    """An arena of a new study: the name of its table in ``lexicon/arenas.toml``, and what it is called."""

    key: str
    label: str


def start_study(
    folder: Path, sides: tuple[str, str], *, name: str = "", arenas: Sequence[str] = ()
) -> tuple[Side, Side]:
    """Make the folder of a new study, all of it or none.

    Parameters
    ----------
    folder
        Where; it must be empty or not there yet.
    sides
        The two sides. One that the lexicon knows stands for all the forms listed there.
    name
        What the study is called; by default after its sides.
    arenas
        Fields of its own, to be filled with words.

    Returns
    -------
    tuple of Side
        The two sides, and what the lexicon knows of them.

    Raises
    ------
    TaggerError
        The sides are no names, or one and the same.
    ReportError
        ``folder`` holds something or cannot be made, or the notebooks are not to be found.
    """
    first, second = (
        _side(given.strip(), f"side_{letter}") for given, letter in zip(sides, "ab", strict=True)
    )
    Dyad(first.name, second.name)
    if first.key == second.key:
        raise TaggerError(
            f"{first.name} and {second.name} are one side to the lexicon, {first.key}; expected two"
        )
    own = _fields(arenas)
    packaged = {code: Field(code, arena.label) for code, arena in packaged_arenas(PACKAGE).items()}
    places = tomllib.loads((_STARTER / "places.toml").read_text(encoding="utf-8"))["places"]
    without = [code for code in places if code not in own]
    words = {
        "name": name or f"{first.name} and {second.name}",
        "sides": (first, second),
        "blank": [side.name for side in (first, second) if not side.known],
        "arenas": list(own.values()),
        "packaged": [code for code in packaged if code not in without],
        "without": without,
        "fields": [f for code, f in ({**own, **packaged}).items() if code not in without],
        "version": trstudy.__version__,
    }
    templates = _environment()
    with filling(folder) as study:
        for path, template in _FILES.items():
            _write(study / path, templates.get_template(template).render(words).encode())
        _write(study / "seeds" / CATALOGUE, HEADER.encode())
        for notebook in notebooks():
            _write(study / "notebooks" / notebook.name, notebook.read_bytes())
    return first, second


def notebooks() -> list[Path]:
    """Return the notebooks that a study is made of: in a checkout those of the project, else the package's.

    Raises
    ------
    ReportError
        There are none.
    """
    for folder in (_HERE / "notebooks", _HERE.parent / "notebooks"):
        if found := sorted(folder.glob(PATTERN)):
            return found
    raise ReportError(f"no notebook {PATTERN} in the package trstudy; install it anew")


def _side(name: str, otherwise: str) -> Side:
    """Look a side up; ``otherwise`` is its key if its name has no letter that a key can have."""
    key, forms = known_actor(name) or (slug(name).replace("-", "_") or otherwise, [])
    return Side(name, key, tuple(forms))


def _fields(names: Sequence[str]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name in names:
        key = slug(name).replace("-", "_")
        if not key or not key[0].isalpha():
            raise TaggerError(f"arena {name!r}: expected a name that begins with a letter from a to z")
        fields.setdefault(key, Field(key, name.strip()[:1].upper() + name.strip()[1:]))
    return fields


def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_STARTER),
        undefined=StrictUndefined,
        autoescape=False,  # plain text
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(toml=_toml, comment=_comment)
    return found


def _comment(text: str) -> str:
    return "\n".join(f"# {line}" for line in textwrap.wrap(text, 106))


def _toml(value: Any) -> str:
    """Return text, or a list of texts, as TOML writes it: as JSON does, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
