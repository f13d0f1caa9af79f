"""The report's front page: the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.reporting.answer import Answer, write_answer
from trstudy.reporting.cards import cards
from trstudy.reporting.folder import NUMBERS
from trstudy.reporting.numbers import typed, write_numbers
from trstudy.reporting.pages import parameter_rows, site_of
from trstudy.reporting.plan import Plan
from trstudy.reporting.tables import dictionary, write_tables
from trstudy.reporting.theme import rendered
from trstudy.tables import FRAMES


def write_front(
    plan: Plan,
    folder: Path,
    answer: Answer,
    tables: Mapping[str, pd.DataFrame],
    numbers: Mapping[str, pd.DataFrame] | None = None,
    read: pd.DataFrame | None = None,
) -> None:
    """Write ``index.html``, the main figure, the tables and the key numbers.

    Parameters
    ----------
    plan
        The report's plan.
    folder
        Where to write.
    answer
        What the report found.
    tables
        The tables offered for download; ``documents`` also fills the articles' cards.
    numbers
        The key numbers, as :mod:`trstudy.reporting.numbers` words them.
    read
        Those of the tags that the report reads, for the cards; all if None.
    """
    numbers = numbers or {}
    beside = {f"{NUMBERS}/{name}": typed(table) for name, table in numbers.items()}
    files = write_tables(tables, folder / "tables", beside=beside)
    write_numbers(numbers, folder / NUMBERS)
    write_answer(answer, folder)
    parameters = _parameters(plan)
    page = rendered(
        "index.html.j2",
        site_of(plan),
        current="index",
        title=plan.title,
        description=" ".join(answer.sentences),
        answer=answer,
        cards=cards(tables["documents"], tables["tags"] if read is None else read),
        read=None if read is None or len(read) == len(tables["tags"]) else len(read),
        all_sentences=len(tables["tags"]),
        frames=FRAMES,
        notebooks=plan.notebooks,
        offers=[offer for offer in plan.offers if offer.words],
        stale=plan.stale,
        downloads=_downloads(tables, files),
        numbers=numbers,
        dictionary=[row for name, table in {**tables, **beside}.items() for row in dictionary(name, table)],
        parameters=parameters,
        given=[row for row in parameters if row["given"]],  # other than the notebooks themselves set
        environment=plan.environment,
        inputs=plan.inputs,
    )
    (folder / "index.html").write_bytes(page)


@dataclass(frozen=True)
class Download:
    """One table that a reader can take along."""

    name: str
    rows: int
    columns: int
    files: Sequence[tuple[str, str]]


def _downloads(tables: Mapping[str, pd.DataFrame], files: Sequence[str]) -> list[Download]:
    return [
        Download(
            name,
            len(table),
            len(table.columns),
            [
                (f, {"csv": "CSV", "parquet": "Parquet"}[f.rpartition(".")[2]])
                for f in files
                if f.startswith(f"{name}.")
            ],
        )
        for name, table in tables.items()
    ]


def _parameters(plan: Plan) -> list[dict[str, Any]]:
    """Return each parameter and value once, with the pages that it holds for."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for notebook in plan.notebooks:
        for row in parameter_rows(notebook):
            known = rows.setdefault((row["name"], repr(row["value"])), {**row, "pages": []})
            known["pages"].append(notebook.name)
    return [rows[key] for key in sorted(rows)]
