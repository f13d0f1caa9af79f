"""The folder of codings beside the texts: which tables it holds, and who made them."""

from __future__ import annotations

import re
from pathlib import Path

from trstudy.errors import CodingError, one_of

CODINGS = "codings"


def coding_tables(folder: Path, *, alone: bool = False) -> list[str]:
    """Return the names of the tables of codes in a folder, those called gold first, then by name.

    Parameters
    ----------
    folder
        Where they lie; it need not be there.
    alone
        Those of sentences that stand alone (columns ``id, text``), and not those of units of the texts.
    """
    found = []
    for path in folder.glob("*.tsv"):
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            columns = file.readline().rstrip("\r\n").split("\t")
        if ("text" in columns and "start" not in columns) is alone:
            found.append(path.stem)
    return sorted(found, key=lambda name: (not name.startswith("gold"), name))


def codings_path(folder: Path, name: str = "", *, alone: bool = False) -> Path:
    """Return where a table of codes lies: the one of that name, or by default the first.

    Parameters
    ----------
    folder, alone
        As in `coding_tables`.
    name
        The table's name.

    Raises
    ------
    CodingError
        There is no such table.
    """
    tables = coding_tables(folder, alone=alone)
    if not name and not tables:
        what = "sentences that stand alone" if alone else "units of the texts"
        raise CodingError(
            f"{folder.name}: no codes of {what} yet; `trstudy code --coder NAME` asks for codes, and the "
            f"folder {folder.name} beside the texts is the place for tables of them"
        )
    path = folder / f"{name or tables[0]}.tsv"
    if not path.is_file():
        known = sorted(p.stem for p in folder.glob("*.tsv"))
        raise CodingError(one_of("codings", name, known or ["(none there)"], folder.name))
    return path


def origin(path: Path) -> str:
    """Return who made a table of codes, if the ``README.md`` beside it says so; else an empty text.

    It says so in the section whose heading begins with the table's name, in a line ``**Origin.** …``.
    """
    statement = path.resolve().with_name("README.md")
    if not statement.is_file():
        return ""
    sections = re.split(r"^## ", statement.read_text(encoding="utf-8"), flags=re.MULTILINE)
    about = next((part for part in sections if part.startswith(f"`{path.name}`")), "")
    said = re.search(r"^\*\*Origin\.\*\* (.+?)\.?$", about, re.MULTILINE)
    return said[1] if said else ""
