"""The catalogue: reading, what it refuses, and files compared with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.corpus.seeds import FOLDER
from trstudy.corpus import catalogue
from trstudy.corpus.reading import MAX_BYTES, decoded, file_text
from trstudy.errors import CatalogueError

TEXT = b"Ankara met Moscow. They agreed.\n"
GOOD = {
    "doc_id": "demir-2021",
    "file": "demir.txt",
    "outlet": "Harbour Review",
    "date": "2021-05",
    "date_precision": "month",
    "date_source": "inferred",
    "sha256": hashlib.sha256(TEXT).hexdigest(),
}


def toml(*entries: dict[str, str]) -> str:
    blocks = ["[[document]]\n" + "\n".join(f"{k} = '{v}'" for k, v in entry.items()) for entry in entries]
    return "\n\n".join(blocks) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "demir.txt").write_bytes(TEXT)
    (tmp_path / "catalogue.toml").write_text(toml(GOOD), encoding="utf-8")
    return tmp_path


def test_the_seeds_are_those_of_their_catalogue():
    entries = catalogue.load(FOLDER)
    assert len(entries) == 5
    assert catalogue.problems(FOLDER, entries) == []


def test_a_missing_author_stays_missing(folder):
    table = catalogue.documents(folder, catalogue.load(folder))
    assert table.author.isna().tolist() == [True]
    assert table[["year", "n_chars", "language"]].to_numpy().tolist() == [[2021, 32, "en"]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"date_precision": "week"},
            "demir-2021: date_precision is 'week'; expected one of day, month, year",
        ),
        ({"date_source": "guessed"}, "date_source is 'guessed'; expected one of printed, cited, inferred"),
        ({"date": "2021-05-03"}, "date is '2021-05-03'; with date_precision 'month' it is written YYYY-MM"),
        ({"date": "2021-13"}, "date is '2021-13'; there is no such day"),
        ({"doc_id": "Demir 2021"}, "doc_id is 'Demir 2021'; expected lower-case letters and digits"),
        ({"file": "../demir.txt"}, "file is '../demir.txt'; expected a file's name without a folder"),
        ({"file": "README.md"}, "file is not a text of the corpus"),
        ({"sha256": "abc"}, "sha256 is 'abc'; expected 64 hexadecimal digits"),
        ({"language": "English"}, "language is 'English'; expected an ISO 639 code"),
        ({"writer": "Demir"}, "a field is 'writer'; expected one of doc_id, file, title, author"),
        ({"title": ""}, "title is ''"),
    ],
)
def test_a_field_that_breaks_the_schema_is_named_with_what_is_legal(change, message):
    with pytest.raises(CatalogueError, match=r"^catalogue.toml, ") as caught:
        catalogue.entries_of(toml(GOOD | change))
    assert message in str(caught.value)


@pytest.mark.parametrize("field", ["doc_id", "file", "date", "date_precision", "date_source", "sha256"])
def test_a_field_that_is_missing_is_named(field):
    entry = {key: value for key, value in GOOD.items() if key != field}
    with pytest.raises(CatalogueError, match=rf"no {field}; every entry has doc_id, file, date"):
        catalogue.entries_of(toml(entry))


@pytest.mark.parametrize("field", ["doc_id", "file", "sha256"])
def test_two_entries_share_nothing(field):
    other = {"doc_id": "other-2022", "file": "other.txt", "sha256": "0" * 64}
    entry = GOOD | other | {field: GOOD[field]}
    with pytest.raises(CatalogueError, match=rf"{field} .* is that of demir-2021 too"):
        catalogue.entries_of(toml(GOOD, entry))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[document]", "is not TOML"),
        ("[document]\n", r"write \[\[document\]\]"),
        ("[[texts]]\n", r"a table is 'texts'; expected one of \[\[document\]\]"),
        ("document = [3]\n", "catalogue.toml, entry 1"),
    ],
)
def test_a_catalogue_that_is_none(text, message):
    with pytest.raises(CatalogueError, match=message):
        catalogue.entries_of(text)


def test_changed_missing_and_extra_files_are_named_with_both_hashes(folder):
    entries = catalogue.load(folder)
    (folder / "demir.txt").write_bytes(TEXT + b"!")
    (folder / "stray.txt").write_bytes(b"stray")
    found = catalogue.problems(folder, entries)
    assert found == [
        f"demir.txt: changed; expected SHA-256 {GOOD['sha256']}, "
        f"found {hashlib.sha256(TEXT + b'!').hexdigest()}",
        "stray.txt: extra; expected no such file (the catalogue has no entry for it), "
        f"found SHA-256 {hashlib.sha256(b'stray').hexdigest()}; "
        f"`trstudy seeds add {folder.name}/stray.txt` takes it in",
    ]
    (folder / "demir.txt").unlink()
    assert catalogue.problems(folder, entries)[0] == (
        f"demir.txt: missing; expected SHA-256 {GOOD['sha256']}, found no such file"
    )
    with pytest.raises(CatalogueError, match=r"(?s)demir.txt: missing.*stray.txt: extra"):
        catalogue.verify(folder, entries)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"demir\.txt: changed, and is empty; expected an article's text; expected SHA-256"),
        (b"one\ntwo caf\xe9", r"demir\.txt: changed, and is not UTF-8 \(0xe9 at byte 11, line 2\); open it"),
    ],
)
def test_a_changed_text_that_is_none_any_more_says_so_and_what_to_do(folder, data, message):
    (folder / "demir.txt").write_bytes(data)
    for check in (catalogue.verified, lambda folder: catalogue.text(folder, "demir-2021")):
        with pytest.raises(
            CatalogueError, match=f"(?s){message}.*delete its entry from catalogue.toml, then"
        ):
            check(folder)


def test_an_empty_catalogue_is_told_what_it_lacks(folder):
    (folder / "catalogue.toml").write_bytes(b"\n")
    with pytest.raises(
        CatalogueError, match=r"catalogue\.toml: is empty; expected a \[\[document\]\] for each"
    ):
        catalogue.load(folder)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("date = 2022-06-03", r'date is 2022-06-03; write date = "2022-06-03", in quotes'),
        ("date = 2022", r'date is 2022; write date = "2022", in quotes'),
        ("date = ['2022']", r"date is \['2022'\]; expected text in quotes"),
    ],
)
def test_a_date_without_quotes_is_shown_with_them(line, message):
    with pytest.raises(CatalogueError, match=message):
        catalogue.entries_of(f'[[document]]\ndoc_id = "x"\nfile = "x.txt"\n{line}\n')


def test_changed_line_ends_are_recognised(folder):
    (folder / "demir.txt").write_bytes(TEXT.replace(b"\n", b"\r\n"))
    assert (
        "changed (only the line ends differ: they were changed to CRLF)"
        in (catalogue.problems(folder, catalogue.load(folder))[0])
    )


def test_what_may_lie_beside_the_texts_is_no_extra(folder):
    for name in ("README.md", ".DS_Store", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (folder / "codings").mkdir()
    assert catalogue.problems(folder, catalogue.load(folder)) == []


def test_no_catalogue(tmp_path):
    with pytest.raises(CatalogueError, match=r"catalogue\.toml: not found in"):
        catalogue.load(tmp_path)


# --- bytes ---


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "zip container"),
        (b"{\\rtf1 text}", "rich text"),
        (b"\xff\xfeA\x00", "in UTF-16"),
        (b"<!DOCTYPE html><p>x", "a web page's source"),
        (b"text\x00text", "zero byte at position 4"),
        (b"one\ntwo caf\xe9", r"is not UTF-8 \(0xe9 at byte 11, line 2\)"),
        (b"\xed\xa0\x80", "is not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_a_reason(data, message):
    with pytest.raises(CatalogueError, match=f"a.txt: .*{message}"):
        decoded(data, "a.txt")


def test_a_text_beyond_the_limit_is_refused():
    with pytest.raises(CatalogueError, match="may have at most 100,000,000"):
        decoded(b"a" * (MAX_BYTES + 1), "a.txt")


@pytest.mark.parametrize("text", ["Erdoğan\r\nPutin\r", "\ufeffwith a mark", "one\x0ctwo\u2028three"])
def test_text_is_decoded_character_for_character(tmp_path, text):
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert file_text(tmp_path / "a.txt") == text


def test_a_folder_or_nothing_at_all_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match="no such file"):
        file_text(tmp_path / "nothing.txt")
    with pytest.raises(CatalogueError, match="is a folder"):
        file_text(tmp_path)


def test_a_text_is_handed_out_as_its_file_holds_it_or_not_at_all(folder):
    assert catalogue.text(folder, "demir-2021") == TEXT.decode()
    with pytest.raises(
        CatalogueError, match=r"catalogue\.toml: doc_id is 'demir'; expected one of demir-2021"
    ):
        catalogue.text(folder, "demir")
    (folder / "demir.txt").write_bytes(TEXT + b"!")
    with pytest.raises(CatalogueError, match=r"demir\.txt: changed; expected SHA-256"):
        catalogue.text(folder, "demir-2021")
