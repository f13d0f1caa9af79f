import numpy as np
import pandas as pd
import pytest

from tests.measures.made import table
from trstudy.errors import MeasureError
from trstudy.measures.cue_influence import leave_one_cue_out
from trstudy.measures.influence import leave_one_article_out, reach
from trstudy.measures.scale import signed


def logit(c, r):
    return np.log((c + 0.5) / (r + 0.5))


def test_leaving_out_each_article_by_hand(five):
    got = leave_one_article_out(five).set_index("left_out")
    last = logit(1, 3)
    assert got.loc["none", "estimate"] == pytest.approx(logit(6.5, 3.5) - last)
    assert got.loc["a", "estimate"] == pytest.approx(logit(3.5, 2.5) - last)
    assert got.loc["c", "estimate"] == pytest.approx(logit(5.5, 1.5) - last)
    assert got.loc["d", "estimate"] == pytest.approx(got.loc["none", "estimate"])
    assert (got.loc["a", "n"], got.loc["a", "n_articles"]) == (16, 3)


def test_without_the_only_article_there_is_no_difference(five):
    got = leave_one_article_out(five).set_index("left_out")
    assert np.isnan(got.loc["e", "estimate"])
    with pytest.raises(MeasureError, match="year has one group only"):
        leave_one_article_out(five[five["year"] == 2020])


@pytest.fixture
def cues():
    """Two articles; *ally* twice and *pact* once in the first, *threat* twice in the second."""
    tags = table({"a": (2020, "ccmn"), "e": (2024, "rrc")})
    columns = ["sentence_id", "entry", "category", "sign", "counted"]
    rows = [
        ("a:001", "ally", "partner", 1, True),
        ("a:002", "ally", "partner", 1, True),
        ("a:002", "pact", "agree", 1, True),
        ("a:003", "pact", "agree", 1, True),
        ("a:003", "threat", "threaten", -1, True),
        ("a:004", "ally", "partner", 1, False),
        ("e:001", "threat", "threaten", -1, True),
        ("e:002", "threat", "threaten", -1, True),
        ("e:002", "ally", "partner", 1, True),
        ("e:003", "thing", "neutral", 0, True),
        ("e:003", "deal", "agree", 1, True),
    ]
    return tags, pd.DataFrame(rows, columns=columns)


def test_cues_by_hand(cues):
    got = leave_one_cue_out(*cues)
    whole = logit(2.5, 0.5) - logit(1, 2)
    assert got.difference == pytest.approx(whole)
    rows = got.table.set_index("entry")
    # without ally: a:001 falls silent, a:002 has pact left, e:002 stays rivalry
    assert rows.loc["ally", "without"] == pytest.approx(logit(1.5, 0.5) - logit(1, 2))
    # without pact: a:003 is left with threat alone
    assert rows.loc["pact", "without"] == pytest.approx(logit(2, 1) - logit(1, 2))
    # without threat: a:003 cooperation, e:001 silent, e:002 cooperation through ally
    assert rows.loc["threat", "without"] == pytest.approx(logit(3, 0) - logit(2, 0))
    assert rows.loc["ally", "carries"] == pytest.approx(whole - rows.loc["ally", "without"])
    assert (rows.loc["ally", "n_sentences"], set(rows["method"])) == (3, {"evidence"})
    assert "thing" not in rows.index
    assert got.table["entry"].iloc[0] == rows["carries"].idxmax()


def test_the_heaviest_cues_together(cues):
    got = leave_one_cue_out(*cues, top=10)
    # nothing counted is left: every sentence falls silent
    assert (got.together, got.n_together) == (0.0, 4)
    assert leave_one_cue_out(*cues, top=1).together == got.table["without"].iloc[0]


def test_retagging_is_used_where_offered(cues):
    tags, evidence = cues
    asked = []

    def retag(without):
        asked.append(set(without))
        return tags.assign(frame="none")

    got = leave_one_cue_out(tags, evidence, retag=retag, top=1)
    assert len(asked) == 2 * 1 + 1
    assert got.table["method"].value_counts().to_dict() == {"evidence": 2, "retagged": 2}
    assert got.table.loc[got.table["method"] == "retagged", "without"].to_list() == [0, 0]


def test_a_result_the_other_way_round_is_carried_the_other_way_round(cues):
    tags, evidence = cues
    turned = leave_one_cue_out(tags.assign(year=-tags["year"]), evidence)
    assert turned.difference == pytest.approx(-leave_one_cue_out(tags, evidence).difference)
    assert turned.table["carries"].to_list() == pytest.approx(
        leave_one_cue_out(tags, evidence).table["carries"].to_list()
    )


def test_nothing_to_leave_out(cues):
    tags, evidence = cues
    with pytest.raises(MeasureError, match="0 cues counted"):
        leave_one_cue_out(tags, evidence.assign(counted=False))
    with pytest.raises(MeasureError, match="top is 0"):
        leave_one_cue_out(tags, evidence, top=0)


def test_in_words(five, cues):
    assert reach(leave_one_article_out(five)) == (
        f"The difference runs from {signed(logit(4, 3) - logit(1, 3))} (left out: b) "
        f"to {signed(logit(5.5, 1.5) - logit(1, 3))} (left out: c) log odds."
    )
    found = leave_one_cue_out(*cues, top=2)
    turned = (found.table["without"] < 0).sum()
    assert found.verdict().startswith(f"{turned} of 4 cues turn the sign")
    assert f"without the 2 that carry most, the difference is {signed(found.together)}" in found.verdict()
