"""The seed texts and the gold units, for tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parents[2] / "seeds"
SEEDS = sorted(path.name for path in FOLDER.glob("*.txt"))
GOLD = pd.read_csv(FOLDER / "codings" / "gold_dev.tsv", sep="\t")


@cache
def raw(file: str) -> str:
    return (FOLDER / file).read_bytes().decode("utf-8")
