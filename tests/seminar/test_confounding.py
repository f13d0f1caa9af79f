"""What a student hears of what few articles cannot tell: each slip by its name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from trstudy.seminar import confounding as check

# one outlet printed two articles of 2001 and one of 2002; nobody else is the same
DOCUMENTS = pd.DataFrame(
    {
        "year": [2001, 2001, 2002, 2003],
        "title": ["Grain", "Gas", "Ships", "Roads"],
        "author": ["Anna", None, "Bert", "Anna"],
        "outlet": ["Review", "Review", "Review", "Times"],
        "date": ["2001-01-01", "2001-02-01", "2002-01-01", "2003-01-01"],
        "date_source": ["printed", "cited", "printed", "printed"],
    }
)


@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        (["title", "Author", "date"], "right", "All of them change with the year"),
        (["title", "author"], "nearly", "Not the whole list"),
        (["title", "author", "date", "outlet"], "nearly", "Too many"),
        (["title", "author", "date", "date_source"], "right", "All of them change with the year"),
        (["colour"], "unread", "no column 'colour' in documents; look at title, author, outlet, date"),
    ],
)
def test_what_changes_with_the_year_is_named_by_column(answer: Any, verdict: str, said: str) -> None:
    reply = check.confounded(answer, 2001, 2002, DOCUMENTS)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)
    assert verdict == "unread" or "An author whom nobody names" in reply.points[-1]


# two articles of 2001 and one of 2002: 3 deals, 6 orders, 8 ways to colour three articles
@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        (1 / 3, "right", "0.33: one of 3 ways to choose 1 of 3 articles"),
        (1 / 6, "nearly", "You counted the 6 orders of 3 articles"),
        (1 / 8, "nearly", "there are always 1 of 2002"),
        (0.05, "not yet", "the usual threshold"),
        (3, "nearly", "how many deals there are"),
    ],
)
def test_the_least_p_counts_deals_and_not_orders(answer: float, verdict: str, said: str) -> None:
    reply = check.smallest_p(answer, 2001, 2002, DOCUMENTS)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)


def test_two_years_of_one_article_each_can_be_dealt_out_in_no_rarer_way() -> None:
    assert check.smallest_p(1, 2002, 2003, DOCUMENTS).said.startswith("1: two of 2 ways to choose 1 of 2")
