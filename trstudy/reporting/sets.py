"""Reports with names: which parameters each has, as ``reports.toml`` in the study's folder says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trstudy.corpus.reading import decoded, file_bytes
from trstudy.errors import ParameterError, one_of
from trstudy.reporting.plan import Notebook, Plan, selected, with_parameters

SETS = "reports.toml"
DEFAULT = "default"
FOLDER = "sets"  # in the report folder: where the others go
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EXPECTED = {
    "title": "a title in quotes",
    "about": "a sentence in quotes: what it is for",
    "parameters": 'a table of parameters, as { mixed = "drop" }',
    "notebooks": 'a list of notebooks, as ["03_compare"]; all if left out',
}


class _Told(BaseModel):
    """One table of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str = Field(default="", min_length=1)
    about: str = ""
    parameters: dict[str, Any] = {}
    notebooks: list[str] = Field(default=[], min_length=1)


@dataclass(frozen=True)
class ReportSet:
    """A report with a name.

    Attributes
    ----------
    name
        ``"default"``, or the name of its folder.
    title
        What its pages are headed with, after the study's own name; the default report has none.
    about
        What it is for.
    parameters
        Parameter name to value; what is not named is as in the notebooks.
    notebooks
        The notebooks that it has; all if empty.
    """

    name: str
    title: str = ""
    about: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    notebooks: Sequence[str] = ()

    def folder(self, reports: Path) -> Path:
        """Return its folder, given that of the default report."""
        return reports if self.name == DEFAULT else reports / FOLDER / self.name

    def planned(self, plan: Plan, given: Mapping[str, object], only: str | None = None) -> Planned:
        """Return the study's plan as this report has it, and the notebooks with their parameters.

        Parameters
        ----------
        plan
            The study's, as :func:`~trstudy.reporting.plan.planned` gave it.
        given
            Parameters that go before the report's own.
        only
            One of its notebooks, to bring up to date that one alone.

        Raises
        ------
        ParameterError
            A parameter, its value or a notebook is none of the legal ones.
        """
        known = [n.name for n in plan.notebooks]
        for name in self.notebooks:
            if name not in known:
                raise ParameterError(one_of("a notebook", name, known, f"{SETS}, [reports.{self.name}]"))
        try:
            own = {n.name: n for n in with_parameters(plan.notebooks, self.parameters)}
        except ParameterError as error:
            raise ParameterError(f"{SETS}, [reports.{self.name}]: {error}") from None
        mine = replace(plan, notebooks=[n for n in plan.notebooks if n.name in (self.notebooks or known)])
        chosen = selected(mine, only)
        for notebook in with_parameters(plan.notebooks if only is None else chosen, given):
            before = own[notebook.name]
            own[notebook.name] = replace(before, given={**before.given, **notebook.given})
        mine = replace(
            mine,
            title=f"{plan.title}: {self.title}" if self.name != DEFAULT and self.title else plan.title,
            notebooks=[own[n.name] for n in mine.notebooks],
            settings={name: value for n in known for name, value in own[n].parameters.items()},
        )
        return Planned(mine, [own[n.name] for n in chosen])


@dataclass(frozen=True)
class Planned:
    """A report ready to be built: the plan, and the notebooks to bring up to date."""

    plan: Plan
    chosen: Sequence[Notebook]


def report_sets(root: Path) -> dict[str, ReportSet]:
    """Read the study's reports, the default first; without a file there is none but the default.

    Parameters
    ----------
    root
        The study's folder.

    Raises
    ------
    ParameterError
        The file is not TOML or breaks its form.
    """
    found = {DEFAULT: ReportSet(DEFAULT)}
    path = root / SETS
    if not path.is_file():
        return found
    try:
        told = tomllib.loads(decoded(file_bytes(path), SETS, "tables [reports.NAME], or no such file"))
    except tomllib.TOMLDecodeError as error:
        raise ParameterError(f"{SETS}: is not TOML: {error}") from None
    if strange := next((key for key in told if key != "reports"), None):
        raise ParameterError(f"{SETS}: {strange!r} is no part of it; expected tables [reports.NAME]")
    tables = told.get("reports", {})
    for name, table in tables.items() if isinstance(tables, dict) else [("", tables)]:
        found[name] = _report_set(name, table)
    return found


def chosen_sets(sets: Mapping[str, ReportSet], names: Sequence[str]) -> list[ReportSet]:
    """Return the reports of these names, each once, in the order given; the default if none is named.

    Raises
    ------
    ParameterError
        There is no report of a name.
    """
    for name in names:
        if name not in sets:
            raise ParameterError(one_of("a report", name, sets, SETS))
    return [sets[name] for name in dict.fromkeys(names or [DEFAULT])]


def _report_set(name: str, table: Any) -> ReportSet:
    where = f"{SETS}, [reports.{name}]" if name else SETS
    if not isinstance(table, dict):
        raise ParameterError(f"{where}: is {table!r}; expected a table [reports.NAME]")
    if not _NAME.fullmatch(name):
        raise ParameterError(
            f"{where}: the name is that of a folder; expected lower-case letters and digits, with single "
            "hyphens between"
        )
    try:
        told = _Told.model_validate(table)
    except ValidationError as error:
        first: Any = error.errors()[0]
        key = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            raise ParameterError(one_of("a key", key, _Told.model_fields, where)) from None
        raise ParameterError(f"{where}: {key} is {first['input']!r}; expected {_EXPECTED[key]}") from None
    if name != DEFAULT and not told.title:
        raise ParameterError(f"{where}: no title; expected {_EXPECTED['title']}")
    return ReportSet(name, told.title, told.about, told.parameters, tuple(told.notebooks))
