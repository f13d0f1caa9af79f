"""One entry of the catalogue: what it must say of a text, and how it says what is wrong."""

from __future__ import annotations

import datetime
import re
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from trstudy.errors import CatalogueError, one_of

CATALOGUE = "catalogue.toml"
# files that may lie beside the texts without being one
BESIDE = frozenset({CATALOGUE, "README.md", "Thumbs.db", "desktop.ini"})

Precision = Literal["day", "month", "year"]
Source = Literal["printed", "cited", "inferred"]
_DATE = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}
_SHAPE = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY"}
_FORMS = {
    "doc_id": "lower-case letters and digits, with single hyphens between, e.g. 'lastname-2024'",
    "file": "a file's name without a folder",
    "language": "an ISO 639 code, e.g. 'en'",
    "sha256": "64 hexadecimal digits",
}


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
        if value in BESIDE:
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
        case "string_type":
            simple = isinstance(value, datetime.date | datetime.time | int | float) and not isinstance(
                value, bool
            )
            right = f'write {field} = "{value}", in quotes' if simple else "expected text in quotes"
            return f"{place}: {field} is {value if simple else repr(value)}; {right}"
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
