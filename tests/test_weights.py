"""The weights that come with the package: what they were learnt from, and how they are learnt."""

from itertools import groupby
from math import exp

import pytest

from tools.coded import (
    DOCUMENT,
    LEAD,
    LISTED,
    ORDINARY_PROSE,
    ROOT,
    Coded,
    coded_files,
    learnt_from,
    listed,
    read,
    units,
)
from tools.weights import FOLDER, STRENGTH, TABLES, Worth, fitted, fitted_manner, tried, tried_manner
from trstudy.coding.tsv import digest
from trstudy.tables import FRAMES
from trstudy.tagging.manner import MANNERS, MATERIAL, VERBAL
from trstudy.tagging.weighing import ALONE, ELSEWHERE, IN_DOCUMENT


@pytest.fixture
def every_frame(monkeypatch):
    """Let no lot of units lack a frame, as no lot of real files does."""
    rest = [Coded("", frozenset(), frame, frame, 0.01) for frame in FRAMES]
    monkeypatch.setattr("tools.weights.listed", lambda: [*listed(), *rest])


def coded(code, *names):
    return Coded("file.tsv", frozenset(names), "none", code)


@pytest.mark.parametrize("name", [*sorted(TABLES), MANNERS])
def test_the_weights_are_those_of_the_files_that_are_there(name):
    table = (FOLDER / name).read_text(encoding="utf-8")
    head = [line for line in table.splitlines() if line.startswith("# from ")]
    named = dict(line.removeprefix("# from ").split(" ") for line in head)
    assert named == {path.relative_to(ROOT).as_posix(): digest(path) for path in coded_files()}, (
        "run `make weights`, and then `make publish`"
    )


def test_nothing_is_learnt_from_what_is_held_back():
    names = {path.name for path in coded_files()}
    assert {"sentences_a.tsv", "articles_e.tsv", "events_f.tsv", "gold_dev.tsv"} <= names
    assert not [name for name in names if "held" in name]


def test_no_training_sentence_is_held_back_elsewhere():
    held = {text for path in ROOT.glob("tests/data/*_held.tsv") for *_, text, _ in units(path)}
    assert len(held) > 900
    assert held.isdisjoint(text for path in ROOT.glob("training/*.tsv") for *_, text, _ in units(path))


@pytest.mark.parametrize("n", [10, 40])
def test_weights_of_a_separable_set_are_those_worked_out_by_hand(n):
    # n units of each frame, each with its frame's own word: by symmetry a word weighs 3t for its frame and -t
    # for each other. The loss 4 n C log(1 + 3 exp(-4t)) + 24 t² (n / 10)^0.4 is least where
    # t (n / 10)^0.4 = n C / (exp(4t) + 3)
    low, high = 0.0, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        small = middle * (n / 10) ** 0.4 < n * STRENGTH / (exp(4 * middle) + 3)
        low, high = (middle, high) if small else (low, middle)
    table = fitted([coded(frame, frame[:4]) for frame in FRAMES] * n)
    assert set(table) == {"", *(frame[:4] for frame in FRAMES)}
    for k, frame in enumerate(FRAMES):
        expected = [3000 * low if j == k else -1000 * low for j in range(4)]
        assert table[frame[:4]] == pytest.approx(expected, abs=2)
    assert table[""] == pytest.approx([0, 0, 0, 0], abs=1)


def test_rare_signals_are_not_learnt():
    rows = [coded(frame, frame[:4]) for frame in FRAMES] * 3
    rows[:2] = [coded(row.code, *row.names, "rare") for row in rows[:2]]
    assert "rare" not in fitted(rows)
    rows[2] = coded(rows[2].code, *rows[2].names, "rare")
    assert "rare" in fitted(rows)


