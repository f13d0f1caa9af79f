"""A small study to code: two short texts, in a folder whose name is no plain one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from trstudy.coding.codebook import Codebook, read_codebook
from trstudy.errors import CodingError

TEXTS = {
    "one": [
        "Two neighbours.",
        "They met.",
        "They agreed on gas.",
        "They fell out over grain.",
        "Rain fell.",
    ],
    "two": ["A summit.", "A threat was made.", "It was denied.", "He said ties are “good”.", "Ties may end."],
}


def cut() -> pd.DataFrame:
    rows = []
    for doc_id, units in TEXTS.items():
        start = 0
        for n, text in enumerate(units, start=1):
            role = "title" if n == 1 else "body"
            rows.append((doc_id, f"{doc_id}:{n:03d}", 1, start, start + len(text), role, text))
            start += len(text) + 1
    columns = ["doc_id", "sentence_id", "paragraph", "start", "end", "role", "text"]
    return pd.DataFrame(rows, columns=columns)


SENTENCES = cut()


class SmallStudy:
    """What coding needs of a study, without one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seeds = root / "seeds"
        self.arenas = ("energy", "economy", "bilateral", "other")
        self.texts = {doc_id: " ".join(units) for doc_id, units in TEXTS.items()}
        self.guesses = {"always": ["none"] * 10, "often": ["none"] * 7 + ["mixed"] * 3}

    def documents(self) -> pd.DataFrame:
        titles = {"one": "The [first] text", "two": "The second text"}
        rows = [(d, f"{d}.txt", titles[d], len(self.texts[d])) for d in self.texts]
        return pd.DataFrame(rows, columns=["doc_id", "file", "title", "n_chars"])

    def sentences(self) -> pd.DataFrame:
        return SENTENCES.copy()

    def raw(self, doc_id: str) -> str:
        return self.texts[doc_id]

    def tags(self, tagger: str) -> pd.DataFrame:
        return self.sentences().assign(frame=self.guesses[tagger])

    def codings(self, name: str) -> pd.DataFrame:
        if name != "gold":
            raise CodingError(f"codings is {name!r}; expected one of gold")
        return self.sentences().loc[[1, 2, 6, 8]].assign(frame=["none", "cooperation", "rivalry", "none"])

    def codebook(self) -> Codebook:
        return read_codebook()


@pytest.fixture
def small(tmp_path: Path) -> SmallStudy:
    root = tmp_path / "Übung №1 of two"
    (root / "seeds" / "codings").mkdir(parents=True)
    return SmallStudy(root)
