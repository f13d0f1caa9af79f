"""What ``trstudy report`` does once it knows what is asked: build, list, check, publish."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trstudy.commands.report_ready import require_ready
from trstudy.corpus import catalogue
from trstudy.errors import ReportError
from trstudy.reporting.compared import write_comparison
from trstudy.reporting.due import Due, due
from trstudy.reporting.folder import NUMBERS, REFERENCE, held
from trstudy.reporting.makers import Maker
from trstudy.reporting.plan import Offer, Plan, planned
from trstudy.reporting.progress import progress
from trstudy.reporting.report import build
from trstudy.reporting.run import Job, run
from trstudy.reporting.sets import DEFAULT, FOLDER, Planned, ReportSet, report_sets
from trstudy.settings import settings, study_folder

if TYPE_CHECKING:
    import pandas as pd

FRONT = "index"  # the maker of the key numbers


@dataclass(frozen=True)
class Bench:
    """A study, its reports and where they go.

    Attributes
    ----------
    plan
        The study's plan.
    reports
        The folder of the default report; the others lie in it.
    sets
        Name to report.
    makers
        What writes the parts of a report that are no notebook's page.
    say
        Called with lines for the user.
    """

    plan: Plan
    reports: Path
    sets: Mapping[str, ReportSet]
    makers: Sequence[Maker]
    say: Callable[[str], None]

    @classmethod
    def at(cls, path: Path, out: Path | None, makers: Sequence[Maker], say: Callable[[str], None]) -> Bench:
        """Open the study at ``path``; a changed or missing text is an error here, by name.

        Parameters
        ----------
        path
            The study's folder, or one in it.
        out
            Where the default report goes; by default ``reports`` in the study.
        makers, say
            See the class.
        """
        root = study_folder(path)  # not open_study, which imports pandas: a second, where nothing has changed
        found = settings(root)
        catalogue.verified(root / found.seeds)
        plan = planned(root.resolve(), found.name or root.resolve().name)
        return cls(plan, out or root / "reports", report_sets(root), makers, say)

    def build(self, one: ReportSet, todo: Planned, *, force: bool) -> None:
        """Bring a report up to date, and the page that compares all reports."""
        out, plan = one.folder(self.reports), self._offering(one, todo.plan)
        try:
            within = None if one.name == DEFAULT else self.reports
            options: dict[str, Any] = {
                "makers": self.makers,
                "say": self.say,
                "force": force,
                "within": within,
                "ready": partial(require_ready, self.plan.root, todo.plan.notebooks),
            }
            ran = build(plan, todo.chosen, out, **options)
        except (ReportError, OSError) as error:
            there = (out / "index.html").is_file()
            kept = f"\nThe earlier report in {out.as_posix()} is as it was." if there else ""
            raise ReportError(f"{error}{kept}") from error
        if len(self.sets) > 1:
            with held(self.reports, say=self.say):
                write_comparison(self.plan, self.sets.values(), self.reports)
        self.say(f"The report is {'ready' if ran else 'up to date'}: {(out / 'index.html').as_posix()}")

    def listing(self, sets: Iterable[ReportSet]) -> list[str]:
        """Return a line for each report: name, state, parameters, title; under a stale one, why it is."""
        rows, why = [], []
        for one in sets:
            stand = self._due(one, one.planned(self.plan, {}))
            told = ", ".join(f"{name}={value}" for name, value in one.parameters.items()) or "–"
            rows.append((one.name, stand.state, told, one.title))
            why.append([f"  {reason}" for reason in stand.why])
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=False)] for row in rows]
        lines = ["  ".join([*cells, row[-1]]).rstrip() for cells, row in zip(padded, rows, strict=True)]
        return [line for row, reasons in zip(lines, why, strict=True) for line in (row, *reasons)]

    def check(self, one: ReportSet, todo: Planned, *, force: bool) -> bool:
        """Say which of the published numbers moved; True if any did."""
        from trstudy.reporting import reference

        folder = self._reference(one)
        published = reference.published_numbers(folder, one.name)
        now = self._numbers(one, todo, force=force)
        moved = reference.moves(published, now)
        where = folder.as_posix()
        for move in moved:
            self.say(str(move))
        if not moved:
            count = sum(table.size for name, table in now.items() if name != reference.VERSIONS)
            self.say(f"{one.name}: nothing moved; {count} cells as published in {where}")
            return False
        others = reference.other_versions(published, now[reference.VERSIONS])
        self.say(
            f"{one.name}: {len(moved)} moved from what is published in {where}"
            + (f"; other versions than then: {', '.join(others)}" if others else "")
            + f". If they are meant to: trstudy report {one.name} --publish"
        )
        return True

    def publish(self, one: ReportSet, todo: Planned) -> bool:
        """Publish the key numbers as they come out now, and say what moved; True if anything did."""
        from trstudy.reporting import reference
        from trstudy.reporting.numbers import read_numbers

        folder = self._reference(one)
        now = self._numbers(one, todo, force=False)
        with held(self.reports, say=self.say):
            published = read_numbers(folder)
            moved = reference.moves(published, now) if published else []
            changed = any(name not in published or not now[name].equals(published[name]) for name in now)
            if changed or set(published) - set(now):
                reference.publish(now, folder, within=self.reports)
        for move in moved:
            self.say(str(move))
        news = (f"{len(moved)} moved" if moved else "nothing moved") if published else "for the first time"
        self.say(f"{one.name}: published in {folder.as_posix()}, {news}")
        return bool(moved)

    def _numbers(self, one: ReportSet, todo: Planned, *, force: bool) -> dict[str, pd.DataFrame]:
        """Return the key numbers: those of the report if it is up to date, or else computed now."""
        from trstudy.reporting import reference
        from trstudy.reporting.numbers import read_numbers

        stand, plan = self._due(one, todo), self._offering(one, todo.plan)
        versions = {reference.VERSIONS: reference.versions(plan.environment)}
        if not force and FRONT not in stand.names:
            return {**read_numbers(one.folder(self.reports) / NUMBERS), **versions}
        require_ready(plan.root, plan.notebooks)
        (maker,) = (maker for maker in self.makers if maker.name == FRONT)
        with tempfile.TemporaryDirectory(prefix="trstudy-") as name, progress([FRONT]) as watcher:
            run([Job(FRONT, partial(maker.make, plan, Path(name)))], watcher=watcher)
            return {**read_numbers(Path(name) / NUMBERS), **versions}

    def _due(self, one: ReportSet, todo: Planned) -> Due:
        return due(self._offering(one, todo.plan), todo.chosen, one.folder(self.reports), makers=self.makers)

    def _offering(self, one: ReportSet, plan: Plan) -> Plan:
        """Return the plan with a link to the comparison of all reports, if there are several."""
        if len(self.sets) < 2:
            return plan
        path = f"{FOLDER}/index.html" if one.name == DEFAULT else "../index.html"
        offer = Offer(path, "The same study under other choices, side by side")
        return replace(plan, offers=[*plan.offers, offer])

    def _reference(self, one: ReportSet) -> Path:
        folder = self.reports / REFERENCE
        return folder if one.name == DEFAULT else folder / one.name
