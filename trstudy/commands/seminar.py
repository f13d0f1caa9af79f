"""``trstudy seminar``: the seminar's notebooks, as folders to hand out."""

from __future__ import annotations

from pathlib import Path

import click

import trstudy


@click.group("seminar")
def command() -> None:
    """Prepare the seminar (docs/teaching.md leads through it)."""


@command.command("build")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the folders go (default: the study's seminar/).",
)
@click.option("--force", is_flag=True, help="Replace files that have been changed since.")
@click.option(
    "--study",
    "folder",
    default=".",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The study's folder.",
)
def build(out: Path | None, force: bool, folder: Path) -> None:
    """Make two folders: student/, with exercises to solve, and solution/, with the solutions.

    Each is a study of its own, so that it can be copied to any computer that has trstudy.
    """
    from trstudy.seminar.building import build as built

    study = trstudy.open_study(folder)
    target = out or study.root / "seminar"
    for path in built(study, target, force=force):
        click.echo(path.as_posix())
    click.echo(f"Hand out {(target / 'student').as_posix()}; keep {(target / 'solution').as_posix()}.")
