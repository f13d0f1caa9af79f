"""Key words in context as a reader wants them: one line each, aligned at the node."""

from __future__ import annotations

from html import escape

import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.kwic import KWIC_COLUMNS
from trstudy.tables import require_columns

# A grid and not a table: pages style tables in their own ways. The left side is cut at its left end,
# so it runs from right to left, and its words (bdi) from left to right. A long node is broken over lines, or
# it would leave no context any room. On a narrow screen the source stands above its line.
_STYLE = """<style>
.kwic { display: grid; grid-template-columns: auto minmax(0, 1fr) fit-content(24%) minmax(0, 1fr);
  gap: .1em .45em; font-size: .9em; line-height: 1.5; margin: .4em 0; }
.kwic > div { display: contents; }
.kwic span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.kwic > div:hover span { text-decoration: underline; text-decoration-color: #8888; }
.kwic .kl { text-align: right; direction: rtl; }
.kwic .kn { text-align: center; font-weight: 700; white-space: normal; }
.kwic .kj { margin-left: -.4em; }
.kwic .ks { opacity: .75; padding-right: .8em; }
@media (max-width: 40rem) {
  .kwic { grid-template-columns: minmax(0, 1fr) fit-content(36%) minmax(0, 1fr); }
  .kwic .ks { grid-column: 1 / -1; margin-top: .4em; }
}
.kwic + p { font-size: .9em; opacity: .75; margin: .2em 0 .8em; }
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
            f"<div role='row' title='{escape(text)}'>"
            f"<span role='rowheader' class='ks'>{escape(source)}</span>"
            f"<span role='cell' class='kl'><bdi dir='ltr'>{escape(left)}</bdi></span>"
            f"<span role='cell' class='kn'>{escape(node)}</span>"
            # what follows without a space (a comma, the rest of the word) stands close
            f"<span role='cell'{'' if right[:1].isspace() else ' class=kj'}>{escape(right)}</span></div>"
            for source, left, node, right, text in self._rows()
        )
        grid = f"<div class='kwic' role='table' aria-label='Key words in context'>{body}</div>"
        return f"{_STYLE}{grid}<p>{self.caption}</p>"

    def __repr__(self) -> str:
        rows = self._rows()
        wide = max((len(source) for source, *_ in rows), default=0)
        lines = [f"{s:<{wide}}  {left[-40:]:>40}  [{n}]{r[:41]}".rstrip() for s, left, n, r, _ in rows]
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
