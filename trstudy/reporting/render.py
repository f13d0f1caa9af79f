"""Tagged sentences as HTML: frame by colour, shape and word, cues marked, the reason one click away.

No script and no request: reasons open through ``<details>``, and everything that comes from a text
is escaped. Colours are those of the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from trstudy.reporting.evidence import Span, by_sentence, reasons, spans
from trstudy.tables import FRAMES, cell_text, records, require_columns

if TYPE_CHECKING:
    from trstudy.tagging.explain import Explanation

FRAME_SYMBOLS = {"cooperation": "●", "rivalry": "▼", "mixed": "◆", "none": "–"}

_SIGN_CLASSES = {1: "tr-plus", 0: "tr-zero", -1: "tr-minus"}
_KEY = (
    "<p class='tr-key'><mark class='tr-cue tr-plus tr-last'>cue</mark>for cooperation · "
    "<mark class='tr-cue tr-minus tr-last'>cue</mark>for rivalry · "
    "<mark class='tr-cue tr-zero tr-last'>cue</mark>found, not counted or only weighed</p>"
)


def sentence_html(
    text: str, spans: Iterable[Span], codes: Mapping[str, Any], steps: Sequence[str], *, opened: bool = False
) -> str:
    """Return one sentence that opens, at a click or a key, to the reasons for its tag.

    Parameters
    ----------
    text
        The sentence, shown as it is.
    spans
        The cues: ``(start, end, sign, label)``, end-exclusive, in characters of ``text``. Spans may
        touch, nest and overlap; where they do, the signs add up.
    codes
        ``frame`` and, where known, ``arena``, ``voice``, ``modality``, ``role`` and ``sentence_id``.
    steps
        The reasons, in order, in words.
    opened
        Show the reasons at once.

    Returns
    -------
    str
        A ``<details>`` element; it needs :func:`style_html` once on the page.
    """
    frame = str(codes.get("frame", "none"))
    kind = frame if frame in FRAMES else "none"
    heading = " tr-heading" if codes.get("role") in ("title", "heading") else ""
    facts = [cell_text(codes.get(name)) for name in ("arena", "modality", "voice")]
    # the usual case (the author asserts) goes without saying
    facts = [escape(fact.replace("_", " ")) for fact in facts if fact not in ("", "author", "asserted")]
    small = " · ".join([*facts, "<span class='tr-more'></span>"])
    sentence_id = cell_text(codes.get("sentence_id"))
    where = f"<small>{escape(sentence_id)}</small>" if sentence_id else ""
    return (
        f"<details class='tr-unit tr-{kind}{heading}'{' open' if opened else ''}><summary>"
        f"<span class='tr-frame'>{FRAME_SYMBOLS[kind]} {escape(frame)}</span><span class='tr-body'>"
        f"<span class='tr-text' dir='auto'>{marked_html(text, spans)}</span> "
        f"<span class='tr-codes'>{small}</span></span></summary>"
        f"<div class='tr-steps'><ol>{''.join(f'<li>{escape(step)}</li>' for step in steps)}</ol>{where}</div>"
        f"</details>"
    )


def marked_html(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` escaped, with each span in a ``<mark>`` whose title is the span's label.

    Raises
    ------
    ValueError
        A span that is empty or reaches outside ``text``.
    """
    spans = sorted(spans)
    for start, end, _, label in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}–{end} ({label}) is not inside a text of {len(text)} characters")
    edges = sorted({0, len(text), *(s[0] for s in spans), *(s[1] for s in spans)})
    pieces = []
    for left, right in pairwise(edges):
        piece = escape(text[left:right])
        over = [span for span in spans if span[0] <= left and right <= span[1]]
        if over:
            total = sum(span[2] for span in over)
            sign = _SIGN_CLASSES[(total > 0) - (total < 0)]
            last = " tr-last" if any(span[1] == right for span in over) else ""
            title = escape("; ".join(dict.fromkeys(span[3] for span in over)))
            piece = f"<mark class='tr-cue {sign}{last}' title='{title}'>{piece}</mark>"
        pieces.append(piece)
    return "".join(pieces)


def tags_html(tags: pd.DataFrame, evidence: pd.DataFrame | None = None, *, limit: int | None = 20) -> str:
    """Return tagged sentences as a readable list, under a heading for each article.

    Parameters
    ----------
    tags
        At least ``text`` and ``frame``; every other column of a tags table is used if it is there,
        and so are the document variables ``title``, ``outlet`` and ``year``.
    evidence
        The evidence table; rows of other sentences are passed over. Without it no cue is marked.
    limit
        How many sentences to show at most; ``None`` shows all.

    Returns
    -------
    str
        Self-contained HTML.

    Raises
    ------
    TrstudyError
        ``tags`` has no ``text`` or no ``frame``.
    """
    require_columns(tags, ("text", "frame"), "tags to render")
    shown = tags if limit is None else tags.iloc[:limit]
    rest = len(tags) - len(shown)
    more = (
        f"<p class='tr-rest'>{len(shown)} of {len(tags)} sentences; a slice shows others.</p>" if rest else ""
    )
    body = "".join(heading + unit for heading, unit in units_html(shown, evidence))
    key = _KEY if evidence is not None else ""
    return f"{style_html()}<div class='tr-units'>{key}{body}{more}</div>"


def units_html(tags: pd.DataFrame, evidence: pd.DataFrame | None) -> Iterator[tuple[str, str]]:
    """Yield each sentence as HTML, after its article's heading or an empty string in its stead."""
    of_sentence = by_sentence(tags, evidence)
    headed = "doc_id" in tags and ("title" in tags or len(tags["doc_id"].unique()) > 1)
    article: object = None
    for row in records(tags):
        cues = of_sentence.get(row.get("sentence_id"), [])
        heading = _article_html(row) if headed and row["doc_id"] != article else ""
        article = row.get("doc_id")
        yield heading, sentence_html(row["text"], spans(row, cues), row, reasons(row, cues))


def explanation_html(explanation: Explanation) -> str:
    """Return what ``trstudy.explain`` found as HTML, opened: the marked sentence, then the steps."""
    unit = sentence_html(
        explanation.text, explanation.spans, explanation.codes, explanation.steps, opened=True
    )
    return f"{style_html()}<div class='tr-units'>{unit}</div>"


@cache
def style_html() -> str:
    """Return the style sheet as a ``<style>`` element, with the figures' colours filled in."""
    from trstudy.figures.style import FRAME_COLOURS  # brings matplotlib, which tagging does without

    colours = " ".join(f"--{frame}: {FRAME_COLOURS[frame]};" for frame in FRAMES if frame != "none")
    sheet = files("trstudy.reporting").joinpath("render.css").read_text(encoding="utf-8")
    return f"<style>.tr-units {{ {colours} }}\n{sheet}</style>"


def _article_html(row: Mapping[str, Any]) -> str:
    title = cell_text(row.get("title")) or str(row["doc_id"])
    facts = [fact for name in ("outlet", "year") if (fact := cell_text(row.get(name)))]
    return f"<p class='tr-article'>{escape(title)} <small>{escape(', '.join(facts))}</small></p>"
