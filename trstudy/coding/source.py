"""What coding needs of a study: its units, in their articles, and a digest of the words at each place."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pandas as pd

from trstudy.coding.codebook import Codebook
from trstudy.coding.entering import Place
from trstudy.errors import CodingError


class Source(Protocol):
    """A study, as far as coding is concerned; `trstudy.study.Study` is one."""

    @property
    def root(self) -> Path:
        """The study's folder."""
        ...

    @property
    def seeds(self) -> Path:
        """The folder of the texts."""
        ...

    @property
    def arenas(self) -> Sequence[str]:
        """The codes of the variable arena."""
        ...

    def documents(self) -> pd.DataFrame:
        """Return one row per text."""
        ...

    def sentences(self) -> pd.DataFrame:
        """Return one row per unit, in reading order."""
        ...

    def raw(self, doc_id: str) -> str:
        """Return a text, decoded."""
        ...

    def tags(self, tagger: str) -> pd.DataFrame:
        """Return the units with a tagger's codes."""
        ...

    def codings(self, name: str) -> pd.DataFrame:
        """Return a table of reference codes."""
        ...

    def codebook(self) -> Codebook:
        """Return the rules."""
        ...


@dataclass(frozen=True)
class Text:
    """A unit as a coder reads it: with the units before it in its article, never those after."""

    sentence_id: str
    title: str
    role: str
    text: str
    earlier: list[str]


def places(study: Source, units: pd.DataFrame) -> list[Place]:
    """Return the places of units (rows of the study's sentences)."""
    raws = {doc_id: study.raw(doc_id) for doc_id in units["doc_id"].unique()}
    columns = ["doc_id", "sentence_id", "start", "end"]
    return [
        Place(doc_id, sentence_id, int(start), int(end), _digest(raws[doc_id][start:end]))
        for doc_id, sentence_id, start, end in units[columns].itertuples(index=False)
    ]


def require_unchanged(study: Source, kept: Sequence[Place], file: str) -> list[int]:
    """Return the rows of the study's sentences that stand at the places a coding file has kept.

    Raises
    ------
    CodingError
        A text is gone or has changed, or no unit is cut there any more; names the first such unit.
    """
    now = {(p.doc_id, p.start, p.end): (k, p.sha256) for k, p in enumerate(places(study, study.sentences()))}
    rows = []
    for place in kept:
        k, sha256 = now.get((place.doc_id, place.start, place.end), (-1, ""))
        if sha256 != place.sha256:
            raise CodingError(
                f"{file}: {place.sentence_id}, at {place.start} to {place.end}, is not the unit that was "
                "coded: the text has changed since; bring the old one back, or use a new file (--db)"
            )
        rows.append(k)
    return rows


def texts(study: Source, kept: Sequence[Place], file: str) -> list[Text]:
    """Return the words of the units at places that a coding file has kept, in its order.

    Raises
    ------
    CodingError
        As `require_unchanged`.
    """
    units = study.sentences()
    titles = study.documents().set_index("doc_id")["title"]
    found = []
    for k in require_unchanged(study, kept, file):
        unit = units.iloc[k]
        before = units.iloc[:k]
        earlier = before.loc[before["doc_id"] == unit["doc_id"], "text"].tolist()
        title = str(titles[unit["doc_id"]])
        found.append(Text(unit["sentence_id"], title, unit["role"], unit["text"], earlier))
    return found


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
