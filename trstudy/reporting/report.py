"""A whole report: notebooks executed and exported, front page, tables, manifest; swapped in at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from trstudy.errors import ReportError
from trstudy.reporting import manifest
from trstudy.reporting.folder import held, replaced
from trstudy.reporting.makers import NOTEBOOKS, Maker
from trstudy.reporting.pages import write_page
from trstudy.reporting.plan import Notebook, Plan
from trstudy.reporting.progress import progress
from trstudy.reporting.run import Job, run


@dataclass(frozen=True)
class Due:
    """What there is to do for a report, and what can stay.

    Attributes
    ----------
    plan
        The plan, narrowed to the notebooks that will have a page.
    earlier
        The manifest of the report that is there; empty if there is none.
    keys
        Name of notebook or maker to the hash of all that it depends on.
    kept
        Names of the chosen notebooks whose page stays.
    notebooks, makers
        Those that have to work.
    lacks
        Name of each maker that would have to work and cannot on this machine, to what it lacks.
    """

    plan: Plan
    earlier: Mapping[str, Any]
    keys: Mapping[str, str]
    kept: Sequence[str]
    notebooks: Sequence[Notebook]
    makers: Sequence[Maker]
    lacks: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What has to work; nothing if the report that is there would come out the same."""
        return [*(n.name for n in self.notebooks), *(m.name for m in self.makers)]

    @property
    def state(self) -> str:
        """Say in a word or two how the report stands."""
        if not self.earlier:
            return "never built"
        return f"stale ({', '.join(self.names)})" if self.names else "fresh"


def due(
    plan: Plan, chosen: Sequence[Notebook], out: Path, *, makers: Sequence[Maker], force: bool = False
) -> Due:
    """Find out what there is to do, without doing any of it.

    Parameters
    ----------
    plan, chosen, out, makers, force
        As for :func:`build`. A maker is asked what it lacks only if it would have to work: to answer can
        take a second.
    """
    found = _due(plan, chosen, out, makers, force)
    lacks = {m.name: lack for m in found.makers if (lack := m.missing())}
    if not lacks:
        return found
    able = [m for m in makers if m.name not in lacks]
    return replace(_due(plan, chosen, out, able, force), lacks=lacks)


def _due(plan: Plan, chosen: Sequence[Notebook], out: Path, makers: Sequence[Maker], force: bool) -> Due:
    """Find out what there is to do if every maker can work."""
    earlier = manifest.recorded(out)
    plan = _with_pages(plan, chosen, out, earlier)
    plan = replace(plan, offers=[*plan.offers, *(m.offered for m in makers if m.offer or m.in_navigation)])
    keys = {n.name: plan.key(n) for n in chosen} | {m.name: m.key(plan) for m in makers}
    pending = [n for n in chosen if force or not _kept(out, earlier, n.name, keys[n.name])]
    gone = set(earlier.get("makers", ())) - {n.name for n in plan.notebooks} - set(keys)
    anew = {m.name for m in makers if pending or gone or not _kept(out, earlier, m.name, keys[m.name])}
    kept = [n.name for n in chosen if n not in pending]
    return Due(plan, earlier, keys, kept, pending, _with_followers(makers, anew))


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
        for name in plan.stale:
            say(f"{name}: kept from an earlier run, although what it uses has changed")
        everyone = dict.fromkeys([*(n.name for n in plan.notebooks), *keys])
        kept = [name for name in everyone if name not in todo.names]
        with replaced(out, within=within) as folder:
            made = _carried(earlier, out, folder, set(kept))
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
                    **{n.name: {**n.facts, "key": keys[n.name]} for n in todo.notebooks},
                    **{m.name: {**m.facts, "key": keys[m.name]} for m in todo.makers},
                },
                environment=plan.environment,
                inputs=plan.inputs,
            )
        return todo.names


def _with_followers(makers: Sequence[Maker], changed: Collection[str]) -> list[Maker]:
    """Return the makers that have to work: those named, and those that come after one that has to."""
    due = set(changed)
    while more := {m.name for m in makers if due & set(m.after)} - due:
        due |= more
    return [maker for maker in makers if maker.name in due]


def _after(maker: Maker, pending: Sequence[Notebook]) -> set[str]:
    """Return the names of the jobs that a maker waits for."""
    return set(maker.after) | {n.name for n in pending if NOTEBOOKS in maker.after}


def _with_pages(plan: Plan, chosen: Sequence[Notebook], out: Path, earlier: Mapping[str, Any]) -> Plan:
    """Narrow a plan to the notebooks that will have a page, and name those whose page is out of date."""
    dealt = {n.name: n for n in chosen}
    present = [n for n in plan.notebooks if n.name in dealt or _kept(out, earlier, n.name, None)]
    plan = replace(plan, notebooks=[dealt.get(n.name, n) for n in present])
    others = [n for n in plan.notebooks if n.name not in dealt]
    return replace(plan, stale=[n.name for n in others if not _kept(out, earlier, n.name, plan.key(n))])


def _kept(out: Path, earlier: Mapping[str, Any], maker: str, key: str | None) -> bool:
    """Tell whether what a maker wrote is there, whole, and (with a key) would come out the same now."""
    record = earlier.get("makers", {}).get(maker)
    if record is None or key not in (None, record["key"]):
        return False
    files = [name for name, output in earlier["outputs"].items() if output["made_by"] == maker]
    return manifest.intact(out, files, earlier)


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
