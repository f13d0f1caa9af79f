"""Tables cached on what they are made of: the texts, the settings, the lexicon and the code."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from trstudy.writing import replacing

KEY_LENGTH = 24
# libraries that have a say in what a table holds
_LIBRARIES = ("nltk", "pandas", "scikit-learn")


@cache
def package_digest() -> str:
    """Return a digest of this package's code and lexicon, and of the libraries that shape the tables."""
    home = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(home.rglob("*")):
        if path.suffix in {".py", ".toml", ".tsv"}:  # code, lists and settings, weights
            digest.update(f"\0{path.relative_to(home).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    for name in _LIBRARIES:
        with contextlib.suppress(ModuleNotFoundError):
            digest.update(f"\0{name}={version(name)}".encode())
    return digest.hexdigest()


def content_key(parts: Iterable[bytes]) -> str:
    """Return a digest of ``parts`` and of the package; the same content gives the same key."""
    digest = hashlib.sha256(package_digest().encode())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:KEY_LENGTH]


class TableCache:
    """Tables in memory first, then in Parquet files under one folder.

    A table is found by its name and a key of its content, never by its age. A file appears by
    rename, so that two processes can share the folder; one that cannot be read is made anew, and a
    folder that cannot be written is done without.

    Parameters
    ----------
    folder
        Where the files go; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, tuple[str, pd.DataFrame]] = {}

    def table(
        self, name: str, key: str, make: Callable[[], pd.DataFrame], *, on_disk: bool = True
    ) -> pd.DataFrame:
        """Return the table ``name`` for the content ``key``; ``make`` it if nobody has yet."""
        held = self._held.get(name)
        if held is None or held[0] != key:
            path = self.folder / f"{name}-{key}.parquet"
            found = self._read(path) if on_disk else None
            if found is None:
                found = make()
                if on_disk:
                    self._write(path, name, found)
            held = self._held[name] = (key, found)
        return held[1].copy()

    @staticmethod
    def _read(path: Path) -> pd.DataFrame | None:
        try:
            return pd.read_parquet(path)
        except Exception:  # a cache never stops the work: whatever is wrong, make the table anew
            return None

    def _write(self, path: Path, name: str, table: pd.DataFrame) -> None:
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with replacing(path) as part:
                table.to_parquet(part)
            for old in self.folder.glob(f"{name}-{'?' * KEY_LENGTH}.parquet"):
                if old != path:
                    old.unlink(missing_ok=True)
