import numpy as np
import pandas as pd
import pytest

from tests.measures.made import table
from trstudy.errors import MeasureError
from trstudy.measures.cue_influence import leave_one_cue_out
from trstudy.measures.influence import leave_one_article_out, reach
from trstudy.measures.scale import signed
from trstudy.measures.variants import retagger
from trstudy.tagging.dyad import default_dyad
from trstudy.tagging.rules import Rules


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
    evidence = pd.DataFrame(rows, columns=columns)

    def retag(without):
        # a tagger made by hand: all signs of what is left; *deal* has a shorter form below it
        names = evidence["category"] + "/" + evidence["entry"]
        left = evidence[evidence["counted"] & ~names.isin(list(without)) | (evidence["entry"] == "deal")]
        signs = left.groupby("sentence_id")["sign"].agg(lambda s: tuple(sorted({*s} - {0})))
        frames = {(1,): "cooperation", (-1,): "rivalry", (-1, 1): "mixed"}
        return tags.assign(frame=[frames.get(signs.get(i, ()), "none") for i in tags["sentence_id"]])

    return tags, evidence, retag


def test_cues_by_hand(cues):
    got = leave_one_cue_out(*cues)
    whole = logit(2.5, 0.5) - logit(1.5, 1.5)  # c c m n against r m c
    assert got.difference == pytest.approx(whole)
    rows = got.table.set_index("entry")
    # without ally: a:001 falls silent, a:002 has pact left, e:002 becomes rivalry
    assert rows.loc["ally", "without"] == pytest.approx(logit(1.5, 0.5) - logit(1, 2))
    # without pact: a:003 is left with threat alone
    assert rows.loc["pact", "without"] == pytest.approx(logit(2, 1) - logit(1.5, 1.5))
    # without threat: a:003 cooperation, e:001 silent, e:002 cooperation through ally
    assert rows.loc["threat", "without"] == pytest.approx(logit(3, 0) - logit(2, 0))
    assert rows.loc["ally", "carries"] == pytest.approx(whole - rows.loc["ally", "without"])
    # a shorter form stands in for deal: nothing changes, whatever its evidence says
    assert rows.loc["deal", ["n_changed", "carries"]].to_list() == [0, 0]
    assert rows.loc["ally", ["n_sentences", "n_changed"]].to_list() == [3, 2]
    assert "thing" not in rows.index
    assert set(got.carrying["entry"]) == {e for e in rows.index if rows.loc[e, "carries"] > 0}
    assert set(got.opposing["entry"]) == {e for e in rows.index if rows.loc[e, "carries"] < 0}


def test_the_heaviest_cues_are_left_out_together(cues):
    tags, evidence, retag = cues
    asked = []

    def listening(without):
        asked.append(sorted(without))
        return retag(without)

    seen = []
    got = leave_one_cue_out(tags, evidence, listening, top=1, progress=lambda *at: seen.append(at))
    first, last = (f"{row.category}/{row.entry}" for row in (got.table.iloc[0], got.table.iloc[-1]))
    singles = [["agree/deal"], ["partner/ally"], ["agree/pact"], ["threaten/threat"]]
    assert asked[0] == []
    assert sorted(asked[1:-2]) == sorted(singles)
    assert asked[-2:] == [[first] if got.table["carries"].iloc[0] > 0 else [], [last]]
    assert got.without_opposing == got.table["without"].iloc[-1]
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.usefixtures("no_weights")
def test_three_sentences_tagged_again_by_the_rules():
    tags = table({"a": (2020, "cr"), "e": (2024, "r")}).assign(
        text=[
            "Turkey and Russia signed an agreement.",
            "Tension between Moscow and Ankara grew.",
            "Russia and Turkey are rivals.",
        ]
    )
    evidence = Rules().evidence(tags, default_dyad())
    evidence = evidence.assign(sentence_id=tags["sentence_id"].to_numpy()[evidence["unit"]])
    got = leave_one_cue_out(tags, evidence, retagger(tags))
    assert got.difference == pytest.approx(logit(1, 1) - logit(0, 1))
    rows = got.table.set_index("entry")
    assert rows.loc["tension", "without"] == pytest.approx(logit(1, 0) - logit(0, 1))
    assert rows.loc["rival", "without"] == pytest.approx(logit(1, 1) - logit(0, 0))


def test_what_is_no_entry_of_the_lexicon_is_not_left_out(cues):
    tags, evidence, retag = cues
    for none in ("valency", "weights"):
        less = evidence.assign(category=evidence["category"].replace("agree", none))
        assert set(leave_one_cue_out(tags, less, retag).table["entry"]) == {"ally", "threat"}


def test_a_result_the_other_way_round_is_carried_the_other_way_round(cues):
    tags, evidence, retag = cues
    turned = leave_one_cue_out(tags.assign(year=-tags["year"]), evidence, retag)
    assert turned.difference == pytest.approx(-leave_one_cue_out(*cues).difference)
    assert turned.table["carries"].to_list() == pytest.approx(
        leave_one_cue_out(*cues).table["carries"].to_list()
    )


def test_nothing_to_leave_out(cues):
    tags, evidence, retag = cues
    with pytest.raises(MeasureError, match="0 cues counted"):
        leave_one_cue_out(tags, evidence.assign(counted=False), retag)
    with pytest.raises(MeasureError, match="top is 0"):
        leave_one_cue_out(*cues, top=0)


def test_in_words(five, cues):
    assert reach(leave_one_article_out(five)) == (
        f"The difference runs from {signed(logit(4, 3) - logit(1, 3))} (left out: b) "
        f"to {signed(logit(5.5, 1.5) - logit(1, 3))} (left out: c) log odds."
    )
    found = leave_one_cue_out(*cues, top=2)
    turned = (found.table["without"] < 0).sum()
    words = found.verdict()
    assert words.startswith("Of 4 cues that counted, 1 can be left out without any")
    assert f"and {turned} turn" in words
    assert f"{signed(found.without_opposing)} without the {len(found.opposing)} that work most" in words
