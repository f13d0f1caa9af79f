"""A lexicon of one's own, begun from nothing, and how each version of it does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pandas as pd

from trstudy.errors import LexiconError
from trstudy.measures.evaluation import compared
from trstudy.seminar.feedback import Feedback
from trstudy.study import Study
from trstudy.tagging.registry import tag
from trstudy.writing import replacing

OWN = "cues/mine.toml"
FRAMED = ("cooperation", "rivalry", "mixed")


@dataclass(frozen=True)
class Score:
    """How tags do on some coded units: right among those framed, among those that should be, and framed."""

    right: int
    framed: int
    coded: int

    @property
    def precision(self) -> float:
        """Of the units that got a frame, the share that got the right one; nan if none got any."""
        return self.right / self.framed if self.framed else float("nan")

    @property
    def recall(self) -> float:
        """Of the units that have a frame by the codes, the share that got it; nan if none has."""
        return self.right / self.coded if self.coded else float("nan")


@dataclass(frozen=True)
class Try:
    """One version of the lexicon: how many cues it lists, and its scores where one looked and elsewhere."""

    cues: int
    here: Score
    elsewhere: Score


class Workshop:
    """A folder with an empty lexicon, and a record of what becomes of it. In Jupyter it shows the record.

    Parameters
    ----------
    study
        The study.
    folder
        Where the lexicon goes. Every list of cues of the package is put aside in it; the rules stay, and
        so do the words that turn cues round, and actors and arenas.
    codings
        The codes to compare the tags with.
    here
        The articles that one looks at while writing cues; the others show what that is worth elsewhere.
    """

    def __init__(self, study: Study, folder: str | Path, codings: str, here: Collection[str]) -> None:
        self.study, self.folder, self.here = study, Path(folder), set(here)
        self.codes = study.codings(codings)
        self.tries: list[Try] = []
        (self.folder / "cues").mkdir(parents=True, exist_ok=True)
        for name in sorted(f.name for f in files("trstudy").joinpath("lexicon", "cues").iterdir()):
            self._put(f"cues/{name}", "replace = true\n")
        self.write("")

    @property
    def tagger(self) -> str:
        """The name of the tagger that uses this lexicon."""
        return f"rules:{self.folder.as_posix()}"

    def write(self, cues: str) -> Workshop | Feedback:
        """Put cues in the place of those written before, tag all units, and note how that does.

        What cannot be read changes nothing, and the answer says why.
        """
        path = self.folder / OWN
        before = path.read_bytes() if path.is_file() else b""
        self._put(OWN, cues)
        try:
            self.units = compared(self.codes, tag(self.study.sentences(), self.study.dyad, self.tagger))
        except LexiconError as error:
            path.write_bytes(before)
            return Feedback(
                "unread",
                f"{error}",
                "A table is `[name]`, then `sign = 1` (cooperation) or `sign = -1` (rivalry), then lists: "
                "`verbs`, `nouns`, `adjectives` or `phrases`, such as `verbs = [\"help\"]`. A key by another "
                "name is refused. The lexicon is as it was.",
            )  # fmt: skip
        here = self.units["doc_id"].isin(self.here)
        self.tries.append(Try(cues.count('"') // 2, _score(self.units[here]), _score(self.units[~here])))
        return self

    def wrong(self) -> pd.DataFrame:
        """Return the units of the articles looked at whose frame is not that of the codes."""
        units = self.units[self.units["doc_id"].isin(self.here)]
        wrong = units[units["frame"] != units["frame_tag"]]
        return wrong[["sentence_id", "frame", "frame_tag", "rule", "text"]].reset_index(drop=True)

    def table(self) -> pd.DataFrame:
        """Return one row per version: cues listed, precision and recall here and elsewhere."""
        rows = [
            (t.cues, t.here.precision, t.here.recall, t.elsewhere.precision, t.elsewhere.recall)
            for t in self.tries
        ]
        columns = ["cues", "precision", "recall", "precision elsewhere", "recall elsewhere"]
        return pd.DataFrame(rows, columns=columns, index=pd.Index(range(len(rows)), name="version"))

    def __repr__(self) -> str:
        return self.table().round(2).to_string(na_rep="–")

    def _repr_html_(self) -> str:
        table = self.table().round(2).to_html(na_rep="–")
        at, off = self.tries[-1].here, self.tries[-1].elsewhere
        return (
            f"{table}<p>Last version: {at.right} of {at.framed} framed units right, of {at.coded} to be "
            f"found; elsewhere {off.right} of {off.framed}, of {off.coded}.</p>"
        )

    def _put(self, name: str, text: str) -> None:
        with replacing(self.folder / name) as part:
            part.write_text(text, encoding="utf-8", newline="\n")


def _score(units: pd.DataFrame) -> Score:
    framed, coded = units["frame_tag"].isin(FRAMED), units["frame"].isin(FRAMED)
    right = framed & (units["frame"] == units["frame_tag"])
    return Score(int(right.sum()), int(framed.sum()), int(coded.sum()))
