"""The coding file: nothing given is lost, nothing is overwritten, what is not ours is refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from trstudy.coding import opening, schema
from trstudy.coding.codetable import CODE_COLUMNS
from trstudy.coding.desk import Desk
from trstudy.coding.entering import Given, Place
from trstudy.coding.store import open_store
from trstudy.errors import CodingError

HERE = Place("one", "one:001", 0, 5, "a" * 64)
THERE = Place("one", "one:002", 6, 9, "b" * 64)
# gives ten codes when told to, then codes without end; tells of a code only when the desk has taken it
CODER = """
import sys
from pathlib import Path
from trstudy.coding.desk import Desk
from trstudy.coding.entering import Place
desk = Desk(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
for n in range(100000):
    if n <= 10:
        sys.stdin.readline()
    place = Place("one", f"one:{n % 50:03d}", n % 50, n % 50 + 1, "a" * 64)
    desk.give(place, "note", str(n))
    print(n, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "Daten für №1"
    folder.mkdir()
    return folder / "codes #1?.db"


def test_killed_while_two_coders_write_at_once_everything_that_was_taken_is_there(path):
    coders = ["Änne", "O'Brien"]
    running = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", CODER, str(path), coder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )
        for coder in coders
    ]  # fmt: skip
    try:
        told = [one.stdout.readline() for one in running]
        taken: list[list[str]] = [[], []]
        for _ in range(11):
            for one in running:
                one.stdin.write("go\n")
                one.stdin.flush()
            for lines, one in zip(taken, running, strict=True):
                lines.append(one.stdout.readline())
    finally:
        for one in running:
            one.kill()
    for lines, one in zip(taken, running, strict=True):
        with one:
            lines += one.stdout.readlines()
    with open_store(path, create=False) as store:
        history = store.history()
        assert store.rows("PRAGMA integrity_check")[0][0] == "ok"
    for coder, lines in zip(coders, taken, strict=True):
        kept = history.loc[history["coder"] == coder, "value"].tolist()
        assert kept == [str(n) for n in range(len(kept))]
        assert len(kept) - len(lines) in (0, 1)  # one may have been kept and not yet told
        assert len(lines) >= 11
    assert told == ["ready\n"] * 2


def test_a_process_that_dies_within_a_transaction_leaves_none_of_it(path):
    desk = Desk(path, "A")

    def half() -> None:
        with opening.transaction(desk._connection):
            desk._connection.execute("INSERT INTO sample (at, coder, design) VALUES ('now', 'A', '{}')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert desk.samples() == []


def test_the_latest_code_stands_and_all_are_in_the_history(path):
    desk = Desk(path, "A")
    for variable, value in [("frame", "none"), ("frame", "mixed"), ("note", "hard"), ("confidence", "2")]:
        desk.give(HERE, variable, value)
    desk.give(THERE, "frame", "rivalry")
    desk.undo(5)
    with open_store(path) as store:
        table, history = store.codes(), store.history()
    assert tuple(table.columns) == CODE_COLUMNS
    (row,) = table.to_dict("records")
    assert (row["frame"], row["note"], row["confidence"], row["skipped"]) == ("mixed", "hard", 2, False)
    assert history["value"].tolist() == ["none", "mixed", "hard", "2", "rivalry", ""]
    assert history["undoes"].dropna().tolist() == [5]


def test_a_skip_hides_the_codes_until_one_is_given_anew(path):
    desk = Desk(path, "A")
    desk.give(HERE, "frame", "none")
    desk.give(HERE, "skip", "1")
    store = open_store(path)
    assert store.codes()["skipped"].item()
    assert store.codes()["frame"].isna().all()
    desk.give(HERE, "voice", "author")
    assert not store.codes()["skipped"].item()
    assert store.codes()["frame"].item() == "none"


@pytest.mark.parametrize(
    "statement", ["UPDATE event SET value = 'x'", "DELETE FROM event", "DELETE FROM unit"]
)
def test_history_cannot_be_rewritten(path, statement):
    Desk(path, "A").give(HERE, "frame", "none")
    with open_store(path) as store, pytest.raises(sqlite3.IntegrityError, match="history"):
        store.connection.execute(statement)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM event",
        "SELECT value FROM event",
        "SELECT count(*) FROM event",
        "SELECT other.value FROM own JOIN event AS other USING (event)",
        "INSERT INTO event (at, coder, task, unit, variable, value)"
        " SELECT at, 'A', task, unit, variable, value FROM event",
    ],
)
def test_a_desk_is_refused_what_others_gave(path, query):
    desk, other = Desk(path, "A"), Desk(path, "B")
    other.give(HERE, "frame", "mixed")
    desk.give(HERE, "frame", "none")
    assert [row["value"] for row in desk.given()] == ["none"]
    with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
        desk._connection.execute(query)


