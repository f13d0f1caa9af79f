"""The entries of a lexicon: read, checked, and expanded into literal forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from trstudy.errors import LexiconError
from trstudy.tagging.entry import GAP, Entry, Kind, Section
from trstudy.tagging.folding import fold
from trstudy.tagging.inflection import noun_forms, quality_forms, verb_forms
from trstudy.tagging.lexica import PACKAGE, Lexicon, compiled
from trstudy.tagging.overlay import SHIFTERS, packaged

_FOLDED = re.compile(r"[a-z0-9]+(?: (?:[a-z0-9]+|\.\.))*")


def read_entries(
    name: str,
    tables: Mapping[str, Any],
    kind: Kind,
    lexicon: Lexicon = PACKAGE,
    own: Mapping[str, Any] | None = None,
) -> Iterator[Entry]:
    """Yield the entries of a lexicon file's tables.

    Parameters
    ----------
    name
        The file, without its suffix.
    tables
        Its tables of categories.
    kind
        What their entries are.
    lexicon
        The lexicon that it belongs to.
    own
        What of the tables stands in the lexicon's own file of that name.

    Raises
    ------
    LexiconError
        If a table breaks the schema; the message names file, table and field.
    """
    written = own or {}
    for category, table in tables.items():
        try:
            section = Section.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            place = (lexicon if category in written else PACKAGE).place(f"{name}.toml")
            raise LexiconError(f"{place}, [{category}] {field}: {first['msg']}") from error
        mine = written.get(category, {})
        for word_class in ("verb", "noun", "adjective", "phrase"):
            plural = "adjectives" if word_class == "adjective" else word_class + "s"
            for form in getattr(section, plural):
                yield Entry(
                    form, word_class, kind, category, name,
                    section.sign, section.weight, section.governs, section.turns, section.quad,
                    form in mine.get(plural, ()), section.spares, section.both,
                )  # fmt: skip


@compiled
def entries(lexicon: Lexicon) -> tuple[Entry, ...]:
    """Return every cue and shifter of a lexicon: those laid over the package's first, then in file order.

    Raises
    ------
    LexiconError
        If a file breaks the schema or an entry stands twice.
    """
    found: list[Entry] = []
    for name in lexicon.cue_files():
        found += read_entries(name[:-5], lexicon.read(name), "cue", lexicon, lexicon.written(name))
    shifters, own = lexicon.read(SHIFTERS), lexicon.written(SHIFTERS)
    for kind in ("reverse", "keep", "mask"):
        found += read_entries("shifters", shifters.get(kind, {}), kind, lexicon, own.get(kind, {}))
    return unique(sorted(found, key=lambda entry: not entry.own))


def unique(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries as they are, if no form stands twice in one word class.

    Raises
    ------
    LexiconError
        Names the form and both places.
    """
    seen: dict[tuple[str, str], Entry] = {}
    for entry in found:
        key = (entry.form.replace("*", ""), entry.word_class)
        if key in seen:
            raise LexiconError(
                f"lexicon: {entry.form!r} stands twice as {entry.word_class}, in {seen[key].section} "
                f"[{seen[key].category}] and {entry.section} [{entry.category}]; keep one"
            )
        seen[key] = entry
    return tuple(seen.values())


@cache
def irregular() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return irregular verbs (base to other forms) and irregular plurals."""
    table = packaged("irregular.toml")
    return table.get("verb", {}), table.get("plural", {})


def expansions(entry: Entry) -> Iterator[str]:
    """Yield the literal forms of an entry, gaps kept as ``..``.

    The first word of a verb and the last of a noun are inflected, or the one marked with ``*``. An adjective
    so marked comes with its adverb and its noun in ``-ness``. A verb that reverses also comes with a
    causative: "let a quarrel **derail** their trade" is one shifter.
    """
    words = entry.form.split()
    if entry.word_class in ("adjective", "phrase"):
        last = words[-1]
        ends = quality_forms(last.rstrip("*")) if last.endswith("*") else (last,)
        yield from (" ".join([*words[:-1], end]) for end in ends)
        return
    verbs, plurals = irregular()
    marked = [i for i, word in enumerate(words) if word.endswith("*")]
    head = marked[0] if marked else (0 if entry.word_class == "verb" else len(words) - 1)
    base = words[head].rstrip("*")
    forms = verb_forms(base, verbs) if entry.word_class == "verb" else noun_forms(base, plurals)
    for form in forms:
        yield " ".join([*words[:head], form, *words[head + 1 :]])
    if entry.kind == "reverse" and entry.word_class == "verb" and GAP not in words:
        bare = " ".join([*words[:head], base, *words[head + 1 :]])
        for let in verb_forms("let", verbs):
            yield f"{let} {GAP} {bare}"
        for allow in verb_forms("allow", verbs):
            yield f"{allow} {GAP} to {bare}"


def pieces(literal: str) -> tuple[str, ...]:
    """Return the folded pieces of a literal between its gaps."""
    if _FOLDED.fullmatch(literal) is None:
        literal = f" {GAP} ".join(" ".join(fold(piece).split()) for piece in literal.split(GAP))
    return tuple(literal.split(f" {GAP} "))
