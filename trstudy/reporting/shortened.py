"""Cells and sentences without end, cut for paper: a text may be one line of a megabyte."""

from __future__ import annotations

from bs4 import Tag

MOST = 4000  # characters, as many as the explorer shows before a click
_BLOCKS = "td, .tr-text, .tr-steps li"


def shortened(part: Tag, most: int = MOST) -> None:
    """Cut what a cell, a sentence or a reason holds beyond so many characters, and say how many they are.

    A sentence of a megabyte would be 200 sheets wherever it is quoted, and minutes to set.

    Parameters
    ----------
    part
        A part of a page; it is changed in place.
    most
        Characters that are kept, less the rest of the last word.
    """
    for block in part.select(_BLOCKS):
        whole = len(block.get_text())
        if whole <= most:
            continue
        left = most
        for text in list(block.find_all(string=True)):
            kept = text if len(text) <= left else text[:left].rpartition(" ")[0] or text[:left]
            left = left - len(text) if kept is text else 0
            if kept:
                text.replace_with(kept)
            else:
                text.extract()
        for mark in block.select("mark"):
            if not mark.get_text():
                mark.decompose()
        more = whole - len(block.get_text())
        block.append(f" … ({more:,} more characters, which the page has)")
