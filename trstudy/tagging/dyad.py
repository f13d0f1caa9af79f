"""The two sides whose relation is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trstudy.errors import LexiconError, TaggerError
from trstudy.tagging.folding import fold, plain
from trstudy.tagging.lexica import PACKAGE, Lexicon, compiled


@dataclass(frozen=True)
class Dyad:
    """Two sides, each a set of surface names.

    Parameters
    ----------
    a, b
        The name of an actor of the lexicon (``"turkey"``, ``"Greece"``), which stands for all its
        surface forms, or names as they appear in print, or several of either.
    lexicon
        Where the names of actors stand, and by whose cues and arenas texts about the two are read: the
        package's, or one with a folder laid over it (`trstudy.tagging.lexica.laid_over`).

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
    lexicon: Lexicon = PACKAGE

    def __init__(self, a: str | Sequence[str], b: str | Sequence[str], lexicon: Lexicon = PACKAGE) -> None:
        object.__setattr__(self, "lexicon", lexicon)
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


@compiled
def default_dyad(lexicon: Lexicon) -> Dyad:
    """Return the dyad that the lexicon names as its default.

    Raises
    ------
    LexiconError
        It names other than two.
    """
    named = lexicon.read("actors.toml").get("default_dyad", ())
    if len(named) != 2:
        place = lexicon.place("actors.toml")
        raise LexiconError(f"{place}: default_dyad is {list(named)}; expected the names of two actors")
    a, b = named
    return Dyad(a, b, lexicon)
