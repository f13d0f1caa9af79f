from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.measures.made import table
from trstudy.errors import MeasureError, TrstudyError
from trstudy.measures.choice_words import in_words
from trstudy.measures.framing import compare
from trstudy.measures.multiverse import CHOICES, multiverse
from trstudy.measures.specifications import unit_counts

MAIN = {
    "tagger": "rules", "unit": "sentence", "headings": "with", "hedged": "with", "attributed": "with",
    "mixed": "half", "weight": "sentences", "articles": "all",
}  # fmt: skip


@pytest.fixture
def varied(five):
    """The five articles with a heading each, and some hedged and attributed sentences."""
    rng = np.random.default_rng(0)
    role = five.groupby("doc_id").cumcount().map(lambda i: "title" if i == 0 else "body")
    return five.assign(
        role=role,
        modality=rng.choice(["asserted", "hedged"], len(five)),
        voice=rng.choice(["author", "attributed"], len(five)),
    )


def spec(found, **changes):
    wanted = MAIN | changes
    row = found.table[(found.table[list(CHOICES)] == pd.Series(wanted)).all(axis=1)]
    assert len(row) == 1
    return row.iloc[0]


def test_number_of_specifications(varied):
    # taggers x units x headings x hedged x attributed x mixed x weights x (all, without a, b, c)
    assert len(multiverse({"rules": varied}).table) == 1 * 2 * 2 * 2 * 2 * 3 * 2 * 4
    assert len(multiverse({"rules": varied, "other": varied}).table) == 2 * 384
    assert not multiverse({"rules": varied}).table.duplicated(list(CHOICES)).any()


def test_main_specification_is_the_main_analysis(varied):
    row = spec(multiverse({"rules": varied}))
    balances = compare(varied).query("measure == 'balance'").set_index("year")["estimate"]
    assert row["balance 2020"] == pytest.approx(balances[2020])
    assert row["balance 2021"] == pytest.approx(balances[2021])
    assert row["difference"] == pytest.approx(balances[2020] - balances[2024])
    # standard error by hand: 6, 3 and one mixed of 2020, 1 and 3 of 2024, a half added to each
    assert row["high"] - row["difference"] == pytest.approx(
        1.959964 * np.sqrt(6.5 / 49 + 3.5 / 16 + (1 / 7 - 1 / 4) ** 2 / 4 + 1 / 1.5 + 1 / 3.5)
    )
    assert row["n"] == 10 + 5 + 4


@pytest.mark.parametrize(
    ("changes", "keep"),
    [
        ({"headings": "without"}, lambda t: t[t["role"] == "body"]),
        ({"hedged": "without"}, lambda t: t[t["modality"] == "asserted"]),
        ({"attributed": "without"}, lambda t: t[t["voice"] == "author"]),
        ({"articles": "without b"}, lambda t: t[t["doc_id"] != "b"]),
        (
            {"headings": "without", "hedged": "without"},
            lambda t: t[(t["role"] == "body") & (t["modality"] == "asserted")],
        ),
    ],
)
@pytest.mark.parametrize("mixed", ["half", "drop", "both"])
@pytest.mark.parametrize("weight", ["sentences", "articles"])
def test_every_choice_is_what_it_says(varied, changes, keep, mixed, weight):
    got = spec(multiverse({"rules": varied}), mixed=mixed, weight=weight, **changes)
    part = keep(varied)
    part = part[part["doc_id"].isin(speaking(part, mixed))] if weight == "articles" else part
    found = compare(part, mixed=mixed, weight=weight, n_boot=1)
    balances = found.query("measure == 'balance'").set_index("year")["estimate"]
    assert got["balance 2020"] == pytest.approx(balances[2020])
    if 2024 in balances and not np.isnan(got["balance 2024"]):
        assert got["balance 2024"] == pytest.approx(balances[2024])


def speaking(tags, mixed):
    frames = ["cooperation", "rivalry"] + (["mixed"] if mixed != "drop" else [])
    return tags.loc[tags["frame"].isin(frames), "doc_id"].unique()


