"""Checks of the second session: the codebook, coding, and how far coders agree."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from trstudy.coding.agreement import agreement
from trstudy.errors import CodingError
from trstudy.seminar.answers import Slip, folded, judged_number, kind, names, number, one_name, share
from trstudy.seminar.feedback import Feedback, ToDo, Unread, Verdict, exercise
from trstudy.study import Study
from trstudy.tables import FRAMES, VARIABLES

_TAKEN = ("me", "name", "coder", "student", "neighbour", "a", "b")  # nobody's own, or a gold coder's
# Windows has no files of these names, whatever follows the dot
_NO_FILE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.I)
FIRM, TENTATIVE = 0.8, 0.667  # Krippendorff, Content Analysis
RULES = {
    "plain_cooperation": "acting together is cooperation",
    "plain_rivalry": "pressure, threat and accusation are rivalry",
    "negated_rivalry": "rule 3: a denied rivalry is cooperation",
    "negated_cooperation": "rule 3: a denied, failed or ended cooperation is rivalry",
    "hedged_prospect": "rule 4: possibility keeps the code; the doubt goes into modality",
    "mixed_concession": "rule 6: despite / although is mixed where both halves speak of the relation",
    "client_rule": "rule 2: a client stands for its patron only if the unit itself states the tie",
    "none_third_party": "rules 1 and 10: only one of the two sides is in play",
    "none_background": "rule 1: nothing is said of the two sides' relation",
    "zero_sum_leverage": "one side's gain as the other's loss is rivalry",
    "accommodation": "helping, accommodating or sparing one another is cooperation",
    "attributed_voice": "who says it goes into voice, and does not change the frame",
}


@exercise("give yourself a name as a coder.")
def coder_name(answer: Any, study: Study) -> Feedback:
    """Judge a name for a coder: one word that can be a file's name, and that is nobody else's."""
    if not isinstance(answer, str):
        raise Unread(f"Expected a name in quotes, such as 'anna'; found {kind(answer)}.")
    name = answer.strip()
    if not re.fullmatch(r"[^\W\d_][\w-]*", name) or name != answer:
        return Feedback("not yet", f"{answer!r} is not one word.", "Letters; then digits and hyphens, too.")
    if _NO_FILE.fullmatch(name):
        return Feedback("not yet", f"No file can be called {name}.db on Windows.", "Put a letter behind it.")
    codings = [path.stem.lower() for path in (study.seeds / "codings").glob("*.tsv")]
    if name.lower() in (*_TAKEN, *codings):
        return Feedback("not yet", f"Something else is called {name}, too.", "Take your own name.")
    return Feedback("right", f"Good morning, {name}. Your file will be `{name}.db`.")


@exercise("code the invented sentences by the codebook, in order.")
def codes_of(answer: Any, units: pd.DataFrame) -> Feedback:
    """Judge a frame for each of ``units`` (``text``, ``frame``, ``capability``)."""
    given = [folded(name) for name in names(answer, '["cooperation", "none", …]')]
    short = {code[0]: code for code in FRAMES}
    given = [short.get(code, code) for code in given]
    if len(given) != len(units):
        raise Unread(f"Expected {len(units)} frames, one for each sentence in order; found {len(given)}.")
    strange = [code for code in given if code not in FRAMES]
    if strange:
        raise Unread(f"{strange[0]!r} is no frame; expected one of {', '.join(FRAMES)}.")
    expected = list(units["frame"])
    rules = [RULES.get(str(c), str(c).replace("_", " ")) for c in units["capability"]]
    rows = enumerate(zip(given, expected, rules, strict=True), start=1)
    points = [
        f"{n}. {mine} ✓ ({rule})" if mine == code else f"{n}. {mine} ✗ Think of {rule}."
        for n, (mine, code, rule) in rows
    ]
    right = sum(mine == code for mine, code in zip(given, expected, strict=True))
    if right == len(units):
        return Feedback("right", "As the codebook has it.", points=points)
    verdict: Verdict = "nearly" if right >= len(units) - 1 else "not yet"
    said = f"{right} of {len(units)} as the codebook has it."
    return Feedback(verdict, said, "Look up the rule named, and code again.", points)


@exercise("code the units in the workbench above, then run this cell.")
def coded(answer: Any, study: Study, units: int) -> Feedback:
    """Judge whether the coder named ``answer`` has coded (or passed over) so many units."""
    coder = one_name(answer, "'anna'")
    try:
        codes = study.codes(coder)
    except CodingError:
        raise ToDo(
            f"Here is something to do: code the {units} units in the workbench above, as {coder!r}. Every "
            "code is kept at once; run this cell again when you are through, or to see how far you are."
        ) from None
    done = codes[list(VARIABLES)].notna().all(axis=1)
    passed = int((codes["skipped"].astype(bool) & ~done).sum())
    n = int(done.sum())
    if n + passed < units:
        started = f" {len(codes) - n - passed} more are begun." if len(codes) > n + passed else ""
        return Feedback(
            "nearly" if n + passed > units / 2 else "not yet",
            f"{n} of {units} units have all four codes, {passed} are passed over.{started}",
            "Nothing is lost when you stop: the workbench goes on where you were.",
        )
    used = codes["frame"].value_counts()
    listing = ", ".join(f"{frame} {used.get(frame, 0)}" for frame in FRAMES)
    points = [f"{passed} passed over: they count as missing, not as `none`."] if passed else []
    never = [frame for frame in FRAMES if frame not in used]
    points += [f"You never used {', '.join(never)}. By judgement, or by habit?"] if never else []
    return Feedback("right", f"{n} units coded: {listing}.", points=points)


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
    p, q = (c.value_counts(normalize=True).reindex(FRAMES, fill_value=0.0).to_numpy(float) for c in (a, b))
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
    p, q = (c.value_counts(normalize=True).reindex(FRAMES, fill_value=0.0).to_numpy(float) for c in (a, b))
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
    words = {
        "firm": "firm",
        "firm conclusions": "firm",
        "tentative": "tentative",
        "tentative ones": "tentative",
    }
    found = words.get(folded(one_name(answer, "'tentative'")), folded(one_name(answer, "'tentative'")))
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


def _two(frames: pd.DataFrame) -> tuple[pd.Series[str], pd.Series[str]]:
    if not isinstance(frames, pd.DataFrame) or frames.shape[1] != 2:
        raise Unread(f"Expected a table with a column for each of two coders; found {kind(frames)}.")
    both = frames.dropna()
    if both.empty:
        raise Unread("There is no unit that both of you coded: did you use the same sample and seed?")
    return both.iloc[:, 0], both.iloc[:, 1]
