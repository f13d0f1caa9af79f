"""``trstudy adjudicate``: settle differences between coders into gold."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trstudy.errors import CodingError

if TYPE_CHECKING:
    from trstudy.coding.adjudication import Adjudication


@click.command("adjudicate")
@click.argument("names", nargs=-1, metavar="[CODER]...")
@click.option("--settler", required=True, metavar="NAME", help="Who decides.")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the gold to this file (.tsv), new or from an earlier run.",
)
@click.option(
    "--context", default=5, show_default=True, type=click.IntRange(min=0), help="Earlier units shown."
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
    names: tuple[str, ...], settler: str, into: Path | None, context: int, db: Path | None, folder: Path
) -> None:
    """Settle what coders coded differently, one unit and variable at a time.

    CODER is a coder's name, the name of codings, or a file; by default everybody in the coding file. For
    each difference type a code or its key; an empty line leaves it open, `note TEXT` puts a note to the
    next decision, `undo` takes the last one back, `quit` stops. Each decision is kept at once, with who
    made it and on which codes.
    """
    from trstudy.coding.adjudication import open_adjudication
    from trstudy.study import open_study

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8")
    with open_adjudication(open_study(folder), *names, settler=settler, db=db) as cases:
        if into is not None:
            cases.require_writable(into)  # before anybody has decided anything
        _work(cases, context)
        table = cases.table
        left = int(table["settled"].isna().sum())
        click.echo(f"{len(table)} differences, {left} open.")
        if into is not None:
            click.echo(f"{into.name}: {cases.save(into)} units in which every variable is agreed or settled.")


def _work(cases: Adjudication, context: int) -> None:
    passed: set[tuple[str, str]] = set()
    note, seen = "", ("", "")
    while True:
        table = cases.table
        waiting = [
            row for row in table[table["settled"].isna()].to_dict("records")
            if (row["unit"], row["variable"]) not in passed
        ]  # fmt: skip
        if not waiting:
            return
        unit, variable = waiting[0]["unit"], waiting[0]["variable"]
        if seen != (unit, variable):
            _show(cases, unit, variable, context, len(waiting))
            seen = unit, variable
        line = sys.stdin.readline()
        said = line.strip()
        if not line or said in ("q", "quit"):
            return
        if not said:
            passed.add((unit, variable))
        elif said == "undo":
            undone = cases.undo()
            click.echo(f"taken back: {' '.join(undone)}" if undone else "nothing to take back")
        elif said == "note" or said.startswith("note "):
            note = said[5:]
            click.echo("note to the next decision")
        else:
            try:
                cases.settle(unit, variable, _code(cases, variable, said), note)
                note = ""
            except CodingError as error:
                click.echo(str(error))


def _code(cases: Adjudication, variable: str, said: str) -> str:
    from trstudy.coding.keys import keys

    return keys(cases.legal[variable]).get(said.lower(), said.lower())


def _show(cases: Adjudication, unit: str, variable: str, context: int, left: int) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text as Words

    from trstudy.coding.keys import keys

    text: Any = cases.text(unit)
    console = Console(highlight=False)
    console.print(Rule(Words(f"{unit} – {left} open"), align="left"), Words(text.title, style="italic"))
    for earlier in text.earlier[max(len(text.earlier) - context, 0) :]:
        console.print(Padding(Words(earlier, style="dim"), (0, 0, 0, 4)))
    console.print(Padding(Words(text.text, style="bold"), (1, 0, 1, 0)))
    for coder, code in cases.codes(unit, variable).items():
        console.print(Words(f"  {coder}: {code}"))
    known = "  ".join(f"{key} {code}" for key, code in keys(cases.legal[variable]).items())
    console.print(Words(f"{variable}? ", style="bold") + Words(known))
