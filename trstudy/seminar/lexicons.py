"""Checks of the third session, on a lexicon of one's own and a trained tagger: what each finds and misses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from trstudy.seminar.answers import Slip, folded, judged_number, kind, number, one_name
from trstudy.seminar.feedback import Feedback, Unread, exercise
from trstudy.seminar.workshop import Workshop
from trstudy.tagging.codes import signed

RECALL, PRECISION = 0.5, 0.6  # what a first lexicon should reach on the articles that it was written for


@exercise("write cues until the lexicon finds half of what is there, and is mostly right.")
def lexicon(answer: Any) -> Feedback:
    """Judge the last version in a `Workshop`, on the articles that were looked at."""
    shop = _workshop(answer)
    if len(shop.tries) < 2:
        return Feedback("not yet", "The lexicon is still empty.", "`shop.write(cues)` with some cues in it.")
    score = shop.tries[-1].here
    wrong = shop.wrong()
    missed = wrong[wrong["frame_tag"] == "none"]["text"].head(2)
    false = wrong[wrong["frame_tag"] != "none"][["text", "frame_tag", "frame"]].head(2)
    points = [f"missed: {text}" for text in missed]
    points += [
        f"framed {tagged}, coded {coded}: {text}" for text, tagged, coded in false.itertuples(index=False)
    ]
    said = (
        f"Recall {score.recall:.2f} (wanted {RECALL}), precision {score.precision:.2f} (wanted {PRECISION})."
    )
    if score.recall >= RECALL and score.precision >= PRECISION:
        return Feedback("right", f"{said} What it still gets wrong:", points=points)
    if score.recall >= RECALL:
        return Feedback(
            "nearly", said, "Enough is found; which cue is too broad? See the units below.", points
        )
    hint = "Read what is missed: which word in it says how the two stand?"
    return Feedback("nearly" if score.precision >= PRECISION else "not yet", said, hint, points)


@exercise("work out how much recall is lost on the articles that you did not look at.")
def lost_recall(answer: Any, shop: Workshop) -> Feedback:
    """Judge the recall of the last version here less that elsewhere."""
    last = _workshop(shop).tries[-1]
    lost = last.here.recall - last.elsewhere.recall
    slips = [
        Slip(last.here.precision - last.elsewhere.precision, "This is the precision lost.", verdict="nearly"),
        Slip(
            last.elsewhere.recall,
            "This is the recall elsewhere. How much more was it here?",
            verdict="nearly",
        ),
    ]
    if lost > 0:
        meaning = "A list written for some texts knows their words and not those of others."
    else:
        meaning = "None is lost: your cues are general, or the others are easier; few units are behind this."
    return judged_number(
        number(answer, "0.2"),
        lost,
        right=f"{signed(lost)} on {last.elsewhere.coded} units. {meaning} So a tagger is judged on units "
        "that nobody looked at.",
        hint="The last row of `shop.table()`: recall less recall elsewhere.",
        slips=slips,
        within=0.006,
    )


@exercise("add a cue that finds more and is right less often.")
def tradeoff(answer: Any) -> Feedback:
    """Judge the last two versions: recall up, precision down, on the articles looked at."""
    shop = _workshop(answer)
    if len(shop.tries) < 3:
        return Feedback(
            "not yet", "There is no version to compare with yet.", "Write one more, with a broad cue."
        )
    old, new = shop.tries[-2].here, shop.tries[-1].here
    said = f"Recall {old.recall:.2f} → {new.recall:.2f}, precision {old.precision:.2f} → {new.precision:.2f}."
    if new.recall > old.recall and new.precision < old.precision:
        return Feedback(
            "right",
            f"{said} Every list makes this trade. Which side to err on depends on what is counted: shares "
            "need errors that balance, a search needs recall.",
        )
    if new.framed <= old.framed:
        return Feedback("not yet", f"{said} It frames no more units.", "Take a word that is in many of them.")
    if new.precision >= old.precision:
        return Feedback(
            "nearly", f"{said} That cue was simply a good one.", "Now a word that has little to do with it."
        )
    hint = "It found nothing that is right. Take a word that is common and sometimes right."
    return Feedback("nearly", f"{said} Precision fell, and recall did not rise.", hint)


@exercise("name the tagger that gets most units right that it has not learnt from.")
def best_on_unseen(answer: Any, runs: Mapping[str, pd.DataFrame]) -> Feedback:
    """Judge the name of a tagger; ``runs`` has its units with ``frame`` and ``frame_tag`` for each."""
    right = {name: float((units["frame"] == units["frame_tag"]).mean()) for name, units in runs.items()}
    found = folded(one_name(answer, repr(next(iter(right)))))
    if found not in right:
        raise Unread(f"{found!r} was not compared; expected one of {', '.join(right)}.")
    best = max(right, key=lambda name: right[name])
    units = len(next(iter(runs.values())))
    listing = ", ".join(f"{name} {share:.0%}" for name, share in right.items())
    if right[found] < right[best]:
        return Feedback("not yet", f"{listing}.", "Which of these is the largest?")
    note = (
        " But the rules' lists were written with these very articles at hand, so they are flattered: only "
        "the model was kept from the units it was tried on."
        if best == "rules"
        else ""
    )
    return Feedback("right", f"{listing}, of {units} units.{note}")


def _workshop(answer: Any) -> Workshop:
    if not isinstance(answer, Workshop):
        raise Unread(f"Expected the workshop, `shop`; found {kind(answer)}.")
    return answer
