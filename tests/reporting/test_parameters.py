from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.errors import ParameterError
from trstudy.reporting.parameters import Parameter, declared

SOURCE = """study_dir = ".."  # folder of the study
mixed = "half"  # how mixed sentences count: half | drop | both
seed = 7  # seed: any whole number
resamples: int = 2000  # bootstrap resamples: 100..20000
level = 0.95  # coverage: 0.5..0.999
smallest = 1  # at the least: 1..
years = [2020, 2021, 2024]  # years compared: 2020 | 2021 | 2024
words = ["a", "b"]  # words to look for
headings = True  # whether headings count
article = None  # one article, or None for all: None | a-2020 | b-2024
other = None  # anything at all
"""


def notebook(*sources: str) -> dict:
    return {"cells": [{"metadata": {"tags": ["parameters"]}, "source": source} for source in sources]}


@pytest.fixture(scope="module")
def parameters() -> dict[str, Parameter]:
    return declared(notebook(SOURCE), "03_compare.ipynb")


def test_the_cell_says_names_defaults_and_comments(parameters):
    assert list(parameters) == [line.split(" ")[0].rstrip(":") for line in SOURCE.splitlines()]
    assert parameters["mixed"].default == "half"
    assert parameters["mixed"].comment == "how mixed sentences count"
    assert parameters["words"].comment == "words to look for"


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("mixed", "half | drop | both"),
        ("seed", "a whole number"),
        ("resamples", "a whole number from 100 to 20000"),
        ("level", "a number from 0.5 to 0.999"),
        ("smallest", "a whole number, at least 1"),
        ("years", "one or more (with commas between) of 2020 | 2021 | 2024"),
        ("words", "a list (with commas between) of text"),
        ("headings", "true or false"),
        ("article", "None | a-2020 | b-2024"),
    ],
)
def test_legal_values_are_worded(parameters, name, legal):
    assert parameters[name].legal == legal


@pytest.mark.parametrize(
    ("name", "given_value", "read"),
    [
        ("study_dir", "a=b c", "a=b c"),
        ("study_dir", "None", "None"),
        ("mixed", "both", "both"),
        ("seed", "-3", -3),
        ("seed", 12, 12),
        ("resamples", "100", 100),
        ("level", "0.9", 0.9),
        ("level", 0.5, 0.5),
        ("years", "2020, 2024", [2020, 2024]),
        ("years", "[2021]", [2021]),
        ("years", (2021,), [2021]),
        ("words", "Idlib,S-400", ["Idlib", "S-400"]),
        ("headings", "no", False),
        ("headings", True, True),
        ("article", "None", None),
        ("article", None, None),
        ("article", "b-2024", "b-2024"),
        ("other", "[1, 'x']", [1, "x"]),
        ("other", "free text", "free text"),
    ],
)
def test_values_are_read_as_the_type_of_the_default(parameters, name, given_value, read):
    found = parameters[name].read(given_value)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mixed", "Half"),
        ("mixed", ""),
        ("mixed", None),
        ("study_dir", 5),
        ("seed", "7.5"),
        ("seed", "seven"),
        ("seed", None),
        ("resamples", "99"),
        ("level", "nan"),
        ("level", "inf"),
        ("level", "1"),
        ("smallest", "0"),
        ("years", "2020,2022"),
        ("years", "[2020"),
        ("years", 2020),
        ("headings", "perhaps"),
        ("article", "c-2030"),
    ],
)
def test_an_illegal_value_is_an_error_that_lists_the_legal_ones(parameters, name, value):
    with pytest.raises(ParameterError) as caught:
        parameters[name].read(value)
    message = str(caught.value)
    assert "03_compare.ipynb" in message
    assert f"{name} is {value!r}" in message
    assert parameters[name].legal in message


@given(st.text())
def test_free_text_arrives_as_it_is(text):
    assert Parameter("name", "x", "", "n.ipynb").read(text) == text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1 + y", "x has no literal value"),
        ("import os", "name = value"),
        ("x, y = 1, 2", "name = value"),
        ("x: int", "name = value"),
        ("x = (", "parameters cell"),
        ('mixed = "hlaf"  # how: half | drop', "default breaks its own comment"),
        ("n = 5  # how many: few | many", "do not fit the default"),
        ("n = 5  # how many: 1..many", "do not fit the default"),
    ],
)
def test_a_cell_that_breaks_the_rules_is_refused_with_its_line(source, words):
    with pytest.raises(ParameterError, match=r"n\.ipynb, parameters cell") as caught:
        declared(notebook(source), "n.ipynb")
    assert words in str(caught.value)


def test_a_notebook_may_have_no_parameters_but_not_two_cells_of_them():
    assert declared({"cells": [{"metadata": {}, "source": "x = 1"}]}, "n.ipynb") == {}
    with pytest.raises(ParameterError, match="2 cells are tagged 'parameters'"):
        declared(notebook("a = 1", "b = 1"), "n.ipynb")
