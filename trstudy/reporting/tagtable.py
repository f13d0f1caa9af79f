"""The table that ``Study.tags`` returns: a data frame that Jupyter shows as marked sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from trstudy.reporting.browser import browser_html
from trstudy.reporting.render import tags_html

if TYPE_CHECKING:
    from IPython.display import HTML

READABLE = frozenset({"text", "frame"})
Cues = pd.DataFrame | Callable[[], pd.DataFrame] | None


class TagRow(pd.Series):
    """One sentence of a :class:`TagTable`, or one of its columns; a sentence shows with its cues marked."""

    _metadata: ClassVar[list[str]] = ["_name", "cues"]  # what copies and slices keep; a Series, its name

    @property
    def _constructor(self) -> type[TagRow]:
        return TagRow

    def _repr_html_(self) -> str | None:
        if not set(self.index) >= READABLE:
            return None  # a column: Jupyter takes the plain text instead
        return tags_html(self.to_frame().T, _evidence(self))


class TagTable(pd.DataFrame):
    """A tags table that Jupyter shows as readable sentences, with cues marked and reasons to open.

    Everything that a data frame can do, it does; slices, masks and sorted copies keep the look. Once
    ``text`` or ``frame`` is gone it shows as any other table, and so does ``pd.DataFrame(tags)``.

    Parameters
    ----------
    *args, **kwargs
        As for :class:`pandas.DataFrame`.
    cues
        The evidence table whose rows explain these tags, or a function without arguments that makes it
        when it is needed.
    """

    _metadata: ClassVar[list[str]] = ["cues"]

    def __init__(self, *args: Any, cues: Cues = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cues = cues

    @property
    def _constructor(self) -> type[TagTable]:
        return TagTable

    @property
    def _constructor_sliced(self) -> type[TagRow]:
        return TagRow

    def _repr_html_(self) -> str | None:
        if not set(self.columns) >= READABLE or self.empty:
            html: str | None = super()._repr_html_()  # type: ignore[misc]
            return html
        return tags_html(self, _evidence(self))

    def browse(self) -> HTML:
        """Return every sentence of the table with filters that work in a saved page, without a server."""
        from IPython.display import HTML

        return HTML(browser_html(self, _evidence(self)))  # type: ignore[no-untyped-call]


def _evidence(table: TagTable | TagRow) -> pd.DataFrame | None:
    cues: Cues = getattr(table, "cues", None)  # what was merged or concatenated has none
    return cues() if callable(cues) else cues
