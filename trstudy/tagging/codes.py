"""A code with its grounds, worded on request."""

from __future__ import annotations

from typing import NamedTuple

from trstudy.tagging.events import Event


class Code(NamedTuple):
    """The code of a unit for one variable.

    Attributes
    ----------
    code
        A legal code of the variable.
    rule
        Why, in a few words that go before the grounds.
    grounds
        The words of the unit that it rests on.
    """

    code: str
    rule: str
    grounds: tuple[Event, ...] = ()

    def why(self, variable: str, padded: str) -> str:
        """Word the reason: ``voice attributed: a named source before “said”``."""
        # a quotation brings marks of its own, and one that the unit leaves open the blank after the unit
        printed = list(dict.fromkeys(padded[e.start : e.end].strip('“”" ') for e in self.grounds))
        quoted = ", ".join(f"“{words}”" for words in printed)
        return f"{variable} {self.code}: {self.rule} {quoted}".rstrip()


def signed(weight: float) -> str:
    """Write a weight for people, with its sign: ``+0.50``, ``−1.20``."""
    return f"{weight:+.2f}".replace("-", "−")
