"""What the evidence says of a tagged sentence: where its cues stand in it, and the reasons in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from trstudy.tables import WEIGHED, cell_text, records

if TYPE_CHECKING:
    import pandas as pd

_SIGN_WORDS = {1: "for cooperation", 0: "no direction", -1: "for rivalry"}

Span = tuple[int, int, int, str]
"""``(start, end, sign, label)``: what matters in a sentence, in characters of its ``text``."""


def spans(tag: Mapping[str, Any], cues: Iterable[Mapping[str, Any]]) -> list[Span]:
    """Return the spans in ``tag["text"]`` of the evidence rows ``cues``, whose offsets are the raw text's.

    ``text`` differs from the raw text where a line wrap or hyphenation was resolved, so each cue is
    looked up as printed, white space aside, nearest to where its offset leads. A cue that is not
    there (its text was edited) is left unmarked rather than misplaced.
    """
    found = []
    places: dict[str, list[tuple[int, int]]] = {}  # a cue may recur, and its sentence be a megabyte
    for cue in cues:
        words = str(cue["cue"]).split()
        pattern = r"\s*".join(re.escape(w[:-1]) + "-?" if w.endswith("-") else re.escape(w) for w in words)
        guess = cue["start"] - tag.get("start", 0)
        if pattern not in places:
            matches = re.finditer(pattern, tag["text"]) if words else ()
            places[pattern] = [m.span() for m in matches if m.end() > m.start()]
        after = bisect_left(places[pattern], (guess, 0))
        near = places[pattern][max(0, after - 1) : after + 1]
        if near:
            first, last = min(near, key=lambda place: abs(place[0] - guess))
            # a word that was weighed speaks for one frame against another, be it none or mixed
            signed = cue.get("counted", True) and cue["category"] != WEIGHED
            sign = int(cue["sign"]) if signed else 0
            found.append((first, last, sign, _label(cue)))
    return found


def reasons(tag: Mapping[str, Any], cues: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the reasons for a tag in words: each cue found, then the rule that decided."""
    steps = [f"“{' '.join(str(cue['cue']).split())}” ({_label(cue)})" for cue in cues]
    if cell_text(tag.get("rule")):
        score = f", score {tag['score']:+.2f}".replace("-", "−") if cell_text(tag.get("score")) else ""
        steps.append(f"{tag['frame']} by the rule “{tag['rule']}”{score}")
    return steps


def by_sentence(tags: pd.DataFrame, evidence: pd.DataFrame | None) -> dict[Hashable, list[dict[str, Any]]]:
    """Return the evidence rows of each sentence of ``tags``, by its id, in the order of the text."""
    if evidence is None or "sentence_id" not in tags:
        return {}
    wanted = evidence[evidence["sentence_id"].isin(tags["sentence_id"])]
    by_id: dict[Hashable, list[dict[str, Any]]] = {}
    for row in records(wanted.sort_values(["start", "end"], kind="stable")):
        by_id.setdefault(row["sentence_id"], []).append(row)
    return by_id


def _label(cue: Mapping[str, Any]) -> str:
    category = "weighed" if cue["category"] == WEIGHED else str(cue["category"]).replace("_", " ")
    why = cell_text(cue.get("why"))
    return f"{category}: {why}" if why else f"{category}, {_SIGN_WORDS[cue['sign']]}"
