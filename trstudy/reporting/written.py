"""A notebook as somebody wrote it: without what running it or saving it in JupyterLab leaves behind."""

from __future__ import annotations

from typing import Any

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LEFT_BEHIND = ("collapsed", "execution", "papermill", "scrolled", "trusted")


def as_written(notebook: Any) -> Any:
    """Take out of a notebook, in place, what is no part of what it says.

    Those are the outputs and execution counts, the state of view and time of its cells, and which kernel it
    was last open in: it runs with none of these. Saved unchanged, it stays the notebook that it was.

    Parameters
    ----------
    notebook
        A notebook as nbformat or json reads it.

    Returns
    -------
    Any
        The same notebook.
    """
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
        for key in _LEFT_BEHIND:
            cell.get("metadata", {}).pop(key, None)
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
    notebook["metadata"] = {"kernelspec": dict(_KERNEL), "language_info": {"name": "python"}}
    return notebook
