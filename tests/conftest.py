"""What holds for every test: in continuous integration, a test that was skipped has failed."""

from __future__ import annotations

import os

import pytest


class SkipsFail:
    """Turns a run with skipped tests into a failed one; sees the reports of all workers."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for nodeid in sorted(set(self.skipped)):
            terminalreporter.write_line(f"SKIPPED, which fails the run here: {nodeid}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watch for skips where ``CI=true`` is set: a laptop without a browser may skip, the judge may not."""
    if os.environ.get("CI") == "true" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(SkipsFail(), "skips-fail")
