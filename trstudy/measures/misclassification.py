"""Shares of codes behind shares of tags, given how often the tagger takes one code for another."""

from __future__ import annotations

import numpy as np

from trstudy.coding.coefficients import Array


def true_shares(tagged: Array, errors: Array, *, steps: int = 500, tolerance: float = 1e-7) -> Array:
    """Find the shares of codes that make the shares of tags most likely.

    The tags of a group are a mixture: tagged(t) = sum over codes of share(c) P(t | c). Solving for the
    shares by inverting P is the matrix method, for two categories the estimator of Rogan & Gladen
    (1978), *American Journal of Epidemiology* 107, 71-76. With few coded units the inverse explodes and
    leaves the possible; maximum likelihood equals it where it gives shares and stays within them where
    it does not. Found by expectation and maximisation (Dempster, Laird & Rubin 1977, *JRSS B* 39, 1-38),
    starting from the tags.

    Parameters
    ----------
    tagged
        Shares of tags, replicates x categories.
    errors
        Counts of coded units, replicates x codes x tags; a code without units is taken to be tagged
        without error.
    steps, tolerance
        When to stop: after so many steps, or once no share moves by more than this.

    Returns
    -------
    Array
        Shares of codes, replicates x categories; each row sums to 1.
    """
    size = errors.sum(axis=2, keepdims=True)
    rates = np.where(size > 0, errors, np.eye(errors.shape[1])) / np.where(size > 0, size, 1)
    # every code stays possible at the start, else no step could ever bring it in
    shares: Array = (tagged + 0.01) / (tagged + 0.01).sum(axis=1, keepdims=True)
    for _ in range(steps):
        expected = np.einsum("bc,bct->bt", shares, rates)
        # a tag that no coded unit got says nothing of the codes behind it
        ratio = np.where(expected > 0, tagged, 0) / np.where(expected > 0, expected, 1)
        weights = shares * np.einsum("bt,bct->bc", ratio, rates)
        total = weights.sum(axis=1, keepdims=True)
        moved = np.where(total > 0, weights, shares) / np.where(total > 0, total, 1)
        done = np.abs(moved - shares).max() < tolerance
        shares = moved
        if done:
            break
    return shares
