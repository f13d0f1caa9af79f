"""What a student hears of a sentence that is to break the tagger."""

from __future__ import annotations

from pathlib import Path

import pytest

from trstudy.seminar import tagging as check
from trstudy.seminar.feedback import Feedback
from trstudy.seminar.workshop import Workshop
from trstudy.study import Study

DEAL = "Turkey and Russia signed a gas deal."


@pytest.mark.parametrize(
    ("sentence", "code", "because", "verdict", "said"),
    [
        (DEAL, "rivalry", "signed a gas deal", "nearly", "Which rule of the codebook makes them rivalry?"),
        (DEAL, "rivalry", "Russia signed", "nearly", "Which rule of the codebook makes them rivalry?"),
        (DEAL, "rivalry", "a duel", "not yet", "is not in the sentence"),
        (DEAL, "cooperation", "signed a gas deal", "not yet", "The tagger says cooperation, too"),
        (DEAL, "rivalry", None, "unread", "Expected a sentence in quotes"),
        (
            "Turkey and Russia signed a gas deal, and pigs fly.",
            "rivalry", "pigs fly", "right", "Would your neighbour code it as you do?",
        ),
    ],
)  # fmt: skip
def test_a_plain_sentence_coded_the_other_way_breaks_nothing(
    study: Study, sentence: str, code: str, because: object, verdict: str, said: str
) -> None:
    reply = check.broken(sentence, code, because, study)
    assert (reply.verdict, said in reply.said) == (verdict, True), str(reply)


@pytest.mark.parametrize("cues", ['[a]\nsign = 1\nverb = ["help"]', '[a]\nsign = 2\nverbs = ["help"]'])
def test_a_lexicon_that_cannot_be_read_is_told_which_keys_and_signs_can(
    study: Study, tmp_path: Path, cues: str
) -> None:
    reply = Workshop(study, tmp_path, "gold_dev", ["edm-2020"]).write(cues)
    assert isinstance(reply, Feedback)
    for legal in ("`sign = 1`", "`sign = -1`", "`verbs`", "`nouns`", "`adjectives`", "`phrases`"):
        assert legal in reply.hint
