"""An executed notebook as one HTML page that asks for nothing and trusts no article."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import Stylesheet

from trstudy.reporting.grid import frame_table
from trstudy.reporting.harmless import harmless_html
from trstudy.reporting.theme import TEMPLATES, whole_numbers

_WIDGET = "application/vnd.jupyter.widget-view+json"
_NO_WIDGET = (
    "<p class='aside'>An interactive view stands here; open the notebook in JupyterLab to use it.</p>"
)
_TABULATED = {"parameters", "injected-parameters"}


@dataclass(frozen=True)
class Heading:
    """A heading to jump to."""

    id: str
    text: str


@dataclass(frozen=True)
class Body:
    """A notebook's content, to be framed by a page.

    Attributes
    ----------
    title
        The first heading of the first rank; empty if there is none.
    lead
        The paragraph right after it, as HTML; empty if there is none.
    html
        The rest.
    headings
        The headings of the second rank, in order.
    """

    title: str
    lead: str
    html: str
    headings: Sequence[Heading]


def body(notebook: Any) -> Body:
    """Return the content of an executed notebook as HTML.

    Cells tagged ``parameters`` are left to the page's own table of parameters. Code folds away under a
    ``<details>``, images carry alt text, tables can scroll in a frame of their own.

    Parameters
    ----------
    notebook
        An executed notebook as nbformat holds it; it is not changed.
    """
    soup = BeautifulSoup(_fragment(notebook), "html.parser")
    _gather_styles(soup)
    for number, table in enumerate(soup.find_all("table"), start=1):
        frame_table(soup, table, number)
    for words in soup.select(".prose"):
        _unbreak(words)
    for wide in soup.find_all("pre"):
        wide["tabindex"] = "0"  # it may scroll, and a keyboard must be able to
    for image in soup.find_all("img"):
        image["decoding"] = "async"
    first = soup.find("h1")
    title = " ".join(first.get_text().split()) if first else ""
    paragraph = first.find_next_sibling() if first else None
    lead = paragraph.decode_contents() if paragraph and paragraph.name == "p" else ""
    if first:
        if paragraph and lead:
            paragraph.decompose()
        first.decompose()
    for heading in soup.find_all("h1"):
        heading.name = "h2"  # a page has one heading of the first rank
    for part in soup.select(".prose"):
        if not part.find(True):
            part.decompose()
    headings = _numbered_headings(soup)
    return Body(title, lead, str(soup).strip(), headings)


def _fragment(notebook: Any) -> str:
    """Return what nbconvert makes of the cells, by the project's own template."""
    from nbconvert.exporters.html import HTMLExporter
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    def data_prose(text: str) -> str:
        # Markdown that code wrote holds words of articles: HTML in it is text, not markup.
        return str(MarkdownWithMath(renderer=IPythonRenderer(escape=True)).render(text))

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="notebook",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"harmless": harmless_html, "data_prose": data_prose, "alt_text": _alt_text},
        exclude_anchor_links=True,
        require_js_url="",
        mathjax_url="",
        embed_images=True,
    )
    cells = [deepcopy(c) for c in notebook.cells if not _TABULATED & set(c.metadata.get("tags", ()))]
    for output in (o for c in cells for o in c.get("outputs", ()) if _WIDGET in o.get("data", ())):
        output["data"] = {"text/html": _NO_WIDGET}
    html, _ = exporter.from_notebook_node(type(notebook)({**notebook, "cells": cells}))
    return str(html)


def _alt_text(output: Any) -> str:
    """Return an image's alternative text, escaped for an attribute."""
    metadata = output.get("metadata", {})
    per_type = [m for m in metadata.values() if isinstance(m, dict)]
    told = next((m["alt"] for m in [*per_type, metadata] if m.get("alt")), "")
    return escape(str(told) or "Figure without a description")


def _gather_styles(soup: BeautifulSoup) -> None:
    """Keep each style sheet that outputs bring once, at the front."""
    seen = dict.fromkeys(style.extract().decode_contents() for style in soup.find_all("style"))
    for sheet in reversed(seen):
        style = soup.new_tag("style")
        style.append(Stylesheet(sheet))
        soup.insert(0, style)


def _unbreak(prose: Tag) -> None:
    """Keep numbers in prose with their signs and intervals, but for what is code."""
    for text in prose.find_all(string=True):
        if text.find_parent(["code", "pre", "style"]) is None and whole_numbers(text) != text:
            text.replace_with(whole_numbers(text))


def _numbered_headings(soup: BeautifulSoup) -> list[Heading]:
    """Give headings ids by their order, and return those of the second rank."""
    found = []
    for number, heading in enumerate(soup.find_all(["h2", "h3", "h4"]), start=1):
        heading["id"] = f"s{number}"
        if heading.name == "h2":
            found.append(Heading(f"s{number}", " ".join(heading.get_text().split())))
    return found
