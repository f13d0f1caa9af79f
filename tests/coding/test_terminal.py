"""Coding in a terminal: lines and single keys mean the same as calls."""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from tests.coding.conftest import TEXTS
from trstudy.cli import cli
from trstudy.coding import terminal
from trstudy.coding.codebook import Codebook, read_codebook
from trstudy.coding.keys import COMMANDS, keys, obey
from trstudy.coding.session import open_session
from trstudy.coding.store import open_store
from trstudy.errors import CodingError
from trstudy.tables import FRAMES, MODALITIES, VOICES
from trstudy.tagging.arena import arena_codes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def session(small):
    with open_session(small, coder="A", sample=4) as opened:
        yield opened


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("codes", [FRAMES, VOICES, MODALITIES, arena_codes()])
def test_every_code_has_its_own_key_and_no_commands(codes):
    found = keys(codes)
    assert list(found.values()) == list(codes)
    assert not set(found) & {key for key, _, _ in COMMANDS}


def test_keys_of_names_that_share_all_their_letters():
    assert keys(["aa", "a", "Äq", "qq"]) == {"a": "aa", "b": "a", "ä": "Äq", "c": "qq"}


@pytest.mark.parametrize(
    "line",
    ["neah", "n e a h", "NEAH", "none energy author hedged", "none e ah", "modality hedged nea",
     "frame r frame none eah"],
)  # fmt: skip
def test_a_line_gives_the_codes_in_order(session, line):
    obey(session, line)
    assert session.codes == {"frame": "none", "arena": "energy", "voice": "author", "modality": "hedged"}
    assert session.position == 0


def test_a_line_goes_on_rates_notes_and_undoes(session):
    assert obey(session, "n2/ why, then?").endswith("confidence 2: fairly sure; note kept")
    assert (session.codes, session.confidence, session.note) == ({"frame": "none"}, 2, "why, then?")
    obey(session, "undo undo <")
    assert (session.codes, session.confidence, session.note) == ({}, None, "")
    obey(session, "neah.")
    assert session.position == 1
    obey(session, "-,")
    assert (session.position, session.skipped) == (1, True)
    assert obey(session, "") == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x", "'x' is no frame; expected one of c cooperation, r rivalry, m mixed, n none"),
        ("frame", "'' is no frame"),
        ("arena war", "'war' is no arena; expected one of e energy"),
        ("neahn", "'n': this unit has all its codes"),
    ],
)
def test_what_means_nothing_is_told(session, line, message):
    with pytest.raises(CodingError, match=message):
        obey(session, line)


def test_what_came_before_a_mistake_is_kept(session):
    with pytest.raises(CodingError):
        obey(session, "n e !")
    assert session.codes == {"frame": "none", "arena": "energy"}


# --- the screen -----------------------------------------------------------------------------------


def shown(session, **options) -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(terminal.screen(session, **options))
    return console.file.getvalue()


def test_the_screen_shows_unit_context_hints_and_nothing_later(session):
    k = next(k for k, p in enumerate(session._sheet.places) if p.sentence_id[-1] not in "15")
    session.go(k)
    unit = session.unit
    text = shown(session)
    assert unit.title in text
    assert all(sentence in text for sentence in [*unit.earlier, unit.text])
    assert not any(later in text for later in TEXTS[unit.sentence_id[:3]][len(unit.earlier) + 1 :])
    assert "aligned" in text
    assert "rivalry" in text
    assert not any(sentence in shown(session, context=0) for sentence in unit.earlier)
    obey(session, "n")
    assert "arena?" in shown(session)
    obey(session, "eah3")
    assert "Enter or . goes on" in shown(session)
    assert "confidence: 3, sure" in shown(session)


def worked(session, monkeypatch, typed: str, *, terminal_keys: bool) -> str:
    console = Console(file=io.StringIO(), width=100)
    source = io.StringIO(typed)
    if terminal_keys:
        source.isatty = lambda: True  # type: ignore[method-assign]
        pressed = iter(typed)
        monkeypatch.setattr(click, "getchar", lambda: next(pressed))
        monkeypatch.setattr(console, "input", lambda *a, **k: "typed [note]")
    monkeypatch.setattr("sys.stdin", source)
    terminal.work(session, console)
    return console.file.getvalue()


