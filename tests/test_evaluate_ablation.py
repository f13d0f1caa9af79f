"""``evaluate --ablate``: what each part of the rules is worth, on units whose codes hang on known words."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from click.testing import CliRunner

import trstudy
from trstudy.cli import cli
from trstudy.commands.evaluate_ablation import references
from trstudy.measures.ablation import Worth, worth_by_section
from trstudy.tagging.ablation import parts
from trstudy.tagging.dyad import default_dyad
from trstudy.tagging.lexica import PACKAGE
from trstudy.tagging.lexicon import entries

TEXTS = ["Turkey and Russia quarrelled.", "Both countries did not cooperate.", "It rained."]
QUARREL = next(e for e in entries() if (e.form, e.word_class) == ("quarrel", "verb"))


@pytest.fixture
def study(monkeypatch, tmp_path):
    ends = [sum(len(t) + 1 for t in TEXTS[: i + 1]) - 1 for i in range(len(TEXTS))]
    sentences = pd.DataFrame(
        {
            "doc_id": "doc",
            "sentence_id": [f"doc:{n:03d}" for n in range(1, 4)],
            "start": [end - len(text) for end, text in zip(ends, TEXTS, strict=True)],
            "end": ends,
            "role": "body",
            "text": TEXTS,
        }
    )
    documents = pd.DataFrame({"doc_id": ["doc"], "file": ["doc.txt"], "n_chars": [ends[-1]]})
    fake = SimpleNamespace(
        sentences=lambda: sentences, documents=lambda: documents, arenas=("x",), lexicon=PACKAGE,
        dyad=default_dyad(),
    )  # fmt: skip
    monkeypatch.setattr(trstudy, "open_study", lambda path: fake)
    rows = zip(sentences["start"], sentences["end"], ["rivalry", "rivalry", "none"], strict=True)
    lines = [f"{n}\tdoc.txt\t{start}\t{end}\t{code}" for n, (start, end, code) in enumerate(rows)]
    (tmp_path / "gold.tsv").write_text("\n".join(["unit\tdoc\tstart\tend\tframe", *lines]), encoding="utf-8")
    (tmp_path / "alone.tsv").write_text(
        "id\tframe\ttext\n"
        "1\tnone\tRussia and Turkey quarrelled.\n"
        "2\trivalry\tRussia and Ankara quarrelled.\n",
        encoding="utf-8",
    )
    (tmp_path / "events.tsv").write_text(
        "id\tsource\ttarget\tact\texpected\ttext\ne1\tCuba\tChile\tx\tconflict\tCuba and Chile quarrelled.\n",
        encoding="utf-8",
    )
    return tmp_path


def run(study, *options):
    files = (
        "--codings",
        study / "gold.tsv",
        "--codings",
        study / "alone.tsv",
        "--events",
        study / "events.tsv",
    )
    command = ["evaluate", "--ablate", "--study", study, *files, *options]
    result = CliRunner().invoke(cli, [str(word) for word in command])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("no_weights")
def test_parts_are_worth_the_units_that_are_right_with_them_alone(study):
    found = json.loads(run(study, "--json"))
    tables = {one["file"]: {row["part"]: row for row in one["parts"]} for one in found["ablation"]}
    assert list(tables) == ["gold.tsv", "alone.tsv", "events.tsv", "All files together"]
    counts = ("lost", "gained", "moved")
    category = f"category: {QUARREL.category}"
    assert {file: tuple(rows[category][c] for c in counts) for file, rows in tables.items()} == {
        # without the first sentence's cue the dyad is in play all the same
        "gold.tsv": (1, 0, 1),
        "alone.tsv": (1, 1, 2),
        "events.tsv": (1, 0, 1),
        "All files together": (3, 1, 4),
    }
    assert tables["gold.tsv"]["rule: anaphora"]["lost"] == 1  # "both countries"
    assert tables["gold.tsv"]["rule: negation"]["lost"] == 1
    assert tables["alone.tsv"]["rule: negation"]["moved"] == 0
    assert found["harmful"] == []
    sections = {row["section"]: row for row in found["sections"]}
    assert sections[QUARREL.section]["matter"] >= 1
    assert sections["cues/zero_sum"]["matter"] == 0


def test_the_text_names_parts_and_entries(study):
    output = run(study)
    assert "All files together: 6 units." in output
    assert f"category: {QUARREL.category} " in output
    idle = " ".join(output[output.index("no frame changes") : output.index("Entries left out")].split())
    assert "section: cues/zero_sum" in idle
    assert output.index("Entries left out one at a time") < output.index(
        "cues/zero_sum", output.index("Entries")
    )


def test_a_code_whose_unit_is_lost_is_none(study):
    path = study / "lost.tsv"
    start = len(TEXTS[0])  # the blank between two sentences
    path.write_text(
        f"unit\tdoc\tstart\tend\tframe\n1\tdoc.txt\t{start}\t{start + 1}\trivalry\n", encoding="utf-8"
    )
    (reference,) = references(trstudy.open_study(study), [path], [])
    assert reference.frames.tolist() == ["none"]
    assert reference.without(parts()[0]).tolist() == ["none"]


def test_sections_count_their_entries():
    worths = [Worth("a/x", "s", 2, 1, 4), Worth("a/y", "s", 0, 1, 1), Worth("b/z", "s", 0, 0, 0)]
    table = worth_by_section(worths, pd.Series({"s": 9, "t": 3}))
    assert table.to_dict("records") == [
        {"section": "s", "entries": 9, "found": 3, "matter": 2, "help": 1, "harm": 1},
        {"section": "t", "entries": 3, "found": 0, "matter": 0, "help": 0, "harm": 0},
    ]


def test_parts_are_rule_families_sections_and_categories():
    names = [part.name for part in parts()]
    assert len(names) == len(set(names))
    assert {"rule: negation", "section: shifters", f"category: {QUARREL.category}"} <= set(names)


def test_it_needs_no_study_for_events(study, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    result = CliRunner().invoke(cli, ["evaluate", "--ablate", "--events", str(Path(study) / "events.tsv")])
    assert result.exit_code == 0, result.output
    assert "events.tsv: 1 units." in result.stdout
