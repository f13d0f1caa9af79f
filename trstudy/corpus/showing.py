"""Cleaned text side by side, kept left and dropped right: for the terminal and for a page."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from trstudy.corpus.cleaning import Cleaned
from trstudy.corpus.unwrapping import unwrapped

_BREAK = re.compile(r"\r\n|[\n\r]")
_STYLE = """
.trstudy-cleaned { border-collapse: collapse; width: 100%; max-width: 70em; text-align: left; }
.trstudy-cleaned th, .trstudy-cleaned td { padding: .3em .8em; vertical-align: top;
  text-align: left !important; }
.trstudy-cleaned td { width: 60%; }
.trstudy-cleaned td:last-child { width: 40%; border-left: 1px solid #999; }
.trstudy-cleaned .out, .trstudy-cleaned td:first-child .label { opacity: .75; }
.trstudy-cleaned .label { font-style: italic; }
.trstudy-cleaned tr { break-inside: auto; }
.trstudy-cleaned .title { font-weight: bold; font-size: 1.15em; }
.trstudy-cleaned .heading { font-weight: bold; }
"""


def visible(text: str) -> str:
    """Return ``text`` without characters that steer a terminal instead of showing."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" else c for c in text)


def rows(cleaned: Cleaned, *, split: bool = False) -> Iterator[tuple[int, str, str, str]]:
    """Yield ``(line, label, kept text, dropped text)`` for each block, or for each sentence of the kept.

    Parameters
    ----------
    cleaned
        What `trstudy.clean` gave.
    split
        Give kept blocks sentence by sentence, with the sentence's number as label.
    """
    raw = cleaned.raw
    line, counted, number = 1, 0, 0
    for block in cleaned.blocks:
        text = raw[block.start : block.end]
        spans = [(block.start + len(text) - len(text.lstrip()), block.end)]
        if split and block.kept:
            from trstudy.corpus.sentences import block_spans

            spans = block_spans(raw, block)
        for start, end in spans:
            line, counted = line + len(_BREAK.findall(raw, counted, start)), start
            shown = visible(unwrapped(raw, start, end).strip())
            number += block.kept
            if block.kept:
                yield line, str(number) if split else block.role, shown, ""
            else:
                yield line, block.reason, "", shown


def summary(cleaned: Cleaned) -> str:
    """Say in one line how much of a text is kept, and what is dropped."""
    size = sum(len(cleaned.raw[b.start : b.end].strip()) for b in cleaned.blocks)
    kept = sum(len(cleaned.raw[b.start : b.end].strip()) for b in cleaned.kept)
    counts: dict[str, int] = {}
    for block in cleaned.dropped:
        counts[block.reason] = counts.get(block.reason, 0) + 1
    dropped = ", ".join(f"{reason} {n}" if n > 1 else reason for reason, n in counts.items()) or "nothing"
    share = f" ({100 * kept / size:.0f} %)" if size else ""
    return f"{kept:,} of {size:,} characters kept{share}; dropped: {dropped}"


def page(cleaned: Cleaned, *, name: str = "", split: bool = False) -> str:
    """Return the side-by-side view as HTML; a whole page if ``name`` is given, else a fragment."""
    body = []
    for _, label, kept, dropped in rows(cleaned, split=split):
        note = f'<span class="label">{html.escape(label)}</span> '
        left = f'<span class="{html.escape(label)}">{html.escape(kept)}</span>' if kept else ""
        if split and kept:
            left = note + html.escape(kept)
        right = f'<span class="out">{note}{html.escape(dropped)}</span>' if dropped else ""
        body.append(f"<tr><td>{left}</td><td>{right}</td></tr>")
    table = (
        f"<style>{_STYLE}</style>\n<p>{html.escape(summary(cleaned))}</p>\n"
        '<table class="trstudy-cleaned">\n<thead><tr><th>Kept</th><th>Dropped</th></tr></thead>\n<tbody>\n'
        + "\n".join(body)
        + "\n</tbody>\n</table>\n"
    )
    if not name:
        return table
    title = html.escape(name)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n{table}</html>\n"
    )


def is_page(data: bytes) -> bool:
    """Tell whether a file's content is a whole page as `page` makes it."""
    return data.startswith(b"<!doctype html>") and b'<table class="trstudy-cleaned">' in data
