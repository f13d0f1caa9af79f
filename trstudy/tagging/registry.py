"""Taggers by name, and ``tag``, the one way to call any of them."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, cast

import pandas as pd

from trstudy.errors import TaggerError
from trstudy.tables import TAG_COLUMNS
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.lexica import PACKAGE

_TYPES = {column: "float" if column == "score" else "str" for column in TAG_COLUMNS}
_GROUP = "trstudy.taggers"
_OWN = {
    "rules": "trstudy.tagging.rules:tagger",
    "unweighed": "trstudy.tagging.rules:unweighed",
    "baseline": "trstudy.tagging.baseline:tagger",
    "learned": "trstudy.tagging.learned:learned",
    "nli": "trstudy.tagging.nli:nli",
    "embeddings": "trstudy.tagging.embeddings:embeddings",
}


class Tagger(Protocol):
    """What a tagger offers. Both methods get units with ``doc_id`` (or NA), ``role`` and ``text``."""

    def tags(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return frame, arena, voice, modality, score, quad and rule, one row per unit, same index."""
        ...

    def evidence(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row per cue: ``unit`` (position of the unit), ``start``, ``end`` in its text, …"""
        ...


@cache
def taggers() -> dict[str, str]:
    """Return the names of all taggers and where each is found.

    Others add theirs through the entry point group ``trstudy.taggers``; a name of our own cannot be
    taken.
    """
    found = {point.name: point.value for point in sorted(entry_points(group=_GROUP), key=lambda p: p.name)}
    return {**_OWN, **{name: value for name, value in found.items() if name not in _OWN}}


def load_tagger(name: str) -> Tagger:
    """Return a tagger by name.

    Parameters
    ----------
    name
        A name from the registry. Some take a file or folder after a colon: ``learned:MODEL``, or
        ``rules:FOLDER`` with word lists to lay over the package's. Behind such a name stands a function or
        class, which is called with what follows the colon, if anything.

    Raises
    ------
    TaggerError
        If there is none of that name (the message lists those there are) or it cannot be loaded.
    """
    known, colon, argument = name.partition(":")
    if known not in taggers():
        raise TaggerError(f"tagger is {name!r}; expected one of {', '.join(taggers())}")
    module, _, attribute = taggers()[known].partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise TaggerError(f"tagger {known!r} ({taggers()[known]}) cannot be loaded: {error}") from error
    if callable(found):
        found = found(argument) if colon else found()
    elif colon:
        raise TaggerError(f"tagger is {name!r}; {known!r} takes nothing after its name")
    if not (hasattr(found, "tags") and hasattr(found, "evidence")):
        raise TaggerError(f"tagger {known!r} ({taggers()[known]}) is no tagger: it lacks tags or evidence")
    return cast(Tagger, found)


def dyad_of(tagger: Tagger) -> Dyad:
    """Return the default dyad of the lexicon that a tagger reads by."""
    return default_dyad(getattr(tagger, "lexicon", None) or PACKAGE)


def unit_table(units: str | Sequence[str] | pd.Series | pd.DataFrame) -> pd.DataFrame:
    """Return units as a table with ``doc_id``, ``role`` and ``text``.

    Parameters
    ----------
    units
        A list of texts or a Series (no unit is another's context), or a DataFrame with ``text`` and
        optionally ``doc_id`` and ``role``; consecutive rows of one ``doc_id`` are each other's context.

    Raises
    ------
    TaggerError
        If ``text`` is missing or a unit is not a string; the message names the row.
    """
    if isinstance(units, str):
        raise TaggerError(
            "units is one string; expected a list of strings, a Series or a DataFrame with text"
        )
    if isinstance(units, pd.DataFrame):
        if "text" not in units.columns:
            raise TaggerError(
                f"units: no column text; the table has {', '.join(map(str, units.columns)) or 'none'}"
            )
        table = units
    elif isinstance(units, pd.Series):
        table = units.to_frame("text")
    else:
        table = pd.DataFrame({"text": pd.Series(list(units), dtype=object)})
    wrong = [not isinstance(text, str) for text in table["text"]]
    if any(wrong):
        row = table.index[wrong.index(True)]
        raise TaggerError(
            f"units, row {row}: text is {table['text'].iloc[wrong.index(True)]!r}; expected a string"
        )
    return pd.DataFrame(
        {
            "doc_id": table["doc_id"]
            if "doc_id" in table.columns
            else pd.Series(None, table.index, dtype=object),
            "role": table["role"] if "role" in table.columns else "body",
            "text": table["text"],
        },
        index=table.index,
    )


def tag(
    units: Sequence[str] | pd.Series | pd.DataFrame, dyad: Dyad | None = None, tagger: str = "rules"
) -> pd.DataFrame:
    """Tag units for frame, arena, voice and modality.

    Parameters
    ----------
    units
        Texts; see `unit_table`.
    dyad
        The two sides whose relation is read; the default dyad of the tagger's lexicon if None.
    tagger
        A name from the registry; see `load_tagger`.

    Returns
    -------
    DataFrame
        One row per unit, in the same order and with the same index: the columns of ``units`` and
        ``frame, arena, voice, modality, score, quad, rule``.

    Raises
    ------
    TaggerError
        If the tagger is unknown, the units cannot be read, or ``dyad`` is no `Dyad`.

    Examples
    --------
    >>> tag(["Cuba freed two American prisoners."], Dyad(["United States"], ["Cuba"])).frame.item()
    'cooperation'
    """
    table = unit_table(units)
    used = load_tagger(tagger)
    if dyad is not None and not isinstance(dyad, Dyad):
        example = (
            f"Dyad{dyad!r}" if isinstance(dyad, tuple) and len(dyad) == 2 else 'Dyad("India", "Pakistan")'
        )
        raise TaggerError(f"dyad: expected a trstudy.Dyad, such as {example}; found a {type(dyad).__name__}")
    tags = used.tags(table, dyad or dyad_of(used))[list(TAG_COLUMNS)].astype(_TYPES)
    given = units if isinstance(units, pd.DataFrame) else table[["text"]]
    return pd.concat([given.drop(columns=[c for c in TAG_COLUMNS if c in given.columns]), tags], axis=1)
