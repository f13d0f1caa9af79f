"""The catalogue: what each seed text is, and whether the files are still those it describes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from trstudy.corpus.entry import BESIDE, CATALOGUE, Entry, entry_of
from trstudy.corpus.reading import decoded, file_bytes, sha256
from trstudy.errors import CatalogueError, one_of
from trstudy.tables import DOCUMENT_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

# what an empty one lacks
ENTRIES = "a [[document]] for each text: put it back, or start it anew with `trstudy seeds add FILE`"
PUT_RIGHT = (
    f"Put a changed or missing text back as it was. If it is meant to be another one: delete its entry from "
    f"{CATALOGUE}, then `trstudy seeds add FILE` takes it in anew."
)
EXTRA_COLUMNS = ("date_note", "rights", "provenance", "notes")


def entries_of(text: str, where: str = CATALOGUE) -> list[Entry]:
    """Read catalogue entries from TOML text.

    Parameters
    ----------
    text
        The catalogue file's text.
    where
        Its name, for messages.

    Raises
    ------
    CatalogueError
        The TOML is broken, an entry breaks its schema, or two entries share a name, file or text.
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{where}: is not TOML: {error}") from None
    for key in data:
        if key != "document":
            raise CatalogueError(one_of("a table", key, ["[[document]]"], where))
    items = data.get("document", [])
    if not isinstance(items, list):
        raise CatalogueError(f"{where}: [document] is one table; write [[document]], once for each text")
    entries = []
    for n, item in enumerate(items, start=1):
        name = item.get("doc_id", f"entry {n}") if isinstance(item, dict) else f"entry {n}"
        entries.append(entry_of(item, f"{where}, {name}"))
    for field in ("doc_id", "file", "sha256"):
        seen: dict[str, str] = {}
        for entry in entries:
            value = getattr(entry, field)
            if (first := seen.setdefault(value.casefold(), entry.doc_id)) is not entry.doc_id:
                raise CatalogueError(
                    f"{where}, {entry.doc_id}: {field} {value!r} is that of {first} too; each has its own"
                )
    return entries


def load(folder: Path) -> list[Entry]:
    """Read the catalogue of a folder of texts.

    Raises
    ------
    CatalogueError
        There is no catalogue, or it breaks its schema.
    """
    path = folder / CATALOGUE
    if not path.is_file():
        raise CatalogueError(
            f"{CATALOGUE}: not found in {folder.as_posix()}; expected a folder of texts with its catalogue "
            "(`trstudy seeds add FILE` starts one)"
        )
    return entries_of(decoded(file_bytes(path), CATALOGUE, ENTRIES))


def changed(entry: Entry, data: bytes) -> str:
    """Word what is found in place of an entry's text."""
    hint = ""
    for was, now, how in ((b"\r\n", b"\n", "CRLF"), (b"\n", b"\r\n", "LF")):
        if sha256(data.replace(was, now)) == entry.sha256:
            hint = f" (only the line ends differ: they were changed to {how})"
    try:
        decoded(data, entry.file)
    except CatalogueError as error:
        hint = f", and {str(error).removeprefix(f'{entry.file}: ')}"
    return f"{entry.file}: changed{hint}; expected SHA-256 {entry.sha256}, found {sha256(data)}"


def problems(folder: Path, entries: list[Entry]) -> list[str]:
    """Compare the files of ``folder`` with the catalogue.

    Returns
    -------
    list of str
        One line for each changed, missing, unreadable or extra file, in the order of their names, with the
        SHA-256 expected and found. Empty if all is well.
    """
    found = []
    for entry in entries:
        path = folder / entry.file
        if not path.is_file():
            found.append(f"{entry.file}: missing; expected SHA-256 {entry.sha256}, found no such file")
            continue
        try:
            data = file_bytes(path)
            if sha256(data) != entry.sha256:
                found.append(changed(entry, data))
            else:
                decoded(data, entry.file)
        except CatalogueError as error:
            found.append(str(error))
    known = {entry.file for entry in entries} | BESIDE
    for path in folder.iterdir():
        if path.is_file() and path.name not in known and not path.name.startswith("."):
            found.append(
                f"{path.name}: extra; expected no such file (the catalogue has no entry for it), "
                f"found SHA-256 {sha256(file_bytes(path))}; "
                f"`trstudy seeds add {folder.name}/{path.name}` takes it in"
            )
    return sorted(found)


def verified(folder: Path) -> list[Entry]:
    """Return the catalogue's entries; raise unless the files are exactly those it describes.

    Raises
    ------
    CatalogueError
        There is no entry yet, one is malformed, or a file is changed, missing or extra.
    """
    found = load(folder)
    if not found:
        raise CatalogueError(f"{CATALOGUE}: no [[document]] yet; `trstudy seeds add FILE` adds one")
    verify(folder, found)
    return found


def verify(folder: Path, entries: list[Entry]) -> None:
    """Raise unless the files of ``folder`` are exactly those of the catalogue.

    Raises
    ------
    CatalogueError
        Names each changed, missing or extra file with the SHA-256 expected and found.
    """
    found = problems(folder, entries)
    if found:
        raise CatalogueError(
            f"the texts in {folder.name} are not those of {CATALOGUE}:\n"
            + "\n".join(f"  {line}" for line in found)
            + f"\n{PUT_RIGHT}"
        )


def text(folder: Path, doc_id: str) -> str:
    """Return a text as its file holds it, decoded, character for character.

    Raises
    ------
    CatalogueError
        There is no such document, or its file is not the one that the catalogue describes.
    """
    known = {entry.doc_id: entry for entry in load(folder)}
    if doc_id not in known:
        raise CatalogueError(one_of("doc_id", doc_id, known, CATALOGUE))
    entry = known[doc_id]
    data = file_bytes(folder / entry.file)
    if sha256(data) != entry.sha256:
        raise CatalogueError(f"{changed(entry, data)}\n{PUT_RIGHT}")
    return decoded(data, entry.file)


def documents(folder: Path, entries: list[Entry]) -> pd.DataFrame:
    """Return one row per text, in the catalogue's order.

    Returns
    -------
    pandas.DataFrame
        `trstudy.tables.DOCUMENT_COLUMNS`, then ``date_note``, ``rights``, ``provenance``, ``notes``.
        ``date`` is the first day of the month or year where ``date_precision`` says no more.
    """
    import pandas as pd

    rows = [
        {
            **entry.model_dump(),
            "date": entry.day,
            "year": entry.day.year,
            "n_chars": len(decoded(file_bytes(folder / entry.file), entry.file)),
        }
        for entry in entries
    ]
    table = pd.DataFrame(rows, columns=[*DOCUMENT_COLUMNS, *EXTRA_COLUMNS])
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[s]")
    words = [c for c in table.columns if c not in ("date", "year", "n_chars")]
    return table.astype({**dict.fromkeys(words, "str"), "year": "int64", "n_chars": "int64"})
