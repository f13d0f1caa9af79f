"""The figures of vocabulary in one place."""

from __future__ import annotations

from trstudy.figures.collocations import collocation_plot
from trstudy.figures.concordance import concordance
from trstudy.figures.dispersion import dispersion_plot
from trstudy.figures.intervals import interval_plot
from trstudy.figures.keyness import keyness_plot

__all__ = ["collocation_plot", "concordance", "dispersion_plot", "interval_plot", "keyness_plot"]
