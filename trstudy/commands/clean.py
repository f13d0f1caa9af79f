"""``trstudy clean``: what cleaning keeps and drops of a text, side by side."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trstudy.corpus.cleaning import Cleaned, clean
from trstudy.corpus.reading import file_text
from trstudy.corpus.showing import is_page, page, rows, summary
from trstudy.writing import replacing, require_own

WIDEST = 140


def _table(cleaned: Cleaned, *, split: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
    table.add_column("line", justify="right", style="dim")
    table.add_column("kept", ratio=5, overflow="fold")
    table.add_column("dropped, and why", ratio=3, overflow="fold", style="dim")
    for line, label, kept, dropped in rows(cleaned, split=split):
        left = Text.assemble((f"{label}  ", "dim"), kept) if kept and label != "body" else Text(kept)
        right = Text.assemble((f"{label}: ", "italic"), dropped) if dropped else Text()
        table.add_row(str(line), left, right)
    return table


@click.command("clean")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sentences", "split", is_flag=True, help="Cut the kept text into numbered sentences.")
@click.option("--json", "as_json", is_flag=True, help="Print the blocks with their offsets as JSON.")
@click.option(
    "--html",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Write the view to a web page instead.",
)
def command(file: Path, split: bool, as_json: bool, out: Path | None) -> None:
    """Show what cleaning keeps and drops of the text in FILE, side by side."""
    cleaned = clean(file_text(file))
    if as_json:
        blocks = cleaned.table().to_dict("records")
        click.echo(json.dumps(blocks, ensure_ascii=False, indent=1))
    elif out is not None:
        require_own(out, is_page, "page of what was cleaned")
        with replacing(out) as part:
            part.write_text(page(cleaned, name=file.name, split=split), encoding="utf-8", newline="\n")
        click.echo(f"{file.name}: {summary(cleaned)}")
    else:
        console = Console(highlight=False, soft_wrap=False)
        console.width = min(console.width, WIDEST)
        with console.capture() as shown:
            console.print(
                Text(f"{file.name}: {summary(cleaned)}"), "\n", _table(cleaned, split=split), sep="\n"
            )
        click.echo("\n".join(line.rstrip() for line in shown.get().splitlines()))
