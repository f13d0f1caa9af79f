"""What one side asks or says of the other and is turned away: no end of a quarrel."""

import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.explain import explain
from trstudy.tagging.registry import tag

DYAD = Dyad("Peru", "Chile")


def frame(text, dyad=DYAD):
    return tag([text], dyad=dyad, tagger="unweighed")["frame"].item()


ASKED = ["demand", "request", "appeal", "call for talks", "offer of talks", "ultimatum", "protest", "plea",
         "demand that it close the mine"]  # fmt: skip
UNHEEDED = ["rejected", "turned down", "dismissed", "ignored", "spurned", "brushed aside", "shrugged off",
            "refused to consider", "did not answer", "would not grant"]  # fmt: skip


@pytest.mark.parametrize("did", UNHEEDED)
@pytest.mark.parametrize("noun", ASKED)
def test_what_is_asked_in_vain_is_rivalry(did, noun):
    assert frame(f"Peru {did} Chile's {noun}.") == "rivalry"


@pytest.mark.parametrize("did", ["rejected", "turned down", "dismissed", "ignored"])
@pytest.mark.parametrize("noun", ["demand", "request", "complaint", "protest"])
def test_so_it_is_in_other_builds(did, noun):
    assert frame(f"Peru {did} a new Chilean {noun}.") == "rivalry"
    assert frame(f"Peru {did} a {noun} by Chile.") == "rivalry"
    assert frame(f"A {noun} by Chile was {did} by Peru.") == "rivalry"
    assert frame(f"Chile's {noun} was promptly {did}, Peru said.") == "rivalry"


@pytest.mark.parametrize("did", ["rejected", "dismissed", "refuted"])
@pytest.mark.parametrize("noun", ["accusation", "allegations", "criticism"])
def test_an_accusation_that_is_refused_outright_stands(did, noun):
    assert frame(f"Peru {did} Chile's {noun}.") == "rivalry"


def test_criticism_that_is_only_ignored_is_let_pass():
    # codebook: looking past what the other says or does is accommodation
    assert frame("Peru ignored Chile's criticism.") == "cooperation"


@pytest.mark.parametrize("did", ["accepted", "met", "heeded", "agreed to", "bowed to", "did not reject"])
def test_what_is_granted_is_cooperation(did):
    assert frame(f"Peru {did} Chile's demand.") == "cooperation"


def test_what_is_asked_in_vain_is_not_done():
    steps = explain("Peru rejected Chile's demand to free the sailors.", DYAD, "unweighed").steps
    assert "“rejected” (rebuff): rivalry" in steps
    assert "“free the sailors” (free): cooperation, not counted: it stands under “rejected”" in steps


@pytest.mark.parametrize(
    "text",
    [
        "Peru rejected American demands to punish Chile.",  # of others
        "Peru rejected Peru's demand for a fine on Chile.",  # of its own
        "Chile's demand was rejected by Brazil, Peru said.",  # by others
        "Peru rejected, as Chile said, the demand.",  # a mark parts them
        "Peru rejected criticism of Chile.",  # it speaks up for the other
        "Chile's proposal to close the border was rejected, Peru said.",  # a hostile deed that is not done
    ],
)
def test_only_what_the_other_side_asks_of_this_one_counts(text):
    assert not [s for s in explain(text, DYAD, "unweighed").steps if "(rebuff)" in s]


def test_the_owner_may_be_a_plural():
    assert frame("Poland rejected the miners' demand.", Dyad("Poland", "miners")) == "rivalry"


@pytest.mark.parametrize("part", ["Peru rejected Chile ", "Chile's demand was rejected ", "rejected by "])
def test_what_repeats_itself_is_read_in_time_that_grows_with_its_length(part):
    assert len(tag([part * 6000], dyad=DYAD)) == 1
