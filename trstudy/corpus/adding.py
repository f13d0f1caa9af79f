"""A new text for the corpus: its file beside the others, its entry at the end of the catalogue."""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from pathlib import Path

from trstudy.corpus.catalogue import entries_of
from trstudy.corpus.entry import BESIDE, CATALOGUE, Entry, entry_of
from trstudy.corpus.reading import decoded, file_bytes, sha256
from trstudy.errors import CatalogueError, one_of
from trstudy.writing import replacing

HEADER = "# What each seed text is. One [[document]] per file; `trstudy seeds add FILE` appends to the end.\n"
_OUTLET = re.compile(r"(?!(?:The|A|An)\b)\b\w+")
_PRECISION = {4: "year", 7: "month", 10: "day"}


def slug(words: str) -> str:
    """Return ``words`` as a doc_id may hold them: lower case, without diacritics, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words.replace("ı", "i").replace("ł", "l")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")


def doc_id_for(*, author: str | None, outlet: str | None, file: str, date: str, taken: frozenset[str]) -> str:
    """Propose a doc_id: the first author's last name, or the outlet, or the file's name, and the year."""
    first = re.split(r",| and | & ", author)[0].split()[-1:] if author else _OUTLET.findall(outlet or "")[:1]
    base = slug(first[0] if first else "") or slug(Path(file).stem)[:30].strip("-") or "text"
    proposed = base if base.endswith(date[:4]) else f"{base}-{date[:4]}"
    numbers = (proposed if n == 1 else f"{proposed}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbers if name not in taken)


def precision_of(date: str) -> str:
    """Return how precise a date is, as written."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return _PRECISION[len(date)]
    raise CatalogueError(
        one_of("date", date, ["YYYY-MM-DD", "YYYY-MM", "YYYY (no more than the text supports)"])
    )


def entry_text(entry: Entry) -> str:
    """Return an entry as TOML, fields in the schema's order, without those that say nothing."""
    lines = ["[[document]]"]
    for field, value in entry.model_dump().items():
        if value:
            # a JSON string is a TOML string, but for DEL
            lines.append(f"{field} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f"))
    return "\n".join(lines) + "\n"


def add_text(folder: Path, source: Path, **fields: str | None) -> Entry:
    """Copy a text into the corpus and append its entry to the catalogue, both or neither.

    What the catalogue holds already is left as it is, comments included.

    Parameters
    ----------
    folder
        The folder of the texts; made, with a catalogue, if there is none yet.
    source
        The text's file. It may lie in ``folder`` already.
    fields
        The entry's fields but ``file`` and ``sha256``; ``date`` and ``date_source`` are needed, ``doc_id``
        and ``date_precision`` can be left out.

    Raises
    ------
    CatalogueError
        The file cannot be read as text, is in the catalogue already, or a field has an illegal value.
    """
    data = file_bytes(source)
    decoded(data, source.name)
    catalogue = folder / CATALOGUE
    old = file_bytes(catalogue) if catalogue.is_file() else b""
    if not old.strip(b"\xef\xbb\xbf \t\r\n"):
        old = HEADER.encode()
    before = entries_of(decoded(old, CATALOGUE))
    if source.name in BESIDE or source.name.startswith("."):
        raise CatalogueError(f"{source.name}: this name cannot be a text's; rename the file")
    target = folder / source.name
    for entry in before:
        if entry.sha256 == sha256(data):
            raise CatalogueError(f"{source.name}: this very text is in the catalogue as {entry.doc_id}")
        if entry.file.casefold() == source.name.casefold():
            raise CatalogueError(
                f"{source.name}: {entry.doc_id} has a file of this name with other text; rename yours"
            )
    if target.is_file() and sha256(file_bytes(target)) != sha256(data):
        raise CatalogueError(f"{source.name}: {folder.name} has another file of this name; rename yours")
    given = {name: value for name, value in fields.items() if value}
    if "date" in given:
        given.setdefault("date_precision", precision_of(given["date"]))
        given.setdefault(
            "doc_id",
            doc_id_for(
                author=given.get("author"),
                outlet=given.get("outlet"),
                file=source.name,
                date=given["date"],
                taken=frozenset(entry.doc_id for entry in before),
            ),
        )
    item = {**given, "file": source.name, "sha256": sha256(data)}
    entry = entry_of(item, f"{CATALOGUE}, {given.get('doc_id', source.name)}")
    lines = old.decode("utf-8")
    text = lines + ("" if lines.endswith("\n") else "\n") + "\n" + entry_text(entry)
    new = (text.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in lines else text).encode("utf-8")
    entries_of(decoded(new, CATALOGUE))
    is_new = not target.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if is_new:
        with replacing(target) as part:
            part.write_bytes(data)
    try:
        with replacing(catalogue) as part:
            part.write_bytes(new)
    except OSError:
        if is_new:
            with contextlib.suppress(OSError):
                target.unlink()
        raise
    return entry
