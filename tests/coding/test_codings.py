"""Tables of codes: what is read, and what is refused with its place."""

from pathlib import Path

import pandas as pd
import pytest

from trstudy.coding.codings import coders, load_codings, lone_units, sides_of
from trstudy.coding.disagreements import disagreements
from trstudy.coding.events import load_events
from trstudy.coding.planning import units_needed
from trstudy.errors import CodingError

SEEDS = Path(__file__).parents[2] / "seeds"
DOCUMENTS = pd.DataFrame({"doc_id": ["one", "two"], "file": ["one.txt", "two.txt"], "n_chars": [100, 50]})
HEADER = "unit\tdoc\tstart\tend\trole\tframe\tframe_a\tframe_b"
ROW = "000-02\tone.txt\t3\t9\tbody\tnone\tnone\trivalry"


def written(tmp_path, *lines, name="codes.tsv"):
    path = tmp_path / name
    path.write_bytes("\n".join([*lines, ""]).encode())
    return path


def test_gold_has_its_documents_and_places():
    files = sorted(SEEDS.glob("*.txt"))
    documents = pd.DataFrame(
        {
            "doc_id": [f.name[:3] for f in files],
            "file": [f.name for f in files],
            "n_chars": [len(f.read_bytes().decode()) for f in files],
        }
    )
    gold = load_codings(SEEDS / "codings" / "gold_dev.tsv", documents)
    assert len(gold) == 94
    first = gold.iloc[0]
    assert first[["unit", "doc_id", "sentence_id"]].tolist() == ["000-02", "000", "000:002"]
    raw = files[0].read_bytes().decode()
    assert raw[first["start"] : first["end"]].startswith("Mere\nweeks ago")
    assert gold["frame"].value_counts().to_dict() == {
        "none": 37,
        "cooperation": 27,
        "rivalry": 23,
        "mixed": 7,
    }
    assert coders(gold, "frame") == {"a": "frame_a", "b": "frame_b"}


def test_challenge_stands_alone():
    challenge = load_codings(SEEDS / "codings" / "challenge_dev.tsv")
    assert len(challenge) == 119
    assert challenge.columns.tolist() == [
        "unit", "capability", "pair", "frame", "arena", "voice", "modality", "text",
    ]  # fmt: skip
    assert challenge.iloc[0]["unit"] == "ch001"


def test_sentence_id_is_that_of_the_same_offsets(tmp_path):
    other = "000-03\tone.txt\t10\t20\tbody\tmixed\tmixed\t"
    path = written(tmp_path, HEADER, ROW, other)
    sentences = pd.DataFrame(
        {"doc_id": ["one", "one"], "sentence_id": ["one:005", "one:006"], "start": [3, 10], "end": [9, 21]}
    )
    found = load_codings(path, DOCUMENTS, sentences)
    assert found["sentence_id"].isna().tolist() == [False, True]
    assert found.loc[0, "sentence_id"] == "one:005"
    assert pd.isna(found.loc[1, "frame_b"])


