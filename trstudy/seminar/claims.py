"""A claim about two groups of articles, and the specifications of a multiverse that contradict it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import pandas as pd

from trstudy.measures.multiverse import CHOICES, multiverse
from trstudy.seminar.feedback import Unread

MUCH = 2.0  # “much more”: the odds of cooperation over rivalry at least so many times as large
ALIKE = 1.5  # “about as”: neither odds above so many times the other
GRAMMAR = (
    "“A is more cooperative than B”, “less”, “much more” (odds at least twice as large), “surely more” "
    "(with an interval that leaves out 0), “about as cooperative as” (odds within 1.5 of each other), or “it "
    "is open whether A is more cooperative than B” (an interval that holds 0)"
)

_FORM = re.compile(
    r"(?P<open>it(?:\s+is|['’]s)\s+open\s+(?:whether|if)\s+)?(?P<a>.+?)\s+(?:is|are|was|were|looks?|reads?)\s+"
    r"(?:(?:about|roughly|equally|just)\s+)?(?P<how>as|(?:(?P<strength>much|far|surely|clearly)\s+)?(?:more|less))"
    r"\s+(?P<what>co-?operative|rivalrous|hostile|conflictual|friendly)\s+(?:than|as|to)\s+(?P<b>.+)",
    re.I,
)
_DENIAL = re.compile(r"\b(?:not|no|nor|never|nobody|false|wrong|untrue)\b|n['’]t\b", re.I)
_HOSTILE = ("rivalrous", "hostile", "conflictual")


@dataclass(frozen=True)
class Claim:
    """What is claimed: ``more`` leans further to cooperation than ``less``, so strongly.

    ``strength`` is ``more``, ``much``, ``surely``, ``alike`` or ``open``.
    """

    more: str
    less: str
    strength: str

    def contradicted(self, table: pd.DataFrame) -> pd.Series[bool]:
        """Tell for each specification whether it contradicts the claim.

        ``table`` has ``difference`` (more minus less, log odds) and the ends of its interval, ``low`` and
        ``high``.
        """
        gap = table["difference"]
        if self.strength == "alike":
            return gap.abs() > log(ALIKE)
        if self.strength == "open":
            return (table["low"] > 0) | (table["high"] < 0)
        if self.strength == "surely":
            return table["low"] <= 0
        return gap < log(MUCH) if self.strength == "much" else gap <= 0


def read(sentence: object, groups: Sequence[object]) -> Claim:
    """Read a claim of the form in `GRAMMAR`.

    Raises
    ------
    Unread
        It is of another form, or speaks of groups that there are not.
    """
    if not isinstance(sentence, str):
        raise Unread(f"Expected a sentence in quotes: {GRAMMAR}.")
    if denial := _DENIAL.search(sentence):
        raise Unread(
            f"I cannot read a denial ({denial[0]}): claim the contrary, or that it is open. {GRAMMAR}."
        )
    found = _FORM.fullmatch(" ".join(sentence.split()).rstrip(".! "))
    if not found:
        raise Unread(f"I can only read claims of a few forms: {GRAMMAR}. Write {groups[0]} and {groups[-1]}.")
    a, b = (_group(found[name], groups) for name in "ab")
    if a == b:
        raise Unread(f"Both sides of the claim are {a}; expected two of {', '.join(map(str, groups))}.")
    how = found["how"].lower()
    if how == "as":
        return Claim(a, b, "alike")
    if ("more" in how) == (found["what"].lower() in _HOSTILE):
        a, b = b, a
    if found["open"]:
        return Claim(a, b, "open")
    strength = {"much": "much", "far": "much", "surely": "surely", "clearly": "surely"}
    return Claim(a, b, strength.get((found["strength"] or "").lower(), "more"))


def interval(claim: Claim, gaps: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the interval of the difference (``more`` minus ``less``) in the main analysis.

    Raises
    ------
    Unread
        ``gaps`` has no such pair.
    """
    pairs = gaps[["first", "second"]].astype(str)
    for first, second, sign in ((claim.more, claim.less, 1), (claim.less, claim.more, -1)):
        row = gaps[(pairs["first"] == first) & (pairs["second"] == second)]
        if len(row):
            low, high = sorted(sign * row[["low", "high"]].iloc[0].to_numpy(float))
            return float(low), float(high)
    known = ", ".join(f"{a} and {b}" for a, b in pairs.itertuples(index=False))
    raise Unread(f"{claim.more} and {claim.less} are not set against each other; expected {known}.")


