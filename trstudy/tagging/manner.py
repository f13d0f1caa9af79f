"""Whether an act is said or done: by weights learnt from sentences about one act each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from trstudy.tagging.signals import Signal
from trstudy.tagging.weighing import SCALE, placed

MANNERS = "weights_of_manner.tsv"
VERBAL, MATERIAL = "verbal", "material"


class Manners(NamedTuple):
    """A logistic model of the manner: thousandths of log-odds for *material* against *verbal*, by signal."""

    intercept: int
    rows: dict[str, int]


def parsed(text: str) -> Manners:
    """Return the weights that a table holds: a signal and a number a line, parted by a tab."""
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("# "))
    rows = {name: int(number) for name, number in lines}
    return Manners(rows.pop(""), rows)


@cache
def manners() -> Manners:
    """Return the weights that come with the package."""
    return parsed(files("trstudy").joinpath("lexicon", MANNERS).read_text(encoding="utf-8"))


def log_odds(known: Iterable[str], table: Manners) -> int:
    """Return the log-odds, in thousandths, that an act is done and not only said."""
    rows = table.rows
    return table.intercept + sum([rows[name] for name in known if name in rows])


def manner(odds: int) -> str:
    """Return the likelier manner; of two that are alike, *verbal*."""
    return MATERIAL if odds > 0 else VERBAL


def likely(odds: int) -> float:
    """Return the probability of the likelier manner: the logistic function of the log-odds."""
    return 1 / (1 + exp(-abs(odds) / SCALE))


def telling(found: Sequence[Signal], table: Manners, most: int = 3) -> list[tuple[Signal, int]]:
    """Return the signals that stand in the text and weigh most, in their order, with their weights."""
    heaviest = sorted(placed(found, table.rows), key=lambda s: (-abs(table.rows[s.name]), s.start, s.name))[
        :most
    ]
    return [(s, table.rows[s.name]) for s in sorted(heaviest, key=lambda s: (s.start, s.name))]
