"""Front pages for tests, importable from the processes that write them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from trstudy.reporting.answer import Answer, Figure
from trstudy.reporting.front import write_front
from trstudy.reporting.plan import Plan
from trstudy.reporting.run import Step

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="


def tables() -> dict[str, pd.DataFrame]:
    documents = pd.DataFrame(
        {
            "doc_id": ["b-2024", "a-2020"],
            "title": ["A <script>title</script>", None],
            "author": [None, "A. Writer"],
            "outlet": ["The Later", "The Earlier"],
            "date": pd.to_datetime(["2024-12-01", "2020-11-20"]),
            "date_precision": ["month", "day"],
            "date_source": ["inferred", "printed"],
            "year": [2024, 2020],
        }
    )
    tags = pd.DataFrame(
        {
            "doc_id": ["a-2020", "a-2020", "b-2024"],
            "sentence_id": ["a-2020:001", "a-2020:002", "b-2024:001"],
            "text": ['He said "yes", then\nno.', "Türkiye", "=1+1"],
            "frame": ["cooperation", "rivalry", "none"],
            "score": [1.0, -0.1, 0.0],
        }
    )
    return {"documents": documents, "tags": tags}


def small_front(plan: Plan, folder: Path, step: Step) -> None:
    step(0, 1, "front page")
    answer = Answer(
        question="What is seen?",
        figure=Figure(PIXEL, "A dot."),
        shows="A dot.",
        sentences=["One.", "Two.", "Three."],
        caveat="A dot shows little.",
        firmness=["A circle would say the same."],
    )
    write_front(plan, folder, answer, tables())


def bare_front(plan: Plan, folder: Path, step: Step) -> None:
    (folder / "index.html").write_text(plan.title, encoding="utf-8")


def failing_front(plan: Plan, folder: Path, step: Step) -> None:
    raise RuntimeError("the front page broke")
