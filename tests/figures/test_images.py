"""Each figure against a stored picture of it, drawn from small tables made by hand.

After a change that is meant, draw the pictures anew with
``pytest tests/figures/test_images.py --mpl-generate-path=tests/figures/baseline`` and look at them.
"""

import numpy as np
import pandas as pd
import pytest

from tests.measures.made import table
from trstudy.figures.arenas import arena_frames
from trstudy.figures.balances import group_balances
from trstudy.figures.frames import frame_shares
from trstudy.figures.influence import article_influence, cue_influence, group_differences
from trstudy.figures.multiverse import specification_curve
from trstudy.figures.pooling import pooled_estimates
from trstudy.figures.style import alt_text
from trstudy.figures.timeline import balance_timeline
from trstudy.figures.xray import xray
from trstudy.measures.cue_influence import leave_one_cue_out
from trstudy.measures.differences import differences
from trstudy.measures.framing import compare, compare_each
from trstudy.measures.influence import leave_one_article_out
from trstudy.measures.multiverse import multiverse
from trstudy.measures.pooling import pooled

# fonts come with matplotlib, so that a small tolerance covers differences between versions of freetype
image = pytest.mark.mpl_image_compare(
    baseline_dir="baseline", style="default", tolerance=2, savefig_kwargs={"dpi": 50}
)


@pytest.fixture
def tags():
    made = table(
        {
            "a": (2020, "nccmnrcccnnrccnc"),
            "b": (2020, "rncnrrnccnm"),
            "c": (2020, "cccncnccnnnc"),
            "d": (2021, "rrncmnccrn"),
            "e": (2024, "nrrnrcnrrmnrcnn"),
        }
    )
    made["start"] = made.groupby("doc_id").cumcount()
    made["modality"] = np.where(made["start"] % 4 == 1, "hedged", "asserted")
    made["voice"] = np.where(made["start"] % 5 == 2, "attributed", "author")
    made["role"] = np.where(made["start"] == 0, "title", "body")
    made["arena"] = np.array(["north", "trade", "sea"])[made["start"] % 3]
    return made.assign(title="The title of " + made["doc_id"])


@pytest.fixture
def documents():
    return pd.DataFrame(
        {
            "doc_id": list("abcde"),
            "date": pd.to_datetime(["2020-02-01", "2020-11-01", "2020-11-16", "2021-09-30", "2024-01-01"]),
            "date_precision": ["month", "month", "day", "day", "year"],
            "date_source": ["inferred", "cited", "printed", "printed", "inferred"],
            "outlet": [
                "First Review",
                "Second Weekly of a Long Name",
                "Third",
                "Fourth Institute",
                "Fifth",
            ],
        }
    )


@pytest.fixture
def evidence(tags):
    signs = {"cooperation": 1, "rivalry": -1}
    spoken = tags[tags["frame"].isin(list(signs))]
    entries = spoken["frame"].str[0] + (spoken["start"] % 3).astype(str)
    columns = {"sentence_id": spoken["sentence_id"], "entry": entries, "category": "made"}
    return pd.DataFrame(columns | {"sign": spoken["frame"].map(signs), "counted": True})


def silencer(tags, evidence):
    """A tagger by which a sentence falls silent without its only cue."""

    def retag(without):
        out = evidence.loc[("made/" + evidence["entry"]).isin(list(without)), "sentence_id"]
        return tags.assign(frame=tags["frame"].mask(tags["sentence_id"].isin(out), "none"))

    return retag


def figures(tags, documents, evidence, *, slides=False):
    by_article = compare(tags, by="doc_id", n_boot=200)
    return {
        "frames": lambda: frame_shares(compare(tags, n_boot=200), slides=slides),
        "timeline": lambda: balance_timeline(by_article, documents, slides=slides),
        "xray": lambda: xray(tags, slides=slides),
        "arenas": lambda: arena_frames(compare(tags, by="arena", n_boot=200), slides=slides),
        "balances": lambda: group_balances(
            compare_each(tags, ["voice", "modality", "arena"], n_boot=200), slides=slides
        ),
        "multiverse": lambda: specification_curve(multiverse({"rules": tags}), slides=slides),
        "pooling": lambda: pooled_estimates(pooled(tags), slides=slides),
        "differences": lambda: group_differences(differences(tags, n_boot=200), slides=slides),
        "articles": lambda: article_influence(leave_one_article_out(tags, n_boot=200), slides=slides),
        "cues": lambda: cue_influence(
            leave_one_cue_out(tags, evidence, silencer(tags, evidence)), slides=slides
        ),
    }


NAMES = (
    "frames", "timeline", "xray", "arenas", "balances", "multiverse", "pooling", "differences", "articles",
    "cues",
)  # fmt: skip


@image
@pytest.mark.parametrize("name", [n for n in NAMES if n != "articles"])  # drawn as the differences are
def test_page(name, tags, documents, evidence):
    return figures(tags, documents, evidence)[name]().figure


@image
@pytest.mark.parametrize("name", ["frames", "timeline", "xray", "arenas", "multiverse"])
def test_slide(name, tags, documents, evidence):
    return figures(tags, documents, evidence, slides=True)[name]().figure


def overhang(figure):
    """How far, in inches, what is drawn reaches over the edges of the figure."""
    figure.canvas.draw()
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    return max(-drawn.x0, -drawn.y0, drawn.x1 - width, drawn.y1 - height)


@pytest.mark.parametrize("slides", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_and_the_figure_is_described(name, slides, tags, documents, evidence):
    ax = figures(tags, documents, evidence, slides=slides)[name]()
    assert overhang(ax.figure) < 0.02
    assert len(alt_text(ax)) > 80
    assert "nan" not in alt_text(ax)


@pytest.mark.parametrize("name", NAMES)
def test_axes_name_their_units(name, tags, documents, evidence):
    ax = figures(tags, documents, evidence)[name]()
    words = " ".join([ax.get_xlabel(), ax.get_ylabel()])
    assert any(unit in words for unit in ("(%)", "log odds", "sentence, in reading order"))


@pytest.mark.parametrize("name", [n for n in NAMES if n != "multiverse"])
def test_given_axes_are_drawn_on(name, tags, documents, evidence):
    from matplotlib import pyplot as plt

    _, ax = plt.subplots(figsize=(9, 6))
    made = {
        "frames": lambda: frame_shares(compare(tags, n_boot=20), ax=ax),
        "timeline": lambda: balance_timeline(compare(tags, by="doc_id", n_boot=20), documents, ax=ax),
        "xray": lambda: xray(tags, ax=ax),
        "arenas": lambda: arena_frames(compare(tags, by="arena", n_boot=20), ax=ax),
        "balances": lambda: group_balances(compare_each(tags, ["voice"], n_boot=20), ax=ax),
        "pooling": lambda: pooled_estimates(pooled(tags), ax=ax),
        "differences": lambda: group_differences(differences(tags, n_boot=20), ax=ax),
        "articles": lambda: article_influence(leave_one_article_out(tags, n_boot=20), ax=ax),
        "cues": lambda: cue_influence(leave_one_cue_out(tags, evidence, silencer(tags, evidence)), ax=ax),
    }
    assert made[name]() is ax
