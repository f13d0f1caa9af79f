"""Checks of the first session, on cleaning: what it dropped, and what it cannot see."""

from __future__ import annotations

from typing import Any

from trstudy.corpus.cleaning import clean
from trstudy.seminar.answers import NEAR_PERCENT, Slip, judged_number, kind, one_name, share
from trstudy.seminar.feedback import Feedback, Unread, exercise
from trstudy.study import Study


@exercise("work out which share of all characters was dropped.")
def dropped_share(answer: Any, study: Study) -> Feedback:
    """Judge a share between 0 and 1, or in per cent."""
    blocks = study.blocks()
    size = blocks["end"] - blocks["start"]
    dropped = ~blocks["kept"].astype(bool)
    by_article = size[dropped].groupby(blocks["doc_id"]).sum() / size.groupby(blocks["doc_id"]).sum()
    expected = float(size[dropped].sum() / size.sum())
    slips = [
        Slip(
            float(dropped.mean()),
            "This is the share of *blocks*. Dropped blocks are short: a line here, a caption there.",
            'Sum their sizes: `blocks["end"] - blocks["start"]`.',
        ),
        Slip(1 - expected, "This is what was kept.", verdict="nearly"),
        Slip(
            float(by_article.mean()),
            "This is the mean of the articles' shares, in which a short article weighs as much as a long "
            "one. Both can be reported, but they answer different questions.",
            "Sum over all articles first, then divide.",
            "nearly",
        ),
        Slip(
            float(size[dropped].sum() / size[~dropped].sum()),
            "You divided what was dropped by what was kept.",
            "A share has the whole below the line.",
            "nearly",
        ),
    ]
    return judged_number(
        share(answer),
        expected,
        right=f"{expected:.1%} of the characters, in {int(dropped.sum())} blocks. Little, but none of it is "
        "the article's own, and every one would have been counted.",
        hint='`blocks["size"][~blocks["kept"]].sum()` is the part; what is the whole?',
        slips=slips,
        within=NEAR_PERCENT,
        decimals=2,
    )


@exercise("name the article that lost the largest share of its characters.")
def hardest_hit(answer: Any, study: Study) -> Feedback:
    """Judge a ``doc_id``."""
    article = _article(answer, study)
    blocks = study.blocks()
    blocks["size"] = blocks["end"] - blocks["start"]
    size = blocks.pivot_table("size", "doc_id", "kept", aggfunc="sum", fill_value=0)
    lost = (size[False] / size.sum(axis=1)).sort_values(ascending=False)
    worst = lost.index[0]
    if article == worst:
        return Feedback(
            "right",
            f"{lost[worst]:.1%} of {worst} was not the article. Uncleaned, its outlet's furniture would have "
            "passed for its author's words.",
        )
    hint = "For each article, divide what was dropped by its own length."
    if article == size[False].idxmax():
        return Feedback("nearly", "It lost the most characters, but is long, too.", hint)
    least = " No other lost so little." if article == lost.index[-1] else ""
    return Feedback("not yet", f"It lost {lost[article]:.1%} of itself; another lost more.{least}", hint)


def _article(answer: Any, study: Study) -> str:
    known = [str(doc_id) for doc_id in study.documents()["doc_id"]]
    name = one_name(answer, repr(known[0]))
    if name not in known:
        raise Unread(f"There is no article {name!r}; expected one of {', '.join(known)}.")
    return name


@exercise("write a page of your own on which cleaning makes a mistake, and name the line it gets wrong.")
def fooled(answer: Any, line: Any, study: Study) -> Feedback:
    """Judge an invented page (text) with a line that is not the article's and yet is kept.

    ``study`` is there to see that the line is not one of its articles'.
    """
    if not isinstance(answer, str) or not isinstance(line, str):
        raise Unread(f"Expected the page and the line as two texts; found {kind(answer)} and {kind(line)}.")
    wanted = line.strip()
    at = answer.find(wanted)
    if not wanted or at < 0:
        return Feedback("not yet", "The line is not on the page.", "Copy it from the page, to the letter.")
    if any(wanted in study.raw(doc_id) for doc_id in study.documents()["doc_id"]):
        return Feedback(
            "not yet", "This line is in one of the articles.", "Invent one: it is yours to break."
        )
    labels = [block for block in clean(answer).blocks if block.start < at + len(wanted) and block.end > at]
    reasons = sorted({block.reason for block in labels if not block.kept})
    if reasons:
        return Feedback(
            "not yet",
            f"Cleaning saw through it: dropped as *{', '.join(reasons)}*.",
            "It goes by form. What does your line show by its form (a credit, a pipe, “Read more”, a date)? "
            "Take that away.",
        )
    role = labels[0].role if labels else "nothing"
    return Feedback(
        "right",
        f"Kept, as {role}. If you read it as no part of the article, cleaning is wrong here: it knows forms "
        "and no meanings. That is why all that it does stays visible.",
    )
