"""What a student hears of cleaning: each slip by its name."""

from __future__ import annotations

from typing import Any

import pytest

from trstudy.seminar import cleaning as check
from trstudy.study import Study

PAGE = "Two capitals talk\n\nAnkara and Moscow met on Monday.\n\n{}\n\nThey agreed to meet again.\n"


def test_the_share_dropped_is_one_of_characters(study: Study) -> None:
    blocks = study.blocks()
    size = blocks["end"] - blocks["start"]
    part = size[~blocks["kept"]].sum()
    assert check.dropped_share(part / size.sum(), study).passed
    assert check.dropped_share(f"{100 * part / size.sum():.1f} %", study).passed
    assert check.dropped_share(round(part / size.sum(), 2), study).passed  # told as 6 %
    assert not check.dropped_share(round(part / size.sum(), 2) + 0.01, study).passed
    assert "share of *blocks*" in check.dropped_share((~blocks["kept"]).mean(), study).said
    assert "This is what was kept" in check.dropped_share(1 - part / size.sum(), study).said


def test_the_article_hit_hardest_is_not_the_one_that_lost_most(study: Study) -> None:
    blocks = study.blocks().assign(size=lambda b: b["end"] - b["start"])
    lost = blocks[~blocks["kept"]].groupby("doc_id")["size"].sum()
    shares = (lost / blocks.groupby("doc_id")["size"].sum()).sort_values()
    worst, least = shares.index[-1], shares.index[0]
    assert check.hardest_hit(worst, study).said.startswith(f"{shares[worst]:.1%} of {worst} was not")
    reply = check.hardest_hit(least, study)
    assert f"It lost {shares[least]:.1%} of itself" in reply.said
    assert "No other lost so little" in reply.said
    assert lost.idxmax() == worst or "most characters" in check.hardest_hit(lost.idxmax(), study).said


@pytest.mark.parametrize(
    ("line", "verdict", "said"),
    [
        ("The two ministers arrive at the palace on a rainy afternoon.", "right", "knows forms and no"),
        ("Photo: Example Agency", "not yet", "saw through it: dropped as"),
        ("Not on it", "not yet", "not on the page"),
    ],
)
def test_a_page_that_fools_cleaning_is_looked_at_line_by_line(
    study: Study, line: str, verdict: str, said: str
) -> None:
    page = PAGE.format(line) if line != "Not on it" else PAGE
    reply = check.fooled(page, line, study)
    assert (reply.verdict, said in str(reply)) == (verdict, True), str(reply)


def test_a_line_of_an_article_is_no_invention(study: Study) -> None:
    unit: Any = study.sentences().iloc[5]
    line = study.raw(unit["doc_id"])[unit["start"] : unit["end"]]
    assert "Invent one" in check.fooled(PAGE.format(line), line, study).hint
