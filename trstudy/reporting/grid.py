"""Tables of notebook outputs, made fit to print: aligned, framed, without pandas' scaffolding."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

_NUMBER = re.compile(
    r"[-−+±<>=≈]?\s*[\d.,]+(e[-+]\d+| × 10[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\s*%?|[-−]?[.\d]+( %)? \[[^\]]*\]|NaN|nan|<NA>|",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[12]\d{3}")


def frame_table(soup: BeautifulSoup, table: Tag, number: int) -> None:
    """Put a table in order, in place, and into a frame that scrolls by touch and by keyboard.

    Header cells are named as such; numbers and their headers stand right, words left; numbers have a true
    minus sign; the row numbers of a plain data frame go, and the line that names its index joins the line
    of column names where both fit. What its cell's metadata has as ``caption``
    stands above it.

    Parameters
    ----------
    soup
        The page that the table is in.
    table
        The table.
    number
        Its number on the page, which makes the name of its frame unique.
    """
    for tag in (table, *table.find_all("tr")):
        for attribute in ("border", "style"):
            tag.attrs.pop(attribute, None)
    if not table.find(colspan=True) and not table.select("thead [rowspan]"):
        _join_header_rows(table)
        if not table.find(rowspan=True):
            _drop_row_numbers(table)
        _align(table)
    for cell in table.find_all("th"):
        if cell.get_text(strip=True):
            cell["scope"] = "col" if cell.find_parent("thead") else "row"
        else:
            cell.name = "td"
    output = table.find_parent(attrs={"data-caption": True})
    named = table.caption or table.find_previous(["h2", "h3"])
    label = " ".join(named.get_text().split()) if named else "results"
    if output and not table.caption:
        label = str(output["data-caption"])
        above = soup.new_tag("p", attrs={"class": "caption"})  # in the table it would be as narrow as that
        above.string = label
        table.insert_before(above)
    table.wrap(
        soup.new_tag(
            "div",
            attrs={
                "class": "scroll",
                "role": "region",
                "tabindex": "0",
                "aria-label": f"Table {number}: {label}",
            },
        )
    )


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["th", "td"], recursive=False)


def _text(cell: Tag) -> str:
    return cell.get_text(strip=True)


def _join_header_rows(table: Tag) -> None:
    rows = table.select("thead > tr")
    if len(rows) != 2 or len(_cells(rows[0])) != len(_cells(rows[1])):
        return
    pairs = list(zip(*map(_cells, rows), strict=True))
    if all(not _text(upper) or not _text(lower) for upper, lower in pairs):
        for upper, lower in pairs:
            if not _text(upper):
                upper.replace_with(lower)
        rows[1].decompose()


def _drop_row_numbers(table: Tag) -> None:
    head, rows = table.select("thead > tr"), table.select("tbody > tr")
    firsts = [_cells(row)[0] for row in (*head, *rows) if _cells(row)]
    if len(head) != 1 or not rows or len(firsts) != len(rows) + 1 or _text(firsts[0]):
        return
    if any(len(row.find_all("th", recursive=False)) != 1 for row in rows):
        return
    labels = [_text(cell) for cell in firsts[1:]]
    if all(label.isdigit() for label in labels) and not all(map(_YEAR.fullmatch, labels)):
        for cell in firsts:
            cell.decompose()


def _align(table: Tag) -> None:
    columns = _columns(table.select("tbody > tr"))
    heads = [_cells(row) for row in table.select("thead > tr")]
    for column, cells in columns.items():
        words = any(c.name == "th" or not _NUMBER.fullmatch(_text(c)) for c in cells)
        if words:
            for cell in (*cells, *(row[column] for row in heads if len(row) > column)):
                cell["class"] = "words whole" if _is_whole(_text(cell)) else "words"
        for cell in cells if not words else ():
            if cell.string and cell.string.strip().startswith("-"):
                cell.string = cell.string.replace("-", "−", 1)


def _columns(rows: list[Tag]) -> dict[int, list[Tag]]:
    """Return the cells of each column; one that reaches down over rows stands in its column once."""
    columns: dict[int, list[Tag]] = {}
    taken: dict[int, int] = {}  # column to the row from which on it is free
    for at, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while taken.get(column, 0) > at:
                column += 1
            columns.setdefault(column, []).append(cell)
            deep = str(cell.get("rowspan"))
            taken[column] = at + (int(deep) if deep.isdecimal() else 1)
            column += 1
    return columns


def _is_whole(text: str) -> bool:
    """Tell whether a cell reads as one thing that should not break over lines: a name, a code, a date."""
    return len(text) <= 14 or (len(text) <= 26 and not re.search(r"\s", text))
