"""The whole report as one document for paper: title page, contents, answer, chapters, code, colophon."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup, Tag

import trstudy
from trstudy.reporting.cards import date_in_words
from trstudy.reporting.numbering import Entry, Register, numbered
from trstudy.reporting.paper import Chapter, chapter, redirect, unfolded
from trstudy.reporting.plan import Plan
from trstudy.reporting.theme import TEMPLATES, environment


@dataclass(frozen=True)
class Opening:
    """What the front page gives to a document, as HTML but for the question and the sentences."""

    question: str
    answer: str
    articles: str
    colophon: str
    rights: str


def document_html(plan: Plan, folder: Path) -> str:
    """Return the report as one page of HTML, to be set on paper.

    Parameters
    ----------
    plan
        The report's plan.
    folder
        The report: its front page, tables and notebooks' pages.
    """
    register = Register()
    opening = _opening((folder / "index.html").read_text(encoding="utf-8"), register)
    ids = {"index.html": "answer", **{f"{n.name}.html": n.name for n in plan.notebooks}}
    chapters = [
        chapter(
            (folder / f"{notebook.name}.html").read_text(encoding="utf-8"),
            name=notebook.name,
            number=number,
            register=register,
            chapters=ids,
        )
        for number, notebook in enumerate(plan.notebooks, start=1)
    ]
    documents = pd.read_parquet(folder / "tables" / "documents.parquet")
    return (
        environment()
        .get_template("document.html.j2")
        .render(
            title=plan.title,
            opening=opening,
            dates=dates_in_words(documents),
            version=trstudy.__version__,
            edition=plan.whole_key()[:12],
            contents=_contents(chapters),
            chapters=chapters,
            stale=plan.stale,
            register=register,
            css=(TEMPLATES / "document.css").read_text(encoding="utf-8"),
        )
    )


def dates_in_words(documents: pd.DataFrame) -> str:
    """Say how many articles there are and when they appeared, no more precisely than is known."""
    ordered = documents.sort_values(["date", "doc_id"], kind="stable")
    ends = [
        date_in_words(row["date"], str(row["date_precision"]))
        for row in (ordered.iloc[0].to_dict(), ordered.iloc[-1].to_dict())
    ]
    count = f"{len(ordered)} article{'s' if len(ordered) > 1 else ''}"
    return f"{count}, {' to '.join(dict.fromkeys(ends))}"


def _contents(chapters: list[Chapter]) -> list[tuple[Entry, list[Entry]]]:
    """Return the chapters, each with its sections, for the list at the front."""
    return [
        (Entry("answer", "", "The answer"), []),
        *((Entry(c.name, c.number, c.title), list(c.sections)) for c in chapters),
        (Entry("code", "A", "The code behind each chapter"), []),
        (Entry("colophon", "B", "Colophon"), []),
    ]


def _opening(page: str, register: Register) -> Opening:
    soup = BeautifulSoup(page, "html.parser")
    answer = _part(soup, "section.answer")
    for gone in answer.select(".larger, source, .method"):
        gone.decompose()
    numbered(soup, answer, register)
    articles, colophon, rights = (
        _part(soup, f"section[aria-labelledby={name}]") for name in ("articles", "colophon", "rights")
    )
    for part in (answer, articles, colophon, rights):
        unfolded(part)
        redirect(part, {})
        for heading in part.select("h2[id]"):
            del heading["id"]
    for part in (colophon, rights):
        if part.h2:
            part.h2.extract()
    for table in colophon.select(".scroll"):
        table.unwrap()
    for whole in colophon.select("code[title]"):  # on paper nothing shows the rest of a hash
        whole.string = str(whole["title"])
    _ink(articles)
    question = soup.select_one("p.question")
    return Opening(
        " ".join(question.get_text().split()) if question else "",
        *(part.decode_contents().strip() for part in (answer, articles, colophon, rights)),
    )


def _part(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, f"the front page has no {selector}"
    return found


def _ink(part: Tag) -> None:
    """Colour the strips of ticks by themselves: the style sheet of a document does not reach into them."""
    from trstudy.figures.style import FRAME_COLOURS

    for frame, colour in FRAME_COLOURS.items():
        for tick in part.select(f"rect.f-{frame}"):
            tick["fill"] = colour if frame != "none" else "#9a9a9a"
