from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from trstudy.measures.syllables import syllables

# every word of the seed texts that the CMU Pronouncing Dictionary knows, with the counts that it gives
# (several where it has several pronunciations) and how often the word is printed
DICTIONARY = Path(__file__).parent / "syllables.tsv"


def test_running_words_agree_with_a_pronouncing_dictionary() -> None:
    words = pd.read_csv(DICTIONARY, sep="\t", keep_default_na=False)
    ours = words["word"].map(syllables)
    theirs = words["syllables"].str.split("|").map(lambda counts: [int(c) for c in counts])
    right = pd.Series([o in t for o, t in zip(ours, theirs, strict=True)], index=words.index)
    nearest = pd.Series(
        [min(t, key=lambda c: abs(c - o)) for o, t in zip(ours, theirs, strict=True)], words.index
    )
    weight = words["count"]
    assert (right * weight).sum() / weight.sum() > 0.99
    assert abs((ours * weight).sum() / (nearest * weight).sum() - 1) < 0.005


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("state", 1), ("states", 1), ("stated", 2), ("table", 2), ("tables", 2), ("toppled", 2),
        ("houses", 2), ("closely", 2), ("movement", 2), ("statement", 2), ("therefore", 2), ("sidelines", 2),
        ("union", 2), ("society", 4), ("patient", 2), ("nation", 2), ("Russia", 2), ("million", 2),
        ("being", 2), ("centre", 2), ("argue", 2), ("league", 1), ("didn't", 2), ("rhythm", 2),
        ("cooperation", 5), ("jaw-dropping", 3), ("Erdoğan", 3), ("Çavuşoğlu", 4), ("Türkiye", 3),
    ],
)  # fmt: skip
def test_words_by_hand(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("EU", 2),
        ("U.S.", 2),
        ("HTS", 3),
        ("CNN", 3),
        ("WTO", 5),
        ("NATO", 2),
        ("I", 1),
        ("2024", 0),
        ("S-400", 1),
        ("…", 0),
    ],
)
def test_initials_are_read_out_and_figures_left_out(word: str, count: int) -> None:
    assert syllables(word) == count
