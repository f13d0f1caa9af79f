"""A study: its tables, what it refuses, and a cache that goes by content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import trstudy
from trstudy import TrstudyError, caching, open_study
from trstudy.cli import cli
from trstudy.corpus.unwrapping import unwrapped
from trstudy.study import Study
from trstudy.tables import DOCUMENT_COLUMNS, EVIDENCE_COLUMNS, SENTENCE_COLUMNS, TAG_COLUMNS
from trstudy.tagging import explain as explaining
from trstudy.tagging import registry

ROOT = Path(__file__).parents[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "study.toml", tmp_path)
    return tmp_path


@pytest.fixture
def study(root: Path) -> Study:
    return open_study(root)


def test_documents_say_what_each_text_is_and_how_its_date_is_known(study):
    table = study.documents()
    assert tuple(table.columns[: len(DOCUMENT_COLUMNS)]) == DOCUMENT_COLUMNS
    found = table.set_index("doc_id")[["year", "date_precision", "date_source", "author"]]
    assert found.fillna("nobody").T.to_dict("list") == {
        "bechev-2024": [2024, "month", "inferred", "Dimitar Bechev"],
        "zahab-2020": [2020, "month", "inferred", "Hazem Zahab"],
        "warsaw-2021": [2021, "day", "printed", "nobody"],
        "edm-2020": [2020, "month", "cited", "nobody"],
        "mehmet-2020": [2020, "day", "printed", "Ahmet Mehmet"],
    }
    assert table.date.dt.strftime("%Y-%m-%d").tolist() == [
        "2024-12-01", "2020-02-01", "2021-09-30", "2020-11-01", "2020-11-01",
    ]  # fmt: skip
    assert [len(study.raw(d)) for d in table.doc_id] == table.n_chars.tolist()


def test_sentences_are_the_184_units_in_catalogue_order(study):
    table = study.sentences()
    assert tuple(table.columns) == SENTENCE_COLUMNS
    assert table.groupby("doc_id", sort=False).size().to_dict() == {
        "bechev-2024": 43, "zahab-2020": 35, "warsaw-2021": 25, "edm-2020": 34, "mehmet-2020": 47,
    }  # fmt: skip
    for row in table.itertuples():
        assert unwrapped(study.raw(row.doc_id), row.start, row.end) == row.text


def test_document_variables_on_request(study):
    table = study.sentences(docvars=True)
    assert list(table.columns) == [*SENTENCE_COLUMNS, "title", "outlet", "date", "year"]
    assert table.groupby("year").doc_id.nunique().to_dict() == {2020: 3, 2021: 1, 2024: 1}


def test_blocks_tile_every_raw_text(study):
    blocks = study.blocks()
    for doc_id, rows in blocks.groupby("doc_id"):
        raw = study.raw(doc_id)
        assert "".join(raw[a:b] for a, b in zip(rows.start, rows.end, strict=True)) == raw
    assert (blocks.kept == (blocks.reason == "")).all()


def test_tags_are_the_sentences_with_codes(study):
    table = study.tags(docvars=True)
    assert list(table.columns) == [*SENTENCE_COLUMNS, *TAG_COLUMNS, "title", "outlet", "date", "year"]
    pd.testing.assert_frame_equal(pd.DataFrame(table[list(SENTENCE_COLUMNS)]), study.sentences())


def test_evidence_is_where_the_raw_text_prints_it(study):
    table = study.evidence()
    assert tuple(table.columns) == EVIDENCE_COLUMNS
    assert len(table) > 50
    for row in table.itertuples():
        assert unwrapped(study.raw(row.doc_id), row.start, row.end) == row.cue


def test_evidence_broken_over_a_line_end_keeps_its_raw_span(study, monkeypatch):
    def one_cue(units, dyad, tagger):
        unit = units[units.text.str.contains("jaw-dropping")].iloc[0]
        start = unit.text.index("jaw-dropping collapse")
        row = dict.fromkeys(EVIDENCE_COLUMNS, "")
        row |= {"doc_id": unit.doc_id, "sentence_id": unit.sentence_id, "start": start, "end": start + 21}
        return pd.DataFrame([row | {"sign": 0, "counted": True}])

    monkeypatch.setattr(explaining, "evidence", one_cue)
    row = study.evidence().iloc[0]
    assert study.raw("bechev-2024")[row.start : row.end] == "jaw-\ndropping collapse"


def test_codings_carry_the_study_s_ids(study):
    gold = study.codings("gold_dev")
    merged = gold.merge(study.sentences(), on=["doc_id", "sentence_id", "start", "end", "role"])
    assert len(merged) == len(gold) == 94


def test_dyad_and_arenas_come_from_lexicon_and_settings(study):
    assert study.dyad == trstudy.Dyad("Turkey", "Russia")
    assert "syria" in study.arenas


def test_a_study_without_settings_has_defaults(root):
    (root / "study.toml").unlink()
    study = open_study(root)
    assert study.dyad.a == ("Turkey",) or study.dyad.a == ("turkey",)


# --- what is refused ---


@pytest.mark.parametrize("table", ["tags", "evidence"])
@pytest.mark.parametrize(
    ("dyad", "message"),
    [
        ("a = 'Turkee'\nb = 'Russia'", r"side a, Turkee, is named nowhere in the texts; did you mean Turkey"),
        ("a = 'Turkey'\nb = ['Rusia', 'Mosco']", r"side b, Rusia, Mosco, is named nowhere .* mean .*Russia"),
        ("a = 'Turkey'\nb = 'Peru'", r"side b, Peru, is named nowhere in the texts; expected an actor"),
    ],
)
def test_a_side_that_no_text_names_is_refused(root, table, dyad, message):
    (root / "study.toml").write_text(f"[dyad]\n{dyad}\n", encoding="utf-8")
    study = open_study(root)
    with pytest.raises(TrstudyError, match=message):
        getattr(study, table)()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(TrstudyError, match=r"no folder .*nowhere"):
        open_study(tmp_path / "nowhere")


def test_a_folder_without_a_catalogue(tmp_path):
    (tmp_path / "study.toml").write_text("", encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"catalogue.toml: not found in .*seeds"):
        open_study(tmp_path)


def test_a_study_is_found_from_the_folders_inside_it(root, monkeypatch):
    inside = root / "notebooks" / "mine"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    study = open_study()
    assert study.root == root
    assert len(study.entries()) == 5
    monkeypatch.chdir(root)
    assert open_study().root == Path()


def test_only_the_folder_one_is_in_is_searched_upwards(root):
    (root / "notebooks").mkdir()
    with pytest.raises(
        TrstudyError, match=r"^no study in [^ ]*/notebooks; expected a folder with study.toml"
    ):
        open_study(root / "notebooks")


def test_no_study_anywhere_names_the_folder_and_the_way_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TrstudyError) as caught:
        open_study()
    assert str(caught.value) == (
        f"no study in {tmp_path.as_posix()} or the folders above it; expected a folder with study.toml or "
        "seeds/catalogue.toml: name it with --study DIR or open_study(path)"
    )


@pytest.mark.parametrize("command", [["report"], ["seeds", "check"], ["evaluate"]])
def test_commands_say_that_there_is_no_study(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(cli, command).exception
    assert isinstance(found, TrstudyError)
    assert "or the folders above it; expected a folder with study.toml" in str(found)


def test_seeds_are_checked_from_a_folder_inside_the_study(root, monkeypatch):
    (root / "notebooks").mkdir()
    monkeypatch.chdir(root / "notebooks")
    assert CliRunner().invoke(cli, ["seeds", "check"]).output.startswith("5 texts in seeds")


def test_an_empty_catalogue(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "catalogue.toml").write_text("# nothing yet\n", encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"no \[\[document\]\] yet"):
        open_study(tmp_path).sentences()


@pytest.mark.parametrize("table", ["documents", "sentences", "blocks", "tags", "evidence"])
def test_a_changed_text_stops_every_table(root, table):
    study = open_study(root)
    getattr(study, table)()
    with (root / "seeds" / "002_6c18de837fb1579b.txt").open("ab") as file:
        file.write(b"!")
    with pytest.raises(
        TrstudyError, match=r"002_6c18de837fb1579b.txt: changed; expected SHA-256 288fa9.*found"
    ):
        getattr(study, table)()
    with pytest.raises(TrstudyError, match="changed"):
        study.raw("warsaw-2021")


def test_unknown_names_are_answered_with_the_known_ones(study):
    with pytest.raises(
        TrstudyError, match="doc_id is 'nobody-1999'; expected one of bechev-2024, zahab-2020"
    ):
        study.raw("nobody-1999")
    with pytest.raises(TrstudyError, match="codings is 'gold'; expected one of challenge_dev, gold_dev"):
        study.codings("gold")
    with pytest.raises(TrstudyError, match="tagger is 'vibes'; expected one of rules"):
        study.tags("vibes")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seeds = 3", "study.toml: seeds is 3; expected the name of the texts' folder in quotes"),
        ("colour = 'red'", "a key is 'colour'; expected one of name, seeds, dyad, "),
        ("[dyad]\na = 'Turkey'", "no dyad.b"),
        (
            "[dyad]\na = 'Turkey'\nb = 'Russia'\nc = 'Iran'",
            "study.toml, dyad: a key is 'c'; expected one of a, b",
        ),
        ("[[period]]\nname = 'x'", "a key is 'period'; expected one of name, seeds, dyad, "),
        ("dyad = 'Turkey'", r"dyad is 'Turkey'; expected a table, \[dyad\], with the sides a and b"),
        ("[dyad]\na = 3\nb = 'Russia'", "dyad.a is 3; expected a name in quotes, or a list of names"),
        ("[dyad]\na = ''\nb = 'Russia'", "dyad.a is ''; expected a name in quotes, or a list of names"),
        ("[dyad]\na = ['x', 3]\nb = 'Russia'", "dyad.a is .*; expected a name in quotes, or a list of names"),
        (
            "periods = ['2020-2019']",
            r"periods is \['2020-2019'\]; expected spans of years in the order of time",
        ),
        ("periods = [2020]", "periods is 2020; expected spans of years"),
        ("[dyad", "study.toml: is not TOML"),
    ],
)
def test_broken_settings_say_what_is_wrong(root, text, message):
    (root / "study.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TrstudyError, match=message):
        open_study(root)


def test_periods_stand_in_the_place_of_years(root):
    written = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(f'periods = ["2019-2020", "2021-2024"]\n{written}', encoding="utf-8")
    study = open_study(root)
    found = study.documents().set_index("doc_id")["year"]
    assert found[["zahab-2020", "warsaw-2021", "bechev-2024"]].tolist() == ["2019–2020", *["2021–2024"] * 2]
    compared = trstudy.compare(study.tags(docvars=True), by="year", n_boot=20)
    assert list(dict.fromkeys(compared["year"])) == ["2019–2020", "2021–2024"]
    (root / "study.toml").write_text(f'periods = ["2019-2021"]\n{written}', encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"study\.toml: bechev-2024 is of 2024, which none of the periods"):
        open_study(root).documents()


def test_codings_without_a_name_are_the_first_of_their_kind(root):
    study = open_study(root)
    assert study.codings().attrs["name"] == "gold_dev"
    assert "language models" in study.codings().attrs["origin"]
    assert study.codings(alone=True).attrs["name"] == "challenge_dev"
    (root / "seeds" / "codings" / "gold_dev.tsv").unlink()
    assert (study.has_codings(), study.has_codings(alone=True)) == (False, True)
    with pytest.raises(TrstudyError, match="no codes of units of the texts yet; `trstudy code --coder NAME`"):
        study.codings()


# --- the cache ---


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


def test_a_text_and_its_entry_changed_together_make_the_table_anew(root):
    study = open_study(root)
    assert len(study.sentences()) == 184
    file = root / "seeds" / "002_6c18de837fb1579b.txt"
    old, new = file.read_bytes(), file.read_bytes().replace(b"They look good", b"They met. They look good")
    file.write_bytes(new)
    catalogue = root / "seeds" / "catalogue.toml"
    from trstudy.corpus.reading import sha256

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
    monkeypatch.setattr(registry, "load_tagger", lambda name: importlib_baseline())
    open_study(root).tags("mine")
    assert not list((root / ".trstudy").glob("tags-*"))


def importlib_baseline():
    from trstudy.tagging.baseline import tagger

    return tagger()


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
