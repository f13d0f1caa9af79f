"""The same sentences tagged in other ways: by another tagger, or with a part of the lexicon left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import pandas as pd

from trstudy.errors import MeasureError, one_of
from trstudy.tables import VARIABLES, require_columns
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.lexicon import entries
from trstudy.tagging.registry import tag, unit_table
from trstudy.tagging.rules import Rules


def sections() -> list[str]:
    """Return the names of the lexicon's sections, sorted."""
    return sorted({entry.section for entry in entries()})


def retagger(tags: pd.DataFrame, dyad: Dyad | None = None) -> Callable[[Collection[str]], pd.DataFrame]:
    """Return a function that tags the same units by the rules, less some of the lexicon.

    Parameters
    ----------
    tags
        A tags table with ``doc_id, role, text``, an article's sentences in reading order.
    dyad
        The two sides; the lexicon's default dyad if None.

    Returns
    -------
    callable
        From names of sections, categories or entries to leave out, to ``tags`` with new codes. Many
        categories bear the name of an entry: such a name leaves out both.
    """
    units = unit_table(tags)

    def retag(without: Collection[str]) -> pd.DataFrame:
        codes = Rules(frozenset(without)).tags(units, dyad or default_dyad())
        return tags.assign(**codes)

    return retag


def coded(tags: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Return those of the tagged sentences that people coded, with their codes in the place of the tags.

    Parameters
    ----------
    tags
        A tags table with ``sentence_id``.
    codings
        A table of codes with ``sentence_id`` and the four variables.

    Returns
    -------
    DataFrame
        The coded rows of ``tags``, in their order, with ``frame, arena, voice, modality`` as coded.

    Raises
    ------
    MeasureError
        If no sentence is coded.
    """
    require_columns(tags, ["sentence_id", *VARIABLES], "tags")
    require_columns(codings, ["sentence_id", *VARIABLES], "codings")
    codes = codings.set_index("sentence_id")[list(VARIABLES)]
    part = tags.loc[tags["sentence_id"].isin(codes.index)]
    if part.empty:
        raise MeasureError("codings: none of the tagged sentences is coded")
    return part.assign(**codes.loc[part["sentence_id"]].set_axis(part.index))


def tag_variants(
    tags: pd.DataFrame,
    dyad: Dyad | None = None,
    *,
    taggers: Sequence[str] = ("baseline",),
    without: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, pd.DataFrame]:
    """Tag the same units in every other way, for :func:`trstudy.measures.multiverse.multiverse`.

    Parameters
    ----------
    tags
        The main tags, by the rules; they are kept as they are and come first.
    dyad
        The two sides; the lexicon's default dyad if None.
    taggers
        Other taggers to run, by name.
    without
        Sections of the lexicon to leave out, one at a time; by default each of :func:`sections`.
    progress
        Called with (tables made, tables in all).

    Returns
    -------
    dict
        Name to tags table: ``rules``, the other taggers, then ``without <section>``.

    Raises
    ------
    MeasureError
        If a section is unknown.
    """
    chosen = sections() if without is None else list(without)
    for section in chosen:
        if section not in sections():
            raise MeasureError(one_of("without", section, sections()))
    variants, retag = {"rules": tags}, retagger(tags, dyad)
    total = 1 + len(taggers) + len(chosen)
    for name in taggers:
        variants[name] = tag(tags, dyad, tagger=name)
        _ = progress and progress(len(variants), total)
    for section in chosen:
        variants[f"without {section.rpartition('/')[2].replace('_', ' ')}"] = retag([section])
        _ = progress and progress(len(variants), total)
    return variants