def test_lines_are_obeyed_until_they_end(session, monkeypatch):
    said = worked(session, monkeypatch, "neah\n\nzzz\n?\n", terminal_keys=False)
    assert session.progress.done == 1
    assert session.position == 1
    assert "'z' is no frame" in said
    assert "Dyad test" in said


def test_keys_count_at_once(session, monkeypatch):
    said = worked(session, monkeypatch, "neah3/\rn\x7frq", terminal_keys=True)
    with open_store(session._desk.path) as store:
        table = store.codes()
    assert sorted(table["frame"]) == ["none", "rivalry"]
    assert table.loc[table["frame"] == "none", "note"].tolist() == ["typed [note]"]
    assert "taken back: frame none" in said


def test_interrupted_it_stops_with_everything_kept(session, monkeypatch):
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr(terminal, "_line", interrupted)
    session.give("frame", "none")
    terminal.work(session, Console(file=io.StringIO()))
    assert session.codes == {"frame": "none"}


def test_the_end_is_told(session, monkeypatch):
    said = worked(session, monkeypatch, "neah.\n" * 4 + ",\n", terminal_keys=False)
    assert "No unit is open." in said
    assert session.position == 3


# --- the command ----------------------------------------------------------------------------------


def test_the_command_codes_and_goes_on(tmp_path):
    path = tmp_path / "Übung 1" / "codes.db"
    path.parent.mkdir()
    options = ["code", "--coder", "Änne", "--db", str(path), "--study", str(ROOT)]
    first = CliRunner().invoke(
        cli, [*options, "--sample", "3", "--by", "stratified"], input="csah.\n/ für später\n"
    )
    assert first.exit_code == 0, first.output
    assert first.output.endswith(
        "1 of 3 coded, 0 passed over; all is kept.\nThe same command goes on here.\n"
    )
    assert "asked for" not in first.output
    again = CliRunner().invoke(cli, options, input="csah.\n-\n")
    assert again.output.endswith("2 of 3 coded, 1 passed over; all is kept.\n")
    with open_store(path) as store:
        assert store.codes("Änne")["note"].tolist().count("für später") == 1


def test_the_command_says_if_there_are_fewer_units_than_asked_for(tmp_path):
    options = ["--within", "gold_dev", "--sample", "500", "--db", str(tmp_path / "codes.db")]
    done = CliRunner().invoke(cli, ["code", "--coder", "A", *options, "--study", str(ROOT)], input="")
    assert done.output.startswith("94 units, all there are to draw from; 500 were asked for.\n")


def test_the_command_names_what_is_wrong(tmp_path):
    path = tmp_path / "codes.db"
    path.write_text("no database " * 100, encoding="utf-8")
    found = CliRunner().invoke(cli, ["code", "--coder", "A", "--db", str(path), "--study", str(ROOT)])
    assert isinstance(found.exception, CodingError)
    assert "no coding file" in str(found.exception)


# --- the codebook ---------------------------------------------------------------------------------


def test_the_codebook_has_a_section_and_hints_for_every_variable():
    book = read_codebook()
    assert book.section("frame").startswith("## 1. frame")
    assert "Words are not relations" in book.section("frame")
    assert book.section("modality").rstrip().endswith("`asserted`.")
    assert book.hint("frame", "rivalry") == "opposed"
    assert book.hint("arena", "economy") == "trade, tourism, construction"
    assert book.hint("voice", "author") == "the writer speaks"
    assert book.hint("arena", "libya") == ""


def test_a_codebook_of_ones_own(tmp_path):
    path = tmp_path / "Regeln.md"
    path.write_bytes(b"\xef\xbb\xbf" + b"# Mine\r\n## Frame\r\n| `mixed` | both |\r\n")
    with pytest.raises(CodingError, match=r"Regeln\.md: no section for arena"):
        read_codebook(path)
    assert Codebook("## Frame\n| `mixed` | both |\n").hint("frame", "mixed") == "both"
    with pytest.raises(CodingError, match="no such file"):
        read_codebook(tmp_path / "none.md")
    path.write_bytes(b"## frame \xff")
    with pytest.raises(CodingError, match=r"not UTF-8 \(byte 9\)"):
        read_codebook(path)
