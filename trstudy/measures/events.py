"""Taggers on sentences about one act between two actors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

DyadTagger = Callable[[pd.DataFrame, Sequence[str], Sequence[str]], pd.DataFrame]
FRAME_OF = {"cooperation": "cooperation", "conflict": "rivalry"}


def compared_events(events: pd.DataFrame, tagger: DyadTagger) -> pd.DataFrame:
    """Tag each event sentence for its own pair of actors.

    Parameters
    ----------
    events
        From :func:`trstudy.coding.events.load_events`.
    tagger
        Takes a table of units and the names of two sides, gives a table of tags.

    Returns
    -------
    DataFrame
        The events with ``frame_tag``, ``quad_tag``, ``score``, ``rule``, ``right`` and ``untagged``
        (frame ``none``). ``mixed`` is neither right nor untagged.
    """
    parts = []
    for _, rows in events.groupby(["source", "target"], sort=False):
        source, target = rows[["source", "target"]].iloc[0]
        parts.append(tagger(rows[["text"]], source, target)[["frame", "quad", "score", "rule"]])
    tags = pd.concat(parts).reindex(events.index).rename(columns={"frame": "frame_tag", "quad": "quad_tag"})
    return pd.concat([events, tags], axis=1).assign(
        right=tags["frame_tag"] == events["expected"].map(FRAME_OF), untagged=tags["frame_tag"] == "none"
    )


def events_right(events: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Count what became of event sentences.

    Parameters
    ----------
    events
        From :func:`compared_events`.
    by
        A column to count within, e.g. ``"act"``; without it, all in one row.

    Returns
    -------
    DataFrame
        ``by``, ``n``, ``right`` (share of all), ``right_of_tagged`` (share of those tagged other than
        ``none``; ``nan`` if there are none), ``untagged`` (share of all), and ``quad_right``, the share
        with the expected kind of act, where that is known.
    """
    groups = [("all", events)] if by is None else list(events.groupby(by, sort=True))
    return pd.DataFrame([{by or "events": group, **_shares(part)} for group, part in groups])


def _shares(part: pd.DataFrame) -> dict[str, float]:
    tagged = part.loc[~part["untagged"], "right"]
    known = part[part["quad"] != ""] if "quad" in part.columns else part.iloc[:0].assign(quad="")
    return {
        "n": len(part),
        "right": part["right"].mean(),
        "right_of_tagged": tagged.mean(),
        "untagged": part["untagged"].mean(),
        "quad_right": (known["quad"] == known["quad_tag"].fillna("")).mean(),
    }
