"""Checks of the fourth session, on what so few articles cannot tell: confounding, and the least p."""

from __future__ import annotations

from math import comb, factorial
from typing import Any

import pandas as pd

from trstudy.seminar.answers import Slip, folded, judged_names, judged_number, names, number
from trstudy.seminar.feedback import Feedback, Unread, exercise

CONFOUNDED = ("title", "author", "outlet", "date")


@exercise("name what else differs between the articles of the two years.")
def confounded(answer: Any, first: int, second: int, documents: pd.DataFrame) -> Feedback:
    """Judge names of columns of ``documents`` that part the two years as well as the year does."""
    columns = {folded(column): column for column in documents.columns}
    found = [columns.get(folded(name), name) for name in names(answer, '["outlet", "title"]')]
    strange = [name for name in found if name not in documents.columns]
    if strange:
        legal = ", ".join(CONFOUNDED)
        raise Unread(f"There is no column {strange[0]!r} in documents; look at {legal}.")
    a, b = (documents[documents["year"] == y] for y in (first, second))
    apart = [c for c in CONFOUNDED if c in documents and not set(a[c].dropna()) & set(b[c].dropna())]
    chosen = [name for name in found if name in CONFOUNDED]
    points = (
        ["An author whom nobody names cannot be shown to be the same one."]
        if documents["author"].isna().any()
        else []
    )
    reply = judged_names(
        chosen,
        apart,
        what="columns",
        right=f"All of them change with the year. A difference between {first} and {second} is one between "
        "two sets of all these, and no statistic can part them afterwards.",
        hint="Look for columns in which the two years share no value: " + ", ".join(CONFOUNDED) + ".",
    )
    return Feedback(reply.verdict, reply.said, reply.hint, [*reply.points, *points])


@exercise("work out the smallest p-value that dealing out the articles anew can give.")
def smallest_p(answer: Any, first: int, second: int, documents: pd.DataFrame) -> Feedback:
    """Judge a p-value: one over the ways to deal the two years to their articles (two if equally many)."""
    k, m = (int((documents["year"] == y).sum()) for y in (first, second))
    if not k or not m:
        raise Unread(f"Expected two years of the study; found {first!r} and {second!r}.")
    ways = comb(k + m, k)
    extreme, said = (2, "two") if k == m else (1, "one")
    least = min(1.0, extreme / ways)
    orders = factorial(k + m)
    slips = [
        Slip(
            1 / orders,
            f"You counted the {orders} orders of {k + m} articles. Two orders that give each year the same "
            "articles are one deal.",
            verdict="nearly",
        ),
        Slip(
            1 / 2 ** (k + m),
            f"You let every article take either year. But there are always {m} of {second}.",
            verdict="nearly",
        ),
        Slip(0.05, "That is the usual threshold. What can these few articles reach?"),
        Slip(ways, "That is how many deals there are; the one at hand is one of them.", verdict="nearly"),
    ]
    return judged_number(
        number(answer, "0.05"),
        least,
        right=f"{least:.2g}: {said} of {ways} ways to choose {m} of {k + m} articles. "
        "No data at all could make it smaller, so a large p here says nothing about the years.",
        hint=f"In how many ways can you choose which {m} of the {k + m} articles are of {second}? "
        "`math.comb`",
        slips=slips,
        within=0.001,
    )
