"""``trstudy codings``: codes to and from other tools."""

from __future__ import annotations

from pathlib import Path

import click

from trstudy.coding.exchange.forms import FORMS

_FORM = click.option("--format", "form", type=click.Choice(list(FORMS)), help="Default: by suffix.")
_DB = click.option(
    "--db", type=click.Path(path_type=Path), metavar="FILE", help="The coding file (default: codings.db)."
)
_FOLDER = click.option(
    "--study", "root", type=click.Path(path_type=Path), default=".", metavar="DIR", help="The study's folder."
)


@click.group("codings")
def command() -> None:
    """Write coders' codes to files for other tools, or read them from such files."""


@command.command("export")
@click.argument("names", nargs=-1, metavar="[CODER]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where to.")
@_FORM
@_DB
@_FOLDER
def export(names: tuple[str, ...], out: Path, form: str | None, db: Path | None, root: Path) -> None:
    """Write codes of coders, codings or files (default: everybody in the coding file) to FILE."""
    from trstudy.coding.exchange.forms import write_codes
    from trstudy.study import open_study

    study = open_study(root)
    codes = study.codes(*names, db=db)
    dropped = write_codes(study, codes, out, form or "")
    coders = ", ".join(codes["coder"].unique())
    click.echo(f"{out.name}: {codes['unit'].nunique()} units of {coders}")
    for field, count in dropped.items():
        of = "1 unit" if count == 1 else f"{count} units"
        click.echo(f"dropped: {field} of {of}, for which this form has no place", err=True)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", metavar="NAME", help="Whose codes they are, in place of the name in the file.")
@click.option("--replace", is_flag=True, help="Let them take the place of other codes of the same coder.")
@_FORM
@_DB
@_FOLDER
def import_(
    file: Path, coder: str | None, replace: bool, form: str | None, db: Path | None, root: Path
) -> None:
    """Take codes from FILE into the coding file; what is there already is passed over."""
    from trstudy.coding.exchange.forms import read_codes
    from trstudy.coding.exchange.taking import take_in
    from trstudy.coding.store import STORE, open_store
    from trstudy.study import open_study

    study = open_study(root)
    codes = read_codes(study, file, form or "", coder)
    with open_store(db or study.root / STORE) as store:
        new = take_in(study, store, codes, origin=file.name, replace=replace)
    coders = ", ".join(codes["coder"].unique())
    click.echo(f"{file.name}: {codes['unit'].nunique()} units of {coders}; {new} codes and remarks are new")
