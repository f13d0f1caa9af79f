"""Folders for the seminar: each a small study of its own, with the notebooks in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import nbformat

from trstudy.corpus.entry import CATALOGUE
from trstudy.corpus.reading import file_bytes
from trstudy.errors import TrstudyError
from trstudy.seminar.copies import COPIES, copy_of
from trstudy.settings import STUDY
from trstudy.study import Study
from trstudy.writing import replacing

SOURCE = PurePosixPath("notebooks/seminar")


def build(study: Study, out: Path, *, force: bool = False) -> list[Path]:
    """Write the students' folder and the one with the solutions.

    Each holds the notebooks, the study's settings, texts and codings, and so can be handed out by itself:
    all that it needs is trstudy. The same study gives the same bytes.

    Parameters
    ----------
    study
        The study; its notebooks for the seminar lie in ``notebooks/seminar``.
    out
        Where the folders ``student`` and ``solution`` go; made if need be.
    force
        Replace files that differ from what would be written. Without it they are left alone, for
        somebody may have worked in them.

    Returns
    -------
    list of Path
        The notebooks, in order.

    Raises
    ------
    TrstudyError
        There is no notebook, one is not well-formed, the study's files lie outside its folder, or
        ``force`` is needed. Nothing has been written then.
    """
    wanted = {out / copy / name: data for copy in COPIES for name, data in _contents(study, copy).items()}
    changed = [path for path, data in wanted.items() if path.exists() and path.read_bytes() != data]
    if changed and not force:
        listing = ", ".join(path.relative_to(out).as_posix() for path in changed)
        raise TrstudyError(
            f"{out.as_posix()}: {listing} would be replaced, and may hold somebody's work; build into "
            "another folder with --out DIR, or replace all with --force"
        )
    for path, data in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            with replacing(path) as part:
                part.write_bytes(data)
    return [path for path in wanted if path.suffix == ".ipynb"]


def _contents(study: Study, copy: str) -> dict[PurePosixPath, bytes]:
    """Return every file of one folder with its bytes."""
    sources = sorted((study.root / SOURCE).glob("*.ipynb"))
    if not sources:
        raise TrstudyError(f"{(study.root / SOURCE).as_posix()}: no notebook; the seminar's are kept there")
    found: dict[PurePosixPath, bytes] = {}
    for source in sources:
        try:
            notebook = nbformat.reads(source.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
            found[PurePosixPath(source.name)] = copy_of(notebook, copy)
        except (TrstudyError, nbformat.reader.NotJSONError) as error:
            raise TrstudyError(f"{source.name}: {error}") from None
    found |= {name: file_bytes(study.root / name) for name in _needed(study)}
    return found


def _needed(study: Study) -> Iterator[PurePosixPath]:
    """Yield the study's own files that the notebooks read, from its folder on."""
    if not (study.root / STUDY).is_file():
        raise TrstudyError(f"{study.root.as_posix()}: no {STUDY}; a folder to hand out needs one")
    yield PurePosixPath(STUDY)
    seeds = _inside(study.settings.seeds, "seeds")
    yield from (seeds / name for name in (CATALOGUE, *(entry.file for entry in study.entries())))
    codings = (path for pattern in ("*.md", "*.tsv") for path in (study.seeds / "codings").glob(pattern))
    yield from (seeds / "codings" / path.name for path in sorted(codings))  # with their data statement


def _inside(name: str, key: str) -> PurePosixPath:
    """Return a place in the study's folder, however its separators are written."""
    place = PurePosixPath(PureWindowsPath(name).as_posix())
    if PureWindowsPath(name).drive or place.is_absolute() or ".." in place.parts:
        raise TrstudyError(
            f"{STUDY}: {key} is {name!r}; a folder to hand out can only hold what lies in the study's own"
        )
    return place
