"""Reference codes as tables: one row per unit, settled codes beside each coder's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from trstudy.coding.columns import SIDES, check_codes, check_names, check_sides, variable_of
from trstudy.coding.tsv import read_tsv, require_header, require_once
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES

_OFFSETS = ("doc", "start", "end")


def load_codings(
    path: str | Path,
    documents: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
    *,
    arenas: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Read a table of codes, and say exactly what is wrong where it cannot be read.

    Two kinds of file are known. A file with the columns ``unit, doc, start, end`` holds units cut
    from the texts of a study. One with ``id, text`` holds sentences that stand alone (a challenge
    set) or, with a column ``doc`` beside them, whole articles unit by unit, in order; columns ``source,
    target`` say whose relation a unit is about, if not that of the study's sides. Either has at least
    one of the variables ``frame, arena, voice, modality``, as a settled code, as coders' own codes in
    columns ``<variable>_<coder>``, or both.

    Parameters
    ----------
    path
        A tab-separated UTF-8 file with a header line.
    documents
        The study's documents (``doc_id, file, n_chars``): needed for a file with offsets.
    sentences
        The study's sentences. Where given, ``sentence_id`` is that of the sentence with exactly the
        same offsets, and missing where no sentence was cut so. Without them the number that ends
        ``unit`` (``000-02`` is the second unit) is taken as the sentence's number.
    arenas
        The legal arenas. Without them any word in lower case will do.

    Returns
    -------
    DataFrame
        One row per unit in file order: ``unit``, then ``doc_id, sentence_id, file, start, end`` (end
        exclusive, into the decoded raw text) or ``text``, then the other columns as they came. A
        coder's missing code is ``NA``.

    Raises
    ------
    CodingError
        Missing file or column, unknown document, offsets out of range or out of order, an illegal
        or missing code, a unit coded twice. Names file, line, value and the legal values.
    """
    path = Path(path)
    table = read_tsv(path)
    alone = "text" in table.columns and not set(_OFFSETS) <= set(table.columns)
    require_header(table, ("id", "text") if alone else ("unit", *_OFFSETS), path)
    table = table.rename(columns={"id": "unit"})
    if not any(variable_of(c) for c in table.columns):
        check_names(table, path, arenas)
        raise CodingError(
            f"{path.name}, line 1: no codes; expected a column for any of {', '.join(VARIABLES)}"
        )
    check_names(table, path, arenas)
    check_codes(table, path, arenas)
    check_sides(table, path)
    require_once(table, ["unit"], path)
    if not alone:
        table = _placed(table, documents, path)
        table.insert(2, "sentence_id", _sentence_ids(table, sentences))
    coders = [c for c in table.columns if variable_of(c) and c not in VARIABLES]
    table[coders] = table[coders].replace("", pd.NA)
    return table.drop(columns="line")


def lone_units(codings: pd.DataFrame) -> pd.DataFrame:
    """Return the units of a file without offsets as a tagger wants them.

    Parameters
    ----------
    codings
        From `load_codings`, with ``text``.

    Returns
    -------
    DataFrame
        ``text``, and ``doc_id`` where the file has a column ``doc``: its units are then in order, and those
        of one ``doc`` are each other's context. A unit with an empty ``doc`` stands alone. Index as in
        ``codings``.
    """
    if "doc" not in codings:
        return codings[["text"]]
    return codings[["text"]].assign(doc_id=codings["doc"].mask(codings["doc"] == "", pd.NA))


def sides_of(codings: pd.DataFrame) -> list[tuple[tuple[str, str] | None, pd.Index]]:
    """Return the two sides that the units of a file speak of, each pair with its units.

    Parameters
    ----------
    codings
        From `load_codings`. Units without offsets may name their own sides in columns ``source, target``.

    Returns
    -------
    list of (tuple of str, or None, and Index)
        Pairs in the order in which they first occur; None for the sides of the study.
    """
    if not set(SIDES) <= set(codings.columns) or "start" in codings.columns:
        return [(None, codings.index)]
    groups = codings.groupby(list(SIDES), sort=False)
    return [((str(a), str(b)), rows.index) for (a, b), rows in groups]


def require_settled(codings: pd.DataFrame, variable: str, name: str) -> None:
    """Raise unless codings have settled codes of ``variable``.

    Parameters
    ----------
    codings
        From `load_codings`.
    variable
        The variable that matters.
    name
        The file's name, for the message.

    Raises
    ------
    CodingError
        Names the missing column and those that are there.
    """
    if variable in codings.columns:
        return
    own = list(coders(codings, variable).values())
    there = ", ".join(str(column) for column in codings.columns)
    beside = f" beside {', '.join(own)}" if own else ""
    raise CodingError(
        f"{name}, line 1: no column {variable}{beside}; expected settled codes in columns named "
        f"{', '.join(VARIABLES)} (`trstudy adjudicate` settles those of coders); the file has {there}"
    )


def coders(codings: pd.DataFrame, variable: str) -> dict[str, str]:
    """Who coded ``variable``: coder's name to column, in the table's order.

    ``frame_a`` and ``frame_b`` are the frame codes of the coders ``a`` and ``b``.
    """
    prefix = f"{variable}_"
    return {str(c)[len(prefix) :]: str(c) for c in codings.columns if str(c).startswith(prefix)}


def _placed(table: pd.DataFrame, documents: pd.DataFrame | None, path: Path) -> pd.DataFrame:
    if documents is None:
        raise CodingError(f"{path.name}: its units are places in texts; hand in the study's documents")
    by_file = documents.set_index("file")
    for line, doc, start, end in table[["line", *_OFFSETS]].itertuples(index=False):
        where = f"{path.name}, line {line}"
        if doc not in by_file.index:
            raise CodingError(one_of("doc", doc, sorted(by_file.index), where=where))
        length = int(by_file.loc[doc, "n_chars"])
        if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length):
            raise CodingError(
                f"{where}: offsets are {start!r} to {end!r}; expected whole numbers, start < end <= "
                f"{length}, the length of {doc}"
            )
    placed = table.rename(columns={"doc": "file"}).astype({"start": "int64", "end": "int64"})
    placed.insert(1, "doc_id", placed["file"].map(by_file["doc_id"]))
    require_once(placed, ["doc_id", "start", "end"], path)
    return placed


def _sentence_ids(table: pd.DataFrame, sentences: pd.DataFrame | None) -> pd.Series:
    if sentences is None:
        number = table["unit"].str.extract(r"(\d+)$")[0].astype("Int64")
        ids = [f"{d}:{n:03d}" if pd.notna(n) else pd.NA for d, n in zip(table["doc_id"], number, strict=True)]
        return pd.Series(ids, index=table.index, dtype="str")
    keys = ["doc_id", "start", "end"]
    matched = table[keys].merge(sentences[[*keys, "sentence_id"]], on=keys, how="left")
    return pd.Series(matched["sentence_id"].to_numpy(), index=table.index, dtype="str")