@pytest.mark.parametrize(
    ("file", "first", "documents"),
    [
        ("training/events_f.tsv", None, {None}),
        ("training/articles_e.tsv", "e001", 107),
        ("seeds/codings/gold_dev.tsv", "bechev-2024", 5),
    ],
)
def test_units_come_with_their_document(file, first, documents):
    found = list(units(ROOT / file))
    runs = [doc for doc, _ in groupby(doc for _, doc, _, _ in found)]
    assert runs[0] == first
    assert set(runs) == documents or len(runs) == documents
    assert {code for *_, code in found} <= {"cooperation", "rivalry", "mixed", "none", ""}


def test_only_units_in_play_are_learnt_from(tmp_path):
    path = tmp_path / "codes.tsv"
    rows = ["a\tRussia praised Turkey.\tcooperation", "b\tRussia praised Chile.\tnone"]
    path.write_text("\n".join(["id\ttext\tframe", *rows, ""]), encoding="utf-8")
    (only,) = read(path)
    assert (only.file, only.ruled, only.code) == ("codes.tsv", "cooperation", "cooperation")
    assert {"prais", "SIDE prais", "one-way cooperation +"} <= only.names


def test_a_document_goes_on_about_both_sides_without_naming_them(tmp_path):
    path = tmp_path / "articles.tsv"
    texts = ["Old neighbours", "Russia and Turkey signed a pact.", "It collapsed.", "Russia praised Turkey."]
    rows = [f"{i}\td\t{text}\tnone" for i, text in enumerate(texts)]
    path.write_text("\n".join(["id\tdoc\ttext\tframe", *rows, ""]), encoding="utf-8")
    found = read(path)  # the title has nothing before it: it is not weighed
    assert [unit.absent for unit in found] == [False, True, False]
    told = {
        "before it: cooperation",
        "after it: cooperation",
        "sides named: 0",
        "begins with “it”",
        "collaps",
    }
    assert told | {"in a document: out of play", "out of play for 1"} <= found[1].names
    assert "after it: no unit" in found[2].names
    assert learnt_from(found, "weights.tsv") == [found[0], found[2]]
    assert learnt_from(found, "weights_in_documents.tsv") == found


def test_each_unit_is_tried_as_the_tagger_weighs_it(tmp_path):
    path = tmp_path / "articles.tsv"
    pairs = [("d", "Turkey", "Russia"), ("e", "Peru", "Chile")]
    texts = ["{0} praised {1}.", "{0} warned {1}.", "They quarrelled.", "It all collapsed."]
    rows = [
        f"{d}{i}\t{d}\t{a}\t{b}\t{t.format(a, b)}\tnone" for d, a, b in pairs for i, t in enumerate(texts)
    ]
    path.write_text("\n".join(["id\tdoc\tsource\ttarget\ttext\tframe", *rows, ""]), encoding="utf-8")
    found = [(unit.table, unit.absent, unit.surer) for unit in read(path)]
    inside = [(IN_DOCUMENT, False, 0.3), (IN_DOCUMENT, False, 0.3), (IN_DOCUMENT, True, 0.5)]
    assert found == [(ALONE, False, 0.0), *inside, (ELSEWHERE, False, 0.0), *inside]


def in_two_tables(code, table, surer=0.0):
    """Return how often a unit is right for which documents say rivalry, and what stands alone cooperation."""

    def unit(file, code, **more):
        return Coded(file, frozenset({"zzz"}), "none", code, **more)

    rows = [unit("b.tsv", frame) for frame in (*FRAMES, *["cooperation"] * 20)]
    rows += [unit("c.tsv", "rivalry", kind=DOCUMENT)] * 20
    left = unit("a.tsv", code, kind=DOCUMENT, table=table, surer=surer)
    tables = {ALONE: Worth(document=0.1), IN_DOCUMENT: Worth(document=9)}
    return next(tried([left, *rows], tables)).split()[-1]


def test_the_first_unit_of_a_document_is_tried_as_if_it_stood_alone():
    assert in_two_tables("cooperation", ALONE) == "1.000"
    assert in_two_tables("rivalry", IN_DOCUMENT) == "1.000"


