from __future__ import annotations

import json
from pathlib import Path

from trstudy.reporting.answer import Answer, Figure, figure_of, write_answer


def test_a_figure_carries_its_alternative_text_and_no_date():
    from matplotlib.figure import Figure

    drawn = Figure()
    ax = drawn.subplots()
    ax.set_title("A title", loc="left")
    assert figure_of(ax).alt == "A title"
    drawn.alt_text = "What it shows."
    found = figure_of(drawn)
    assert found.alt == "What it shows."
    assert found.source.startswith("data:image/svg+xml;base64,")


def test_what_was_found_is_written_in_words_and_its_figure_as_it_was_drawn(tmp_path: Path):
    (tmp_path / "numbers").mkdir()
    figure = Figure("data:image/svg+xml;base64,PHN2Zy8+", "Two dots.")
    said = Answer("Wer?", figure, "Dots.", ["Ankara.", "Moskau.", "Beide."], "Little.", headline="Both")
    write_answer(said, tmp_path)
    assert json.loads((tmp_path / "numbers" / "answer.json").read_text(encoding="utf-8")) == {
        "question": "Wer?", "headline": "Both", "sentences": ["Ankara.", "Moskau.", "Beide."],
        "shows": "Dots.", "caveat": "Little.", "firmness": [], "alt": "Two dots.",
    }  # fmt: skip
    assert (tmp_path / "figures" / "main.svg").read_bytes() == b"<svg/>"
