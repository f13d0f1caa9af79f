"""Pages of the report turned into chapters of a document: nothing folds, figures and tables have numbers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from trstudy.reporting.numbering import Entry, Register, numbered
from trstudy.reporting.shortened import shortened

_NEITHER_READ_NOR_PRINTED = (
    ".contents, .parameters, .turn, .larger, .tr-filters, .tr-count, .tr-more, .tr-unit:not([open]) .tr-steps"
)
_KWIC_LETTERS = 112  # of a line of key words in context, on paper
_NODE_LETTERS = 26  # of them at most for the key words, which may have several lines
_BRIEF = 200  # letters of a heading and two lines


@dataclass(frozen=True)
class Listing:
    """A cell's code, and what it put into the text: ``"Figure 2, Table 7"``."""

    code: str
    made: str


@dataclass(frozen=True)
class Chapter:
    """A page as a chapter; ``lead`` and ``html`` are HTML, ``sections`` its headings of the second rank."""

    name: str
    number: str
    title: str
    lead: str
    html: str
    sections: Sequence[Entry]
    code: Sequence[Listing]


def chapter(page: str, *, name: str, number: int, register: Register, chapters: Mapping[str, str]) -> Chapter:
    """Turn a notebook's page into a chapter.

    Code goes into listings, for an appendix; lists that a click would filter stand as they are, and reasons
    that a click would open stay away unless the page shows them; links to other pages lead to chapters.

    Parameters
    ----------
    page
        The page, as :func:`~trstudy.reporting.pages.write_page` wrote it.
    name, number
        The page's name, and the chapter's number.
    register
        Gives the figures and tables their numbers.
    chapters
        File names of pages to ids of chapters.
    """
    soup = BeautifulSoup(page, "html.parser")
    main = soup.main
    assert main is not None, f"{name} is no page of a report"
    title, lead = main.h1, main.find("p", class_="question", recursive=False)
    for more in main.select(".tr-more"):
        if isinstance(more.previous_sibling, NavigableString):  # the point between the codes and "why?"
            more.previous_sibling.replace_with(str(more.previous_sibling).rstrip(" ·"))
    for gone in (title, lead, *main.select(_NEITHER_READ_NOR_PRINTED)):
        if isinstance(gone, Tag):
            gone.extract()
    _drop_foreign_styles(main)
    shortened(main)
    code = []
    for cell in main.select(".cell"):
        source = cell.select_one("details.code")
        text = source.pre.get_text().strip("\n") if source and source.pre else ""
        if source:
            source.decompose()
        made = numbered(soup, cell, register)
        if text:
            code.append(Listing(text, ", ".join(made)))
        if not cell.get_text(strip=True) and not cell.find("img"):
            cell.decompose()
    for prose in main.select(".prose"):
        if len(prose.get_text(" ", strip=True)) < _BRIEF:
            prose["class"] = "prose brief"
    unfolded(main)
    _set_concordances(main)
    sections = [
        Entry(f"{name}-{at}", f"{number}.{at}", " ".join(h.get_text().split()))
        for at, h in enumerate(main.find_all("h2"), start=1)
    ]
    for heading, entry in zip(main.find_all("h2"), sections, strict=True):
        heading["id"] = entry.id
    redirect(main, chapters)
    return Chapter(
        name,
        str(number),
        " ".join(title.get_text().split()) if title else name,
        lead.decode_contents() if isinstance(lead, Tag) else "",
        main.decode_contents().strip(),
        sections,
        code,
    )


def unfolded(part: Tag) -> None:
    """Lay open, in place, whatever folds."""
    for folded in part.select("details"):
        folded.name = "div"
        folded.attrs.pop("open", None)
        summary = folded.find("summary", recursive=False)
        if isinstance(summary, Tag):
            if "tr-unit" in folded.get_attribute_list("class"):
                summary.unwrap()
            else:
                summary.name = "h3"
    for stop in part.select("[tabindex]"):
        del stop["tabindex"]


def redirect(part: Tag, chapters: Mapping[str, str]) -> None:
    """Have links to pages lead to chapters; unwrap those that lead to files beside the document."""
    for link in part.select("a[href]"):
        target = str(link["href"])
        page = target.partition("#")[0]
        if page in chapters:
            link["href"] = f"#{chapters[page]}"
        elif not re.match(r"(https?|mailto):", target):
            link.unwrap()


def _drop_foreign_styles(part: Tag) -> None:
    """Leave only those style sheets that colour one table: paper has its own for everything else."""
    for sheet in part.find_all("style"):
        if "#T_" not in sheet.decode_contents():
            sheet.decompose()


def _set_concordances(part: Tag) -> None:
    """Set key words in context as tables, their contexts cut to what a line holds."""
    for grid in part.select(".kwic"):
        lines = [line.select(":scope > span") for line in grid.select("[role=row]")]
        source, node = (max((len(line[at].get_text()) for line in lines), default=0) for at in (0, 2))
        reach = (_KWIC_LETTERS - min(source, 20) - min(node, _NODE_LETTERS)) // 2
        for line in lines:
            before, after = line[1].get_text(), line[3].get_text()
            line[1].string = before if len(before) <= reach else f"…{before[-reach:]}"
            line[3].string = after if len(after) <= reach else f"{after[:reach]}…"
            first, *more = textwrap.wrap(line[2].get_text(), _NODE_LETTERS) or [""]
            line[2].string = first
            for part_of_node in more:
                line[2].extend([Tag(name="br", can_be_empty_element=True), part_of_node])
            for name, cell in zip(("ks", "kl", "kn", "kr"), line, strict=True):
                cell.attrs = {"class": name}
        for row in grid.select("[role=row]"):
            row.attrs = {"class": "line"}
        grid.attrs = {"class": "kwic"}
