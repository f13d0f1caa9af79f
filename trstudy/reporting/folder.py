"""A report folder that is replaced as a whole, or not at all.

The new report is built in a hidden folder beside the old one. Where the system can exchange two
folders in one step (Linux), it does; elsewhere the old one steps aside first, and a run that was
killed between the two steps is put right by the next. Files that no report wrote stay where they are.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from trstudy.errors import ReportError
from trstudy.reporting.manifest import MANIFEST, recorded

NUMBERS = "numbers"  # in a report: its key numbers
REFERENCE = "reference"  # beside a report: the key numbers that were published
# What a folder without a report may hold and still become one: what a repository keeps there.
_AT_HOME = {"README.md", REFERENCE, "sets"}
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@contextmanager
def held(out: Path, *, say: Callable[[str], None], within: Path | None = None) -> Iterator[None]:
    """Hold a report folder for one run; a second run waits here, and says so.

    Parameters
    ----------
    out
        The report folder; it need not exist.
    say
        Called with a line of text where there is something to wait for.
    within
        A report folder that ``out`` lies in: the lock is then that folder's, since what lies in it moves
        when it is replaced.

    Raises
    ------
    ReportError
        ``out`` is a file, or holds files and no report.
    """
    _require_report(out)
    work = _work(out, within)
    work.mkdir(parents=True, exist_ok=True)
    lock = FileLock(_work(within or out) / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"Another run is writing {(within or out).name}; waiting for it to end.")
        lock.acquire()
    try:
        _put_right(out, work)
        yield
    finally:
        lock.release()


@contextmanager
def replaced(out: Path, *, within: Path | None = None, own: Collection[str] | None = None) -> Iterator[Path]:
    """Yield an empty folder to build a report in; a block that ends well puts it in the place of ``out``.

    Parameters
    ----------
    out
        The folder to replace.
    within
        As for :func:`held`.
    own
        Files of the folder that go if they are not written anew, by name; by default those that its
        manifest lists. All others stay.

    Yields
    ------
    Path
        The folder to write into, on the same file system.
    """
    work = _work(out, within)
    building = work / "next"
    building.mkdir(parents=True)
    try:
        yield building
        ours = {MANIFEST, *recorded(out).get("outputs", {})} if own is None else set(own)
        _keep_foreign(out, building, ours)
        out.parent.mkdir(parents=True, exist_ok=True)
        _swap(building, out, work / "last", ours)
    finally:
        _put_right(out, work)


def _work(out: Path, within: Path | None = None) -> Path:
    home = (within or out).absolute()
    work = home.parent / f".{home.name}.work"
    return work / out.absolute().relative_to(home) if within else work


def _require_report(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise ReportError(f"{out}: is a file; expected a folder, or a name for a new one")
    if out.is_dir() and not (out / MANIFEST).is_file():
        strangers = sorted(p.name for p in out.iterdir() if p.name not in _AT_HOME)
        if strangers:
            raise ReportError(
                f"{out}: holds {', '.join(strangers[:3])}{' …' if strangers[3:] else ''} and no report "
                f"({MANIFEST}); name an empty or a new folder"
            )


def _put_right(out: Path, work: Path) -> None:
    """Undo what a killed run left: the earlier report comes back, a half-built one goes."""
    if (work / "last").exists() and not out.exists():
        (work / "last").rename(out)
    for leftover in ("next", "last"):
        shutil.rmtree(work / leftover, ignore_errors=True)


def _keep_foreign(out: Path, building: Path, ours: Collection[str]) -> None:
    """Link what no report wrote from the old folder into the new one."""
    if not out.is_dir():
        return
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        name = path.relative_to(out)
        copy = building / name
        if name.as_posix() not in ours and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, copy)
            except OSError:
                shutil.copy2(path, copy)


def _swap(new: Path, out: Path, aside: Path, ours: Collection[str]) -> None:
    if not out.exists():
        new.rename(out)
        return
    if _exchanged(new, out):
        return
    try:
        out.rename(aside)
    except OSError:
        # A mount point, a layer of a container image, a folder open in a file manager: it cannot
        # move, but the files in it can be replaced one by one.
        _replace_files(new, out, ours)
        return
    new.rename(out)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError, AttributeError):
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
    return False


def _replace_files(new: Path, out: Path, ours: Collection[str]) -> None:
    for name in sorted(ours):
        if not (new / name).exists():
            (out / name).unlink(missing_ok=True)
    for path in sorted(p for p in new.rglob("*") if p.is_file()):
        target = out / path.relative_to(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
