"""The last word on a frame: what the rules found and the unit's words, by weights from coded sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from trstudy.tables import FRAMES
from trstudy.tagging.signals import Signal
from trstudy.tagging.unit import Unit

# for units that stand alone, about the lexicon's own two sides or about others; for units of a document
ALONE, ELSEWHERE, IN_DOCUMENT = "weights.tsv", "weights_elsewhere.tsv", "weights_in_documents.tsv"
SCALE = 1000  # weights are kept as whole thousandths of log-odds, whose sums are the same on every machine

_BITS = 32  # a row of weights is kept as one whole number, 32 bits a frame, so that a sum is one addition

Row = tuple[int, ...]


def packed(row: Iterable[int]) -> int:
    """Return a row of weights as one number; sums of such numbers are the numbers of the sums."""
    return sum(weight << _BITS * place for place, weight in enumerate(row))


def unpacked(number: int) -> Row:
    """Return the row that a packed number stands for."""
    row = []
    for _ in FRAMES:
        weight = (number + (1 << _BITS - 1)) % (1 << _BITS) - (1 << _BITS - 1)
        row.append(weight)
        number = (number - weight) >> _BITS
    return tuple(row)


class Weights(NamedTuple):
    """A multinomial logistic model of the frame: of each signal a packed row, a weight per frame."""

    intercept: int
    rows: dict[str, int]


def parsed(text: str) -> Weights:
    """Return the weights that a table holds: a signal a line, then a number per frame, parted by tabs."""
    rows = {}
    for line in text.splitlines():
        if line and not line.startswith("# "):
            name, *numbers = line.split("\t")
            rows[name] = packed(map(int, numbers))
    return Weights(rows.pop(""), rows)


@cache
def weights(name: str) -> Weights:
    """Return the package's weights of a name: `ALONE`, `ELSEWHERE` or `IN_DOCUMENT`."""
    return parsed(files("trstudy").joinpath("lexicon", name).read_text(encoding="utf-8"))


def table_for(unit: Unit) -> str:
    """Return the name of a unit's weights: the first of a document is as if it stood alone."""
    if unit.context.arena:
        return IN_DOCUMENT
    return ELSEWHERE if unit.elsewhere else ALONE


def weights_for(unit: Unit) -> Weights:
    """Return the package's weights for a unit."""
    return weights(table_for(unit))


def weighed(known: Iterable[str], table: Weights) -> Row:
    """Return the sum of the weights of each frame, in thousandths of log-odds."""
    rows = table.rows
    total = table.intercept + sum([rows[name] for name in known if name in rows])
    return unpacked(total)


def shares(sums: Sequence[int]) -> tuple[float, ...]:
    """Return the probability of each frame, to four decimals.

    The softmax of the sums: multinomial logistic regression (Agresti, *Categorical Data Analysis*, 2013,
    equation 8.2).
    """
    most = max(sums)
    grown = [exp((s - most) / SCALE) for s in sums]
    return tuple(round(g / sum(grown), 4) for g in grown)


def placed(found: Sequence[Signal], rows: Mapping[str, int]) -> list[Signal]:
    """Return the signals that stand in the text and have a weight, each name where it stands first."""
    first = {signal.name: signal for signal in reversed(found) if signal.end and signal.name in rows}
    return list(first.values())


def heaviest(
    found: Sequence[Signal], table: Weights, frame: str, against: str, most: int = 6
) -> list[tuple[Signal, int]]:
    """Return the signals that stand in the text and weigh most for one frame against another, in order.

    Returns
    -------
    list of (Signal, int)
        Each with what it adds to the log-odds, in thousandths.
    """
    one, other = FRAMES.index(frame), FRAMES.index(against)
    there = placed(found, table.rows)
    rows = {signal.name: unpacked(table.rows[signal.name]) for signal in there}
    tipping = [(s, rows[s.name][one] - rows[s.name][other]) for s in there]
    tipping.sort(key=lambda pair: (-abs(pair[1]), pair[0].start, pair[0].name))
    return sorted(tipping[:most], key=lambda pair: (pair[0].start, pair[0].name))


def polarity(name: str, table: Weights) -> int:
    """Return +1 for a signal that speaks for cooperation rather than rivalry, -1 or 0."""
    plus, minus, *_ = unpacked(table.rows[name])
    return (plus > minus) - (plus < minus)
