"""Checks of the fourth session: those of `comparing` and `confounding`, the multiverse, and a claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from trstudy.measures.digits import percent
from trstudy.measures.multiverse import CHOICES, Multiverse
from trstudy.seminar import claims
from trstudy.seminar.answers import Slip, folded, judged_number, kind, one_name, share
from trstudy.seminar.comparing import balance_by_hand, bootstrap_interval, most_rivalry, open_question
from trstudy.seminar.confounding import confounded, smallest_p
from trstudy.seminar.feedback import Feedback, Unread, Verdict, exercise
from trstudy.tagging.codes import signed

__all__ = [
    "agreeing_share",
    "balance_by_hand",
    "bootstrap_interval",
    "claim",
    "confounded",
    "most_rivalry",
    "moving_choice",
    "open_question",
    "printed_claim",
    "smallest_p",
]

NEAR_PERCENT = 0.005
NEAR_TENTH = 0.0005  # of a share so near to none or all that it is told to a tenth of a per cent
FEW = 0.05  # a claim that at most this share of specifications contradicts holds
HALF = 0.5  # “it is open” stands, as the default, until so many of them leave out 0


@exercise("say in which share of the specifications the first year is the more cooperative one.")
def agreeing_share(answer: Any, found: Multiverse) -> Feedback:
    """Judge the share of specifications with a difference above 0."""
    expected = found.first_above_last
    against = len(found.defined) - int((found.defined["difference"] > 0).sum())
    near = percent(expected) != f"{100 * expected:.0f} %"
    all_or_none = f"Not quite: {against:,} of {len(found.defined):,} have it the other way round."
    slips = [Slip(round(expected), all_or_none, "Take one more digit.", "nearly")] if near else []
    slips += [
        Slip(
            1 - expected,
            "This is the share that has it the other way round.",
            verdict="nearly",
            within=NEAR_TENTH if near else NEAR_PERCENT,
        ),
        Slip(
            found.interval_agrees,
            "This is the share with an interval that leaves out 0: a stronger condition than which is "
            "larger.",
            verdict="nearly",
            within=NEAR_PERCENT,
        ),
    ]
    return judged_number(
        share(answer),
        expected,
        right=f"{percent(expected)} of {len(found.defined):,}. It is no probability: they all read the same "
        f"sentences.",
        hint='`(found.defined["difference"] > 0).mean()`',
        slips=slips,
        within=NEAR_TENTH if near else NEAR_PERCENT,
    )


@exercise("name the choice that moves the difference most.")
def moving_choice(answer: Any, found: Multiverse) -> Feedback:
    """Judge the name of a choice by how far the medians of its options are apart."""
    name = folded(one_name(answer, repr(CHOICES[0])))
    options = found.options()
    belongs = {folded(str(row.option)): str(row.choice) for row in options.itertuples()}
    if name not in CHOICES and name not in belongs:
        raise Unread(f"{name!r} is no choice; expected one of {', '.join(CHOICES)}.")
    if name in belongs and name not in CHOICES:
        said = f"That is an option of the choice `{belongs[name]}`."
        return Feedback("nearly", said, "Give the name in the column `choice`.")
    medians = options.groupby("choice", sort=False)["median"].agg(["min", "max", "size"])
    reach = (medians["max"] - medians["min"]).round(4).sort_values(ascending=False, kind="stable")
    row: Any = medians.loc[name]
    low, high = signed(row["min"]), signed(row["max"])
    ends = f"between its {int(row['size'])} options the median runs from {low} to {high}"
    if row["size"] < 2:
        return Feedback("not yet", "It has one option only, and so moves nothing.", _BY_MOVES)
    if reach[name] < reach.iloc[0]:
        place = list(reach.index).index(name) + 1
        return Feedback("not yet", f"It is number {place} of {len(reach)}: {ends}.", _BY_MOVES)
    turns = float(options.loc[options["choice"] == name, "turns"].iloc[0])
    within = "one side of 0: it changes how large the difference is" if row["min"] * row["max"] > 0 else (
        "both sides of 0: it changes which year is ahead"
    )  # fmt: skip
    defend = "This is the choice that you will have to defend."
    easy = (
        "None of the pairs that differ in nothing else has another sign, so the order of the years is safe."
    )
    few = f"In {percent(turns)} of the pairs that differ in nothing else the sign turns."
    return Feedback("right", f"Of all choices most: {ends}, on {within}. {few if turns else easy} {defend}")


_BY_MOVES = "Sort the table by `moves`: `highest` less `lowest`."


@exercise("write a claim about two years that the specifications bear out.")
def claim(answer: Any, variants: Mapping[str, pd.DataFrame], gaps: pd.DataFrame) -> Feedback:
    """Judge a claim by the share of specifications that contradict it, and as the report would.

    ``gaps`` is what `trstudy.measures.differences.differences` gave: where the interval of a difference
    holds 0, the report says that the two cannot be told apart, and no claim may say more.
    """
    years = sorted(next(iter(variants.values()))["year"].unique())
    read = claims.read(answer, years)
    low, high = claims.interval(read, gaps)
    found = claims.trial(read, variants)
    total = len(found.table)
    options = found.options()
    worst = [row for row in options.itertuples() if float(str(row.share)) > found.share][:3]
    points = [f"{row.choice}: {row.option}, {percent(float(str(row.share)))} contradict" for row in worst]
    if found.main:
        points.insert(0, "the main analysis is among those that contradict")
    else:
        near = found.contradicting()
        points += [
            f"one choice is enough: {one}" for one in near.loc[near["n_changed"] == 1, "changed"].head(3)
        ]
    said = f"{found.against:,} of {total:,} specifications contradict it ({percent(found.share)})."
    ends = f"from {signed(low)} to {signed(high)}"
    article = "It stays a claim about these articles, not about their years."
    if read.strength == "open" and low <= 0 <= high and found.share < HALF:
        more = f"The report says so as well: anything {ends} fits, and 0 is in it."
        if found.share > FEW:
            more += " Whoever thinks it settled has to take the choices named here, and to say why."
        return Feedback("right", f"{said} {more} {article}", points=points)
    if found.share <= FEW and not claims.borne_out(read, low, high):
        if read.strength == "alike":
            why = "To be alike is more than not to be told apart"
        else:
            why = "So the report says that these texts cannot tell the two years apart"
        return Feedback(
            "nearly",
            f"{said} But they all count the same sentences. Had the authors written others of the same "
            f"kind, anything {ends} would fit. {why}.",
            "Claim less: that it is open.",
            points,
        )
    if found.share <= FEW:
        dare = {
            "more": "Would it bear “much more”, or “surely more”?",
            "much": "Would it bear “surely more”?",
        }
        more = f" {dare[read.strength]}" if read.strength in dare else ""
        return Feedback("right", f"{said} {article}{more}", points=points)
    verdict: Verdict = "nearly" if found.share <= 0.2 else "not yet"
    return Feedback(
        verdict,
        f"{said} A claim should survive all but {FEW:.0%}.",
        "Claim less, claim another pair, or say why the choices named here are wrong ones.",
        points,
    )


_OVERCLAIMS = (
    (r"\bpro(?:ve[sdn]?|of)\b", "“prove”: a count of sentences proves nothing; *suggests*, or *in these "
                                "articles*"),
    (r"\btrend|\bover time\b|\bsince 20\d\d\b", "a trend: three years with five articles are three points"),
    (r"\bbecause of\b|\bdue to\b|\bcaus", "a cause: nothing here can part the year from outlet and author"),
    (r"\b(?:in)?significant", "“significant”: say which test, and what its smallest p could have been"),
    (r"\b(?:relations?|ties) (?:have|has|had|are|were|became|grew)\b|"
     r"\b(?-i:[A-Z]\w+ and [A-Z]\w+) (?:have|are|were|became)\b",
     "the relations themselves: the study reads how analysts *write* about them"),
)  # fmt: skip


@exercise("write the sentence that you would print.")
def printed_claim(answer: Any, documents: pd.DataFrame) -> Feedback:
    """Read a sentence for what it owes its reader, and for what it cannot know.

    It goes by words, as a dictionary does: it can be wrong, and says what it looked for.
    """
    if not isinstance(answer, str):
        raise Unread(f"Expected a sentence in quotes; found {kind(answer)}.")
    if len(answer.split()) < 8:
        return Feedback("not yet", "Too short to say what, where and how surely.", "Write a whole sentence.")
    years = [str(year) for year in sorted(set(documents["year"]))]
    owed = (
        (sum(year in answer for year in years) >= 2, f"at least two of the years {', '.join(years)}"),
        (re.search(r"\barticles?\b|\btexts?\b|\banalys[ei]s\b|\bpieces?\b|\bsentences\b", answer, re.I),
         "what was read (articles, or sentences of articles)"),
        (re.search(r"\d.*(?:\d|%|per cent)", re.sub(r"\b20\d\d\b", "", answer)), "numbers, an interval or a "
                                                                                 "range"),
        (re.search(r"\b(?:outlets?|authors?|one article|single "
                   r"article|cannot|open|may|might|could|either|only)\b", answer, re.I),
         "a word on what is not known"),
    )  # fmt: skip
    missing = [f"missing: {what}" for there, what in owed if not there]
    over = [
        f"“{found[0]}” reads like {why}" if not why.startswith("“") else why
        for pattern, why in _OVERCLAIMS
        if (found := re.search(pattern, answer, re.I)) and not _denied(answer, found.start())
    ]
    said = f"{len(owed) - len(missing)} of {len(owed)} things that the reader is owed are there."
    if not missing and not over:
        return Feedback(
            "right", f"{said} This check knows words and no meanings: let your neighbour read it, too."
        )
    verdict: Verdict = "nearly" if len(missing) + len(over) == 1 else "not yet"
    return Feedback(
        verdict, said, "Mend what is listed; if you disagree, say why in the discussion.", [*missing, *over]
    )


def _denied(text: str, at: int) -> bool:
    """Tell whether one of the three words before is a denial: “cannot prove” claims nothing."""
    before = text[:at].lower().split()[-3:]
    return any(
        re.fullmatch(r"not|no|cannot|can't|never|neither|nor|without|n’t|don’t", word) for word in before
    )
