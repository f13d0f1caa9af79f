"""Columns of tables as wide as their words need, on a sheet that does not scroll."""

from __future__ import annotations

from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

# how wide a table can be, in widths of its type (em): upright, upright in smaller type, on its side
SHEETS = {"upright": 62.0, "small": 72.5, "across": 103.0}
_GAP = 1.1  # between columns, with a little to spare
_READABLE = 17.0  # what a line of running text wants
_ENOUGH = 220.0  # beyond this, a cell gets no wider column
_BREAKS_ANYWHERE = 26  # a hash or an address of more letters than this may be cut
_SIZE = 100.0  # points at which text is measured
_MEASURED = 120  # letters; the width of a longer text is guessed from these


def fitted(soup: BeautifulSoup, table: Tag) -> str:
    """Fix the widths of a table's columns, in place, and return the kind of sheet that it needs.

    Each column gets what its longest word needs, and the rest of the width goes to the columns with much to
    say. Setting the widths here also spares the page setter to try every cell of a long table. A table with
    cells that span columns or rows is left to it.

    Parameters
    ----------
    soup
        What the table is part of.
    table
        The table.

    Returns
    -------
    str
        A name in ``SHEETS``, for the style sheet.
    """
    words, lines, most = _needs(table)
    sheet = "upright" if sum(lines) <= SHEETS["upright"] else "small"
    if sum(words) > SHEETS["small"]:
        sheet = "across"
    if not words or table.find(colspan=True) or table.find(rowspan=True):
        return sheet
    room = max(SHEETS[sheet], sum(words))
    least = lines if sum(lines) <= room else words
    if sum(most) <= room:
        widths = most
    else:
        wishes = [sqrt(min(high, _ENOUGH) - low) for low, high in zip(least, most, strict=True)]
        spare = room - sum(least)
        widths = [low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]
    group = soup.new_tag("colgroup")
    for width in widths:
        group.append(soup.new_tag("col", attrs={"style": f"width: {100 * width / sum(widths):.2f}%"}))
    table.insert(0, group)
    table["style"] = f"table-layout: fixed; width: {100 * sum(widths) / room:.1f}%"
    return sheet


@cache
def width(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is in the type of tables, in em."""
    from matplotlib.ft2font import LoadFlags

    if len(text) > _MEASURED:
        return width(text[:_MEASURED], bold=bold) * len(text) / _MEASURED
    font = _font(bold)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    pixels: float = font.get_width_height()[0] / 64
    return pixels / _SIZE


@cache
def _font(bold: bool) -> Any:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", name)))
    font.set_size(_SIZE, 72)
    return font


def _needs(table: Tag) -> tuple[list[float], list[float], list[float]]:
    """Return how wide each column's longest word is, a line that reads well, and its longest text."""
    columns: dict[int, list[tuple[float, float, float]]] = {}
    for row in table.find_all("tr"):
        bold = row.find_parent("thead") is not None
        for column, cell in enumerate(row.find_all(["th", "td"], recursive=False)):
            text = cell.get_text(" ", strip=True)
            words = [text] if "whole" in cell.get_attribute_list("class") else text.split()
            word = max((width(w[:_BREAKS_ANYWHERE], bold=bold) for w in words), default=0.0)
            whole = max(word, width(text, bold=bold))
            columns.setdefault(column, []).append((word, max(word, min(whole, _READABLE)), whole))
    widest = [[_GAP + max(of) for of in zip(*columns[c], strict=True)] for c in sorted(columns)]
    return [w for w, _, _ in widest], [line for _, line, _ in widest], [most for _, _, most in widest]
