"""Tags against codes: values worked by hand."""

import krippendorff
import numpy as np
import pandas as pd
import pytest

from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.evaluation import categories, compared, tables, worst
from trstudy.measures.validity import confusion, pairs_right, scores, wilson

ABC = ("a", "b", "c")
# codes a a a a b b c; tags a a a b b c c
GOLD = pd.Series(list("aaaabbc"))
TAGS = pd.Series(list("aaabbcc"))


def number(table, measure, category="all"):
    return table[(table["measure"] == measure) & (table["category"] == category)].iloc[0]


def test_confusion_counts_codes_by_tags():
    table = confusion(GOLD, TAGS, ABC)
    assert table.to_numpy().tolist() == [[3, 1, 0], [0, 1, 1], [0, 0, 1]]
    assert (table.index.name, table.columns.name) == ("gold", "tag")


def test_scores_by_hand():
    table = scores(GOLD, TAGS, ABC, untagged="c", n_boot=50)
    assert number(table, "accuracy")["estimate"] == pytest.approx(5 / 7)
    # F1: a 6/7, b 2/4, c 2/3
    assert number(table, "macro_f1")["estimate"] == pytest.approx((6 / 7 + 1 / 2 + 2 / 3) / 3)
    assert number(table, "f1", "b")["estimate"] == pytest.approx(1 / 2)
    assert number(table, "precision", "a")["estimate"] == 1
    assert number(table, "precision", "b")[["estimate", "n"]].tolist() == [1 / 2, 2]
    assert number(table, "recall", "a")[["estimate", "n"]].tolist() == [3 / 4, 4]
    assert number(table, "prevalence", "a")["estimate"] == pytest.approx(4 / 7)
    assert number(table, "tagged", "a")["estimate"] == pytest.approx(3 / 7)
    # of the six units coded a or b, one is tagged c
    assert number(table, "untagged")[["estimate", "n"]].tolist() == [1 / 6, 6]


def test_alpha_is_that_of_the_krippendorff_library():
    codes = [[ABC.index(code) for code in column] for column in (GOLD, TAGS)]
    expected = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
    assert number(scores(GOLD, TAGS, ABC, n_boot=0 + 1), "alpha")["estimate"] == pytest.approx(expected)


def test_category_never_tagged_or_coded():
    table = scores(pd.Series(list("aab")), pd.Series(list("aaa")), ABC, n_boot=20)
    assert np.isnan(number(table, "precision", "b")["estimate"])
    assert number(table, "recall", "b")["estimate"] == 0
    assert np.isnan(number(table, "recall", "c")["estimate"])
    # c occurs nowhere and does not count: (2*2/5 + 0) / 2
    assert number(table, "macro_f1")["estimate"] == pytest.approx((4 / 5) / 2)


def test_one_category_only_has_no_alpha():
    table = scores(pd.Series(list("aa")), pd.Series(list("aa")), ABC, n_boot=20)
    assert np.isnan(number(table, "alpha")["estimate"])
    assert number(table, "accuracy")["estimate"] == 1


