"""The two copies of a seminar notebook: one to work in, one with the solutions.

A notebook of the seminar is written once, as the teacher's version. An exercise is a Markdown cell that
begins with ``### Exercise``, and a code cell with its solution between two comments, those of nbgrader::

    ### BEGIN SOLUTION
    share = size[dropped].sum() / size.sum()
    ### END SOLUTION
    check.dropped_share(share, study)

Cells tagged ``instructor`` are the teacher's alone.
"""

from __future__ import annotations

import ast
import re
from typing import Any

import nbformat
from nbconvert.preprocessors import (
    ClearMetadataPreprocessor,
    ClearOutputPreprocessor,
    Preprocessor,
    TagRemovePreprocessor,
)

from trstudy.errors import TrstudyError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
COPIES: tuple[str, ...] = ("student", "solution")

_HEADING = re.compile(r"^### Exercise\b", re.M)
_BLOCK = re.compile(rf"^{BEGIN}[^\n]*\n(.*?)^{END}[^\n]*(?:\n|\Z)", re.M | re.S)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class Numbered(Preprocessor):
    """Number the exercises: ``### Exercise: …`` becomes ``### Exercise 3: …``."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Number the headings, and note in each cell with a solution which exercise it solves."""
        number, solved = 0, set[int]()
        for index, cell in enumerate(nb.cells):
            if cell.cell_type == "markdown" and _HEADING.match(cell.source):
                number += 1
                cell.source = _HEADING.sub(f"### Exercise {number}", cell.source, count=1)
            elif cell.cell_type == "code" and (BEGIN in cell.source or END in cell.source):
                _require_blocks(cell, index)
                if number == 0 or number in solved:
                    raise TrstudyError(
                        f"{_where(cell, index)}: a solution without an exercise of its own; expected a "
                        "Markdown cell before it that begins with “### Exercise”"
                    )
                solved.add(number)
                cell.metadata["exercise"] = number
        return nb, resources


class Cleared(Preprocessor):
    """Take the solutions out; names that they set and the cell needs are left to be set: ``name = ...``."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Replace each solution by a note of what to do and the names that the rest of the cell lacks."""
        if cell.cell_type == "code" and BEGIN in cell.source:
            given = _BLOCK.sub("", cell.source)
            there = _names(given, ast.Store, cell, index)
            needed = [name for name in _names(given, ast.Load, cell, index) if name not in there]
            cell.source = _BLOCK.sub(lambda block: self._task(block[1], needed, cell, index), cell.source)
        return cell, resources

    @staticmethod
    def _task(solution: str, needed: list[str], cell: Any, index: int) -> str:
        left = [name for name in _names(solution, ast.Store, cell, index) if name in needed]
        begin = f"# To do, exercise {cell.metadata['exercise']}:"
        if not left:
            return f"{begin} do what it says, here or above; this cell looks at what you have.\n"
        begin += " put your answer in the place of the dots."
        return "\n".join([begin, *(f"{name} = ..." for name in left), ""])


class Revealed(Preprocessor):
    """Leave the solutions in, without the comments around them."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Replace the first comment by one that says what follows, and drop the second."""
        if cell.cell_type == "code" and BEGIN in cell.source:
            heading = f"# A solution of exercise {cell.metadata['exercise']}.\n"
            cell.source = _BLOCK.sub(lambda block: heading + block[1], cell.source)
        return cell, resources


_CLEAN: list[tuple[Any, dict[str, Any]]] = [
    (ClearOutputPreprocessor, {}),
    (
        ClearMetadataPreprocessor,
        {"preserve_cell_metadata_mask": {"tags"}, "preserve_nb_metadata_mask": {("language_info", "name")}},
    ),
]
_STEPS: dict[str, list[tuple[Any, dict[str, Any]]]] = {
    "student": [
        (TagRemovePreprocessor, {"remove_cell_tags": {"instructor"}}),
        (Numbered, {}),
        (Cleared, {}),
        *_CLEAN,
    ],
    "solution": [(Numbered, {}), (Revealed, {}), *_CLEAN],
}


def copy_of(notebook: Any, which: str) -> bytes:
    """Return one copy of a notebook, as the bytes of its file.

    Parameters
    ----------
    notebook
        The teacher's version, as nbformat holds it; it is not changed.
    which
        ``"student"`` or ``"solution"``.

    Raises
    ------
    TrstudyError
        A solution is not between its comments, or belongs to no exercise.
    """
    made, resources = nbformat.from_dict(notebook), {}  # type: ignore[no-untyped-call,var-annotated]
    for preprocessor, options in _STEPS[which]:
        made, resources = preprocessor(**options).preprocess(made, resources)
    made.metadata["kernelspec"] = dict(_KERNEL)
    made.metadata["language_info"] = {"name": "python"}
    nbformat.validate(made)
    text: str = nbformat.writes(made)  # type: ignore[no-untyped-call]
    return f"{text}\n".encode()


def exercises(notebook: Any) -> int:
    """Count the exercises of a notebook."""
    return sum(c.cell_type == "markdown" and bool(_HEADING.match(c.source)) for c in notebook.cells)


def _where(cell: Any, index: int) -> str:
    return f"cell {index + 1} (id {cell.get('id', '?')})"


def _require_blocks(cell: Any, index: int) -> None:
    rest = _BLOCK.sub("", cell.source)
    if BEGIN in rest or END in rest:
        raise TrstudyError(
            f"{_where(cell, index)}: {BEGIN!r} and {END!r} do not pair; expected each on a line of its own, "
            "first the one, then the other"
        )


def _names(source: str, kind: type[ast.expr_context], cell: Any, index: int) -> list[str]:
    """List the names that code sets, or uses, in order."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise TrstudyError(f"{_where(cell, index)}: is not Python without its solution: {error}") from None
    found = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, kind)]
    found.sort(key=lambda name: (name.lineno, name.col_offset))
    return list(dict.fromkeys(name.id for name in found))
