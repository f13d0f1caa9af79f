"""Claims in a clause that speaks of neither side are not set against one that speaks of both."""

import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.registry import tag
from trstudy.tagging.rules import RuleTagger


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The autumn was stormy, but Turkish and Russian crews worked together.", "cooperation"),
        ("The harbour lay in ruins, but Turkish and Russian crews worked together.", "cooperation"),
        ("The talks had been friendly, but Turkey and Russia quarrelled.", "rivalry"),
        # an opener, a phrase, a pronoun or an elided subject speaks of the sides of the clause beside it
        ("Foes in the hills, Turkey and Russia are partners at sea.", "mixed"),
        ("Although they quarrel, Turkey and Russia trade.", "mixed"),
        ("Despite years of quarrels, Turkey and Russia trade.", "mixed"),
        ("Turkey and Russia trade but distrust one another.", "mixed"),
    ],
)
def test_rule_6_a_clause_about_neither_side_is_not_conceded(text, code):
    assert tag([text], tagger="unweighed")["frame"].item() == code


def test_the_evidence_says_why_such_a_cue_does_not_count():
    text = "The autumn was stormy, but Turkish and Russian crews worked together."
    found = next(RuleTagger(Dyad("turkey", "russia")).tagged([(None, text)]))
    assert found.decision.cues[0].dropped == "its clause speaks of neither side"
