from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from pathlib import Path

import pytest

from trstudy.errors import ReportError
from trstudy.reporting import folder
from trstudy.reporting.folder import held, replaced
from trstudy.reporting.manifest import recorded, write_manifest

OLD = {"index.html": "old", "01.html": "old page", "gone.html": "only before"}
NEW = {"index.html": "new", "01.html": "new page", "tables/new.csv": "only after"}


def write(files: dict[str, str], to: Path) -> None:
    for name, text in files.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_text(text, encoding="utf-8")
    write_manifest(to, made_by=dict.fromkeys(files, "index"))


def content(of: Path) -> dict[str, str]:
    files = (p for p in of.rglob("*") if p.is_file() and p.name != "manifest.json")
    return {p.relative_to(of).as_posix(): p.read_text(encoding="utf-8") for p in files}


def publish(files: dict[str, str], out: Path) -> None:
    with held(out, say=print), replaced(out) as building:
        write(files, building)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(OLD, tmp_path / "reports")
    return tmp_path / "reports"


def test_a_report_is_replaced_as_a_whole(out):
    publish(NEW, out)
    assert content(out) == NEW
    assert set(recorded(out)["outputs"]) == set(NEW)
    assert [p.name for p in (out.parent / ".reports.work").iterdir()] == ["lock"]


def test_a_block_that_fails_leaves_the_earlier_report(out):
    def fail() -> None:
        with held(out, say=print), replaced(out) as building:
            write(NEW, building)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        fail()
    assert content(out) == OLD


def test_files_that_no_report_wrote_stay(out):
    (out / "reference").mkdir()
    (out / "reference" / "key.csv").write_text("kept", encoding="utf-8")
    (out / "README.md").write_text("kept", encoding="utf-8")
    publish(NEW, out)
    publish(OLD, out)
    assert content(out) == {**OLD, "reference/key.csv": "kept", "README.md": "kept"}


def test_a_folder_with_other_peoples_files_is_refused(tmp_path):
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(ReportError, match=r"holds thesis\.docx and no report"):
        publish(NEW, tmp_path)
    assert content(tmp_path) == {"thesis.docx": ""}


def test_a_file_is_refused_as_a_folder(tmp_path):
    (tmp_path / "x").touch()
    with pytest.raises(ReportError, match="is a file"):
        publish(NEW, tmp_path / "x")


def test_what_a_repository_keeps_in_an_empty_report_folder_is_welcome(tmp_path):
    (tmp_path / "README.md").write_text("what comes here", encoding="utf-8")
    publish(NEW, tmp_path)
    assert content(tmp_path) == {**NEW, "README.md": "what comes here"}


@pytest.mark.parametrize("moves", [True, False], ids=["steps aside", "file by file"])
def test_without_an_exchange_of_folders_the_result_is_the_same(out, monkeypatch, moves):
    monkeypatch.setattr(folder, "_exchanged", lambda one, other: False)
    if not moves:
        rename = Path.rename

        def refuse(self: Path, target: Path) -> Path:
            if self == out:
                raise PermissionError("a mount point")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", refuse)
    (out / "mine.txt").write_text("kept", encoding="utf-8")
    publish(NEW, out)
    assert content(out) == {**NEW, "mine.txt": "kept"}


def test_a_second_run_waits_for_the_first_and_says_so(out):
    said: list[str] = []
    waiting, second = threading.Event(), threading.Event()

    def say(line: str) -> None:
        said.append(line)
        waiting.set()

    def run() -> None:
        with held(out, say=say):
            second.set()

    thread = threading.Thread(target=run)
    with held(out, say=print):
        thread.start()
        assert waiting.wait(30)
        assert not second.is_set()
    assert second.wait(30)
    thread.join()
    assert said == ["Another run is writing reports; waiting for it to end."]


def test_a_manifest_that_is_broken_counts_as_none(out):
    (out / "manifest.json").write_text("{", encoding="utf-8")
    assert recorded(out) == {}
    publish(NEW, out)
    assert content(out)["index.html"] == "new"


if hasattr(os, "fork"):
    WATCHED = {folder.__file__, shutil.__file__}

    def killed_at(call: int, out: Path) -> bool:
        """Publish in a process that is killed at the given call that the folder makes; False if it lived."""
        child = os.fork()
        if child == 0:
            calls = 0

            def count(frame, event, argument):
                nonlocal calls
                if event in ("call", "c_call") and frame.f_code.co_filename in WATCHED:
                    calls += 1
                    if calls == call:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.setprofile(count)
            publish(NEW, out)
            os._exit(0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

    @pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "steps aside"])
    def test_killed_anywhere_a_whole_report_is_there(tmp_path, monkeypatch, exchange):
        if not exchange:
            monkeypatch.setattr(folder, "_exchanged", lambda one, other: False)
        outcomes = set()
        for call in range(1, 1000):
            out = tmp_path / str(call)
            publish(OLD, out)
            (out / "mine.txt").write_text("kept", encoding="utf-8")
            died = killed_at(call, out)
            if exchange:  # in one step: whole at every moment, before any repair
                assert content(out) in ({**OLD, "mine.txt": "kept"}, {**NEW, "mine.txt": "kept"})
            with held(out, say=print):
                assert content(out) in ({**OLD, "mine.txt": "kept"}, {**NEW, "mine.txt": "kept"})
                outcomes.add(content(out)["index.html"])
            publish(NEW, out)
            assert content(out) == {**NEW, "mine.txt": "kept"}
            if not died:
                break
        assert not died
        assert call > 50
        assert outcomes == {"old", "new"}
