"""The slides of the report: what was asked, how a sentence is read, the main figures, what they can bear."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from trstudy.commands.report_slides_example import example
from trstudy.commands.report_slides_figures import MANY, Found, figures
from trstudy.reporting.plan import Plan
from trstudy.reporting.run import Step

if TYPE_CHECKING:
    from trstudy.reporting.deck import Slide

SLIDES = "slides.html"


def slides(plan: Plan, folder: Path, step: Step) -> None:
    """Write ``slides.html``; the front page and its numbers are in ``folder``."""
    import matplotlib as mpl

    mpl.use("agg")  # the environment names the notebooks' backend

    from trstudy.figures.style import look
    from trstudy.reporting.deck import deck_html

    step(0, 2, "tags")
    found = _found(plan, folder)
    step(1, 2, "slides")
    with look(slides=True):
        shown = list(_slides(plan, found))
    page = deck_html(plan.title, shown, description=found.said["question"][0])
    (folder / SLIDES).write_bytes(page)


def _found(plan: Plan, folder: Path) -> Found:
    import pandas as pd

    from trstudy.commands.report_answer import _options as options
    from trstudy.commands.report_answer import question
    from trstudy.measures.framing import compare
    from trstudy.measures.selection import selected
    from trstudy.study import open_study

    values = {**plan.settings, "n_boot": plan.settings.get("resamples", 2000)}
    tagger = values.get("tagger", "rules")
    study = open_study(plan.root)
    documents = study.documents()
    words = pd.read_csv(folder / "numbers" / "words.csv")
    return Found(
        study,
        documents,
        selected(study.tags(tagger, docvars=True), **options(selected, values)),
        study.evidence(tagger),
        tagger,
        {"seed": 0, **options(compare, values)},
        {"question": [question(study, documents)], **words.groupby("part")["text"].agg(list)},
    )


def _slides(plan: Plan, found: Found) -> Iterator[Slide]:
    yield from _opening(plan, found)
    yield from example(found)
    yield from figures(found)
    yield from _closing(found)


def _opening(plan: Plan, found: Found) -> Iterator[Slide]:
    from trstudy.reporting.deck import Slide
    from trstudy.reporting.document import dates_in_words

    a, b = (escape(side[0]) for side in (found.study.dyad.a, found.study.dyad.b))
    asked = escape(found.said["question"][0])
    yield Slide(
        plan.title,
        f"<p class='lead'>{asked}</p><p class='small'>{dates_in_words(found.documents)}</p>",
        [
            "Arrow keys turn the slides, S opens this window with the notes, Esc shows all slides at once, "
            "and a question mark lists the other keys. Printed, each slide has a sheet, with its notes.",
        ],
        "title",
    )
    frames = {
        "cooperation": f"{a} and {b} stand together: they agree, help, trade, make up.",
        "rivalry": f"{a} and {b} stand against each other: they compete, accuse, fight, part.",
        "mixed": "Both at once, and neither clearly outweighs the other.",
        "none": "Neither: background, third parties, one side alone.",
    }
    listed = "".join(f"<dt class='f-{frame}'>{frame}</dt><dd>{said}</dd>" for frame, said in frames.items())
    yield Slide(
        "What is asked",
        f"<p class='lead'>{asked}</p><p>Each sentence gets one frame, for what it says of the relation:</p>"
        f"<dl>{listed}</dl>",
        [
            "A frame is about the relation, not about tone: an angry sentence about one side alone has none.",
            "Ask the room for a sentence of each kind before going on.",
        ],
    )
    yield Slide("What was read", _corpus(found), [" ".join(found.said["caveat"])])


def _corpus(found: Found) -> str:
    """Return the articles as a table, by year where they are too many for a slide."""
    from trstudy.reporting.deck import table_html

    table = found.documents.assign(
        sentences=found.documents["doc_id"].map(found.tags["doc_id"].value_counts())
    )
    table = table.sort_values(["date", "doc_id"], kind="stable")
    if len(table) > MANY:
        years = table.groupby("year").agg(
            articles=("doc_id", "size"), outlets=("outlet", "nunique"), sentences=("sentences", "sum")
        )
        table, columns = years.reset_index(), ["year", "articles", "outlets", "sentences"]
    else:
        columns = ["year", "outlet", "title", "sentences"]
    return table_html(columns, table[columns].itertuples(index=False, name=None))


def _closing(found: Found) -> Iterator[Slide]:
    from trstudy.reporting.deck import Slide
    from trstudy.reporting.theme import unbroken

    said = "".join(f"<li>{unbroken(escape(sentence))}</li>" for sentence in found.said["sentence"])
    yield Slide(
        "What it says, and what it does not",
        f"<ul>{said}</ul><p class='small'>{escape(' '.join(found.said['caveat']))}</p>",
        ["Sentences are evidence; claims are made about articles and years, and there are few of either."],
    )
    yield Slide(
        "To discuss",
        "<ol><li>Which sentence would you have coded otherwise, and does the codebook support you?</li>"
        "<li>What did the rules miss that you saw at once?</li>"
        "<li>Which articles would you collect to tell the year from the outlet and the author?</li>"
        "<li>Who should give the codes of reference, and how many coders does it take?</li>"
        "<li>If one number may go into the abstract, which, and with what warning?</li></ol>"
        "<p class='small'><a href='index.html'>The report</a> has all these numbers, and their making.</p>",
        ["Twenty minutes. The codebook is docs/codebook.md; the notebooks make every figure shown here."],
    )
