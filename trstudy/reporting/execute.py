"""One notebook, executed by papermill under settings that leave no trace of when and where."""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trstudy.errors import ReportError
from trstudy.reporting.run import Step
from trstudy.reporting.written import as_written

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_SOCKET_PATH_LIMIT = 104  # bytes, the smallest of the systems that have such sockets


def executed(path: Path, parameters: Mapping[str, Any], step: Step, study: Path | None = None) -> Any:
    """Execute a notebook and return it, free of anything that differs between runs.

    Parameters
    ----------
    path
        The notebook; its kernel starts in the folder that holds it.
    parameters
        Checked values for some of its parameters.
    step
        Called before each cell with the cells done, the cells in all and a label.
    study
        The folder of the study that has, or lacks, what some cells need.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    ReportError
        A cell failed; the message names notebook, cell, line and error.
    """
    step(0, 1, "starting")
    _spare_a_grammar()
    import nbformat
    import papermill
    from traitlets.config import Config

    warnings.simplefilter("ignore")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    written = as_written(nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]
    notebook = nbformat.from_dict(written)  # type: ignore[no-untyped-call]
    if study is not None:
        from trstudy.reporting.lacking import with_needs_met

        notebook = with_needs_met(notebook, path.name, study, parameters)
    cells = len(notebook.cells) + bool(parameters)
    try:
        done = papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            cwd=path.parent,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            config=Config({"KernelManager": _transport(path.stem)}),
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            on_cell_start=lambda cell, cell_index: step(cell_index, cells, _label(cell)),
        )
    except papermill.PapermillExecutionError as error:
        raise ReportError(_failure(path, notebook, error)) from None
    return scrubbed(done)


def executed_before(path: Path) -> Any:
    """Return the notebook that an earlier run executed and wrote."""
    _spare_a_grammar()
    import nbformat

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def notebook_bytes(notebook: Any) -> bytes:
    """Return a notebook as the bytes of an ``.ipynb`` file."""
    import nbformat

    text: str = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
    return f"{text}\n".encode()


def scrubbed(notebook: Any) -> Any:
    """Remove run times, random ids and memory addresses from an executed notebook, in place."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    styler_ids: dict[str, str] = {}
    for number, cell in enumerate(notebook.cells):
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell["id"] = "injected-parameters"
        elif not cell.get("id"):
            cell["id"] = f"cell-{number}"
        for output in cell.get("outputs", ()):
            data = output.get("data", output)
            for kind in ("text", "text/plain", "text/html"):
                if isinstance(data.get(kind), str):
                    data[kind] = _settled_text(data[kind], styler_ids)
    return notebook


def _spare_a_grammar() -> None:
    """Keep jsonschema from compiling an optional grammar at import, for 2 s: notebooks have no use for it."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _settled_text(text: str, styler_ids: dict[str, str]) -> str:
    def stable(match: re.Match[str]) -> str:
        return styler_ids.setdefault(match[0], f"T_{len(styler_ids):05d}")

    text = re.sub(r"(?<= at )0x[0-9a-f]{6,16}\b", "0x0", text)
    return re.sub(r"\bT_[0-9a-f]{5}(?=\b|_)", stable, text)


def _transport(name: str) -> dict[str, Any]:
    """Have a kernel talk through sockets in the run's own folder, as ports can collide between runs."""
    sockets = str(Path(os.environ["JUPYTER_RUNTIME_DIR"], name))
    if sys.platform == "win32" or len(os.fsencode(sockets)) + len("-5") >= _SOCKET_PATH_LIMIT:
        return {}
    return {"transport": "ipc", "ip": sockets}


def _label(cell: Any) -> str:
    """Return the first telling words of a cell."""
    lines = [line.strip("# \t") for line in cell.source.splitlines()]
    return next((line for line in lines if line), "")[:60]


def _failure(path: Path, notebook: Any, error: Any) -> str:
    """Word a failed cell: which one, by number and id in the notebook as written, line and error."""
    trace = _ANSI.sub("", "\n".join(error.traceback))
    lines = error.source.splitlines()
    found = re.findall(r"Cell In\[\d+\], line (\d+)|File <ipython-input[^>]*>:(\d+)", trace)
    number = int(next(filter(None, found[0]))) if found else 1
    cells = notebook.cells
    index = next((i for i, c in enumerate(cells) if c.cell_type == "code" and c.source == error.source), None)
    where = (
        "the cell of given parameters"
        if index is None
        else (f"cell {index + 1} of {len(cells)} (id {cells[index].get('id', '?')})")
    )
    source = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"{path.name}: {where}, line {number} failed\n    {source}\n{error.ename}: {error.evalue}"
