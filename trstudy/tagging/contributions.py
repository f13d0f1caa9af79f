"""What each thing that a linear model knows of a unit adds to its decision, in numbers and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trstudy.tagging.codes import signed
from trstudy.tagging.features import Piece
from trstudy.tagging.linear import Array, Linear

MOST, LEAST = 8, 0.05  # how many places are shown of one decision, and how little they may weigh
NAMED = 5  # how many features are named of one place


@dataclass(frozen=True)
class Verdict:
    """A model's decision on one variable of a unit.

    Attributes
    ----------
    linear
        The model.
    pieces
        What it was told of the unit.
    parts
        What each piece adds to each code.
    shares
        The probability of each code.
    """

    linear: Linear
    pieces: list[Piece]
    parts: Array
    shares: Array

    @property
    def ranked(self) -> tuple[int, int]:
        """The likeliest code and the next, by their places."""
        first, second = np.argsort(-self.shares, kind="stable")[:2]
        return int(first), int(second)

    @property
    def code(self) -> str:
        """The likeliest code."""
        return self.linear.codes[self.ranked[0]]

    @property
    def against(self) -> str:
        """What the likeliest code is weighed against, in words."""
        first, second = (self.linear.codes[k] for k in self.ranked)
        return f"for {first} against {second}"

    @property
    def tipping(self) -> Array:
        """What each piece adds to the log-odds of the likeliest code against the next."""
        first, second = self.ranked
        return np.asarray(self.parts[:, first] - self.parts[:, second])

    def share(self, code: str) -> float:
        """Return the probability of a code; 0 for one that the model does not know."""
        return float(self.shares[self.linear.codes.index(code)]) if code in self.linear.codes else 0.0


def verdict(linear: Linear, pieces: list[Piece]) -> Verdict:
    """Return a model's decision on a unit."""
    parts = linear.parts(pieces)
    return Verdict(linear, pieces, parts, linear.shares(parts))


def places(found: Verdict) -> Iterator[tuple[int, int, str, str, None, int, bool, str]]:
    """Yield ``start, end, entry, category, quad, sign, counted, why`` of the places that weigh most."""
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    for k, piece in enumerate(found.pieces):
        if piece.end > piece.start:
            at[piece.start, piece.end].append(k)
    tipping, polarity = found.tipping, _polarity(found)
    sums = {place: float(tipping[rows].sum()) for place, rows in at.items()}
    best = sorted(sums, key=lambda place: (-abs(sums[place]), place))[:MOST]
    for place in sorted(p for p in best if abs(sums[p]) >= LEAST):
        names = [found.pieces[k].name for k in at[place]]
        cue = next((name.split()[1] for name in names if name.startswith("cue ")), "")
        category = cue or ("words" if all(name.startswith("“") for name in names) else "finding")
        why = f"{signed(sums[place])} {found.against}: {_listed(found, at[place], NAMED)}"
        heaviest = max(at[place], key=lambda k: abs(float(tipping[k])))
        sign = int(np.sign(round(float(polarity[at[place]].sum()), 2)))
        yield *place, found.pieces[heaviest].name, category, None, sign, True, why


def _listed(found: Verdict, rows: Sequence[int], most: int) -> str:
    """Name the pieces that weigh most, with what each adds."""
    tipping = found.tipping
    ordered = sorted((k for k in rows if abs(tipping[k]) >= 0.005), key=lambda k: -abs(float(tipping[k])))
    named = [f"{found.pieces[k].name} {signed(tipping[k])}" for k in ordered[:most]]
    rest = float(tipping[ordered[most:]].sum())
    more = [f"{len(ordered) - most} more {signed(rest)}"] if len(ordered) > most else []
    return ", ".join([*named, *more])


def _polarity(found: Verdict) -> Array:
    """What each piece adds to cooperation against rivalry."""
    codes = found.linear.codes
    zero = np.zeros(len(found.pieces))
    plus, minus = (found.parts[:, codes.index(c)] if c in codes else zero for c in ("cooperation", "rivalry"))
    return np.asarray(plus - minus)


def totals(found: Verdict) -> Iterator[str]:
    """Word what stands nowhere in the text, and how the decision adds up."""
    tipping = found.tipping
    first, second = found.ranked
    base = found.linear.intercept[first] - found.linear.intercept[second]
    absent = [k for k, piece in enumerate(found.pieces) if piece.end == piece.start]
    named = ", ".join(filter(None, [f"at the outset {signed(base)}", _listed(found, absent, NAMED)]))
    yield f"without words of its own, {found.against}: {named}"
    shares = ", ".join(f"{c} {s:.2f}" for c, s in zip(found.linear.codes, found.shares, strict=True))
    yield f"in all {signed(base + float(tipping.sum()))}; probabilities: {shares}"


def worded(variable: str, found: Verdict) -> str:
    """Word a decision on a variable in one line."""
    listed = _listed(found, range(len(found.pieces)), 3)
    return f"{variable} {found.code}: {found.share(found.code):.2f} likely; {found.against}: {listed}"
