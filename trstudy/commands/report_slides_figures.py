"""The figures of the slides, at the size of a wall, for what a study has the data for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from trstudy.reporting.deck import Slide
    from trstudy.study import Study

MANY = 8  # articles; more than these are not shown one by one
_ROWS = 6  # of the table of other choices
_WORDS = 7  # typical of either year


@dataclass(frozen=True)
class Found:
    """What the slides draw on.

    Attributes
    ----------
    study
        The study.
    documents, tags, evidence
        Its tables, with the tags that the report compares.
    tagger
        Who tagged.
    options
        Options of :func:`~trstudy.measures.framing.compare`, as the report's parameters have them.
    said
        What the front page says, by part: ``question``, ``sentence``, ``caveat``, ``firmness``.
    """

    study: Study
    documents: pd.DataFrame
    tags: pd.DataFrame
    evidence: pd.DataFrame
    tagger: str
    options: Mapping[str, Any]
    said: Mapping[str, list[str]]

    def some(self, *names: str) -> dict[str, Any]:
        """Return those of the options that a function takes."""
        return {name: self.options[name] for name in names if name in self.options}


def figures(found: Found) -> Iterator[Slide]:
    """Yield a slide for each figure."""
    from trstudy.figures import arenas, frames, timeline, xray
    from trstudy.measures.framing import compare

    if len(found.documents) <= MANY:
        yield _figure(
            "Where in each article?",
            xray.xray(found.tags, slides=True),
            "Each mark is a sentence, in reading order. Does an article end as it began?",
        )
    yield _figure(
        "How often does each frame occur?",
        frames.frame_shares(compare(found.tags, "year", **found.options), slides=True),
        "Look at the intervals before the bars: how many of the bars could change places?",
    )
    by_article = compare(found.tags, "doc_id", **found.options)
    yield _figure(
        "Which way does each article lean?",
        timeline.balance_timeline(by_article, found.documents, slides=True),
        "Above zero an article has more cooperation than rivalry. Articles of one year lie apart as well.",
    )
    if len(found.tags["year"].unique()) > 1:
        yield from _years(found)
    yield _figure(
        "In which fields?",
        arenas.arena_frames(compare(found.tags, "arena", **found.options), slides=True),
        "Most fields hold few sentences, and some come from one article alone.",
    )
    if found.study.has_codings():
        yield _figure(
            "Do coders and rules read alike?",
            _alphas(found),
            "Who gave the codes of reference is told in seeds/codings/README.md. That coders agree shows "
            "that the codebook can be applied alike, not that it asks the right question.",
        )


def _years(found: Found) -> Iterator[Slide]:
    from trstudy.figures import influence
    from trstudy.figures.keyness import keyness_plot
    from trstudy.measures import words
    from trstudy.measures.differences import differences

    first, last = found.tags["year"].min(), found.tags["year"].max()
    yield _figure(
        "How far apart are the years?",
        influence.group_differences(differences(found.tags, **found.options), slides=True),
        "A difference whose interval holds zero could run either way. What would make the intervals shorter?",
    )
    tokens = words.tokens(found.tags.sort_values("date", kind="stable"), raw=found.study.raw)
    of_years = {"by": "year", "target": last, "reference": first, "exclude": words.stopwords()}
    typical = words.keyness(tokens, **of_years, **found.some("n_boot", "seed"))
    yield _figure(
        f"Which words set {last} and {first} apart?",
        keyness_plot(typical, top=_WORDS, slides=True),
        "Words that set articles apart are mostly what the articles are about, and say little of framing.",
    )
    yield _choices(found, first, last)


def _choices(found: Found, first: object, last: object) -> Slide:
    """Say what other choices would have given: the curve of all of them cannot be read from a wall."""
    from trstudy.measures.digits import percent
    from trstudy.measures.multiverse import multiverse
    from trstudy.measures.variants import tag_variants
    from trstudy.reporting.deck import Slide, table_html

    whole = found.study.tags(docvars=True)
    ways = tag_variants(whole, found.study.dyad, folder=found.study.root / ".trstudy")
    table = multiverse({name: way.loc[found.tags.index] for name, way in ways.items()}).options()
    telling = farthest_apart(table).head(_ROWS)
    rows = [
        (row["choice"], row["option"], percent(row["first_above_last"]).replace(" ", "\u00a0"))
        for row in telling.to_dict("records")
    ]
    columns = ["choice", "made so", f"answers in which {first} is more cooperative than {last}"]
    firmness = found.said.get("firmness", [])
    return Slide(
        "Would other choices have given another answer?",
        f"<p class='lead'>{escape(firmness[0]) if firmness else ''}</p>{table_html(columns, rows)}",
        [
            "The table has the choices that turn the answer most often, each with the two ways to make it "
            "that lie farthest apart. The report's last page has the curve of all of them.",
            *firmness[1:],
        ],
    )


def _alphas(found: Found) -> Any:
    import trstudy
    from trstudy.figures import reliability
    from trstudy.measures import evaluation

    codes, options = found.study.codings(), found.some("n_boot", "seed", "level")
    measured = evaluation.tables(evaluation.compared(codes, found.tags), **options)["scores"]
    lines = {"coders with each other": trstudy.agreement(codes, **options), "tagger with the codes": measured}
    return reliability.alphas(lines, level=options.get("level", 0.95), slides=True)


def _figure(heading: str, drawn: Any, note: str) -> Slide:
    import matplotlib.pyplot as plt

    from trstudy.reporting.answer import figure_of
    from trstudy.reporting.deck import Slide

    figure = figure_of(drawn)
    plt.close("all")
    html = f"<figure><img src='{figure.source}' alt='{escape(figure.alt)}'></figure>"
    return Slide(heading, html, [note, figure.alt], "figure")


def farthest_apart(options: pd.DataFrame) -> pd.DataFrame:
    """Return of each choice the two options that answer least alike, the choice that turns most first.

    Parameters
    ----------
    options
        As :meth:`~trstudy.measures.multiverse.Multiverse.options` gives them.
    """
    ordered = options.sort_values(["first_above_last", "option"], kind="stable")
    place = ordered.groupby("choice").cumcount()
    size = ordered.groupby("choice")["choice"].transform("size")
    ends = ordered[(place == 0) | (place == size - 1)]
    return ends.sort_values(["turns", "choice"], ascending=[False, True], kind="stable")
