"""The IPython extension that report kernels load: figures as SVG that carry their alt text."""

from __future__ import annotations

import io
from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Have matplotlib figures shown by :func:`figure_bundle`, without importing matplotlib yet."""
    shell.display_formatter.mimebundle_formatter.for_type_by_name(
        "matplotlib.figure", "Figure", figure_bundle
    )


def figure_bundle(figure: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return a figure as the same SVG on every machine, with its alt text as metadata."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    alt = alt_text(figure)
    return {"image/svg+xml": buffer.getvalue()}, {"image/svg+xml": {"alt": alt} if alt else {}}


def alt_text(figure: Any) -> str:
    """Return the description that a figure carries, or else the titles drawn on it."""
    told = getattr(figure, "alt_text", "")
    if told:
        return str(told)
    titles = [
        figure.get_suptitle(),
        *(axes.get_title(loc) for axes in figure.axes for loc in ("left", "center")),
    ]
    return "; ".join(title for title in titles if title)
