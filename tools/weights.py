"""Learn the weights of the tagger's last step from coded sentences, and say how they do on others."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from tools.coded import ROOT, Coded, coded_files, learnt_from, listed, read
from trstudy.coding.tsv import digest
from trstudy.tables import FRAMES
from trstudy.tagging.weighing import ALONE, IN_DOCUMENT, SCALE

FOLDER = ROOT / "trstudy" / "lexicon"
STRENGTH, AT_LEAST = 0.15, 3  # the inverse of the penalty on large weights; units that a signal must occur in
# The penalty grows with the number of units that have a signal, to this power, so that a frequent one has to
# earn a large weight in all of them (compare Wager, Wang & Liang 2013, Dropout training as adaptive
# regularization).
GROWTH, USUAL = 0.4, 10  # at that number of units it is what STRENGTH says
FOLDS = 6  # parts in which files are left out by --try
LEAST = 60  # thousandths that a signal must weigh for some frame against the mean of all to be kept


class Worth(NamedTuple):
    """What units count against one that stands alone, in no ordinary prose, and is not coded mixed."""

    in_document: float = 1.0
    ordinary: float = 1.0
    mixed: float = 1.0

    def of(self, unit: Coded) -> float:
        """Return what a unit counts; one that is coded mixed, that many times what it would."""
        kind = self.in_document if unit.of_document else self.ordinary if unit.ordinary else 1.0
        return unit.worth * kind * (self.mixed if unit.code == "mixed" else 1.0)


ALIKE = Worth()
TABLES = {ALONE: Worth(1.0, 3.0, 1.5), IN_DOCUMENT: Worth(4.0, 1.0, 1.0)}


def fitted(coded: list[Coded], worth: Worth = ALIKE) -> dict[str, list[int]]:
    """Fit a multinomial logistic model with an L2 penalty; the intercept stands under the empty name.

    A signal's column, and its weight with it, is divided by the square root of the penalty that it is to
    have.
    """
    spread = Counter(name for unit in coded for name in unit.names)
    kept = sorted(name for name, n in spread.items() if n >= AT_LEAST)
    scale = np.array([(spread[name] / USUAL) ** (-GROWTH / 2) for name in kept])
    table = _matrix(coded, kept) @ diags_array(scale)
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", tol=1e-5, max_iter=2000)
    with threadpool_limits(1):
        model.fit(table, [FRAMES.index(unit.code) for unit in coded], [worth.of(unit) for unit in coded])
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


def tried(coded: list[Coded], tables: dict[str, Worth]) -> Iterator[str]:
    """Leave a sixth of the files out in turn; say how often the rules and the weights are right on each.

    Last come the means over the files, each counting once: of those whose units stand alone, and of articles.
    """
    files = sorted({unit.file for unit in coded})
    shares: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for turn in range(FOLDS):
        out = set(files[turn::FOLDS])
        rest = [unit for unit in coded if unit.file not in out]
        learnt = {
            name: fitted([*learnt_from(rest, name), *listed()], worth) for name, worth in tables.items()
        }
        for file in sorted(out):
            left = [unit for unit in coded if unit.file == file]
            right = [_best(learnt[IN_DOCUMENT if u.of_document else ALONE], u) == u.code for u in left]
            share = float(np.mean([u.ruled == u.code for u in left])), float(np.mean(right))
            shares[left[0].of_document].append(share)
            yield _line(file, f"{len(left):5} units", share)
    for name, found in zip(("units that stand alone", "units of documents"), shares.values(), strict=True):
        if found:
            yield _line(name, f"{len(found):5} files", np.mean(found, axis=0))


def _line(name: str, size: str, share: Sequence[float]) -> str:
    return f"{name:32} {size}  rules {share[0]:.3f}  weighed {share[1]:.3f}"


def _best(table: dict[str, list[int]], unit: Coded) -> str:
    rows = [table[""], *(table[name] for name in unit.names if name in table)]
    return FRAMES[int(np.argmax(np.sum(rows, axis=0)))]


def _worth(text: str) -> Worth:
    return Worth(*map(float, text.split(",")))


def main() -> None:
    """Write the weights, or with ``--try`` only say how such weights do on files left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", action="store_true", dest="trying", help="leave files out in turn")
    parser.add_argument(
        "--alone", type=_worth, default=TABLES[ALONE], metavar="N,N,N", help="with --try: what documents, "
        "ordinary prose and units coded mixed count in the table for units that stand alone",
    )  # fmt: skip
    parser.add_argument(
        "--in-document", type=_worth, default=TABLES[IN_DOCUMENT], metavar="N,N,N",
        help="with --try: the same in that for units of documents",
    )  # fmt: skip
    options = parser.parse_args()
    paths = coded_files()
    coded = [unit for path in paths for unit in read(path)]
    if options.trying:
        for line in tried(coded, {ALONE: options.alone, IN_DOCUMENT: options.in_document}):
            print(line, flush=True)
        return
    head = [
        "# Written by `make weights`: a signal a line, then thousandths of log-odds for " + ", ".join(FRAMES),
        *(f"# from {path.relative_to(ROOT).as_posix()} {digest(path)}" for path in paths),
    ]
    for name, worth in TABLES.items():
        table = fitted([*learnt_from(coded, name), *listed()], worth)
        lines = ["\t".join([signal, *map(str, row)]) for signal, row in sorted(table.items())]
        (FOLDER / name).write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8", newline="\n")
        print(f"{len(learnt_from(coded, name))} units, {len(table) - 1} signals kept, in {name}", flush=True)


if __name__ == "__main__":
    main()
