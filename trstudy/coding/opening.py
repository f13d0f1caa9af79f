"""Opening a coding file: new, of an older version, or refused with one clear error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trstudy.coding import schema
from trstudy.errors import CodingError

_PATIENCE = 30  # seconds to wait for another coder's write, which takes some milliseconds


def connected(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a coding file, bring it to this version's form, and return the connection.

    Write-ahead log and full synchronisation: what is committed survives the end of the program and of
    the machine.

    Raises
    ------
    CodingError
        There is no such file (and none is to be made), it is damaged, something else, or of a newer
        version than this program knows.
    """
    if path.is_dir():
        raise CodingError(f"{path.name}: is a folder; expected a coding file, e.g. codings.db")
    if not create and not path.is_file():
        raise CodingError(f"{path.name}: no such coding file; `trstudy code --coder NAME` makes one")
    if not path.absolute().parent.is_dir():
        raise CodingError(f"{path.as_posix()}: there is no folder {path.parent.as_posix()} to keep it in")
    with told(path):
        # a notebook answers buttons from another thread than cells; who shares a connection locks it
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; it is on the disk when the block has ended."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Word what SQLite complains of."""
    try:
        yield
    except sqlite3.Error as error:
        name, said = path.name, str(error)
        if "not a database" in said:
            raise CodingError(f"{name}: no coding file ({said}); expected one that trstudy made") from None
        if "malformed" in said or "corrupt" in said:
            raise CodingError(f"{name}: is damaged ({said}); go back to a copy of it") from None
        if "locked" in said:
            raise CodingError(
                f"{name}: another program has held it for {_PATIENCE} s; nothing was written"
            ) from None
        raise CodingError(f"{name}: {said}; nothing was written") from None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    ours = _pragma(connection, "application_id") == schema.APPLICATION_ID
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not ours and not empty:
        raise CodingError(f"{path.name}: an SQLite file of something else; expected one that trstudy made")
    sound = _pragma(connection, "quick_check(1)")
    if sound != "ok":
        raise CodingError(f"{path.name}: is damaged ({sound}); go back to a copy of it")
    version, known = int(_pragma(connection, "user_version")), len(schema.STEPS)
    if version > known:
        raise CodingError(
            f"{path.name}: is of version {version}, and this trstudy knows up to {known}; use the newer one"
        )
    if _pragma(connection, "journal_mode") != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version < known:
        with transaction(connection):
            # another process may have been quicker
            for step in range(int(_pragma(connection, "user_version")), known):
                for statement in schema.STEPS[step]:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {known}")


def _pragma(connection: sqlite3.Connection, name: str) -> int | str:
    value: int | str = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
