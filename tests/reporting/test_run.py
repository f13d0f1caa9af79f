from __future__ import annotations

import os
from functools import partial

import pytest

from trstudy.errors import ReportError, TrstudyError
from trstudy.reporting.run import Job, Step, run


class Heard:
    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int, str]] = []
        self.ended: list[str] = []

    def step(self, name: str, done: int, of: int, label: str) -> None:
        self.steps.append((name, done, of, label))

    def end(self, name: str) -> None:
        self.ended.append(name)


def two_steps(word: str, step: Step) -> None:
    step(0, 2, word)
    step(1, 2, word)


def environment(step: Step) -> None:
    names = ("TZ", "PYTHONHASHSEED", "LC_ALL", "JUPYTER_PATH")
    step(0, 1, " ".join(str(os.environ.get(name)) for name in names))


def refuse(step: Step) -> None:
    raise TrstudyError("said on purpose")


def crash(step: Step) -> None:
    raise KeyError("not on purpose")


def die(step: Step) -> None:
    os._exit(7)


def test_more_jobs_than_workers_all_end():
    heard = Heard()
    run([Job(w, partial(two_steps, w)) for w in "abc"], watcher=heard, workers=2)
    assert sorted(heard.ended) == ["a", "b", "c"]
    assert [s for s in heard.steps if s[0] == "b"] == [("b", 0, 2, "b"), ("b", 1, 2, "b")]


def test_jobs_find_the_same_environment_everywhere(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("JUPYTER_PATH", "/somewhere")
    before = dict(os.environ)
    heard = Heard()
    run([Job("e", environment)], watcher=heard)
    assert heard.steps[0][3] == "UTC 0 C.UTF-8 None"
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("work", "words"),
    [(refuse, "^said on purpose$"), (crash, "KeyError: 'not on purpose'"), (die, "^x: its process ended")],
)
def test_a_failure_ends_the_run_with_its_message(work, words):
    with pytest.raises(ReportError, match=words):
        run([Job("x", work), Job("y", partial(two_steps, "y"))], watcher=Heard(), workers=1)
