"""The slides that show, on one sentence, how a tag comes about."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from trstudy.commands.report_slides_figures import Found

if TYPE_CHECKING:
    import pandas as pd

    from trstudy.reporting.deck import Slide

_LENGTH = 60, 260  # letters of a sentence that can be read from a wall
_CUES = 4  # that can be talked through


def telling(tags: pd.DataFrame, evidence: pd.DataFrame, codes: pd.DataFrame | None = None) -> str:
    """Return the id of a sentence that shows how tagging works, or an empty string.

    The best has a cue that a negation or another word turned round, few cues, all of one direction, a
    length that can be read from a wall, and a tag that the codes of reference agree with; of several such,
    the first.

    Parameters
    ----------
    tags, evidence
        The tables of these names.
    codes
        Codes of reference, if there are any.
    """
    place = ["doc_id", "start", "end"]
    if codes is not None:
        told = tags.merge(codes[[*place, "frame"]], on=place, suffixes=("", "_coded"))
        tags = told[told["frame"] == told["frame_coded"]]
    counted = evidence[evidence["counted"]].assign(
        turned=lambda rows: rows["why"].str.contains("negated|reversed").fillna(False)
    )
    counts = (
        counted.groupby("sentence_id")
        .agg(cues=("cue", "size"), turned=("turned", "sum"), ways=("sign", "nunique"))
        .reset_index()
    )
    fit = tags[
        tags["text"].str.len().between(*_LENGTH) & (tags["role"] == "body") & (tags["frame"] != "none")
    ]
    fit = fit.merge(counts[(counts["cues"] <= _CUES) & (counts["ways"] == 1)], on="sentence_id")
    best = fit.sort_values(["turned", "cues"], ascending=False, kind="stable")
    return str(best["sentence_id"].iloc[0]) if len(best) else ""


def example(found: Found) -> Iterator[Slide]:
    """Yield the slides of a sentence that shows how tagging works: as a question, then read step by step."""
    from trstudy.reporting.deck import Slide
    from trstudy.reporting.evidence import reasons, spans
    from trstudy.reporting.render import marked_html
    from trstudy.tables import records

    codes = found.study.codings() if found.study.has_codings() else None
    chosen = telling(found.tags, found.evidence, codes)
    if not chosen:
        return
    (row,) = records(found.tags[found.tags["sentence_id"] == chosen])
    cues = records(found.evidence[found.evidence["sentence_id"] == chosen].sort_values(["start", "end"]))
    source = f"<p class='small'>{escape(str(row['outlet']))}, {row['year']}; {escape(chosen)}</p>"
    yield Slide(
        "How would you read this sentence?",
        f"<blockquote dir='auto'>{escape(row['text'])}</blockquote>{source}"
        "<p class='lead'>Cooperation, rivalry, mixed or none?</p>",
        ["Have the room vote before the next slide, and ask two people for their reasons."],
    )
    steps = "".join(
        f"<li class='fragment'>{escape(step)}</li>" for step in reasons({**row, "score": None}, cues)
    )
    frame = row["frame"]
    yield Slide(
        "How the rules read it",
        f"<blockquote dir='auto'>{marked_html(row['text'], spans(row, cues))}</blockquote>"
        f"<ol class='steps'>{steps}</ol>"
        f"<p class='fragment'>So: <strong class='f-{frame}'>{frame}</strong>.</p>",
        [
            "Each step appears at a key. A line under a word is a cue for cooperation, a double line one for "
            "rivalry, a dotted line a cue that did not count.",
            "The rules know nothing beyond the article, no irony, no allusion. Where did the room differ?",
        ],
    )
