"""Coding in a notebook: the same session as in the terminal, with buttons and a line for keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets
from IPython.display import Markdown

from trstudy.coding.codetable import CONFIDENCES
from trstudy.coding.keys import keys, obey
from trstudy.coding.sampling import TAGGERS
from trstudy.coding.session import open_session
from trstudy.coding.source import Source
from trstudy.errors import CodingError

_STYLE = """<style>
.tr-coding { max-width: 62rem; }
.tr-coding p { margin: .3em 0; }
.tr-coding .tr-earlier { opacity: .75; margin-left: 1.5em; line-height: 1.5; }
.tr-coding .tr-now { font-size: 1.15em; line-height: 1.5; margin: .6em 0; padding-left: .8em;
  border-left: .25em solid currentColor; }
.tr-coding summary { cursor: pointer; }
.tr-coding .tr-choices { flex-flow: row wrap; }
.tr-coding .widget-button { width: auto; min-width: 4.5em; padding: 0 .7em; border: 1px solid currentColor; }
.tr-coding .widget-button:focus-visible { outline: 3px solid currentColor; outline-offset: 1px; }
.tr-coding .tr-chosen { font-weight: 700; box-shadow: inset 0 0 0 2px currentColor; }
.tr-coding .tr-keys input { font-family: monospace; font-weight: 700; border: 2px solid currentColor; }
.tr-coding .tr-note input { font-style: italic; border-style: dashed; }
.tr-coding .tr-said { min-height: 1.5em; font-weight: 600; }
</style>"""
_SHOWN = 5  # earlier units that are there without opening


class Workbench(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The coding workbench in JupyterLab; as the last line of a cell it shows itself.

    Takes what `trstudy.coding.session.open_session` takes. Every button can be reached by the tabulator
    and pressed by the space bar; after a code the focus goes on to the next variable. The line below
    takes what the terminal takes: ``csah.`` and Enter codes a unit and goes on.

    Attributes
    ----------
    session
        The coder's session.
    buttons
        By variable and code, ``confidence`` and number, ``act`` and ``next, back, skip, undo``.
    line
        The field for keys; a value that it is given is obeyed.
    note
        The field for a note on the unit.
    """

    def __init__(
        self,
        study: Source,
        *,
        coder: str,
        sample: int | None = None,
        seed: int | None = None,
        by: str | None = None,
        taggers: Sequence[str] = TAGGERS,
        within: str | None = None,
        db: str | Path | None = None,
    ) -> None:
        self.session = open_session(
            study, coder=coder, sample=sample, seed=seed, by=by, taggers=taggers, within=within, db=db
        )
        self.buttons: dict[str, dict[str, widgets.Button]] = {}
        self._labels: dict[widgets.Button, str] = {}
        self._rules = {v: self.session.codebook.section(v) for v in self.session.legal}
        self._head, self._said = widgets.HTML(), widgets.HTML()
        self._said.add_class("tr-said")
        self._rule = widgets.Output()
        rows = [self._code_row(variable) for variable in self.session.legal]
        rows.append(self._row("confidence", {str(n): f"{n} {m}" for n, m in CONFIDENCES.items()}, self._rate))
        self.note = widgets.Text(placeholder="a note on this unit; no codes here", continuous_update=False)
        self.line = widgets.Text(placeholder="keys, e.g. csah. then Enter", continuous_update=False)
        self.note.add_class("tr-note")
        self.line.add_class("tr-keys")
        self.note.observe(self._remarked, "value")
        self.line.observe(self._typed, "value")
        acts = {"next": "next ›", "back": "‹ back", "skip": "skip", "undo": "undo"}
        super().__init__(
            [
                widgets.HTML(_STYLE), self._head, *rows, self._row("act", acts, self._act),
                _labelled("keys", self.line), _labelled("note, in words", self.note), self._said, self._rule,
            ]
        )  # fmt: skip
        self.add_class("tr-coding")
        self._show()

    # --- building ---

    def _code_row(self, variable: str) -> widgets.HBox:
        by_code = {code: key for key, code in keys(self.session.legal[variable]).items()}
        faces = {code: f"{code} ({by_code[code]})" for code in self.session.legal[variable]}

        def give(code: str) -> None:
            self.session.give(variable, code)
            self._focus()

        row = self._row(variable, faces, give)
        for code, button in self.buttons[variable].items():
            button.tooltip = self.session.codebook.hint(variable, code) or code
        return row

    def _row(self, name: str, faces: dict[str, str], act: Callable[[str], object]) -> widgets.HBox:
        self.buttons[name] = {}
        for value, face in faces.items():
            button = widgets.Button(description=face)
            button.on_click(lambda _, value=value: self._do(lambda: act(value)))
            self.buttons[name][value] = button
            self._labels[button] = face
        return _labelled("" if name == "act" else name, *self.buttons[name].values())

    # --- doing ---

    def _do(self, act: Callable[[], object]) -> None:
        try:
            said = act()
        except CodingError as error:
            said = str(error)
        self._said.value = escape(said) if isinstance(said, str) else ""
        self._show()

    def _rate(self, confidence: str) -> None:
        self.session.rate(int(confidence))

    def _act(self, word: str) -> str:
        said = obey(self.session, word)
        if word != "undo":
            self._focus()
        return said

    def _remarked(self, change: dict[str, str]) -> None:
        if self.session.position is not None and change["new"] != self.session.note:
            self._do(lambda: self.session.remark(change["new"]))

    def _typed(self, change: dict[str, str]) -> None:
        line = change["new"]
        if line:
            self.line.value = ""
            self._do(lambda: obey(self.session, line))

    def _focus(self) -> None:
        """Send the focus where the next key is needed; the kernel knows, the browser does it."""
        if self.session.position is None:
            return
        missing = self.session.missing
        row = self.buttons[missing[0]] if missing else self.buttons["act"]
        next(iter(row.values())).focus()

    # --- showing ---

    def _show(self) -> None:
        session = self.session
        ended = session.position is None
        given = {} if ended else {**session.codes, "confidence": str(session.confidence)}
        for name, row in self.buttons.items():
            for value, button in row.items():
                chosen = given.get(name) == value
                button.description = f"✓ {self._labels[button]}" if chosen else self._labels[button]
                button.disabled = ended and not (name == "act" and value in ("back", "undo"))
                (button.add_class if chosen else button.remove_class)("tr-chosen")
        self.note.disabled = ended
        self.note.value = "" if ended else session.note
        self._head.value = self._unit()
        at = None if ended else next(iter(session.missing), None)
        self._rule.outputs = ()
        if at:
            self._rule.append_display_data(Markdown(self._rules[at]))  # type: ignore[no-untyped-call]

    def _unit(self) -> str:
        session, progress = self.session, self.session.progress
        skipped = f", {progress.skipped} passed over" if progress.skipped else ""
        count = f"{progress.done} of {progress.total} coded{skipped}"
        if session.position is None:
            return f"<p><b>{count}. No unit is open.</b></p>"
        unit = session.unit
        cut = max(len(unit.earlier) - _SHOWN, 0)
        far = "".join(f"<p class='tr-earlier'>{escape(text)}</p>" for text in unit.earlier[:cut])
        near = "".join(f"<p class='tr-earlier'>{escape(text)}</p>" for text in unit.earlier[cut:])
        opened = f"<details><summary>{cut} earlier</summary>{far}</details>" if cut else ""
        kind = "" if unit.role == "body" else f" ({unit.role})"
        passed = "; passed over" if session.skipped else ""
        return (
            f"<p><b>{session.position + 1}.</b> {escape(unit.sentence_id)}{kind}{passed} · {count}</p>"
            f"<p><i>{escape(unit.title)}</i></p>{opened}{near}<p class='tr-now'>{escape(unit.text)}</p>"
        )


def _labelled(name: str, *parts: widgets.Widget) -> widgets.HBox:
    label = widgets.Label(name, layout=widgets.Layout(flex="0 0 6.5em"))
    choices = widgets.HBox(parts, layout=widgets.Layout(flex="1 1 auto"))
    choices.add_class("tr-choices")
    return widgets.HBox([label, choices])
