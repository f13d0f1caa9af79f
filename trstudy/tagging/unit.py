"""What the rules know of a unit: its text, its events, who is named, and what came before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from trstudy.tagging.actors import by_name
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.events import Event
from trstudy.tagging.folding import fold, joined, plain
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.literals import cue_matcher, marker_matcher
from trstudy.tagging.matcher import Matcher
from trstudy.tagging.mentions import THIRD, A, B, Mention
from trstudy.tagging.sides import Sides, sides
from trstudy.tagging.topics import assumed_of


class Context(NamedTuple):
    """What earlier units of the same document leave for the next one.

    Attributes
    ----------
    age
        Units since the dyad was last in play; None if it never was.
    pair
        Whether the last unit with two actors spoke of the dyad, so that "both sides" means it.
    subject
        The side that the unit before named first; None if it named another actor before it.
    arena
        The arena of the unit before.
    topics
        How much each arena has been spoken of so far, lately above all.
    open_quote
        For how many units a quotation has been open; 0 if none is.
    given
        Who has been named so far.
    others
        Whether the unit before named anybody else.
    alone
        Whether the unit is of no document, so that nothing can have come before it.
    """

    age: int | None = None
    pair: bool = False
    subject: int | None = None
    arena: str = ""
    topics: Mapping[str, float] = MappingProxyType({})
    open_quote: int = 0
    given: frozenset[int] = frozenset()
    others: bool = False
    alone: bool = False


class Reader(NamedTuple):
    """What units are read with: the lists of a dyad's lexicon, compiled."""

    lexicon: Lexicon
    cues: Matcher
    markers: Matcher
    sides: Sides
    assumed: frozenset[str]
    elsewhere: bool


def reader(dyad: Dyad, *, without: frozenset[str] = frozenset(), matcher: Matcher | None = None) -> Reader:
    """Return what to read units about a dyad with.

    Parameters
    ----------
    dyad
        The two sides and their lexicon.
    without
        What to leave out of the cues, as for `cue_matcher`.
    matcher
        Compiled cues to use in the place of the lexicon's.
    """
    lexicon = dyad.lexicon
    cues = matcher or cue_matcher(without, lexicon)
    elsewhere = _actors(dyad) != _actors(default_dyad(PACKAGE))
    return Reader(lexicon, cues, marker_matcher(lexicon), sides(dyad), assumed_of(dyad), elsewhere)


def _actors(dyad: Dyad) -> set[frozenset[str]]:
    known = by_name(dyad.lexicon)
    return {frozenset(known.get(plain(name), name) for name in side) for side in (dyad.a, dyad.b)}


@dataclass(slots=True)
class Unit:
    """One unit under the rules' eyes. Offsets are positions in ``padded``, one more than in the text.

    Attributes
    ----------
    padded, folded
        The text with a space at either end, as printed and folded.
    mentions
        Where actors are named.
    context
        What the units before leave.
    lexicon
        The lexicon it is read by.
    matcher
        Finds cues when they are asked for.
    turns
        Contrast words and the beginnings of clauses.
    hedges, reports
        Words of doubt; words of saying.
    anaphors
        Words that stand for a side, for both, or for their relation.
    fields
        Terms of an arena.
    assumed
        The arenas whose assumed words count for the dyad.
    elsewhere
        Whether the sides are others than the package's default two.
    named
        The sides that are named.
    """

    padded: str
    folded: str
    mentions: list[Mention]
    context: Context
    lexicon: Lexicon
    matcher: Matcher
    turns: list[Event]
    hedges: list[Event]
    reports: list[Event]
    anaphors: list[Event]
    fields: list[Event]
    assumed: frozenset[str]
    elsewhere: bool
    named: set[int]
    _cues: list[Event] | None = None

    @property
    def has_a(self) -> bool:
        """Whether side A is named."""
        return A in self.named

    @property
    def has_b(self) -> bool:
        """Whether side B is named."""
        return B in self.named

    @property
    def has_third(self) -> bool:
        """Whether anybody else is named."""
        return THIRD in self.named

    @property
    def cues(self) -> list[Event]:
        """Cues, reversers, keepers and negators, sought at the first call: most units need none."""
        if self._cues is None:
            self._cues = self.matcher.scan(self.folded, joined(self.padded, self.folded))[0]
        return self._cues


def read_unit(text: str, reader: Reader, context: Context) -> Unit:
    """Return a text as a unit, with its names, markers and terms."""
    padded = f" {text} "
    folded = fold(padded)
    _, turns, hedges, reports, anaphors, fields = reader.markers.scan(folded)
    mentions = reader.sides.scan(folded, padded)
    return Unit(
        padded, folded, mentions, context, reader.lexicon, reader.cues,
        turns, hedges, reports, anaphors, fields, reader.assumed, reader.elsewhere,
        {mention[2] for mention in mentions},
    )  # fmt: skip


def again(unit: Unit, context: Context, matcher: Matcher) -> Unit:
    """Return a unit as read, in another context and with its cues to be sought by another matcher."""
    return replace(unit, context=context, matcher=matcher, _cues=None)
