"""``trstudy train``: a linear model from reference codes, and how it does on units it has not seen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import trstudy
from trstudy.errors import TrstudyError

if TYPE_CHECKING:
    from trstudy.tagging.dyad import Dyad


@click.command("train")
@click.option(
    "--codings",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Codes to learn from; may be repeated.",
)
@click.option(
    "--events",
    "event_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sentences about one act each, as for evaluate, to learn frames from; may be repeated.",
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="MODEL", help="Where the model goes."
)
@click.option(
    "--dyad",
    "names",
    nargs=2,
    metavar="A B",
    help="The two sides that the codes speak of; names of one side parted by |. Default: the study's.",
)
@click.option(
    "--resamples",
    default=2000,
    show_default=True,
    type=click.IntRange(min=0),
    help="Bootstrap resamples behind each interval.",
)
@click.option(
    "--seed", default=1, show_default=True, help="Seed of the resamples; training has no chance in it."
)
@click.option(
    "--study",
    "folder",
    default=".",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The study's folder.",
)
def command(
    files: tuple[Path, ...], event_files: tuple[Path, ...], out: Path, names: tuple[str, str] | None,
    resamples: int, seed: int, folder: Path,
) -> None:  # fmt: skip
    """Train a linear model on reference codes, for the tagger `learned`.

    The model is fitted to all units. How it does on others is told by cross-validation: articles, and
    pairs of sentences, are left out in turn and tagged by a model of the rest.
    """
    from trstudy.commands.train_runs import coded, cross_validation, events_coded, fit, steps
    from trstudy.commands.train_text import summary_text, training_text
    from trstudy.tagging.dyad import default_dyad
    from trstudy.tagging.linear import dumped, is_model
    from trstudy.writing import replacing, require_own

    if not files and not event_files:
        raise click.UsageError("nothing to learn from; name a table of codes with --codings FILE")
    if not out.absolute().parent.is_dir():
        raise TrstudyError(f"--out {out.as_posix()}: no folder {out.parent.as_posix()}; make it first")
    require_own(out, is_model, "model from trstudy train")
    study = trstudy.open_study(folder, training=True) if files else None
    dyad = _dyad(names) if names else study.dyad if study else default_dyad()
    sets = [coded(study, path, dyad) for path in files] + [events_coded(path) for path in event_files]
    with click.progressbar(length=steps(sets), label="Leaving units out in turn", file=sys.stderr) as bar:
        tried, ruled = cross_validation(sets, lambda: bar.update(1))
    model = fit(sets, ruled, dyad)
    with replacing(out) as part:
        part.write_text(dumped(model), encoding="utf-8", newline="\n")
    click.echo(training_text(tried, ruled, resamples=resamples, seed=seed))
    click.echo(summary_text(model, out))


def _dyad(names: tuple[str, str]) -> Dyad:
    from trstudy.tagging.dyad import Dyad

    a, b = ([n.strip() for n in side.split("|")] for side in names)
    return Dyad(a, b)
