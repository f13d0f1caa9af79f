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

__all__ = [
    "agreeing_share",
    "balance_by_hand",
    "bootstrap_interval",
    "claim",
    "confounded",
    "most_rivalry",
    "open_question",
    "printed_claim",
    "smallest_p",
    "turning_choice",
]

NEAR_PERCENT = 0.005
FEW = 0.05  # a claim that at most this share of specifications contradicts holds


@exercise("say in which share of the specifications the first year is the more cooperative one.")
def agreeing_share(answer: Any, found: Multiverse) -> Feedback:
    """Judge the share of specifications with a difference above 0."""
    expected = found.first_above_last
    slips = [
        Slip(1 - expected, "This is the share that has it the other way round.", verdict="nearly"),
        Slip(
            found.interval_agrees,
            "This is the share with an interval that leaves out 0: a stronger condition than which is "
            "larger.",
            verdict="nearly",
        ),
    ]
    return judged_number(
        share(answer),
        expected,
        right=f"{percent(expected)} of {len(found.defined):,}. It is no probability: they all read the same "
        f"sentences.",
        hint='`(found.defined["difference"] > 0).mean()`',
        slips=slips,
        within=NEAR_PERCENT,
    )


@exercise("name the choice that most often turns the result round.")
def turning_choice(answer: Any, found: Multiverse) -> Feedback:
    """Judge the name of a choice."""
    name = folded(one_name(answer, repr(CHOICES[0])))
    options = found.options()
    turns = options.drop_duplicates("choice").set_index("choice")["turns"].sort_values(ascending=False)
    belongs = {folded(str(row.option)): str(row.choice) for row in options.itertuples()}
    if name not in CHOICES and name not in belongs:
        raise Unread(f"{name!r} is no choice; expected one of {', '.join(CHOICES)}.")
    if name in belongs and name not in CHOICES:
        said = f"That is an option of the choice `{belongs[name]}`."
        return Feedback("nearly", said, "Give the name in the column `choice`.")
    top = str(turns.index[0])
    if round(turns[name], 4) >= round(turns.iloc[0], 4):  # the notebook's table has four decimals
        advice = (
            "This is the choice that you will have to defend."
            if turns.iloc[0] > FEW
            else "None turns it often: the answer hangs on no choice by itself."
        )
        return Feedback(
            "right",
            f"Taking it otherwise turns the sign in {percent(turns.iloc[0])} of the pairs that differ in "
            f"nothing else. {advice}",
        )
    if name == str(options["choice"].iloc[int(options["median"].argmax())]):
        return Feedback(
            "nearly",
            "It moves the difference most; but most of that is on one side of 0.",
            "Sort by `turns`.",
        )
    place = list(turns.index).index(name) + 1
    hint = f"Sort `found.options()` by `turns`. It begins with {top[0]}."
    return Feedback(
        "not yet", f"It is number {place} of {len(turns)}: {percent(turns[name])} of its pairs turn.", hint
    )


@exercise("write a claim about two years that the specifications bear out.")
def claim(answer: Any, variants: Mapping[str, pd.DataFrame]) -> Feedback:
    """Judge a claim by the share of specifications that contradict it; say which choices do."""
    years = sorted(next(iter(variants.values()))["year"].unique())
    found = claims.trial(claims.read(answer, years), variants)
    total = len(found.table)
    options = found.options()
    worst = [row for row in options.itertuples() if float(str(row.share)) > found.share][:3]
    points = [f"{row.choice}: {row.option}, {float(str(row.share)):.0%} contradict" for row in worst]
    if found.main:
        points.insert(0, "the main analysis is among those that contradict")
    else:
        near = found.contradicting()
        points += [
            f"one choice is enough: {one}" for one in near.loc[near["n_changed"] == 1, "changed"].head(3)
        ]
    said = f"{found.against:,} of {total:,} specifications contradict it ({found.share:.1%})."
    if found.share <= FEW:
        dare = {
            "more": "Would it bear “much more”, or “surely more”?",
            "much": "Would it bear “surely more”?",
        }
        more = f" {dare[found.claim.strength]}" if found.claim.strength in dare else ""
        singles = f"It stays a claim about these articles, not about their years.{more}"
        return Feedback("right", f"{said} {singles}", points=points)
    verdict: Verdict = "nearly" if found.share <= 0.2 else "not yet"
    return Feedback(
        verdict,
        f"{said} A claim should survive all but {FEW:.0%}.",
        "Claim less, claim another pair, or say why the choices named here are wrong ones.",
        points,
    )  # fmt: skip


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