def test_windows_lines_and_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "codes.tsv"
    path.write_bytes(f"\ufeff{HEADER}\r\n{ROW}\r\n\r\n".encode())
    assert load_codings(path, DOCUMENTS).loc[0, "frame_b"] == "rivalry"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([HEADER], "codes.tsv: holds no coded unit"),
        ([HEADER.replace("end", "stop"), ROW], "line 1: no column end; the file has unit, doc, start, stop"),
        ([HEADER.replace("frame_b", "frame_a"), ROW], "line 1: a column is named twice"),
        ([HEADER, ROW + "\tmore"], "line 2: 9 columns; expected 8"),
        ([HEADER, ROW, ROW], "line 3: unit 000-02 is there twice"),
        ([HEADER, ROW, ROW.replace("02", "03")], "line 3: unit one 3 9 is there twice"),
        (
            [HEADER, ROW.replace("one.txt", "six.txt")],
            "doc is 'six.txt'; expected one of one.txt, two.txt",
        ),
        ([HEADER, ROW.replace("\t9\t", "\t900\t")], "line 2: offsets are '3' to '900'.*<= 100"),
        ([HEADER, ROW.replace("\t9\t", "\t2\t")], "line 2: offsets are '3' to '2'"),
        ([HEADER, ROW.replace("\t3\t", "\tx\t")], "line 2: offsets are 'x' to '9'"),
        (
            [HEADER, ROW.replace("body", "foot")],
            "line 2: role is 'foot'; expected one of title",
        ),
        ([HEADER, ROW.replace("body\tnone", "body\tpeace")], "frame is 'peace'; expected one of cooperation"),
        ([HEADER, ROW.replace("body\tnone", "body\t")], "line 2: frame is ''; expected one of cooperation"),
        ([HEADER, ROW.replace("rivalry", "Rivalry")], "line 2: frame_b is 'Rivalry'; expected one of coop"),
        (
            ["unit\tdoc\tstart\tend", "1\tone.txt\t3\t9"],
            "line 1: no codes; expected a column for any of",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(tmp_path, lines, message):
    with pytest.raises(CodingError, match=message):
        load_codings(written(tmp_path, *lines), DOCUMENTS)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (HEADER.replace("frame\t", "fram\t"), "line 1: no column frame, but one named fram,"),
        (HEADER.replace("frame\t", "Frame\t"), "line 1: no column frame, but one named Frame,"),
        (HEADER.replace("frame_b", "farme_b"), "line 1: no column frame_b, but one named farme_b,"),
        (HEADER.replace("frame", "fram"), "expected frame, arena, voice, modality for settled codes"),
    ],
)
def test_a_misspelt_variable_is_told_from_a_column_of_somebodys_own(tmp_path, header, message):
    with pytest.raises(CodingError, match=message):
        load_codings(written(tmp_path, header, ROW), DOCUMENTS)
    own = written(tmp_path, f"{HEADER}\tarea\tframework", f"{ROW}\tthe coast\tnone")
    assert load_codings(own, DOCUMENTS, arenas=["sea"])[["area", "framework"]].iloc[0].tolist() == [
        "the coast",
        "none",
    ]


@pytest.mark.parametrize(
    ("head", "rows", "message"),
    [
        ("source", ["India"], "line 1: a column source but none named target; expected both or none"),
        ("source\ttarget", ["India\t "], "line 2: sides 'India' and '.*'; expected two different names"),
        ("source\ttarget", ["India\tindia"], "line 2: sides 'India' and 'india'; expected two different"),
        ("source\ttarget", ["Chad\tMali", "Mali\tChad"], "line 3: document d changes sides; expected one"),
    ],
)
def test_sides_are_named_whole_and_once_a_document(tmp_path, head, rows, message):
    lines = [f"{n}\td\tnone\t{row}\tThey met." for n, row in enumerate(rows)]
    with pytest.raises(CodingError, match=message):
        load_codings(written(tmp_path, f"id\tdoc\tframe\t{head}\ttext", *lines))


def test_units_are_grouped_by_the_sides_that_they_name(tmp_path):
    rows = ["1\tnone\tChad\tMali\tA.", "2\tnone\tPeru\tChile\tB.", "3\tnone\tChad\tMali\tC."]
    found = sides_of(load_codings(written(tmp_path, "id\tframe\tsource\ttarget\ttext", *rows)))
    assert [(sides, list(units)) for sides, units in found] == [
        (("Chad", "Mali"), [0, 2]),
        (("Peru", "Chile"), [1]),
    ]
    [(sides, units)] = sides_of(load_codings(written(tmp_path, "id\tframe\ttext", "1\tnone\tA.")))
    assert (sides, list(units)) == (None, [0])


def test_arena_outside_the_studys_own_is_refused(tmp_path):
    path = written(tmp_path, "id\tarena\ttext", "1\tmoon\tThey met.")
    assert load_codings(path).loc[0, "arena"] == "moon"
    with pytest.raises(CodingError, match="line 2: arena is 'moon'; expected one of sea, land"):
        load_codings(path, arenas=["sea", "land"])


