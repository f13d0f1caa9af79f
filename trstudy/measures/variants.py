"""The same sentences tagged in other ways: by another tagger, or with a part of the lexicon left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from pathlib import Path

import pandas as pd

from trstudy.caching import TableCache, content_key
from trstudy.errors import MeasureError, one_of
from trstudy.tables import TAG_COLUMNS, VARIABLES, require_columns
from trstudy.tagging.dyad import Dyad, default_dyad
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.lexicon import entries
from trstudy.tagging.omission import Omission
from trstudy.tagging.registry import tag, unit_table


def sections(lexicon: Lexicon = PACKAGE) -> list[str]:
    """Return the names of a lexicon's sections, sorted."""
    return sorted({entry.section for entry in entries(lexicon)})


def retagger(tags: pd.DataFrame, dyad: Dyad | None = None) -> Callable[[Collection[str]], pd.DataFrame]:
    """Return a function that tags the same units by the rules, less some of the lexicon, as often as wanted.

    Parameters
    ----------
    tags
        A tags table with ``doc_id, role, text``, an article's sentences in reading order.
    dyad
        The two sides; the lexicon's default dyad if None.

    Returns
    -------
    callable
        From names of sections, categories or entries (``"category/form"``) to leave out, to ``tags`` with new
        codes. The first call reads the units, which takes longer than all others.
    """
    omission = cache(lambda: Omission(unit_table(tags), dyad or default_dyad()))
    plain = pd.DataFrame(tags)  # whatever else the table can show rests on the tags that it came with

    def retag(without: Collection[str]) -> pd.DataFrame:
        return plain.assign(**omission().tags(without))

    return retag


def coded(tags: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Return those of the tagged sentences that have codes, with the codes in the place of the tags.

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
    part = pd.DataFrame(tags).loc[tags["sentence_id"].isin(codes.index)]
    if part.empty:
        raise MeasureError("codings: none of the tagged sentences is coded")
    return part.assign(**codes.loc[part["sentence_id"]].set_axis(part.index))


def tagged_and_coded(tags: pd.DataFrame, codings: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the sentences as tagged, the coded part of them as tagged, and that part as coded.

    What the first two differ in is the choice of sentences; what the last two differ in is the tagger.

    Parameters
    ----------
    tags, codings
        As for :func:`coded`.

    Returns
    -------
    dict
        Name to table, in this order.
    """
    codes = coded(tags, codings)
    part = tags.loc[tags["sentence_id"].isin(codes["sentence_id"])]
    return {"all, as tagged": tags, "coded part, as tagged": part, "coded part, as coded": codes}


def tag_variants(
    tags: pd.DataFrame,
    dyad: Dyad | None = None,
    *,
    taggers: Sequence[str] = ("baseline",),
    without: Sequence[str] | None = None,
    folder: Path | None = None,
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
    folder
        Where to keep the tags, by the content of units, dyad, lexicon and code; kept nowhere if None.
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
    known = sections(dyad.lexicon if dyad else PACKAGE)
    chosen = known if without is None else list(without)
    for section in chosen:
        if section not in known:
            raise MeasureError(one_of("without", section, known))
    retag = retagger(tags, dyad)
    ways: dict[str, Callable[[], pd.DataFrame]] = {t: partial(tag, tags, dyad, tagger=t) for t in taggers}
    for section in chosen:
        ways[f"without {section.rpartition('/')[2].replace('_', ' ')}"] = partial(retag, [section])
    kept, plain = _kept(tags, dyad, folder), pd.DataFrame(tags)
    variants = {"rules": tags}
    for name, way in ways.items():
        variants[name] = plain.assign(**kept(name, way))
        if progress:
            progress(len(variants), 1 + len(ways))
    return variants


def _kept(tags: pd.DataFrame, dyad: Dyad | None, folder: Path | None) -> Callable[..., pd.DataFrame]:
    """Return a function that makes the codes of a variant, or finds them where they were kept."""

    def codes(way: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        return way()[list(TAG_COLUMNS)].reset_index(drop=True)

    cache = TableCache(folder) if folder else None
    units = unit_table(tags).to_csv(index=False).encode()
    key = content_key([units, repr(dyad or default_dyad()).encode()])

    def find(name: str, way: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        slug = f"variant-{name.replace(' ', '-')}"
        found = cache.table(slug, key, partial(codes, way)) if cache else codes(way)
        return found.set_axis(tags.index)

    return find
