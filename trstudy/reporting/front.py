"""The report's front page: the answer first, then what it rests on."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.reporting.folder import NUMBERS
from trstudy.reporting.kernel import alt_text, figure_bundle
from trstudy.reporting.numbers import typed, write_numbers
from trstudy.reporting.pages import parameter_rows, site_of
from trstudy.reporting.plan import Plan
from trstudy.reporting.tables import dictionary, write_tables
from trstudy.reporting.theme import rendered
from trstudy.tables import FRAMES

_SVG = "data:image/svg+xml;base64,"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Figure:
    """A figure ready for a page; ``narrow`` is the source of the same drawn for a phone, if there is one."""

    source: str
    alt: str
    narrow: str = ""


@dataclass(frozen=True)
class Card:
    """One article, as the front page shows it."""

    doc_id: str
    title: str
    author: str
    outlet: str
    date: str
    known: str
    counts: Mapping[str, int]
    strip: Sequence[str]

    @property
    def n(self) -> int:
        """Number of sentences."""
        return len(self.strip)


@dataclass(frozen=True)
class Answer:
    """What the report found.

    Attributes
    ----------
    question
        What was asked.
    headline
        The answer in a line; without it the page is headed with the report's name.
    method
        How the answer was found, in a paragraph.
    figure, shows
        The main figure, and what it shows in words.
    sentences
        The three sentences that answer the question.
    caveat
        What the figure does not show.
    firmness
        What other choices would have given, a sentence each.
    """

    question: str
    figure: Figure
    shows: str
    sentences: Sequence[str]
    caveat: str
    firmness: Sequence[str] = ()
    headline: str = ""
    method: str = ""


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
        parameters=_parameters(plan),
        given=_given(plan),
        environment=plan.environment,
        inputs=plan.inputs,
    )
    (folder / "index.html").write_bytes(page)


def write_answer(answer: Answer, folder: Path) -> None:
    """Write what was found as ``numbers/answer.json``, and the main figure as a file of its own."""
    words = {
        "question": answer.question,
        "headline": answer.headline,
        "sentences": list(answer.sentences),
        "shows": answer.shows,
        "caveat": answer.caveat,
        "firmness": list(answer.firmness),
        "alt": answer.figure.alt,
    }
    text = json.dumps(words, indent=1, ensure_ascii=False)
    (folder / NUMBERS / "answer.json").write_bytes(f"{text}\n".encode())
    if answer.figure.source.startswith(_SVG):
        (folder / "figures").mkdir(exist_ok=True)
        (folder / "figures" / "main.svg").write_bytes(base64.b64decode(answer.figure.source[len(_SVG) :]))


def figure_of(drawn: Any, narrow: Any = None) -> Figure:
    """Return a matplotlib figure, or the one that axes belong to, as an image with its description.

    Parameters
    ----------
    drawn
        The figure.
    narrow
        The same figure drawn for a phone, if it is.
    """
    figure = drawn if hasattr(drawn, "savefig") else drawn.get_figure(root=True)
    bundle, _ = figure_bundle(figure)
    encoded = base64.b64encode(bundle["image/svg+xml"].encode()).decode()
    return Figure(f"{_SVG}{encoded}", alt_text(figure), figure_of(narrow).source if narrow else "")


def cards(documents: pd.DataFrame, tags: pd.DataFrame) -> list[Card]:
    """Return the articles in the order of their dates."""
    found = []
    for row in documents.sort_values(["date", "doc_id"], kind="stable").to_dict("records"):
        frames = tags.loc[tags["doc_id"] == row["doc_id"], "frame"].astype(str).tolist()
        found.append(
            Card(
                doc_id=str(row["doc_id"]),
                title=_text(row.get("title")) or str(row["doc_id"]),
                author=_text(row.get("author")),
                outlet=_text(row.get("outlet")),
                date=date_in_words(row["date"], str(row["date_precision"])),
                known=_text(row.get("date_note")) or _text(row.get("date_source")),
                counts={frame: frames.count(frame) for frame in FRAMES},
                strip=frames,
            )
        )
    return found


def date_in_words(date: Any, precision: str) -> str:
    """Word a date no more precisely than it is known, e.g. ``"November 2020"``."""
    moment = pd.Timestamp(date)
    day = {"day": f"{moment.day} "}.get(precision, "")
    return f"{day}{_MONTHS[moment.month - 1]} {moment.year}" if precision != "year" else str(moment.year)


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


def _given(plan: Plan) -> list[dict[str, Any]]:
    """Return the parameters that are not what the notebooks themselves set."""
    return [row for row in _parameters(plan) if row["given"]]


def _text(value: Any) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)
