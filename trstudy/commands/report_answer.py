"""What the front page says, and the numbers it rests on, worked out from the study."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trstudy.measures.digits import listed
from trstudy.reporting.plan import Plan
from trstudy.reporting.run import Step

if TYPE_CHECKING:
    import pandas as pd

    from trstudy.measures.headline import Headline
    from trstudy.reporting.answer import Answer
    from trstudy.study import Study


@dataclass(frozen=True)
class Findings:
    """What was found.

    Attributes
    ----------
    answer
        In words and one figure.
    tables
        The tables that it rests on, for download.
    numbers
        The key numbers: see :mod:`trstudy.reporting.numbers`.
    read
        The tags of those sentences that the answer rests on.
    """

    answer: Answer
    tables: dict[str, pd.DataFrame]
    numbers: dict[str, pd.DataFrame] = field(default_factory=dict)
    read: pd.DataFrame | None = None


def front(plan: Plan, folder: Path, step: Step) -> None:
    """Write the front page, the tables and the key numbers into ``folder``."""
    from trstudy.reporting.front import write_front

    found = findings(plan, step)
    step(4, 5, "tables and front page")
    write_front(plan, folder, found.answer, found.tables, found.numbers, found.read)


def findings(plan: Plan, step: Step = lambda *_: None) -> Findings:
    """Work out what the study found, with the parameters of its notebooks."""
    import matplotlib as mpl

    mpl.use("agg")  # the environment names the notebooks' backend

    from trstudy.figures.frames import frame_shares
    from trstudy.figures.style import look
    from trstudy.measures.framing import compare
    from trstudy.measures.selection import selected
    from trstudy.reporting import numbers
    from trstudy.reporting.answer import Answer, figure_of
    from trstudy.study import open_study

    values = {**plan.settings, "n_boot": plan.settings.get("resamples", 2000)}
    step(0, 5, "tags")
    study = open_study(plan.root)
    documents = study.documents()
    tags = selected(study.tags(values.get("tagger", "rules"), docvars=True), **_options(selected, values))
    counting = {"seed": 0, **_options(compare, values)}
    comparison = compare(tags, "year", **counting)
    found = {
        "shares": numbers.shares(comparison),
        "articles": numbers.articles(documents, tags, **counting),
    }
    step(1, 5, "other choices")
    said, compared = _said(study, tags, documents, values, counting)
    step(3, 5, "agreement")
    with look():
        few = comparison["year"].nunique() <= 4  # more would not go side by side on a phone
        drawn = [frame_shares(comparison, narrow=narrow) for narrow in (False, True)[: 1 + few]]
        figure = figure_of(*drawn)
    answer = Answer(
        question=question(study, documents),
        headline=_headline(said, compared=bool(compared)),
        method=_method(tags, len(study.sentences()), values.get("tagger", "rules")),
        figure=figure,
        shows="For each year: the share of sentences that frame the relation as cooperation, as rivalry, as "
        "both (mixed), or not at all, each with its interval and, above it, the number of sentences.",
        sentences=said.sentences,
        caveat=said.caveat,
        firmness=[sentence for sentence in (said.robustness, said.codes) if sentence],
    )
    tables = {
        "documents": documents,
        "sentences": study.sentences(),
        "tags": study.tags(values.get("tagger", "rules")),
        "evidence": study.evidence(values.get("tagger", "rules")),
        "comparison": comparison,
    }
    numbers_found = {**found, **compared, **_agreement(study, values), **_words(answer)}
    return Findings(answer, tables, numbers_found, tags)


def question(study: Study, documents: pd.DataFrame) -> str:
    """Word what the study asks, from its settings and its texts."""
    sides = study.settings.dyad
    names = [side if isinstance(side, str) else side[0] for side in (sides.a, sides.b)] if sides else []
    between = f" between {' and '.join(names)}" if names else ""
    years = [str(year) for year in sorted(set(documents["year"]))]
    when = listed(years)
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    number = small[len(documents)] if len(documents) < len(small) else len(documents)
    what = "does one article" if len(documents) == 1 else f"do {number} articles"
    differ = ", and do the years differ" if len(years) > 1 else ""
    return f"How {what} of {when} frame the relations{between}{differ}?"


def _headline(said: Headline, *, compared: bool) -> str:
    """Return what the first clause of the answer says, without its numbers."""
    return re.split(r"[:;(]", said.sentences[1 if compared else 0])[0].strip()


def _method(tags: pd.DataFrame, sentences: int, tagger: str) -> str:
    """Tell in a paragraph how the answer was found."""
    articles = tags["doc_id"].nunique()
    read = f", of which this report reads {len(tags)}" if len(tags) < sentences else ""
    by_rules = (
        "Rules look for both sides and for words of a lexicon that tell of cooperation or rivalry, follow "
        "negation, reversal, concession and reported speech, and give each sentence one frame, its evidence "
        "kept by its place in the printed text. "
    )
    return (
        f"From {articles} article{'s' if articles > 1 else ''}, captions, links, appeals and the like are "
        f"set aside; the rest is cut into {sentences} sentences and headings{read}. "
        + (by_rules if tagger == "rules" else f"The tagger “{tagger}” gives each of them one frame. ")
        + "Frames are counted by year, with intervals that allow for sentences that come from few articles. "
        "Codes given by reading tell how far the tags can be trusted, and every choice made on the way is "
        "made otherwise too, to see whether the answer holds."
    )


def _options(function: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Return those of the notebooks' parameters that a function takes as options."""
    known = signature(function).parameters.values()
    return {p.name: values[p.name] for p in known if p.kind is Parameter.KEYWORD_ONLY and p.name in values}


