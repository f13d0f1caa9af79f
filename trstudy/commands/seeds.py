"""``trstudy seeds``: check the texts against their catalogue, or add one."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import get_args

import click

from trstudy.corpus import catalogue
from trstudy.corpus.adding import add_text, precision_of
from trstudy.corpus.cleaning import clean
from trstudy.corpus.entry import CATALOGUE, Precision, Source
from trstudy.corpus.reading import file_text
from trstudy.corpus.showing import summary
from trstudy.errors import CatalogueError
from trstudy.settings import settings, study_folder, study_root

_FOLDER = click.option(
    "--study", "root", type=click.Path(path_type=Path), default=".", metavar="DIR", help="The study's folder."
)


def _seeds(root: Path) -> Path:
    return root / settings(root).seeds


@click.group("seeds")
def command() -> None:
    """Check the seed texts against their catalogue, or add one."""


@command.command("check")
@_FOLDER
def check(root: Path) -> None:
    """Check that the texts are exactly those of the catalogue."""
    folder = _seeds(study_folder(root))
    entries = catalogue.load(folder)
    found = catalogue.problems(folder, entries)
    for line in found:
        click.echo(line)
    if found:
        click.echo(f"{folder.name}: {len(found)} not as the catalogue says. {catalogue.PUT_RIGHT}", err=True)
        sys.exit(1)
    count = "1 text" if len(entries) == 1 else f"{len(entries)} texts"
    click.echo(f"{count} in {folder.name}, exactly as the catalogue says")


@command.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", help="As the text prints it. Default: the title that cleaning finds.")
@click.option("--author", help="Left out if nobody is named.")
@click.option("--outlet", help="Who published it.")
@click.option("--date", help="YYYY-MM-DD, YYYY-MM or YYYY: no more than the text supports.")
@click.option("--date-precision", type=click.Choice(get_args(Precision)), help="Default: as DATE is written.")
@click.option(
    "--date-source",
    type=click.Choice(get_args(Source)),
    help="printed in the text, fixed by dated sources it cites, or inferred from what it tells.",
)
@click.option("--date-note", help="How the date is known, in words.")
@click.option("--doc-id", help="Short name. Default: the author's last name, or the outlet, and the year.")
@click.option("--language", default="en", show_default=True, help="ISO 639 code.")
@click.option("--rights", help="Who owns the text.")
@click.option("--provenance", help="Where the file comes from, and what was done to it.")
@click.option("--notes", help="Anything a reader of the tables should know.")
@_FOLDER
def add(file: Path, root: Path, **fields: str | None) -> None:
    """Copy the text in FILE into the study and append its entry to the catalogue.

    What is not given is asked for, if somebody is there to answer.
    """
    text = file_text(file)
    cleaned = clean(text)
    if not cleaned.kept:
        raise CatalogueError(f"{file.name}: cleaning keeps nothing of it; see `trstudy clean {file.name}`")
    printed = next((b for b in cleaned.kept if b.role == "title"), None)
    proposed = " ".join(text[printed.start : printed.end].split()) if printed else ""
    byline = next(
        (" ".join(text[b.start : b.end].split()) for b in cleaned.dropped if b.reason == "byline"), ""
    )
    if fields["date"]:
        _check_date(fields["date"])
    if _is_answered():
        _ask(fields, proposed, byline)
    for field, legal in (("date", ["YYYY-MM-DD", "YYYY-MM", "YYYY"]), ("date_source", get_args(Source))):
        if not fields[field]:
            option = f"--{field.replace('_', '-')}"
            raise CatalogueError(f"{file.name}: no {field}; give {option}, one of {', '.join(legal)}")
    fields["title"] = fields["title"] or proposed
    entry = add_text(_seeds(study_root(root) or root), file, **fields)
    click.echo(f"added {entry.file} as {entry.doc_id} ({entry.date}, {entry.date_source})")
    click.echo(summary(cleaned))
    if byline and not entry.author:
        click.echo(
            f'a byline was found: {byline}; --author? If it names who wrote the text, put author = "…" into '
            f"the entry {entry.doc_id} of {CATALOGUE}.",
            err=True,
        )


def _check_date(date: str) -> str:
    """Blame the option, not the catalogue, for a date that no calendar has or that is written otherwise."""
    try:
        precision_of(date)
        day = datetime.date.fromisoformat(f"{date}-01-01"[:10])
    except (CatalogueError, ValueError):
        raise CatalogueError(
            f"--date is {date!r}; expected a day, month or year of the calendar, as YYYY-MM-DD, YYYY-MM or "
            "YYYY (no more than the text supports)"
        ) from None
    if day > _tomorrow():
        raise CatalogueError(
            f"--date is {date!r}, which is still to come; expected the day, month or year of print"
        )
    return date


def _tomorrow() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(
        days=1
    )  # it may be there elsewhere


def _answered_date(answer: str) -> str:
    try:
        return _check_date(answer.strip())
    except CatalogueError as error:
        raise click.UsageError(str(error).removeprefix("--")) from None  # which asks again


def _is_answered() -> bool:
    return sys.stdin.isatty()


def _ask(fields: dict[str, str | None], title: str, byline: str) -> None:
    """Ask for the fields that matter and were not given; an empty answer leaves one out."""
    defaults = {"title": title, "author": "", "outlet": ""}
    for field, default in defaults.items():
        if fields[field] is None:
            known = f"the byline is: {byline}; " if byline and field == "author" else ""
            fields[field] = click.prompt(
                f"{field} ({known}empty if unknown)", default=default, show_default=bool(default)
            )
    if fields["date"] is None:
        fields["date"] = click.prompt("date (YYYY-MM-DD, YYYY-MM or YYYY)", value_proc=_answered_date)
    if fields["date_source"] is None:
        fields["date_source"] = click.prompt("date_source", type=click.Choice(get_args(Source)))
    if fields["date_note"] is None:
        fields["date_note"] = click.prompt("date_note (how it is known)", default="", show_default=False)
