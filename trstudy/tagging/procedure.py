"""Units in which a text speaks of itself: "This article examines …"."""

from __future__ import annotations

import re

from trstudy.tagging.lexica import Lexicon, compiled
from trstudy.tagging.terms import inflected
from trstudy.tagging.unit import Unit

_OPENINGS = (" this ", " the ", " our ", " my ", " here ", " in this ", " in the ")


@compiled
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    table = lexicon.read("markers.toml")["procedure"]
    papers = "|".join(table["papers"])
    verbs = "|".join(sorted({form for verb in table["verbs"] for form in inflected(verb)}))
    subject = rf"(?:the|this|our|my) (?:\w+ ){{0,2}}?(?:{papers})"
    return re.compile(
        rf" (?:(?:here )?{subject} (?:\w+ly |also |then |first |next )*(?:will )?(?:{verbs}) "
        rf"|in {subject}  ?(?:i|we|it) (?:\w+ly |will |shall |also )*(?:{verbs}) )"
    )


def speaks_of_itself(unit: Unit) -> bool:
    """Tell whether a unit says what its own text does.

    Codebook, frame `none`: *background; third parties only; …; procedure.* "This article examines how
    dependence shapes bargaining between X and Y" claims nothing yet; "this article argues that …" does.
    """
    folded = unit.folded
    return folded.startswith(_OPENINGS) and _opening(unit.lexicon).match(folded) is not None
