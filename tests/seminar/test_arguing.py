"""The multiverse and claims: which choice moves the answer, and what the report would say of a claim."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.seminar.test_claims import variant
from trstudy.measures import differences
from trstudy.measures.headline import headline
from trstudy.measures.multiverse import Multiverse, multiverse
from trstudy.seminar import arguing
from trstudy.study import Study


@pytest.fixture(scope="module")
def found(study: Study) -> Multiverse:
    tags = study.tags(docvars=True)
    return multiverse({"rules": tags, "baseline": study.tags("baseline", docvars=True)})


def rarely(found: Multiverse) -> Multiverse:
    """As found, but with two specifications of 768 the other way round, alike but for the weights."""
    turned = {
        "tagger": "baseline", "unit": "sentence", "headings": "with", "hedged": "with",
        "attributed": "with", "mixed": "half", "articles": "without edm-2020",
    }  # fmt: skip
    chosen = (found.table[list(turned)] == pd.Series(turned)).all(axis=1)
    return replace(found, table=found.table.assign(difference=np.where(chosen, -1.0, 1.0)))


def test_one_choice_is_right_and_the_others_are_told_their_place(found: Multiverse) -> None:
    medians = found.options().groupby("choice")["median"]
    moves = (medians.max() - medians.min()).sort_values()
    assert moves.iloc[-1] > moves.iloc[-2]
    right = arguing.moving_choice(moves.index[-1], found)
    assert right.verdict == "right"
    assert "the sign" in right.said or "the order of the years is safe" in right.said
    others = {name: arguing.moving_choice(name, found) for name in moves.index[:-1]}
    assert {reply.verdict for reply in others.values()} == {"not yet"}
    assert f"number 2 of {len(moves)}" in others[moves.index[-2]].said


def test_a_choice_without_another_option_moves_nothing(study: Study) -> None:
    only = multiverse({"rules": study.tags(docvars=True)})
    reply = arguing.moving_choice("tagger", only)
    assert (reply.verdict, "one option only" in reply.said) == ("not yet", True)


def test_nearly_all_is_not_all_and_nearly_none_not_none(found: Multiverse) -> None:
    few = rarely(found)
    reply = arguing.agreeing_share(1, few)
    assert reply.verdict == "nearly"
    assert "2 of 768 have it the other way round" in reply.said
    assert arguing.agreeing_share(0.997, few).verdict == "right"
    everything = replace(few, table=few.table.assign(difference=1.0))
    assert arguing.agreeing_share(1, everything).verdict == "right"


def gaps(low: float, high: float) -> pd.DataFrame:
    return pd.DataFrame([{"first": 2020, "second": 2024, "low": low, "high": high}])


@pytest.mark.parametrize(
    ("ends", "sentence", "verdict"),
    [
        ((-0.3, 1.9), "2020 is more cooperative than 2024", "nearly"),
        ((-0.3, 1.9), "2024 is less cooperative than 2020", "nearly"),
        ((-0.3, 1.9), "it is open whether 2020 is more cooperative than 2024", "right"),
        ((0.2, 1.9), "2020 is more cooperative than 2024", "right"),
    ],
)
def test_a_claim_is_judged_as_the_report_says_it(
    ends: tuple[float, float], sentence: str, verdict: str
) -> None:
    """Cooperative sentences 6 of 12 and 3 of 12: the same is ahead under every choice."""
    tags = pd.concat([variant(2020, "ccccccrrrnnn"), variant(2021, "ccrrnn"), variant(2024, "cccrrrrnnnnn")])
    reply = arguing.claim(sentence, {"rules": tags}, gaps(*ends))
    assert reply.verdict == verdict, str(reply)
    if verdict == "nearly":
        assert "the report says that these texts cannot tell the two years apart" in reply.said
        assert reply.hint == "Claim less: that it is open."


def test_whether_it_is_open_is_answered_as_the_headline_of_the_report(study: Study) -> None:
    tags = study.tags(docvars=True)
    apart = "cannot tell" not in headline(tags, study.documents(), seed=20241213).sentences[1]
    ways = {"rules": tags, "baseline": study.tags("baseline", docvars=True)}
    found = differences.differences(tags, seed=20241213)
    plain = arguing.claim("2020 is more cooperative than 2024", ways, found)
    still_open = arguing.claim("it is open whether 2020 is more cooperative than 2024", ways, found)
    assert plain.passed <= apart
    assert still_open.passed == (not apart)


def test_likeness_takes_an_interval_within_its_bounds() -> None:
    tags = pd.concat([variant(2020, "cccrrr"), variant(2021, "ccrr"), variant(2024, "cccrrr")])
    said = "2020 is about as cooperative as 2024"
    assert arguing.claim(said, {"rules": tags}, gaps(-0.3, 0.3)).verdict == "right"
    wide = arguing.claim(said, {"rules": tags}, gaps(-1.3, 1.3))
    assert wide.verdict == "nearly"
    assert "more than not to be told apart" in wide.said


def test_a_share_short_of_all_is_told_with_a_decimal(found: Multiverse) -> None:
    few = rarely(found)
    said = arguing.agreeing_share(few.first_above_last, few).said
    assert said.startswith("99.")
