"""Learn the weights of the tagger's last step from coded sentences, and say how they do on others."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from trstudy.coding.codings import load_codings, lone_units
from trstudy.coding.events import load_events
from trstudy.coding.tsv import digest
from trstudy.measures.events import FRAME_OF
from trstudy.study import open_study
from trstudy.tables import FRAMES
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.lexicon import GAP, entries
from trstudy.tagging.overruling import to_weigh
from trstudy.tagging.rules import RuleTagger
from trstudy.tagging.signals import stem
from trstudy.tagging.tagged import accompanied
from trstudy.tagging.weighing import ALONE, IN_DOCUMENT, SCALE

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "trstudy" / "lexicon"
# what a unit of a document counts, a sentence written in ordinary prose, and any that is coded mixed (times
# that), against any other that stands alone, in the table for either kind
TABLES = {ALONE: (1.0, 3.0, 1.5), IN_DOCUMENT: (4.0, 1.0, 1.0)}
ORDINARY = "sentences_[0-9]*.tsv"
CODED = ("training/*.tsv", "tests/data/*_second.tsv", "tests/data/*_third.tsv", "tests/data/articles_dev.tsv",
         "tests/data/challenge_loops.tsv", "tests/data/challenge_more.tsv", "tests/data/events_dev.tsv",
         "tests/data/prose_dev.tsv", "seeds/codings/*_dev.tsv")  # fmt: skip
STRENGTH, AT_LEAST = 0.15, 3  # the inverse of the penalty on large weights; units that a signal must occur in
# The penalty grows with the number of units that have a signal, to this power, so that a frequent one has to
# earn a large weight in all of them (compare Wager, Wang & Liang 2013, Dropout training as adaptive
# regularization).
GROWTH, USUAL = 0.4, 10  # at that number of units it is what STRENGTH says
OFF = frozenset({"weighing"})
LISTED = 0.1  # what an entry of the lexicon, learnt from as if it were a unit, counts against a coded one
FOLDS = 6  # parts in which files are left out by --try
LEAST = 60  # thousandths that a signal must weigh for some frame against the mean of all to be kept


@dataclass(frozen=True)
class Coded:
    """A unit that is weighed: its file, what is known of it, the rules' frame, the code.

    And what it is worth beside others, whether it is one of a document or in ordinary prose, and whether a
    side is missing.
    """

    file: str
    names: frozenset[str]
    ruled: str
    code: str
    worth: float = 1.0
    of_document: bool = False
    ordinary: bool = False
    absent: bool = False


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
    for dyad, group in groupby(units(path), key=lambda unit: unit[0]):
        rows = list(group)
        read = RuleTagger(dyad, without=OFF).ruled((doc, text) for _, doc, text, _ in rows)
        for (_, doc, _, code), (tagged, beside) in zip(rows, accompanied(read), strict=True):
            weighing = to_weigh(tagged.unit, tagged.decision, beside, OFF) if code else None
            if weighing is not None:
                known, decision = frozenset(weighing.known), tagged.decision
                found.append(
                    Coded(
                        path.name,
                        known,
                        decision.frame,
                        code,
                        of_document=bool(doc),
                        ordinary=path.match(ORDINARY),
                        absent=not decision.dyad,
                    )
                )
    return found


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


def fitted(
    coded: list[Coded], in_document: float = 1.0, ordinary: float = 1.0, mixed: float = 1.0
) -> dict[str, list[int]]:
    """Fit a multinomial logistic model with an L2 penalty; the intercept stands under the empty name.

    Units of documents, such in ordinary prose and such coded mixed count that many times what others do. A
    signal's column, and its weight with it, is divided by the square root of the penalty that it is to have.
    """
    spread = Counter(name for unit in coded for name in unit.names)
    kept = sorted(name for name, n in spread.items() if n >= AT_LEAST)
    scale = np.array([(spread[name] / USUAL) ** (-GROWTH / 2) for name in kept])
    table = _matrix(coded, kept) @ diags_array(scale)
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", tol=1e-5, max_iter=2000)
    worth = [
        unit.worth
        * (in_document if unit.of_document else ordinary if unit.ordinary else 1)
        * (mixed if unit.code == "mixed" else 1)
        for unit in coded
    ]
    with threadpool_limits(1):
        model.fit(table, [FRAMES.index(unit.code) for unit in coded], worth)
    found = {"": _whole(model.intercept_)}
    for name, row in zip(kept, model.coef_.T * scale[:, None], strict=True):
        whole = _whole(row - row.mean())
        if max(map(abs, whole)) >= LEAST:
            found[name] = whole
    return found


def _whole(row: np.ndarray) -> list[int]:
    return [round(float(weight) * SCALE) for weight in row]


def _matrix(coded: list[Coded], kept: list[str]) -> csr_matrix:
    place = {name: i for i, name in enumerate(kept)}
    columns = [sorted(place[n] for n in unit.names if n in place) for unit in coded]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(c, dtype=np.int64) for c in columns])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(coded), len(kept)))


def tried(coded: list[Coded]) -> Iterator[str]:
    """Leave a sixth of the files out in turn; say how often the rules and the weights are right on each."""
    files = sorted({unit.file for unit in coded})
    for turn in range(FOLDS):
        out = set(files[turn::FOLDS])
        rest = [unit for unit in coded if unit.file not in out]
        tables = {
            name: fitted([*learnt_from(rest, name), *listed()], *worth) for name, worth in TABLES.items()
        }
        for file in sorted(out):
            left = [unit for unit in coded if unit.file == file]
            right = [_best(tables[IN_DOCUMENT if u.of_document else ALONE], u) == u.code for u in left]
            rules = np.mean([u.ruled == u.code for u in left])
            yield f"{file:32} {len(left):5} units  rules {rules:.3f}  weighed {np.mean(right):.3f}"


def _best(table: dict[str, list[int]], unit: Coded) -> str:
    rows = [table[""], *(table[name] for name in unit.names if name in table)]
    return FRAMES[int(np.argmax(np.sum(rows, axis=0)))]


def main() -> None:
    """Write the weights, or with ``--try`` only say how such weights do on files left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", action="store_true", dest="trying", help="leave files out in turn")
    arguments = parser.parse_args()
    paths = coded_files()
    coded = [unit for path in paths for unit in read(path)]
    if arguments.trying:
        for line in tried(coded):
            print(line, flush=True)
        return
    head = [
        "# Written by `make weights`: a signal a line, then thousandths of log-odds for " + ", ".join(FRAMES),
        *(f"# from {path.relative_to(ROOT).as_posix()} {digest(path)}" for path in paths),
    ]
    for name, worth in TABLES.items():
        table = fitted([*learnt_from(coded, name), *listed()], *worth)
        lines = ["\t".join([signal, *map(str, row)]) for signal, row in sorted(table.items())]
        (FOLDER / name).write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8", newline="\n")
        print(f"{len(learnt_from(coded, name))} units, {len(table) - 1} signals kept, in {name}", flush=True)


if __name__ == "__main__":
    main()
