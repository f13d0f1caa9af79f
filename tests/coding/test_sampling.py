"""Samples: the same for everybody, of the promised make-up, in reading order."""

from __future__ import annotations

import collections

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trstudy.coding.sampling import drawn, sample
from trstudy.errors import CodingError


def made(sizes: dict[str, int]) -> pd.DataFrame:
    rows = [(d, f"{d}:{n:03d}", n * 10, n * 10 + 9) for d, size in sizes.items() for n in range(size)]
    return pd.DataFrame(rows, columns=["doc_id", "sentence_id", "start", "end"])


UNITS = made({"a": 50, "b": 30, "c": 20})


def ids(table: pd.DataFrame) -> list[str]:
    return table["sentence_id"].tolist()


def test_a_sample_is_pinned_so_that_no_library_can_change_it():
    # worked out apart from the package: the lowest SHA-256 of "7\0doc_id\0start\0end"
    assert ids(sample(UNITS, size=5)) == ["a:034", "a:039", "c:001", "b:018", "b:020"]


def test_same_seed_same_units_other_seed_others():
    assert ids(sample(UNITS, size=20, seed=3)) == ids(sample(UNITS, size=20, seed=3))
    assert ids(sample(UNITS, size=20, seed=3)) != ids(sample(UNITS, size=20, seed=4))


def test_a_larger_sample_holds_the_smaller():
    assert set(ids(sample(UNITS, size=20))) < set(ids(sample(UNITS, size=35)))


def test_every_unit_is_as_likely_as_any_other():
    times = collections.Counter(i for seed in range(200) for i in ids(sample(UNITS, size=10, seed=seed)))
    assert len(times) == 100
    # 20 expected, standard deviation 4.2
    assert 4 < min(times.values()) <= max(times.values()) < 40


@given(st.integers(1, 130), st.integers(0, 10**6), st.sampled_from(["random", "stratified"]))
def test_units_come_once_and_in_reading_order_within_articles(size, seed, by):
    found = sample(UNITS, size=size, seed=seed, by=by)
    assert len(found) == min(size, len(UNITS)) == found["sentence_id"].nunique()
    blocks = (found["doc_id"] != found["doc_id"].shift()).sum()
    assert blocks == found["doc_id"].nunique()
    assert found.groupby("doc_id")["start"].is_monotonic_increasing.all()


def test_articles_come_in_an_order_of_the_seeds():
    orders = {tuple(sample(UNITS, size=100, seed=seed)["doc_id"].unique()) for seed in range(60)}
    assert len(orders) == 6


@pytest.mark.parametrize(
    ("sizes", "size", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, [5, 3, 2]),
        ({"a": 97, "b": 2, "c": 1}, 10, [8, 1, 1]),  # nobody is left out
        ({"a": 4, "b": 4, "c": 2}, 9, [4, 3, 2]),  # 3.6, 3.6, 1.8: the ninth by the seed
        ({"a": 2, "b": 2}, 9, [2, 2]),
        ({"a": 5, "b": 5, "c": 5}, 2, [1, 1]),
    ],
)
def test_stratified_gives_every_article_its_share(sizes, size, expected):
    found = sample(made(sizes), size=size, by="stratified")["doc_id"].value_counts()
    assert sorted(found, reverse=True) == expected


def test_disagreement_draws_only_where_taggers_part():
    marked = UNITS["start"] % 30 == 0
    found = sample(UNITS, size=1000, by="disagreement", disagree=marked)
    assert sorted(ids(found)) == sorted(ids(UNITS[marked]))


def test_within_draws_only_from_those(small):
    design = {"by": "random", "size": 9, "seed": 1, "taggers": [], "within": "gold"}
    assert sorted(ids(drawn(small, design))) == ["one:002", "one:003", "two:002", "two:004"]


def test_a_design_compares_the_taggers_frames(small):
    design = {"by": "disagreement", "size": 9, "seed": 1, "taggers": ["always", "often"], "within": ""}
    assert sorted(ids(drawn(small, design))) == ["two:003", "two:004", "two:005"]
    with pytest.raises(CodingError, match="taggers to compare: always, always; expected two"):
        drawn(small, {**design, "taggers": ["always", "always"]})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"size": 0}, "sample is 0; expected"),
        ({"by": "fancy"}, "expected one of random, stratified, disagreement"),
        ({"by": "disagreement"}, "hand in"),
        ({"by": "disagreement", "disagree": [False] * 100}, "none of 100 units"),
        ({"within": ["z:001"]}, "none of 100 units"),
    ],
)
def test_what_cannot_be_drawn_is_told(options, message):
    with pytest.raises(CodingError, match=message):
        sample(UNITS, **options)
