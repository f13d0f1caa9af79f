"""What a report will consist of, settled and checked before anything runs."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trstudy.errors import ParameterError, ReportError, one_of
from trstudy.reporting import manifest
from trstudy.reporting.given import checked
from trstudy.reporting.parameters import Parameter, declared
from trstudy.reporting.reach import Code, imported
from trstudy.reporting.written import as_written

PATTERN = "0*.ipynb"
RUNNER = frozenset({"trstudy.reporting.execute", "trstudy.reporting.settled"})  # what runs any notebook
_PAGE = frozenset({"trstudy.reporting.pages"})  # what sets its page


@dataclass(frozen=True)
class Notebook:
    """A notebook of the study.

    Attributes
    ----------
    path
        Where it lies.
    title, lead
        Its first heading, and the paragraph under it: the question that it answers.
    declared
        Its parameters.
    given
        Checked values for some of them.
    imports
        What its code brings in by name; None if that cannot be told.
    source
        The hash of what it says, outputs left aside.
    """

    path: Path
    title: str
    lead: str
    declared: Mapping[str, Parameter]
    given: Mapping[str, Any] = field(default_factory=dict)
    imports: Collection[str] | None = None
    source: str = ""

    @property
    def name(self) -> str:
        """The file name without its suffix."""
        return self.path.stem

    @property
    def parameters(self) -> dict[str, Any]:
        """Every parameter with the value it will have."""
        return {**{name: p.default for name, p in self.declared.items()}, **self.given}

    @property
    def facts(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {"source": self.source, "parameters": self.parameters}


@dataclass(frozen=True)
class Offer:
    """A file beside the notebooks' pages that the front page names, and every page if `in_navigation`."""

    file: str
    words: str
    in_navigation: bool = False


@dataclass(frozen=True)
class Plan:
    """Everything that the jobs of a report need to know; it travels to their processes.

    Attributes
    ----------
    root
        The study's folder.
    title
        The report's name.
    notebooks
        Those that have a page, in order.
    stale
        Names of those whose page comes from an earlier run and would now come out differently.
    environment, inputs
        Versions and hashes, as the manifest records them.
    offers
        What else the report will hold that its pages name.
    settings
        Every parameter of every notebook of the study, for what is no notebook's page.
    code
        The package's code, to tell what of it a notebook can reach.
    """

    root: Path
    title: str
    notebooks: Sequence[Notebook]
    environment: Mapping[str, Any]
    inputs: Mapping[str, Any]
    stale: Sequence[str] = ()
    offers: Sequence[Offer] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    code: Code = field(default_factory=Code)

    def reached(self, notebook: Notebook, *, page: bool = False) -> dict[str, str]:
        """Return the files of the package that a notebook can reach as it runs (or its page), with hashes."""
        if notebook.imports is None:
            return self.code.reached(None)
        return self.code.reached({*notebook.imports, *RUNNER, *(_PAGE if page else ())})

    def run_key(self, notebook: Notebook) -> str:
        """Return the hash of all that a notebook depends on as it runs."""
        rests_on = [self.environment, self.inputs, self.reached(notebook), notebook.facts]
        return manifest.value_digest(rests_on)

    def page_key(self, notebook: Notebook) -> str:
        """Return the hash of all that a notebook's page depends on."""
        site = [
            self.title,
            [(n.name, n.title) for n in self.notebooks],
            [(o.file, o.words) for o in self.offers if o.in_navigation],
        ]
        return manifest.value_digest([self.run_key(notebook), self.reached(notebook, page=True), site])

    def whole_key(self) -> str:
        """Return the hash of all that outputs of the report as a whole depend on."""
        pages = [self.page_key(n) for n in self.notebooks]
        offers = [(o.file, o.words) for o in self.offers]
        rests_on = [self.environment, self.inputs, pages, list(self.stale), offers, self.settings]
        return manifest.value_digest(rests_on)


def planned(root: Path, title: str) -> Plan:
    """Read the study's notebooks and take stock of what they rest on.

    Parameters
    ----------
    root
        The study's folder; the notebooks are ``notebooks/0*.ipynb``.
    title
        The report's name.

    Raises
    ------
    ReportError
        There is no notebook, or one cannot be read.
    ParameterError
        A parameters cell breaks the rules.
    """
    paths = sorted((root / "notebooks").glob(PATTERN))
    if not paths:
        raise ReportError(f"{root / 'notebooks'}: no notebook {PATTERN}; a report needs at least one")
    notebooks = [_read(path) for path in paths]
    values = {name: value for n in notebooks for name, value in n.parameters.items()}
    environment, inputs = manifest.environment(), manifest.inputs(root)
    return Plan(root, title, notebooks, environment, inputs, settings=values, code=Code())


def selected(plan: Plan, only: str | None) -> list[Notebook]:
    """Return the notebooks to run: all, or the one named by name, file name or path.

    Raises
    ------
    ParameterError
        No notebook has that name.
    """
    chosen = [n for n in plan.notebooks if only is None or Path(only).name in (n.name, n.path.name)]
    if not chosen:
        raise ParameterError(one_of("--only", only, [n.name for n in plan.notebooks]))
    return chosen


def with_parameters(notebooks: Sequence[Notebook], given: Mapping[str, object]) -> list[Notebook]:
    """Give every notebook those of the parameters that it declares.

    Raises
    ------
    ParameterError
        No notebook has a parameter of that name, or one that has it does not allow the value.
    """
    values = checked(given, {n.path.name: n.declared for n in notebooks})
    return [replace(n, given=values[n.path.name]) for n in notebooks]


def _read(path: Path) -> Notebook:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = content["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{path.name}: cannot be read as a notebook: {error!r}") from error
    title, lead = _opening(cells)
    code = "\n".join("".join(c["source"]) for c in cells if c.get("cell_type") == "code")
    found = declared(content, path.name)
    source = manifest.value_digest(as_written(content))
    return Notebook(path, title or path.stem, lead, found, imports=imported(code), source=source)


def _opening(cells: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the first heading and the paragraph that follows it, as plain text."""
    prose = "\n\n".join("".join(c["source"]) for c in cells if c.get("cell_type") == "markdown")
    found = re.search(r"^# +(.+)$\s*((?:^(?!#).+\n?)*)", prose, re.MULTILINE)
    return (_plain(found[1]), _plain(found[2])) if found else ("", "")


def _plain(markdown: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return " ".join(re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", text).split())
