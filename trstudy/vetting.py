"""What ``study.toml`` names, held against what is there, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from trstudy.corpus import catalogue
from trstudy.corpus.entry import CATALOGUE
from trstudy.corpus.reading import file_bytes
from trstudy.errors import TaggerError
from trstudy.settings import STUDY, Settings

if TYPE_CHECKING:
    from trstudy.tagging.dyad import Dyad
    from trstudy.tagging.lexica import Lexicon


def dyad_as_set(settings: Settings, lexicon: Lexicon) -> Dyad:
    """Return the two sides that the settings name, or the lexicon's own if they name none.

    Raises
    ------
    TaggerError
        One name stands on both sides, or a side has no letter; names the file.
    """
    from trstudy.tagging.dyad import Dyad, default_dyad

    if settings.dyad is None:
        return default_dyad(lexicon)
    try:
        return Dyad(settings.dyad.a, settings.dyad.b, lexicon)
    except TaggerError as error:
        raise TaggerError(f"{STUDY}, {str(error).replace('Dyad', '[dyad]', 1)}") from None


def require_sides_named(settings: Settings, dyad: Dyad, texts: Iterable[str]) -> None:
    """Raise unless the texts name each side somewhere; where the settings name the sides, blame their key.

    Raises
    ------
    TaggerError
        A side is named nowhere; lists the nearest names of the lexicon.
    """
    from trstudy.tagging.sides import require_named

    try:
        require_named(dyad, texts)
    except TaggerError as error:
        if settings.dyad is None:
            raise
        raise TaggerError(str(error).replace("Dyad: side ", f"{STUDY}: dyad.", 1)) from None


def require_kept(root: Path, settings: Settings, lexicon: Lexicon, *, training: bool = False) -> None:
    """Raise unless the settings name two sides that are spelt right, and a model that is there.

    Parameters
    ----------
    root, settings, lexicon
        The study's folder, what its ``study.toml`` says, and its word lists.
    training
        Let the model be missing: it is about to be made.

    Raises
    ------
    TaggerError
        A side looks like a misspelt actor of the lexicon and no text names it; both sides share a name;
        or the model's file is missing.
    """
    if settings.learned and not training and not (root / settings.learned).is_file():
        raise TaggerError(
            f"{STUDY}: learned is {settings.learned!r}, and there is no such file in the study's folder; "
            f"expected a model: `trstudy train --codings FILE --out {settings.learned}` makes one, or take "
            "the line out"
        )
    if settings.dyad is None:
        return
    dyad = dyad_as_set(settings, lexicon)
    if any(_looks_misspelt(names, lexicon) for names in (dyad.a, dyad.b)):
        texts = list(_texts(root / settings.seeds))
        if texts:
            require_sides_named(settings, dyad, texts)


def _looks_misspelt(names: Iterable[str], lexicon: Lexicon) -> bool:
    from trstudy.tagging.sides import known_actor, nearest_actors

    names = list(names)
    return not any(known_actor(name, lexicon) for name in names) and any(
        nearest_actors(name, lexicon=lexicon) for name in names
    )


def _texts(seeds: Path) -> Iterator[str]:
    if not (seeds / CATALOGUE).is_file():
        return
    for entry in catalogue.load(seeds):
        if (seeds / entry.file).is_file():
            yield file_bytes(seeds / entry.file).decode("utf-8", "replace")
