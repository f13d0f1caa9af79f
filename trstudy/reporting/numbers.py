"""The study's key numbers: small tables of text, in a fixed order, rounded once, to be kept and compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from trstudy.measures.differences import differences
from trstudy.measures.framing import compare
from trstudy.measures.multiverse import Multiverse
from trstudy.measures.scale import MEASURES
from trstudy.tables import FRAMES, VARIABLES

DECIMALS = 4
_ENDS = ("estimate", "low", "high")
_OF_TAGGER = ("accuracy", "macro_f1", "alpha", "untagged")


def shares(comparison: pd.DataFrame) -> pd.DataFrame:
    """Share of each frame, and balance, in each year, with intervals.

    Parameters
    ----------
    comparison
        What :func:`~trstudy.measures.framing.compare` gave by year.
    """
    return rounded(comparison[["year", "measure", "count", "n", "n_articles", *_ENDS]])


def articles(documents: pd.DataFrame, tags: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """Sentences of each article in each frame, and its balance with interval.

    Parameters
    ----------
    documents, tags
        The tables of these names.
    options
        Options of :func:`~trstudy.measures.framing.compare`.
    """
    found = compare(tags, "doc_id", **options)
    counts = pd.crosstab(tags["doc_id"], tags["frame"].astype(str)).reindex(columns=FRAMES, fill_value=0)
    counts.insert(0, "n", counts.sum(axis=1))
    balance = found.loc[found["measure"] == "balance"].set_index("doc_id")[list(_ENDS)]
    years = documents.set_index("doc_id")["year"].reindex(counts.index)
    table = pd.concat([years, counts, balance], axis=1).rename_axis("doc_id").reset_index()
    return rounded(table.sort_values(["year", "doc_id"], kind="stable"))


def gaps(tags: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """Differences of every measure between every two years, and the odds ratio of cooperation over rivalry.

    Parameters
    ----------
    tags
        Tags with ``year``, of two years or more.
    options
        Options of :func:`~trstudy.measures.framing.compare`.
    """
    parts = [differences(tags, "year", measure=measure, **options) for measure in MEASURES]
    ratio = parts[-1].assign(measure="odds_ratio")
    ratio[list(_ENDS)] = np.exp(ratio[list(_ENDS)].astype(float))
    table = pd.concat([*parts, ratio], ignore_index=True)
    return rounded(table[["first", "second", "measure", *_ENDS]])


def verdict(found: Multiverse) -> pd.DataFrame:
    """What the multiverse says: how many specifications, and how many of them agree.

    Parameters
    ----------
    found
        What :func:`~trstudy.measures.multiverse.multiverse` gave.
    """
    said = {
        "specifications": len(found.defined),
        "first_above_last": found.first_above_last,
        "interval_agrees": found.interval_agrees,
        "others_between": found.others_between,
        "median_difference": float(found.defined["difference"].median()),
    }
    return pd.DataFrame({"quantity": said.keys(), "value": [_text(value) for value in said.values()]})


def validity(scores: pd.DataFrame, agreed: pd.DataFrame) -> pd.DataFrame:
    """How well the tagger agrees with the reference codes, and the coders with each other.

    Parameters
    ----------
    scores
        The table ``scores`` of :func:`~trstudy.measures.evaluation.tables`.
    agreed
        What :func:`~trstudy.coding.agreement.agreement` gave.
    """
    tagger = scores.loc[(scores["category"] == "all") & scores["measure"].isin(_OF_TAGGER)]
    coders = agreed.loc[(agreed["category"] == "all") & (agreed["measure"] == "alpha")]
    table = pd.concat(
        [
            tagger.assign(who="tagger and codes").rename(columns={"n": "units"}),
            coders.assign(who="coders with each other"),
        ],
        ignore_index=True,
    )
    place = {variable: number for number, variable in enumerate(VARIABLES)}
    table = table.sort_values("variable", key=lambda column: column.map(place), kind="stable")
    table = table.sort_values("who", ascending=False, kind="stable")
    return rounded(table[["who", "variable", "measure", "units", *_ENDS]])


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as text: whole numbers whole, others with four decimals, what is missing as nothing."""
    plain = pd.DataFrame(table).reset_index(drop=True)
    return pd.DataFrame({name: [_text(value) for value in plain[name]] for name in plain.columns}, dtype=str)


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of text with those columns as numbers that hold nothing else."""

    def column(values: pd.Series[Any]) -> pd.Series[Any]:
        try:
            return pd.to_numeric(values.replace("", None))
        except ValueError:
            return values

    return table.apply(column)


def write_numbers(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[str]:
    """Write each table as CSV with line feeds; return the files' names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
    return [f"{name}.csv" for name in tables]


def read_numbers(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a folder by name, every cell as text; none where there is no folder."""
    paths = sorted(folder.glob("*.csv"))
    return {p.stem: pd.read_csv(p, dtype=str, keep_default_na=False, encoding="utf-8") for p in paths}


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    return f"{round(float(value), DECIMALS) + 0.0:.{DECIMALS}f}" if isinstance(value, float) else str(value)
