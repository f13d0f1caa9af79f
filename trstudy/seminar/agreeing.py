"""Checks of the second session, on agreement: by hand, what it allows, and where it is least."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from trstudy.coding.agreement import agreement
from trstudy.measures.trust import FIRM, TENTATIVE
from trstudy.seminar.answers import Slip, folded, judged_number, kind, number, one_name, share
from trstudy.seminar.feedback import Feedback, Unread, exercise
from trstudy.tables import FRAMES


@exercise("work out the share of units to which both of you gave the same frame.")
def percent_agreement(answer: Any, frames: pd.DataFrame) -> Feedback:
    """Judge the share of rows of ``frames`` (a column per coder) that agree."""
    a, b = _two(frames)
    same = a == b
    related = (a != "none") | (b != "none")
    slips = [
        Slip(float((~same).mean()), "This is the share on which you differ.", verdict="nearly"),
        Slip(
            float(same[related].mean()) if related.any() else -1.0,
            "You left out the units that both called none. They are agreement, too.",
            verdict="nearly",
        ),
        Slip(
            min(int(same.sum()), 100) / 100,
            f"{int(same.sum())} is how many agree; divide by the {len(same)} units that both coded.",
            verdict="nearly",
        ),
    ]
    return judged_number(
        share(answer),
        float(same.mean()),
        right=f"{same.mean():.0%} of {len(same)} units. How much of that would two people reach who code at "
        f"random?",
        hint="Compare the two columns; `.mean()` of True and False is a share.",
        slips=slips,
        within=0.005,
    )


@exercise("work out how often two coders would agree by chance alone.")
def chance_agreement(answer: Any, frames: pd.DataFrame) -> Feedback:
    """Judge the agreement expected of two coders who draw from their own shares (Cohen 1960)."""
    a, b = _two(frames)
    p, q = _shares(a), _shares(b)
    expected = float(p @ q)
    pooled = (p + q) / 2
    slips = [
        Slip(1 / len(FRAMES), f"One in {len(FRAMES)} holds if all frames are equally frequent. Are they?"),
        Slip(
            float(p.max() * q.max()),
            "This is the commonest frame alone; two can also meet in another.",
            "Add up over all frames.",
            "nearly",
        ),
        Slip(1 - expected, "This is how often they would differ.", verdict="nearly"),
    ]
    if abs(float(pooled @ pooled) - expected) > 0.005:
        pooling = "You pooled both coders' shares, as Krippendorff does; Cohen keeps each coder's own."
        slips.append(Slip(float(pooled @ pooled), pooling, verdict="nearly"))
    return judged_number(
        number(answer, "0.3"),
        expected,
        right=f"{expected:.0%}: so much comes for nothing, because some frames are frequent.",
        hint="For each frame, multiply the two coders' shares of it, and add up.",
        slips=slips,
        within=0.005,
    )


@exercise("work out Cohen's kappa.")
def kappa(answer: Any, frames: pd.DataFrame) -> Feedback:
    """Judge Cohen's kappa of two coders: (observed - chance) / (1 - chance)."""
    a, b = _two(frames)
    p, q = _shares(a), _shares(b)
    chance, seen = float(p @ q), float((a == b).mean())
    found = agreement(pd.DataFrame({"a": a, "b": b}), categories=FRAMES, per_category=False, n_boot=0)
    value = dict(zip(found["measure"], found["estimate"], strict=True))
    if np.isnan(value["cohen"]):
        raise Unread("Kappa is not defined here: both used one frame only, so that chance alone explains it.")
    slips = [
        Slip(seen, "This is the plain agreement; chance has still to be taken off.", verdict="nearly"),
        Slip(
            seen - chance,
            "You took chance off above the line; it has to go below it as well.",
            verdict="nearly",
        ),
        Slip(
            (seen - chance) / chance,
            "Below the line stands what could be gained: 1 less chance.",
            verdict="nearly",
        ),
    ]
    return judged_number(
        number(answer, "0.6"),
        float(value["cohen"]),
        right=f"{value['cohen']:.2f}. Krippendorff's alpha, which also takes missing codes and more coders, "
        f"is {value['alpha']:.2f} here.",
        hint="(observed − chance) / (1 − chance)",
        slips=slips,
        within=0.006,
    )


