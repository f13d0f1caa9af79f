"""What a student hears of an answer: right or not, why, and what to try next."""

from __future__ import annotations

import functools
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from trstudy.errors import TrstudyError

Verdict = Literal["right", "nearly", "not yet", "unread"]

_EMPHASIS = re.compile(r"(?<![\w*])\*(\w[^*`\n]*)\*(?![\w*])")
_SIGNS = {"right": "✓", "nearly": "≈", "not yet": "✗", "unread": "?"}
_WORDS = {"right": "Right.", "nearly": "Nearly.", "not yet": "Not yet.", "unread": "I cannot read this."}

# The verdict is told by sign, word and the kind of line, so that it survives greyscale and dark pages.
_STYLE = """<style>
.tr-feedback { max-width: 48rem; margin: .5em 0; padding: .5em 1em; line-height: 1.5; font-size: 1rem;
  border-left: .4em solid #2a6fbb; background: color-mix(in srgb, currentColor 5%, transparent); }
.tr-feedback.tr-nearly { border-left: .4em double #b06a00; }
.tr-feedback.tr-not-yet, .tr-feedback.tr-unread { border-left: .4em dashed #c0392b; }
.tr-feedback p { margin: .2em 0; }
.tr-feedback ul { margin: .3em 0; padding-left: 1.3em; }
.tr-feedback .tr-hint::before { content: "Hint: "; font-weight: 600; }
</style>"""

Answer = TypeVar("Answer")
Given = ParamSpec("Given")


@dataclass(frozen=True)
class Feedback:
    """The reply to one answer. It shows itself: as HTML in a notebook, as text elsewhere.

    Attributes
    ----------
    verdict
        ``right``; ``nearly``, a slip that is known and named; ``not yet``; ``unread``, an answer of a
        kind that cannot be an answer.
    said
        What is right, what is not, and why. Words between backticks are code, between stars stressed.
    hint
        What to try next; empty if the answer is right.
    points
        Further remarks, one line each.
    """

    verdict: Verdict
    said: str
    hint: str = ""
    points: Sequence[str] = ()

    @property
    def passed(self) -> bool:
        """Whether the exercise is solved."""
        return self.verdict == "right"

    def __str__(self) -> str:
        lines = [f"{_SIGNS[self.verdict]} {_WORDS[self.verdict]} {self.said}"]
        lines += [f"  - {point}" for point in self.points]
        return _EMPHASIS.sub(r"\1", "\n".join([*lines, f"Hint: {self.hint}"] if self.hint else lines))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        points = "".join(f"<li>{_inline(point)}</li>" for point in self.points)
        hint = f"<p class='tr-hint'>{_inline(self.hint)}</p>" if self.hint else ""
        return (
            f"{_STYLE}<div class='tr-feedback tr-{self.verdict.replace(' ', '-')}' role='status'>"
            f"<p><strong>{_SIGNS[self.verdict]} {_WORDS[self.verdict]}</strong> {_inline(self.said)}</p>"
            f"{f'<ul>{points}</ul>' if points else ''}{hint}</div>"
        )


def _inline(text: str) -> str:
    code = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return _EMPHASIS.sub(r"<em>\1</em>", code)


class Unread(TrstudyError):
    """An answer is of a kind that cannot be an answer; the message says what was expected."""


class ToDo(TrstudyError):
    """An exercise has no answer yet. It ends a run of the whole notebook there, without a traceback."""

    def __init__(self, *paragraphs: str) -> None:
        # narrow enough for a notebook beside its file browser, which breaks long lines within words
        super().__init__("\n".join(textwrap.fill(text, 80) for text in paragraphs))

    def _render_traceback_(self) -> list[str]:
        """Have IPython show the message alone."""
        return [str(self)]


def exercise(
    task: str,
) -> Callable[
    [Callable[Concatenate[Any, Given], Feedback]], Callable[Concatenate[Any, Given], Feedback]
]:  # fmt: skip
    """Make a function that judges an answer fit for a classroom.

    An answer still left as ``...`` raises `ToDo` with the task; one that cannot be read, or that trstudy
    refuses, becomes feedback with the reason.

    Parameters
    ----------
    task
        What there is to do, in one sentence.
    """

    def decorate(
        check: Callable[Concatenate[Any, Given], Feedback],
    ) -> Callable[Concatenate[Any, Given], Feedback]:
        @functools.wraps(check)
        def checked(answer: Any, /, *args: Given.args, **kwargs: Given.kwargs) -> Feedback:
            parts = answer if isinstance(answer, tuple | list) else (answer,)
            if any(part is ... for part in (*parts, *args)):
                raise ToDo(
                    f"Here is something to do: {task}",
                    "Put your answer in the place of the dots (...) in the cell above, and run it again with "
                    "Shift+Enter. Nothing is broken.",
                )
            try:
                return check(answer, *args, **kwargs)
            except ToDo:
                raise
            except TrstudyError as error:
                return Feedback("unread", str(error), hint=task)

        return checked

    return decorate
