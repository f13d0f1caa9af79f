"""A cache that goes by content: when a study's table is made anew, and when it is not."""

from __future__ import annotations

import os
import subprocess
import sys

import pandas as pd
import pytest

from trstudy import caching, open_study
from trstudy.corpus.reading import sha256
from trstudy.tagging import baseline, registry


def counted(monkeypatch) -> list[str]:
    """Count how often the tagger runs."""
    calls: list[str] = []
    tag = registry.tag

    def spy(*args, **kwargs):
        calls.append(kwargs["tagger"])
        return tag(*args, **kwargs)

    monkeypatch.setattr(registry, "tag", spy)
    return calls


def test_a_table_is_made_once_and_found_again_by_another_process_s_study(root, monkeypatch):
    calls = counted(monkeypatch)
    first, second = open_study(root).tags(), open_study(root).tags()
    assert calls == ["rules"]
    pd.testing.assert_frame_equal(pd.DataFrame(first), pd.DataFrame(second))


@pytest.mark.parametrize("table", ["sentences", "blocks", "tags", "evidence"])
def test_a_table_from_disk_equals_one_just_made(root, table):
    made = getattr(open_study(root), table)()
    read = getattr(open_study(root), table)()
    pd.testing.assert_frame_equal(pd.DataFrame(made), pd.DataFrame(read))


def test_what_a_caller_does_to_a_table_stays_with_the_caller(study):
    table = study.sentences()
    table.loc[:, "text"] = "gone"
    del table["role"]
    assert "gone" not in set(study.sentences().text)
    assert "role" in study.sentences()


def test_new_time_stamps_change_nothing(root, monkeypatch):
    calls = counted(monkeypatch)
    open_study(root).tags()
    for path in (root / "seeds").glob("*.*"):
        os.utime(path, (0, 0))
    open_study(root).tags()
    assert calls == ["rules"]


def test_changed_settings_make_the_table_anew(root, monkeypatch):
    calls = counted(monkeypatch)
    before = open_study(root).tags()
    settings = root / "study.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"Turkey"', '"Armenia"'), encoding="utf-8"
    )
    after = open_study(root).tags()
    assert calls == ["rules", "rules"]
    assert before.frame.tolist() != after.frame.tolist()


def test_changed_codings_make_the_tags_anew_and_leave_the_sentences(root, monkeypatch):
    calls = counted(monkeypatch)
    open_study(root).tags()
    (kept,) = (root / ".trstudy").glob("sentences-*.parquet")
    (root / "seeds" / "codings" / "gold_dev.tsv").unlink()
    open_study(root).tags()
    assert calls == ["rules", "rules"]
    assert list((root / ".trstudy").glob("sentences-*.parquet")) == [kept]


def test_a_text_and_its_entry_changed_together_make_the_table_anew(root):
    study = open_study(root)
    assert len(study.sentences()) == 184
    file = root / "seeds" / "002_6c18de837fb1579b.txt"
    old, new = file.read_bytes(), file.read_bytes().replace(b"They look good", b"They met. They look good")
    file.write_bytes(new)
    catalogue = root / "seeds" / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8").replace(sha256(old), sha256(new))
    catalogue.write_text(text, encoding="utf-8")
    assert len(study.sentences()) == 185


@pytest.mark.parametrize("damage", [b"", b"not parquet at all"])
def test_a_damaged_cache_file_is_made_anew(root, damage):
    expected = open_study(root).sentences()
    for path in (root / ".trstudy").glob("*.parquet"):
        path.write_bytes(damage)
    pd.testing.assert_frame_equal(open_study(root).sentences(), expected)


def test_a_cache_folder_that_cannot_be_is_done_without(root):
    (root / ".trstudy").write_text("a file where the folder would be", encoding="utf-8")
    assert len(open_study(root).sentences()) == 184


def test_the_cache_keeps_one_file_per_table(root):
    study = open_study(root)
    study.sentences()
    settings = root / "study.toml"
    settings.write_text('name = "another"\n', encoding="utf-8")
    open_study(root).sentences()
    assert len(list((root / ".trstudy").glob("sentences-*.parquet"))) == 1
    assert not list((root / ".trstudy").glob("*.part"))


def test_the_tables_of_a_tagger_from_elsewhere_are_not_stored(root, monkeypatch):
    monkeypatch.setattr(registry, "taggers", lambda: {"mine": "elsewhere.module:tagger"})
    monkeypatch.setattr(registry, "load_tagger", lambda name: baseline.tagger())
    open_study(root).tags("mine")
    assert not list((root / ".trstudy").glob("tags-*"))


SHARING = """
import sys
from pathlib import Path
import pandas as pd
from trstudy.caching import TableCache
for n in range(40):
    key = f"{n % 4:024d}"
    table = TableCache(Path(sys.argv[1])).table("t", key, lambda: pd.DataFrame({"n": [n % 4] * 5000}))
    assert table.n.eq(n % 4).all() and len(table) == 5000, (n, table)
"""


def test_two_processes_share_a_cache(tmp_path):
    runs = [
        subprocess.Popen([sys.executable, "-c", SHARING, str(tmp_path)], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [run.communicate()[1] for run in runs] == ["", ""]
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("file", "counts"), [("a.py", True), ("l/b.toml", True), ("l/weights.tsv", True), ("page.js", False)]
)
def test_kept_tables_depend_on_code_lists_and_weights(tmp_path, monkeypatch, file, counts):
    monkeypatch.setattr(caching, "__file__", str(tmp_path / "caching.py"))
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("1", encoding="utf-8")
    before = caching.package_digest.__wrapped__()
    (tmp_path / file).write_text("2", encoding="utf-8")
    assert (caching.package_digest.__wrapped__() != before) == counts
