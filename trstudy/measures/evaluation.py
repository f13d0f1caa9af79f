"""Tags beside the codes of the same units, and what they amount to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from trstudy.errors import MeasureError
from trstudy.measures.validity import SCORE_COLUMNS, pairs_right, scores
from trstudy.tables import FRAMES, MODALITIES, VARIABLES, VOICES, require_columns

POLARITY = {"cooperation": 1.0, "rivalry": -1.0, "mixed": 0.0, "none": 0.0}
GROUPS = ("doc_id", "capability")
_TAGGED = (*VARIABLES, "score", "rule")


def compared(codings: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """Put tags beside the codes of the same units.

    Parameters
    ----------
    codings
        From :func:`trstudy.coding.codings.load_codings`.
    tags
        For units cut from texts, all sentences of the study with their tags, as from
        ``Study.tags()``: whole articles are tagged, so that the tagger knows what came before a unit,
        and each coded unit takes the tags of the sentence with its offsets. For units that stand
        alone, their own tags, row by row.

    Returns
    -------
    DataFrame
        The codings, with ``text``, the tags as ``<variable>_tag``, ``score`` and ``rule``, and
        ``cut``: ``exact`` where a sentence has the unit's offsets, ``other`` where the tags are those
        of the sentence that shares most characters with it, ``lost`` where no sentence touches it (its
        frame is then tagged ``none``, its other tags are missing), ``alone`` for units without offsets.

    Raises
    ------
    MeasureError
        Tags of units that stand alone are not as many as the units; tags of sentences lack offsets.
    """
    if "start" not in codings.columns:
        if len(tags) != len(codings):
            raise MeasureError(f"{len(codings)} coded units but {len(tags)} tags; expected one for each unit")
        return _beside(codings.assign(cut="alone"), tags)
    require_columns(tags, ["doc_id", "sentence_id", "start", "end", "text"], "tags of the coded texts")
    tags = tags.reset_index(drop=True)
    place, cut = _places(codings, tags)
    found = tags.reindex(place).set_index(codings.index)
    found["frame"] = found["frame"].where(cut != "lost", "none")
    read = codings.drop(columns="text", errors="ignore")
    return _beside(read.assign(sentence_id=found["sentence_id"], text=found["text"], cut=cut), found)


def tables(
    units: pd.DataFrame, *, n_boot: int = 2000, level: float = 0.95, seed: int = 1
) -> dict[str, pd.DataFrame]:
    """Every measure of one tagger's :func:`compared` units.

    Returns
    -------
    dict of DataFrame
        ``scores``: :func:`~trstudy.measures.validity.scores` of every coded variable, with a column
        ``variable``; ``pairs``: frames right in both members of a pair, empty where no pairs are;
        ``by``: the same scores within each article and each capability (columns ``by``, ``group``),
        categories ``all`` only.
    """
    pairs = pd.DataFrame(columns=list(SCORE_COLUMNS))
    if {"pair", "frame"} <= set(units.columns):
        pairs = pairs_right(units["frame"], units["frame_tag"], units["pair"], level=level)
    parts = [
        _scored(rows, n_boot, level, seed).query("category == 'all'").assign(by=by, group=group)
        for by in GROUPS
        if by in units.columns
        for group, rows in units.groupby(by, sort=True)
    ]
    return {
        "scores": _scored(units, n_boot, level, seed),
        "pairs": pairs,
        "by": pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(),
    }


def worst(units: pd.DataFrame, n: int = 5, variable: str = "frame") -> pd.DataFrame:
    """List units that are tagged wrong, for frames the farthest from their code first.

    The distance is that of the tagger's score and of its tag's polarity from the polarity of the code
    (cooperation 1, rivalry -1, mixed and none 0): cooperation tagged as rivalry is worse than
    cooperation left untagged. Equal distances, and other variables, keep the units' order.
    """
    wrong = units[units[variable] != units[f"{variable}_tag"]]
    if variable == "frame":
        code, tag = (wrong[column].map(POLARITY).astype(float) for column in ("frame", "frame_tag"))
        distance = (code - wrong["score"].astype(float).fillna(0)).abs() + (code - tag).abs()
        wrong = wrong.assign(distance=distance).sort_values("distance", ascending=False, kind="stable")
    return wrong.head(n)


def categories(units: pd.DataFrame, variable: str) -> tuple[str, ...]:
    """Name the legal codes of a variable; for arenas, those that occur as code or tag."""
    known: dict[str, Sequence[str]] = {"frame": FRAMES, "voice": VOICES, "modality": MODALITIES}
    if variable in known:
        return tuple(known[variable])
    return tuple(sorted({*units[variable].dropna(), *units[f"{variable}_tag"].dropna()}))


def _scored(units: pd.DataFrame, n_boot: int, level: float, seed: int) -> pd.DataFrame:
    parts = []
    for variable in (v for v in VARIABLES if v in units.columns):
        tagged = units.dropna(subset=[f"{variable}_tag"])
        part = scores(
            tagged[variable],
            tagged[f"{variable}_tag"],
            categories(tagged, variable),
            untagged="none" if variable == "frame" else None,
            clusters=tagged.get("doc_id"),
            n_boot=n_boot,
            level=level,
            seed=seed,
        )
        parts.append(part.assign(variable=variable))
    return pd.concat(parts, ignore_index=True)


def _beside(codings: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    names = {v: f"{v}_tag" for v in VARIABLES}
    kept = tags.reindex(columns=list(_TAGGED)).rename(columns=names)
    return pd.concat([codings, kept.set_index(codings.index)], axis=1)


def _places(codings: pd.DataFrame, sentences: pd.DataFrame) -> tuple[np.ndarray, pd.Series]:
    """Row of the sentence that each coded unit lies in (-1 for none), and how well it fits."""
    place, cut = [], []
    by_doc = dict(list(sentences.groupby("doc_id")))
    for doc_id, start, end in codings[["doc_id", "start", "end"]].itertuples(index=False):
        there = by_doc.get(doc_id, sentences.iloc[:0])
        shared = np.minimum(there["end"], end) - np.maximum(there["start"], start)
        if not len(there) or shared.max() <= 0:
            place.append(-1)
            cut.append("lost")
            continue
        row = shared.idxmax()
        exact = there.loc[row, "start"] == start and there.loc[row, "end"] == end
        place.append(row)
        cut.append("exact" if exact else "other")
    return np.array(place), pd.Series(cut, index=codings.index, dtype="str")
