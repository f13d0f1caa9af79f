"""What a student hears of agreement: by hand, what it allows, and where it is least."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import trstudy
from trstudy.seminar import agreeing as check

# ten units: alike on 6 (3 cooperation, 1 rivalry, 2 none); shares of cooperation, rivalry, none
# .5, .2, .3 and .4, .3, .3, so by chance .20 + .06 + .09 = .35, and kappa .25 / .65
FRAMES = pd.DataFrame(
    {
        "a": ["cooperation"] * 5 + ["rivalry"] * 2 + ["none"] * 3,
        "b": ["cooperation"] * 3 + ["rivalry", "rivalry", "rivalry", "cooperation", "none", "none", "none"],
    }
)
FRAMES.loc[9, "b"], FRAMES.loc[4, "b"] = "rivalry", "none"


def test_the_table_is_what_its_comment_says() -> None:
    assert (FRAMES["a"] == FRAMES["b"]).sum() == 6
    assert FRAMES["b"].value_counts().to_dict() == {"cooperation": 4, "rivalry": 3, "none": 3}


@pytest.mark.parametrize(
    ("check_of", "answer", "verdict", "said"),
    [
        (check.percent_agreement, 0.6, "right", "60% of 10 units"),
        (check.percent_agreement, 6, "nearly", "6 is how many agree; divide by the 10"),
        (check.percent_agreement, 0.4, "nearly", "the share on which you differ"),
        (check.chance_agreement, 0.35, "right", "35%"),
        (check.chance_agreement, 0.25, "not yet", "One in 4 holds if all frames are equally frequent"),
        (check.chance_agreement, 0.2, "nearly", "the commonest frame alone"),
        (check.chance_agreement, 0.65, "nearly", "how often they would differ"),
        (check.kappa, 0.25 / 0.65, "right", "0.38"),
        (check.kappa, 0.25, "nearly", "it has to go below it as well"),
        (check.kappa, 0.6, "nearly", "chance has still to be taken off"),
        (check.kappa, 0.25 / 0.35, "nearly", "what could be gained"),
    ],
)
def test_agreement_by_hand_and_its_slips(check_of: Any, answer: float, verdict: str, said: str) -> None:
    reply = check_of(answer, FRAMES)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)


def test_what_alpha_allows_goes_by_the_lower_end() -> None:
    row = {"variable": "frame", "category": "all", "measure": "alpha", "pairable": 30}
    agreed = pd.DataFrame([{**row, "estimate": 0.85, "low": 0.7, "high": 0.95}])
    assert check.allowed("tentative", agreed).passed
    assert "By the estimate alone, yes; but alpha is 0.85" in check.allowed("firm", agreed).said
    assert check.allowed("none", agreed).verdict == "not yet"
    whole = agreed.assign(estimate=1.0, low=1.0, high=1.0)
    assert "gives the interval no width" in check.allowed("firm", whole).said


def test_the_variable_agreed_on_least_goes_by_alpha() -> None:
    codes = pd.DataFrame(
        {
            "frame_a": list("xxyyzz"),
            "frame_b": list("xxyyzx"),
            "voice_a": list("pppppq"),
            "voice_b": list("pppppp"),
        }
    )  # one unit apart in each; voice has alpha 0, for nearly all are p
    agreed = trstudy.agreement(codes, ["frame", "voice"], categories=list("xyzpq"), n_boot=0)
    assert check.hardest("voice", agreed).passed
    assert not check.hardest("frame", agreed).passed
    assert "expected one of frame, voice" in check.hardest("arena", agreed).said
