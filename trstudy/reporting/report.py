"""A whole report: notebooks executed and exported, front page, tables, manifest; swapped in at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from trstudy.errors import ReportError
from trstudy.reporting import manifest
from trstudy.reporting.due import due
from trstudy.reporting.folder import held, replaced
from trstudy.reporting.makers import NOTEBOOKS, Maker
from trstudy.reporting.pages import write_page
from trstudy.reporting.plan import Notebook, Plan
from trstudy.reporting.progress import progress
from trstudy.reporting.run import Job, run


def build(
    plan: Plan,
    chosen: Sequence[Notebook],
    out: Path,
    *,
    makers: Sequence[Maker],
    say: Callable[[str], None],
    force: bool = False,
    workers: int | None = None,
    within: Path | None = None,
    ready: Callable[[], None] | None = None,
) -> list[str]:
    """Run what changed, keep what did not, and put all in the place of the earlier report.

    Parameters
    ----------
    plan
        The whole study, as :func:`~trstudy.reporting.plan.planned` gave it.
    chosen
        The notebooks to bring up to date, with their parameters. Others keep the page they have, if any.
    out
        The report folder.
    makers
        What writes the other parts of the report: the front page with the tables, and so on. One that
        lacks something on this machine is left out, and the user hears what.
    say
        Called with lines for the user.
    force
        Run the chosen notebooks even if nothing has changed.
    workers
        How many jobs run side by side; by default one for each core, four at most.
    within
        The report folder that ``out`` lies in, if it does: the two are never written at the same time.
    ready
        Called before anything runs, to raise what would otherwise be come upon late.

    Returns
    -------
    list of str
        What ran; empty if the earlier report stays as it is.

    Raises
    ------
    ReportError
        A notebook or a maker failed; the earlier report is untouched.
    """
    with held(out, say=say, within=within):
        todo = due(plan, chosen, out, makers=makers, force=force)
        plan, earlier, keys = todo.plan, todo.earlier, todo.keys
        for name, lack in todo.lacks.items():
            say(f"{name}: left out. {lack}")
        for name in todo.kept:
            say(f"{name}: kept, since nothing it uses has changed")
        if not todo.names:
            return []
        if ready is not None:
            ready()
        for name, reason in todo.reasons.items():
            say(f"{name}: {reason}")
        for name in plan.stale:
            say(f"{name}: kept from an earlier run, although what it uses has changed")
        everyone = dict.fromkeys([*(n.name for n in plan.notebooks), *keys])
        kept = [name for name in everyone if name not in todo.names]
        with replaced(out, within=within) as folder:
            made = _carried(earlier, out, folder, set(kept))
            for name in todo.laid_out:
                (folder / "notebooks").mkdir(exist_ok=True)
                shutil.copyfile(out / "notebooks" / f"{name}.ipynb", folder / "notebooks" / f"{name}.ipynb")
            # from the last: later notebooks rest on more, take longer, and leave tables that others find
            jobs = [Job(n.name, partial(write_page, plan, n, folder)) for n in reversed(todo.notebooks)]
            jobs += [
                Job(m.name, partial(m.make, plan, folder), _after(m, todo.notebooks)) for m in todo.makers
            ]
            with progress(todo.names) as watcher:
                run(jobs, watcher=watcher, workers=workers)
            manifest.write_manifest(
                folder,
                made_by={**made, **_made(folder, made, todo.notebooks, todo.makers)},
                makers={
                    **{name: earlier["makers"][name] for name in kept},
                    **{n.name: _record(plan, n, keys[n.name]) for n in todo.notebooks},
                    **{m.name: {**m.facts, "key": keys[m.name]} for m in todo.makers},
                },
                environment=plan.environment,
                inputs={**plan.inputs, "code": _code(plan, makers)},
            )
        return todo.names


def _record(plan: Plan, notebook: Notebook, key: str) -> dict[str, Any]:
    return {**notebook.facts, "key": key, "ran": plan.run_key(notebook)}


def _code(plan: Plan, makers: Sequence[Maker]) -> dict[str, str]:
    """Return the hash of each file of the package that any part of the report can reach."""
    pages = [plan.reached(n, page=True) for n in plan.notebooks]
    return {name: of for part in [*pages, *(m.reached(plan) for m in makers)] for name, of in part.items()}


def _after(maker: Maker, pending: Sequence[Notebook]) -> set[str]:
    """Return the names of the jobs that a maker waits for."""
    return set(maker.after) | {n.name for n in pending if NOTEBOOKS in maker.after}


def _carried(earlier: Mapping[str, Any], out: Path, folder: Path, makers: set[str]) -> dict[str, str]:
    """Copy what these makers wrote before; return file name to maker."""
    made = {n: o["made_by"] for n, o in earlier.get("outputs", {}).items() if o["made_by"] in makers}
    for name in made:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / name, folder / name)
    return made


def _made(
    folder: Path, known: Mapping[str, str], notebooks: Sequence[Notebook], makers: Sequence[Maker]
) -> dict[str, str]:
    """Return file name to maker for what was written just now."""
    owners = {file: n.name for n in notebooks for file in (f"{n.name}.html", f"notebooks/{n.path.name}")}
    made = {}
    for name in (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file()):
        if name not in known:
            owner = owners.get(name) or next((m.name for m in makers if m.wrote(name)), None)
            if owner is None:
                raise ReportError(f"{name}: is in the new report, and no maker says that it writes it")
            made[name] = owner
    return made
