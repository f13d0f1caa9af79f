"""What is decided on against the other side, however friendly the verb: *approved tariffs on Y's wine*."""

from __future__ import annotations

import re
from itertools import pairwise

from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.mentions import THIRD, last_mention, next_mention
from trstudy.tagging.polarity import Cue
from trstudy.tagging.unit import Unit

_OBJECT = re.compile(r" (?:(?!of |for |from |to |with |by )\w+ ){0,3}")
_AGAINST = re.compile(r" (?:on|against) (?:the |all )?")
_NEAR = 20  # characters between "sanctions on" and whom they are on


@compiled
def _decisions(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.read("markers.toml")["decisions"]["verbs"])


def decide_against(unit: Unit, cues: list[Cue]) -> None:
    """Let what is decided on against the other side speak: "approved **tariffs on** Y's wine".

    Codebook, frame `rivalry`: *attack, sanction, threat, pressure …*, whoever has voted for it.
    """
    for verb, noun in pairwise(cues):
        decides = verb.entry.form.partition(" ")[0] in _decisions(unit.lexicon)
        friendly = verb.sign > 0 and decides and not (verb.dropped or verb.shifters)
        hostile = noun.sign < 0 and noun.entry.word_class == "noun" and not noun.dropped
        if not (friendly and hostile and _OBJECT.fullmatch(unit.folded, verb.end, noun.start)):
            continue
        link = _AGAINST.match(unit.folded, noun.end)
        place = link.end() if link else noun.end + 1
        whom, who = next_mention(unit.mentions, place), last_mention(unit.mentions, verb.start)
        linked = link or noun.entry.form.endswith((" on", " against"))
        if linked and whom and who and whom.start - place < _NEAR and who.side != whom.side != THIRD:
            verb.dropped = "what it is about decides"
