"""Checks of the second session: a coder's name, the codebook, coding, and those of `agreeing`."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from trstudy.errors import CodingError
from trstudy.seminar.agreeing import allowed, chance_agreement, hardest, kappa, percent_agreement
from trstudy.seminar.answers import folded, kind, names, one_name
from trstudy.seminar.feedback import Feedback, ToDo, Unread, Verdict, exercise
from trstudy.study import Study
from trstudy.tables import FRAMES, VARIABLES

__all__ = [
    "allowed",
    "chance_agreement",
    "coded",
    "coder_name",
    "codes_of",
    "hardest",
    "kappa",
    "percent_agreement",
]

_TAKEN = ("me", "name", "coder", "student", "neighbour", "a", "b")  # nobody's own, or a gold coder's
# Windows has no files of these names, whatever follows the dot
_NO_FILE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.I)
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
