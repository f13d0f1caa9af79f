"""What holds for every test: in continuous integration, a test that was skipped has failed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from trstudy.study import Study, open_study
from trstudy.tagging.weighing import Weights

ROOT = Path(__file__).resolve().parent.parent


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
    """Watch for skips where ``CI=true`` is set: a laptop without a browser may skip, the judge may not.

    Properties are tried on the same examples in every such run, and never against the clock.
    """
    settings.register_profile("here", deadline=None, derandomize=os.environ.get("CI") == "true")
    settings.load_profile("here")
    if os.environ.get("CI") == "true" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(SkipsFail(), "skips-fail")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium from the system's packages, for what only a real browser can tell."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"no browser found; looked for {', '.join(names)}")
    # without a sandbox: continuous integration runs as root, and the pages are our own
    options = {"executable_path": found, "args": ["--no-sandbox"]}
    with sync_playwright() as playwright, playwright.chromium.launch(**options) as launched:
        yield launched


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules speak for themselves: no signal weighs anything."""
    monkeypatch.setattr("trstudy.tagging.tagged.weights_for", lambda _: Weights(0, {}))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the project's texts and settings, for a test to change."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "study.toml", tmp_path)
    return tmp_path


@pytest.fixture
def study(root: Path) -> Study:
    """The study in that folder."""
    return open_study(root)
