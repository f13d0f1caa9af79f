"""Learn the weights of the tagger's last step from coded sentences, and say how they do on others."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags_array
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from tools.coded import ROOT, Coded, coded_files, learnt_from, listed, read
from trstudy.coding.tsv import digest
from trstudy.tables import FRAMES
from trstudy.tagging.manner import MANNERS, MATERIAL
from trstudy.tagging.overruling import likeliest
from trstudy.tagging.weighing import ALONE, ELSEWHERE, IN_DOCUMENT, SCALE

FOLDER = ROOT / "trstudy" / "lexicon"
STRENGTH, AT_LEAST = 0.15, 3  # the inverse of the penalty on large weights; units that a signal must occur in
# The penalty grows with the number of units that have a signal, to this power, so that a frequent one has to
# earn a large weight in all of them (compare Wager, Wang & Liang 2013, Dropout training as adaptive
# regularization).
GROWTH, USUAL = 0.4, 10  # at that number of units it is what STRENGTH says
FOLDS = 6  # parts in which files are left out by --try
LEAST = 60  # thousandths that a signal must weigh for some frame against the mean of all to be kept


class Worth(NamedTuple):
    """What units count, by where they stand, and how many times that if they are coded mixed."""

    document: float = 1.0
    ordinary: float = 1.0
    mixed: float = 1.0
    lead: float = 1.0
    plain: float = 1.0

    def of(self, unit: Coded) -> float:
        """Return what a unit counts; one that is coded mixed, that many times what it would."""
        kind: float = getattr(self, unit.kind)
        return unit.worth * kind * (self.mixed if unit.code == "mixed" else 1.0)


ALIKE = Worth()
TABLES = {
    ALONE: Worth(1.0, 3.0, 1.5),
    ELSEWHERE: Worth(0.3, 0.3, 1.0, lead=1.0, plain=0.3),
    IN_DOCUMENT: Worth(4.0, 1.0, 1.0),
}


def fitted(coded: list[Coded], worth: Worth = ALIKE) -> dict[str, list[int]]:
    """Fit a multinomial logistic model of the frame; the intercept stands under the empty name."""
    codes = [FRAMES.index(unit.code) for unit in coded]
    intercept, weights = _solved(coded, codes, [worth.of(unit) for unit in coded])
    found = {name: _whole(row - row.mean()) for name, row in weights.items()}
    return {"": _whole(intercept), **{name: row for name, row in found.items() if _weighty(row)}}


def fitted_manner(coded: list[Coded]) -> dict[str, list[int]]:
    """Fit a logistic model of whether an act is done and not only said, by the leads among the units."""
    leads = [unit for unit in coded if unit.manner]
    intercept, weights = _solved(leads, [unit.manner == MATERIAL for unit in leads], [1.0] * len(leads))
    found = {name: _whole(row) for name, row in weights.items()}
    return {"": _whole(intercept), **{name: row for name, row in found.items() if _weighty(row)}}


def _solved(
    coded: list[Coded], codes: Sequence[int], worths: Sequence[float]
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Solve logistic regression with an L2 penalty: the intercept, and the weights of each signal.

    A signal's column, and its weight with it, is divided by the square root of the penalty that it is to
    have.
    """
    spread = Counter(name for unit in coded for name in unit.names)
    kept = sorted(name for name, n in spread.items() if n >= AT_LEAST)
    scale = np.array([(spread[name] / USUAL) ** (-GROWTH / 2) for name in kept])
    table = _matrix(coded, kept) @ diags_array(scale)
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", tol=1e-5, max_iter=2000)
    with threadpool_limits(1):
        model.fit(table, codes, worths)
    return model.intercept_, dict(zip(kept, model.coef_.T * scale[:, None], strict=True))


