"""Checks of the third session: reading rules, breaking them, and those of `lexicons`."""

from __future__ import annotations

import difflib
from typing import Any

from trstudy.measures.tokens import words
from trstudy.seminar.answers import folded, kind, one_name
from trstudy.seminar.feedback import Feedback, Unread, exercise
from trstudy.seminar.lexicons import best_on_unseen, lexicon, lost_recall, tradeoff
from trstudy.study import Study
from trstudy.tables import FRAMES
from trstudy.tagging.explain import Explanation, explain
from trstudy.tagging.registry import tag

__all__ = [
    "best_on_unseen",
    "broken",
    "deciding_rule",
    "lexicon",
    "lost_recall",
    "minimal_pair",
    "tradeoff",
]

SMALL = 3  # letters of words that decide nothing: “a”, “the”, “of”
CHANGED = 2  # words that a minimal pair may differ in


@exercise("name the rule that decided the sentence.")
def deciding_rule(answer: Any, sentence: str, study: Study) -> Feedback:
    """Judge the name of a rule, such as ``one-way``."""
    found = folded(one_name(answer, "'one-way'"))
    decided = str(tag([sentence], study.dyad)["rule"].item())
    steps = explain(sentence, study.dyad).steps
    last = next(step for step in steps if "decided by the rule" in step)
    if found == folded(decided):
        return Feedback("right", f"{last[0].upper()}{last[1:]}.")
    if found in FRAMES:
        return Feedback(
            "nearly", "That is the frame; the rule is what led to it.", "Read the last steps above."
        )
    return Feedback("not yet", "Another one decided.", "It stands in the steps above, between “ and ”.")


@exercise("change the sentence by a word or two, so that its frame turns round.")
def minimal_pair(answer: Any, sentence: str, study: Study) -> Feedback:
    """Judge a sentence that differs from another in at most two words and has the opposite frame."""
    text = _sentence(answer)
    changed = _changes(sentence, text)
    if not changed:
        return Feedback("not yet", "This is still the same sentence.", "Put in a *not*, or another verb.")
    before, after = tag([sentence, text], study.dyad)["frame"]
    points = _steps(explain(text, study.dyad))
    if changed > CHANGED:
        said = f"You changed {changed} words. What did it may be any of them."
        return Feedback("nearly", said, f"Change no more than {CHANGED}.", points)
    if after == before:
        return Feedback(
            "not yet", f"The tagger still says {after}.", "Here is how it read your sentence.", points
        )
    if after not in ("cooperation", "rivalry"):
        said = f"It turned {after}, and not to the other side."
        return Feedback("nearly", said, "Both sides must stay in play, and so must the cue.", points)
    return Feedback(
        "right", f"From {before} to {after}, by {_words(changed)}. This is how it read it:", points=points
    )


@exercise(
    "write a sentence that the tagger misreads, with the code that the codebook gives it, and its words that "
    "make it so."
)
def broken(answer: Any, code: Any, because: Any, study: Study) -> Feedback:
    """Judge an invented sentence whose frame by the codebook (``code``) is not what the tagger says.

    ``because`` quotes the words that make it so: if the tagger read just these the other way, and nothing
    else, it is rather the code that is wrong.
    """
    text, wanted = _sentence(answer), folded(one_name(code, "'rivalry'"))
    if wanted not in FRAMES:
        raise Unread(f"{code!r} is no frame; expected one of {', '.join(FRAMES)}.")
    reason = _sentence(because)
    at = text.casefold().find(reason.casefold())
    row: Any = tag([text], study.dyad).iloc[0]
    read = explain(text, study.dyad)
    points = _steps(read)
    if row["frame"] == wanted:
        return Feedback("not yet", f"The tagger says {wanted}, too.", _TEMPTING, points)
    if row["rule"] == "dyad-absent":
        return Feedback(
            "nearly",
            "The tagger does not see both sides in it. If they are not both in play, the codebook says "
            "`none` as well (rule 1), and the tagger is right.",
            "Name both sides, or their capitals or leaders.",
            points,
        )
    if at < 0:
        return Feedback(
            "not yet", f"{reason!r} is not in the sentence.", "Copy words from it, to the letter."
        )
    sign = {"cooperation": 1, "rivalry": -1}.get(str(row["frame"]), 0)
    if sign and wanted in ("cooperation", "rivalry") and _only_cues(read, at, at + len(reason), sign):
        return Feedback(
            "nearly",
            f"The tagger took just these words, “{reason}”, for {row['frame']}, and so may your neighbour. "
            f"Which rule of the codebook makes them {wanted}?",
            "If other words turn their meaning, name those; if none does, the tagger is right.",
            points,
        )
    return Feedback(
        "right",
        f"You say {wanted}, the tagger says {row['frame']}. Would your neighbour code it as you do? Then the "
        "rules, or their lists, lack something; else the codebook does.",
        points=points,
    )


def _only_cues(read: Explanation, start: int, end: int, sign: int) -> bool:
    """Tell whether a piece of a text is made up of cues of one sign, names and small words."""
    over = [(a, b, way) for a, b, way, _ in read.spans if way and a < end and b > start]
    if not over or any(way != sign for _, _, way in over):
        return False
    left = "".join(" " if any(a <= i < b for a, b, _ in over) else read.text[i] for i in range(start, end))
    return all(len(word) <= SMALL or word[0].isupper() for word in left.split())


_TEMPTING = "Try irony, an idiom, a cue that is about somebody else, or a denial far from what it denies."


def _sentence(answer: Any) -> str:
    if not isinstance(answer, str) or not answer.strip():
        raise Unread(f"Expected a sentence in quotes; found {kind(answer)}.")
    return answer.strip()


def _changes(old: str, new: str) -> int:
    """Count the words that were put in, taken out or exchanged."""
    matcher = difflib.SequenceMatcher(a=words(old.lower()), b=words(new.lower()), autojunk=False)
    return sum(max(b - a, d - c) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal")


def _words(n: int) -> str:
    return "one word" if n == 1 else f"{n} words"


def _steps(found: Explanation) -> list[str]:
    return [step for step in found.steps if not step.startswith(("arena", "voice", "modality"))]
