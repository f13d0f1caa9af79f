"""Checks of the first session: the corpus, its sentences, words in context, and those of `cleaning`."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from trstudy.measures.digits import listed
from trstudy.measures.kwic import kwic
from trstudy.seminar.answers import (
    NEAR_PERCENT,
    Slip,
    counts,
    folded,
    judged_names,
    judged_number,
    kind,
    names,
    number,
    share,
)
from trstudy.seminar.cleaning import dropped_share, fooled, hardest_hit
from trstudy.seminar.feedback import Feedback, Unread, Verdict, exercise
from trstudy.study import Study

__all__ = [
    "articles_per_year",
    "as_printed",
    "dropped_share",
    "fooled",
    "hardest_hit",
    "occurrences",
    "undated",
    "word_and_frame",
]


@exercise("count the articles of each year.")
def articles_per_year(answer: Any, study: Study) -> Feedback:
    """Judge a number of articles for each year, as a dict or a column."""
    documents = study.documents()
    expected = {str(year): int(n) for year, n in documents["year"].value_counts().items()}
    found = counts(answer, "{2020: 3, 2021: …}")
    if found == expected:
        single = [year for year, n in sorted(expected.items()) if n == 1]
        alone = f" One article stands for all of {listed(single)}: remember that." if single else ""
        return Feedback("right", f"{len(documents)} articles of {len(expected)} years.{alone}")
    units = study.sentences(docvars=True)["year"].astype(str).value_counts().to_dict()
    if found == units:
        return Feedback(
            "not yet",
            "You counted sentences. A year is represented by articles; its sentences are not independent of "
            "each other, since one author wrote them.",
            'Count in `documents`, as in `documents["year"].value_counts()`.',
        )
    missing, strange = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    points = [f"{year} is missing." for year in missing] + [f"No article is of {year}." for year in strange]
    points += [
        f"{y}: {found[y]:g} is not the number." for y in expected if found.get(y, expected[y]) != expected[y]
    ]
    return Feedback("not yet", "The numbers do not fit yet.", "Read the column `year` once more.", points)


@exercise("name the articles whose date is not printed in the text itself.")
def undated(answer: Any, study: Study) -> Feedback:
    """Judge a list of ``doc_id``."""
    documents = study.documents()
    known = set(documents["doc_id"])
    titles = dict(zip(documents["title"].map(folded), documents["doc_id"], strict=True))
    found = [titles.get(folded(name), name) for name in names(answer, repr(sorted(known)[:2]))]
    strange = [name for name in found if name not in known]
    if strange:
        raise Unread(
            f"There is no article {strange[0]!r}. The names are in the column doc_id: "
            f"{', '.join(sorted(known))}."
        )
    by_source = {str(s): list(rows["doc_id"]) for s, rows in documents.groupby("date_source", sort=False)}
    printed = by_source.get("printed", [])
    slips = [Slip(printed, "These are the articles that do print their date.", "The others are asked for.")]
    slips += [
        Slip(ids, f"These are the dates that are {source}; there is another way not to be printed.")
        for source, ids in by_source.items()
        if source != "printed" and len(by_source) > 2
    ]
    return judged_names(
        found,
        known - set(printed),
        what="articles",
        right="Their dates are known from what they cite or tell, and no more exactly than that allows. A "
        "date is a finding, and can be wrong.",
        hint='Look at the column `date_source`: `documents[documents["date_source"] != "printed"]`.',
        slips=slips,
    )


@exercise("cut this sentence out of the raw text by its offsets.")
def as_printed(answer: Any, sentence_id: str, study: Study) -> Feedback:
    """Judge a piece of a raw text: the sentence ``sentence_id`` as printed."""
    units = study.sentences().set_index("sentence_id")
    if sentence_id not in units.index:
        raise Unread(f"There is no sentence {sentence_id!r}; ids look like {units.index[0]!r}.")
    unit: Any = units.loc[sentence_id]
    raw = study.raw(str(unit["doc_id"]))
    start, end = int(unit["start"]), int(unit["end"])
    if not isinstance(answer, str):
        raise Unread(f"Expected a piece of text; found {kind(answer)}.")
    if answer == raw[start:end]:
        return Feedback(
            "right",
            "To the character, line breaks and all. So every number in this study can be traced to a place "
            "on a page.",
        )
    known: list[tuple[str, Verdict, str]] = [
        (
            unit["text"],
            "nearly",
            "This is the column `text`, with line breaks resolved: easier to read, but not what was printed.",
        ),
        (
            raw[start : end - 1],
            "nearly",
            "One character short. `end` is already the place *after* the last one.",
        ),
        (
            raw[start : end + 1],
            "nearly",
            "One character too many. `end` is the place after the last one, so that `raw[start:end]` is "
            "right as it is.",
        ),
        (
            raw[start + 1 : end],
            "nearly",
            "The first character is missing: Python counts from 0, and so do these offsets.",
        ),
        (raw, "not yet", "This is the whole article."),
    ]
    for text, verdict, said in known:
        if answer == text:
            return Feedback(verdict, said, "`raw[start:end]`")
    if answer in raw:
        return Feedback(
            "not yet", "This stands in the article, but elsewhere.", "Which sentence is asked for?"
        )
    return Feedback(
        "not yet", "This is not in that article.", "Take the raw text of the sentence's own `doc_id`."
    )


@exercise("count how often the word occurs in the articles' own text.")
def occurrences(answer: Any, pattern: str, study: Study) -> Feedback:
    """Judge a count of the matches of ``pattern``, such as ``"relation*"``."""
    found = number(answer, "12")
    lines = kwic(study.sentences(), pattern, raw=study.raw)
    stem = pattern.rstrip("*")
    raws = [study.raw(doc_id) for doc_id in study.documents()["doc_id"]]
    everywhere = sum(len(re.findall(rf"\b{re.escape(stem)}", raw, re.I)) for raw in raws)
    commonest = lines["node"].str.lower().value_counts()
    hint = f"Every line of `words.kwic(sentences, {pattern!r}, raw=study.raw)` is one occurrence."
    slips = [
        Slip(
            lines["sentence_id"].nunique(),
            "You counted sentences, and some have the word twice.",
            verdict="nearly",
        ),
        Slip(
            everywhere,
            "You counted in the raw pages. The links and captions that cleaning dropped have the word, too, "
            "and are not the authors'.",
            verdict="nearly",
        ),
        Slip(
            int(commonest.iloc[0]),
            f"You counted *{commonest.index[0]}* only. `{pattern}` stands for every word that begins so.",
            verdict="nearly",
        ),
        Slip(
            len(kwic(study.sentences(), stem, raw=study.raw)),
            f"You counted the bare word *{stem}*. The star stands for any letters.",
        ),
    ]
    listing = ", ".join(f"{word} {n}" for word, n in commonest.items())
    right = f"{len(lines)} lines: {listing}. Each is a place that you can open."
    return judged_number(found, len(lines), right=right, hint=hint, slips=slips)


@exercise("work out the share of the lines that stand in a sentence framed otherwise than as cooperation.")
def word_and_frame(answer: Any, lines: pd.DataFrame, frame: str) -> Feedback:
    """Judge the share of KWIC lines whose sentence has another frame than ``frame``."""
    other = lines["frame"] != frame
    per_sentence = lines.drop_duplicates("sentence_id")["frame"] != frame
    none = float((lines["frame"] == "none").mean())
    slips = [
        Slip(float((~other).mean()), f"This is the share that *is* framed {frame}.", verdict="nearly"),
        Slip(
            float(per_sentence.mean()), "You took each sentence once; lines are asked for.", verdict="nearly"
        ),
        Slip(none, "You took the frame `none` only. Rivalry and mixed are other frames as well."),
        Slip(
            min(int(other.sum()), 100) / (100 if other.sum() > 1 else 1),
            f"{int(other.sum())} is how many they are; divide by the number of lines.",
            verdict="nearly",
        ),
    ]
    return judged_number(
        share(answer),
        float(other.mean()),
        right=f"{other.mean():.0%} of the lines. The word is a good sign and no proof: it can be denied, be "
        "hoped for, or be about others. So words have to be read in their sentences, which is what "
        "sessions 2 and 3 do.",
        hint=f'`(lines["frame"] != "{frame}").mean()`',
        slips=slips,
        within=NEAR_PERCENT,
        decimals=2,
    )
