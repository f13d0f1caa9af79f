"""What a clause says is no more, told by a passive."""

import pytest

from tests.tagging.ruled import frame, notes
from trstudy.tagging.registry import tag


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A Russian ban on Turkish fish, demanded in Kazan, was rescinded in May.", "cooperation"),
        ("The visit of the Russian president to Turkey was called off at his own request.", "rivalry"),
        ("All charges against the Turkish firm were quietly dropped by a Russian judge.", "cooperation"),
        ("The agreement that would give Russia a base in Turkey was torn up.", "rivalry"),
        # the head of a subject decides, not what stands beside it
        ("The Russian pardon for the jailed Turks was revoked.", "rivalry"),
        # of a plan, what was planned
        ("A proposal to bar Turkish trucks from Russia was voted down.", "cooperation"),
        ("A proposal to invite Turkish judges to Russia was voted down.", "rivalry"),
        # an ill thing is overcome, a good one is not
        ("The feud between Turkey and Russia was forgotten.", "cooperation"),
    ],
)  # fmt: skip
def test_rule_3_what_a_passive_says_is_no_more_is_denied(text, code):
    assert frame(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Russian ban on Turkish fish was announced in May.", "rivalry"),
        ("The Russian ban on Turkish fish has not been lifted.", "rivalry"),
        ("The friendship of Turkey and Russia is forgotten.", "cooperation"),
        # a demand that is turned down stands between the two
        ("A demand by Russia for the Turkish tapes, now lost, was vetoed.", "rivalry"),
        ("A Russian ban on Turkish fish, demanded in Kazan, has not been rescinded.", "rivalry"),
        # a good thing is not mended, an ill one not harmed
        ("The gift of Russia to Turkey, signed by Putin, is forgotten.", "cooperation"),
        ("The feud of Russia with Turkey, begun in May, is tested in June.", "rivalry"),
        # a relative clause is about what it stands beside
        ("The quarrel of Russia with Turkish firms which were nullified goes on.", "rivalry"),
        # what somebody does is not the subject of a passive after it
        ("Russia praised Turkey for the way in which the affair was settled.", "cooperation"),
        ("Russia insulted Turkey, the parade was cancelled.", "rivalry"),
        # nor is what stands in the clause before
        ("The Russian insult to Turkey stands, and the parade was cancelled.", "rivalry"),
        ("The Russian attack on Turkey went on until the parade was cancelled.", "rivalry"),
        ("With Russia hostile to Turkey, the parade was cancelled.", "rivalry"),
    ],
)
def test_what_a_passive_does_not_end_stands(text, code):
    assert frame(text) == code
    assert "turned round: it is no more" not in notes(text)


def test_what_is_denied_already_is_not_ended_as_well():
    # its dismissal is what denies the act: it is not set aside, and the act keeps its class
    text = "Reports that Russia had plotted the expulsion of Turkish troops were dismissed as nonsense."
    (found,) = tag([text], tagger="unweighed").itertuples()
    assert (found.frame, found.quad) == ("cooperation", "material_cooperation")


def test_of_a_subject_with_insertions_only_the_head_counts():
    found = notes(
        "The ban, announced with insults and threats, by which Turkey hurt Russia has been repealed."
    )
    assert found.count("turned round: it is no more") == 1
    assert found.count("it only says what is no more") == len(found) - 1 > 1


def test_a_passive_takes_time_in_step_with_length():
    text = "Russia greets Turkey. " + "The ban was lifted and " * 4000
    assert frame(text) in ("cooperation", "mixed", "rivalry")