def _weighty(row: Sequence[int]) -> bool:
    return max(map(abs, row)) >= LEAST


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

    Last come the means over the files, each counting once: of those most of whose units each table is for.
    """
    files = sorted({unit.file for unit in coded})
    shares: dict[str, list[tuple[float, float]]] = {name: [] for name in tables}
    for turn in range(FOLDS):
        out = set(files[turn::FOLDS])
        rest = [unit for unit in coded if unit.file not in out]
        learnt = {
            name: fitted([*learnt_from(rest, name), *listed()], worth) for name, worth in tables.items()
        }
        for file in sorted(out):
            left = [unit for unit in coded if unit.file == file]
            right = [likeliest(_sums(learnt[u.table], u), u.ruled, u.surer) == u.code for u in left]
            share = float(np.mean([u.ruled == u.code for u in left])), float(np.mean(right))
            (most,) = Counter(u.table for u in left).most_common(1)
            shares[most[0]].append(share)
            yield _line(file, f"{len(left):5} units", share)
    for name, found in shares.items():
        if found:
            yield _line(name, f"{len(found):5} files", np.mean(found, axis=0))


def tried_manner(coded: list[Coded]) -> Iterator[str]:
    """Leave each file of leads out in turn; say how often cues and weights tell a deed from a word."""
    files = sorted({unit.file for unit in coded if unit.manner})
    for file in files:
        table = fitted_manner([unit for unit in coded if unit.file != file])
        left = [unit for unit in coded if unit.file == file and unit.manner]
        right = [(_sums(table, unit)[0] > 0) == (unit.manner == MATERIAL) for unit in left]
        by_cues = float(np.mean([unit.by_cues == unit.manner for unit in left]))
        yield _line(f"manner, {file}", f"{len(left):5} units", (by_cues, float(np.mean(right))))


def _line(name: str, size: str, share: Sequence[float]) -> str:
    return f"{name:32} {size}  rules {share[0]:.3f}  weighed {share[1]:.3f}"


def _sums(table: dict[str, list[int]], unit: Coded) -> tuple[int, ...]:
    rows = [table[""], *(table[name] for name in unit.names if name in table)]
    return tuple(map(sum, zip(*rows, strict=True)))


def _worth(text: str) -> Worth:
    return Worth(*map(float, text.split(",")))


def main() -> None:
    """Write the weights, or with ``--try`` only say how such weights do on files left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", action="store_true", dest="trying", help="leave files out in turn")
    for name, flag in ((ALONE, "--alone"), (ELSEWHERE, "--elsewhere"), (IN_DOCUMENT, "--in-document")):
        parser.add_argument(
            flag, type=_worth, default=TABLES[name], metavar="N,N,N,N,N", dest=name, help="with --try: what "
            f"documents, ordinary prose, units coded mixed, leads and others count in {name}",
        )  # fmt: skip
    options = vars(parser.parse_args())
    paths = coded_files()
    coded = [unit for path in paths for unit in read(path)]
    if options["trying"]:
        for line in chain(tried_manner(coded), tried(coded, {name: options[name] for name in TABLES})):
            print(line, flush=True)
        return
    for name, worth in TABLES.items():
        learnt = learnt_from(coded, name)
        _write(name, ", ".join(FRAMES), fitted([*learnt, *listed()], worth), len(learnt), paths)
    leads = sum(bool(unit.manner) for unit in coded)
    _write(MANNERS, "material against verbal", fitted_manner(coded), leads, paths)


def _write(name: str, of: str, table: dict[str, list[int]], units: int, paths: Sequence[Path]) -> None:
    head = [
        f"# Written by `make weights`: a signal a line, then thousandths of log-odds for {of}",
        *(f"# from {path.relative_to(ROOT).as_posix()} {digest(path)}" for path in paths),
    ]
    lines = ["\t".join([signal, *map(str, row)]) for signal, row in sorted(table.items())]
    (FOLDER / name).write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8", newline="\n")
    print(f"{units} units, {len(table) - 1} signals kept, in {name}", flush=True)


if __name__ == "__main__":
    main()
