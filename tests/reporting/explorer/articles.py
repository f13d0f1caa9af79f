"""Two small articles for the explorer: one plain, one whose text is out to break the page."""

from __future__ import annotations

import pandas as pd

from trstudy.reporting.explorer import explorer
from trstudy.reporting.theme import Page, Site
from trstudy.tables import EVIDENCE_COLUMNS

SITE = Site("A small study", [Page("01_greeting", "Who is greeted?"), Page("explorer", "Explorer")])
MEANINGS = {"one-way": "all that counts points one way", "two-states": "opposite cues stand side by side"}
LONG = "x" * 1_000_000 + " needle"
SCRIPT = '<script>document.title = "owned"</script><img src=x onerror=alert(1)> & "quotes" \u2028 here'

# doc, paragraph, role, text, frame, arena, voice, modality, score, rule
SENTENCES = [
    ("a-2020", 1, "title", "Old friends", "none", "bilateral", "author", "asserted", 0.0, "dyad-absent"),
    ("a-2020", 2, "body", "Ankara and Moscow cooperate in Syria.",
     "cooperation", "syria", "author", "asserted", 1.0, "one-way"),
    ("a-2020", 2, "body", "Türkiye’s rivalry with Russia, he said, may grow.",
     "rivalry", "black_sea", "attributed", "hedged", -1.0, "one-way"),
    ("a-2020", 3, "body", "They quarrel and trade, war or no war.",
     "mixed", "economy", "author", "asserted", 0.25, "two-states"),
    ("a-2020", 3, "body", "Warm words follow.", "none", "economy", "author", "asserted", 0.0, "no-cue"),
    ("b-2024", 1, "body", SCRIPT, "none", "syria", "author", "asserted", 0.0, "dyad-absent"),
    ("b-2024", 1, "body", "😀😀 \u202egnitsop cooperate, they say.",
     "cooperation", "syria", "attributed", "asserted", 0.5, "one-way"),
    ("b-2024", 2, "body", "=1+1, said Moscow", "rivalry", "syria", "attributed", "asserted", -0.5, "one-way"),
    ("b-2024", 3, "body", LONG, "none", "bilateral", "author", "asserted", 0.0, "no-cue"),
]  # fmt: skip
# sentence, cue, category, sign, counted, why
CUES = [
    ("a-2020:002", "cooperate", "material_help", 1, True, "cooperation"),
    ("a-2020:003", "rivalry", "quarrel", -1, True, "rivalry"),
    ("a-2020:004", "quarrel", "quarrel", -1, True, "rivalry"),
    ("a-2020:004", "trade", "trade", 1, True, "cooperation"),
    ("a-2020:004", "war", "attack", -1, False, "rivalry, not counted: it is about a third party"),
    ("b-2024:002", "cooperate", "material_help", 1, True, "cooperation"),
]


def tables(repeated: int = 1) -> dict[str, pd.DataFrame]:
    """Return documents, tags, evidence and blocks; the plain article's body ``repeated`` times over."""
    documents = pd.DataFrame(
        {
            "doc_id": ["b-2024", "a-2020"],
            "title": ["</script><script>alert(1)</script> “T”", "Old friends"],
            "author": [None, "A. Writer"],
            "outlet": ["The <b>Later</b>", "The Earlier"],
            "date": pd.to_datetime(["2024-12-01", "2020-11-20"]),
            "date_precision": ["month", "day"],
            "date_source": ["inferred", "printed"],
            "year": [2024, 2020],
            "file": ["b.txt", "a.txt"],
        }
    )
    rows = [*SENTENCES[:5], *SENTENCES[1:5] * (repeated - 1), *SENTENCES[5:]]
    names = ["doc_id", "paragraph", "role", "text", "frame", "arena", "voice", "modality", "score", "rule"]
    tags = pd.DataFrame(rows, columns=names).assign(quad=None)
    number = tags.groupby("doc_id").cumcount() + 1
    tags["sentence_id"] = tags["doc_id"] + ":" + number.map("{:03d}".format)
    if repeated > 1:
        tags["paragraph"] = number // 4
    length = tags["text"].str.len()
    tags["start"] = (length + 1).groupby(tags["doc_id"]).cumsum() - length + 9
    tags["end"] = tags["start"] + length
    by_id = tags.set_index("sentence_id")
    cues = [
        (
            *(sentence.partition(":")[0], sentence, start, start + len(cue), cue, cue),
            *(category, None, sign, counted, why),
        )
        for sentence, cue, category, sign, counted, why in CUES
        for start in [int(by_id["start"][sentence]) + by_id["text"][sentence].index(cue)]
    ]
    blocks = pd.DataFrame(
        {
            "doc_id": ["a-2020", "a-2020", "b-2024"],
            "block": [1, 2, 1],
            "start": [0, 10, 5],
            "end": [9, 200, 9],
            "kept": [False, True, False],
            "role": [None, "body", None],
            "reason": ["byline", None, "caption"],
            "text": ["By <i>A.\nWriter</i>", "kept", "A picture"],
        }
    )
    evidence = pd.DataFrame(cues, columns=list(EVIDENCE_COLUMNS))
    # the study has its texts in the order of their files, not of their dates
    tags = tags.sort_values("doc_id", ascending=False, kind="stable").reset_index(drop=True)
    return {"documents": documents, "tags": tags, "evidence": evidence, "blocks": blocks}


def page(repeated: int = 1) -> str:
    """Return the explorer over these articles."""
    reasons = [(f"arena: why {i}", "voice: nobody is quoted") for i in range(9 + 4 * (repeated - 1))]
    return explorer(**tables(repeated), site=SITE, meanings=MEANINGS, reasons=reasons)
