"""The workbench in a notebook: pressed and typed as JupyterLab would, over the widgets' own protocol."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import pytest

from tests.coding.conftest import TEXTS
from trstudy.coding.session import open_session
from trstudy.coding.store import STORE, open_store
from trstudy.coding.widget import Workbench


@pytest.fixture
def bench(small):
    made = Workbench(small, coder="Änne", sample=4)
    yield made
    made.session.close()


def press(bench, row, value):
    """Send what the browser sends when a button is pressed."""
    bench.buttons[row][value]._handle_custom_msg({"event": "click"}, [])


def typed(field, text):
    """Send what the browser sends when a line is entered."""
    field.set_state({"value": text})


def shown(bench) -> str:
    return re.sub(r"<[^>]+>", " ", bench._head.value)


def chosen(bench) -> list[str]:
    return [b.description for row in bench.buttons.values() for b in row.values() if "✓" in b.description]


def test_pressed_buttons_code_the_unit_and_are_kept_at_once(bench, small):
    first = bench.session.unit
    assert first.text in shown(bench)
    for row, value in [("frame", "mixed"), ("arena", "energy"), ("voice", "author"), ("modality", "hedged")]:
        press(bench, row, value)
    press(bench, "confidence", "2")
    typed(bench.note, "hard")
    assert chosen(bench) == ["✓ mixed (m)", "✓ energy (e)", "✓ author (a)", "✓ hedged (h)", "✓ 2 fairly sure"]
    with open_store(small.root / STORE) as store:
        (row,) = store.codes().to_dict("records")
    assert (row["unit"], row["frame"], row["modality"]) == (first.sentence_id, "mixed", "hedged")
    assert (row["confidence"], row["note"]) == (2, "hard")
    press(bench, "act", "next")
    assert bench.session.position == 1
    assert (chosen(bench), bench.note.value) == ([], "")
    assert "1 of 4 coded" in shown(bench)


def test_a_line_of_keys_is_obeyed_and_emptied(bench):
    typed(bench.line, "neah.")
    assert (bench.session.position, bench.line.value) == (1, "")
    typed(bench.line, "n &")
    assert "&amp;" in bench._said.value
    assert "is no arena" in bench._said.value
    assert bench.session.codes == {"frame": "none"}
    press(bench, "act", "undo")
    assert "taken back: frame none" in bench._said.value
    assert bench.session.codes == {}


def test_nothing_later_and_nobody_elses_is_in_any_widget(small, bench):
    with open_session(small, coder="Other", sample=4) as other:
        other.give("frame", "mixed")
        other.remark("seen by others?")
    unit = bench.session.unit
    press(bench, "act", "back")
    states = repr([w.get_state() for w in descendants(bench)])
    assert "seen by others?" not in states
    assert chosen(bench) == []
    for later in TEXTS[unit.sentence_id[:3]][len(unit.earlier) + 1 :]:
        assert later not in states


def test_buttons_may_be_answered_in_another_thread_than_cells(bench):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda code: press(bench, "frame", code), ["none", "mixed", "rivalry"] * 5))
    assert bench._said.value == ""
    with open_store(bench.session._desk.path) as store:
        assert len(store.history()) == 15


def test_skip_passes_on_and_back_shows_what_was_skipped(bench):
    press(bench, "act", "skip")
    press(bench, "act", "back")
    assert "passed over" in shown(bench)


def test_at_the_end_only_back_and_undo_are_left(bench):
    for _ in range(4):
        typed(bench.line, "neah.")
    assert "No unit is open" in shown(bench)
    enabled = {f"{r} {v}" for r, row in bench.buttons.items() for v, b in row.items() if not b.disabled}
    assert enabled == {"act back", "act undo"}
    press(bench, "act", "back")
    assert "✓ none (n)" in chosen(bench)


def test_the_focus_goes_where_the_next_code_is_needed(bench, monkeypatch):
    focused = []
    monkeypatch.setattr(ipywidgets.Button, "focus", lambda self: focused.append(self.description))
    press(bench, "frame", "none")
    press(bench, "voice", "author")
    press(bench, "arena", "other")
    press(bench, "modality", "hedged")
    press(bench, "act", "next")
    assert focused == ["energy (e)", "energy (e)", "asserted (a)", "next ›", "cooperation (c)"]


def test_the_rule_is_that_of_the_variable_at_hand(bench):
    assert "## 1. frame" in str(bench._rule.outputs)
    press(bench, "frame", "none")
    assert "## 2. arena" in str(bench._rule.outputs)
    assert bench.buttons["frame"]["rivalry"].tooltip == "opposed"


def test_words_of_a_text_are_no_markup(bench):
    bench.session._texts = [
        type(t)(t.sentence_id, "<b>", t.role, "<i>x</i>", []) for t in bench.session._texts
    ]
    press(bench, "frame", "none")
    assert "&lt;i&gt;x&lt;/i&gt;" in bench._head.value


def descendants(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from descendants(child)


def test_a_question_mark_points_to_the_rule_and_quitting_loses_nothing(bench):
    typed(bench.line, "?")
    assert bench._said.value == "the codebook&#x27;s rule for frame stands below"
    typed(bench.line, "q")
    assert bench._said.value == "all is kept: leave when you like"


def test_the_line_for_keys_comes_before_the_note_and_looks_otherwise(bench):
    rows = [row for row in bench.children if isinstance(row, ipywidgets.HBox)]
    fields = [row.children[1].children[0] for row in rows if row.children[1].children]
    assert fields.index(bench.line) < fields.index(bench.note)
    assert ("tr-keys" in bench.line._dom_classes, "tr-note" in bench.note._dom_classes) == (True, True)
    style = bench.children[0].value
    assert ".tr-keys input" in style
    assert ".tr-note input" in style
