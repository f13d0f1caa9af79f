"""Which choice turns the answer: told apart even where all turn it rarely."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

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


def test_a_choice_that_turns_less_is_not_right_because_both_are_rare(found: Multiverse) -> None:
    few = rarely(found)
    turns = few.options().drop_duplicates("choice").set_index("choice")["turns"]
    assert 0 < turns.max() < 0.01  # two decimals would make all of them the same
    most, least = turns.idxmax(), turns.idxmin()
    right = arguing.turning_choice(most, few)
    assert right.verdict == "right"
    assert "hangs on no choice by itself" in right.said
    assert " 0 %" not in right.said
    assert arguing.turning_choice(least, few).verdict == "not yet"


def test_a_share_short_of_all_is_told_with_a_decimal(found: Multiverse) -> None:
    few = rarely(found)
    said = arguing.agreeing_share(few.first_above_last, few).said
    assert said.startswith("99.")
