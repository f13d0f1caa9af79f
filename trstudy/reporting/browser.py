"""A sentence browser without a script: checkboxes filter, and the style sheet does the rest."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from trstudy.reporting.render import FRAME_SYMBOLS, style_html, units_html
from trstudy.tables import FRAMES, records, require_columns

FILTERS = ("frame", "arena", "voice", "modality", "role", "doc_id")


def browser_html(
    tags: pd.DataFrame, evidence: pd.DataFrame | None = None, *, filters: Sequence[str] = FILTERS
) -> str:
    """Return all sentences with checkboxes that show and hide them, as one piece of static HTML.

    Parameters
    ----------
    tags
        A tags table with ``text``, ``frame`` and the columns to filter by.
    evidence
        The evidence table; without it no cue is marked.
    filters
        The columns to filter by, in the order to show them; those missing or with one value are left out.

    Returns
    -------
    str
        Works offline in a saved page and in JupyterLab: a checkbox hides its sentences through the
        ``:has()`` selector, and the number shown is a CSS counter.

    Raises
    ------
    TrstudyError
        ``tags`` has no ``text`` or no ``frame``.
    """
    require_columns(tags, ("text", "frame"), "tags to browse")
    values = {name: _values(tags[name]) for name in filters if name in tags}
    values = {name: legal for name, legal in values.items() if len(legal) > 1}
    boxes, rules = [], []
    for n, (name, legal) in enumerate(values.items()):
        labels = []
        for k, value in enumerate(legal):
            rules.append(f".tr-browser:has(.tr-box{n}-{k}:not(:checked)) .tr-is{n}-{k}{{display:none}}")
            symbol = f"{FRAME_SYMBOLS[value]} " if name == "frame" and value in FRAME_SYMBOLS else ""
            count = int((tags[name].astype(str) == value).sum())
            box = f"<input type='checkbox' checked class='tr-box{n}-{k}'>"
            word = escape(value.replace("_", " "))
            labels.append(f"<label>{box} {symbol}{word} <small>{count}</small></label>")
        legend = escape({"doc_id": "article"}.get(name, name))
        boxes.append(f"<fieldset class='tr-filter'><legend>{legend}</legend>{''.join(labels)}</fieldset>")
    rows = zip(records(tags), units_html(tags, evidence), strict=True)
    units = "".join(f"{head}<div class='{_classes(row, values)}'>{unit}</div>" for row, (head, unit) in rows)
    return (
        f"{style_html()}<style>{''.join(rules)}</style><div class='tr-units tr-browser'>"
        f"<div class='tr-filters'>{''.join(boxes)}</div>{units}"
        f"<p class='tr-count'> of {len(tags)} sentences shown</p></div>"
    )


def _values(column: pd.Series) -> list[str]:
    found = set(column.astype(str))
    return [f for f in FRAMES if f in found] if found <= set(FRAMES) else sorted(found)


def _classes(row: dict[str, object], values: dict[str, list[str]]) -> str:
    indexes = ((n, legal.index(str(row[name]))) for n, (name, legal) in enumerate(values.items()))
    return " ".join(f"tr-is{n}-{k}" for n, k in indexes)
