"""The catalogue: what each seed text is, and whether the files are still those it describes."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Literal, get_args

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from trstudy.corpus.reading import decoded, file_bytes, sha256
from trstudy.errors import CatalogueError, one_of
from trstudy.tables import DOCUMENT_COLUMNS

CATALOGUE = "catalogue.toml"
# files that may lie beside the texts without being one
_BESIDE = frozenset({CATALOGUE, "README.md", "Thumbs.db", "desktop.ini"})

Precision = Literal["day", "month", "year"]
Source = Literal["printed", "cited", "inferred"]
_DATE = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}
_SHAPE = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY"}
_FORMS = {
    "doc_id": "lower-case letters and digits, with single hyphens between, e.g. 'bechev-2024'",
    "file": "a file's name without a folder",
    "language": "an ISO 639 code, e.g. 'en'",
    "sha256": "64 hexadecimal digits",
}
EXTRA_COLUMNS = ("date_note", "rights", "provenance", "notes")


class Entry(BaseModel):
    """One text's catalogue entry. Who wrote it stays missing where nobody says so."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    doc_id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    file: str = Field(pattern=r"^[^/\\:]+$")
    title: str | None = Field(default=None, min_length=1)
    author: str | None = Field(default=None, min_length=1)
    outlet: str | None = Field(default=None, min_length=1)
    date: str
    date_precision: Precision
    date_source: Source
    date_note: str = ""
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    rights: str = ""
    provenance: str = ""
    notes: str = ""

    @field_validator("file")
    @classmethod
    def _is_text(cls, value: str) -> str:
        if value in _BESIDE:
            raise ValueError("is not a text of the corpus")
        return value

    @model_validator(mode="after")
    def _claims_no_more(self) -> Entry:
        """Hold the date to the precision that it claims."""
        if not re.fullmatch(_DATE[self.date_precision], self.date):
            raise ValueError(
                f"date is {self.date!r}; with date_precision {self.date_precision!r} it is written "
                f"{_SHAPE[self.date_precision]}"
            )
        try:
            _ = self.day
        except ValueError:
            raise ValueError(f"date is {self.date!r}; there is no such day") from None
        return self

    @property
    def day(self) -> datetime.date:
        """The date, or the first day of the month or year that it names."""
        return datetime.date.fromisoformat(f"{self.date}-01-01"[:10])


def _wording(error: ValidationError, place: str) -> str:
    """Word the first thing wrong with an entry: field, value, what is legal."""
    first = error.errors()[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    value, context = first["input"], first.get("ctx", {})
    match first["type"]:
        case "missing":
            needed = [name for name, info in Entry.model_fields.items() if info.is_required()]
            return f"{place}: no {field}; every entry has {', '.join(needed)}"
        case "extra_forbidden":
            return one_of("a field", field, Entry.model_fields, place)
        case "literal_error":
            return one_of(field, value, get_args(Entry.model_fields[field].annotation), place)
        case "string_pattern_mismatch":
            return f"{place}: {field} is {value!r}; expected {_FORMS[field]}"
        case "value_error":
            return f"{place}: {field}{' ' if field else ''}{context['error']}"
        case _:
            return f"{place}: {field} is {value!r}; {first['msg'][0].lower()}{first['msg'][1:]}"


def entry_of(item: object, place: str) -> Entry:
    """Check one catalogue entry; ``place`` says where it stands.

    Raises
    ------
    CatalogueError
        A field is missing, unknown or has an illegal value.
    """
    try:
        return Entry.model_validate(item)
    except ValidationError as error:
        raise CatalogueError(_wording(error, place)) from None


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
                    f"{where}, {entry.doc_id}: {field} {value!r} is that of {first} too; each text has its own"
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
    return entries_of(decoded(file_bytes(path), CATALOGUE))


def _changed(entry: Entry, data: bytes) -> str:
    hint = ""
    for was, now, how in ((b"\r\n", b"\n", "CRLF"), (b"\n", b"\r\n", "LF")):
        if sha256(data.replace(was, now)) == entry.sha256:
            hint = f" (only the line ends differ: they were changed to {how})"
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
                found.append(_changed(entry, data))
            else:
                decoded(data, entry.file)
        except CatalogueError as error:
            found.append(str(error))
    known = {entry.file for entry in entries} | _BESIDE
    for path in folder.iterdir():
        if path.is_file() and path.name not in known and not path.name.startswith("."):
            found.append(
                f"{path.name}: extra; expected no such file (the catalogue has no entry for it), "
                f"found SHA-256 {sha256(file_bytes(path))}"
            )
    return sorted(found)


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
        )


def documents(folder: Path, entries: list[Entry]) -> pd.DataFrame:
    """Return one row per text, in the catalogue's order.

    Returns
    -------
    pandas.DataFrame
        `trstudy.tables.DOCUMENT_COLUMNS`, then ``date_note``, ``rights``, ``provenance``, ``notes``.
        ``date`` is the first day of the month or year where ``date_precision`` says no more.
    """
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
