"""Codes from wherever they are (coders in the coding file, reference codings, files) in one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from trstudy.coding.codetable import CODE_COLUMNS, typed
from trstudy.coding.codings import coders, load_codings
from trstudy.coding.source import Source, require_unchanged
from trstudy.coding.store import STORE, open_store
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES


def gathered(study: Source, names: Sequence[str] = (), db: str | Path | None = None) -> pd.DataFrame:
    """Put codes side by side, matched by where their units stand.

    Parameters
    ----------
    study
        The study.
    names
        Each the name of a coder in the coding file; of codings of the study (``gold_dev``), which
        gives their settled codes under that name; or of a file: another coding file (``.db``), a table
        in the form of the study's codings (``.tsv``), or any that `trstudy.coding.exchange.forms` reads.
        ``NAME:CODER`` takes one coder out of codings or a file. By default every coder in the coding file.
    db
        The coding file; by default ``codings.db`` in the study's folder.

    Returns
    -------
    DataFrame
        `trstudy.coding.codetable.CODE_COLUMNS`, coders in the order of ``names``: ready for
        `trstudy.agreement`.

    Raises
    ------
    CodingError
        A name is nothing of the kind (the message lists what there is), a coder comes twice, a file
        cannot be read, or a text has changed since it was coded.
    """
    path = Path(db) if db is not None else study.root / STORE
    if not names:
        return _stored(study, path)
    parts = [_one(study, name, path) for name in names]
    known: dict[str, str] = {}
    for name, part in zip(names, parts, strict=True):
        if part.empty:
            raise CodingError(
                f"{name} holds no codes; expected a file with codes: of a coding file that was copied while "
                f"it was open, {Path(name).name}-wal goes with it"
            )
        for coder in part["coder"].unique():
            if coder in known:
                raise CodingError(f"coder {coder} is in {known[coder]} and in {name}; expected each once")
            known[coder] = name
    return pd.concat(parts, ignore_index=True)


def settled(codings: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return reference codings as a long table: settled codes under ``name``, and each coder's own."""
    places = codings[["doc_id", "sentence_id", "start", "end"]]
    own = sorted({coder for variable in VARIABLES for coder in coders(codings, variable)})
    parts = []
    for coder in [name, *own]:
        columns = {v: v if coder == name else f"{v}_{coder}" for v in VARIABLES}
        found = {v: codings[column] for v, column in columns.items() if column in codings}
        if found:
            parts.append(places.assign(coder=coder, note="", skipped=False, **found))
    return typed(pd.concat(parts, ignore_index=True).reindex(columns=list(CODE_COLUMNS)))


def _one(study: Source, name: str, path: Path) -> pd.DataFrame:
    if path.is_file():
        stored = _stored(study, path)
        if name in set(stored["coder"]):
            return stored[stored["coder"] == name]
    found = _found(study, name)
    if found is not None:
        # codings that are settled speak with one voice, unless a coder is asked for
        label = Path(name).stem
        return found[found["coder"] == label] if label in set(found["coder"]) else found
    whole, _, coder = name.rpartition(":")
    found = _found(study, whole) if whole else None
    if found is not None:
        there = sorted(found["coder"].unique())
        if coder not in there:
            raise CodingError(one_of("coder", coder, there, whole))
        return found[found["coder"] == coder]
    there = sorted(p.stem for p in (study.seeds / "codings").glob("*.tsv"))
    there += sorted(_stored(study, path)["coder"].unique()) if path.is_file() else []
    raise CodingError(f"{name!r} is no file; expected a file or one of {', '.join(there) or '(nobody yet)'}")


def _found(study: Source, name: str) -> pd.DataFrame | None:
    """Return the codes in codings of the study or in a file; None if there is nothing of that name."""
    codings = study.seeds / "codings" / f"{name}.tsv"
    path = codings if codings.is_file() else Path(name)
    if not path.is_file():
        return None
    if path.suffix == ".tsv":
        return settled(
            load_codings(path, study.documents(), study.sentences(), arenas=study.arenas), path.stem
        )
    if path.suffix in (".db", ".sqlite", ""):
        return _stored(study, path)
    from trstudy.coding.exchange.forms import read_codes

    return read_codes(study, path)


def _stored(study: Source, path: Path) -> pd.DataFrame:
    with open_store(path, create=False) as store:
        require_unchanged(study, store.places(), path.name)
        return store.codes()
