"""``trstudy evaluate``: taggers against reference codes, in one table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

import trstudy
from trstudy.coding.folder import coding_tables
from trstudy.commands.evaluate_runs import codings_found, events_found
from trstudy.commands.evaluate_text import evaluation_text, events_text
from trstudy.commands.wording import plain
from trstudy.errors import CodingError
from trstudy.settings import settings, study_root
from trstudy.tables import VARIABLES


@click.command("evaluate")
@click.option(
    "--codings",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Codes to compare with; may be repeated. Default: the study's first codings of either kind.",
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
    "--ablate", is_flag=True, help="Say instead what each rule family and part of the lexicon is worth."
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
    files: tuple[Path, ...], event_files: tuple[Path, ...], names: tuple[str, ...], ablate: bool,
    n_worst: int, variable: str, resamples: int, seed: int, as_json: bool, folder: Path,
) -> None:  # fmt: skip
    """Measure taggers against reference codes.

    Units cut from texts are tagged in their article's context, challenge and event sentences alone.
    """
    if ablate and names:
        raise click.UsageError("--ablate measures the rule tagger; leave out --tagger")
    if not files and not event_files:
        root = study_root(folder) or folder
        codings = root / settings(root).seeds / "codings"
        first = [*coding_tables(codings)[:1], *coding_tables(codings, alone=True)[:1]]
        files = tuple(codings / f"{name}.tsv" for name in first)
        if not files:
            trstudy.open_study(folder)  # where there is no study, this is what has to be said
            raise CodingError(
                "the study has no codings yet; `trstudy code --coder NAME` makes some, or name a table with "
                "--codings FILE"
            )
    study = trstudy.open_study(folder) if files or study_root(folder) else None
    if ablate:
        from trstudy.commands.evaluate_ablation import ablation_found, ablation_text

        parts = ablation_found(study, files, event_files)
        click.echo(_json(parts) if as_json else ablation_text(parts))
        return
    found = {
        "codings": [codings_found(study, path, names, n_worst, variable, resamples, seed) for path in files],
        "events": [events_found(study, path, names, n_worst) for path in event_files],
    }
    if as_json:
        click.echo(_json(found))
        return
    for one in found["codings"]:
        click.echo(evaluation_text(one, resamples=resamples, seed=seed))
    for one in found["events"]:
        click.echo(events_text(one))


def _json(found: dict[str, Any]) -> str:
    return json.dumps(plain(found), ensure_ascii=False, indent=1, allow_nan=False)