def test_paragraphs_by_hand():
    # paragraphs of two: cc, cr, nn, m, then in b: rn
    tags = table({"a": (1, "cccrnnm"), "b": (2, "rn")})
    counts = unit_counts(tags, ["a", "b"])
    assert counts[1, 0, 0, 0].tolist() == [[1, 0, 2, 1], [0, 1, 0, 0]]
    assert counts[0, 0, 0, 0].tolist() == [[3, 1, 1, 2], [0, 1, 0, 1]]


def test_a_paragraph_takes_the_frame_of_the_sentences_that_are_in():
    tags = table({"a": (1, "cr"), "b": (2, "rr")}).assign(modality=["asserted", "hedged"] * 2)
    counts = unit_counts(tags, ["a", "b"])
    assert counts[1, 0, 0, 0, 0].tolist() == [0, 0, 1, 0]
    assert counts[1, 0, 1, 0, 0].tolist() == [1, 0, 0, 0]


def test_others_count_as_between_only_where_they_have_a_balance():
    # the one paragraph of d is mixed: dropped, nothing is left of it
    found = multiverse({"rules": table({"a": (1, "cc"), "d": (2, "cr"), "e": (3, "rr")})})
    assert np.isnan(spec(found, unit="paragraph", mixed="drop")["balance 2"])
    assert found.others_between == 1


def test_a_group_without_a_sentence_that_speaks_has_no_balance():
    found = multiverse({"rules": table({"a": (1, "ccr"), "b": (2, "mnn")})})
    assert np.isnan(spec(found, mixed="drop")["difference"])
    assert spec(found, mixed="half")["balance 2"] == 0
    assert not found.defined["difference"].isna().any()


def test_shares_and_verdict_by_hand():
    tags = table({"a": (2020, "cccc"), "d": (2021, "cccrrr"), "e": (2024, "rrrr")})
    found = multiverse({"rules": tags})
    assert (found.first_above_last, found.others_between) == (1.0, 1.0)
    said = found.verdict()
    assert said.startswith("Of 96 ways to tag and count, 100 % have 2020 more cooperative than 2024")
    assert said.endswith("; no single choice reverses this. 2021 lies between them in 100 %.")


def test_the_choice_that_turns_the_sign_is_named():
    tags = table({"a": (2020, "ccccr"), "e": (2024, "ccccrrrr")})
    warm = (tags["doc_id"] == "a") & (tags["frame"] == "cooperation")
    tags["modality"] = np.where(warm, "hedged", "asserted")
    found = multiverse({"rules": tags})
    options = found.options().set_index(["choice", "option"])
    assert options.loc[("hedged", "with"), "first_above_last"] == 1
    assert options.loc[("hedged", "without"), "first_above_last"] == 0
    assert options["turns"].groupby("choice").first().to_dict() == dict.fromkeys(CHOICES, 0) | {"hedged": 1}
    assert found.verdict().endswith("what most often reverses this is leaving hedged sentences out.")


def test_a_share_that_falls_short_of_all_is_not_called_all():
    found = multiverse({"rules": table({"a": (2020, "ccc"), "b": (2020, "ccc"), "e": (2024, "ccr")})})
    gap = np.where(np.arange(len(found.table)) == 0, -1.0, 1.0)  # one in 288 has it the other way round
    found = replace(found, table=found.table.assign(difference=gap))
    assert found.verdict().startswith("Of 288 ways to tag and count, 99.7 % have 2020 more cooperative")


def test_what_turns_it_most_often_is_a_list_in_words():
    found = multiverse({"rules": table({"a": (2020, "ccc"), "e": (2024, "ccr")})})
    main = (found.table[list(CHOICES)] == pd.Series(MAIN)).all(axis=1)
    found = replace(found, table=found.table.assign(difference=np.where(main, -1.0, 1.0)))
    assert found.verdict().endswith(
        "what most often reverses this is taking the sentence as the unit, keeping headings in, keeping "
        "hedged sentences in, keeping attributed sentences in, counting mixed sentences half to each side or "
        "letting all sentences weigh the same."
    )