def test_in_a_document_the_weights_are_tried_against_the_rules():
    assert in_two_tables("rivalry", IN_DOCUMENT, 0.3) == "1.000"
    assert in_two_tables("none", IN_DOCUMENT, 0.99) == "1.000"


def test_units_of_documents_count_as_often_as_is_asked():
    rows = [coded(frame, "word") for frame in FRAMES for _ in range(5)]
    rows += [Coded("", frozenset({"word"}), "rivalry", "rivalry", kind=DOCUMENT)] * 2
    thrice = [*rows, *rows[-2:], *rows[-2:]]
    assert fitted(rows, Worth(document=3.0))[""] == pytest.approx(fitted(thrice)[""], abs=2)
    assert fitted(rows, Worth(document=3.0))[""] != pytest.approx(fitted(rows)[""], abs=2)


def test_articles_may_be_about_other_sides(tmp_path):
    path = tmp_path / "articles.tsv"
    rows = ["1\td\tPeru\tChile\tPeru praised Chile.\tcooperation", "2\te\tMali\tNiger\tWho knows?\tnone"]
    path.write_text("\n".join(["id\tdoc\tsource\ttarget\ttext\tframe", *rows, ""]), encoding="utf-8")
    (only,) = read(path)
    assert {"SIDE prais", "one-way cooperation +"} <= only.names


def test_cues_of_the_lexicon_are_learnt_from_by_their_words():
    found = {unit.names: unit for unit in listed()}
    horns = found[frozenset({"lock", "horn", "lock horn"})]  # lock .. horns
    assert (horns.code, horns.worth) == ("rivalry", pytest.approx(LISTED, rel=0.5))
    assert found[frozenset({"ally"})].code == "cooperation"
    assert not any(unit.code in ("mixed", "none") for unit in found.values())


def test_a_unit_weighs_as_much_as_it_is_worth():
    rows = [coded(frame, "word") for frame in FRAMES for _ in range(5)]
    rows += [Coded("", frozenset({"word"}), "rivalry", "rivalry", worth) for worth in (2.5, 2.5)]
    twice = [coded(frame, "word") for frame in FRAMES for _ in range(5 + 5 * (frame == "rivalry"))]
    assert fitted(rows)[""] == pytest.approx(fitted(twice)[""], abs=2)
    assert fitted(rows)[""][FRAMES.index("rivalry")] > 300


@pytest.mark.usefixtures("every_frame")
def test_weights_are_tried_on_files_that_they_were_not_learnt_from():
    # the three files that agree teach each other; of the fourth, which contradicts them, all are wrong
    told = {"a.tsv": "cooperation", "b.tsv": "cooperation", "c.tsv": "cooperation", "d.tsv": "rivalry"}
    rows = [Coded(file, frozenset({"zzz"}), "none", frame) for file, frame in told.items() for _ in range(9)]
    rows += [Coded("e.tsv", frozenset({"yyy"}), "mixed", "mixed", kind=DOCUMENT, table=IN_DOCUMENT)] * 4
    assert [line.split()[-3::2] + line.split()[:-4] for line in tried(rows, TABLES)] == [
        ["0.000", "1.000", "a.tsv", "9", "units"],
        ["0.000", "1.000", "b.tsv", "9", "units"],
        ["0.000", "1.000", "c.tsv", "9", "units"],
        ["0.000", "0.000", "d.tsv", "9", "units"],
        ["1.000", "0.000", "e.tsv", "4", "units"],
        ["0.000", "0.750", "weights.tsv", "4", "files"],
        ["1.000", "0.000", "weights_in_documents.tsv", "1", "files"],
    ]


