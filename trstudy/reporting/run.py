"""Jobs side by side, in processes that die with the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from trstudy.errors import ReportError, TrstudyError
from trstudy.reporting.settled import settled

Step = Callable[[int, int, str], None]  # steps done, steps in all, what comes now


@dataclass(frozen=True)
class Job:
    """One piece of a report.

    Attributes
    ----------
    name
        What the reader of the progress sees.
    work
        Called in another process with a function to report steps; it must be picklable.
    after
        Names of jobs that must be done before; those that are not in the run count as done.
    """

    name: str
    work: Callable[[Step], None]
    after: Collection[str] = ()


class Watcher(Protocol):
    """Whoever wants to hear how the jobs go."""

    def step(self, name: str, done: int, of: int, label: str) -> None:
        """Hear that ``done`` of ``of`` steps of a job are behind it."""

    def end(self, name: str) -> None:
        """Hear that a job is done."""


def run(jobs: Sequence[Job], *, watcher: Watcher, workers: int | None = None) -> None:
    """Run every job, as many side by side as there are cores; the first failure ends all.

    Jobs start in their order, save that one waits for those that it comes after.

    Raises
    ------
    ReportError
        A job failed, or its process died.
    """
    workers = min(workers or min(os.cpu_count() or 1, 4), len(jobs))
    context = multiprocessing.get_context("spawn")
    queue = list(jobs)
    crew: dict[Any, BaseProcess] = {}  # by our end of the pipe to each
    busy: dict[Any, Job] = {}
    with settled():
        try:
            for _ in range(workers):
                ours, theirs = context.Pipe()
                crew[ours] = context.Process(target=_serve, args=(theirs,), daemon=True)
                crew[ours].start()
                theirs.close()
            while queue or busy:
                for connection in crew.keys() - busy.keys():
                    waiting = {job.name for job in (*queue, *busy.values())}
                    job = next((job for job in queue if waiting.isdisjoint(job.after)), None)
                    if job:
                        queue.remove(job)
                        busy[connection] = job
                        connection.send(job.work)
                if not busy:
                    raise ReportError(f"{queue[0].name}: waits for what waits for it")
                for connection in wait(list(busy)):
                    if _hear(connection, busy[connection].name, watcher):
                        del busy[connection]
        finally:
            for process in crew.values():
                process.kill()
                process.join()


def _hear(connection: Any, name: str, watcher: Watcher) -> bool:
    """Take one message about a job; True when the job is done."""
    try:
        kind, *rest = connection.recv()
    except (EOFError, ConnectionError):
        raise ReportError(
            f"{name}: its process ended before it was done (killed, or out of memory?)"
        ) from None
    if kind == "step":
        watcher.step(name, *rest)
    elif kind == "failed":
        raise ReportError(rest[0])
    else:
        watcher.end(name)
    return bool(kind == "done")


def _serve(connection: Connection) -> None:
    """Do jobs as they come, one at a time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run hears Ctrl-C, and ends its crew
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        work = connection.recv()
        try:
            work(lambda done, of, label: connection.send(("step", done, of, label)))
        except TrstudyError as error:
            connection.send(("failed", str(error)))
        except Exception:
            connection.send(("failed", traceback.format_exc()))
        else:
            connection.send(("done",))


def _end_with_parent() -> None:
    """Leave nothing running when the run is killed and cannot clean up."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
