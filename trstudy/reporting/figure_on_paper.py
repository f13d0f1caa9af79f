"""Figures made ready for paper: letters as text and marks as one path, not as thousands of references.

A page shows matplotlib's figures with every letter as an outline, so that no reader needs its font. A
document has the font, so there letters can be text again: it can be searched, and is set in a tenth of the
time.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import groupby
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SCALE = 0.726  # a figure of nine inches, as most are, fills the page; so letters are of one size in all
SVG = "data:image/svg+xml;base64,"
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SCALED = re.compile(r"(.*) scale\((\S+) -\2\)")
_LETTER = re.compile(r"#(DejaVuSans(?:-[A-Z][A-Za-z]+)?)-[0-9a-f]+")
_LOOKS = {
    "DejaVuSans": {},
    "DejaVuSans-Bold": {"font-weight": "bold"},
    "DejaVuSans-Oblique": {"font-style": "italic"},
}  # those whose font a document carries
_DOT = re.compile(r"M -?0 ([\d.]+) \s*C")
_FILLED = re.compile(r"fill: (#[0-9a-f]{6})")
_LENGTH = re.compile(r"([\d.]+)pt")
_BLANKS = re.compile(r"^ +| {2,}")
_COMMENT: Any = ElementTree.Comment
_PAIR = re.compile(r"(-?[\d.]+(?:e-?\d+)?) (-?[\d.]+(?:e-?\d+)?)")


def source_on_paper(source: str) -> str:
    """Return the address of an image that :func:`on_paper` has worked on, given one of SVG in base 64."""
    drawn = base64.b64decode(source.removeprefix(SVG)).decode("utf-8")
    return SVG + base64.b64encode(on_paper(drawn).encode()).decode()


def on_paper(svg: str) -> str:
    """Return a figure that looks the same and is light to set.

    Parameters
    ----------
    svg
        What matplotlib wrote. What it does not write in this form stays as it is.
    """
    builder = ElementTree.TreeBuilder(insert_comments=True)
    root = ElementTree.fromstring(svg, parser=ElementTree.XMLParser(target=builder))
    shapes = {f"#{path.get('id')}": path for path in root.iter(f"{_SVG}path") if path.get("id")}
    for parent in list(root.iter()):
        _letters(parent)
        _marks(parent, shapes)
    for side in ("width", "height"):
        root.set(side, _LENGTH.sub(lambda length: f"{float(length[1]) * SCALE:.6g}pt", root.get(side, "")))
    ElementTree.register_namespace("", _SVG[1:-1])
    ElementTree.register_namespace("xlink", _HREF[1 : _HREF.index("}")])
    return ElementTree.tostring(root, encoding="unicode")


def _letters(parent: Element) -> None:
    """Turn each group of outlined letters into a text, which matplotlib writes as a comment before it.

    A text with formulas in it, or with two hyphens, which a comment may not hold, stays as it is.
    """
    for comment, group in zip(list(parent), list(parent)[1:], strict=False):
        if comment.tag is not _COMMENT or group.tag != f"{_SVG}g":
            continue
        text = unescape(comment.text or "").removeprefix(" ").rstrip()
        uses = group.findall(f"{_SVG}use")
        fonts = {found[1] for use in uses if (found := _LETTER.fullmatch(use.get(_HREF, "")))}
        placed = _SCALED.fullmatch(group.get("transform", ""))
        if len(fonts) != 1 or not fonts <= set(_LOOKS) or not placed or "$" in text or "- -" in text:
            continue
        kept = group.find(f"{_SVG}defs")
        style = group.get("style", "")
        group.clear()
        if kept is not None:
            group.append(kept)
        words = ElementTree.SubElement(group, f"{_SVG}text", _LOOKS[fonts.pop()])
        words.attrib |= {"transform": placed[1], "font-family": "Sans", "style": style}
        words.set("font-size", f"{100 * float(placed[2]):g}")
        words.text = _BLANKS.sub(lambda run: "\u00a0" * len(run[0]), text)  # they keep labels apart


def _marks(parent: Element, shapes: Mapping[str, Element]) -> None:
    """Turn each run of references to one mark, in one style, into one path."""

    def kind(child: Element) -> tuple[str, str]:
        plain = child.tag == f"{_SVG}use" and set(child.attrib) == {_HREF, "x", "y", "style"}
        return (child.get(_HREF, ""), child.get("style", "")) if plain else ("", "")

    children: list[Element] = []
    for (mark, style), run in groupby(parent, key=kind):
        uses = list(run)
        if mark not in shapes or len(uses) == 1:
            children += uses
            continue
        children.append(_one_path(shapes[mark], style, uses))
    parent[:] = children


def _one_path(shape: Element, style: str, uses: Sequence[Element]) -> Element:
    """Return the marks as one path; dots as a stroke with round ends, of no length, each."""
    d, own = shape.get("d", ""), shape.get("style", "")
    dot, filled = _DOT.match(d), _FILLED.fullmatch(style)
    if dot and filled and not own and "L" not in d:
        look = f"fill: none; stroke: {filled[1]}; stroke-width: {2 * float(dot[1]):g}; stroke-linecap: round"
        return _path(look, (f"M {use.get('x', '0')} {use.get('y', '0')} h 0" for use in uses))
    return _path(f"{own}; {style}", (_moved(d, use) for use in uses))


def _path(style: str, parts: Iterable[str]) -> Element:
    return Element(f"{_SVG}path", {"style": style, "d": " ".join(parts)})


def _moved(d: str, use: Element) -> str:
    """Return a path whose coordinates are all absolute, as matplotlib's are, in the place of a reference."""
    x, y = float(use.get("x", "0")), float(use.get("y", "0"))
    return _PAIR.sub(lambda pair: f"{float(pair[1]) + x:.6g} {float(pair[2]) + y:.6g}", d)