@exercise("say what these codes allow: firm conclusions, tentative ones, or none.")
def allowed(answer: Any, agreed: pd.DataFrame, variable: str = "frame") -> Feedback:
    """Judge ``firm``, ``tentative`` or ``none``, by the lower end of alpha's interval."""
    row: Any = agreed[
        (agreed["variable"] == variable) & (agreed["category"] == "all") & (agreed["measure"] == "alpha")
    ].iloc[0]
    given = folded(one_name(answer, "'tentative'"))
    found = {"firm conclusions": "firm", "tentative ones": "tentative"}.get(given, given)
    if found not in ("firm", "tentative", "none"):
        raise Unread(f"{found!r} is none of firm, tentative, none.")
    verdicts = [_verdict(float(value)) for value in (row["low"], row["estimate"])]
    if row["low"] == row["high"] == 1:
        note = "You agree on every unit, which gives the interval no width; it is no promise for other units."
        return Feedback("right" if found == "firm" else "not yet", note)
    ends = f"alpha is {row['estimate']:.2f}, and anything from {row['low']:.2f} to {row['high']:.2f} fits"
    if found == verdicts[0]:
        return Feedback(
            "right",
            f"{ends[0].upper()}{ends[1:]}. With {row['pairable']} units, the lower end decides what you can "
            f"be sure of: {found}.",
        )
    if found == verdicts[1]:
        said = f"By the estimate alone, yes; but {ends}."
        return Feedback("nearly", said, f"Thresholds: {TENTATIVE} and {FIRM}. Read the lower end.")
    return Feedback(
        "not yet", f"{ends[0].upper()}{ends[1:]}.", f"Below {TENTATIVE} none, from {FIRM} on firm."
    )


@exercise("name the variable on which you agree least with the gold codings.")
def hardest(answer: Any, agreed: pd.DataFrame) -> Feedback:
    """Judge the variable with the smallest alpha; ``agreed`` is what ``trstudy.agreement`` gave."""
    rows = agreed[(agreed["category"] == "all") & (agreed["measure"] == "alpha")].set_index("variable")
    alphas = rows["estimate"].astype(float)
    plain = agreed[(agreed["category"] == "all") & (agreed["measure"] == "percent")].set_index("variable")
    found = folded(one_name(answer, "'frame'"))
    if found not in alphas.index:
        raise Unread(f"{found!r} is no variable; expected one of {', '.join(map(str, alphas.index))}.")
    listing = ", ".join(f"{name} {value:.2f}" for name, value in alphas.items())
    if alphas[found] <= alphas.min() + 1e-9:
        return Feedback(
            "right",
            f"Alpha: {listing}. Read your differences before you blame yourself: some are the codebook's.",
        )
    if found == str(plain["estimate"].astype(float).idxmin()):
        said = (
            "It has the lowest plain agreement, but more codes to choose from, so that less comes by chance."
        )
        return Feedback("nearly", said, "Compare the rows of alpha.")
    return Feedback("not yet", "Another one is lower.", 'Rows with `measure` "alpha" and `category` "all".')


def _verdict(alpha: float) -> str:
    return "firm" if alpha >= FIRM else "tentative" if alpha >= TENTATIVE else "none"


def _shares(codes: pd.Series) -> np.ndarray:
    return codes.value_counts(normalize=True).reindex(FRAMES, fill_value=0.0).to_numpy(float)


def _two(frames: pd.DataFrame) -> tuple[pd.Series[str], pd.Series[str]]:
    if not isinstance(frames, pd.DataFrame) or frames.shape[1] != 2:
        raise Unread(f"Expected a table with a column for each of two coders; found {kind(frames)}.")
    both = frames.dropna()
    if both.empty:
        raise Unread("There is no unit that both of you coded: did you use the same sample and seed?")
    return both.iloc[:, 0], both.iloc[:, 1]
