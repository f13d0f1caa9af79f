"""The two sides whose relation is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trstudy.errors import TaggerError
from trstudy.tagging.folding import fold
from trstudy.tagging.lexicon import read_toml


@dataclass(frozen=True)
class Dyad:
    """Two sides, each a set of surface names.

    Parameters
    ----------
    a, b
        The name of an actor of the lexicon (``"turkey"``, ``"Greece"``), which stands for all its
        surface forms, or names as they appear in print, or several of either.

    Raises
    ------
    TaggerError
        If a side has no name, or one name stands on both sides.

    Examples
    --------
    >>> Dyad(["US Congress"], ["Cuba"]).b
    ('Cuba',)
    """

    a: tuple[str, ...]
    b: tuple[str, ...]

    def __init__(self, a: str | Sequence[str], b: str | Sequence[str]) -> None:
        for side, names in (("a", a), ("b", b)):
            listed = (names,) if isinstance(names, str) else tuple(names)
            if not listed or not all(isinstance(n, str) and fold(n).strip() for n in listed):
                raise TaggerError(f"Dyad: side {side} is {names!r}; expected names with a letter in each")
            object.__setattr__(self, side, listed)
        shared = {plain(n) for n in self.a} & {plain(n) for n in self.b}
        if shared:
            raise TaggerError(
                f"Dyad: {', '.join(sorted(shared))} stands on both sides; expected two different sides"
            )


def default_dyad() -> Dyad:
    """Return the dyad that the lexicon names as its default."""
    a, b = read_toml("actors.toml")["default_dyad"]
    return Dyad(a, b)


def plain(name: str) -> str:
    """Return a name as the matcher sees it: folded, single spaces."""
    return " ".join(fold(name).split())
