"""What the rules alone make of a sentence about Turkey and Russia."""

from trstudy.tagging.dyad import Dyad
from trstudy.tagging.registry import tag
from trstudy.tagging.rules import RuleTagger


def frame(text):
    return tag([text], tagger="unweighed")["frame"].item()


def notes(text):
    found = next(RuleTagger(Dyad("turkey", "russia")).tagged([(None, text)]))
    return [cue.note or cue.dropped for cue in found.decision.cues]
