"""Figures of agreement and error: what is drawn, what is said, what is refused."""

import numpy as np
import pandas as pd
import pytest

from trstudy.errors import MeasureError
from trstudy.figures.confusion import confusion_matrix
from trstudy.figures.intervals import interval_plot
from trstudy.figures.reliability import alphas, capabilities, net_shares
from trstudy.figures.style import alt_text

COUNTS = pd.DataFrame([[8, 2], [0, 5]], index=["yes", "no"], columns=["yes", "no"])
ROWS = pd.DataFrame(
    {
        "what": ["x", "x", "y", "y"],
        "who": ["one", "two", "one", "two"],
        "estimate": [0.5, 0.7, 0.9, np.nan],
        "low": [0.4, 0.6, 0.8, np.nan],
        "high": [0.6, 0.8, 1.0, np.nan],
    }
)


def test_confusion_shows_counts_and_shares():
    ax = confusion_matrix(COUNTS, title="rules")
    assert [t.get_text() for t in ax.texts] == ["8\n80 %", "2\n20 %", "0", "5\n100 %"]
    assert ax.get_title(loc="left") == "rules"
    assert [t.get_text() for t in ax.get_yticklabels()] == ["yes\n10 units", "no\n5 units"]


def test_confusion_says_the_same_in_words():
    words = alt_text(confusion_matrix(COUNTS))
    assert "of 10 units coded yes, 8 are tagged so" in words
    assert words.endswith("The most frequent error is yes tagged as no, 20 % of its units.")
    right = pd.DataFrame(np.eye(2, dtype=int), index=["a", "b"], columns=["a", "b"])
    assert "error" not in alt_text(confusion_matrix(right))


def test_confusion_of_nothing_or_of_unlike_codes_is_refused():
    with pytest.raises(MeasureError, match="no units"):
        confusion_matrix(COUNTS * 0)
    with pytest.raises(MeasureError, match="rows yes, no but columns no, yes"):
        confusion_matrix(COUNTS[["no", "yes"]])


def test_intervals_are_drawn_where_they_are_and_the_undefined_is_named():
    ax = interval_plot(ROWS, label="what", series="who", lines={"enough": 0.8}, footnote="Made up.")
    points = {line.get_label(): line.get_xdata().tolist() for line in ax.lines if line.get_marker() != "None"}
    assert points == {"one": [0.5, 0.9], "two": [0.7]}
    assert [t.get_text() for t in ax.get_yticklabels()] == ["x", "y"]
    assert "Undefined: y, two." in ax.figure.get_supxlabel().replace("\n", " ")
    assert "x, one 0.50 (0.40 to 0.60)" in alt_text(ax)
    assert [t.get_text() for t in ax.texts] == ["enough"]


def test_one_series_needs_no_legend():
    ax = interval_plot(ROWS.iloc[[0, 2]], label="what")
    assert ax.get_legend() is None
    assert len(ax.lines) == 1


def test_nothing_defined_is_refused():
    with pytest.raises(MeasureError, match="all 1 are undefined"):
        interval_plot(ROWS.iloc[[3]], label="what")


def intervals(**columns):
    return pd.DataFrame({"estimate": [0.5, 0.9], "low": [0.4, 0.8], "high": [0.6, 1.0], **columns})


def test_alphas_pick_the_overall_alpha_of_each_table():
    table = intervals(variable="frame", category=["all", "none"], measure="alpha")
    both = alphas({"coders": table, "tagger": table.assign(estimate=0.7)}, level=0.9)
    assert [line.get_label() for line in both.lines if line.get_marker() != "None"] == ["coders", "tagger"]
    assert [t.get_text() for t in both.texts] == ["tentative", "firm"]
    one = alphas({"coders": table}, level=0.9)
    assert one.get_legend() is None
    assert "Agreement of coders, with intervals: frame 0.50 (0.40 to 0.60)." in alt_text(one)


def test_a_threshold_on_a_line_of_the_grid_lies_over_it():
    table = pd.DataFrame({"variable": ["frame"], "category": "all", "measure": "alpha", "estimate": 0.9})
    axes = alphas({"coders": table.assign(low=0.7, high=1.0, units=9)}, level=0.95)
    dashed = [line for line in axes.get_lines() if line.is_dashed()]
    assert [line.get_xdata()[0] for line in dashed] == [0.667, 0.8]
    grid = axes.xaxis.get_zorder()  # where the grid is drawn, with its axis
    assert all(line.get_zorder() > grid for line in dashed)


def test_capabilities_are_sorted_and_counted():
    by = intervals(by="capability", measure="accuracy", variable="frame", group=["easy", "hard"], n=[6, 9])
    ax = capabilities(by.assign(estimate=[0.9, 0.5]), level=0.95)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["hard (9)", "easy (6)"]


def test_net_shares_name_the_groups_with_one_article():
    shares = intervals(measure="net", method="tags", year=[2001, 2002], articles=[3, 1])
    note = net_shares(shares, level=0.95).figure.get_supxlabel().replace("\n", " ")
    assert "One article only, so that year and article cannot be told apart: 2002." in note
    assert "One article" not in net_shares(shares.assign(articles=2), level=0.95).figure.get_supxlabel()
