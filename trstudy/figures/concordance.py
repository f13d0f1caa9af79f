"""Key words in context as a reader wants them: one line each, aligned at the node."""

from __future__ import annotations

from html import escape

import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.kwic import KWIC_COLUMNS
from trstudy.tables import require_columns

# the left side is cut at its left end: it runs from right to left, its words (bdi) from left to right
_STYLE = """<style>
.kwic { width: 100%; border-collapse: collapse; font-size: .9em; line-height: 1.5; }
.kwic :is(td, th) { padding: .1em .25em; border: 0; background: none; font-weight: 400; white-space: nowrap; }
.kwic :is(.kl, .kr) { width: 50%; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
.kwic .kl { text-align: right; direction: rtl; }
.kwic .kr { text-align: left; }
.kwic .kn { text-align: center; font-weight: 700; }
.kwic .ks { text-align: left; opacity: .75; padding-right: 1em; }
.kwic caption { caption-side: bottom; text-align: left; opacity: .75; }
</style>"""


class Concordance:
    """Lines of key words in context that show themselves: as HTML in a notebook, as text elsewhere.

    Parameters
    ----------
    lines
        The lines to show.
    total
        How many there are in all.
    source
        The column that says where a line is from.
    """

    def __init__(self, lines: pd.DataFrame, *, total: int, source: str) -> None:
        self.lines, self.total, self.source = lines, total, source

    @property
    def caption(self) -> str:
        """How many lines are shown, of how many."""
        shown = len(self.lines)
        return f"{shown} of {self.total} lines" if shown < self.total else f"{shown} lines"

    def _rows(self) -> list[tuple[str, ...]]:
        table = self.lines[[self.source, "left", "node", "right", "text"]].astype(str)
        return [
            (s, left.strip(), n, r.rstrip(), t)
            for s, left, n, r, t in table.itertuples(index=False, name=None)
        ]

    def _repr_html_(self) -> str:
        body = "".join(
            f"<tr title='{escape(text)}'><th scope='row' class='ks'>{escape(source)}</th>"
            f"<td class='kl'><bdi dir='ltr'>{escape(left)}</bdi></td><td class='kn'>{escape(node)}</td>"
            f"<td class='kr'>{escape(right)}</td></tr>"
            for source, left, node, right, text in self._rows()
        )
        return f"{_STYLE}<table class='kwic'><caption>{self.caption}</caption><tbody>{body}</tbody></table>"

    def __repr__(self) -> str:
        rows = self._rows()
        wide = max((len(source) for source, *_ in rows), default=0)
        lines = [
            f"{s:<{wide}}  {left[-40:]:>40}  [{n}]{r[:41]}".rstrip() for s, left, n, r, _ in rows
        ]
        return "\n".join([*lines, self.caption])


def concordance(table: pd.DataFrame, *, limit: int = 25, source: str = "sentence_id") -> Concordance:
    """Show key words in context, aligned at the node; a line's whole sentence appears on pointing at it.

    Parameters
    ----------
    table
        What :func:`trstudy.measures.kwic.kwic` or :func:`~trstudy.measures.kwic.kwic_cues` gave.
    limit
        Lines to show at most.
    source
        The column that says where a line is from.

    Returns
    -------
    Concordance
        Shows itself in a notebook and in print. Everything that comes from a text is escaped.

    Raises
    ------
    TrstudyError
        If a column is missing, or ``limit`` is below 1.
    """
    require_columns(table, [*KWIC_COLUMNS, source], "kwic")
    if limit < 1:
        raise MeasureError(f"limit is {limit}; expected a whole number of lines from 1 on")
    return Concordance(table.head(limit), total=len(table), source=source)
