"""The explorer: one page that holds every sentence with its codes and cues, and the script to read them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from trstudy.reporting.explorer.columns import columns
from trstudy.reporting.theme import Site, rendered

TITLE = "Every sentence, and what decided it"

# In this order they make one script; each is a chapter of it.
SCRIPTS: tuple[str, ...] = (
    "page", "corpus", "search", "narrowing", "filter", "state", "facets", "shares", "roll", "sentences",
    "reading", "lines", "order", "concordance", "why", "citation", "table", "keys", "main",
)  # fmt: skip
# What would end the script element, be read as markup, or cannot be written as UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def explorer(
    documents: pd.DataFrame,
    tags: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    site: Site,
    blocks: pd.DataFrame | None = None,
    meanings: Mapping[str, str] | None = None,
    reasons: Sequence[Sequence[str]] | None = None,
) -> str:
    """Return the explorer's page: self-contained, and the same for the same tables.

    Parameters
    ----------
    documents, tags, evidence
        The study's tables.
    site
        What all pages of the report share.
    blocks
        Every span of the raw texts; those that cleaning dropped can be shown in their places.
    meanings
        What each deciding rule means, in words.
    reasons
        For each row of ``tags``, why it got its arena, voice and modality, in words.

    Returns
    -------
    str
        HTML whose security policy lets no script run but its own, and nothing be fetched.

    Raises
    ------
    TrstudyError
        A table lacks a column.
    """
    told = columns(documents, tags, evidence, blocks=blocks, meanings=meanings, reasons=reasons)
    page = rendered(
        "explorer.html.j2",
        site,
        current="explorer",
        title=TITLE,
        description="Each sentence with its frame, its cues and the rule that decided: filter, cite, export.",
        data=inlined(told),
        script=script(),
        script_hash=policy_hash(script()),
        explorer_css=_own("explorer.css"),
        n_sentences=len(tags),
        n_articles=len(documents),
    )
    return page.decode("utf-8")


def inlined(value: Any) -> str:
    """Return a value as JSON that can stand in a ``<script>`` element, whatever the words in it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def script() -> str:
    """Return the page's script: the chapters of :data:`SCRIPTS` in a scope of their own."""
    chapters = "\n".join(_own(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n\n{chapters}}})();\n'


def policy_hash(text: str) -> str:
    """Return the source expression by which a security policy knows an inline script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"


def _own(name: str) -> str:
    return files("trstudy.reporting.explorer").joinpath(name).read_text(encoding="utf-8")
