"""``trstudy report``: run the notebooks and write the report, or say what has moved."""

from __future__ import annotations

from pathlib import Path

import click

from trstudy.commands.report_answer import front
from trstudy.commands.report_document import DOCUMENT, document
from trstudy.commands.report_explorer import explorer
from trstudy.commands.report_slides import SLIDES, slides
from trstudy.errors import ParameterError
from trstudy.reporting.makers import NOTEBOOKS, Maker
from trstudy.reporting.pdf import lacking

# What a report holds beside the notebooks' pages.
MAKERS = (
    Maker("index", front, writes=("index.html", "tables/", "numbers/", "figures/")),
    Maker(
        "explorer",
        explorer,
        writes=("explorer.html",),
        offer="Every sentence, to filter, read, cite and take along",
        in_navigation=True,
    ),
    Maker(
        "slides", slides, writes=(SLIDES,), after=("index",), offer="Slides of the main figures, with notes"
    ),
    Maker(
        "document",
        document,
        writes=(DOCUMENT,),
        after=("index", NOTEBOOKS),
        offer="The whole report as one document for paper (PDF)",
        packages=("weasyprint",),
        missing=lacking,
    ),
)


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "-p",
    "--parameter",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a parameter in every notebook that has it; may be repeated.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the report goes (default: the study's reports/).",
)
@click.option("--only", metavar="NOTEBOOK", help="Run one notebook; the other pages stay as they are.")
@click.option("--force", is_flag=True, help="Run notebooks even if nothing that they use has changed.")
@click.option("--list", "listing", is_flag=True, help="Show the reports that reports.toml names.")
@click.option("--check", is_flag=True, help="Compare the key numbers with those published; 1 if any moved.")
@click.option("--publish", is_flag=True, help="Publish the key numbers as they come out now.")
@click.option(
    "--study",
    "root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    metavar="DIR",
    help="The study's folder (default: here, or the nearest above).",
)
def command(
    names: tuple[str, ...],
    pairs: tuple[str, ...],
    out: Path | None,
    only: str | None,
    force: bool,
    listing: bool,
    check: bool,
    publish: bool,
    root: Path,
) -> None:
    """Run the notebooks side by side and write the report; the earlier one stays until all went well.

    NAME is a report of reports.toml, by default the one called default.
    """
    from trstudy.commands.report_runs import Bench
    from trstudy.reporting.given import split_pairs
    from trstudy.reporting.sets import chosen_sets

    _require_one(listing=listing, check=check, publish=publish, only=only is not None)
    given = split_pairs(pairs)
    bench = Bench.at(root, out, MAKERS, click.echo)
    chosen = chosen_sets(bench.sets, names)
    if listing:
        for line in bench.listing(chosen if names else list(bench.sets.values())):
            click.echo(line)
        return
    if (check or publish) and given:
        raise ParameterError("--check and --publish go by reports.toml; name a report instead of -p")
    plans = [one.planned(bench.plan, given, only) for one in chosen]  # what is wrong is said before any run
    moved = False
    for one, planned in zip(chosen, plans, strict=True):
        if check or publish:
            moved |= bench.publish(one, planned) if publish else bench.check(one, planned, force=force)
        else:
            bench.build(one, planned, force=force)
    if moved and check:
        raise SystemExit(1)


def _require_one(**asked: bool) -> None:
    """Raise unless at most one of these was asked for."""
    names = [f"--{'list' if name == 'listing' else name}" for name, told in asked.items() if told]
    if len(names) > 1:
        raise ParameterError(f"{' and '.join(names)} do not go together; expected one of them")
