"""``trstudy code``: code units by hand."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from trstudy.coding.sampling import WAYS


@click.command("code")
@click.option("--coder", required=True, metavar="NAME", help="Who codes.")
@click.option("--sample", type=int, metavar="N", help="How many units (default: 40).")
@click.option(
    "--seed", type=int, metavar="N", help="Seed of the sample, the same for all coders (default: 7)."
)
@click.option(
    "--by",
    type=click.Choice(WAYS),
    help="Draw at random (default), by article, or where taggers part.",
)
@click.option(
    "--tagger",
    "taggers",
    multiple=True,
    metavar="NAME",
    help="For --by disagreement: a tagger to compare; may be repeated (default: rules, baseline).",
)
@click.option("--within", metavar="NAME", help="Draw from the units of these codings, e.g. gold.")
@click.option(
    "--context", default=5, show_default=True, type=click.IntRange(min=0), help="Earlier units to show."
)
@click.option(
    "--db", type=click.Path(path_type=Path), metavar="FILE", help="The coding file (default: codings.db)."
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
    coder: str, sample: int | None, seed: int | None, by: str | None, taggers: tuple[str, ...],
    within: str | None, context: int, db: Path | None, folder: Path,
) -> None:  # fmt: skip
    """Code units by the codebook, one at a time, each in its article's context.

    Every code is kept the moment it is given. Without options for the sample, a coder's last one goes
    on. If standard input is no terminal, its lines are obeyed: `csah.` or `rivalry energy author hedged
    next`.
    """
    from rich.console import Console

    from trstudy.coding.sampling import TAGGERS
    from trstudy.coding.session import open_session
    from trstudy.coding.terminal import work
    from trstudy.study import open_study

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8")
    study = open_study(folder)
    with open_session(
        study, coder=coder, sample=sample, seed=seed, by=by, taggers=taggers or TAGGERS, within=within, db=db
    ) as session:
        asked = session.design["size"]
        if session.total < asked:
            click.echo(f"{session.total} units, all there are to draw from; {asked} were asked for.")
        work(session, Console(highlight=False), context=context)
        done = session.progress
        click.echo(f"{done.done} of {done.total} coded, {done.skipped} passed over; all is kept.")
        if done.open:
            click.echo("The same command goes on here.")
