"""INCEpTION's documents: UIMA CAS XMI, one for each article and coder, in one zip file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from trstudy.coding.exchange.rows import Row, row_of
from trstudy.errors import CodingError
from trstudy.tables import VARIABLES
from trstudy.writing import replacing

LAYER = "webanno.custom.Unit"
_FEATURES = ("doc_id", "coder", "role", *VARIABLES, "confidence", "note", "skipped")
_TYPES = "TypeSystem.xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # a fixed one: the same codes give the same bytes


def write(rows: Sequence[Row], path: Path, raws: Mapping[str, str]) -> None:
    """Write a zip file: ``<number>/<doc_id>.xmi`` for each coder and article, and the type system.

    Each unit is a span of the layer ``webanno.custom.Unit`` over the article's raw text, with its codes
    as features; import the layer into INCEpTION from ``TypeSystem.xml`` first.

    Raises
    ------
    CodingError
        The library is not installed, or a text holds a character that XML cannot.
    """
    cassis = _library()
    types = _type_system(cassis)
    unit_type = types.get_type(LAYER)
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.coder, row.doc_id), []).append(row)
    numbers = {coder: k for k, coder in enumerate(sorted({row.coder for row in rows}), start=1)}
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, _TYPES, types.to_xml())
        for (coder, doc_id), group in sorted(groups.items()):
            cas = cassis.Cas(typesystem=types)
            cas.sofa_string, cas.sofa_mime = raws[doc_id], "text/plain"
            for row in group:
                cas.add(unit_type(begin=row.start, end=row.end, **_features(row)))
            try:
                xmi = cas.to_xmi()
            except ValueError as error:
                raise CodingError(f"{doc_id}: cannot be written as XML ({error})") from None
            _add(archive, f"{numbers[coder]}/{doc_id}.xmi", xmi)


def wrote(data: bytes) -> bool:
    """Tell whether a file's content is a zip as `write` makes it: nothing else carries its fixed date."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        return False
    return _TYPES in {e.filename for e in entries} and all(e.date_time == _DATE for e in entries)


def read(path: Path, coder: str | None = None) -> list[Row]:
    """Read such a zip file, or one ``.xmi`` with ``TypeSystem.xml`` beside it."""
    cassis = _library()
    files = _files(path)
    if _TYPES not in files:
        raise CodingError(f"{path.name}: no {_TYPES}; expected it beside the .xmi files")
    try:
        types = cassis.load_typesystem(io.BytesIO(files.pop(_TYPES)))
    except Exception as error:  # whatever the XML library has against it
        raise CodingError(f"{path.name}, {_TYPES}: {error}") from None
    found: list[Row] = []
    for name, data in sorted(files.items()):
        where = f"{path.name}, {name}"
        try:
            cas = cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=types)
            units = cas.select(LAYER)
        except Exception as error:
            raise CodingError(f"{where}: {error}") from None
        for unit in units:
            place = f"{where}, span {unit.begin} to {unit.end}"
            fields = {feature: getattr(unit, feature, None) for feature in _FEATURES}
            text = unit.get_covered_text()
            found.append(row_of(place, {**fields, "start": unit.begin, "end": unit.end, "text": text}, coder))
    if not found:
        raise CodingError(f"{path.name}: holds no span of the layer {LAYER}")
    return found


def _features(row: Row) -> dict[str, str]:
    fields = {"doc_id": row.doc_id, "coder": row.coder, "role": row.role, **row.codes}
    fields |= {"confidence": str(row.confidence)} if row.confidence is not None else {}
    fields |= {"note": row.note} if row.note else {}
    return fields | ({"skipped": "true"} if row.skipped else {})


def _type_system(cassis: Any) -> Any:
    types = cassis.TypeSystem()
    layer = types.create_type(name=LAYER, supertypeName="uima.tcas.Annotation")
    for feature in _FEATURES:
        types.create_feature(layer, feature, cassis.typesystem.TYPE_NAME_STRING)
    return types


def _files(path: Path) -> dict[str, bytes]:
    try:
        if path.suffix != ".zip":
            beside = path.with_name(_TYPES)
            types = {_TYPES: beside.read_bytes()} if beside.is_file() else {}
            return {**types, path.name: path.read_bytes()}
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name == _TYPES or name.endswith(".xmi")]
            return {name: archive.read(name) for name in names}
    except OSError:
        raise CodingError(f"{path.name}: no such file; expected a zip file of .xmi, or one .xmi") from None
    except zipfile.BadZipFile as error:
        raise CodingError(f"{path.name}: no zip file ({error})") from None


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode())


def _library() -> Any:
    try:
        import cassis
    except ImportError:
        raise CodingError(
            'INCEpTION\'s files need the library dkpro-cassis: pip install "trstudy[exchange]"'
        ) from None
    return cassis
