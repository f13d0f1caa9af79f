"""``trstudy evaluate``: taggers against people's codes, in one table."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
import pandas as pd

import trstudy
from trstudy.coding.codings import load_codings
from trstudy.coding.events import load_events
from trstudy.commands.evaluate_text import evaluation_text, events_text
from trstudy.errors import TaggerError
from trstudy.measures.evaluation import compared, tables, worst
from trstudy.measures.events import compared_events, events_right
from trstudy.measures.validity import confusion
from trstudy.tables import FRAMES, VARIABLES

DEFAULTS = ("gold_dev.tsv", "challenge_dev.tsv")
DEVELOPMENT = (
    "Development data: the rules and lists were tuned on these codes, so the numbers flatter the tagger. "
    "This is no held-out test."
)
Run = tuple[pd.DataFrame, float]


@click.command("evaluate")
@click.option(
    "--codings",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Codes to compare with; may be repeated. Default: the study's development codings.",
)
@click.option(
    "--events",
    "event_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sentences about one act each (source, target, act, expected, text); may be repeated.",
)
@click.option(
    "--tagger",
    "names",
    multiple=True,
    metavar="NAME",
    help="A tagger to measure; may be repeated. Default: all that are present.",
)
@click.option(
    "--worst",
    "n_worst",
    default=5,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many of the worst errors to show, per tagger and file.",
)
@click.option(
    "--variable",
    default="frame",
    show_default=True,
    type=click.Choice(VARIABLES),
    help="The variable whose errors are shown.",
)
@click.option(
    "--resamples",
    default=2000,
    show_default=True,
    type=click.IntRange(min=0),
    help="Bootstrap resamples behind each interval.",
)
@click.option("--seed", default=1, show_default=True, help="Seed of the resamples.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, without the (unrepeatable) speeds.")
@click.option(
    "--study",
    "folder",
    default=".",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The study's folder.",
)
def command(
    files: tuple[Path, ...], event_files: tuple[Path, ...], names: tuple[str, ...], n_worst: int,
    variable: str, resamples: int, seed: int, as_json: bool, folder: Path,
) -> None:  # fmt: skip
    """Measure taggers against people's codes.

    Units cut from texts are tagged in their article's context, challenge and event sentences alone.
    """
    if not files and not event_files:
        files = tuple(p for p in (folder / "seeds" / "codings" / name for name in DEFAULTS) if p.is_file())
    study = trstudy.open_study(folder) if files else None
    found = {
        "codings": [_codings(study, path, names, n_worst, variable, resamples, seed) for path in files],
        "events": [_events(path, names, n_worst) for path in event_files],
    }
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=1, allow_nan=False))
        return
    for one in found["codings"]:
        click.echo(evaluation_text(one, resamples=resamples, seed=seed))
    for one in found["events"]:
        click.echo(events_text(one))


def _codings(
    study: Any, path: Path, names: tuple[str, ...], n_worst: int, variable: str, resamples: int, seed: int
) -> dict[str, Any]:
    """Every tagger's measures on one file of codings."""
    sentences = study.sentences()
    codings = load_codings(path, study.documents(), arenas=study.arenas)

    def run(tag: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        return compared(codings, partial(tag, dyad=study.dyad), sentences)

    runs, absent = _runs(names, run)
    taggers = []
    for name, (units, speed) in runs.items():
        found: dict[str, Any] = tables(units, n_boot=resamples, seed=seed)
        found["cut"] = units["cut"].value_counts().sort_index().to_dict()
        if "frame" in units.columns:
            found["confusion"] = confusion(units["frame"], units["frame_tag"], FRAMES)
        if variable in units.columns:
            errors = worst(units, n_worst, variable)
            why = [_why(row, sentences, study.dyad, name) for _, row in errors.iterrows()]
            found["worst"] = errors.assign(why=pd.Series(why, index=errors.index, dtype=object))
        taggers.append({"tagger": name, **found, "speed": speed})
    return {**_about(path), "units": len(codings), "variable": variable, "taggers": taggers, "absent": absent}


def _why(row: pd.Series, sentences: pd.DataFrame, dyad: Any, tagger: str) -> list[str]:
    """The tagger's reasons for its tags of a unit, read after the units before it."""
    earlier = sentences.iloc[:0]
    if "doc_id" in row:
        before = (sentences["doc_id"] == row["doc_id"]) & (sentences["start"] < row["start"])
        earlier = sentences[before]
    return list(trstudy.explain(row["text"], dyad, tagger, context=list(earlier["text"])).steps)


def _events(path: Path, names: tuple[str, ...], n_worst: int) -> dict[str, Any]:
    """Every tagger's measures on one file of event sentences."""
    events = load_events(path)

    def run(tag: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        return compared_events(events, lambda units, a, b: tag(units, dyad=trstudy.Dyad(a, b)))

    runs, absent = _runs(names, run)
    taggers = []
    for name, (units, _) in runs.items():
        wrong = units[~units["right"]].head(n_worst)
        why = [
            list(trstudy.explain(row["text"], trstudy.Dyad(row["source"], row["target"]), name).steps)
            for _, row in wrong.iterrows()
        ]
        taggers.append(
            {
                "tagger": name,
                "all": events_right(units),
                "by": events_right(units, "act"),
                "wrong": wrong.assign(why=pd.Series(why, index=wrong.index, dtype=object)),
            }
        )
    return {**_about(path), "units": len(events), "taggers": taggers, "absent": absent}


def _about(path: Path) -> dict[str, str]:
    return {"file": path.name, "note": DEVELOPMENT if path.stem.endswith("_dev") else ""}


def _runs(
    names: tuple[str, ...], run: Callable[[Callable[..., pd.DataFrame]], pd.DataFrame]
) -> tuple[dict[str, Run], dict[str, str]]:
    """Run each tagger. One that nobody asked for by name may be unable to run, and says why."""
    from trstudy.tagging.registry import taggers

    runs: dict[str, Run] = {}
    absent: dict[str, str] = {}
    for name in names or taggers():
        timed = _Timed(partial(trstudy.tag, tagger=name))
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
        self.per_second = math.nan

    def __call__(self, units: pd.DataFrame, **options: Any) -> pd.DataFrame:
        tags = self.tagger(units, **options)
        start = time.perf_counter()
        self.tagger(units, **options)
        self.per_second = len(units) / (time.perf_counter() - start)
        return tags


def _plain(value: Any) -> Any:
    """Tables, numpy's numbers and missing values as JSON knows them; speeds are left out."""
    if isinstance(value, pd.DataFrame):
        named = value.index.name is not None
        return _plain(value.to_dict("index" if named else "records"))
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items() if k != "speed"}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return None if value is pd.NA else value