def borne_out(claim: Claim, low: float, high: float) -> bool:
    """Tell whether the interval of the difference allows nothing but the claim.

    Of “much more” the interval only has to leave out 0; the specifications say how large it is.
    """
    if claim.strength == "alike":
        return -log(ALIKE) <= low and high <= log(ALIKE)
    return low <= 0 <= high if claim.strength == "open" else low > 0


def _group(words: str, groups: Sequence[object]) -> str:
    named = [str(g) for g in groups if re.search(rf"\b{re.escape(str(g))}\b", words)]
    if len(named) != 1:
        raise Unread(f"{words.strip()!r} names no one group; expected one of {', '.join(map(str, groups))}.")
    return named[0]


@dataclass(frozen=True)
class Trial:
    """A claim put to every specification.

    Attributes
    ----------
    claim
        What was claimed.
    table
        The specifications under which both groups have a balance, with ``difference`` (more minus less) and
        ``contradicts``.
    """

    claim: Claim
    table: pd.DataFrame

    @property
    def against(self) -> int:
        """How many specifications contradict the claim."""
        return int(self.table["contradicts"].sum())

    @property
    def share(self) -> float:
        """The share that does."""
        return float(self.table["contradicts"].mean())

    @property
    def main(self) -> bool:
        """Whether the main analysis, the first of the specifications, contradicts the claim."""
        return bool(self.table["contradicts"].iloc[0])

    def contradicting(self) -> pd.DataFrame:
        """Return the specifications that contradict the claim, those first that are most like the main one.

        Returns
        -------
        DataFrame
            ``changed`` (the choices that the main analysis takes otherwise, with what is taken here),
            ``n_changed``, ``difference, low, high``.
        """
        choices = self.table[list(CHOICES)].astype(str)
        other = choices != choices.iloc[0]
        words = choices.radd([f"{choice}: " for choice in CHOICES]).where(other)
        named = [", ".join(word for word in row if isinstance(word, str)) for row in words.to_numpy()]
        table = self.table[["difference", "low", "high"]].assign(changed=named, n_changed=other.sum(axis=1))
        found = table.loc[self.table["contradicts"], ["changed", "n_changed", "difference", "low", "high"]]
        return found.sort_values("n_changed", kind="stable", ignore_index=True)

    def options(self) -> pd.DataFrame:
        """What each option of each choice does to the claim.

        Returns
        -------
        DataFrame
            ``choice, option, specifications, contradict`` (count), ``share``; the worst first.
        """
        parts = [
            self.table.groupby(choice, sort=False)["contradicts"].agg(["size", "sum", "mean"]).reset_index()
            .set_axis(["option", "specifications", "contradict", "share"], axis=1).assign(choice=choice)
            for choice in CHOICES
        ]  # fmt: skip
        table = pd.concat(parts, ignore_index=True)[
            ["choice", "option", "specifications", "contradict", "share"]
        ]
        return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def trial(
    claim: Claim, variants: Mapping[str, pd.DataFrame], by: str = "year", *, level: float = 0.95
) -> Trial:
    """Put a claim to every specification of the multiverse of its two groups.

    Parameters
    ----------
    claim
        From `read`.
    variants
        Name to tags table, as for `trstudy.measures.multiverse.multiverse`; the first is the main one.
    by
        The document variable that makes the groups.
    level
        Coverage of the intervals that “surely” rests on.
    """
    pair = [claim.more, claim.less]
    two = {name: tags[tags[by].astype(str).isin(pair)] for name, tags in variants.items()}
    found = multiverse(two, by, level=level)
    table = found.defined
    if str(found.groups[0]) != claim.more:
        table = table.assign(difference=-table["difference"], low=-table["high"], high=-table["low"])
    return Trial(claim, table.assign(contradicts=claim.contradicted(table)))
