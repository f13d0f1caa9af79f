"""The ``trstudy`` command. Each subcommand's module is imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

import trstudy
from trstudy.errors import TrstudyError

# subcommand -> (module, one line for --help)
COMMANDS = {
    "new": ("trstudy.commands.new", "Make a folder for a study of two other sides."),
    "clean": ("trstudy.commands.clean", "Show what cleaning keeps and drops of a text, side by side."),
    "seeds": ("trstudy.commands.seeds", "Check the seed texts against their catalogue, or add one."),
    "tag": ("trstudy.commands.tag", "Tag the sentences of a text, or of standard input."),
    "evaluate": ("trstudy.commands.evaluate", "Measure taggers against reference codes."),
    "train": ("trstudy.commands.train", "Train a linear model on reference codes, for the tagger `learned`."),
    "seminar": ("trstudy.commands.seminar", "Make the seminar's notebooks for students, and with solutions."),
    "code": ("trstudy.commands.code", "Code units by hand, with the codebook beside them."),
    "agreement": ("trstudy.commands.agreement", "Measure how far coders agree, and list where they do not."),
    "adjudicate": ("trstudy.commands.adjudicate", "Settle what coders coded differently, into gold."),
    "codings": ("trstudy.commands.codings", "Write codes to files for other tools, or read them."),
    "report": ("trstudy.commands.report", "Run the notebooks and write the report."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(trstudy.__version__, prog_name="trstudy")
def cli() -> None:
    """How analysts frame the relation between two states: clean, tag, compare, report."""


def main() -> None:
    """Run the command line; a TrstudyError ends it with one message and status 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        cli(standalone_mode=True)
    except TrstudyError as error:
        click.echo(f"trstudy: {error}", err=True)
        sys.exit(1)
