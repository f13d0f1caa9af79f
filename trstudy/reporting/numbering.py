"""Figures and tables of a document get their numbers and captions, in the order in which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from trstudy.reporting.columns import fitted
from trstudy.reporting.figure_on_paper import SVG, source_on_paper

_SAYS_WHAT_IT_IS = re.compile(r"(.+?)(?:[:;]\s|\.\s|\.?$)", re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A line of a list: what it leads to, its number and its words."""

    id: str
    number: str
    text: str


@dataclass
class Register:
    """The figures and the tables of a document, in order, as they get their numbers."""

    figures: list[Entry] = field(default_factory=list)
    tables: list[Entry] = field(default_factory=list)

    def figure(self, text: str) -> Entry:
        """Number a figure."""
        self.figures.append(Entry(f"figure-{len(self.figures) + 1}", str(len(self.figures) + 1), text))
        return self.figures[-1]

    def table(self, text: str) -> Entry:
        """Number a table."""
        self.tables.append(Entry(f"table-{len(self.tables) + 1}", str(len(self.tables) + 1), text))
        return self.tables[-1]


def numbered(soup: BeautifulSoup, part: Tag, register: Register) -> list[str]:
    """Give each figure and table in a part of a page its number and caption; return what they are called."""
    called = []
    for figure in part.select("figure"):
        image = figure.find("img")
        told = str(image.get("alt", "")) if isinstance(image, Tag) else ""
        if isinstance(image, Tag) and str(image["src"]).startswith(SVG):
            image["src"] = source_on_paper(str(image["src"]))
        said = _SAYS_WHAT_IT_IS.match(told)
        entry = register.figure(said[1] if said else told)
        figure.attrs = {"id": entry.id}
        figure.append(_caption(soup, "figcaption", "Figure", entry))
        called.append(f"Figure {entry.number}")
    for frame in part.select(".scroll"):
        table = frame.table
        if table is None:
            continue
        label = str(frame.get("aria-label", "")).partition(": ")
        named = table.caption.extract().get_text(" ", strip=True) if table.caption else label[2] or label[0]
        entry = register.table(named)
        above = frame.find_previous_sibling()
        if isinstance(above, Tag) and "caption" in above.get_attribute_list("class"):
            above.extract()
        table.insert_before(_caption(soup, "p", "Table", entry))
        frame.attrs = {"class": f"table {fitted(soup, table)}", "id": entry.id}
        called.append(f"Table {entry.number}")
    return called


def _caption(soup: BeautifulSoup, kind: str, what: str, entry: Entry) -> Tag:
    caption = soup.new_tag(kind, attrs={"class": "caption"})
    label = soup.new_tag("b")
    label.string = f"{what} {entry.number}"
    caption.extend([label, f"\u2002{entry.text}"])
    return caption
