from itertools import combinations, permutations, product
from math import comb

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.measures.made import table
from trstudy.errors import MeasureError
from trstudy.measures.deals import deals, number_of_deals
from trstudy.measures.permutation import article_trend, family, permute_articles
from trstudy.measures.sentence_permutation import contrasts, exact_tests, permute_sentences


def logit(text, mixed=0.5):
    c, r = (text.count(x) + mixed * text.count("m") + 0.5 for x in "cr")
    return np.log(c / r)


def dealt_gaps(first, second, mixed=0.5):
    """The gap under every choice of places, from (text, text) per stratum and no counting of frames."""
    strata = list(zip(first, second, strict=True))
    choices = [combinations(range(len(a + b)), len(a)) for a, b in strata]
    gaps = []
    for chosen in product(*choices):
        halves = ["", ""]
        for (a, b), places in zip(strata, chosen, strict=True):
            for i, letter in enumerate(a + b):
                halves[i not in places] += letter
        gaps.append(logit(halves[0], mixed) - logit(halves[1], mixed))
    return np.array(gaps)


def agrees(got, gaps):
    """Compare with the definition: shares of deals as far from the mean deal as observed, and as any."""
    far = [round(abs(g - np.mean(gaps)), 9) for g in gaps]
    seen = round(abs(got.observed - np.mean(gaps)), 9)
    assert got.n_permutations == len(gaps)
    assert got.expected == pytest.approx(np.mean(gaps))
    assert got.p == pytest.approx(np.mean([f >= seen for f in far]))
    assert got.smallest_p == pytest.approx(np.mean([f == max(far) for f in far]))


def test_articles_are_dealt_in_every_way(five):
    got = permute_articles(five, first=2020, second=2024)
    texts = ["cccrn", "ccmnnn", "crrn", "crrrnn"]
    gaps = []
    for alone in range(4):
        rest = "".join(t for i, t in enumerate(texts) if i != alone)
        gaps.append(logit(rest) - logit(texts[alone]))
    assert got.n_permutations == 4
    assert got.smallest_p == 0.25
    assert got.observed == pytest.approx(gaps[3])
    agrees(got, gaps)
    assert got.expected == pytest.approx(-0.0103, abs=1e-4)  # three articles against one: not 0
    assert got.exchangeable == "articles between 2020 and 2024"


def test_groups_of_equal_size_cannot_fall_below_two_in_all_deals():
    tags = table({"a": (1, "ccc"), "b": (1, "ccn"), "d": (2, "rrr"), "e": (2, "rrn")})
    got = permute_articles(tags, first=1, second=2)
    assert (got.n_permutations, got.smallest_p, got.p) == (6, 2 / 6, pytest.approx(2 / 6))
    assert got.expected == 0


def test_articles_agree_with_scipy_when_each_counts_the_same():
    rng = np.random.default_rng(0)
    texts = {f"d{i}": (1 + (i > 3), "".join(rng.choice(list("crn"), 12))) for i in range(9)}
    got = permute_articles(table(texts), first=1, second=2, weight="articles")
    scores = [[logit(t) for y, t in texts.values() if y == g] for g in (1, 2)]
    expected = stats.permutation_test(
        scores, lambda x, y: abs(np.mean(x) - np.mean(y)), alternative="greater"
    )
    assert got.n_permutations == comb(9, 4) == len(expected.null_distribution)
    assert got.p == pytest.approx(expected.pvalue)
    assert got.expected == 0  # a mean of articles does not depend on how many there are


def test_an_article_in_both_groups_cannot_be_dealt(five):
    with pytest.raises(MeasureError, match="voice: article a is in both groups"):
        permute_articles(
            five.assign(voice=["author", "attributed"] * 13), "voice", first="author", second="attributed"
        )


def test_unknown_group_is_named(five):
    with pytest.raises(MeasureError, match="year is 2022; expected one of 2020, 2021, 2024"):
        permute_articles(five, first=2022, second=2024)
    with pytest.raises(MeasureError, match="year is 2022; expected one of 2020, 2021, 2024"):
        permute_sentences(five, first=2022, second=2024)


def test_deals_are_the_distinct_permutations():
    got = deals([2, 0, 1, 0, 0])
    assert sorted(map(tuple, got.tolist())) == sorted(set(permutations([0, 0, 0, 1, 2])))
    assert number_of_deals([2, 0, 1, 0, 0]) == len(got) == 20


