"""The tagger on the project's labelled development sentences: floors that a change must not fall below.

The rules were tuned on these files, so the floors say nothing of unseen text; that is measured on the
held-back files, with ``trstudy evaluate``, and never tested here, lest anybody tune to them.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.registry import tag

DATA = Path(__file__).resolve().parents[1] / "data"
CODINGS = DATA.parents[1] / "seeds" / "codings"
FRAME = {"cooperation": "cooperation", "conflict": "rivalry"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("path", "variable", "floor"),
    [
        (DATA / "prose_dev.tsv", "frame", 0.94),
        (DATA / "challenge_more.tsv", "frame", 0.85),
        (DATA / "challenge_more.tsv", "arena", 0.90),
        (DATA / "challenge_more.tsv", "voice", 0.98),
        (DATA / "challenge_more.tsv", "modality", 0.97),
        (DATA / "challenge_second.tsv", "frame", 0.90),
        (DATA / "challenge_second.tsv", "arena", 0.85),
        (DATA / "challenge_second.tsv", "voice", 0.97),
        (DATA / "challenge_second.tsv", "modality", 0.97),
        (DATA / "challenge_third.tsv", "frame", 0.87),
        (DATA / "challenge_third.tsv", "arena", 0.84),
        (DATA / "challenge_third.tsv", "voice", 0.98),
        (DATA / "challenge_third.tsv", "modality", 0.97),
        (DATA / "articles_dev.tsv", "frame", 0.86),
        (DATA / "articles_dev.tsv", "arena", 0.88),
        (DATA / "articles_dev.tsv", "voice", 0.98),
        (DATA / "articles_dev.tsv", "modality", 0.96),
        (CODINGS / "challenge_dev.tsv", "frame", 0.93),
        (CODINGS / "challenge_dev.tsv", "arena", 0.90),
        (CODINGS / "challenge_dev.tsv", "voice", 0.98),
        (CODINGS / "challenge_dev.tsv", "modality", 0.98),
    ],
)
def test_sentences_about_the_default_pair(path, variable, floor):
    data = rows(path)
    units = pd.DataFrame({"doc_id": [row.get("doc") for row in data], "text": [row["text"] for row in data]})
    found = tag(units)[variable]
    right = sum(code == row[variable] for code, row in zip(found, data, strict=True)) / len(data)
    assert right >= floor


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("leads_dev.tsv", 0.98),
        ("events_dev.tsv", 0.97),
        ("events_second.tsv", 0.93),
        ("events_third.tsv", 0.85),
    ],
)
def test_acts_between_any_two(name, floor):
    data = rows(DATA / name)
    right = sum(
        tag([row["text"]], Dyad([row["source"]], [row["target"]]))["frame"].item() == FRAME[row["expected"]]
        for row in data
    )
    assert right / len(data) >= floor


def test_both_members_of_a_minimal_pair():
    data = [row for row in rows(CODINGS / "challenge_dev.tsv") if row["pair"]]
    found = tag([row["text"] for row in data])["frame"]
    right: dict[str, list[bool]] = {}
    for code, row in zip(found, data, strict=True):
        right.setdefault(row["pair"], []).append(code == row["frame"])
    whole = [all(members) for members in right.values() if len(members) == 2]
    assert len(whole) == 20
    assert sum(whole) / len(whole) >= 0.95
