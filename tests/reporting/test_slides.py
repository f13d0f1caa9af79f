from __future__ import annotations

import pandas as pd

from trstudy.commands.report_slides_example import telling
from trstudy.commands.report_slides_figures import farthest_apart


def sentence(name: str, frame: str = "rivalry", length: int = 100, role: str = "body") -> dict[str, object]:
    start = int(name[-1]) * 1000
    text = {"text": "x" * length, "frame": frame, "role": role}
    return {"doc_id": "a", "sentence_id": name, "start": start, "end": start + length, **text}


def cue(name: str, why: str = "", sign: int = -1, counted: bool = True) -> dict[str, object]:
    return {"sentence_id": name, "cue": "x", "why": why, "sign": sign, "counted": counted}


def test_the_example_is_short_settled_and_has_a_cue_that_was_turned_round():
    odd = [sentence("s0", frame="none"), sentence("s1", length=20), sentence("s2", role="title")]
    tags = pd.DataFrame([*odd, *(sentence(f"s{n}") for n in range(3, 7))])
    turned = "rivalry, negated by “not”"
    evidence = pd.DataFrame(
        [cue(f"s{n}", turned) for n in (0, 1, 2)]
        + [cue("s3")]
        + [cue("s4", turned), cue("s4", sign=1)]
        + [cue("s5", turned), cue("s6", turned)]
        + [cue("s3", turned, counted=False)]
    )
    assert telling(tags, evidence) == "s5"
    codes = tags.assign(frame=["none", *["rivalry"] * 4, "cooperation", "rivalry"])
    assert telling(tags, evidence, codes) == "s6"
    assert telling(tags.head(1), evidence) == ""


def test_of_a_choice_with_many_options_the_two_farthest_apart_are_shown():
    options = pd.DataFrame(
        [
            ("tagger", "rules", 0.9, 0.2),
            ("tagger", "baseline", 0.4, 0.2),
            ("tagger", "other", 0.6, 0.2),
            ("unit", "sentence", 0.5, 0.3),
            ("unit", "paragraph", 0.5, 0.3),
        ],
        columns=["choice", "option", "first_above_last", "turns"],
    )
    found = farthest_apart(options)
    assert list(zip(found["choice"], found["option"], strict=True)) == [
        ("unit", "paragraph"), ("unit", "sentence"), ("tagger", "baseline"), ("tagger", "rules")
    ]  # fmt: skip
