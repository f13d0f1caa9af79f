import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from trstudy.errors import MeasureError
from trstudy.measures.corrections import false_discovery, holm

P = [0.01, 0.04, 0.03, 0.5, 0.005]


def test_holm_by_hand():
    # sorted .005 .01 .03 .04 .5 times 5 4 3 2 1 = .025 .04 .09 .08 .5, made monotone
    assert holm(P) == pytest.approx([0.04, 0.09, 0.09, 0.5, 0.025])


@pytest.mark.parametrize(("correct", "name"), [(holm, "holm"), (false_discovery, "fdr_bh")])
def test_agree_with_statsmodels(correct, name):
    p = np.random.default_rng(3).uniform(size=40) ** 2
    assert correct(p) == pytest.approx(multipletests(p, method=name)[1])


@pytest.mark.parametrize("correct", [holm, false_discovery])
def test_one_test_needs_no_correction_and_none_gives_none(correct):
    assert correct([0.2]).tolist() == [0.2]
    assert correct([]).tolist() == []


@pytest.mark.parametrize("bad", [[0.5, float("nan")], [1.2], [[0.1]]])
def test_refuse_what_is_no_p_value(bad):
    with pytest.raises(MeasureError, match="between 0 and 1"):
        holm(bad)
