"""``docs/teaching.md`` against what it speaks of: commands, notebooks, slides, minutes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from trstudy.cli import cli
from trstudy.seminar.copies import exercises

ROOT = Path(__file__).resolve().parent.parent
DOC = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"^## (Session \d: .+?)\n(.*?)(?=^## )", DOC, re.M | re.S)
SLIDES = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "trstudy/commands").glob("report_slides*.py"))


def test_there_is_a_plan_for_each_notebook():
    named = [re.search(r"`(s\d_\w+\.ipynb)`", text)[1] for _, text in SESSIONS]
    assert named == sorted(p.name for p in (ROOT / "notebooks" / "seminar").glob("*.ipynb"))


@pytest.mark.parametrize(("heading", "text"), SESSIONS, ids=[heading for heading, _ in SESSIONS])
def test_a_session_has_all_its_parts(heading, text):
    for part in ("**Goals.**", "| minutes |", "**To discuss**", "**What usually goes wrong**"):
        assert part in text
    name, count = re.search(r"`(s\d_\w+\.ipynb)` · (\d+) exercises · slides?", text).groups()
    notebook = nbformat.read(ROOT / "notebooks" / "seminar" / name, as_version=4)
    assert int(count) == exercises(notebook)
    spans = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+)–(\d+) \|", text, re.M)]
    assert [a for a, _ in spans] == [0, *(b for _, b in spans[:-1])]
    assert spans[-1][1] == 90
    # the minutes of the teacher's cell in the notebook, added up: 15, 45, …
    said = next(c.source for c in notebook.cells if "instructor" in c.metadata.get("tags", []))
    minutes = [int(n) for n in re.findall(r"[a-z] (\d+)[,.]", said)]
    assert [sum(minutes[: k + 1]) for k in range(len(minutes))] == [b for _, b in spans]
    # every exercise has its place in the plan, in order
    placed = re.findall(r"exercises? ([\d–, ]+\d|\d)", "\n".join(re.findall(r"^\| \d+–.*$", text, re.M)))
    numbers = [n for part in placed for n in _numbers(part)]
    assert numbers == list(range(1, int(count) + 1))


def test_the_slides_named_are_slides_of_the_deck():
    named = {
        heading.replace("\n", " ")
        for _, text in SESSIONS
        for line in re.findall(r"(?:·|\|)[^|·]*\bslides? ([^|]+?)(?:\n\n|\||;|$)", text)
        for heading in re.findall(r"\*(\w[^*]+)\*", line)
    }
    assert len(named) >= 10
    assert [heading for heading in sorted(named) if heading not in SLIDES] == []


def test_its_commands_are_there():
    commands = re.findall(r"`(trstudy [^`]+)`", DOC)
    assert len(commands) >= 5
    for command in commands:
        _, *words = shlex.split(command)
        names = [word for word in words[:2] if re.fullmatch(r"[a-z]+", word)]
        helped = CliRunner().invoke(cli, [*names, "--help"])
        assert helped.exit_code == 0, command
        for option in re.findall(r"--[a-z-]+", command):
            assert option in helped.output, command


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", DOC):
        assert (ROOT / "docs" / target).is_file(), target


def _numbers(part: str) -> list[int]:
    found: list[int] = []
    for piece in part.split(","):
        first, _, last = piece.strip().partition("–")
        found += range(int(first), int(last or first) + 1)
    return found
