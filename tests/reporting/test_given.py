from __future__ import annotations

import pytest

from trstudy.errors import ParameterError
from trstudy.reporting.given import checked, split_pairs
from trstudy.reporting.parameters import Parameter, declared


def of(source: str, name: str) -> dict[str, Parameter]:
    return declared({"cells": [{"metadata": {"tags": ["parameters"]}, "source": source}]}, name)


def test_a_parameter_goes_to_every_notebook_that_has_it():
    notebooks = {
        "a": of('tone = "plain"  # how: plain | warm\nn = 1', "a"),
        "b": of('tone = "plain"  # how: plain | warm', "b"),
        "c": of("n = 1", "c"),
    }
    dealt = checked({"tone": "warm", "n": "2"}, notebooks)
    assert dealt == {"a": {"tone": "warm", "n": 2}, "b": {"tone": "warm"}, "c": {"n": 2}}


def test_a_value_must_be_legal_in_every_notebook_that_has_it():
    notebooks = {
        "a": of('tone = "plain"  # how: plain | warm | curt', "a"),
        "b": of('tone = "plain"  # how: plain | warm', "b"),
    }
    with pytest.raises(ParameterError, match=r"b: parameter tone is 'curt'; expected plain \| warm"):
        checked({"tone": "curt"}, notebooks)


def test_an_unknown_name_lists_the_known_ones_and_the_nearest():
    notebooks = {"a.ipynb": of("seed = 1\nmixed = 2", "a")}
    with pytest.raises(ParameterError) as caught:
        checked({"mixde": "1"}, notebooks)
    message = str(caught.value)
    assert "no notebook has a parameter mixde (did you mean mixed?)" in message
    assert "seed (a.ipynb)" in message


def test_pairs_split_at_the_first_equals_sign():
    assert split_pairs(["a=b=c", "n=1", "e="]) == {"a": "b=c", "n": "1", "e": ""}


@pytest.mark.parametrize("pair", ["novalue", "=1", "two words=1", ""])
def test_what_is_no_pair_is_refused(pair):
    with pytest.raises(ParameterError, match="expected name=value"):
        split_pairs([pair])


def test_a_name_given_twice_is_refused():
    with pytest.raises(ParameterError, match="given twice: '1' and '2'"):
        split_pairs(["a=1", "a=2"])
