"""The plainest sentences of all: how relations are, grow and suffer, and relief from sanctions."""

import pytest

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.registry import tag


def frame(text, dyad=None):
    return tag([text], dyad=dyad, tagger="unweighed")["frame"].item()


@pytest.mark.parametrize(
    "kind", ["better", "improved", "improving", "deeper", "broader", "normal", "good", "close"]
)
@pytest.mark.parametrize("noun", ["relations", "ties"])
def test_good_relations_are_cooperation(kind, noun):
    assert frame(f"Ankara has {kind} {noun} with Moscow.") == "cooperation"


@pytest.mark.parametrize(
    "kind", ["bad", "worse", "cold", "cooler", "poor", "strained", "hostile", "tense", "awful"]
)
@pytest.mark.parametrize("noun", ["relations", "ties"])
def test_bad_relations_are_rivalry(kind, noun):
    assert frame(f"Ankara has {kind} {noun} with Moscow.") == "rivalry"


@pytest.mark.parametrize(
    "said",
    ["have improved", "have grown", "have expanded", "have endured", "are getting better", "have deepened",
     "have taken a turn for the better", "were rebuilt", "have never been better"],
)  # fmt: skip
def test_relations_that_go_on_or_grow_are_cooperation(said):
    # codebook: "ties good, stable, resilient or improving"
    assert frame(f"Relations between Turkey and Russia {said}.") == "cooperation"


@pytest.mark.parametrize(
    "said",
    ["have worsened", "have soured", "have collapsed", "are getting worse", "have taken a turn for the worse",
     "have never been worse", "are under strain", "have cooled"],
)  # fmt: skip
def test_relations_that_suffer_are_rivalry(said):
    assert frame(f"Relations between Turkey and Russia {said}.") == "rivalry"


@pytest.mark.parametrize(
    "act",
    ["agreed to lift sanctions on", "welcomed the lifting of sanctions on", "backs an end to sanctions on",
     "supports easing sanctions on", "endorsed the repeal of sanctions on",
     "adopted a plan to end sanctions on", "approved the removal of tariffs on",
     "backs sanctions relief for", "approved sanctions relief for"],
)  # fmt: skip
def test_relief_from_sanctions_is_cooperation_whoever_only_backs_it(act):
    assert frame(f"Peru {act} Chile.", Dyad("Peru", "Chile")) == "cooperation"


@pytest.mark.parametrize("act", ["agreed on new", "backs", "supports", "approved", "adopted", "voted for"])
def test_sanctions_that_are_backed_are_rivalry(act):
    assert frame(f"Peru {act} sanctions on Chile.", Dyad("Peru", "Chile")) == "rivalry"
