"""The forms by name: how each is written and read, and what it has no place for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from trstudy.coding.columns import LEGAL
from trstudy.coding.exchange import doccano, inception, labelstudio, plain
from trstudy.coding.exchange.rows import Row, code_table_of, rows_of
from trstudy.coding.source import Source
from trstudy.errors import CodingError, one_of
from trstudy.writing import replacing, require_own


@dataclass(frozen=True)
class Form:
    """A form of file: its suffix, how it is read and known as ours, and the fields that it cannot hold."""

    suffix: str
    read: Callable[[Path, str | None], list[Row]]
    wrote: Callable[[bytes], bool]
    lacks: tuple[str, ...] = ()


FORMS: dict[str, Form] = {
    "csv": Form(".csv", plain.read_csv, plain.wrote_csv),
    "jsonl": Form(".jsonl", plain.read_jsonl, plain.wrote_jsonl),
    "doccano": Form(".jsonl", doccano.read, doccano.wrote, ("confidence", "note", "skipped")),
    "labelstudio": Form(".json", labelstudio.read, labelstudio.wrote),
    "inception": Form(".zip", inception.read, inception.wrote),
}


def write_codes(study: Source, codes: pd.DataFrame, path: str | Path, form: str = "") -> dict[str, int]:
    """Write codes to a file for another tool.

    Parameters
    ----------
    study
        The study, for the units' words.
    codes
        A long table of codes, as `trstudy.study.Study.codes` gives it.
    path
        Where to. For Label Studio the labelling interface appears beside it, ``<name>.config.xml``.
    form
        ``csv, jsonl, doccano, labelstudio`` or ``inception``; by default, what the suffix says.

    Returns
    -------
    dict
        What is dropped because the form has no place for it: field to number of units.

    Raises
    ------
    TrstudyError
        No codes, an unknown form, no folder to write to, a file there that is no export of ours, or what
        the form refuses.
    """
    path = Path(path)
    name = form or form_of(path)
    if name not in FORMS:
        raise CodingError(one_of("format", name, FORMS))
    rows = rows_of(study, codes)
    if not rows:
        raise CodingError(f"{path.name}: no codes to write")
    if not path.absolute().parent.is_dir():
        raise CodingError(f"{path.as_posix()}: there is no folder {path.parent.as_posix()}")
    require_own(path, lambda data: any(f.wrote(data) for f in FORMS.values()), "export of codes from trstudy")
    beside = path.with_suffix(".config.xml")
    if name == "labelstudio":
        require_own(beside, labelstudio.wrote_interface, "labelling interface from trstudy")
    if name == "inception":
        inception.write(rows, path, {row.doc_id: study.raw(row.doc_id) for row in rows})
    else:
        _WRITERS[name](rows, path)
    if name == "labelstudio":
        legal = {**LEGAL, "arena": tuple(study.arenas)}
        with replacing(beside) as part:
            part.write_bytes(labelstudio.interface(legal).encode())
    lost = {field: sum(bool(getattr(row, field)) for row in rows) for field in FORMS[name].lacks}
    return {field: count for field, count in lost.items() if count}


def read_codes(study: Source, path: str | Path, form: str = "", coder: str | None = None) -> pd.DataFrame:
    """Read codes from a file of another tool, checked against the study.

    Parameters
    ----------
    study
        The study.
    path
        The file.
    form
        As for `write_codes`.
    coder
        Whose codes they are, in place of the name in the file. doccano's files hold none; without it,
        the file's own name is taken.

    Returns
    -------
    DataFrame
        A long table of codes, as `trstudy.study.Study.codes` gives it.

    Raises
    ------
    CodingError
        An unknown form, a file that breaks it, units or codes that are not the study's; names the line.
    """
    path = Path(path)
    name = form or form_of(path)
    if name not in FORMS:
        raise CodingError(one_of("format", name, FORMS))
    return code_table_of(study, FORMS[name].read(path, coder))


def form_of(path: Path) -> str:
    """Tell a file's form by its suffix; JSON lines, if the file is there, by the first of them.

    Raises
    ------
    CodingError
        The suffix says nothing.
    """
    if path.suffix == ".xmi":
        return "inception"
    found = next((name for name, form in FORMS.items() if form.suffix == path.suffix.lower()), None)
    if found is None:
        raise CodingError(
            f"{path.name}: form unknown by its suffix {path.suffix!r}; expected one of "
            f"{', '.join(form.suffix for form in FORMS.values())}, or a format named"
        )
    if found == "jsonl" and path.is_file():
        _, first = plain.json_lines(path)[0]
        return "doccano" if "label" in first or "labels" in first else "jsonl"
    return found


_WRITERS: dict[str, Callable[[Sequence[Row], Path], Any]] = {
    "csv": plain.write_csv,
    "jsonl": plain.write_jsonl,
    "doccano": doccano.write,
    "labelstudio": labelstudio.write,
}
