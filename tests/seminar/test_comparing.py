"""What a student hears of shares, balances and intervals: each slip by its name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from trstudy.seminar import comparing as check

# 2001: 3 + 6 + 2 of 20 sentences; 2002: 8 of 40 are rivalry, more of them and a smaller share
COUNTS = {
    (2001, "cooperation"): (3, 20), (2001, "rivalry"): (6, 20), (2001, "mixed"): (2, 20),
    (2002, "cooperation"): (9, 40), (2002, "rivalry"): (8, 40), (2002, "mixed"): (0, 40),
}  # fmt: skip
BY_YEAR = pd.DataFrame(
    [
        {"year": y, "measure": m, "count": k, "estimate": k / n, "low": 0.1, "high": 0.5, "n": n}
        for (y, m), (k, n) in COUNTS.items()
    ]
).assign(n_articles=1)
# 3 of 12: a share of .25 with a standard error of .125
TAGS = pd.DataFrame({"year": 2001, "frame": ["rivalry"] * 3 + ["none"] * 9})


@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        (2001, "right", "30% of its sentences; with 20 sentences in one article anything from 10% to 50%"),
        ("2002", "nearly", "It has the most such sentences"),
        (1999, "unread", "no year of the study; expected one of 2001, 2002"),
    ],
)
def test_the_largest_share_is_not_the_largest_number(answer: Any, verdict: str, said: str) -> None:
    reply = check.most_rivalry(answer, BY_YEAR)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)


# C = 3, R = 6, M = 2, so (3 + 1 + .5) / (6 + 1 + .5) = .6, whose logarithm is -.5108
@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        (-0.5108, "right", "2001 leans to rivalry: the odds are 1.7 to 1"),
        (-0.5596, "nearly", "The halves under the logarithm are missing"),
        (-0.6931, "nearly", "The mixed sentences are missing, and the halves"),
        (-0.6190, "nearly", "Each speaks of both sides"),
        (-0.4353, "nearly", "you counted it in full on both"),
        (-0.2218, "nearly", "the logarithm to base 10"),
        (0.6, "nearly", "These are the odds"),
        (0.5108, "nearly", "the sign is the wrong way round"),
        (-2, "not yet", "too small"),
    ],
)
def test_a_balance_by_hand_and_its_slips(answer: float, verdict: str, said: str) -> None:
    reply = check.balance_by_hand(answer, 2001, BY_YEAR)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)


@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        ((0.0, 0.5), "right", "0% to 50% around 25%"),
        ([50, 0], "right", "0% to 50% around 25%"),
        ((0.044, 0.456), "nearly", "nearer to a 90 % interval"),
        ((0.25, 0.25), "not yet", "the same sentences come out every time"),
        ((0.2, 0.3), "not yet", "Far too narrow"),
        ((0.3, 0.9), "not yet", "not the ends that such draws give"),
        (0.25, "unread", "Expected two ends"),
    ],
)
def test_the_ends_of_an_interval_may_differ_as_chance_has_it(answer: Any, verdict: str, said: str) -> None:
    reply = check.bootstrap_interval(answer, 2001, "rivalry", TAGS)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)


def test_an_interval_of_nine_in_ten_is_not_taken_for_the_wider_one() -> None:
    """7 of 43: 90 % of the draws have 3 to 11, 95 % have 3 to 12."""
    tags = pd.DataFrame({"year": 2024, "frame": ["cooperation"] * 7 + ["none"] * 36})
    told = {
        ends: check.bootstrap_interval(ends, 2024, "cooperation", tags).verdict
        for ends in ((7, 26), (3 / 43, 11 / 43), (7, 28), (3 / 43, 12 / 43))
    }
    assert list(told.values()) == ["nearly", "nearly", "right", "right"]


@pytest.mark.parametrize(
    ("low", "answer", "verdict", "said"),
    [
        (-0.2, True, "right", "odds of 3 to 1 fit as well as none"),
        (-0.2, "no", "not yet", "0 lies in it"),
        (0.2, False, "right", "these texts differ"),
        (0.2, "yes", "not yet", "0 does not lie in it"),
        (0.2, 1, "unread", "Expected True or False"),
    ],
)
def test_a_question_is_open_where_the_interval_holds_0(
    low: float, answer: Any, verdict: str, said: str
) -> None:
    gaps = pd.DataFrame([{"first": 2001, "second": 2002, "low": low, "high": 1.0}])
    reply = check.open_question(answer, 2001, 2002, gaps)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)
