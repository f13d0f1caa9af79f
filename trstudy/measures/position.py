"""Where in the text the frames stand: does rivalry open and cooperation close?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import comb

import numpy as np
import pandas as pd
from scipy import optimize, stats

from trstudy.errors import MeasureError
from trstudy.measures.corrections import holm
from trstudy.measures.resampling import check_level
from trstudy.measures.scale import Array
from trstudy.tables import FRAMES, require_codes, require_columns

PARTS: tuple[str, ...] = ("opening", "middle", "close")


def positions(tags: pd.DataFrame, *, parts: Sequence[str] = PARTS) -> pd.DataFrame:
    """Add each sentence's place in its article.

    Parameters
    ----------
    tags
        Tags with ``doc_id`` and ``start``, in any order of rows.
    parts
        Names for equal parts of an article's sentences, in order.

    Returns
    -------
    DataFrame
        ``tags`` with ``position`` (midpoint of the sentence's rank, in (0, 1)) and ``part`` (one of
        ``parts``, ordered); ``compare(positions(tags), by="part")`` shows framing move through the text.

    Raises
    ------
    MeasureError
        If ``parts`` is empty or repeats a name.
    """
    require_columns(tags, ["doc_id", "start"], "tags")
    if not parts or len(set(parts)) < len(parts):
        raise MeasureError(f"parts is {list(parts)}; expected one or more different names")
    starts = tags.groupby("doc_id")["start"]
    position = (starts.rank(method="first") - 0.5) / starts.transform("size")
    names = np.array(list(parts), dtype=object)[np.asarray(position * len(parts), dtype=int)]
    return tags.assign(position=position, part=pd.Categorical(names, list(parts), ordered=True))


def opening_and_close(tags: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Chance that a sentence of cooperation stands later in its article than one of rivalry.

    The statistic of Mann & Whitney (1947), Annals of Mathematical Statistics 18: 50–60, as a share of pairs
    (the A of Vargha & Delaney 2000): 0.5 is no order, 1 is rivalry first and cooperation last. Intervals
    are Newcombe's (2006, Statistics in Medicine 25: 559–573, method 5). p is exact: within each article
    every order of its sentences of cooperation and rivalry is taken to be as likely as any other; over all
    articles the sums are convolved. Mixed sentences and those framed ``none`` take no side.

    Parameters
    ----------
    tags
        Tags with ``doc_id``, ``start`` and ``frame``.
    level
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        One row per article that has both frames, then ``all articles``: ``doc_id, estimate, low, high, p,
        p_holm, n_cooperation, n_rivalry, n_permutations``. ``p_holm`` is corrected over the articles; the
        last row, a single test, is not.

    Raises
    ------
    MeasureError
        If no article has both frames.
    """
    check_level(level)
    require_columns(tags, ["doc_id", "start", "frame"], "tags")
    require_codes(tags, "frame", FRAMES, "tags")
    pairs = {str(doc): _later(part) for doc, part in tags.groupby("doc_id", sort=True)}
    pairs = {doc: found for doc, found in pairs.items() if found[1] and found[2]}
    if not pairs:
        raise MeasureError("tags: no article has sentences of cooperation and of rivalry")
    rows = [(doc, *_row([found], level)) for doc, found in pairs.items()]
    rows.append(("all articles", *_row(list(pairs.values()), level)))
    columns = ["doc_id", "estimate", "low", "high", "p", "n_cooperation", "n_rivalry", "n_permutations"]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(5, "p_holm", [*holm(table["p"].to_numpy()[:-1]), np.nan])
    return table


def _later(article: pd.DataFrame) -> tuple[int, int, int]:
    """Pairs in which cooperation stands later, and the number of sentences of each."""
    c, r = (article.loc[article["frame"] == f, "start"].to_numpy() for f in ("cooperation", "rivalry"))
    return int((c[:, None] > r[None, :]).sum()), len(c), len(r)


def _row(found: list[tuple[int, int, int]], level: float) -> tuple[float, float, float, float, int, int, int]:
    later, total = sum(u for u, _, _ in found), sum(m * n for _, m, n in found)
    chances = reduce(np.convolve, [_orders(m, n) for _, m, n in found])
    far = np.abs(np.arange(total + 1) - total / 2) >= abs(later - total / 2) - 1e-9
    interval = _interval(later / total, [(m, n) for _, m, n in found], level)
    sizes = sum(m for _, m, _ in found), sum(n for _, _, n in found)
    ways = int(np.prod([comb(m + n, m) for _, m, n in found], dtype=object))
    return later / total, *interval, float(min(chances[far].sum(), 1)), *sizes, ways


def _orders(m: int, n: int) -> Array:
    """Chance of each number of later pairs when all orders of m and n sentences are equally likely.

    The generating function of Mann & Whitney's recursion: the Gaussian binomial coefficient.
    """
    ways: Array = np.zeros(m * n // 2 + 1)  # from the middle on they mirror: there, rounding would tell
    ways[0] = 1
    for i in range(1, m + 1):
        ways[n + i :] -= ways[: max(len(ways) - n - i, 0)].copy()
        for rest in range(min(i, len(ways))):
            ways[rest::i] = ways[rest::i].cumsum()
        ways /= ways.sum()  # of a thousand sentences there are more orders than a float can count
    both = np.concatenate([ways, ways[: (m * n + 1) // 2][::-1]])
    chances: Array = both / both.sum()
    return chances


def _interval(estimate: float, sizes: list[tuple[int, int]], level: float) -> tuple[float, float]:
    """Newcombe's method 5; articles' variances are added by their pairs."""
    z, total = stats.norm.ppf((1 + level) / 2), sum(m * n for m, n in sizes)

    def reach(t: float) -> float:
        spread = sum(
            m * n * (1 + ((m + n) / 2 - 1) * ((1 - t) / (2 - t) + t / (1 + t))) * t * (1 - t)
            for m, n in sizes
        )
        return float(z * np.sqrt(spread) / total)

    edge = 1e-9  # at 0 and 1 the reach vanishes, which is a root but not the one meant
    low, high = min(estimate, 1 - edge), max(estimate, edge)
    return (
        0.0 if estimate == 0 else float(optimize.brentq(lambda t: t + reach(t) - estimate, 0, low)),
        1.0 if estimate == 1 else float(optimize.brentq(lambda t: t - reach(t) - estimate, high, 1)),
    )
