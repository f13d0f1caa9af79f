"""A progress bar under a slow cell: there while it lasts, gone afterwards, never in a report."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from trstudy.reporting import waiting as module
from trstudy.reporting.waiting import waiting

REPORT = SimpleNamespace(loaded={"trstudy.reporting.kernel"})


class Page:
    """What a front end would show."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def __call__(self, data: dict[str, str], *, raw: bool, display_id: bool) -> Page:
        assert raw
        assert display_id
        self.shown.append(data["text/html"])
        return self

    def update(self, data: dict[str, str], *, raw: bool) -> None:
        self.shown.append(data["text/html"])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    now = SimpleNamespace(time=0.0)
    monkeypatch.setattr(module.time, "monotonic", lambda: now.time)
    return now


def test_a_step_that_lasts_shows_a_bar_which_goes_when_it_ends(
    monkeypatch: pytest.MonkeyPatch, clock: SimpleNamespace
) -> None:
    page = Page()
    monkeypatch.setattr(module, "_screen", lambda: page)
    with waiting("Cues <left> out") as progress:
        for done in range(1, 5):
            clock.time = done * 0.3
            progress(done, 4)
    assert page.shown == [
        *(
            f"<label>Cues &lt;left&gt; out: {n} of 4 <progress value={n} max=4></progress></label>"
            for n in (2, 3, 4)
        ),
        "",
    ]


def test_a_bar_goes_when_its_step_fails(monkeypatch: pytest.MonkeyPatch, clock: SimpleNamespace) -> None:
    page = Page()
    monkeypatch.setattr(module, "_screen", lambda: page)

    def fail() -> None:
        with waiting("Dividing") as progress:
            clock.time = 1
            progress(1, 2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [bool(bar) for bar in page.shown] == [True, False]


def test_a_step_of_unknown_length_shows_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    monkeypatch.setattr(module, "_screen", lambda: page)
    with waiting("Tagging", after=0):
        assert page.shown == ["<label>Tagging … <progress></progress></label>"]
    assert page.shown[1:] == [""]


def test_a_bar_does_not_flicker(monkeypatch: pytest.MonkeyPatch, clock: SimpleNamespace) -> None:
    page = Page()
    monkeypatch.setattr(module, "_screen", lambda: page)
    with waiting("Counting") as progress:
        for done in range(1000):
            clock.time = done / 500
            progress(done, 1000)
    assert len(page.shown) <= 2 / 0.1 + 1


def test_a_step_that_is_over_soon_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, clock: SimpleNamespace
) -> None:
    page = Page()
    monkeypatch.setattr(module, "_screen", lambda: page)
    with waiting("Counting") as progress:
        progress(1, 1)
    assert page.shown == []


@pytest.mark.parametrize(
    ("shell", "shows"),
    [
        (None, False),  # a script
        (SimpleNamespace(kernel=None), False),  # IPython in a terminal
        (SimpleNamespace(kernel=1, extension_manager=REPORT), False),
        (SimpleNamespace(kernel=1, extension_manager=SimpleNamespace(loaded={"storemagic"})), True),
    ],
    ids=["script", "terminal", "report", "notebook"],
)  # fmt: skip
def test_only_a_notebook_that_someone_looks_at_shows_bars(
    monkeypatch: pytest.MonkeyPatch, shell: Any, shows: bool
) -> None:
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: shell)
    assert (module._screen() is not None) is shows
