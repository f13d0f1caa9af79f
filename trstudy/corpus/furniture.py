"""Blocks judged by themselves: which of them are page furniture, and of what kind.

The phrases stand in ``furniture.toml``. Short lists are sets to look a whole block up in; phrases
sought anywhere go through one automaton; regular expressions are left for what phrases cannot say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import ahocorasick_rs

from trstudy.corpus.resources import MACROS, is_dateline

LONGEST = 600

_NUMBER = re.compile(r"\d[\d,.]*k?")
_LABELLED = re.compile(r"\W{0,3}([^:|»>→]{2,40}?) ?[:|»>→] ?\S")
READER = re.compile(
    r"\b(?:[Yy]ou|[Yy]our|[Yy]ourself|us|[Oo]ur|[Pp]lease|YOU|YOUR|OUR|PLEASE|[Cc]lick|[Ss]ubscribe|[Dd]onate)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDGE = " \t\"'“”‘’«»()[]{}.,:;!?…*•●▪◦‣·–—-_|/\\<>›‹→←↑↓+=~#"


@dataclass(frozen=True)
class _Rules:
    """The lists of ``furniture.toml``, in the forms in which they are looked up."""

    longest: Mapping[str, int]
    whole: Mapping[str, str]
    label: Mapping[str, str]
    opening: tuple[tuple[str, str], ...]
    openers: tuple[str, ...]
    menu: tuple[tuple[str, re.Pattern[str]], ...]
    mention: tuple[tuple[str, bool], ...]
    automaton: ahocorasick_rs.AhoCorasick
    pattern: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _rules() -> _Rules:
    tables = tomllib.loads(files("trstudy.corpus").joinpath("furniture.toml").read_text(encoding="utf-8"))

    def listed(kind: str) -> list[tuple[str, str]]:
        return [(phrase, reason) for reason, table in tables.items() for phrase in table.get(kind, ())]

    def spelled(pattern: str) -> str:
        for word, meaning in MACROS.items():
            pattern = pattern.replace(word, meaning)
        return pattern

    mention = [(p, r, False) for p, r in listed("mention")] + [(p, r, True) for p, r in listed("asking")]
    menus = {
        reason: "|".join(map(re.escape, sorted(table["menu"], key=len, reverse=True)))
        for reason, table in tables.items()
        if "menu" in table
    }
    return _Rules(
        longest={reason: table.get("longest", LONGEST) for reason, table in tables.items()},
        whole=dict(reversed(listed("whole"))),
        label=dict(reversed(listed("label"))),
        opening=tuple(listed("opening")),
        openers=tuple(phrase for phrase, _ in listed("opening")),
        menu=tuple((r, re.compile(rf"(?:(?:{p})(?:\W+|$))+")) for r, p in menus.items()),
        mention=tuple((reason, asks) for _, reason, asks in mention),
        automaton=ahocorasick_rs.AhoCorasick([phrase for phrase, _, _ in mention]),
        pattern=tuple((reason, re.compile(spelled(pattern))) for pattern, reason in listed("pattern")),
    )


def _is_quoted(level: str, at: int) -> bool:
    """Say whether a place in a block lies inside quotation marks."""
    return level.count("“", 0, at) > level.count("”", 0, at) or level.count('"', 0, at) % 2 == 1


def _mentioned(flat: str, level: str, rules: _Rules) -> str:
    reader = None
    for number, start, end in rules.automaton.find_matches_as_indexes(level, overlapping=True):
        reason, asks = rules.mention[number]
        if len(flat) > rules.longest[reason] or _is_quoted(level, start):
            continue
        if level[start - 1 : start].isalnum() or level[end : end + 1].isalnum():
            continue
        reader = bool(READER.search(flat)) if reader is None else reader
        if reader or not asks:
            return reason
    return ""


def furniture(flat: str) -> str:
    """Return why a block, judged by itself, is page furniture.

    Parameters
    ----------
    flat
        The block's text on one line.

    Returns
    -------
    str
        A reason, one of the tables of ``furniture.toml`` or ``"dateline"``; empty for the article's own text.

    Examples
    --------
    >>> furniture("Related article: Why the Straits Matter"), furniture("Related matters will not wait.")
    ('related link', '')
    """
    rules = _rules()
    if len(flat) > max(rules.longest.values()):
        return ""
    if is_dateline(flat):
        return "dateline"
    level = flat.replace("’", "'").replace("`", "'").lower()
    if len(level) != len(flat):  # a capital dotted I has two lower-case characters
        level = "".join(c.lower()[0] for c in flat.replace("’", "'"))
    core = level.strip(_EDGE)

    def fits(reason: str | None) -> bool:
        return reason is not None and len(flat) <= rules.longest[reason]

    # a year alone can be a heading
    counted = core if _YEAR.fullmatch(core) else _NUMBER.sub("#", core)
    if fits(reason := rules.whole.get(counted)):
        return str(reason)
    labelled = _LABELLED.match(level)
    if labelled and fits(reason := rules.label.get(labelled[1].strip(_EDGE))):
        return str(reason)
    for reason, pattern in rules.menu:
        if fits(reason) and pattern.fullmatch(counted):
            return reason
    for reason, pattern in rules.pattern:
        if fits(reason) and pattern.search(flat):
            return reason
    bare = level.lstrip(_EDGE.replace("©", "").replace("(", ""))
    if bare.startswith(rules.openers):
        for phrase, reason in rules.opening:
            if bare.startswith(phrase) and fits(reason):
                return reason
    return _mentioned(flat, level, rules)