def _said(
    study: Study,
    tags: pd.DataFrame,
    documents: pd.DataFrame,
    values: dict[str, Any],
    counting: dict[str, Any],
) -> tuple[Headline, dict[str, pd.DataFrame]]:
    """Return the answer in sentences, and the numbers of the comparison that it makes."""
    from trstudy.measures.headline import headline
    from trstudy.measures.multiverse import multiverse
    from trstudy.measures.single import single
    from trstudy.measures.variants import tag_variants
    from trstudy.reporting import numbers

    if tags["year"].nunique() < 2:
        return single(tags, documents, **counting), {}
    whole = study.tags(docvars=True)  # the rules' own, and whole articles: sentences are each other's context
    ways = tag_variants(whole, study.dyad, folder=study.root / ".trstudy")
    found = multiverse(
        {name: way.loc[tags.index] for name, way in ways.items()}, **_options(multiverse, values)
    )
    codes = study.codings(values.get("codings", "")) if study.has_codings() else None
    if codes is not None:
        coded = tags.loc[tags["sentence_id"].isin(codes["sentence_id"]), "year"]
        codes = codes if set(coded) == set(tags["year"]) else None  # both ends of the comparison are coded
    said = headline(tags, documents, verdict=found.verdict(), codes=codes, **counting)
    return said, {"differences": numbers.gaps(tags, **counting), "multiverse": numbers.verdict(found)}


def _agreement(study: Study, values: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the numbers on tagger and coders, over all sentences with codes; none if there are no codes."""
    import trstudy
    from trstudy.measures import evaluation
    from trstudy.reporting import numbers

    if not study.has_codings():
        return {}
    codes = study.codings(values.get("codings", ""))
    coded = evaluation.compared(codes, study.tags(values.get("tagger", "rules"), docvars=True))
    options = _options(evaluation.tables, values)
    agreed = trstudy.agreement(codes, per_category=False, **options)
    return {"agreement": numbers.validity(evaluation.tables(coded, **options)["scores"], agreed)}


def _words(answer: Answer) -> dict[str, pd.DataFrame]:
    """Return what the front page says as a table, for the same comparison as the numbers."""
    import pandas as pd

    parts = [
        *(("sentence", text) for text in answer.sentences),
        ("caveat", answer.caveat),
        *(("firmness", text) for text in answer.firmness),
    ]
    return {"words": pd.DataFrame(parts, columns=["part", "text"])}