@pytest.mark.usefixtures("every_frame")
def test_leads_are_tried_with_the_weights_for_other_sides():
    def lead(file, frame):
        return Coded(file, frozenset({"zzz"}), "none", frame, kind=LEAD, table=ELSEWHERE)

    rows = [lead("a.tsv", "rivalry"), lead("b.tsv", "cooperation")] * 9
    rows += [Coded("c.tsv", frozenset({"zzz"}), "none", "cooperation")] * 40
    rows += [Coded("d.tsv", frozenset({"yyy"}), "none", frame) for frame in FRAMES]
    heavy, light = ({"weights.tsv": Worth(), "weights_elsewhere.tsv": Worth(lead=lead)} for lead in (90, 0.1))
    assert [line.split()[-1] for line in tried(rows, heavy)][:2] == ["0.000", "0.000"]
    assert [line.split()[-1] for line in tried(rows, light)][:2] == ["0.000", "1.000"]


def of_manner(manner, *names, file="a.tsv", by_cues=""):
    return Coded(file, frozenset(names), "none", "none", kind=LEAD, manner=manner, by_cues=by_cues)


@pytest.mark.parametrize("n", [10, 40])
def test_weights_of_the_manner_are_those_worked_out_by_hand(n):
    # n acts done and n said, each with its manner's own word: by symmetry a word weighs t and the other -t.
    # The loss 2 n C log(1 + exp(-t)) + t² (n / 10)^0.4 is least where t (n / 10)^0.4 = n C / (exp(t) + 1)
    low, high = 0.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        small = middle * (n / 10) ** 0.4 < n * STRENGTH / (exp(middle) + 1)
        low, high = (middle, high) if small else (low, middle)
    table = fitted_manner([of_manner(MATERIAL, "shell"), of_manner(VERBAL, "say"), coded("none", "say")] * n)
    assert table == {"": [pytest.approx(0, abs=1)], "shell": [pytest.approx(1000 * low, abs=2)], "say": [
        pytest.approx(-1000 * low, abs=2)]}  # fmt: skip


def test_the_manner_is_tried_on_files_that_it_was_not_learnt_from():
    files = ("a.tsv", "b.tsv", "c.tsv")
    rows = [of_manner(MATERIAL, "shell", file=file, by_cues=VERBAL) for file in files] * 5
    rows += [of_manner(VERBAL, "say", file=file, by_cues=VERBAL) for file in files[:2]] * 5
    rows += [of_manner(VERBAL, "shell", file="c.tsv", by_cues=MATERIAL)] * 5
    found = [line.split()[1:2] + line.split()[-3::2] for line in tried_manner(rows)]
    assert found == [["a.tsv", "0.500", "1.000"], ["b.tsv", "0.500", "1.000"], ["c.tsv", "0.000", "0.500"]]


def test_of_a_file_of_leads_it_is_known_which_acts_are_done(tmp_path):
    path = tmp_path / "events_q.tsv"
    rows = [
        "1\tPeru\tChile\taid\tcooperation\tPeru sent Chile flour.",
        "2\tPeru\tChile\tdemand\tconflict\tPeru told Chile to leave.",
        "3\tMali\tNiger\tassault\tconflict\tMali shelled Niger.",
    ]
    path.write_text("\n".join(["id\tsource\ttarget\tact\texpected\ttext", *rows, ""]), encoding="utf-8")
    assert [unit.manner for unit in read(path)] == [MATERIAL, VERBAL, MATERIAL]
    assert {unit.kind for unit in read(path)} == {LEAD}
    other = path.rename(tmp_path / "leads.tsv")
    assert {(unit.manner, unit.kind) for unit in read(other)} == {("", "plain")}


def test_mixed_and_ordinary_prose_count_as_often_as_is_asked():
    plain, mixed = coded("none", "word"), coded("mixed", "word")
    ordinary = Coded("", frozenset({"word"}), "mixed", "mixed", 0.5, kind=ORDINARY_PROSE)
    assert [Worth(5.0, 3.0, 2.0).of(unit) for unit in (plain, mixed, ordinary)] == [1.0, 2.0, 3.0]
