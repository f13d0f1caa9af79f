"""How far a slow step is, for whoever runs a notebook by hand: on the page while it lasts, then gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

_EVERY = 0.1  # seconds between two looks
_EXTENSION = "trstudy.reporting.kernel"  # loaded by the kernels that make a report


@contextmanager
def waiting(what: str, *, after: float = 0.5) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar under a cell while a step lasts, and take it away when it ends.

    In a report, in a script and in a step that is over soon, nothing is shown at all, so that a page has the
    same bytes however long its making took.

    Parameters
    ----------
    what
        What is going on, in words.
    after
        Seconds until the bar appears; with 0 it is there at once, and runs to and fro until it hears how far
        the step is.

    Yields
    ------
    callable
        To be called with the parts done and the parts in all.

    Examples
    --------
    >>> with waiting("Counting") as progress:
    ...     progress(1, 2)
    """
    show = _screen()
    if show is None:
        yield lambda done, of: None
        return
    seen = began = time.monotonic()
    handle: Any = None

    def shown(far: str, attributes: str) -> None:
        nonlocal handle
        bar = f"<label>{escape(what)}{far} <progress{attributes}></progress></label>"
        data = {"text/html": bar, "text/plain": what + far}
        if handle is None:
            handle = show(data, raw=True, display_id=True)
        else:
            handle.update(data, raw=True)

    def progress(done: int, of: int) -> None:
        nonlocal seen
        now = time.monotonic()
        if now - began >= after and (handle is None or now - seen >= _EVERY):
            seen = now
            shown(f": {done} of {of}", f" value={done} max={of}")

    if not after:
        shown(" …", "")
    try:
        yield progress
    finally:
        if handle is not None:
            handle.update({"text/html": "", "text/plain": ""}, raw=True)


def _screen() -> Callable[..., Any] | None:
    """Return what displays in a notebook that someone looks at; None anywhere else."""
    try:
        from IPython.core.getipython import get_ipython
        from IPython.display import display
    except ModuleNotFoundError:
        return None
    shell: Any = get_ipython()
    if shell is None or not getattr(shell, "kernel", None) or _EXTENSION in shell.extension_manager.loaded:
        return None
    return display
