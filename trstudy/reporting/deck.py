"""Slides for a room: a reveal.js deck in one page that asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

import trstudy
from trstudy.errors import ReportError
from trstudy.reporting.theme import TEMPLATES, environment

_NUMBER = re.compile(r"[\d.,]+(\s?%)?")


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes
    ----------
    title
        Its heading.
    html
        What stands under it, as HTML that is safe to show; whatever has the class ``fragment`` appears step
        by step.
    notes
        What the speaker may say, a paragraph each, as plain text.
    kind
        ``"title"``, ``"figure"`` or ``"words"``.
    """

    title: str
    html: str
    notes: Sequence[str] = ()
    kind: str = "words"


def deck_html(title: str, slides: Sequence[Slide], *, description: str) -> bytes:
    """Return a deck as a whole page, scripts and licence within.

    Parameters
    ----------
    title, description
        For the head of the page.
    slides
        In order; the first is the title page.

    Raises
    ------
    ReportError
        reveal.js is not installed.
    """
    library = _library()
    text = (
        environment()
        .get_template("deck.html.j2")
        .render(
            title=title,
            description=description,
            slides=slides,
            version=trstudy.__version__,
            licence=(library / "LICENSE").read_text(encoding="utf-8"),
            sheets=[(library / "dist" / "reveal.css").read_text(encoding="utf-8"), _own("deck.css")],
            scripts=[
                (library / "dist" / "reveal.js").read_text(encoding="utf-8"),
                (library / "dist" / "plugin" / "notes.js").read_text(encoding="utf-8"),
                _own("deck.js"),
            ],
        )
    )
    return text.encode("utf-8")


def table_html(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a small table; a column of numbers alone stands right.

    Parameters
    ----------
    columns
        Its heads.
    rows
        Its cells, shown as text; what is missing is a dash.
    """
    table = [["–" if _missing(value) else str(value) for value in row] for row in rows]
    numbers = [all(_NUMBER.fullmatch(row[at]) for row in table) and at > 0 for at in range(len(columns))]
    kinds = [" class='number'" if number else "" for number in numbers]
    head = "".join(f"<th scope='col'{kind}>{escape(c)}</th>" for c, kind in zip(columns, kinds, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{k}>{escape(cell)}</td>' for cell, k in zip(row, kinds, strict=True))}</tr>"
        for row in table
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _missing(value: object) -> bool:
    return value is None or value != value or str(value) == "<NA>"


def _library() -> Path:
    """Return the folder of reveal.js, which the package pyreveal carries as its authors released it."""
    found = find_spec("pyreveal")
    places = [Path(p, "revealjs") for p in (found.submodule_search_locations or ())] if found else []
    library = next((p for p in places if (p / "dist" / "reveal.js").is_file()), None)
    if library is None:
        raise ReportError("slides: reveal.js is not installed; install pyreveal>=1.0,<2, which carries it")
    return library


def _own(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
