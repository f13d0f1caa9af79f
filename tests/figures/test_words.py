from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from tests.figures.test_images import image, overhang
from tests.measures.words import sentences
from trstudy.errors import MeasureError, TrstudyError
from trstudy.figures.collocations import collocation_plot
from trstudy.figures.concordance import concordance
from trstudy.figures.dispersion import dispersion_plot
from trstudy.figures.effects import aligned
from trstudy.figures.keyness import keyness_plot
from trstudy.figures.style import alt_text
from trstudy.measures.collocations import collocations
from trstudy.measures.dispersion import dispersion
from trstudy.measures.keyness import keyness
from trstudy.measures.kwic import kwic
from trstudy.measures.tokens import tokens
from trstudy.measures.xray import xray
from trstudy.reporting.harmless import harmless_html


@pytest.fixture
def articles() -> pd.DataFrame:
    """Two articles of 2020 that speak of trade, one of 2024 that speaks of war."""
    trade = [
        "trade and talks with Athens",
        "more trade than war",
        "trade talks in Athens",
        "the port is open",
    ]
    war = ["war and more war", "Athens fears war at sea", "talks of war", "the port is shut", "war again"]
    parts = [
        sentences(*trade, doc_id="a", year=2020),
        sentences(*trade[:3], doc_id="b", year=2020),
        sentences(*war, doc_id="c", year=2024),
    ]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def words(articles: pd.DataFrame) -> pd.DataFrame:
    return tokens(articles)


@pytest.fixture
def keys(words: pd.DataFrame) -> pd.DataFrame:
    return keyness(words, by="year", target=2024, reference=2020, min_count=2, n_boot=200)


def texts(ax: Axes) -> str:
    return "\n".join(t.get_text() for t in ax.texts)


def test_keyness_shows_both_groups_with_counts(keys: pd.DataFrame) -> None:
    ax = keyness_plot(keys, top=3)
    labels = [t.get_text() for t in ax.get_yticklabels()]
    assert labels[0] == "war"
    assert labels[-1] == "trade"
    assert "5 : 2  (1 : 2)" in texts(ax)
    legend = ax.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == ["2024 (18 words)", "2020 (30 words)"]
    assert "doublings" in ax.get_xlabel()


def test_keyness_draws_the_effect_that_is_asked_for(keys: pd.DataFrame) -> None:
    for effect in ("log_ratio", "log_odds"):
        ax = keyness_plot(keys, effect=effect)
        drawn = sorted(float(x) for line in ax.lines[1:] for x in np.atleast_1d(line.get_xdata()))
        assert drawn == pytest.approx(sorted(keys.loc[keys["z"] != 0, effect]))
        ends = np.concatenate([s for c in ax.collections for s in c.get_segments()])[:, 0]
        assert ends.min() == pytest.approx(keys[f"{effect}_low"].min())
        plt.close(ax.figure)


def test_filled_markers_are_the_significant_words(keys: pd.DataFrame) -> None:
    table = keys.assign(p_holm=np.where(keys["word"] == "war", 0.01, 0.5))
    ax = keyness_plot(table)
    filled = [
        x for line in ax.lines[1:] if line.get_mfc() != "white" for x in np.atleast_1d(line.get_xdata())
    ]
    assert filled == pytest.approx(keys.loc[keys["word"] == "war", "log_ratio"].tolist())
    assert alt_text(ax).endswith("Significant after correction: war.")


def test_alt_texts_say_what_the_figures_show(keys: pd.DataFrame, words: pd.DataFrame) -> None:
    war = keys.set_index("word").loc["war"]
    said = alt_text(keyness_plot(keys))
    assert "Words typical of 2024 (18 words) and of 2020 (30 words)" in said
    assert f"war +{war['log_ratio']:.1f} (" in said
    said = alt_text(collocation_plot(collocations(words, "athens", min_count=1), node="Athens"))
    assert "Words near Athens (5 occurrences of Athens" in said
    places, table = xray(words, ["war", "sea", "none"]), dispersion(words, ["war", "sea", "none"])
    said = alt_text(
        dispersion_plot(
            places, table, lengths={"a": 17, "b": 13, "c": 18}, names={"a": "A", "b": "B", "c": "C"}
        )
    )
    assert "war 1 in A, 1 in B, 5 in C (DPnorm 0." in said
    assert "none nowhere" in said


def test_collocations_show_what_the_table_holds(words: pd.DataFrame) -> None:
    table = collocations(words, "athens", min_count=1)
    ax = collocation_plot(table, node="Athens", top=2)
    assert [t.get_text() for t in ax.get_yticklabels()] == list(table["word"][:2])
    first = table.iloc[0]
    assert f"{first['count']} of {first['count_total']}  ({first['articles']})" in texts(ax)


def test_every_occurrence_is_a_tick_in_its_article(words: pd.DataFrame) -> None:
    lengths = words.groupby("doc_id", sort=False).size()
    places, table = xray(words, ["war", "port"]), dispersion(words, ["war", "port"])
    ax = dispersion_plot(places, table, lengths=lengths)
    ticks = [np.array(c.get_segments())[:, 0, 0] for c in ax.collections if len(c.get_segments())]
    assert [len(t) for t in ticks] == [7, 2]
    starts = lengths.cumsum() - lengths
    port = places.query("label == 'port'")
    expected = starts.loc[port["doc_id"]].to_numpy() + port["position"].to_numpy() - 0.5
    assert ticks[1] == pytest.approx(expected)
    assert ax.get_xlim() == (0, len(words))


