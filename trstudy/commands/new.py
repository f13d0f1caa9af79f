"""``trstudy new``: the folder of a new study."""

from __future__ import annotations

from pathlib import Path

import click

from trstudy.starting import Side, start_study
from trstudy.tagging.sides import nearest_actors


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--sides",
    nargs=2,
    required=True,
    metavar="A B",
    help="The two sides, as texts name them: two states, institutions, peoples.",
)
@click.option("--name", default="", help="What the study is called. Default: A and B.")
@click.option(
    "--arena",
    "arenas",
    multiple=True,
    metavar="NAME",
    help="A field in which the two meet, as fisheries or trade; may be repeated.",
)
def command(folder: Path, sides: tuple[str, str], name: str, arenas: tuple[str, ...]) -> None:
    """Make a folder for a study of two other sides: settings, catalogue, word lists, notebooks.

    DIR must be empty, or not there yet.
    """
    found = start_study(folder, sides, name=name, arenas=arenas)
    click.echo(f"{folder.as_posix()} is ready for its texts.")
    for side in found:
        click.echo(f"  {_known(side)}")
    there = folder.resolve() == Path.cwd()
    steps = [*([] if there else [f'cd "{folder.as_posix()}"']), "trstudy seeds add FILE", "trstudy report"]
    click.echo("\nNext:" + "".join(f"\n  {step}" for step in steps))


def _known(side: Side) -> str:
    """Say whether the lexicon knows a side, and what is left to do."""
    if side.known:
        more = f" and {len(side.known) - 4} more" if len(side.known) > 5 else ""
        return f"{side.name}: in the lexicon, as {', '.join(side.known[: 4 if more else 5])}{more}"
    near = nearest_actors(side.name)
    hint = f" (it has {', '.join(near)})" if near else ""
    return f"{side.name}: not in the lexicon{hint}; give its names in lexicon/actors.toml"
