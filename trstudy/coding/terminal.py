"""Coding in a terminal: single keys where there is a keyboard, lines where there is a pipe."""

from __future__ import annotations

import sys

import click
from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Words

from trstudy.coding.codetable import CONFIDENCES
from trstudy.coding.keys import COMMANDS, keys, obey
from trstudy.coding.unit_by_unit import Session
from trstudy.errors import CodingError
from trstudy.tables import VARIABLES

# what a terminal sends for keys that are no letters: Unix, then Windows
_SPECIAL = {
    "\r": "next", "\n": "next", "\x7f": "undo", "\b": "undo",
    "\x1b[D": "back", "\x1b[C": "next", "\xe0K": "back", "\xe0M": "next", "\x00K": "back", "\x00M": "next",
}  # fmt: skip
_STOP = ("q", "quit", "\x04", "\x1a")


def work(session: Session, console: Console, *, context: int = 5) -> None:
    """Let a coder work until the coder stops, or there is no more input.

    Parameters
    ----------
    session
        The coder's session.
    console
        Where to show the units. If standard input is a terminal, each key counts at once; otherwise
        lines are read, as `trstudy.coding.keys.obey` takes them, an empty one being ``next``.
    context
        How many earlier units of the article to show.
    """
    single = sys.stdin.isatty()
    said, rule = "", False
    while True:
        if single:
            console.clear()
        # the rule goes above, so that the unit and its keys stay in sight
        parts = [rules(session)] if rule else []
        console.print(*parts, screen(session, context), Words(said, style="bold"), sep="\n")
        try:
            line = _key(console) if single else _line()
        except (EOFError, KeyboardInterrupt):
            break
        if line.lower() in _STOP:
            break
        try:
            rule = line in ("?", "rule")
            said = "" if rule else obey(session, line)
        except CodingError as error:
            said = str(error)


def screen(session: Session, context: int = 5) -> RenderableType:
    """Return the current unit in its context, what it has been given, and the keys."""
    progress = session.progress
    skipped = f", {progress.skipped} passed over" if progress.skipped else ""
    count = f"{progress.done} of {progress.total} coded{skipped}"
    if session.position is None:
        return Group(Rule(count, align="left"), "No unit is open.", _help("back", "undo", "quit"))
    unit = session.unit
    earlier = unit.earlier[len(unit.earlier) - context :] if context < len(unit.earlier) else unit.earlier
    kind = "" if unit.role == "body" else f" ({unit.role})"
    return Group(
        Rule(Words(f"{session.position + 1}. {unit.sentence_id}{kind} – {count}"), align="left"),
        Words(unit.title, style="italic"),
        *(Padding(Words(text, style="dim"), (0, 0, 0, 4)) for text in earlier),
        Padding(Words(unit.text, style="bold"), (1, 0, 1, 0)),
        _given(session),
        _choices(session),
        _help(*(word for _, word, _ in COMMANDS)),
    )


def rules(session: Session) -> RenderableType:
    """Return the codebook's section for the variable at hand, or all of it where none is."""
    missing = [] if session.position is None else session.missing
    return Markdown(session.codebook.section(missing[0]) if missing else session.codebook.text)


def _given(session: Session) -> RenderableType:
    codes = session.codes
    parts = [f"{variable}: {codes.get(variable, '…')}" for variable in VARIABLES]
    if session.confidence:
        parts.append(f"confidence: {session.confidence}, {CONFIDENCES[session.confidence]}")
    if session.skipped:
        parts.append("passed over")
    return Words("   ".join(parts) + (f"\nnote: {session.note}" if session.note else ""))


def _choices(session: Session) -> RenderableType:
    variable = next(iter(session.missing), None)
    if variable is None:
        sure = "   ".join(f"{number} {meaning}" for number, meaning in CONFIDENCES.items())
        return Words(f"All four codes are given. Enter or . goes on.   {sure}")
    table = Table.grid(padding=(0, 2))
    table.add_row(Words(f"{variable}?", style="bold"))
    for key, name in keys(session.legal[variable]).items():
        hint = session.codebook.hint(variable, name)
        table.add_row(Words(f"  {key}", style="bold"), Words(name), Words(hint, style="dim"))
    return table


def _help(*wanted: str) -> RenderableType:
    return Words("   ".join(f"{key} {word}" for key, word, _ in COMMANDS if word in wanted), style="dim")


def _key(console: Console) -> str:
    """Return what one key stands for; a note is read to the end of its line."""
    key = click.getchar()
    if key == "/":
        return f"note {console.input('note: ', markup=False)}"
    return _SPECIAL.get(key, key)


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip() or "next"
