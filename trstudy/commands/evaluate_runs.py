"""What ``trstudy evaluate`` does with one file: every tagger run and measured."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

import trstudy
from trstudy.coding.codings import coders, load_codings, lone_units, require_settled, sides_of
from trstudy.coding.events import load_events
from trstudy.coding.folder import origin
from trstudy.coding.tsv import digest, read_tsv
from trstudy.errors import TaggerError
from trstudy.measures.evaluation import compared, tables, worst
from trstudy.measures.events import compared_events, events_right
from trstudy.measures.validity import confusion
from trstudy.tables import FRAMES, VARIABLES
from trstudy.tagging.lexica import PACKAGE

DEVELOPMENT = (
    "Development data: the rules and lists were tuned on these codes, so the numbers flatter the tagger. "
    "This is no held-out test."
)
Run = tuple[pd.DataFrame, float]


def codings_found(
    study: Any, path: Path, names: tuple[str, ...], n_worst: int, variable: str, resamples: int, seed: int
) -> dict[str, Any]:
    """Every tagger's measures on one file of codings."""
    codings = load_codings(path, study.documents(), arenas=study.arenas)
    if coders(codings, variable) or not set(VARIABLES) & set(codings.columns):
        require_settled(codings, variable, path.name)

    def run(tag: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        if "start" in codings.columns:
            return compared(codings, tag(study.sentences(), dyad=study.dyad))
        units = lone_units(codings)
        parts = [
            tag(units.loc[rows], dyad=_dyad(study, sides)).set_index(rows)
            for sides, rows in sides_of(codings)
        ]
        return compared(codings, pd.concat(parts).loc[units.index])

    runs, absent = _runs(names, run, study)
    taggers = []
    for name, (units, speed) in runs.items():
        found: dict[str, Any] = tables(units, n_boot=resamples, seed=seed)
        found["cut"] = units["cut"].value_counts().sort_index().to_dict()
        odd = units[units["cut"].isin(["other", "lost"])]
        if len(odd):
            found["cut_otherwise"] = _cut_otherwise(odd, study.sentences(), path)
        if "frame" in units.columns:
            found["confusion"] = confusion(units["frame"], units["frame_tag"], FRAMES)
        if variable in units.columns:
            errors = worst(units, n_worst, variable)
            why = [_why(row, study, name, codings) for _, row in errors.iterrows()]
            found["worst"] = errors.assign(why=pd.Series(why, index=errors.index, dtype=object))
        taggers.append({"tagger": name, "note": _note(study.tagger(name), path), **found, "speed": speed})
    return {**about(path), "units": len(codings), "variable": variable, "taggers": taggers, "absent": absent}


def _cut_otherwise(odd: pd.DataFrame, sentences: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Where units stand in the file, and what the sentence that shares most with each is cut to."""
    places = sentences.set_index("sentence_id")[["start", "end"]].add_prefix("sentence_")
    lines = read_tsv(path)["line"].reindex(odd.index)
    columns = ["unit", "start", "end", "cut", "sentence_id"]
    return odd.assign(line=lines)[["line", *columns]].join(places, on="sentence_id")


def _dyad(study: Any, sides: tuple[str, str] | None) -> trstudy.Dyad:
    return study.dyad if sides is None else trstudy.Dyad([sides[0]], [sides[1]], study.lexicon)


def _why(row: pd.Series, study: Any, tagger: str, codings: pd.DataFrame) -> list[str]:
    """The tagger's reasons for its tags of a unit, in the context of its text if it has one."""
    if pd.notna(row.get("sentence_id")):
        return list(study.explain(row["sentence_id"], tagger).steps)
    around: dict[str, list[str]] = {}
    if row.get("doc", ""):  # units of one article, in order
        units = codings[codings["doc"] == row["doc"]]
        texts, place = units["text"].tolist(), units["unit"].tolist().index(row["unit"])
        around = {"context": texts[:place], "after": texts[place + 1 :]}
    [(sides, _)] = sides_of(row.to_frame().T)
    return list(trstudy.explain(row["text"], _dyad(study, sides), study.tagger(tagger), **around).steps)


def events_found(study: Any, path: Path, names: tuple[str, ...], n_worst: int) -> dict[str, Any]:
    """Every tagger's measures on one file of event sentences; a study, if any, has the models."""
    events = load_events(path)
    sides = partial(trstudy.Dyad, lexicon=study.lexicon if study else PACKAGE)

    def run(tag: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        return compared_events(events, lambda units, a, b: tag(units, dyad=sides(a, b)))

    runs, absent = _runs(names, run, study)
    taggers = []
    for name, (units, _) in runs.items():
        full = study.tagger(name) if study else name
        wrong = units[~units["right"]].head(n_worst)
        why = [
            list(trstudy.explain(row["text"], sides(row["source"], row["target"]), full).steps)
            for _, row in wrong.iterrows()
        ]
        taggers.append(
            {
                "tagger": name,
                "note": _note(full, path),
                "all": events_right(units),
                "by": events_right(units, "act"),
                "wrong": wrong.assign(why=pd.Series(why, index=wrong.index, dtype=object)),
            }
        )
    return {**about(path), "units": len(events), "taggers": taggers, "absent": absent}


def about(path: Path) -> dict[str, str]:
    """Say of a file its name, who made its codes, and whether the rules were tuned on it."""
    note = DEVELOPMENT if path.stem.endswith("_dev") else ""
    return {"file": path.name, "origin": _origin(path), "note": note}


def _origin(path: Path) -> str:
    """Who made the codes, if they say so, and where."""
    said = origin(path)
    return f"Reference codes: {said}; see {'/'.join(path.resolve().parts[-3:-1])}/README.md" if said else ""


def _note(tagger: str, path: Path) -> str:
    """Say so if a model was trained on the very file that it is measured on."""
    from trstudy.tagging.learned import LearnedTagger
    from trstudy.tagging.registry import load_tagger

    made = load_tagger(tagger) if ":" in tagger else None
    if not isinstance(made, LearnedTagger) or digest(path) not in made.model.trained.files.values():
        return ""
    return "was trained on these very codes; `trstudy train` says how it does on others."


def _runs(
    names: tuple[str, ...], run: Callable[[Callable[..., pd.DataFrame]], pd.DataFrame], study: Any
) -> tuple[dict[str, Run], dict[str, str]]:
    """Run each tagger. One that nobody asked for by name may be unable to run, and says why."""
    from trstudy.tagging.registry import taggers

    runs: dict[str, Run] = {}
    absent: dict[str, str] = {}
    for name in names or taggers():
        timed = _Timed(partial(trstudy.tag, tagger=study.tagger(name) if study else name))
        try:
            units = run(timed)
        except TaggerError as error:
            if names:
                raise
            absent[name] = str(error)
            continue
        runs[name] = units, timed.per_second
    return runs, absent


class _Timed:
    """A tagger that remembers its speed, measured on a second run, when all it needs is loaded."""

    def __init__(self, tagger: Callable[..., pd.DataFrame]) -> None:
        self.tagger = tagger
        self.units, self.seconds = 0, 0.0

    def __call__(self, units: pd.DataFrame, **options: Any) -> pd.DataFrame:
        tags = self.tagger(units, **options)
        start = time.perf_counter()
        self.tagger(units, **options)
        self.units, self.seconds = self.units + len(units), self.seconds + time.perf_counter() - start
        return tags

    @property
    def per_second(self) -> float:
        return self.units / self.seconds if self.seconds else math.nan
