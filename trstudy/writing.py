"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from trstudy.errors import ReportError, TrstudyError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Hand out a temporary path beside ``path``; what was written there takes its place at the end.

    The file keeps the permissions that it had, or gets the usual ones. If the block raises, whatever
    was at ``path`` stays untouched.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     target = Path(folder) / "table.csv"
    ...     with replacing(target) as part:
    ...         _ = part.write_text("a,b", encoding="utf-8")
    ...     target.read_text(encoding="utf-8")
    'a,b'
    """
    path = path.absolute()
    if path.exists():
        mode = stat.S_IMODE(path.stat().st_mode)
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def require_own(path: Path, wrote: Callable[[bytes], bool], what: str) -> None:
    """Raise unless a file may be written: nothing is at its place, or an earlier one of its kind.

    Parameters
    ----------
    path
        Where the file is to go.
    wrote
        Tells by a file's content whether whoever is about to write could have written it.
    what
        What is written, for the message, e.g. ``"model from trstudy train"``.

    Raises
    ------
    TrstudyError
        A folder is there, or a file that holds something else.
    """
    if path.is_dir():
        raise TrstudyError(f"{path.as_posix()}: is a folder; expected the name of a file for the {what}")
    if path.is_file() and (data := path.read_bytes()).strip() and not wrote(data):
        raise TrstudyError(
            f"{path.as_posix()}: is there already and is no {what}, so it is left as it is; expected the "
            "name of a new file, or of an earlier one of this kind, to replace it"
        )


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """Hand out a temporary folder; what was put there becomes the content of ``folder`` at the end.

    If the block raises, ``folder`` is as it was: empty, or not there.

    Raises
    ------
    ReportError
        ``folder`` is a file, holds something, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise ReportError(
            f"{folder.as_posix()}: is a file; expected an empty folder, or a name for a new one"
        )
    if folder.is_dir() and (found := sorted(path.name for path in folder.iterdir())):
        listing = f"{', '.join(found[:3])}{' …' if found[3:] else ''}"
        raise ReportError(
            f"{folder.as_posix()}: holds {listing}; expected an empty folder, or a name for a new one"
        )
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.absolute().parent, prefix=".") as name:
            new = Path(name) / "new"
            new.mkdir()
            yield new
            if folder.is_dir():  # it may be the one that its user is in, which cannot be replaced
                _moved(new, folder)
            else:
                new.rename(folder)
    except OSError as error:
        raise ReportError(f"{folder.as_posix()}: cannot be made: {error.strerror or error}") from None


def _moved(new: Path, folder: Path) -> None:
    """Move all that ``new`` holds into ``folder``, or nothing."""
    done = []
    try:
        for path in sorted(new.iterdir()):
            path.rename(folder / path.name)
            done.append(path.name)
    except OSError:
        for name in done:
            (folder / name).rename(new / name)
        raise