def test_a_desk_cannot_undo_what_others_gave(path):
    Desk(path, "B").give(HERE, "frame", "mixed")
    Desk(path, "A").undo(1)
    with open_store(path) as store:
        assert len(store.history()) == 1


@pytest.mark.parametrize(
    ("name", "message"), [("", "expected a name"), ("a\nb", "one line"), ("anna", "'Anna'")]
)
def test_a_name_that_would_split_or_hide_a_coder_is_refused(path, name, message):
    Desk(path, " Anna ").give(HERE, "frame", "none")
    with pytest.raises(CodingError, match=message):
        Desk(path, name)


def test_names_are_composed_and_safe(path):
    Desk(path, "Zoe\u0308 '; DROP TABLE event; --").give(HERE, "frame", "none")
    with open_store(path) as store:
        assert store.coders() == ["Zoë '; DROP TABLE event; --"]


def test_the_same_place_with_other_words_is_refused(path):
    desk = Desk(path, "A")
    desk.give(HERE, "frame", "none")
    with pytest.raises(CodingError, match="one:001: the text at 0 to 5 is not the one"):
        desk.give(HERE._replace(sha256="c" * 64), "frame", "none")


def test_codes_of_nobody_names_those_there_are(path):
    Desk(path, "A").give(HERE, "frame", "none")
    with open_store(path) as store, pytest.raises(CodingError, match="coder is 'B'; expected one of A"):
        store.codes("B")


# --- files ----------------------------------------------------------------------------------------


def test_a_new_file_has_the_newest_version_and_survives_loss_of_power(path):
    with open_store(path) as store:
        values = [
            store.rows(f"PRAGMA {name}")[0][0] for name in ("user_version", "journal_mode", "synchronous")
        ]
    assert values == [len(schema.STEPS), "wal", 2]  # 2: every commit waits for the disk


def test_an_older_file_takes_the_steps_it_lacks_and_keeps_its_codes(path, monkeypatch):
    Desk(path, "A").give(HERE, "frame", "none")
    step = ("ALTER TABLE event ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with open_store(path) as store:
        assert store.rows("PRAGMA user_version")[0][0] == len(schema.STEPS)
        assert [tuple(row) for row in store.rows("SELECT value, mood FROM event")] == [("none", "calm")]


def test_a_step_that_fails_leaves_the_older_file_as_it_was(path, monkeypatch):
    Desk(path, "A").give(HERE, "frame", "none")
    broken = ("ALTER TABLE event ADD COLUMN mood TEXT", "ALTER TABLE absent ADD COLUMN x TEXT")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", (*schema.STEPS, broken))
        with pytest.raises(CodingError, match="no such table: absent"):
            open_store(path)
    with open_store(path) as store:
        assert store.codes()["frame"].tolist() == ["none"]
        assert "mood" not in [row["name"] for row in store.rows("PRAGMA table_info(event)")]


def test_a_newer_file_is_refused(path):
    with open_store(path) as store:
        store.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CodingError, match=r"version 99, and this trstudy knows up to 1"):
        open_store(path)


def test_what_is_no_coding_file_is_refused_and_left_alone(path):
    path.write_text("unit,frame\n1,none\n" * 60, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(CodingError, match="no coding file"):
        open_store(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE event (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(CodingError, match="SQLite file of something else"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_refused(path):
    desk = Desk(path, "A")
    for n in range(200):
        desk.give(Place("one", f"one:{n:03d}", n, n + 1, "a" * 64), "note", "long " * 50)
    desk.close()
    data = bytearray(path.read_bytes())
    data[3 * 4096 : 9 * 4096] = b"\xff" * (6 * 4096)
    path.write_bytes(data)
    with pytest.raises(CodingError, match="is damaged"):
        open_store(path)


def test_missing_files_and_folders_are_told(path):
    with pytest.raises(CodingError, match="no such coding file"):
        open_store(path, create=False)
    with pytest.raises(CodingError, match="is a folder"):
        open_store(path.parent)
    with pytest.raises(CodingError, match="there is no folder"):
        open_store(path.parent / "nowhere" / "codes.db")


def test_a_file_that_is_held_too_long_is_told(path, monkeypatch):
    monkeypatch.setattr(opening, "_PATIENCE", 0.01)
    desk = Desk(path, "A")
    with open_store(path) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(CodingError, match="another program has held it"):
            desk.give(HERE, "frame", "none")


def test_several_are_given_together_or_not_at_all(path):
    changed = HERE._replace(sha256="c" * 64)
    with open_store(path) as store:
        store.give([Given("A", HERE, "frame", "none", "codes.csv")])
        with pytest.raises(CodingError):
            store.give([Given("A", THERE, "frame", "none"), Given("A", changed, "frame", "none")])
        assert store.history()[["value", "grounds"]].to_numpy().tolist() == [["none", "codes.csv"]]