def test_with_too_many_deals_some_are_drawn_and_the_observed_one_is_among_them():
    labels = [0, 1] * 20
    got = deals(labels, most=50)
    assert got.shape == (50, 40)
    assert got[0].tolist() == labels
    assert (got.sum(axis=1) == 20).all()
    assert len({tuple(row) for row in got.tolist()}) == 50
    assert (deals(labels, most=50) == got).all()
    assert number_of_deals(labels) == comb(40, 20)


def test_many_articles_are_dealt_at_random_and_the_test_says_so():
    texts = {f"d{i:02d}": (1 + i % 2, "cccr" if i % 2 else "crrr") for i in range(24)}
    got = permute_articles(table(texts), first=1, second=2)
    assert got.exchangeable == "articles between 1 and 2, drawn at random"
    # the groups lie as far apart as any deal can put them
    assert (got.n_permutations, got.p, got.smallest_p) == (20_000, pytest.approx(1 / 20_000), 1 / 20_000)
    trend = article_trend(table(texts))
    assert trend.exchangeable.endswith("drawn at random")
    assert trend.observed == pytest.approx(1)


def test_trend_tries_all_twenty_deals(five):
    got = article_trend(five, weight="articles")
    scores = [logit(t) for t in ("cccrn", "ccmnnn", "crrn", "ccrrm", "crrrnn")]
    null = [np.corrcoef(d, scores)[0, 1] for d in set(permutations([0, 0, 0, 1, 2]))]
    assert got.observed == pytest.approx(np.corrcoef([0, 0, 0, 1, 2], scores)[0, 1])
    assert (got.n_permutations, got.smallest_p) == (20, 0.05)
    assert got.expected == 0
    assert got.p == pytest.approx(np.mean(np.abs(null) >= abs(got.observed) - 1e-9))


def test_trend_weighs_articles_by_the_sentences_that_speak_of_the_relation(five):
    got = article_trend(five)
    # a counts four times, b three times, c three, d five, e four: as if there were as many articles
    texts, times = ["cccrn", "ccmnnn", "crrn", "ccrrm", "crrrnn"], [4, 3, 3, 5, 4]
    scores = np.repeat([logit(t) for t in texts], times)

    def correlation(labels):
        return np.corrcoef(np.repeat(labels, times), scores)[0, 1]

    null = [correlation(d) for d in set(permutations([0, 0, 0, 1, 2]))]
    assert got.observed == pytest.approx(correlation([0, 0, 0, 1, 2]))
    assert got.expected == pytest.approx(np.mean(null))
    far = np.abs(null - np.mean(null))
    assert got.p == pytest.approx(np.mean(far >= abs(got.observed - got.expected) - 1e-9))


def test_an_article_that_does_not_speak_of_the_relation_has_no_weight_in_the_trend(five):
    silent = table({"z": (2024, "nnn")})
    got = article_trend(pd.concat([five, silent], ignore_index=True))
    assert got.observed == pytest.approx(article_trend(five).observed)
    assert got.n_permutations == 60


@pytest.mark.parametrize("weight", ["words", ""])
def test_unknown_weights_are_named(five, weight):
    for test in (
        lambda: article_trend(five, weight=weight),
        lambda: permute_articles(five, first=2020, second=2024, weight=weight),
    ):
        with pytest.raises(MeasureError, match=r"weight is .*; expected one of sentences, articles"):
            test()


def test_trend_needs_something_to_follow(five):
    with pytest.raises(MeasureError, match="a trend over year needs"):
        article_trend(five[five["year"] == 2020])


@pytest.mark.parametrize(
    ("first", "second"), [("ccmn", "crrnn"), ("cr", "ccrrrmnn"), ("cccc", "rr"), ("mmn", "crmr")]
)
@pytest.mark.parametrize(("mixed", "worth"), [("half", 0.5), ("drop", 0), ("both", 1)])
def test_sentences_by_brute_force(first, second, mixed, worth):
    tags = table({"a": (1, first), "b": (2, second)})
    got = permute_sentences(tags, first=1, second=2, mixed=mixed)
    assert got.observed == pytest.approx(logit(first, worth) - logit(second, worth))
    agrees(got, dealt_gaps([first], [second], worth))


def test_sentences_without_mixed_or_none_are_fishers_exact_test():
    # with all margins fixed the balance orders the tables as the odds do; this table is symmetric
    tags = table({"a": (1, "c" * 8 + "r" * 2), "b": (2, "c" * 2 + "r" * 8)})
    got = permute_sentences(tags, first=1, second=2)
    assert got.p == pytest.approx(stats.fisher_exact([[8, 2], [2, 8]]).pvalue)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["ccr", "nmr"], ["crr", "ncm"]),
        (["cccr", "r"], ["c", "rrrc"]),  # who writes about what makes most of the gap
        (["ccm", "rn", "c"], ["r", "rrn", ""]),
    ],
)
def test_sentences_within_strata_by_brute_force(first, second):
    arenas = [[a for a, text in zip("xyz", texts, strict=False) for _ in text] for texts in (first, second)]
    tags = table({"a": (1, "".join(first)), "b": (2, "".join(second))}).assign(arena=arenas[0] + arenas[1])
    got = permute_sentences(tags, first=1, second=2, within="arena")
    agrees(got, dealt_gaps(first, second))
    assert got.exchangeable == "sentences between 1 and 2, within arena"


