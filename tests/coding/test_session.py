"""A session: units in order and in context, every code kept, reopened where it stopped."""

from __future__ import annotations

import pytest

import trstudy
from tests.coding.conftest import TEXTS
from trstudy.coding.gather import gathered
from trstudy.coding.session import open_session
from trstudy.coding.sheet import Progress
from trstudy.coding.store import STORE, open_store
from trstudy.errors import CodingError

ALL = {"frame": "none", "arena": "other", "voice": "author", "modality": "asserted"}


def coded(session, **codes):
    for variable, code in {**ALL, **codes}.items():
        session.give(variable, code)
    session.next()


def test_a_unit_is_shown_with_what_came_before_it_and_never_what_comes_after(small):
    with open_session(small, coder="A", sample=10) as session:
        seen = []
        for k in range(10):
            session.go(k)
            unit = session.unit
            doc_id, n = unit.sentence_id[:3], int(unit.sentence_id[-3:])
            assert unit.text == TEXTS[doc_id][n - 1]
            assert unit.earlier == TEXTS[doc_id][: n - 1]
            assert unit.role == ("title" if n == 1 else "body")
            seen.append(unit.title)
        assert set(seen) == {"The [first] text", "The second text"}


def test_what_is_given_is_in_the_file_at_once(small):
    session = open_session(small, coder="Änne", sample=3)
    sentence_id = session.unit.sentence_id
    session.give("frame", "mixed")
    session.rate(3)
    session.remark("  hard,\n or not ")
    with open_store(small.root / STORE, create=False) as store:
        (row,) = store.codes("Änne").to_dict("records")
    assert (row["unit"], row["frame"], row["confidence"]) == (sentence_id, "mixed", 3)
    assert row["note"] == session.note == "hard, or not"
    assert session.missing == ["arena", "voice", "modality"]
    assert session.codes == {"frame": "mixed"}


def test_the_session_goes_on_where_it_stopped_with_the_same_units(small):
    with open_session(small, coder="A", sample=6, seed=2) as session:
        units = [place.sentence_id for place in session._sheet.places]
        coded(session)
        session.skip()
        session.give("frame", "rivalry")
        at = session.position
    with open_session(small, coder="A") as again:
        assert [place.sentence_id for place in again._sheet.places] == units
        assert (again.position, again.codes) == (at, {"frame": "rivalry"}) == (2, {"frame": "rivalry"})
        assert again.progress == Progress(done=1, skipped=1, open=4, total=6)
        assert again.design["seed"] == 2
    with open_store(small.root / STORE) as store:
        assert store.samples()[["coder", "size", "seed", "units"]].to_numpy().tolist() == [["A", 6, 2, 6]]


def test_another_sample_keeps_codes_of_units_in_both(small):
    with open_session(small, coder="A", sample=10, seed=1) as session:
        coded(session, frame="rivalry")
        first = session._sheet.places[0].sentence_id
    with open_session(small, coder="A", sample=10, seed=5) as other:
        assert other.progress.done == 1
        other.go([place.sentence_id for place in other._sheet.places].index(first))
        assert other.codes["frame"] == "rivalry"
    with open_session(small, coder="A", sample=10, seed=1) as session:
        assert session.design["seed"] == 1
        with open_store(small.root / STORE) as store:
            assert len(store.samples()) == 2


def test_coders_share_the_units_and_see_nothing_of_each_other(small):
    with open_session(small, coder="A", sample=4) as a, open_session(small, coder="B", sample=4) as b:
        a.give("frame", "mixed")
        assert b.unit == a.unit
        assert b.codes == {}
        assert b.undo() is None
        b.give("frame", "none")
        assert (a.codes, b.codes) == ({"frame": "mixed"}, {"frame": "none"})


def test_undo_takes_back_one_thing_at_a_time_and_goes_to_its_unit(small):
    with open_session(small, coder="A", sample=4) as session:
        session.give("frame", "none")
        session.give("frame", "rivalry")
        session.rate(1)
        session.next()
        session.skip()
        assert session.position == 2
        assert session.undo() == "skip"
        assert (session.position, session.skipped) == (1, False)
        assert session.undo() == "confidence 1"
        assert (session.position, session.confidence) == (0, None)
        assert session.undo() == "frame rivalry"
        assert session.codes == {"frame": "none"}
        assert session.undo() == "frame none"
        assert session.undo() is None
    with open_store(small.root / STORE) as store:
        assert len(store.history()) == 8


def test_undo_stays_within_the_sample(small):
    with open_session(small, coder="A", sample=1, seed=1) as session:
        session.give("frame", "none")
        here = session.unit.sentence_id
    with open_session(small, coder="A", sample=1, seed=3) as other:
        assert other.unit.sentence_id != here
        assert other.undo() is None


def test_next_comes_round_to_what_was_left_open_and_ends(small):
    with open_session(small, coder="A", sample=3) as session:
        session.next()
        coded(session)
        coded(session)
        assert session.position == 0
        coded(session)
        assert session.position is None
        assert session.progress == Progress(done=3, skipped=0, open=0, total=3)
        with pytest.raises(CodingError, match="all 3 units are coded or passed over"):
            session.give("frame", "none")
        session.back()
        assert session.position == 2
        session.back()
        session.back()
        session.back()
        assert session.position == 0


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (
            lambda s: s.give("frame", "war"),
            "frame is 'war'; expected one of cooperation, rivalry",
        ),
        (lambda s: s.give("arena", "syria"), "expected one of energy, economy, bilateral, other"),
        (lambda s: s.give("mood", "good"), "variable is 'mood'; expected one of frame"),
        (lambda s: s.rate(4), "confidence is 4; expected one of 1, 2, 3"),
        (lambda s: s.go(3), "position is 3; expected 0 to 2"),
    ],
)
def test_what_is_not_legal_is_refused_and_not_kept(small, act, message):
    with open_session(small, coder="A", sample=3) as session:
        with pytest.raises(CodingError, match=message):
            act(session)
        assert session.codes == {}


def test_a_changed_text_is_one_clear_error(small):
    open_session(small, coder="A", sample=10).close()
    small.texts["two"] = small.texts["two"].replace("denied", "voiced")
    with pytest.raises(CodingError, match=r"codings\.db: two:003, at 29 to 43, .* the text has changed"):
        open_session(small, coder="A")
    with pytest.raises(CodingError, match="the text has changed"):
        gathered(small)


def test_the_real_study_can_be_coded_and_compared(tmp_path):
    study = trstudy.open_study("seeds/..")
    with open_session(study, coder="A", sample=5, within="gold_dev", db=tmp_path / "a.db") as session:
        while session.position is not None:
            for variable, code in {**ALL, "arena": session.legal["arena"][0]}.items():
                session.give(variable, code)
            session.next()
    found = study.codes("A", "gold_dev", db=tmp_path / "a.db")
    table = trstudy.agreement(found, "voice", n_boot=0)
    assert table["pairable"].unique().tolist() == [5]
    assert found.groupby("coder").size().to_dict() == {"A": 5, "gold_dev": 94}
    assert study.codes(db=tmp_path / "a.db")["coder"].unique().tolist() == ["A"]
