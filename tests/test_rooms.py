"""Data flows one way: a module imports only from its own room and those before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "trstudy"
# what every room may use comes first, and the study, which opens them all, after them
ROOMS = (
    "errors", "tables", "writing", "caching", "corpus", "settings", "tagging", "coding", "measures",
    "figures", "reporting", "texts", "vetting", "study", "seminar", "starting", "commands", "cli",
)  # fmt: skip
# each when it runs, and for a reader: what Jupyter shows of an explanation; what a page waits for
EXCEPTIONS = {("tagging/explain.py", "reporting"), ("reporting/lacking.py", "study")}


def imported(source: str) -> Iterator[str]:
    """The rooms that a module imports from, at its top or later."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from {name.split(".")[1] for name in names if name.startswith("trstudy.")} & set(ROOMS)


def test_every_way_of_importing_is_seen():
    source = (
        "from trstudy import study\nimport trstudy.cli\ndef f():\n    from trstudy.corpus.entry import Entry"
    )
    assert sorted(imported(source)) == ["cli", "corpus", "study"]


def test_no_room_imports_from_a_later_one():
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        room = name.partition("/")[0].removesuffix(".py")
        if room in ROOMS:
            later = ROOMS[ROOMS.index(room) + 1 :]
            text = path.read_text(encoding="utf-8")
            found |= {(name, other) for other in imported(text) if other in later}
    assert found == EXCEPTIONS


def test_every_room_has_its_place():
    there = {p.stem for p in PACKAGE.glob("*.py")} | {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    assert there - {"__init__", "__main__"} == set(ROOMS)