def test_missing_file_wrong_encoding_and_missing_documents_are_refused(tmp_path):
    with pytest.raises(CodingError, match=r"none\.tsv: no such file"):
        load_codings(tmp_path / "none.tsv")
    path = tmp_path / "codes.tsv"
    path.write_bytes(b"id\tframe\ttext\n1\tnone\tErdo\xf0an\n")
    with pytest.raises(CodingError, match=r"not UTF-8 \(byte 25\)"):
        load_codings(path)
    with pytest.raises(CodingError, match="hand in the study's documents"):
        load_codings(written(tmp_path, HEADER, ROW))


def test_events_are_read_and_checked(tmp_path):
    header, row = (
        "id\tsource\ttarget\tact\tquad\texpected\ttext",
        "1\tUK | Britain\tIran\taid\t\tconflict\tWords.",
    )
    events = load_events(written(tmp_path, header, row))
    assert events.loc[0, "source"] == ("UK", "Britain")
    for bad, message in [
        (row.replace("conflict", "war"), "line 2: expected is 'war'; expected one of cooperation, conflict"),
        (row.replace("Iran", "|"), "line 2: target is empty; expected an actor's name"),
        (row.replace("aid\t", "aid\tloud"), "line 2: quad is 'loud'"),
    ]:
        with pytest.raises(CodingError, match=message):
            load_events(written(tmp_path, header, bad))


def test_disagreements_show_what_came_before_and_nothing_after():
    codings = pd.DataFrame(
        {
            "unit": ["1", "2", "3"],
            "sentence_id": ["d:001", "d:003", "e:001"],
            "frame": ["none", "mixed", "none"],
            "frame_a": ["none", "mixed", "none"],
            "frame_b": [pd.NA, "rivalry", "mixed"],
        }
    )
    sentences = pd.DataFrame(
        {
            "doc_id": ["d", "d", "d", "d", "e"],
            "sentence_id": ["d:001", "d:002", "d:003", "d:004", "e:001"],
            "text": ["One.", "Two.", "Three.", "Four.", "Five."],
        }
    )
    found = disagreements(codings, "frame", sentences, before=2)
    assert found.to_dict("records") == [
        {"unit": "2", "sentence_id": "d:003", "a": "mixed", "b": "rivalry", "frame": "mixed",
         "before": "One. Two.", "text": "Three."},
        {"unit": "3", "sentence_id": "e:001", "a": "none", "b": "mixed", "frame": "none",
         "before": "", "text": "Five."},
    ]  # fmt: skip
    assert "text" not in disagreements(codings, "frame").columns
    assert disagreements(codings, "frame", sentences, before=0)["before"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("population", "assumed", "units"),
    # by hand from the formula, with the paper's standard error of .03: for 1,000 units of which .90
    # agree, (999 * .0009 + .09 * 1000) / (999 * .0009 + .09) = 90.899 / .989 = 91.9
    [(1_000, 0.90, 92), (10_000, 0.90, 100), (10_000, 0.85, 141), (100, 0.85, 59)],
)
def test_units_needed_follow_the_formula(population, assumed, units):
    minimum = assumed - 0.03 * 1.6448536
    assert units_needed(population, minimum=minimum, assumed=assumed) == units


def test_units_needed_refuses_impossible_wishes():
    # five points above the minimum are .03040 standard errors: 90.923 / 1.013 = 89.7
    assert units_needed(1_000, minimum=0.85) == 90
    for options, message in [
        ({"population": 0}, "population is 0"),
        ({"population": 9, "minimum": 0.9, "assumed": 0.8}, "0 < minimum < assumed < 1"),
        ({"population": 9, "confidence": 95}, "confidence is 95"),
    ]:
        with pytest.raises(CodingError, match=message):
            units_needed(**options)


def test_lone_units_of_an_article_know_it_and_others_stand_alone(tmp_path):
    path = tmp_path / "codes.tsv"
    path.write_text("id\tdoc\tframe\ttext\n1\tx\tnone\tA.\n2\t\tnone\tB.\n", encoding="utf-8")
    units = lone_units(load_codings(path))
    assert units["text"].tolist() == ["A.", "B."]
    assert units["doc_id"].fillna("alone").tolist() == ["x", "alone"]
    path.write_text("id\tframe\ttext\n1\tnone\tA.\n", encoding="utf-8")
    assert list(lone_units(load_codings(path))) == ["text"]
