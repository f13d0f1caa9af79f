"""Parameters as they are given: pairs on a command line, dealt out to the notebooks that declare them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from trstudy.errors import ParameterError
from trstudy.reporting.parameters import Parameter


def split_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """Split ``name=value`` arguments at their first equals sign.

    Raises
    ------
    ParameterError
        An argument has no equals sign or no name, or a name comes twice.
    """
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            raise ParameterError(f"parameter {pair!r}: expected name=value, e.g. mixed=half")
        if name in given:
            raise ParameterError(f"parameter {name} is given twice: {given[name]!r} and {value!r}")
        given[name] = value
    return given


def checked(
    given: Mapping[str, object], notebooks: Mapping[str, Mapping[str, Parameter]]
) -> dict[str, dict[str, Any]]:
    """Deal out parameters to every notebook that has them, after checking all.

    Parameters
    ----------
    given
        Parameter name to value; text is read as the type of the default.
    notebooks
        Notebook name to its declared parameters.

    Returns
    -------
    dict
        Notebook name to the values given for it; defaults are not repeated.

    Raises
    ------
    ParameterError
        No notebook has the name, or a notebook that has it does not allow the value.
    """
    known = {name: p for parameters in notebooks.values() for name, p in parameters.items()}
    for name in given:
        if name not in known:
            raise ParameterError(_unknown(name, notebooks))
    return {
        notebook: {name: parameters[name].read(given[name]) for name in given if name in parameters}
        for notebook, parameters in notebooks.items()
    }


def _unknown(name: str, notebooks: Mapping[str, Mapping[str, Parameter]]) -> str:
    legal: dict[str, list[str]] = {}
    for notebook, parameters in notebooks.items():
        for parameter in parameters.values():
            legal.setdefault(parameter.name, []).append(notebook)
    if not legal:
        return f"no notebook has a parameter {name}; none has any"
    near = difflib.get_close_matches(name, legal, n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    listing = "".join(f"\n  {known} ({', '.join(where)})" for known, where in sorted(legal.items()))
    return f"no notebook has a parameter {name}{hint}; expected one of{listing}"
