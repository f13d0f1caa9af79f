"""Sentences: the gold units, hard cases by hand, and spans that hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.seeds import GOLD, SEEDS, raw
from tests.corpus.test_cleaning import ANY
from trstudy import clean
from trstudy.corpus.sentences import sentences
from trstudy.corpus.splitting import sentence_spans
from trstudy.corpus.unwrapping import unwrapped
from trstudy.tables import SENTENCE_COLUMNS

UNITS = {"000": 43, "001": 35, "002": 25, "003": 34, "004": 47}


@pytest.mark.parametrize("file", SEEDS)
def test_every_gold_unit_comes_out_with_its_number_span_and_role(file):
    table = sentences(clean(raw(file)))
    assert len(table) == UNITS[file[:3]]
    gold = GOLD[GOLD.doc == file]
    numbers = [int(unit.split("-")[1]) - 1 for unit in gold.unit]
    found = table.iloc[numbers][["start", "end", "role"]].to_numpy().tolist()
    assert found == gold[["start", "end", "role"]].to_numpy().tolist()


def test_columns_ids_and_paragraphs():
    table = sentences(clean("Talks\n\nHe came. He left.\n\nShe stayed on for a day."), doc_id="talks-2020")
    assert tuple(table.columns) == SENTENCE_COLUMNS
    assert table.sentence_id.tolist() == [f"talks-2020:00{n}" for n in (1, 2, 3, 4)]
    assert table.paragraph.tolist() == [1, 2, 2, 3]
    assert table.role.tolist() == ["title", "body", "body", "body"]


def test_text_without_sentences_gives_an_empty_table_of_the_same_form():
    table = sentences(clean("\n"))
    assert tuple(table.columns) == SENTENCE_COLUMNS
    assert len(table) == 0
    assert table.dtypes.equals(sentences(clean("One came. Two left.")).dtypes)


def test_seed_texts_read_as_printed_without_wraps_or_odd_spaces():
    texts = {file: sentences(clean(raw(file))).text for file in SEEDS}
    assert not any(texts[file].str.contains(r"[\n\u00a0]|  |^\s|\s$").any() for file in SEEDS)
    assert texts[SEEDS[0]].str.contains("in the wake of the jaw-dropping collapse", regex=False).sum() == 1
    assert texts[SEEDS[0]].str.contains("the Kurdish-populated northeast", regex=False).sum() == 1


def test_a_wrapped_line_that_looks_like_a_speaker_s_turn_stays_in_its_sentence():
    text = (
        "Both capitals have learnt the lesson that the old man never wanted to learn from\n"
        "Moscow: a deal is worth more than a war. They keep to it, and they will keep to\n"
        "Ankara: that much is sure.\n"
    )
    assert len(sentences(clean(text))) == 2


def test_bullets_in_wrapped_text_are_units_of_their_own():
    text = "They agree on three things, and on these three alone, whatever their spokesmen say:\n" + (
        "• gas, which one of them has and of which the other one never has enough for winter\n"
        "• grain, which travels the same way\n• silence\n"
    )
    assert sentences(clean(text)).text.str[:6].tolist() == ["They a", "• gas,", "• grai", "• sile"]


# | marks the places where a sentence ends and the next begins
HARD = [
    "The U.S. partnership annoys Ankara.| The U.K. agency counted thirteen.",
    "He flew to the U.S.| However, nobody met him.",
    "Trade with the U.S. Treasury's blessing grew.",
    "See Iletisim.gov.tr, November 10, for the text.| It is short.",
    "The site mfa.gov.tr has it.| Nobody reads it.",
    "It appeared in Vol. 49, No. 9, of the magazine.| It was long.",
    "Was it a deal?| No.| It was a pause.",
    "He said no.| Then he left.",
    "He said no.| Moscow agreed.",
    "Mr. So met Gen. Still in Sochi.| They talked.",
    "Gen. Gerasimov called Mr. Akar at 10 a.m. on Monday.| He did not answer.",
    "Prof. Dr. V. I. Petrov of St. Petersburg disagrees.| So does J. Smith.",
    "They met in 2014.| In 2015 they fought.",
    "It was worth $38 billion.| In 2019, it fell.",
    "Prices rose by 3.5 percent.| Wages did not.",
    "“We are worried,” Putin said.| “We always were.”",
    "“The process is slow.| Then it starts again,” said a scholar.",
    "They came to power in “color revolutions.”| Consequently, Moscow worries.",
    "“Is it over?” asked Lavrov.| Nobody knew.",
    "“Is it over?” Sergei Lavrov asked.| Nobody knew.",
    "“Never!” he said.| “Why now?” she asked.",
    "Ankara agreed (see EDM, October 13, 15, 19, November 3).| Moscow did not.",
    "Ankara agreed (Kommersant, November 10; see EDM, November 12).| Moscow did not.",
    "Ankara agreed. (Kommersant, November 10)| Moscow did not.",
    "They sought an accord in 2020 (see EDM, January 30, 2020)| But now the accord is gone.",
    "The accord of 2018 (see EDM, October 20, 2018) in the north held.| It rained.",
    "They agreed (at last).| It rained.",
    "(They had agreed before.)| It rained.",
    "They left Armenia.The Turks stayed.".replace(".The", ".|The"),
    "They left.[1]| They came back.[2]",
    "It waited ... and waited.| It waits still.",
    "It waited…| Then it stopped waiting.",
    "Turkey, Russia, etc. were there.| So was Iran.",
    "Yes!| No?| Perhaps.",
    "Gazprom Inc. is large.| The rest is not.",
    "The Jan. 5 memo leaked.| Nobody cared.",
    "It is at 10 p.m.| The door is open.",
    "Meet at Ulitsa St. 5.| Bring both maps.",
    "This line has no stop",
    "Is Russia (and Turkey?) ready?| It is not.",
    "Two sides — Moscow and Ankara — met.| They left.",
    'He called it "a win." | It was not.'.replace(" |", "|"),
    "al-Assad fell. al-Sharaa rose.",
]


@pytest.mark.parametrize("marked", HARD)
def test_hard_case(marked):
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[a:b] for a, b in sentence_spans(text)] == expected


@pytest.mark.parametrize("text", ["", " ", "\u00a0"])
def test_nothing_has_no_sentence(text):
    assert sentence_spans(text) == []


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_spans_are_ordered_inside_kept_blocks_and_read_as_their_text(text):
    cleaned = clean(text)
    table = sentences(cleaned)
    last = 0
    for row in table.itertuples():
        assert last <= row.start < row.end
        last = row.end
        assert text[row.start] not in " \n\r\t\u00a0"
        assert text[row.end - 1] not in " \n\r\t\u00a0"
        assert any(b.start <= row.start and row.end <= b.end and b.role == row.role for b in cleaned.kept)
        assert row.text == unwrapped(text, row.start, row.end)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_no_letter_of_a_kept_block_is_lost(text):
    cleaned = clean(text)
    kept = "".join(text[b.start : b.end] for b in cleaned.kept)
    units = "".join(text[row.start : row.end] for row in sentences(cleaned).itertuples())
    assert [c for c in units if c.isalnum()] == [c for c in kept if c.isalnum()]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Aa .?!”“\"'()[]1\n…-", max_size=120))
def test_spans_of_any_line_are_ordered_and_trimmed(text):
    spans = sentence_spans(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
