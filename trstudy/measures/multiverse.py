"""The multiverse: the comparison under every reasonable choice at once, and which choice turns it.

Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), "Increasing Transparency Through a Multiverse Analysis",
Perspectives on Psychological Science 11: 702–712; Simonsohn, Simmons & Nelson (2020), "Specification Curve
Analysis", Nature Human Behaviour 4: 1208–1214.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from trstudy.errors import MeasureError
from trstudy.measures.choice_words import in_words
from trstudy.measures.deals import NEAR
from trstudy.measures.digits import listed, percent
from trstudy.measures.resampling import check_level
from trstudy.measures.scale import MIXED, WEIGHTS, article_counts
from trstudy.measures.specifications import FILTERS, UNITS, Grid, MedianTest, unit_counts

CHOICES: tuple[str, ...] = (
    "tagger", "unit", "headings", "hedged", "attributed", "mixed", "weight", "articles",
)  # fmt: skip


@dataclass(frozen=True)
class Multiverse:
    """The balance of every group under every specification.

    Attributes
    ----------
    table
        One row per specification: the choices (:data:`CHOICES`), one column ``balance <group>`` per group,
        ``n`` (units that speak of the relation), ``difference`` (first minus last group, log odds) with
        ``low`` and ``high`` (normal, units as independent), and ``between`` (all other groups lie between
        the two, ends included). A balance without any such unit is missing, and so is what rests on it.
    groups
        The groups, in order.
    level
        Coverage of the intervals.
    median
        The median difference against those that dealing the groups to the articles anew gives.
    """

    table: pd.DataFrame
    by: str
    groups: tuple[Any, ...]
    level: float
    median: MedianTest

    @cached_property
    def defined(self) -> pd.DataFrame:
        """The specifications under which both ends of the comparison have a balance."""
        return self.table.dropna(subset=["difference"])

    @property
    def first_above_last(self) -> float:
        """Share of specifications in which the first group is more cooperative than the last."""
        return float((self.defined["difference"] > 0).mean())

    @property
    def interval_agrees(self) -> float:
        """Share of specifications whose interval lies on the side of most, and leaves out 0."""
        sign = 1 if self.first_above_last >= 0.5 else -1
        ends = np.sort(sign * self.defined[["low", "high"]].to_numpy(float), axis=1)
        return float((ends[:, 0] > 0).mean())

    @property
    def others_between(self) -> float:
        """Share with every other group between the two, of the specifications where all have a balance."""
        balances = [f"balance {g}" for g in self.groups]
        return float(self.table.dropna(subset=balances)["between"].mean())

    def options(self) -> pd.DataFrame:
        """What each option of each choice does.

        Returns
        -------
        DataFrame
            ``choice, option, n_specifications, first_above_last, median`` (share, and median difference in
            log odds), and ``turns``: of all pairs of specifications that differ in nothing but this choice,
            the share in which the sign of the difference changes (the same for all options of a choice).
        """
        rows = []
        for choice in CHOICES:
            turns = self._turns(choice)
            for option, part in self.defined.groupby(choice, sort=False):
                gap = part["difference"]
                rows.append((choice, option, len(part), float((gap > 0).mean()), float(gap.median()), turns))
        columns = ["choice", "option", "n_specifications", "first_above_last", "median", "turns"]
        return pd.DataFrame(rows, columns=columns)

    def _turns(self, choice: str) -> float:
        others = [c for c in CHOICES if c != choice]
        signs = self.defined.assign(up=self.defined["difference"] > 0)
        grouped = signs.groupby(others, sort=False)["up"].agg(["sum", "size"])
        pairs = (grouped["size"] * (grouped["size"] - 1) / 2).sum()
        turned = (grouped["sum"] * (grouped["size"] - grouped["sum"])).sum()
        return float(turned / pairs) if pairs else 0.0

    def verdict(self) -> str:
        """Say how often the finding holds, which choice turns it most often, and where other groups lie."""
        more, less, gap = self.groups[0], self.groups[-1], self.defined["difference"]
        if self.first_above_last < 0.5:
            more, less, gap = less, more, -gap
        text = (
            f"Of {len(gap):,} ways to tag and count, {percent((gap > 0).mean())} have {more} more "
            f"cooperative than {less} ({percent(self.interval_agrees)} with an interval that leaves no "
            f"other reading); {self._turned_by('idxmin' if more == self.groups[0] else 'idxmax')}."
        )
        others = [str(g) for g in self.groups[1:-1]]
        if others:
            lie = "lies" if len(others) == 1 else "lie"
            text += f" {listed(others)} {lie} between them in {percent(self.others_between)}."
        return text

    def _turned_by(self, pick: str) -> str:
        """Word what turns the finding most often: of each such choice the option that ``pick`` picks."""
        table = self.options()
        if not table["turns"].any():
            return "no single choice reverses this"
        worst = table.loc[table["turns"] >= table["turns"].max() - NEAR]
        named = [
            in_words(str(choice), str(part.loc[getattr(part["first_above_last"], pick)(), "option"]))
            for choice, part in worst.groupby("choice", sort=False)
        ]
        return f"what most often reverses this is {listed(named, 'or')}"


def multiverse(
    variants: Mapping[str, pd.DataFrame],
    by: str = "year",
    *,
    level: float = 0.95,
    progress: Callable[[int, int], None] | None = None,
) -> Multiverse:
    """Compare the first with the last group under every combination of choices.

    The choices: the tags themselves (``variants``), sentence or paragraph as the unit, headings in or out,
    hedged and attributed sentences in or out, mixed counted half, dropped or on both sides, sentences pooled
    or articles averaged, all articles or one left out of a group that has several. The first option of
    each is the main analysis. Frames are counted once per variant and filter; all else is array algebra.

    Parameters
    ----------
    variants
        Name to tags table with ``doc_id, paragraph, role, frame, voice, modality`` and ``by``; the first is
        the main one. All must hold the same articles.
    by
        The document variable that makes the groups.
    level
        Coverage of the intervals.
    progress
        Called with (variants counted, variants in all).

    Returns
    -------
    Multiverse
        The specifications, in a fixed order.

    Raises
    ------
    MeasureError
        If there is no variant, the articles differ between variants, or there are fewer than two groups.
    """
    check_level(level)
    if not variants:
        raise MeasureError("variants: none given; expected at least one table of tags")
    first = article_counts(next(iter(variants.values())), by).index
    articles, labels = first.get_level_values("article"), first.get_level_values(by)
    if articles.has_duplicates or labels.nunique() < 2:
        raise MeasureError(f"{by}: expected two or more groups, each article in one of them")
    counts = []
    for done, (name, tags) in enumerate(variants.items(), 1):
        if not article_counts(tags, by).index.equals(first):
            raise MeasureError(f"variants: {name!r} has other articles than {next(iter(variants))!r}")
        counts.append(unit_counts(tags, articles.to_list()))
        if progress:
            progress(done, len(variants))
    grid = Grid.of(np.stack(counts), labels.factorize(sort=True)[0])
    left_out = [f"without {a}" for a, several in zip(articles, grid.several, strict=True) if several]
    options = [list(variants), UNITS, *FILTERS.values(), MIXED, WEIGHTS, ["all", *left_out]]
    table = pd.MultiIndex.from_product(options, names=CHOICES).to_frame(index=False)
    groups = tuple(labels.unique())
    found = grid.balances(float(stats.norm.ppf((1 + level) / 2)))
    table = table.assign(**{f"balance {g}": v for g, v in zip(groups, found.balance.T, strict=True)})
    table = table.assign(n=found.n, difference=found.difference, low=found.low, high=found.high)
    return Multiverse(table.assign(between=found.between), by, groups, level, grid.median_test())
