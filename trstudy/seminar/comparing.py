"""Checks of the fourth session, on comparing years: shares, balances, intervals."""

from __future__ import annotations

from math import exp, log, log10
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom

from trstudy.measures.scale import balance
from trstudy.seminar.answers import (
    Slip,
    folded,
    judged_number,
    kind,
    number,
    one_name,
    share,
)
from trstudy.seminar.feedback import Feedback, Unread, exercise
from trstudy.tagging.codes import signed

DRAWS = 1000  # resamples behind a bootstrap interval
ROUNDED = 0.0051  # ends may come rounded to a per cent
NARROW = 0.5  # an interval under this part of the right width comes of something else than chance


@exercise("name the year in which rivalry has its largest share.")
def most_rivalry(answer: Any, by_year: pd.DataFrame) -> Feedback:
    """Judge a year against what ``trstudy.compare(tags, by="year")`` gave."""
    rows = by_year[by_year["measure"] == "rivalry"].set_index("year")
    years = [str(y) for y in rows.index]
    top, count = str(rows["estimate"].idxmax()), str(rows["count"].idxmax())
    found = one_name(answer, repr(years[0]))
    if found not in years:
        raise Unread(f"{found!r} is no year of the study; expected one of {', '.join(years)}.")
    row: Any = rows.iloc[int(rows["estimate"].argmax())]
    if found == top:
        return Feedback(
            "right",
            f"{row['estimate']:.0%} of its sentences; with {row['n']} sentences in "
            f"{_articles(row['n_articles'])} anything from {row['low']:.0%} to {row['high']:.0%} fits.",
        )
    if found == count:
        return Feedback(
            "nearly",
            "It has the most such sentences, and the most sentences altogether. A longer text says more of "
            "everything.",
            "Compare `estimate`, not `count`.",
        )
    return Feedback(
        "not yet", f"In {found} the share is smaller.", 'Sort `by_year[by_year["measure"] == "rivalry"]`.'
    )


@exercise("work out the balance of that year by hand.")
def balance_by_hand(answer: Any, year: int, by_year: pd.DataFrame) -> Feedback:
    """Judge the balance of a year: log((C + ½) / (R + ½)), mixed sentences half to each side."""
    rows = by_year[by_year["year"] == year].set_index("measure")
    if rows.empty:
        raise Unread(f"{year!r} is no year of the study.")
    count: dict[Any, Any] = rows["count"].to_dict()
    c, r, m = (int(count[f]) for f in ("cooperation", "rivalry", "mixed"))
    c2, r2 = c + m / 2, r + m / 2
    expected = float(balance(pd.Series([c2, r2]).to_numpy()))
    slips = [
        Slip(
            log(c2 / r2) if c2 and r2 else 0,
            "The halves under the logarithm are missing: without them a side with no sentence has no "
            "balance.",
            verdict="nearly",
        ),
        Slip(
            log(c / r) if c and r else 0,
            "The mixed sentences are missing, and the halves under the logarithm.",
            verdict="nearly",
        ),
        Slip(
            log((c + 0.5) / (r + 0.5)),
            "The mixed sentences are missing. Each speaks of both sides.",
            f"Add {m}/2 to either side first.",
            "nearly",
        ),
        Slip(
            log((c + m + 0.5) / (r + m + 0.5)),
            "A mixed sentence counts half on each side here; you counted it in full on both.",
            verdict="nearly",
        ),
        Slip(
            log10((c2 + 0.5) / (r2 + 0.5)),
            "This is the logarithm to base 10; the natural one is meant.",
            "`math.log`",
            "nearly",
        ),
        Slip(
            (c2 + 0.5) / (r2 + 0.5),
            "These are the odds; the balance is their logarithm.",
            "`math.log`",
            "nearly",
        ),
    ]
    side = "rivalry" if expected < 0 else "cooperation"
    return judged_number(
        number(answer, "0.7"),
        expected,
        right=f"{signed(expected)}, so {year} leans to {side}: the odds are "
        f"{exp(abs(expected)):.1f} to 1. Sentences framed none play no part.",
        hint=f"{year} has {c} sentences of cooperation, {r} of rivalry and {m} mixed.",
        slips=slips,
        within=0.006,
    )


