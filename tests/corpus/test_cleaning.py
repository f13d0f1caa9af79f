"""Cleaning: what is kept of the seeds and of made-up pages, and that nothing is lost on the way."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.pages import PAGES
from tests.corpus.seeds import GOLD, SEEDS, raw
from trstudy import TrstudyError, clean

# what the codebook calls furniture, in the seeds, as printed
FURNITURE = {
    "000_1aa696f5096502bb.txt": [
        "shake hands during",
        "Anatoly Medved",
        "Related article: From Assad's Backer",
        "Related article: Why Is Slovakia",
        "orignally published",
    ],
    "001_54167740fc0385da.txt": [
        "retro brick wall",
        "Hazem Zahab",
        "Related post",
        "Subscribe",
        "Invest in yourself",
        "Contribute",
        "donating",
        "Donate Now",
    ],
    "002_6c18de837fb1579b.txt": [
        "Date: 30 September",
        "Support Us",
        "please support our actions",
        "may be disseminated",
        "Related posts",
    ],
    "003_51fc7eb2027e9029.txt": ["Publication:", "Volume: 17", "(Source: VoA)"],
    "004_060448279c044d55.txt": [
        "Developing Just Leadership",
        "Ahmet Mehmet",
        "Rabi' al-Awwal",
        "2020-11-01",
        "News & Analysis",
        "Privacy Policy",
        "Copyrights",
        "Sign In",
        "Forgot Password",
        "Signup",
    ],
}


def labelled(text: str) -> list[tuple[str, str]]:
    return [(b.role or b.reason, text[b.start : b.end].strip()) for b in clean(text).blocks]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_made_up_page(name):
    separator, blocks = PAGES[name]
    assert labelled(separator.join(text for _, text in blocks)) == [
        (label, text.strip()) for label, text in blocks
    ]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_made_up_page_with_windows_line_ends(name):
    separator, blocks = PAGES[name]
    text = separator.join(text for _, text in blocks).replace("\n", "\r\n")
    expected = [(label, block.strip().replace("\n", "\r\n")) for label, block in blocks]
    assert labelled(text) == expected


@pytest.mark.parametrize("file", SEEDS)
def test_seed_keeps_no_furniture(file):
    cleaned = clean(raw(file))
    kept = "\n".join(cleaned.raw[b.start : b.end] for b in cleaned.kept)
    assert [mark for mark in FURNITURE[file] if mark in kept] == []


@pytest.mark.parametrize("file", SEEDS)
def test_seed_gold_units_lie_in_kept_blocks_of_their_role(file):
    blocks = clean(raw(file)).blocks
    for unit in GOLD[GOLD.doc == file].itertuples():
        home = [b for b in blocks if b.start <= unit.start and unit.end <= b.end]
        assert [b.role for b in home] == [unit.role], unit.unit


def test_title_printed_three_times_is_kept_once():
    text = raw("001_54167740fc0385da.txt")
    title = "Are Turkey-Russia relations falling apart?"
    assert text.count(title) == 3
    labels = [label for label, block in labelled(text) if block == title]
    assert labels == ["title", "repeated title", "repeated title"]


def test_text_that_only_repeats_its_title_keeps_the_title():
    text = "Turkey and Russia are friends again\n\nTurkey and Russia are friends again.\n\nGas\n"
    assert labelled(text)[:2] == [
        ("title", "Turkey and Russia are friends again"),
        ("repeated title", "Turkey and Russia are friends again."),
    ]


def test_text_without_title_has_none():
    assert "title" not in {b.role for b in clean(raw("000_1aa696f5096502bb.txt")).blocks}


def test_link_line_glued_to_a_paragraph_is_parted_from_it():
    labels = {block[:16]: label for label, block in labelled(raw("000_1aa696f5096502bb.txt"))}
    assert labels["Related article:"] == "related link"


def test_a_call_to_contribute_is_an_appeal_even_under_a_heading_of_links():
    labels = {block: label for label, block in labelled(raw("001_54167740fc0385da.txt"))}
    assert labels["Contribute to KJ Report's"] == "appeal"


@pytest.mark.parametrize(
    "opening", ["ANKARA, Nov 3 (Reuters) - ", "MOSCOW (TASS) — ", "NEW YORK, 12 May 2021 — ", "ISTANBUL – "]
)
def test_agency_dateline_is_parted_from_the_first_sentence(opening):
    first, second = (
        "Turkey and Russia have extended a payment plan.",
        "It covers a fifth of the winter's gas.",
    )
    assert labelled(f"A Plan Extended\n\n{opening}{first}\n\n{second}") == [
        ("title", "A Plan Extended"),
        ("dateline", opening.strip()),
        ("body", first),
        ("body", second),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\u00a0\n", "\ufeff", "\r\r\n"])
def test_text_without_a_word_has_no_kept_block(text):
    cleaned = clean(text)
    assert cleaned.kept == ()
    assert "".join(text[b.start : b.end] for b in cleaned.blocks) == text


@pytest.mark.parametrize("text", [None, b"bytes", 7])
def test_what_is_not_text_is_refused(text):
    with pytest.raises(TrstudyError, match="expected str"):
        clean(text)


def test_table_has_one_row_per_block_with_its_text():
    table = clean("Two Capitals\n\nPhoto: Reuters\n\nThey agreed on grain, and on little else.\n").table()
    expected = pd.DataFrame(
        {
            "block": [1, 2, 3],
            "start": [0, 14, 30],
            "end": [14, 30, 72],
            "kept": [True, False, True],
            "role": ["title", "", "body"],
            "reason": ["", "caption", ""],
            "text": ["Two Capitals", "Photo: Reuters", "They agreed on grain, and on little else."],
        }
    )
    pd.testing.assert_frame_equal(table, expected)


LINES = st.sampled_from(sorted({text for _, blocks in PAGES.values() for _, text in blocks}))
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "\x0c", "\u2028", " \n \n", "\u00a0\n"])
ANY = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=' \t\n\r."“”-()|:>aA1é\u0130\u200f\u202e\ufeff\u00ad\u0301', max_size=300),
    st.lists(st.tuples(LINES, BREAKS), max_size=12).map(lambda rows: "".join(a + b for a, b in rows)),
)


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_blocks_tile_any_text(text):
    blocks = clean(text).blocks
    assert "".join(text[b.start : b.end] for b in blocks) == text
    assert all(b.start < b.end for b in blocks)
    assert all((b.role == "") != (b.reason == "") for b in blocks)
    assert sum(b.role == "title" for b in blocks) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Ankara waits. " * 70_000,
        "a" * 1_000_000,
        " " * 1_000_000 + "x",
        "((((" * 250_000,
        "\n" * 500_000 + "Moscow waits.",
        '."' * 400_000,
        "Moscow\n" * 30_000,
    ],
    ids=["sentences", "one word", "blanks", "brackets", "empty lines", "stops", "short lines"],
)
def test_a_megabyte_of_anything_is_quick(text):
    blocks = clean(text).blocks
    assert blocks[-1].end == len(text)


def test_the_name_of_a_file_is_no_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("They met.", encoding="utf-8")
    with pytest.raises(
        TrstudyError, match=r"the name of a file; expected its text, as of Path\(.*a\.txt'\)\.read"
    ):
        clean(str(path))
    assert clean("nowhere.txt").raw == "nowhere.txt"
    assert clean("a\0b").raw == "a\0b"
