"""Cells that need what a study may not have: left out of its report, with a word on what is missing.

A cell with the tag ``needs-years``, ``needs-order``, ``needs-length``, ``needs-codes``, ``needs-coders`` or
``needs-sentences`` stays where the study has that. Elsewhere a note takes the place of the first of them:
what is missing, and how to get it. In JupyterLab the same cells run into an error that says it too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trstudy.errors import CodingError, ReportError, one_of

if TYPE_CHECKING:
    from trstudy.study import Study


def _years(study: Study, given: Mapping[str, Any]) -> str:
    years = study.documents()["year"].unique()
    if len(years) > 1:
        return ""
    return (
        f"**One year only.** All texts are of {years[0]}, so that there is nothing to compare; "
        "`trstudy seeds add FILE` takes in others."
    )


def _order(study: Study, given: Mapping[str, Any]) -> str:
    tags = study.tags()
    both = tags[tags["frame"].isin(["cooperation", "rivalry"])].groupby("doc_id")["frame"].nunique()
    if (both > 1).any():
        return ""
    return (
        "**No article has both.** Sentences of cooperation and of rivalry stand together in no article, so "
        "that there is no order to tell."
    )


def _length(study: Study, given: Mapping[str, Any]) -> str:
    from trstudy.measures.diversity import WINDOW, lettered
    from trstudy.measures.tokens import tokens

    counts = lettered(tokens(study.tags(), raw=study.raw)).groupby("doc_id").size()
    if counts.min() >= WINDOW:
        return ""
    return (
        f"**Too short to compare.** {counts.idxmin()} has {counts.min()} words; how varied a vocabulary is "
        f"can be told from {WINDOW} words on."
    )


def _codes(study: Study, given: Mapping[str, Any]) -> str:
    if given.get("codings") or study.has_codings():
        return ""
    return (
        "**No codes yet.** What belongs here sets the tags against codes that people gave to some of the "
        "sentences, and this study has none, so that nobody knows how far its tags can be trusted. "
        "`trstudy code --coder NAME` asks for codes, one sentence at a time; once two have coded, "
        f"`trstudy adjudicate --settler NAME --into {study.settings.seeds}/codings/gold.tsv` settles where "
        "they differ, and writes the table that this page reads."
    )


def _coders(study: Study, given: Mapping[str, Any]) -> str:
    from trstudy.coding.codings import coders

    if missing := _codes(study, given):
        return missing
    try:
        codes = study.codings(given.get("codings", ""))
    except CodingError:
        return ""  # the cell that asks for them says what is wrong
    if len(coders(codes, "frame")) > 1:
        return ""
    return (
        "**One coder only.** How well coders agree can be told once two have coded the same sentences, each "
        "with `trstudy code --coder NAME`."
    )


def _sentences(study: Study, given: Mapping[str, Any]) -> str:
    if given.get("challenge") or study.has_codings(alone=True):
        return ""
    return (
        "**No sentences made to try one capability each.** They would be a table among the study's codings "
        "with the columns `id`, `capability`, `frame` and `text`."
    )


# in the order in which one is told
_NEEDS: dict[str, Callable[[Study, Mapping[str, Any]], str]] = {
    "needs-years": _years,
    "needs-order": _order,
    "needs-length": _length,
    "needs-codes": _codes,
    "needs-coders": _coders,
    "needs-sentences": _sentences,
}


def with_needs_met(notebook: Any, name: str, study: Path, given: Mapping[str, Any]) -> Any:
    """Put notes in the place of the cells whose needs a study does not meet.

    Parameters
    ----------
    notebook
        The notebook as nbformat holds it; it is changed in place and returned.
    name
        Its name, for messages.
    study
        The study's folder; it is opened only if a cell needs something.
    given
        The parameters given to the notebook. A table of codes that is named is not missing: if it is not
        there, the cell that asks for it says so.

    Raises
    ------
    ReportError
        A cell needs something unheard of.
    """
    asked = sorted({tag for cell in notebook.cells for tag in _tags(cell)})
    for tag in asked:
        if tag not in _NEEDS:
            raise ReportError(one_of("a tag", tag, _NEEDS, name))
    missing = _missing(study, asked, given) if asked else {}
    cells: list[Any] = []
    told: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        note = next((missing[tag] for tag in _NEEDS if tag in _tags(cell) and missing[tag]), "")
        if not note:
            cells.append(cell)
        elif note not in told:
            cells.append(_note(note, number))
            told.add(note)
    notebook.cells = cells
    return notebook


def _missing(study: Path, asked: list[str], given: Mapping[str, Any]) -> dict[str, str]:
    """Say for each need what is missing; empty if nothing is."""
    from trstudy.study import open_study

    opened = open_study(study)
    return {tag: _NEEDS[tag](opened, given) for tag in asked}


def _tags(cell: Any) -> list[str]:
    return [tag for tag in cell.metadata.get("tags", ()) if tag.startswith("needs-")]


def _note(text: str, number: int) -> Any:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(text, id=f"missing-{number}")  # type: ignore[no-untyped-call]
