"""What there is to do for a report, what can stay, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trstudy.reporting import manifest
from trstudy.reporting.changes import changes
from trstudy.reporting.makers import Maker
from trstudy.reporting.plan import Notebook, Plan


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
    laid_out
        Names of those notebooks that need not run for that: their page is set anew from what ran before.
    reasons
        Name of each that has to work, or goes, to the reason, in words; none for makers that follow others.
    lacks
        Name of each maker that would have to work and cannot on this machine, to what it lacks.
    """

    plan: Plan
    earlier: Mapping[str, Any]
    keys: Mapping[str, str]
    kept: Sequence[str]
    notebooks: Sequence[Notebook]
    makers: Sequence[Maker]
    laid_out: Sequence[str] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
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
        return "stale" if self.names else "fresh"

    @property
    def why(self) -> list[str]:
        """Say what has changed since the report was built, those with the same reason in one line."""
        if not self.earlier:
            return []
        alike: dict[str, list[str]] = {}
        for name, reason in self.reasons.items():
            alike.setdefault(reason, []).append(name)
        return [f"{', '.join(names)}: {reason}" for reason, names in alike.items()]


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
    keys = {n.name: plan.page_key(n) for n in chosen} | {m.name: m.key(plan) for m in makers}
    pending = [n for n in chosen if force or not _kept(out, earlier, n.name, keys[n.name])]
    gone = set(earlier.get("makers", ())) - {n.name for n in plan.notebooks} - set(keys)
    anew = {m.name for m in makers if pending or gone or not _kept(out, earlier, m.name, keys[m.name])}
    kept = [n.name for n in chosen if n not in pending]
    laid_out = [n.name for n in pending if not force and _ran(out, earlier, n, plan.run_key(n))]
    reasons = {n.name: _reason(plan, earlier, n, force, n.name in laid_out) for n in pending}
    if not pending and not gone and earlier:
        reasons = {
            m.name: f"made anew, since {_since(plan, earlier, m, keys[m.name], m.reached(plan))}"
            for m in makers
            if m.name in anew
        }
    reasons |= dict.fromkeys(sorted(gone), "goes, since it is no part of the report any more")
    return Due(plan, earlier, keys, kept, pending, _with_followers(makers, anew), laid_out, reasons)


def _ran(out: Path, earlier: Mapping[str, Any], notebook: Notebook, key: str) -> bool:
    """Tell whether a notebook is there as it ran, whole, and would run the same now."""
    record = earlier.get("makers", {}).get(notebook.name, {})
    return record.get("ran") == key and manifest.intact(out, [f"notebooks/{notebook.path.name}"], earlier)


def _reason(plan: Plan, earlier: Mapping[str, Any], notebook: Notebook, force: bool, laid_out: bool) -> str:
    """Say why a notebook has work to do."""
    if force:
        return "runs, as it is told to"
    if notebook.name not in earlier.get("makers", {}):
        return "runs for the first time"
    code = plan.reached(notebook, page=laid_out)
    since = _since(plan, earlier, notebook, plan.page_key(notebook), code)
    return f"its page is set anew, since {since}; it need not run" if laid_out else f"runs, since {since}"


def _since(
    plan: Plan, earlier: Mapping[str, Any], worker: Notebook | Maker, key: str, code: Mapping[str, str]
) -> str:
    """Say what has changed of all that a notebook or a maker uses."""
    if earlier.get("makers", {}).get(worker.name, {}).get("key") == key:
        return "a file of it is missing or was edited"
    now = {"inputs": plan.inputs, "environment": plan.environment, "code": code}
    return f"{changes(earlier, worker.name, worker.facts, **now) or 'something it uses'} changed"


def _with_followers(makers: Sequence[Maker], changed: Collection[str]) -> list[Maker]:
    """Return the makers that have to work: those named, and those that come after one that has to."""
    due = set(changed)
    while more := {m.name for m in makers if due & set(m.after)} - due:
        due |= more
    return [maker for maker in makers if maker.name in due]


def _with_pages(plan: Plan, chosen: Sequence[Notebook], out: Path, earlier: Mapping[str, Any]) -> Plan:
    """Narrow a plan to the notebooks that will have a page, and name those whose page is out of date."""
    dealt = {n.name: n for n in chosen}
    present = [n for n in plan.notebooks if n.name in dealt or _kept(out, earlier, n.name, None)]
    plan = replace(plan, notebooks=[dealt.get(n.name, n) for n in present])
    others = [n for n in plan.notebooks if n.name not in dealt]
    return replace(plan, stale=[n.name for n in others if not _kept(out, earlier, n.name, plan.page_key(n))])


def _kept(out: Path, earlier: Mapping[str, Any], maker: str, key: str | None) -> bool:
    """Tell whether what a maker wrote is there, whole, and (with a key) would come out the same now."""
    record = earlier.get("makers", {}).get(maker)
    if record is None or key not in (None, record["key"]):
        return False
    files = [name for name, output in earlier["outputs"].items() if output["made_by"] == maker]
    return manifest.intact(out, files, earlier)