def test_turns_counts_pairs_that_differ_in_one_choice(varied):
    found = multiverse({"rules": varied})
    signs = found.defined.set_index(list(CHOICES))["difference"] > 0
    for choice, got in found.options().groupby("choice")["turns"].first().items():
        turned = pairs = 0
        for _, group in signs.groupby([c for c in CHOICES if c != choice]):
            values = group.to_list()
            for i in range(len(values)):
                for j in range(i):
                    pairs, turned = pairs + 1, turned + (values[i] != values[j])
        assert got == (pytest.approx(turned / pairs) if pairs else 0)


def test_median_is_set_against_all_deals_of_the_groups(varied):
    found = multiverse({"rules": varied})
    medians, observed = [], found.defined["difference"].median()
    years = varied.drop_duplicates("doc_id").set_index("doc_id")["year"]
    seen = set()
    for i in "abcde":
        for j in set("abcde") - {i}:
            dealt = dict.fromkeys("abcde", 2020) | {i: 2021, j: 2024}
            seen.add(tuple(dealt.values()))
            again = multiverse({"rules": varied.assign(year=varied["doc_id"].map(dealt))})
            medians.append(again.defined["difference"].median())
    assert len(seen) == 20
    assert len(years) == 5
    # three articles against one: the mean of the deals is not 0, and what is far from it is extreme
    far = np.abs(medians - np.mean(medians)) >= abs(observed - np.mean(medians)) - 1e-9
    assert abs(np.mean(medians)) > 0.005
    assert found.median == pytest.approx((observed, np.mean(medians), far.mean(), 20))


def test_progress_counts_variants(varied):
    steps = []
    multiverse({"rules": varied, "b": varied}, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


def test_names_what_is_wrong(varied):
    with pytest.raises(MeasureError, match="variants: none given"):
        multiverse({})
    with pytest.raises(MeasureError, match="variants: 'b' has other articles than 'rules'"):
        multiverse({"rules": varied, "b": varied[varied["doc_id"] != "c"]})
    with pytest.raises(MeasureError, match="expected two or more groups"):
        multiverse({"rules": varied[varied["year"] == 2020]})
    with pytest.raises(TrstudyError, match="no column modality"):
        multiverse({"rules": varied.drop(columns="modality")})


def test_the_verdict_says_what_is_done():
    # of the first group, only a cooperates
    tags = table({"a": (2020, "cccccc"), "b": (2020, "rrr"), "e": (2024, "crr")})
    verdict = multiverse({"rules": tags}).verdict()
    assert verdict.endswith("leaving a out.")
    assert "with an interval that leaves no other reading" in verdict


@pytest.mark.parametrize("option", ["half", "drop", "both"])
def test_options_have_words_of_their_own(option):
    assert "mixed sentences" in in_words("mixed", option)
    assert in_words("headings", "with") == "keeping headings in"
    assert in_words("tagger", "without tone") == "tagging without the lexicon’s “tone”"
    assert in_words("tagger", "baseline") == "tagging by “baseline”"


def test_a_small_difference_counts_as_one():
    # log(10.5 / 9.5) = 0.10 for every specification: one sentence to a paragraph, nothing left out
    tags = table({"a": (2020, "c" * 10 + "r" * 9), "e": (2024, "c" * 10 + "r" * 10)})
    tags["paragraph"] = tags.groupby("doc_id").cumcount()
    found = multiverse({"rules": tags})
    assert found.defined["difference"].to_numpy() == pytest.approx(np.log(10.5 / 9.5))
    assert (found.first_above_last, found.interval_agrees) == (1.0, 0.0)


def test_interval_of_averaged_articles_by_hand(varied):
    row = spec(multiverse({"rules": varied}), weight="articles")
    # variances of a, b, c and of e, worked with a half added: cccrn, ccmnnn (8 / 9), crrn, crrrnn
    year = (1 / 3.5 + 1 / 1.5 + 8 / 9 + 1 / 1.5 + 1 / 2.5) / 9
    reach = 1.959964 * np.sqrt(year + 1 / 1.5 + 1 / 3.5)
    assert row["high"] - row["difference"] == pytest.approx(reach)
