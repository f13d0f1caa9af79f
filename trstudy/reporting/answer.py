"""What a report found: in words, with one figure, and as files of their own."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trstudy.reporting.folder import NUMBERS
from trstudy.reporting.kernel import alt_text, figure_bundle

_SVG = "data:image/svg+xml;base64,"


@dataclass(frozen=True)
class Figure:
    """A figure ready for a page; ``narrow`` is the source of the same drawn for a phone, if there is one."""

    source: str
    alt: str
    narrow: str = ""


@dataclass(frozen=True)
class Answer:
    """What the report found.

    Attributes
    ----------
    question
        What was asked.
    headline
        The answer in a line; without it the page is headed with the report's name.
    method
        How the answer was found, in a paragraph.
    figure, shows
        The main figure, and what it shows in words.
    sentences
        The three sentences that answer the question.
    caveat
        What the figure does not show.
    firmness
        What other choices would have given, a sentence each.
    """

    question: str
    figure: Figure
    shows: str
    sentences: Sequence[str]
    caveat: str
    firmness: Sequence[str] = ()
    headline: str = ""
    method: str = ""


def write_answer(answer: Answer, folder: Path) -> None:
    """Write what was found as ``numbers/answer.json``, and the main figure as a file of its own."""
    words = {
        "question": answer.question,
        "headline": answer.headline,
        "sentences": list(answer.sentences),
        "shows": answer.shows,
        "caveat": answer.caveat,
        "firmness": list(answer.firmness),
        "alt": answer.figure.alt,
    }
    text = json.dumps(words, indent=1, ensure_ascii=False)
    (folder / NUMBERS / "answer.json").write_bytes(f"{text}\n".encode())
    if answer.figure.source.startswith(_SVG):
        (folder / "figures").mkdir(exist_ok=True)
        (folder / "figures" / "main.svg").write_bytes(base64.b64decode(answer.figure.source[len(_SVG) :]))


def figure_of(drawn: Any, narrow: Any = None) -> Figure:
    """Return a matplotlib figure, or the one that axes belong to, as an image with its description.

    Parameters
    ----------
    drawn
        The figure.
    narrow
        The same figure drawn for a phone, if it is.
    """
    figure = drawn if hasattr(drawn, "savefig") else drawn.get_figure(root=True)
    bundle, _ = figure_bundle(figure)
    encoded = base64.b64encode(bundle["image/svg+xml"].encode()).decode()
    return Figure(f"{_SVG}{encoded}", alt_text(figure), figure_of(narrow).source if narrow else "")