def test_ticks_that_nobody_could_tell_apart_are_drawn_once(words: pd.DataFrame) -> None:
    places = pd.DataFrame({"label": "war", "doc_id": "a", "position": range(1, 40_001, 2)})
    ax = dispersion_plot(places, dispersion(words, "war"), lengths={"a": 40_000})
    # 40,000 words on 5,000 places are eight words each: of the four "war" among them the first is drawn
    (ticks,) = (c.get_segments() for c in ax.collections if c.get_segments())
    assert [tick[0][0] for tick in ticks] == [0.5 + 8 * n for n in range(5000)]
    assert "war 20000 in a" in alt_text(ax)


@pytest.mark.parametrize("slides", [False, True])
def test_figures_take_given_axes_and_slides(keys: pd.DataFrame, words: pd.DataFrame, slides: bool) -> None:
    table = collocations(words, "athens", min_count=1)
    places, spread = xray(words, "war"), dispersion(words, "war")
    lengths = words.groupby("doc_id", sort=False).size()
    for draw in (
        lambda ax: keyness_plot(keys, ax=ax, slides=slides),
        lambda ax: collocation_plot(table, node="Athens", ax=ax, slides=slides),
        lambda ax: dispersion_plot(places, spread, lengths=lengths, ax=ax, slides=slides),
    ):
        _, ax = plt.subplots()
        assert draw(ax) is ax


def test_numbers_line_up() -> None:
    table = pd.DataFrame({"a": [1, 10], "b": [200, 3]})
    assert aligned(table, "{} of {}") == ["\u20071 of 200", "10 of \u2007\u20073"]


def test_bad_requests_are_named(keys: pd.DataFrame, words: pd.DataFrame) -> None:
    with pytest.raises(MeasureError, match="effect is 'g2'; expected one of log_ratio, log_odds"):
        keyness_plot(keys, effect="g2")
    with pytest.raises(MeasureError, match="no word differs"):
        keyness_plot(keys.assign(z=0.0))
    with pytest.raises(TrstudyError, match="keyness: no column z"):
        keyness_plot(keys.drop(columns="z"))
    with pytest.raises(MeasureError, match="no word to show"):
        collocation_plot(collocations(words, "athens", min_count=1).iloc[:0], node="Athens")
    with pytest.raises(MeasureError, match="no length for a"):
        dispersion_plot(xray(words, "war"), dispersion(words, "war"), lengths={"b": 3})


def test_concordance_aligns_at_the_node_and_escapes() -> None:
    lines = kwic(sentences("<script>alert(1)</script> war & 'peace'", "war"), "war", window=3)
    shown = concordance(lines, limit=1)
    html = shown._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<span role='cell' class='kn'>war</span>" in html
    assert "&#x27;peace&#x27;" in html
    assert "1 of 2 lines" in html
    assert repr(concordance(lines)).splitlines()[0].index("[war]") == repr(concordance(lines)).splitlines()[
        1
    ].index("[war]")
    assert repr(concordance(lines)).endswith("2 lines")
    hostile = lines.assign(node="<b>", doc_id="<i>", text="'><script>")
    shown = concordance(hostile, source="doc_id")._repr_html_()
    assert not any(raw in shown for raw in ("<b>", "<i>", "'><script>"))
    with pytest.raises(MeasureError, match="limit is 0"):
        concordance(lines, limit=0)
    with pytest.raises(TrstudyError, match="kwic: no column outlet"):
        concordance(lines, source="outlet")


def test_concordance_stays_itself_in_the_report() -> None:
    lines = kwic(sentences("peace & <b>war</b> again", "war"), "war", window=3)
    soup = BeautifulSoup(harmless_html(concordance(lines)._repr_html_()), "html.parser")
    left, node, right = (soup.select_one(f".kwic .{side}") for side in ("kl", "kn", "kn + span"))
    assert left.bdi["dir"] == "ltr"
    assert [left.text, node.text] == ["peace & <b>", "war"]
    assert right.text.strip().startswith("</b> again")
    assert "bdi" not in soup.get_text()
    assert "@media (max-width: 40rem)" in soup.style.text


def figures(
    words: pd.DataFrame, keys: pd.DataFrame, *, slides: bool = False
) -> dict[str, Callable[[], Axes]]:
    lengths = words.groupby("doc_id", sort=False).size()
    names = {"a": "First Review", "b": "A Second Weekly of a Long Name", "c": "Third"}
    places, spread = xray(words, ["war", "trade", "none"]), dispersion(words, ["war", "trade", "none"])
    near = collocations(words, "athens", min_count=1)
    return {
        "keyness": lambda: keyness_plot(keys, top=6, slides=slides),
        "shrunk": lambda: keyness_plot(keys, effect="log_odds", slides=slides),
        "collocations": lambda: collocation_plot(near, node="Athens", slides=slides),
        "dispersion": lambda: dispersion_plot(places, spread, lengths=lengths, names=names, slides=slides),
    }


NAMES = ("keyness", "shrunk", "collocations", "dispersion")


@image
@pytest.mark.parametrize("name", ["keyness", "collocations", "dispersion"])
def test_page_of_words(name: str, words: pd.DataFrame, keys: pd.DataFrame) -> object:
    return figures(words, keys)[name]().figure


@image
@pytest.mark.parametrize("name", ["keyness", "dispersion"])
def test_slide_of_words(name: str, words: pd.DataFrame, keys: pd.DataFrame) -> object:
    return figures(words, keys, slides=True)[name]().figure


@pytest.mark.parametrize("slides", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off(name: str, slides: bool, words: pd.DataFrame, keys: pd.DataFrame) -> None:
    ax = figures(words, keys, slides=slides)[name]()
    assert overhang(ax.figure) < 0.02
    assert len(alt_text(ax)) > 80
    assert "nan" not in alt_text(ax)
    assert any(unit in ax.get_xlabel() for unit in ("doublings", "log odds", "words from"))
