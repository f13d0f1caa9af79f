"""Why a unit got its codes: evidence rows, and the steps in words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import pandas as pd

from trstudy.tables import EVIDENCE_COLUMNS, WEIGHED
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.registry import dyad_of, load_tagger, tag, unit_table

_QUOTED = 80  # characters of a cue: some taggers take a whole unit for one


@dataclass(frozen=True)
class Explanation:
    """A tagged unit with the reasons for its codes.

    Attributes
    ----------
    text
        The unit.
    codes
        Its frame, arena, voice and modality.
    spans
        ``(start, end, sign, label)`` of each cue in ``text``; sign 0 where it did not count or was
        only weighed.
    steps
        The reasons, in order, in words: of the frame, then of the other codes where the tagger words them.
    """

    text: str
    codes: dict[str, str]
    spans: tuple[tuple[int, int, int, str], ...]
    steps: tuple[str, ...]

    def __str__(self) -> str:
        codes = ", ".join(f"{name} {code}" for name, code in self.codes.items())
        return "\n".join([self.text, f"  {codes}", *(f"  - {step}" for step in self.steps)])

    def _repr_html_(self) -> str:
        from trstudy.reporting.render import explanation_html

        return explanation_html(self)


def evidence(
    units: Sequence[str] | pd.Series | pd.DataFrame, dyad: Dyad | None = None, tagger: str = "rules"
) -> pd.DataFrame:
    """Return one row per cue of each unit, with its sign after shifters and why it counted or not.

    Parameters
    ----------
    units, dyad, tagger
        As for `trstudy.tag`; ``sentence_id`` is carried over where the units have it.

    Returns
    -------
    DataFrame
        ``doc_id, sentence_id, start, end, cue, entry, category, quad, sign, counted, why``; ``start``
        and ``end`` are positions in the unit's text, which ``cue`` quotes.
    """
    table = unit_table(units)
    used = load_tagger(tagger)
    rows = used.evidence(table, dyad or dyad_of(used))
    ids = (
        units["sentence_id"]
        if isinstance(units, pd.DataFrame) and "sentence_id" in units
        else table.index.to_series()
    )
    rows["doc_id"] = table["doc_id"].to_numpy()[rows["unit"].to_numpy(dtype=int)]
    rows["sentence_id"] = ids.to_numpy()[rows["unit"].to_numpy(dtype=int)]
    return rows[list(EVIDENCE_COLUMNS)]


def explain(
    sentence: str,
    dyad: Dyad | None = None,
    tagger: str = "rules",
    *,
    context: Sequence[str] = (),
    after: Sequence[str] = (),
) -> Explanation:
    """Say in words why a sentence gets its codes.

    Parameters
    ----------
    sentence
        The unit.
    dyad, tagger
        As for `trstudy.tag`.
    context, after
        The units before it and after it, in order.

    Returns
    -------
    Explanation
        Prints as text and renders as HTML in a notebook.
    """
    document = "context" if context or after else None  # alone it is read as `tag` reads a single text
    units, place = pd.DataFrame({"doc_id": document, "text": [*context, sentence, *after]}), len(context)
    codes = tag(units, dyad, tagger).iloc[place]
    rows = evidence(units.assign(sentence_id=range(len(units))), dyad, tagger)
    cues: list[dict[Hashable, Any]] = rows[rows["sentence_id"] == place].to_dict("records")
    steps = [f"“{shorten(c['cue'], _QUOTED, placeholder=' …')}” ({_kind(c)}): {c['why']}" for c in cues]
    spans = tuple((c["start"], c["end"], _sign(c), f"{_kind(c)}: {c['why']}") for c in cues)
    named = {name: codes[name] for name in ("frame", "arena", "voice", "modality")}
    used = load_tagger(tagger)
    worded = getattr(used, "reasons", None)
    others = worded(unit_table(units), dyad or dyad_of(used))[place] if worded else ()
    meaning = getattr(used, "rules", {}).get(codes["rule"])
    decided = f"decided by the rule “{codes['rule']}”" + (f": {meaning}" if meaning else "")
    return Explanation(sentence, named, spans, (*steps, decided, *others))


def _kind(cue: Mapping[Hashable, Any]) -> str:
    return "weighed" if cue["category"] == WEIGHED else str(cue["category"]).replace("_", " ")


def _sign(cue: Mapping[Hashable, Any]) -> int:
    """Return a cue's sign as it is shown: a word that was weighed speaks for a frame, be it none or mixed."""
    return int(cue["sign"]) if cue["counted"] and cue["category"] != WEIGHED else 0
