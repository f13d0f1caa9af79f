"""Raw text to blocks: what is the article's own text, and why the rest is not.

Cleaning never rewrites. It cuts the raw text into blocks that tile it from the first character to
the last, and labels each: kept as title, heading or body, or dropped with a reason. Rules that judge a
block by itself are in `trstudy.corpus.furniture`; those that need its place in the text are in
`trstudy.corpus.zones`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from trstudy.corpus import zones
from trstudy.corpus.layout import Chunk, chunks
from trstudy.corpus.resources import AGENCY_DATELINE
from trstudy.errors import TrstudyError

# how many paragraphs can stand before a report's first sentence: a standfirst, a summary
_REPORT = 3
BLOCK_COLUMNS = ("block", "start", "end", "kept", "role", "reason", "text")


@dataclass(frozen=True, slots=True)
class Block:
    """A span of raw text with its label.

    Attributes
    ----------
    start, end
        Offsets into the raw text, end-exclusive. The white space after a block belongs to it.
    role
        ``"title"``, ``"heading"`` or ``"body"`` if the block is kept, else ``""``.
    reason
        Why the block is dropped, or ``""`` if it is kept.
    """

    start: int
    end: int
    role: str
    reason: str

    @property
    def kept(self) -> bool:
        """Whether the block is the article's own text."""
        return not self.reason


@dataclass(frozen=True, slots=True, repr=False)
class Cleaned:
    """A raw text and the blocks that tile it.

    Attributes
    ----------
    raw
        The text as it was given.
    blocks
        In order, without gap or overlap: ``blocks[0].start == 0``, ``blocks[-1].end == len(raw)``.
    """

    raw: str
    blocks: tuple[Block, ...]

    @property
    def kept(self) -> tuple[Block, ...]:
        """The blocks of the article's own text."""
        return tuple(block for block in self.blocks if block.kept)

    @property
    def dropped(self) -> tuple[Block, ...]:
        """The blocks of everything else."""
        return tuple(block for block in self.blocks if not block.kept)

    def table(self) -> pd.DataFrame:
        """Return one row per block: number, span, whether kept, role, reason, text as printed."""
        rows = [
            (n, b.start, b.end, b.kept, b.role, b.reason, self.raw[b.start : b.end].strip())
            for n, b in enumerate(self.blocks, start=1)
        ]
        return pd.DataFrame(rows, columns=list(BLOCK_COLUMNS)).astype(
            {"block": "int64", "start": "int64", "end": "int64", "kept": "bool"}
        )

    def _repr_html_(self) -> str:
        from trstudy.corpus.showing import page

        return page(self)

    def __repr__(self) -> str:
        kept, dropped = len(self.kept), len(self.dropped)
        return f"Cleaned({len(self.raw):,} characters: {kept} blocks kept, {dropped} dropped)"


def _without_agency_dateline(
    raw: str, pieces: list[Chunk], labels: list[tuple[str, str]]
) -> tuple[list[Chunk], list[tuple[str, str]]]:
    """Part the place and agency that open a report from its first sentence: ANKARA (Reuters) - ..."""
    for i in [i for i, (role, _) in enumerate(labels) if role == "body"][:_REPORT]:
        piece = pieces[i]
        match = AGENCY_DATELINE.match(raw, piece.start)
        if match and match.end() < piece.end:
            place = Chunk(piece.start, match.end(), match.group())
            rest = Chunk(match.end(), piece.end, raw[match.end() : piece.end])
            return (
                [*pieces[:i], place, rest, *pieces[i + 1 :]],
                [*labels[:i], ("", "dateline"), *labels[i:]],
            )
    return pieces, labels


def _names_file(raw: str) -> bool:
    if not 0 < len(raw) < 1000 or len(raw.splitlines()) > 1:
        return False
    try:
        return Path(raw).is_file()
    except (OSError, ValueError):  # no name that a system could have
        return False


def clean(raw: str) -> Cleaned:
    r"""Label every character of a raw text as the article's own or as page furniture.

    Parameters
    ----------
    raw
        The text of one article, as copied from wherever it stood.

    Returns
    -------
    Cleaned
        Blocks that tile ``raw``.

    Raises
    ------
    TrstudyError
        ``raw`` is not a str, or is the name of a file.

    Examples
    --------
    >>> cleaned = clean("Two Capitals\n\nPhoto: Reuters\n\nThey agreed on grain, and on little else.\n")
    >>> [(block.role or block.reason) for block in cleaned.blocks]
    ['title', 'caption', 'body']
    """
    if not isinstance(raw, str):
        raise TrstudyError(f"clean: raw is {type(raw).__name__}; expected str, the text of one article")
    if _names_file(raw):
        raise TrstudyError(
            f"clean: raw is {raw!r}, the name of a file; expected its text, as of "
            f"Path({raw!r}).read_bytes().decode()"
        )
    if not raw:
        return Cleaned(raw, ())
    pieces = chunks(raw)
    if not pieces:
        return Cleaned(raw, (Block(0, len(raw), "", "blank"),))
    labels = zones.labels([piece.flat for piece in pieces])
    pieces, labels = _without_agency_dateline(raw, pieces, labels)
    # the white space between two blocks goes to the first of them, that before all to the first of all
    starts = [0, *(piece.start for piece in pieces[1:])]
    ends = [*starts[1:], len(raw)]
    return Cleaned(
        raw,
        tuple(Block(s, e, role, reason) for s, e, (role, reason) in zip(starts, ends, labels, strict=True)),
    )
