"""Coded units as the weights are learnt from them: what is known of each, and the frame it should have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from trstudy.coding.codings import load_codings, lone_units
from trstudy.coding.events import load_events
from trstudy.measures.events import FRAME_OF
from trstudy.study import open_study
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.entry import GAP
from trstudy.tagging.lexicon import entries
from trstudy.tagging.manner import MATERIAL, VERBAL
from trstudy.tagging.overruling import surer, to_weigh
from trstudy.tagging.rules import RuleTagger
from trstudy.tagging.signals import stem
from trstudy.tagging.tagged import accompanied
from trstudy.tagging.weighing import ALONE, IN_DOCUMENT, table_for

ROOT = Path(__file__).resolve().parent.parent
CODED = ("training/*.tsv", "tests/data/*_second.tsv", "tests/data/*_third.tsv", "tests/data/articles_dev.tsv",
         "tests/data/challenge_loops.tsv", "tests/data/challenge_more.tsv", "tests/data/events_dev.tsv",
         "tests/data/prose_dev.tsv", "seeds/codings/*_dev.tsv")  # fmt: skip
ORDINARY = "sentences_[0-9]*.tsv"
OFF = frozenset({"weighing"})
LEADS = "events_*.tsv"
# acts that are done and not only said; the others of the event files are said (tests/data/README.md)
DONE = frozenset({"aid", "assault", "coerce", "cooperate", "mobilise", "protest", "sanction", "yield"})
LISTED = 0.1  # what an entry of the lexicon, learnt from as if it were a unit, counts against a coded one


PLAIN, ORDINARY_PROSE, DOCUMENT, LEAD = "plain", "ordinary", "document", "lead"  # where a unit stands


@dataclass(frozen=True)
class Coded:
    """A unit that is weighed: its file, what is known of it, the rules' frame, the code.

    And what it is worth beside others, where it stands: by itself (`PLAIN`), in ordinary prose, in a
    document, or as a news lead; whether a side is missing; of a lead, whether its act is said or done,
    and whether it is so by its cues; with which table the tagger weighs it, and how much likelier than the
    rules' frame another must be by that.
    """

    file: str
    names: frozenset[str]
    ruled: str
    code: str
    worth: float = 1.0
    kind: str = PLAIN
    absent: bool = False
    manner: str = ""
    by_cues: str = ""
    table: str = ALONE
    surer: float = 0.0


def coded_files() -> list[Path]:
    """Return the files to learn from, in order; none that is held back."""
    return sorted({path for pattern in CODED for path in ROOT.glob(pattern)})


def units(path: Path) -> Iterator[tuple[Dyad, str | None, str, str]]:
    """Yield ``dyad, document, text, frame`` of each unit of a file, those of one document in order."""
    study = open_study(ROOT)
    if "expected" in path.read_text(encoding="utf-8").partition("\n")[0]:
        events = load_events(path)
        for row in events.itertuples():
            yield Dyad(row.source, row.target), None, str(row.text), FRAME_OF[str(row.expected)]
        return
    table = load_codings(path, study.documents(), study.sentences())
    if "start" in table.columns:
        codes = dict(zip(table["sentence_id"], table["frame"], strict=True))
        for row in study.sentences().itertuples():
            yield study.dyad, str(row.doc_id), str(row.text), codes.get(row.sentence_id, "")
        return
    lone = lone_units(table).reindex(columns=["doc_id", "text"]).astype(object)
    dyads = [study.dyad] * len(table)
    if "source" in table.columns:  # articles about other pairs of actors
        dyads = [Dyad((a,), (b,)) for a, b in zip(table["source"], table["target"], strict=True)]
    for dyad, doc, text, frame in zip(dyads, lone["doc_id"], lone["text"], table["frame"], strict=True):
        yield dyad, doc if isinstance(doc, str) else None, text, frame


def read(path: Path) -> list[Coded]:
    """Return what is known of the units of a file that are weighed."""
    found = []
    manners = iter(_manners(path))
    for dyad, group in groupby(units(path), key=lambda unit: unit[0]):
        rows = list(group)
        read = RuleTagger(dyad, without=OFF).ruled((doc, text) for _, doc, text, _ in rows)
        for (_, doc, _, code), (tagged, beside) in zip(rows, accompanied(read), strict=True):
            manner = next(manners, "")
            weighing = to_weigh(tagged.unit, tagged.decision, beside, OFF) if code else None
            if weighing is not None:
                known, decision = frozenset(weighing.known), tagged.decision
                absent = not decision.dyad
                kind = DOCUMENT if doc else _kind(path)
                by_cues = (decision.quad or "").partition("_")[0]
                tried = table_for(tagged.unit), surer(tagged.unit, absent=absent)
                found.append(
                    Coded(path.name, known, decision.frame, code, 1.0, kind, absent, manner, by_cues, *tried)
                )
    return found


def _kind(path: Path) -> str:
    return ORDINARY_PROSE if path.match(ORDINARY) else LEAD if path.match(LEADS) else PLAIN


def _manners(path: Path) -> list[str]:
    """Return of each row of a file of leads whether its act is said or done; nothing of other files."""
    if not path.match(LEADS):
        return []
    return [MATERIAL if act in DONE else VERBAL for act in load_events(path)["act"]]


def learnt_from(coded: list[Coded], name: str) -> list[Coded]:
    """Return the units that a table is learnt from: alone, none is weighed that lacks a side."""
    return coded if name == IN_DOCUMENT else [unit for unit in coded if not unit.absent]


def listed() -> list[Coded]:
    """Return the words of each cue of the lexicon as if they were a unit, coded by the cue's sign.

    So words that no coded sentence has, but a listed phrase, are known in other company too.
    """
    found = []
    for entry in entries():
        if entry.kind == "cue" and entry.sign:
            stems = [stem(word) for word in entry.form.split() if word != GAP]
            names = frozenset([*stems, *(f"{a} {b}" for a, b in pairwise(stems))])
            frame = "cooperation" if entry.sign > 0 else "rivalry"
            found.append(Coded("", names, frame, frame, LISTED * entry.weight))
    return found
