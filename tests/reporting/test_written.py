from __future__ import annotations

import copy
import json

import nbformat
import pytest

from tests.reporting.conftest import FIXTURES
from trstudy.reporting.execute import notebook_bytes
from trstudy.reporting.written import as_written


@pytest.mark.parametrize("name", ["greeting", "figure", "untrusted"])
def test_a_notebook_runs_from_the_same_bytes_however_it_was_saved(name):
    notebook = json.loads((FIXTURES / f"{name}.ipynb").read_text(encoding="utf-8"))
    saved = copy.deepcopy(notebook)
    saved["metadata"] = {"kernelspec": {"display_name": "My own", "name": "own"}, "widgets": {}}
    for cell in saved["cells"]:
        cell["metadata"]["collapsed"] = True
        if cell["cell_type"] == "code":
            cell["execution_count"] = 7
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": "left behind"}]
    first, second = (notebook_bytes(nbformat.from_dict(as_written(one))) for one in (notebook, saved))
    assert first == second
    assert b"left behind" not in second


def test_what_a_cell_is_to_do_stays():
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"tags": ["parameters"]},
        "source": ["x = 1\n", "y = 2"],
    }
    made = as_written({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})["cells"][0]
    assert (made["source"], made["metadata"]) == ("x = 1\ny = 2", {"tags": ["parameters"]})
