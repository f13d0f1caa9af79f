"""The look of a report: one style sheet, one page frame, no script, nothing to fetch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import trstudy

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Page:
    """A page of the report.

    Attributes
    ----------
    name
        Its file name without ``.html``; for a notebook, the notebook's.
    title
        Its heading.
    """

    name: str
    title: str

    @property
    def short(self) -> str:
        """The word for the navigation: the file name without its number, e.g. ``"Corpus"``."""
        words = self.name.lstrip("0123456789").strip("_- ") or self.name
        return words.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Site:
    """What every page of one report shares: its name, its pages in order, those beside them, its language."""

    title: str
    pages: Sequence[Page]
    beside: Sequence[Page] = ()
    language: str = "en"


def rendered(
    template: str, site: Site, *, current: str, title: str, description: str, **content: Any
) -> bytes:
    """Return a whole page.

    Parameters
    ----------
    template
        ``"notebook.html.j2"`` or ``"index.html.j2"``.
    site
        What all pages share.
    current
        The page's name, to mark it in the navigation.
    title, description
        For the head of the page.
    content
        What the template asks for; all of it is escaped unless the template says otherwise. ``up`` is the
        way from the page to the report's folder, with a slash at its end, if it lies elsewhere.

    Returns
    -------
    bytes
        UTF-8, with line feeds, on every system.
    """
    text = (
        environment()
        .get_template(template)
        .render(
            site=site.title,
            pages=[*site.pages, *site.beside],
            language=site.language,
            current=current,
            title=title,
            description=description,
            css=(TEMPLATES / "theme.css").read_text(encoding="utf-8"),
            version=trstudy.__version__,
            **{"up": "", **content},
        )
    )
    return text.encode("utf-8")


@cache
def environment() -> Environment:
    """Return the template environment: everything escaped, a missing name an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["unbroken"] = unbroken
    return found


def unbroken(text: str) -> str:
    """Keep a number with its sign, unit or interval on one line."""
    return re.sub(r" (?== )|(?<==) ", "\u00a0", whole_numbers(text))


def whole_numbers(text: str) -> str:
    """Keep a number with its unit or interval on one line."""
    text = re.sub(r"(?<=\d) (?=[%\[])|(?<=%) (?=\[)", "\u00a0", text)
    return re.sub(r"(?<=\d)–(?=\d)", "\u2060–\u2060", text)
