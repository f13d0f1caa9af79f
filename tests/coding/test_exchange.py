"""Exchange: what both sides hold comes back, what is dropped is named, bad files are told by line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import trstudy
from tests.coding.conftest import SENTENCES, TEXTS, SmallStudy
from trstudy.cli import cli
from trstudy.coding import gather
from trstudy.coding.codetable import CODE_COLUMNS, typed
from trstudy.coding.exchange import inception
from trstudy.coding.exchange.forms import FORMS, form_of, read_codes, write_codes
from trstudy.coding.exchange.taking import take_in
from trstudy.coding.store import open_store
from trstudy.errors import CodingError, TrstudyError
from trstudy.tables import FRAMES, MODALITIES, VARIABLES, VOICES

ROOT = Path(__file__).parents[2]
LEGAL = {
    "frame": FRAMES,
    "arena": ("energy", "economy", "bilateral", "other"),
    "voice": VOICES,
    "modality": MODALITIES,
}
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")), min_size=1
)
names = st.one_of(st.sampled_from(["Änne", "a;b", 'O"Brien, J.', "=1+1", "İ"]), words)
notes = st.lists(words, max_size=4).map(" ".join)
units = st.fixed_dictionaries(
    {
        **{v: st.none() | st.sampled_from(codes) for v, codes in LEGAL.items()},
        "confidence": st.none() | st.integers(1, 3),
        "note": notes,
        "skipped": st.booleans(),
    }
)


@st.composite
def codings(draw, coders: int = 3) -> pd.DataFrame:
    """Everything that a coding file can hold of two coders or three."""
    found = []
    for coder in sorted(draw(st.sets(names.map(str.strip).filter(bool), min_size=1, max_size=coders))):
        for k in sorted(draw(st.sets(st.integers(0, 9), min_size=1, max_size=4))):
            row = draw(units)
            if row["skipped"]:
                row |= dict.fromkeys(VARIABLES)
            place = SENTENCES.loc[k, ["doc_id", "sentence_id", "start", "end"]].to_dict()
            found.append({**place, **row, "coder": coder})
    return ordered(typed(pd.DataFrame(found, columns=list(CODE_COLUMNS))))


def ordered(codes: pd.DataFrame) -> pd.DataFrame:
    return codes.sort_values(["coder", "doc_id", "start"], kind="stable", ignore_index=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("Übung №2")
    (made / "seeds" / "codings").mkdir(parents=True)
    return made


@pytest.fixture(scope="module")
def fixed(folder):
    study = SmallStudy(folder)
    study.raw("one")
    return study


# --- round trips ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "jsonl", "labelstudio", "inception"])
@settings(max_examples=20)
@given(codes=codings())
def test_what_is_written_comes_back_whole(fixed, folder, form, codes):
    # NFC: names are kept composed, whatever a file has
    codes["coder"] = codes["coder"].str.normalize("NFC")
    codes = ordered(codes.drop_duplicates(["coder", "unit"]))
    path = folder / f"codes ä{FORMS[form].suffix}"
    assert write_codes(fixed, codes, path, form) == {}
    pd.testing.assert_frame_equal(read_codes(fixed, path, form), codes)


@settings(max_examples=20)
@given(codes=codings(coders=1))
def test_doccano_keeps_the_codes_and_names_what_it_drops(fixed, folder, codes):
    codes["coder"] = codes["coder"].str.normalize("NFC")
    path = folder / "codes.jsonl"
    dropped = write_codes(fixed, codes, path, "doccano")
    wanted = {
        "confidence": int(codes["confidence"].notna().sum()),
        "note": int((codes["note"] != "").sum()),
        "skipped": int(codes["skipped"].sum()),
    }
    assert dropped == {field: count for field, count in wanted.items() if count}
    back = read_codes(fixed, path, coder=codes["coder"].iloc[0])
    kept = codes.assign(confidence=pd.array([pd.NA] * len(codes), dtype="Int64"), note="", skipped=False)
    pd.testing.assert_frame_equal(back, kept)


@pytest.fixture
def codes(fixed):
    rows = [("one", 2, "Änne", "mixed", 2, "hard, “really”"), ("two", 4, "Änne", "none", None, "")]
    rows.append(("one", 2, "B", "none", 3, ""))
    places = fixed.sentences().set_index("sentence_id")[["start", "end"]]
    table = pd.DataFrame(
        [
            {
                "doc_id": d,
                "sentence_id": f"{d}:{n:03d}",
                "coder": c,
                "frame": f,
                "confidence": k,
                "note": note,
            }
            | places.loc[f"{d}:{n:03d}"].to_dict()
            for d, n, c, f, k, note in rows
        ]
    )
    return typed(table.assign(skipped=False).reindex(columns=list(CODE_COLUMNS)))


def test_the_same_codes_give_the_same_bytes(fixed, codes, tmp_path):
    for name, form in FORMS.items():
        mine = codes[codes["coder"] == "Änne"] if name == "doccano" else codes
        one, two = tmp_path / f"1{form.suffix}", tmp_path / f"2{form.suffix}"
        write_codes(fixed, mine, one, name)
        write_codes(fixed, mine, two, name)
        assert one.read_bytes() == two.read_bytes()


def test_offsets_beyond_the_basic_plane_are_those_of_the_text(tmp_path, codes):
    # UIMA counts UTF-16 units: an emoji before the unit moves its offsets there, not here
    class Emoji(SmallStudy):
        def sentences(self):
            table = super().sentences()
            shifted = table["doc_id"] == "one"
            table.loc[shifted, ["start", "end"]] += 2
            return table

    study = Emoji(tmp_path)
    study.texts["one"] = "🕊 " + study.texts["one"]
    codes = codes.assign(start=codes["start"] + 2 * (codes["doc_id"] == "one"))
    codes["end"] += 2 * (codes["doc_id"] == "one")
    path = tmp_path / "codes.zip"
    write_codes(study, codes, path)
    with zipfile.ZipFile(path) as archive:
        xmi = archive.read("1/one.xmi").decode()
    assert 'begin="19"' in xmi  # 16 in the text alone, 3 more for the emoji's two units and the blank
    pd.testing.assert_frame_equal(read_codes(study, path), ordered(codes))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_unit_of_the_study_comes_back_lines_and_hyphens_broken_as_they_are(form, tmp_path):
    study = trstudy.open_study(ROOT)
    wrapped = [u for u in study.sentences().itertuples() if "-\n" in study.raw(u.doc_id)[u.start : u.end]]
    assert wrapped, "a word is parted at a line's end somewhere"
    rows = study.sentences()[["doc_id", "sentence_id", "start", "end"]]
    codes = typed(
        rows.assign(coder="codes", frame="none", note="", skipped=False).reindex(columns=CODE_COLUMNS)
    )
    path = tmp_path / f"codes{FORMS[form].suffix}"
    assert write_codes(study, codes, path, form) == {}
    pd.testing.assert_frame_equal(ordered(read_codes(study, path, form)), ordered(codes))


# --- what other tools make of it ------------------------------------------------------------------


def test_doccanos_export_is_read_with_its_own_fields(fixed, tmp_path):
    line = {"id": 7, "text": "They met.", "label": ["frame:cooperation", "voice:author"], "Comments": []}
    path = tmp_path / "Änne.jsonl"
    path.write_text(json.dumps({**line, "doc_id": "one", "start": 16, "end": 25}), encoding="utf-8")
    (row,) = read_codes(fixed, path).to_dict("records")
    assert (row["coder"], row["unit"], row["frame"], row["voice"]) == (
        "Änne",
        "one:002",
        "cooperation",
        "author",
    )
    assert pd.isna(row["arena"])
    with pytest.raises(CodingError, match="codes of A, B: doccano has one file per coder"):
        write_codes(
            fixed,
            pd.concat([read_codes(fixed, path, coder=c) for c in "AB"]),
            tmp_path / "b.jsonl",
            "doccano",
        )


@pytest.mark.parametrize(
    ("account", "coder"), [({"id": 3, "email": "a@b.c"}, "a@b.c"), ({"id": 3}, "3"), (3, "3")]
)
def test_label_studios_export_names_coders_by_account(fixed, tmp_path, account, coder):
    choice = {"id": "x", "type": "choices", "origin": "manual", "to_name": "text"}
    result = [{**choice, "from_name": "frame", "value": {"choices": ["mixed"]}}]
    task = {"id": 1, "data": {"text": "They met.", "doc_id": "one", "start": 16, "end": 25}}
    task["annotations"] = [{"completed_by": account, "was_cancelled": False, "result": result}]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    found = read_codes(fixed, path)
    assert found[["coder", "frame"]].to_numpy().tolist() == [[coder, "mixed"]]


def test_label_studio_gets_the_interface_for_the_studys_codes(fixed, codes, tmp_path):
    write_codes(fixed, codes, tmp_path / "t.json")
    from lxml import etree

    view = etree.parse(tmp_path / "t.config.xml").getroot()
    assert [c.get("value") for c in view.find("Choices[@name='arena']")] == list(LEGAL["arena"])
    controls = {e.get("name") for e in view.iter() if e.get("toName") == "text"}
    assert controls == {*VARIABLES, "confidence", "note", "coder"}


def test_a_spreadsheets_csv_is_read(fixed, tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("doc_id;start;end;coder;frame\r\none;16;25;Änne;mixed\r\n;;;;\r\n".encode("utf-8-sig"))
    assert read_codes(fixed, path)["frame"].tolist() == ["mixed"]


def test_a_lone_xmi_is_read_with_its_type_system_beside_it(fixed, codes, tmp_path):
    write_codes(fixed, codes[codes["coder"] == "B"], tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        archive.extractall(tmp_path)
    path = tmp_path / "1" / "one.xmi"
    with pytest.raises(CodingError, match=r"one\.xmi: no TypeSystem\.xml"):
        read_codes(fixed, path)
    (tmp_path / "TypeSystem.xml").rename(tmp_path / "1" / "TypeSystem.xml")
    assert read_codes(fixed, path)["frame"].tolist() == ["none"]


# --- bad files ------------------------------------------------------------------------------------

HEAD = "doc_id,start,end,coder,frame,confidence,skipped,text\n"
TASK = '[{"data": {"doc_id": "one", "start": 16, "end": 25}, "annotations": [%s]}]'
PLACE = '"doc_id": "one", "start": 16, "end": 25'


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", HEAD, "holds no coded unit"),
        ("a.csv", "doc_id,start\none,16\n", "line 1: no column end, coder; the file has doc_id, start"),
        ("a.csv", HEAD + "one,16,25,A,war,,,\n", "line 2: frame is 'war'; expected one of cooperation"),
        ("a.csv", HEAD + "\none,16,25,A,none,9,,\n", "line 3: confidence is 9; expected one of 1, 2, 3"),
        ("a.csv", HEAD + "one,16,25,A,none,,maybe,\n", "line 2: skipped is 'maybe'; expected one of true"),
        ("a.csv", HEAD + "one,x,25,A,none,,,\n", "line 2: start is 'x'; expected a whole number"),
        ("a.csv", HEAD + "one,16,24,A,none,,,\n", "line 2: no unit of the study stands in 'one' at 16 to 24"),
        ("a.csv", HEAD + "one,16,25,A,none,,,They left.\n", "line 2: the text of one:002 is another"),
        ("a.csv", HEAD + "one,16,25,A,none\n", "line 2: 5 cells; expected 8"),
        ("a.csv", HEAD + "one,16,25,,none,,,\n", "line 2: no coder"),
        ("a.csv", HEAD + 'one,16,25,A,"none,,,\n', "no CSV"),
        (
            "a.csv",
            HEAD + "one,16,25,A,none,,,\n" * 2,
            r"line 3: A codes one:002 twice; first at a\.csv, line 2",
        ),
        ("a.csv", "doc_id,start,end,coder,end\n", "line 1: a column is named twice"),
        ("a.jsonl", '{"codes": {}}\n{"codes"\n', "line 2: no JSON"),
        ("a.jsonl", "[1]\n", "line 1: a list; expected an object"),
        ("a.jsonl", '{"codes": {}}\n', "line 1: no doc_id"),
        ("a.jsonl", '{"codes": []}\n', "line 1: codes is"),
        ("a.jsonl", '{"codes": {"mood": "good"}}\n', "line 1: a variable in codes is 'mood'"),
        ("a.jsonl", "\n", "holds no coded unit"),
        ("a.jsonl", f'{{"label": ["war"], {PLACE}}}\n', "line 1: label is 'war'; expected one of frame:CODE"),
        (
            "a.jsonl",
            f'{{"label": ["frame:none", "frame:mixed"], {PLACE}}}\n',
            "line 1: frame is none and mixed",
        ),
        ("a.jsonl", f'{{"label": "x", {PLACE}}}\n', "line 1: label is 'x'; expected a list"),
        ("a.json", "[\n{]", "line 2: no JSON"),
        ("a.json", "{}", "expected a list of tasks"),
        ("a.json", "[{}]", "task 1: no data"),
        ("a.json", TASK % "", "holds no annotation"),
        ("a.json", TASK % '{"result": 3}', "task 1, annotation 1: no result"),
        ("a.json", TASK % '{"result": [{"from_name": "mood"}]}', "annotation 1: from_name is 'mood'"),
        ("a.json", TASK % '{"result": [{"from_name": "frame", "value": {"choices": []}}]}', "0 choices"),
        ("a.json", TASK % '{"result": [{"from_name": "frame", "value": 1}]}', "value of frame is 1"),
        ("a.json", TASK % '{"result": []}', "annotation 1: no coder"),
        ("a.zip", "PK no", "no zip file"),
        ("a.xmi", "<xmi", r"no TypeSystem\.xml"),
        ("a.docx", "", "form unknown by its suffix '.docx'"),
    ],
)
def test_a_bad_file_is_one_clear_error_with_its_line(fixed, tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(CodingError, match=message) as raised:
        read_codes(fixed, path)
    assert name in str(raised.value)


def test_missing_and_odd_files_are_told(fixed, codes, tmp_path):
    for name in ("a.csv", "a.json", "a.zip"):
        with pytest.raises(CodingError, match="no such file"):
            read_codes(fixed, tmp_path / name)
    (tmp_path / "a.csv").write_bytes(b"doc_id\n\xff\n")
    with pytest.raises(CodingError, match=r"a\.csv, line 2: not UTF-8"):
        read_codes(fixed, tmp_path / "a.csv")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("TypeSystem.xml", "<no")
    with pytest.raises(CodingError, match=r"a\.zip, TypeSystem\.xml: "):
        read_codes(fixed, tmp_path / "a.zip")
    with pytest.raises(CodingError, match="there is no folder"):
        write_codes(fixed, codes, tmp_path / "nowhere" / "a.csv")
    with pytest.raises(CodingError, match="no codes to write"):
        write_codes(fixed, codes.head(0), tmp_path / "b.csv")
    with pytest.raises(CodingError, match="format is 'xls'; expected one of csv"):
        write_codes(fixed, codes, tmp_path / "b.csv", "xls")
    assert not (tmp_path / "b.csv").exists()


def test_a_text_that_xml_cannot_hold_is_told(tmp_path, codes):
    study = SmallStudy(tmp_path)
    study.texts["one"] += "\x0c"
    with pytest.raises(CodingError, match="one: cannot be written as XML"):
        write_codes(study, codes, tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_inceptions_form_says_how_to_get_it(fixed, codes, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "cassis", None)
    with pytest.raises(CodingError, match=r'pip install "trstudy\[exchange\]"'):
        inception.read(tmp_path / "a.zip")


# --- into the coding file -------------------------------------------------------------------------


def test_codes_are_taken_in_once_and_with_their_origin(small, codes, tmp_path):
    with open_store(tmp_path / "codes.db") as store:
        assert take_in(small, store, codes, origin="a.csv") == 6
        pd.testing.assert_frame_equal(store.codes(), ordered(codes))
        assert take_in(small, store, codes, origin="a.csv") == 0
        assert store.history()["grounds"].unique().tolist() == ["a.csv"]


@pytest.mark.parametrize("change", [{"frame": "rivalry"}, {"skipped": True, "frame": None}])
def test_what_a_coder_gave_is_not_changed_unless_it_is_said(small, codes, tmp_path, change):
    other = codes.assign(**change)
    with open_store(tmp_path / "codes.db") as store:
        take_in(small, store, codes, origin="a.csv")
        with pytest.raises(CodingError, match=r"one:002: Änne has frame mixed.*b\.csv says .*--replace"):
            take_in(small, store, other, origin="b.csv")
        assert len(store.history()) == 6
        take_in(small, store, other, origin="b.csv", replace=True)
        assert (store.codes()["frame"] == "mixed").sum() == 0


def test_files_take_part_in_agreement(fixed, codes, folder):
    for name, form in FORMS.items():
        mine = codes[codes["coder"] == "Änne"] if name == "doccano" else codes
        path = folder / f"{name} for all{form.suffix}"
        write_codes(fixed, mine, path, name)
        coder = path.stem if name == "doccano" else "Änne"
        found = gather.gathered(fixed, [f"{path}:{coder}"])
        assert found["frame"].tolist() == ["mixed", "none"], name
        assert form_of(path) == name


def test_the_command_writes_and_reads(tmp_path):
    def run(*arguments: str):
        return CliRunner().invoke(cli, ["codings", *arguments, "--study", str(ROOT)])

    path, db = tmp_path / "our codes.jsonl", str(tmp_path / "c.db")
    done = run("export", "gold_dev:a", "--out", str(path))
    assert done.output == "our codes.jsonl: 94 units of a\n"
    done = run("import", str(path), "--coder", "Änne", "--db", db)
    assert done.output == "our codes.jsonl: 94 units of Änne; 376 codes and remarks are new\n"
    code = ["code", "--coder", "Änne", "--db", db, "--study", str(ROOT), "--within", "gold_dev"]
    CliRunner().invoke(cli, code, input="back\n3/ a note\n")
    done = run("export", "Änne", "--db", db, "--format", "doccano", "--out", str(path))
    assert "dropped: note of 1 unit, for which this form has no place" in done.output


@pytest.mark.parametrize("name", FORMS)
def test_an_export_replaces_no_file_but_an_export(fixed, codes, folder, name):
    mine = codes[codes["coder"] == "Änne"]
    path = folder / f"study{FORMS[name].suffix}"
    path.write_text('[dyad]\na = "Chile"\n', encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"study\..*: is there already and is no export of codes"):
        write_codes(fixed, mine, path, name)
    assert path.read_text(encoding="utf-8") == '[dyad]\na = "Chile"\n'
    path.unlink()
    write_codes(fixed, mine, path, name)
    once = path.read_bytes()
    write_codes(fixed, mine, path, name)
    assert path.read_bytes() == once


def test_an_export_leaves_what_lies_beside_it(fixed, codes, folder):
    beside = folder / "codes.config.xml"
    beside.write_text("<settings/>", encoding="utf-8")
    with pytest.raises(TrstudyError, match=r"codes\.config\.xml: is there already and is no labelling"):
        write_codes(fixed, codes, folder / "codes.json")
    assert not (folder / "codes.json").exists()


@pytest.mark.parametrize("more", ['"id": 7, ', '"comments": [], '])
def test_what_another_tool_exports_is_not_replaced(fixed, codes, folder, more):
    for form in ("doccano", "labelstudio"):
        path = folder / f"{form} with {more[1:3]}{FORMS[form].suffix}"
        write_codes(fixed, codes[codes["coder"] == "Änne"], path, form)
        path.write_text(path.read_text(encoding="utf-8").replace("{", "{" + more, 1), encoding="utf-8")
        with pytest.raises(TrstudyError, match="is no export of codes"):
            write_codes(fixed, codes[codes["coder"] == "Änne"], path, form)


def test_texts_of_the_small_study_are_as_they_are_cut(fixed):
    assert [fixed.raw(r.doc_id)[r.start : r.end] for r in fixed.sentences().itertuples()] == [
        text for units in TEXTS.values() for text in units
    ]
