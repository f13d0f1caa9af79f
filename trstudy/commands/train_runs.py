"""What ``trstudy train`` does: units read, left out in turn, and learnt from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import trstudy
from trstudy.coding.codings import load_codings, lone_units, sides_of
from trstudy.coding.events import load_events
from trstudy.coding.tsv import digest
from trstudy.errors import CodingError, TaggerError
from trstudy.measures.evaluation import compared
from trstudy.measures.events import FRAME_OF
from trstudy.tables import VARIABLES
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.features import Piece, Reading, readings
from trstudy.tagging.linear import Model
from trstudy.tagging.registry import unit_table
from trstudy.tagging.training import FOLDS, cross_validated, trained

BESIDE = ("rules", "baseline")  # what the model is compared with


@dataclass(frozen=True)
class Coded:
    """One table of codes.

    Attributes
    ----------
    file, sha256
        Its name and digest.
    runs
        Tagger to the coded units with its tags, as `trstudy.measures.evaluation.compared` gives them.
    pieces
        What a model sees of each unit.
    groups
        What each unit must not be parted from: its article, its pair, its two actors.
    """

    file: str
    sha256: str
    runs: dict[str, pd.DataFrame]
    pieces: list[list[Piece]]
    groups: list[str]

    @property
    def codes(self) -> pd.DataFrame:
        """One row per unit, a column per variable, missing where the table does not code it."""
        return next(iter(self.runs.values())).reindex(columns=list(VARIABLES))


def coded(study: Any, path: Path, dyad: Dyad) -> Coded:
    """Read a table of codes and its units, those cut from texts in their article's context.

    Raises
    ------
    CodingError
        The table cannot be read, or has no settled code for frame.
    """
    codings = load_codings(path, study.documents(), arenas=study.arenas)
    if "frame" not in codings.columns:
        raise CodingError(f"{path.name}, line 1: no column frame; a model learns from settled frame codes")
    cut = "start" in codings.columns
    units = study.sentences() if cut else lone_units(codings).assign(sentence_id=codings["unit"])
    parts = [
        (units if cut else units.loc[rows], Dyad([sides[0]], [sides[1]], study.lexicon) if sides else dyad)
        for sides, rows in sides_of(codings)
    ]
    runs, seen = {}, dict[str, Reading]()
    for name in BESIDE:
        tags = [trstudy.tag(part, dyad=own, tagger=name).set_index(part.index) for part, own in parts]
        runs[name] = compared(codings, pd.concat(tags).loc[units.index])
    for part, own in parts:
        seen |= zip(part["sentence_id"], readings(unit_table(part), own), strict=True)
    there = runs["rules"]["cut"] != "lost"
    runs = {name: run[there].reset_index(drop=True) for name, run in runs.items()}
    found = runs["rules"]
    if cut:
        groups = found["doc_id"]
    else:
        kin = next((found[name] for name in ("doc", "pair") if name in found), pd.Series("", found.index))
        groups = kin.where(kin != "", found["unit"])
    ids = found["sentence_id" if cut else "unit"]
    return Coded(path.name, digest(path), runs, [seen[i].pieces for i in ids], list(groups))


def events_coded(path: Path) -> Coded:
    """Read sentences about one act each; they tell cooperation from rivalry, each for its own two actors.

    Raises
    ------
    CodingError
        The table cannot be read.
    """
    events = load_events(path)
    units = events[["id", "text"]].rename(columns={"id": "unit"})
    units["frame"] = events["expected"].map(FRAME_OF)
    pieces, rules, baseline, groups = [], [], [], []
    for text, source, target in events[["text", "source", "target"]].itertuples(index=False):
        dyad = Dyad(source, target)
        reading = next(readings(unit_table([text]), dyad))
        pieces.append(reading.pieces)
        rules.append(reading.tagged.decision.frame)
        baseline.append(trstudy.tag([text], dyad=dyad, tagger="baseline")["frame"].item())
        groups.append(" | ".join(sorted([*source, *target])))
    runs = {"rules": units.assign(frame_tag=rules), "baseline": units.assign(frame_tag=baseline)}
    return Coded(path.name, digest(path), runs, pieces, groups)


def cross_validation(
    sets: Sequence[Coded], step: Callable[[], None] = lambda: None
) -> tuple[list[Coded], dict[str, str]]:
    """Tag every unit by models that saw nothing of its group.

    Returns
    -------
    list of Coded
        The sets with a further run, ``learned``.
    dict
        Variable to the reason why the rules' codes are to be kept for it: the model is not right more
        often than they are, or cannot be had. Never ``frame``.

    Raises
    ------
    TaggerError
        Frames cannot be cross-validated.
    """
    pieces, codes, groups = _together(sets)
    tags = pd.DataFrame({v: pd.Series(pd.NA, codes.index, dtype=object) for v in VARIABLES})
    ruled: dict[str, str] = {}
    for variable in VARIABLES:
        rows = codes.index[codes[variable].notna()]
        if rows.empty:
            ruled[variable] = "no table of codes has it"
            continue
        try:
            found = cross_validated(
                [pieces[i] for i in rows], [*codes[variable][rows]], [groups[i] for i in rows], step=step
            )
        except TaggerError as error:
            if variable == "frame":
                raise
            ruled[variable] = str(error)
            continue
        tags.loc[rows, variable] = found
        by_rules = pd.concat([s.runs["rules"].get(f"{variable}_tag", s.codes[variable]) for s in sets])
        truth = codes[variable][rows]
        model, rules = (
            float((t == truth).mean()) for t in (tags[variable][rows], by_rules.set_axis(codes.index)[rows])
        )
        if variable != "frame" and model <= rules:
            ruled[variable] = (
                f"of {len(rows)} units left out in turn the model gets {model:.3f} right, they {rules:.3f}"
            )
    return _with_tags(sets, tags), ruled


def fit(sets: Sequence[Coded], ruled: dict[str, str], dyad: Dyad) -> Model:
    """Train on all units of all sets."""
    pieces, codes, _ = _together(sets)
    return trained(pieces, codes, ruled, dyad=dyad, files={s.file: s.sha256 for s in sets})


def steps(sets: Sequence[Coded]) -> int:
    """Count the steps of `cross_validation`."""
    _, codes, groups = _together(sets)
    return int(codes.notna().any().sum()) * min(FOLDS, len(set(groups)))


def _together(sets: Sequence[Coded]) -> tuple[list[list[Piece]], pd.DataFrame, list[str]]:
    codes = pd.concat([s.codes for s in sets], ignore_index=True)
    groups = [f"{s.file}: {group}" for s in sets for group in s.groups]
    return [p for s in sets for p in s.pieces], codes, groups


def _with_tags(sets: Sequence[Coded], tags: pd.DataFrame) -> list[Coded]:
    found, start = [], 0
    for one in sets:
        part = tags.iloc[start : start + len(one.pieces)].reset_index(drop=True)
        start += len(one.pieces)
        units = one.runs["rules"].assign(**{f"{v}_tag": part[v] for v in VARIABLES})
        found.append(Coded(one.file, one.sha256, {"learned": units, **one.runs}, one.pieces, one.groups))
    return found
