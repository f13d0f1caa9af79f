"""A whole report: notebooks executed and exported, front page, tables, manifest; swapped in at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from trstudy.reporting import manifest
from trstudy.reporting.folder import held, replaced
from trstudy.reporting.pages import write_page
from trstudy.reporting.plan import Notebook, Plan
from trstudy.reporting.progress import progress
from trstudy.reporting.run import Job, Step, run

FRONT = "index"
Front = Callable[[Plan, Path, Step], None]


def build(
    plan: Plan,
    chosen: Sequence[Notebook],
    out: Path,
    *,
    front: Front,
    say: Callable[[str], None],
    force: bool = False,
    workers: int | None = None,
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
    front
        Called as ``front(plan, folder, step)`` in a process of its own, to write the front page and the
        tables; it must be picklable.
    say
        Called with lines for the user.
    force
        Run the chosen notebooks even if nothing has changed.
    workers
        How many jobs run side by side; by default one for each core, four at most.

    Returns
    -------
    list of str
        What ran; empty if the earlier report stays as it is.

    Raises
    ------
    ReportError
        A notebook or the front page failed; the earlier report is untouched.
    """
    with held(out, say=say):
        earlier = manifest.recorded(out)
        plan = _with_pages(plan, chosen, out, earlier)
        keys = {n.name: plan.key(n) for n in chosen}
        pending = [n for n in chosen if force or not _kept(out, earlier, n.name, keys[n.name])]
        for notebook in chosen:
            if notebook not in pending:
                say(f"{notebook.name}: kept, since nothing it uses has changed")
        keys[FRONT] = plan.key(*plan.notebooks)
        if not force and not pending and _kept(out, earlier, FRONT, keys[FRONT]):
            return []
        for name in plan.stale:
            say(f"{name}: kept from an earlier run, although what it uses has changed")
        rerun = [*(n.name for n in pending), FRONT]
        kept = {n.name for n in plan.notebooks} - set(rerun)
        with replaced(out) as folder:
            made = _carried(earlier, out, folder, kept)
            # from the last: later notebooks rest on more, take longer, and leave tables that others find
            jobs = [Job(n.name, partial(write_page, plan, n, folder)) for n in reversed(pending)]
            jobs.append(Job(FRONT, partial(front, plan, folder)))
            with progress(rerun) as watcher:
                run(jobs, watcher=watcher, workers=workers)
            manifest.write_manifest(
                folder,
                made_by={**made, **_made(folder, made, set(rerun))},
                makers={
                    **{name: earlier["makers"][name] for name in kept},
                    **{n.name: {**n.facts, "key": keys[n.name]} for n in pending},
                    FRONT: {"key": keys[FRONT]},
                },
                environment=plan.environment,
                inputs=plan.inputs,
            )
        return rerun


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
    return bool(files) and manifest.intact(out, files, earlier)


def _carried(earlier: Mapping[str, Any], out: Path, folder: Path, makers: set[str]) -> dict[str, str]:
    """Copy what these makers wrote before; return file name to maker."""
    made = {n: o["made_by"] for n, o in earlier.get("outputs", {}).items() if o["made_by"] in makers}
    for name in made:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / name, folder / name)
    return made


def _made(folder: Path, known: Mapping[str, str], makers: set[str]) -> dict[str, str]:
    """Return file name to maker for what was written just now."""
    names = (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file())
    return {
        name: stem if (stem := Path(name).stem) in makers else FRONT for name in names if name not in known
    }
