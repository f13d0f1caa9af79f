"""What a student hears of a sentence that is to break the tagger."""

from __future__ import annotations

import pytest

from trstudy.seminar import tagging as check
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
