"""What each part of a tagger is worth: the same units tagged with it and without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from trstudy.coding.coefficients import alpha, counts
from trstudy.errors import MeasureError
from trstudy.tables import FRAMES

ABLATION_COLUMNS = ("part", "alpha", "change", "lost", "gained", "moved")


def ablation(gold: pd.Series, whole: pd.Series, without: Iterable[tuple[str, pd.Series]]) -> pd.DataFrame:
    """Set a tagger against itself less one part at a time.

    Parameters
    ----------
    gold
        Codes for frame.
    whole
        The whole tagger's frames of the same units, in the same order.
    without
        Each part's name with the frames of the tagger that lacks it. Taken one by one, so that the
        taggers need not all be held at once.

    Returns
    -------
    DataFrame
        One row per part, the dearest first: ``part``; ``alpha`` without it; ``change`` in alpha from
        the whole, negative where the part helps; ``lost``, the units that are right only with it;
        ``gained``, those that are right only without it; ``moved``, all units tagged otherwise. On
        one and the same set of units a small difference is worth no more than its few units.

    Raises
    ------
    MeasureError
        A variant tags another number of units.
    """
    truth, own = gold.to_numpy(), whole.to_numpy()
    reference = _alpha(truth, own)
    rows = []
    for part, tags in without:
        other = tags.to_numpy()
        if len(other) != len(truth):
            raise MeasureError(f"without {part}: {len(other)} tags for {len(truth)} units; expected one each")
        value = _alpha(truth, other)
        right, still = own == truth, other == truth
        moved = int((own != other).sum())
        rows.append(
            (part, value, value - reference, int((right & ~still).sum()), int((still & ~right).sum()), moved)
        )
    found = pd.DataFrame(rows, columns=list(ABLATION_COLUMNS))
    order = found.assign(net=found["gained"] - found["lost"]).sort_values(["net", "change"], kind="stable")
    return found.loc[order.index].reset_index(drop=True)


class Worth(NamedTuple):
    """An entry of the lexicon, and how many units it loses, gains and moves when it is left out alone."""

    entry: str
    section: str
    lost: int
    gained: int
    moved: int


def worth_by_section(worths: Sequence[Worth], sizes: pd.Series) -> pd.DataFrame:
    """Count, for each section of the lexicon, the entries that have a say.

    Parameters
    ----------
    worths
        The entries that the units hold.
    sizes
        How many entries each section has.

    Returns
    -------
    DataFrame
        One row per section: ``section``; ``entries``, all of them; ``found``, those that some unit holds;
        ``matter``, those without which some code changes; ``help``, those without which fewer units are
        right; ``harm``, those without which more are.
    """
    table = pd.DataFrame(worths, columns=list(Worth._fields))
    counts = pd.DataFrame(
        {
            "section": table["section"],
            "found": 1,
            "matter": (table["moved"] > 0).astype(int),
            "help": (table["lost"] > table["gained"]).astype(int),
            "harm": (table["gained"] > table["lost"]).astype(int),
        }
    )
    found = counts.groupby("section").sum().reindex(sizes.index, fill_value=0)
    return found.assign(entries=sizes).reset_index(names="section")[
        ["section", "entries", "found", "matter", "help", "harm"]
    ]


def _alpha(gold: np.ndarray, tags: np.ndarray) -> float:
    place = {frame: k for k, frame in enumerate(FRAMES)}
    codes = np.array([[place[g], place[t]] for g, t in zip(gold, tags, strict=True)], dtype=np.int64)
    return float(alpha(np.ones((1, len(codes))), counts(codes, len(FRAMES)))[0])
