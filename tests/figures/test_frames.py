from itertools import pairwise

import pytest
from matplotlib import pyplot as plt

from tests.measures.made import table
from trstudy.figures.frames import frame_shares
from trstudy.figures.style import alt_text
from trstudy.measures.framing import compare


@pytest.fixture
def estimates():
    tags = table({"a": (2020, "ccrmnn" * 20), "d": (2021, "crn" * 9), "e": (2024, "rrcn" * 11)})
    return compare(tags, n_boot=50)


@pytest.mark.parametrize("narrow", [False, True])
def test_no_label_of_a_group_runs_into_the_next_nor_the_title_out_of_the_figure(estimates, narrow):
    ax = frame_shares(estimates, narrow=narrow)
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))
    assert boxes[-1].x1 <= figure.bbox.x1
    assert ax._left_title.get_window_extent().x1 <= figure.bbox.x1
    assert ax.get_legend().get_window_extent().x1 <= ax.get_window_extent().x1
    plt.close(figure)


def test_a_narrow_figure_is_half_as_wide_and_says_the_same(estimates):
    wide, narrow = frame_shares(estimates), frame_shares(estimates, narrow=True)
    sizes = [ax.get_figure(root=True).get_size_inches()[0] for ax in (wide, narrow)]
    assert sizes == [9, 4.6]
    assert alt_text(wide) == alt_text(narrow)
    assert [label.get_text() for label in narrow.get_xticklabels()] == [
        "2020\n1 article\n120 sentences",
        "2021\n1 article\n27 sentences",
        "2024\n1 article\n44 sentences",
    ]
    plt.close("all")
