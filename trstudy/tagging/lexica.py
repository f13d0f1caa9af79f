"""The lexicon as a value: the package's word lists, and perhaps a folder of one's own laid over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

from trstudy.errors import LexiconError, one_of
from trstudy.tagging import overlay
from trstudy.tagging.overlay import CUES, FILES, SHIFTERS, Tables

T = TypeVar("T")


@dataclass(frozen=True)
class Lexicon:
    """The package's word lists, with those of a folder laid over them.

    Two lexicons are equal if their files hold the same, wherever they lie: what is compiled from one is
    kept for as long as nothing in it changes.

    Attributes
    ----------
    own
        Name and text of each file laid over the package's.
    folder
        Where these lie, for messages.
    """

    own: tuple[tuple[str, str], ...] = ()
    folder: str = field(default="lexicon", compare=False)

    def __repr__(self) -> str:
        return f"Lexicon({self.digest!r})" if self.own else "PACKAGE"

    @property
    def digest(self) -> str:
        """A digest of the files laid over the package's; empty if there are none."""
        told = "".join(f"{name}\0{text}\0" for name, text in self.own)
        return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""

    def cue_files(self) -> list[str]:
        """Return the names of all files of cues, sorted."""
        own = {name for name, _ in self.own if name.startswith(f"{CUES}/")}
        return sorted(own | {*overlay.packaged_files(CUES)} - {SHIFTERS})

    def place(self, name: str) -> str:
        """Return how messages call a file: in the folder, if the folder has it."""
        return f"{self.folder if name in dict(self.own) else 'lexicon'}/{name}"

    def written(self, name: str) -> Tables:
        """Return the folder's own file of that name as written; empty if it has none.

        Raises
        ------
        LexiconError
            It is not valid TOML or not made as such a file is; names file, table and entry.
        """
        text = dict(self.own).get(name)
        return {} if text is None else overlay.parsed(name, text, self.place(name))

    def read(self, name: str) -> Tables:
        """Return the tables of a file: the package's, as the folder leaves them, and the folder's own.

        Raises
        ------
        LexiconError
            A file breaks the rules of ``trstudy/lexicon/README.md``; names file, table and entry.
        """
        kin = {other: self.written(other) for other, _ in self.own if overlay.same_group(other, name)}
        for other, tables in kin.items():
            overlay.check_without(other, tables, self.place(other))
        return overlay.merged(name, kin)


PACKAGE = Lexicon()


def laid_over(folder: str | Path) -> Lexicon:
    """Return the package's lexicon with the files of a folder laid over it, as they are now.

    Raises
    ------
    LexiconError
        There is no such folder, it holds no file of a lexicon or one by another name, or one is not UTF-8.
    """
    root = Path(folder)
    legal = (*FILES, f"{CUES}/NAME.toml")
    if not root.is_dir():
        raise LexiconError(f"lexicon: no folder {root.as_posix()!r}; expected one with {', '.join(legal)}")
    own = []
    for path in sorted(root.rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        if name not in FILES and path.parent != root / CUES:
            raise LexiconError(one_of("a file", name, legal, root.as_posix()))
        try:
            own.append((name, path.read_text(encoding="utf-8-sig")))
        except UnicodeDecodeError as error:
            raise LexiconError(f"{root.as_posix()}/{name}: is not UTF-8 ({error}); save it as such") from None
    if not own:
        raise LexiconError(f"{root.as_posix()}: no file of a lexicon; expected {', '.join(legal)}")
    return Lexicon(tuple(own), root.as_posix())


def compiled(make: Callable[[Lexicon], T]) -> Callable[..., T]:
    """Keep what a function makes of a lexicon, by default the package's."""
    kept = lru_cache(maxsize=8)(make)

    @wraps(make)
    def get(lexicon: Lexicon = PACKAGE) -> T:
        return kept(lexicon)

    return get