def test_intervals_surround_and_are_seeded():
    one, again, other = (scores(GOLD, TAGS, ABC, n_boot=300, seed=s) for s in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one["low"].equals(other["low"])
    accuracy = number(one, "accuracy")
    assert accuracy["low"] < accuracy["estimate"] < accuracy["high"]


def test_all_right_is_no_certainty():
    accuracy = number(scores(pd.Series(["a"] * 6), pd.Series(["a"] * 6), ABC, n_boot=20), "accuracy")
    assert accuracy["high"] == 1
    # Wilson: 6 of 6 leaves z²/(6 + z²) = 3.841 / 9.841 open below
    assert accuracy["low"] == pytest.approx(6 / (6 + 1.959964**2), abs=1e-6)


def test_wilson_by_hand():
    # 8 of 10, z² = 3.8415: middle 9.92073/13.8415, half (1.96/13.8415) * sqrt(1.6 + .96037)
    assert wilson(8, 10) == pytest.approx((0.49016, 0.94332), abs=1e-4)
    assert np.isnan(wilson(0, 0)).all()


def test_articles_are_drawn_where_there_are_several():
    gold = pd.Series(["a"] * 40)
    tags = pd.Series(["a"] * 20 + ["b"] * 20)
    articles = pd.Series(["one"] * 20 + ["two"] * 20)
    alone = number(scores(gold, tags, ABC, n_boot=500), "accuracy")
    together = number(scores(gold, tags, ABC, clusters=articles, n_boot=500), "accuracy")
    assert (together["low"], together["high"]) == (0, 1)
    assert 0.3 < alone["low"] < alone["high"] < 0.7


@pytest.mark.parametrize(
    ("gold", "tags", "message"),
    [
        ([], [], "no coded unit"),
        (["a"], ["a", "b"], "1 codes but 2 tags"),
        (["a", "x"], ["a", "a"], "unit 2: code is 'x'; expected one of a, b, c"),
        (["a"], [None], "unit 1: tag is None; expected one of a, b, c"),
    ],
)
def test_what_cannot_be_compared_is_refused(gold, tags, message):
    with pytest.raises(MeasureError, match=message):
        scores(pd.Series(gold, dtype=object), pd.Series(tags, dtype=object), ABC)


def test_pairs_count_only_whole_pairs():
    gold, tags = pd.Series(list("abababa")), pd.Series(list("abaaaba"))
    pairs = pd.Series(["p", "p", "q", "q", "", "r", None])
    row = pairs_right(gold, tags, pairs).iloc[0]
    assert row[["estimate", "n"]].tolist() == [0.5, 2]
    assert pairs_right(gold, tags, pd.Series([""] * 7)).iloc[0]["n"] == 0


SENTENCES = pd.DataFrame(
    {
        "doc_id": ["d"] * 3,
        "sentence_id": ["d:001", "d:002", "d:003"],
        "start": [0, 10, 20],
        "end": [9, 19, 29],
        "role": "body",
        "text": ["One.", "Two.", "Three."],
    }
)


TAGS_OF_SENTENCES = SENTENCES.assign(
    frame=["cooperation", "rivalry", "rivalry"], voice="author", score=[1.0, -1.0, -1.0], rule="stub"
)


def test_units_in_texts_take_the_tags_of_their_sentence():
    codings = pd.DataFrame(
        {
            "unit": ["2", "3", "9"],
            "doc_id": ["d", "d", "d"],
            "start": [10, 22, 90],
            "end": [19, 29, 99],
            "frame": ["rivalry", "cooperation", "mixed"],
            "voice": ["author"] * 3,
        },
        index=[7, 8, 9],
    )
    units = compared(codings, TAGS_OF_SENTENCES)
    assert units["cut"].tolist() == ["exact", "other", "lost"]
    assert units["frame_tag"].tolist() == ["rivalry", "rivalry", "none"]
    assert units["text"].tolist()[:2] == ["Two.", "Three."]
    assert units["sentence_id"].tolist()[:2] == ["d:002", "d:003"]
    assert units.index.tolist() == [7, 8, 9]
    found = tables(units, n_boot=10)
    voice = found["scores"].query("variable == 'voice' and measure == 'accuracy'")
    assert voice["n"].tolist() == [2]
    assert found["by"]["group"].unique().tolist() == ["d"]
    with pytest.raises(TrstudyError, match="tags of the coded texts: no column start, end"):
        compared(codings, TAGS_OF_SENTENCES.drop(columns=["start", "end"]))


def test_units_that_stand_alone_need_no_study():
    codings = pd.DataFrame(
        {
            "unit": ["1", "2"],
            "capability": ["x", "y"],
            "pair": ["p", "p"],
            "frame": ["cooperation", "none"],
            "text": ["One.", "Two."],
        }
    )
    units = compared(codings, TAGS_OF_SENTENCES.iloc[:2])
    assert units["cut"].tolist() == ["alone", "alone"]
    found = tables(units, n_boot=10)
    assert found["pairs"].iloc[0][["estimate", "n"]].tolist() == [0, 1]
    assert found["by"].query("group == 'x' and measure == 'accuracy'")["estimate"].tolist() == [1]
    with pytest.raises(MeasureError, match="2 coded units but 3 tags"):
        compared(codings, TAGS_OF_SENTENCES)


def test_worst_errors_come_first():
    units = pd.DataFrame(
        {
            "unit": ["right", "missed", "turned"],
            "frame": ["none", "cooperation", "cooperation"],
            "frame_tag": ["none", "none", "rivalry"],
            "score": [0.0, 0.0, -0.8],
            "voice": ["author", "author", "author"],
            "voice_tag": ["attributed", "author", "attributed"],
        }
    )
    assert worst(units)["unit"].tolist() == ["turned", "missed"]
    assert worst(units, 1)["unit"].tolist() == ["turned"]
    assert worst(units, variable="voice")["unit"].tolist() == ["right", "turned"]


def test_arenas_are_those_that_occur():
    units = pd.DataFrame({"arena": ["sea", "land"], "arena_tag": ["air", "land"]})
    assert categories(units, "arena") == ("air", "land", "sea")