def test_a_gap_that_the_strata_make_is_what_is_expected():
    # x is cooperation but for one sentence each, y rivalry; the first group writes of x, the second of y
    tags = table({"a": (1, "cccccr" + "rr"), "b": (2, "cr" + "rrrrrc")})
    tags = tags.assign(arena=[*"xxxxxxyy", *"xxyyyyyy"])
    got = permute_sentences(tags, first=1, second=2, within="arena")
    agrees(got, dealt_gaps(["cccccr", "rr"], ["cr", "rrrrrc"]))
    assert got.expected > 1
    assert got.p > 0.4


def test_like_sentences_make_the_smallest_p_larger_than_one_deal():
    got = permute_sentences(table({"a": (1, "ccn"), "b": (2, "rrn")}), first=1, second=2)
    # of 20 deals, four give (cc with either n) against (rr with the other), or the reverse
    assert (got.n_permutations, got.smallest_p) == (20, pytest.approx(4 / 20))
    assert got.p == pytest.approx(4 / 20)


def test_more_sentences_than_a_float_can_count_the_choices_of():
    tags = table({"a": (1, "c" * 600 + "r" * 400), "b": (2, "c" * 500 + "r" * 500)})
    got = permute_sentences(tags, first=1, second=2)
    # without mixed or none, and in groups of one size, this is Fisher's exact test
    assert got.p == pytest.approx(stats.fisher_exact([[600, 400], [500, 500]]).pvalue)
    assert got.expected == 0
    assert got.smallest_p < 1e-250


def test_a_stratum_of_one_group_only_says_nothing_against_chance():
    tags = table({"a": (1, "cc"), "b": (2, "rr")}).assign(arena=["x", "x", "y", "y"])
    got = permute_sentences(tags, first=1, second=2, within="arena")
    assert (got.n_permutations, got.p) == (1, 1.0)


def test_family_corrects_for_its_size(five):
    tests = [
        permute_sentences(five, first=a, second=b) for a, b in [(2020, 2021), (2020, 2024), (2021, 2024)]
    ]
    got = family(tests)
    assert got["p_holm"].min() == pytest.approx(min(3 * min(t.p for t in tests), 1))
    assert (got["p_holm"] >= got["p_fdr"] - 1e-12).all()
    with pytest.raises(MeasureError, match="no tests"):
        family([])


def test_two_articles_show_no_trend_and_are_tested_all_the_same(five):
    two = five[five["doc_id"].isin(["d", "e"])]
    got = exact_tests(two)
    assert got["comparison"].to_list() == ["2021 − 2024"] * 3
    assert got["smallest_p"].iloc[0] == 1
    with pytest.raises(MeasureError, match="weight is 'words'"):
        exact_tests(two, weight="words")


def test_all_exact_tests_are_one_family(five):
    got = exact_tests(five, within="arena")
    assert got["unit"].value_counts().to_dict() == {"article": 4, "sentence": 6}
    assert got.loc[1, "p"] == permute_articles(five, first=2020, second=2024).p
    assert got.loc[5, "p"] == permute_sentences(five, first=2020, second=2024).p
    assert got.loc[3, "comparison"] == "trend over year"
    assert got["p_holm"].min() >= 0.999 or got["p_holm"].min() == pytest.approx(10 * got["p"].min())


def test_contrasts_of_which_a_group_does_not_occur_are_left_out(five):
    tags = five.assign(voice=["author", "attributed"] * (len(five) // 2) + ["author"] * (len(five) % 2))
    tags = tags.assign(modality="asserted")
    pairs = {"voice": ("author", "attributed"), "modality": ("asserted", "hedged")}
    got = contrasts(tags, pairs)
    assert got["comparison"].tolist() == ["author − attributed"]
    alone = permute_sentences(tags, "voice", first="author", second="attributed", within="doc_id")
    assert got["p"].tolist() == got["p_holm"].tolist() == [alone.p]
    none = contrasts(tags, {"modality": pairs["modality"]})
    assert none.empty
    assert list(none.columns) == list(got.columns)
