"""The project's one family of errors.

Every message says what was wrong, where, and what would be right.
"""

from __future__ import annotations

from collections.abc import Iterable


class TrstudyError(Exception):
    """Base of every error that trstudy raises on purpose."""


class CatalogueError(TrstudyError):
    """A seed text or its catalogue entry is missing, changed, unreadable or malformed."""


class LexiconError(TrstudyError):
    """A lexicon file breaks its schema, repeats an entry or hides one behind another."""


class CodingError(TrstudyError):
    """A table of reference codes has an unknown unit, an illegal code or a missing column."""


class TaggerError(TrstudyError):
    """A tagger is unknown, cannot be loaded, or was given units that it cannot read."""


class ParameterError(TrstudyError):
    """A report or function parameter has an unknown name or an illegal value."""


class MeasureError(TrstudyError):
    """A statistic was asked for on data that cannot give it."""


class ReportError(TrstudyError):
    """A notebook failed, or a report could not be written."""


def one_of(what: str, value: object, legal: Iterable[object], where: str = "") -> str:
    """Word the message for a value outside a closed list.

    Parameters
    ----------
    what
        The thing that has the value, e.g. ``"frame"``.
    value
        The value found.
    legal
        The values that would be right, in the order to show them.
    where
        File, line or row, if known.

    Returns
    -------
    str
        For example ``"seeds/catalogue.toml, bechev-2024: date_precision is 'week'; expected one of
        day, month, year"``.
    """
    prefix = f"{where}: " if where else ""
    return f"{prefix}{what} is {value!r}; expected one of {', '.join(str(v) for v in legal)}"
