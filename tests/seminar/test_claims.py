"""Claims: how they are read, and what contradicts each."""

from __future__ import annotations

from math import log

import pandas as pd
import pytest

from trstudy.seminar.claims import Claim, read, trial
from trstudy.seminar.feedback import Unread

YEARS = [2020, 2021, 2024]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("2020 is more cooperative than 2021", Claim("2020", "2021", "more")),
        ("2020 is less cooperative than 2021.", Claim("2021", "2020", "more")),
        ("2020 was more rivalrous than 2021!", Claim("2021", "2020", "more")),
        ("2020 was less hostile than 2021", Claim("2020", "2021", "more")),
        ("The articles of 2020 are much more co-operative than those of 2024", Claim("2020", "2024", "much")),
        ("2024 looks clearly less friendly\nthan 2020", Claim("2020", "2024", "surely")),
        ("2024 is about as cooperative as 2020", Claim("2024", "2020", "alike")),
        ("It is open whether 2020 is more cooperative than 2024", Claim("2020", "2024", "open")),
        ("it's open if 2020 is more rivalrous than 2024", Claim("2024", "2020", "open")),
    ],
)
def test_claims_are_read_as_they_are_said(sentence: str, claim: Claim) -> None:
    assert read(sentence, YEARS) == claim


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (2020, "Expected a sentence in quotes"),
        ("2020 was a year of cooperation", "only read claims of a few forms"),
        ("2019 is more cooperative than 2020", "'2019' names no one group; expected one of 2020, 2021, 2024"),
        ("2020 is more cooperative than 2021 and 2024", "'2021 and 2024' names no one group"),
        ("2020 is more cooperative than 2020", "Both sides of the claim are 2020"),
        ("It is not true that 2020 is more cooperative than 2024", r"cannot read a denial \(not\)"),
        ("Nobody says that 2020 is more cooperative than 2024", r"cannot read a denial \(Nobody\)"),
        ("It isn't open whether 2020 is more cooperative than 2024", "cannot read a denial"),
    ],
)
def test_what_cannot_be_read_is_told_why(sentence: object, told: str) -> None:
    with pytest.raises(Unread, match=told):
        read(sentence, YEARS)


# differences around every threshold: log 2 = .693, log 1.5 = .405
TABLE = pd.DataFrame(
    {
        "difference": [0.70, 0.69, 0.40, 0.0, -0.41, -1.0],
        "low": [0.10, -0.1, -0.5, -0.9, -0.8, -1.8],
        "high": [1.30, 1.5, 1.3, 0.9, 0.02, -0.2],
    }
)


@pytest.mark.parametrize(
    ("strength", "contradicted"),
    [
        ("more", [False, False, False, True, True, True]),
        ("much", [False, True, True, True, True, True]),
        ("surely", [False, True, True, True, True, True]),
        ("alike", [True, True, False, False, True, True]),
        ("open", [True, False, False, False, False, True]),
    ],
)
def test_each_strength_has_its_threshold(strength: str, contradicted: list[bool]) -> None:
    assert Claim("a", "b", strength).contradicted(TABLE).tolist() == contradicted


def variant(year: int, frames: str) -> pd.DataFrame:
    """Make tags of one article, a letter for each sentence."""
    names = {"c": "cooperation", "r": "rivalry", "n": "none"}
    doc = f"d{year}"
    rows = [
        {"doc_id": doc, "paragraph": n, "sentence_id": f"{doc}:{n:03d}", "year": year, "frame": names[letter],
         "role": "body", "modality": "asserted", "voice": "author", "arena": "other", "score": 1.0,
         "start": 9 * n, "end": 9 * n + 8, "text": "Eight ch"}
        for n, letter in enumerate(frames)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_a_claim_and_its_contrary_divide_the_specifications_between_them() -> None:
    tags = pd.concat([variant(2020, "cccrn"), variant(2021, "crrrn"), variant(2024, "ccccc")])
    found = trial(read("2020 is more cooperative than 2021", YEARS), {"rules": tags})
    # 3 : 1 against 1 : 3, whatever is left out or counted otherwise: log(3.5 / 1.5) each way
    assert found.table["difference"].iloc[0] == pytest.approx(2 * log(3.5 / 1.5))
    assert (found.against, found.main) == (0, False)
    contrary = trial(read("2021 is more cooperative than 2020", YEARS), {"rules": tags})
    assert contrary.table["difference"].tolist() == pytest.approx((-found.table["difference"]).tolist())
    assert contrary.table["low"].tolist() == pytest.approx((-found.table["high"]).tolist())
    assert (contrary.share, contrary.main) == (1.0, True)
    options = contrary.options()
    assert (options["contradict"] == options["specifications"]).all()
    assert options.loc[options["choice"] == "tagger", "option"].tolist() == ["rules"]


def test_specifications_that_contradict_come_with_what_they_take_otherwise() -> None:
    heading = variant(2020, "c").assign(role="title", paragraph=9, sentence_id="d2020:009", start=90, end=98)
    tags = pd.concat([variant(2020, "cr"), heading, variant(2021, "cr")])
    found = trial(read("2020 is more cooperative than 2021", YEARS), {"rules": tags, "other": tags})
    # 2 : 1 against 1 : 1; without its heading 2020 has 1 : 1 as well, whatever else is done
    against = found.contradicting()
    assert not found.main
    assert len(against) == found.against > 0
    assert against["changed"].iloc[0] == "headings: without"
    assert against["changed"].str.contains("headings: without").all()
    assert against["n_changed"].is_monotonic_increasing
    assert (against["difference"] <= 0).all()
