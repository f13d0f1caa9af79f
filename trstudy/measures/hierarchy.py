"""The normal–normal hierarchy of articles within groups, integrated over a grid: no sampling, no seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from trstudy.measures.scale import Array


class Combination(NamedTuple):
    """One linear combination of the unknowns: a level or a difference, of articles or of groups.

    ``group`` holds the weight of each group's effect, ``article`` of each article's own, ``level`` of the
    grand mean (1 for a level, 0 for a difference), ``new`` of the effect of an article that was not read.
    """

    group: Array
    article: Array
    level: float = 1.0
    new: float = 0.0


@dataclass(frozen=True)
class Posterior:
    """Grid approximation of the hierarchy: weights of (tau, omega), and what is needed at each point."""

    y: Array
    groups: npt.NDArray[np.int64]
    tau: Array
    omega: Array
    weight: Array
    inverse: Array
    mean: Array

    def moments(self, wanted: Combination) -> tuple[Array, Array]:
        """Conditional mean and variance of a combination at every grid point."""
        w2, t2 = self.omega**2, self.tau**2
        cross = w2[:, None] * wanted.group[self.groups] + t2[:, None] * wanted.article
        prior = w2 * (wanted.group @ wanted.group) + t2 * (wanted.article @ wanted.article + wanted.new**2)
        solved = np.einsum("gij,gj->gi", self.inverse, cross)
        drift = wanted.level - solved.sum(axis=1)
        centre = wanted.level * self.mean + np.einsum("gi,gi->g", solved, self.y - self.mean[:, None])
        spread = drift**2 / self.inverse.sum(axis=(1, 2))  # the grand mean is not known either
        return centre, prior - np.einsum("gi,gi->g", solved, cross) + spread

    def summary(self, wanted: Combination, coverage: float = 0.95) -> tuple[float, float, float]:
        """Posterior mean and central interval: the mixture of normals over the grid."""
        centre, variance = self.moments(wanted)
        spread = np.sqrt(np.maximum(variance, 1e-12))

        def quantile(q: float) -> float:
            low, high = (centre - 12 * spread).min(), (centre + 12 * spread).max()
            return float(
                optimize.brentq(lambda x: self.weight @ stats.norm.cdf(x, centre, spread) - q, low, high)
            )

        return float(self.weight @ centre), quantile((1 - coverage) / 2), quantile((1 + coverage) / 2)

    def above_zero(self, wanted: Combination) -> float:
        """Posterior probability that a combination is positive."""
        centre, variance = self.moments(wanted)
        return float(self.weight @ stats.norm.sf(0, centre, np.sqrt(np.maximum(variance, 1e-12))))


def normal_hierarchy(
    y: npt.ArrayLike,
    variance: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    tau: npt.ArrayLike,
    omega: npt.ArrayLike,
) -> Posterior:
    """Fit articles within groups by the normal–normal hierarchy, exactly but for the grid.

    ``y_i ~ N(theta_i, v_i)``, ``theta_i ~ N(mu_g, tau²)``, ``mu_g ~ N(mu, omega²)``, flat prior on ``mu``:
    Gelman et al. (2013), *Bayesian Data Analysis*, 3rd ed., section 5.4, equation 5.21 for the marginal
    posterior of the standard deviations, with one more level. Given (tau, omega) all is normal; the two
    are integrated out over the points of ``tau`` × ``omega``, each of equal prior weight.

    Parameters
    ----------
    y, variance
        Estimate and sampling variance of each article, shape ``(articles,)``.
    groups
        Group of each article as 0, 1, …, shape ``(articles,)``.
    tau, omega
        Grid of the standard deviation of articles within groups, and of groups.

    Returns
    -------
    Posterior
        The fitted hierarchy.
    """
    values, noise, index = np.asarray(y, float), np.asarray(variance, float), np.asarray(groups)
    t, w = (m.ravel() for m in np.meshgrid(np.asarray(tau, float), np.asarray(omega, float), indexing="ij"))
    same, eye = index[:, None] == index[None, :], np.eye(len(values))
    covariance = eye * noise + t[:, None, None] ** 2 * eye + w[:, None, None] ** 2 * same
    inverse = np.linalg.inv(covariance)
    precision = inverse.sum(axis=(1, 2))
    mean = inverse.sum(axis=1) @ values / precision
    residual = values - mean[:, None]
    fit = np.einsum("gi,gij,gj->g", residual, inverse, residual)
    log_weight = -0.5 * (np.linalg.slogdet(covariance)[1] + np.log(precision) + fit)
    weight = np.exp(log_weight - log_weight.max())
    return Posterior(values, index, t, w, weight / weight.sum(), inverse, mean)


def spread_summary(posterior: Posterior, values: Array, coverage: float = 0.95) -> tuple[float, float, float]:
    """Posterior mean and central interval of ``posterior.tau`` or ``posterior.omega``."""
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(posterior.weight[order])
    ends = np.searchsorted(cumulative, [(1 - coverage) / 2, (1 + coverage) / 2])
    low, high = values[order][np.minimum(ends, len(values) - 1)]
    return float(posterior.weight @ values), float(low), float(high)
