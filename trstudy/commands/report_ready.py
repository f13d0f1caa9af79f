"""What the notebooks of a report will read, tried before the first of them runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trstudy.errors import ParameterError, TrstudyError, one_of
from trstudy.reporting.plan import Notebook

if TYPE_CHECKING:
    from trstudy.study import Study


def require_ready(root: Path, notebooks: Sequence[Notebook]) -> None:
    """Raise what a notebook would come upon late: in the settings, the codings, or its own parameters.

    Parameters
    ----------
    root
        The study's folder.
    notebooks
        Those that may run, with their parameters.

    Raises
    ------
    TrstudyError
        A period is missing, a side is named nowhere or twice, a table of codes cannot be read, or a
        parameter names a text, a year, a role or a table that is not there.
    """
    from trstudy.study import open_study
    from trstudy.vetting import require_sides_named

    study = open_study(root)
    study.documents()
    require_sides_named(study.settings, study.dyad, study.sentences()["text"])
    _codings(study, "", {})
    _challenge(study, "", {})
    for notebook in notebooks:
        values = notebook.parameters
        for name, check in _CHECKS.get(notebook.name, {}).items():
            if not values.get(name):
                continue
            try:
                check(study, values[name], values)
            except TrstudyError as error:
                raise ParameterError(f"{notebook.path.name}: parameter {name}: {error}") from None


def _codings(study: Study, name: str, values: Any, *, alone: bool = False) -> None:
    from trstudy.coding.codings import require_settled

    if name or study.has_codings(alone=alone):
        found = study.codings(name, alone=alone)
        require_settled(found, "frame", f"{found.attrs['name']}.tsv")


def _challenge(study: Study, name: str, values: Any) -> None:
    _codings(study, name, values, alone=True)


def _document(study: Study, doc_id: str, values: Any) -> None:
    known = study.documents()["doc_id"].tolist()
    if doc_id not in known:
        raise ParameterError(one_of("doc_id", doc_id, known))


def _read(study: Study, read: Sequence[str], values: Any) -> None:
    from trstudy.measures.selection import selected

    selected(study.tags(values.get("tagger", "rules")), read=read)


def _years(study: Study, years: Sequence[Any], values: Any) -> None:
    known = sorted(study.documents()["year"].unique().tolist())
    for year in years:
        if year not in known:
            raise ParameterError(one_of("a year", year, known))
    if len(set(years)) != 2:
        raise ParameterError(f"{len(years)} given; expected two of {', '.join(map(str, known))}")


# notebook to its parameters that name something of the study, with what is tried
_CHECKS: dict[str, dict[str, Callable[[Study, Any, Any], None]]] = {
    "01_corpus": {"document": _document},
    "03_compare": {"read": _read},
    "04_validity": {"codings": _codings, "challenge": _challenge},
    "05_words": {"read": _read, "years": _years},
    "06_robustness": {"codings": _codings},
}