@exercise("draw the sentences of one year again, a thousand times, and give the two ends of the interval.")
def bootstrap_interval(answer: Any, year: int, frame: str, tags: pd.DataFrame) -> Feedback:
    """Judge the two ends of a 95 % bootstrap interval of a frame's share in a year."""
    hit = (tags.loc[tags["year"] == year, "frame"] == frame).to_numpy()
    if not hit.size:
        raise Unread(f"{year!r} is no year of the study.")
    flat = (
        list(answer) if isinstance(answer, tuple | list | pd.Series) or hasattr(answer, "tolist") else answer
    )
    if not isinstance(flat, list) or len(flat) != 2:
        raise Unread(f"Expected two ends, such as (0.1, 0.4); found {kind(answer)}.")
    low, high = sorted(share(end) for end in flat)
    p, n = float(hit.mean()), hit.size
    reach = 1.96 * (p * (1 - p) / n) ** 0.5
    if high - low < NARROW * 2 * reach:
        if high - low < 1e-9:
            said = (
                "The ends are the same: drawn without putting back, the same sentences come out every time."
            )
            return Feedback("not yet", said, "`sample(frac=1, replace=True)`")
        said = "Far too narrow for so few sentences."
        return Feedback(
            "not yet", said, "Are these the 2.5th and the 97.5th percentile of the *shares* drawn?"
        )
    if _drawn(low, high, hit, 0.95, errors=2):
        return Feedback(
            "right",
            f"{low:.0%} to {high:.0%} around {p:.0%}. Yours differs a little from your neighbour's: chance "
            "drew different sentences. It says how the share would move had this author written other "
            "sentences; of other articles of that year it knows nothing.",
        )
    if _drawn(low, high, hit, 0.90, errors=3):
        return Feedback("nearly", "This is nearer to a 90 % interval.", "Cut off 2.5 % at each end.")
    hint = f"The middle should be near {p:.0%}. Take only the sentences of {year}, and the share of {frame}."
    return Feedback("not yet", "These are not the ends that such draws give.", hint)


def _drawn(low: float, high: float, hit: npt.NDArray[np.bool_], level: float, *, errors: int) -> bool:
    """Tell whether a thousand draws may well end there: how many hits a draw has is binomial.

    ``errors`` is by how many standard errors the share of draws beyond an end may be off.
    """
    n, tail = hit.size, (1 - level) / 2
    chance = errors * (tail * (1 - tail) / DRAWS) ** 0.5
    reached = binom.cdf(np.arange(-1, n + 1), n, hit.mean())  # by -1, 0, 1 … hits
    ends = []
    for share_below in (tail, 1 - tail):
        may = (reached[1:] > share_below - chance) & (reached[:-1] < share_below + chance)
        ends.append(np.flatnonzero(may)[[0, -1]] / n)
    return all(
        first - ROUNDED <= end <= last + ROUNDED for end, (first, last) in zip((low, high), ends, strict=True)
    )


@exercise("say whether the data leave it open which of the two years is the more cooperative one.")
def open_question(answer: Any, first: int, second: int, gaps: pd.DataFrame) -> Feedback:
    """Judge True or False: does the interval of a difference hold 0?

    ``gaps`` is what `trstudy.measures.differences.differences` gave.
    """
    words = {"true": True, "yes": True, "open": True, "false": False, "no": False, "settled": False}
    said = words.get(folded(answer)) if isinstance(answer, str) else answer
    if type(said).__name__ not in ("bool", "bool_"):
        raise Unread(f"Expected True or False; found {kind(answer)}.")
    of_the_pair = gaps[(gaps["first"] == first) & (gaps["second"] == second)]
    if of_the_pair.empty:
        raise Unread(f"{first!r} and {second!r} are no pair of years of the study.")
    row: Any = of_the_pair.iloc[0]
    holds = bool(row["low"] <= 0 <= row["high"])
    ends = f"from {signed(row['low'])} to {signed(row['high'])}"
    if bool(said) != holds:
        within = "0 lies in it" if holds else "0 does not lie in it"
        return Feedback(
            "not yet", f"The difference could be anything {ends}: {within}.", "0 means: no difference."
        )
    if holds:
        return Feedback(
            "right",
            f"Anything {ends} fits, so either may be the more cooperative. That is not to say that they are "
            f"alike: odds of {exp(row['high']):.0f} to 1 fit as well as none.",
        )
    return Feedback(
        "right", f"The difference is {ends}: these texts differ. Why they do is another question."
    )


def _articles(n: int) -> str:
    return "one article" if n == 1 else f"{n} articles"
