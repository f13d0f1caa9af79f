"""The parameters that a notebook declares in its ``parameters`` cell, and the values that each allows.

A parameter is one line of that cell, and its trailing comment documents it::

    mixed = "half"    # how mixed sentences count: half | drop | both
    seed = 20241213   # seed of every resampling: any whole number
    resamples = 2000  # bootstrap resamples: 100..20000

What follows the last colon lists the legal values: alternatives with ``|`` between them, or a range
with ``..``. An alternative that begins with *any* leaves the type as the only limit. The type is that
of the default.
"""

from __future__ import annotations

import ast
import io
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from trstudy.errors import ParameterError

_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}
_FINITE = ConfigDict(allow_inf_nan=False)


@dataclass(frozen=True)
class Parameter:
    """One parameter of one notebook.

    Attributes
    ----------
    name
        Its name in the notebook.
    default
        The value that the notebook itself gives it.
    comment
        What it is for, without the legal values.
    notebook
        The notebook that declares it, for messages.
    choices
        The legal values; empty where the type is the only limit.
    low, high
        The bounds of a range, both included.
    """

    name: str
    default: Any
    comment: str
    notebook: str
    choices: tuple[Any, ...] = ()
    low: float = -math.inf
    high: float = math.inf

    @property
    def legal(self) -> str:
        """The legal values in words, for a message or a page."""
        if self.choices:
            several = "one or more (with commas between) of " if isinstance(self.default, list) else ""
            return several + " | ".join(str(choice) for choice in self.choices)
        words = _kind_in_words(self.default)
        if self.low > -math.inf and self.high < math.inf:
            return f"{words} from {self.low:g} to {self.high:g}"
        if self.low > -math.inf:
            return f"{words}, at least {self.low:g}"
        return f"{words}, at most {self.high:g}" if self.high < math.inf else words

    def read(self, value: object) -> Any:
        """Return ``value``, read from text if need be, as the notebook will get it.

        Raises
        ------
        ParameterError
            The value has the wrong type, or is not one of the legal ones.
        """
        try:
            if value in (None, "None") and (self.default is None or None in self.choices):
                return None
            read = _as_type_of(value, self.default)
            if all(self._allows(part) for part in (read if isinstance(read, list) else [read])):
                return read
        except (ValidationError, ValueError, SyntaxError):
            pass
        raise ParameterError(
            f"{self.notebook}: parameter {self.name} is {value!r}; expected {self.legal} "
            f"(default {self.default!r})"
        )

    def _allows(self, value: Any) -> bool:
        if self.choices and value not in self.choices:
            return False
        return not isinstance(value, int | float) or self.low <= value <= self.high


def declared(notebook: Mapping[str, Any], name: str) -> dict[str, Parameter]:
    """Return the parameters that a notebook declares, in its own order.

    Parameters
    ----------
    notebook
        The notebook as nbformat reads it.
    name
        Its file name, for messages.

    Raises
    ------
    ParameterError
        The notebook has two cells tagged ``parameters``, or that cell holds something other than
        assignments of literals, or documents a default that it does not list as legal.
    """
    cells = [c for c in notebook["cells"] if "parameters" in c.get("metadata", {}).get("tags", ())]
    if len(cells) > 1:
        raise ParameterError(f"{name}: {len(cells)} cells are tagged 'parameters'; expected one")
    if not cells:
        return {}
    source = "".join(cells[0]["source"])
    try:
        body = ast.parse(source).body
        comments = _comments(source)
    except (SyntaxError, tokenize.TokenError) as error:
        raise ParameterError(f"{name}, parameters cell: {error}") from error
    return dict(_declaration(node, comments, name) for node in body)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string.lstrip("# ").strip() for t in tokens if t.type == tokenize.COMMENT}


def _declaration(node: ast.stmt, comments: Mapping[int, str], notebook: str) -> tuple[str, Parameter]:
    where = f"{notebook}, parameters cell, line {node.lineno}"
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    if not isinstance(target, ast.Name) or getattr(node, "value", None) is None:
        raise ParameterError(f"{where}: expected name = value")
    try:
        default = ast.literal_eval(node.value)  # type: ignore[attr-defined]
    except ValueError as error:
        raise ParameterError(f"{where}: {target.id} has no literal value") from error
    if isinstance(default, tuple):
        default = list(default)
    comment, limits = _limits(comments.get(node.end_lineno or node.lineno, ""), default, where)
    parameter = Parameter(target.id, default, comment, notebook, **limits)
    try:
        parameter.read(default)
    except ParameterError as error:
        raise ParameterError(f"{where}: the default breaks its own comment: {error}") from error
    return target.id, parameter


def _limits(comment: str, default: object, where: str) -> tuple[str, dict[str, Any]]:
    """Split a comment into its words and the limits it sets."""
    words, colon, tail = comment.rpartition(":")
    parts = [part.strip().strip("`\"'") for part in tail.split("|")]
    low, dots, high = tail.strip().partition("..")
    if colon and any(part.lower().startswith("any") for part in parts):
        return words.strip(), {}
    sample = default[0] if isinstance(default, list) and default else default
    try:
        if colon and len(parts) > 1:
            choices = tuple(None if p == "None" else _as_type_of(p, sample) for p in parts)
            return words.strip(), {"choices": choices}
        if colon and dots:
            return words.strip(), {"low": float(low or "-inf"), "high": float(high or "inf")}
    except ValueError as error:
        raise ParameterError(f"{where}: the legal values {tail.strip()!r} do not fit the default") from error
    return comment, {}


def _kind_in_words(default: object) -> str:
    if isinstance(default, list):
        return f"a list (with commas between) of {_kind_in_words(default[0]) if default else 'values'}"
    return _WORDS.get(type(default), "a Python literal or text")


def _as_type_of(value: Any, default: object) -> Any:
    """Read ``value``, often text from the command line, as the type of ``default``."""
    if isinstance(default, list):
        if isinstance(value, str):
            bracketed = value.strip()[:1] in ("[", "(")
            value = (
                ast.literal_eval(value) if bracketed else [p.strip() for p in value.split(",") if p.strip()]
            )
        if not isinstance(value, list | tuple):
            raise ValueError(f"{value!r} is no list")
        return [_as_type_of(part, default[0] if default else None) for part in value]
    if default is None:
        return _literal(value)
    return TypeAdapter(type(default), config=_FINITE).validate_python(value)


def _literal(value: object) -> Any:
    """Read a Python literal; what is none is text."""
    try:
        return ast.literal_eval(value) if isinstance(value, str) else value
    except (ValueError, SyntaxError):
        return value
