"""Taggers from elsewhere: another distribution names them under the entry point group."""

import pytest

from trstudy.errors import TaggerError
from trstudy.tagging.registry import load_tagger, tag, taggers

MODULE = '''
"""Taggers that give every unit one frame."""
import pandas as pd

class One:
    def __init__(self, frame="mixed"):
        self.frame = frame
    def tags(self, units, dyad):
        codes = dict(frame=self.frame, arena="other", voice="author", modality="asserted")
        return pd.DataFrame({**codes, "score": 0.0, "quad": None, "rule": "always"}, index=units.index)
    def evidence(self, units, dyad):
        columns = ["unit", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why"]
        return pd.DataFrame(columns=columns)

tagger = One("rivalry")

def made(frame=""):
    return One(frame or "cooperation")
'''
ENTRY_POINTS = """[trstudy.taggers]
object = other_taggers:tagger
function = other_taggers:made
class = other_taggers:One
rules = other_taggers:tagger
lost = other_taggers:nothing
absent = no_such_module:tagger
pi = math:pi
"""


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """A distribution as installers leave it: a module and its metadata on the path."""
    (tmp_path / "other_taggers.py").write_text(MODULE, encoding="utf-8")
    info = tmp_path / "other_taggers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: other-taggers\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    taggers.cache_clear()
    yield
    taggers.cache_clear()


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("object", "rivalry"),
        ("function", "cooperation"),
        ("function:none", "none"),
        ("class", "mixed"),
        ("class:none", "none"),
    ],
)
def test_taggers_of_another_distribution_are_called_by_name(elsewhere, name, frame):
    assert set(tag(["It rained.", "It snowed."], tagger=name)["frame"]) == {frame}


def test_they_are_listed_and_take_no_name_of_ours(elsewhere):
    assert list(taggers())[:3] == ["rules", "unweighed", "baseline"]
    assert {"object", "function", "class"} <= set(taggers())
    assert taggers()["rules"].startswith("trstudy.")


def test_one_that_cannot_be_loaded_says_where_it_was_looked_for(elsewhere):
    with pytest.raises(
        TaggerError, match=r"'lost' \(other_taggers:nothing\) cannot be loaded: .*no attribute"
    ):
        load_tagger("lost")
    with pytest.raises(TaggerError, match=r"'absent' \(no_such_module:tagger\) cannot be loaded: No module"):
        load_tagger("absent")
    with pytest.raises(TaggerError, match=r"'pi' \(math:pi\) is no tagger: it lacks tags or evidence"):
        load_tagger("pi")


def test_an_unknown_name_is_told_those_that_there_are(elsewhere):
    with pytest.raises(
        TaggerError, match=r"tagger is 'robot:x'; expected one of rules, unweighed, baseline, .*function"
    ):
        load_tagger("robot:x")
    with pytest.raises(TaggerError, match=r"tagger is 'object:x'; 'object' takes nothing after its name"):
        load_tagger("object:x")
