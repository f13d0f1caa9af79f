from io import BytesIO
from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb

from trstudy.figures import style
from trstudy.tables import FRAMES


def grey(colour):
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_frames_differ_in_greyscale_marker_or_hatch():
    greys = sorted(grey(style.FRAME_COLOURS[f]) for f in FRAMES)
    assert min(b - a for a, b in pairwise(greys)) > 0.15
    assert len({style.FRAME_MARKERS[f] for f in FRAMES}) == len(FRAMES)


def test_look_leaves_no_trace_and_slides_are_larger():
    before = mpl.rcParams["font.size"]
    with style.look():
        page = mpl.rcParams["font.size"]
    with style.look(slides=True):
        assert mpl.rcParams["font.size"] > 1.4 * page
    assert mpl.rcParams["font.size"] == before


def test_dollars_in_a_title_are_no_formula():
    with style.look():
        ax = style.new_axes(None)
        ax.set_title("From $5 to \\frac{ the $")
    drawn = BytesIO()
    ax.figure.savefig(drawn)  # raises where it is read as one
    assert drawn.getvalue()
    plt.close(ax.figure)


def test_alt_text_is_kept_on_the_figure():
    ax = style.new_axes(None)
    assert style.alt_text(ax) == ""
    style.set_alt_text(ax, "Two bars.")
    assert style.alt_text(ax) == style.alt_text(ax.figure) == "Two bars."
    plt.close(ax.figure)


def test_given_axes_are_used():
    _, ax = plt.subplots()
    assert style.new_axes(ax) is ax
    plt.close(ax.figure)


@pytest.mark.parametrize(
    ("value", "words"), [(0.314, "+0.31"), (-2, "−2.00"), (-0.001, "0.00"), (0.0, "0.00")]
)
def test_numbers_have_a_true_minus_and_no_negative_zero(value, words):
    assert style.number(value) == words


def test_percent_and_wrapped():
    assert style.percent(0.375) == "38 %"
    assert style.wrapped("one two three", 8) == "one two\nthree"


def test_show_puts_the_alt_text_into_the_output(monkeypatch):
    shown = {}
    monkeypatch.setattr("IPython.display.display", lambda figure, metadata: shown.update(metadata))
    ax = style.set_alt_text(style.new_axes(None), "A figure.")
    style.show(ax)
    assert shown == {"image/png": {"alt": "A figure."}}
    assert not plt.fignum_exists(ax.figure.number)
