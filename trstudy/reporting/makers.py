"""What writes those parts of a report that are no notebook's page: the front page, and more beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trstudy.reporting.manifest import value_digest, versions_of
from trstudy.reporting.plan import RUNNER, Offer, Plan
from trstudy.reporting.run import Step

NOTEBOOKS = "notebooks"  # in `after`: every notebook's page


def nothing_missing() -> str:
    """Say what a maker lacks that needs nothing: nothing."""
    return ""


@dataclass(frozen=True)
class Maker:
    """One part of a report: who makes it, of what, and where it goes.

    Attributes
    ----------
    name
        Its name in the manifest and in the progress; no notebook's.
    make
        Called as ``make(plan, folder, step)`` in a process of its own, under the settled environment; a
        function of a module, so that it can travel there. It writes into ``folder``, the report to be.
    writes
        The files that it alone writes, folders with a slash at their end; all relative to the report.
    after
        Names of makers whose files it reads in ``folder``; ``"notebooks"`` stands for all of the notebooks.
    offer
        What the front page says of its first file, e.g. ``"The whole report as one document"``; if empty,
        the front page does not name it.
    in_navigation
        Every page leads to its first file, which is a page too.
    packages
        Packages that it needs and the rest of the study does not: their versions are recorded with it, and
        another version is a reason to make it anew.
    missing
        Called when it is about to be made: what this machine lacks for that, in a sentence, or nothing. What
        cannot be made is left out of the report, its links with it, and the user hears the sentence.
    """

    name: str
    make: Callable[[Plan, Path, Step], None]
    writes: tuple[str, ...]
    after: tuple[str, ...] = ()
    offer: str = ""
    in_navigation: bool = False
    packages: tuple[str, ...] = ()
    missing: Callable[[], str] = nothing_missing

    @property
    def offered(self) -> Offer:
        """Its first file, as the pages name it."""
        return Offer(self.writes[0], self.offer, self.in_navigation)

    @property
    def facts(self) -> dict[str, Any]:
        """What the manifest says of it, beside its key."""
        return {"packages": versions_of(*self.packages)} if self.packages else {}

    def key(self, plan: Plan) -> str:
        """Return the hash of all that it depends on."""
        return value_digest([plan.whole_key(), self.reached(plan), self.facts])

    def reached(self, plan: Plan) -> dict[str, str]:
        """Return the files of the package that it can reach as it works, with their hashes."""
        module = getattr(self.make, "__module__", "")
        return plan.code.reached({module, *RUNNER} if module in plan.code else None)

    def wrote(self, file: str) -> bool:
        """Tell whether a file of the report is its own."""
        return any(file.startswith(own) if own.endswith("/") else file == own for own in self.writes)
