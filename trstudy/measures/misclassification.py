"""Shares of codes behind shares of tags, given how often the tagger takes one code for another."""

from __future__ import annotations

import numpy as np

from trstudy.coding.coefficients import Array


def true_shares(tagged: Array, errors: Array) -> Array:
    """Solve for the shares of codes behind shares of tags.

    Parameters
    ----------
    tagged
        Shares of tags, replicates x categories.
    errors
        Counts of coded units, replicates x codes x tags; a code without units is taken to be tagged
        without error.

    Returns
    -------
    Array
        Shares of codes, replicates x categories: the solution of tagged = shares x P(tag | code),
        moved to the nearest shares that are not negative and sum to 1. For two categories it is the
        estimator of Rogan & Gladen (1978), *American Journal of Epidemiology* 107, 71-76.
    """
    size = errors.sum(axis=2, keepdims=True)
    rates = np.where(size > 0, errors, np.eye(errors.shape[1])) / np.where(size > 0, size, 1)
    solved = np.einsum("bt,btc->bc", tagged, np.linalg.pinv(rates))
    return _to_shares(solved)


def _to_shares(values: Array) -> Array:
    """Project onto the simplex: Duchi, Shalev-Shwartz, Singer & Chandra (2008), figure 1."""
    falling = -np.sort(-values, axis=1)
    rank = np.arange(1, values.shape[1] + 1)
    excess = (np.cumsum(falling, axis=1) - 1) / rank
    last = (falling > excess).sum(axis=1) - 1
    return np.maximum(values - np.take_along_axis(excess, last[:, None], axis=1), 0)
