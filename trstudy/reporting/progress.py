"""What a run shows while it works: bars in a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from trstudy.reporting.run import Watcher


@contextmanager
def progress(names: Sequence[str]) -> Iterator[Watcher]:
    """Show how far each named job is, on standard error."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bars = Progress(
        TextColumn("{task.fields[name]}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[label]}", markup=False, style="dim"),
        console=Console(stderr=True),
    )
    with bars:
        yield _Bars(bars, names)


class _Bars:
    def __init__(self, bars: object, names: Sequence[str]) -> None:
        self._bars = bars
        width = max(map(len, names), default=0)
        self._tasks = {
            name: bars.add_task(name, name=name.ljust(width), label="waiting", total=None, start=False)  # type: ignore[attr-defined]
            for name in names
        }

    def step(self, name: str, done: int, of: int, label: str) -> None:
        self._bars.start_task(self._tasks[name])  # type: ignore[attr-defined]
        self._bars.update(self._tasks[name], completed=done, total=of, label=label)  # type: ignore[attr-defined]

    def end(self, name: str) -> None:
        task = self._bars.tasks[self._tasks[name]]  # type: ignore[attr-defined]
        total = task.total or 1
        self._bars.update(self._tasks[name], completed=total, total=total, label="done")  # type: ignore[attr-defined]
        self._bars.stop_task(self._tasks[name])  # type: ignore[attr-defined]


class _Lines:
    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    def step(self, name: str, done: int, of: int, label: str) -> None:
        # Every step gets its line: where a cell never ends, the last line says which.
        self._began.setdefault(name, time.monotonic())
        click.echo(f"{name}: step {done + 1} of {of}  {label}".rstrip(), err=True)

    def end(self, name: str) -> None:
        click.echo(f"{name}: done in {time.monotonic() - self._began.get(name, 0.0):.1f} s", err=True)
