"""The codebook as coders need it at hand: a section for each variable, a word for each code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trstudy.errors import CodingError
from trstudy.tables import VARIABLES

_HEADING = re.compile(r"^##\s+(?:\d+\.\s*)?(\w+)\b.*$", re.MULTILINE)
_ROW = re.compile(r"^\|\s*`(\w+)`\s*\|\s*([^|]+?)\s*\|", re.MULTILINE)
_BRACKET = re.compile(r"`(\w+)`\s*\(([^)]+)\)")
_SENTENCE = re.compile(r"`(\w+)`:\s*([^.(]+?)\s*[.(]")


@dataclass(frozen=True)
class Codebook:
    """A codebook in Markdown. Made by `read_codebook`, or by `trstudy.study.Study.codebook`.

    Each variable has a section under a heading of the second level that begins with its name:
    ``## 1. frame: what the unit says``. A code is explained in a table row (``| `code` | meaning |``),
    in brackets (```code` (meaning)``) or in a sentence (```code`: meaning.``).

    Attributes
    ----------
    text
        All of it.
    """

    text: str

    @cached_property
    def sections(self) -> dict[str, str]:
        """Each variable's section with its heading, as Markdown."""
        heads = list(_HEADING.finditer(self.text))
        ends = [*(head.start() for head in heads[1:]), len(self.text)]
        return {
            head[1].lower(): self.text[head.start() : end].strip()
            for head, end in zip(heads, ends, strict=True)
            if head[1].lower() in VARIABLES
        }

    def section(self, variable: str) -> str:
        """Return the rules for a variable, as Markdown; empty if the codebook has none."""
        return self.sections.get(variable, "")

    def hint(self, variable: str, code: str) -> str:
        """Return a few words for a code; empty where the codebook has none in a form it knows."""
        section = self.section(variable)
        for pattern in (_ROW, _SENTENCE, _BRACKET):
            for name, meaning in pattern.findall(section):
                if name == code:
                    return str(meaning)
        return ""


def read_codebook(path: Path | None = None) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    path
        A Markdown file; by default the project's own.

    Raises
    ------
    CodingError
        There is no such file, it is not UTF-8, or a variable has no section.
    """
    path = path or _own()
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError:
        raise CodingError(f"{path.name}: no such file; expected the codebook, in Markdown") from None
    except UnicodeDecodeError as error:
        raise CodingError(f"{path.name}: not UTF-8 (byte {error.start}); save it as UTF-8 text") from None
    found = Codebook(text)
    for variable in VARIABLES:
        if variable not in found.sections:
            raise CodingError(f"{path.name}: no section for {variable}; expected `## {variable}: …`")
    return found


def _own() -> Path:
    """Return the project's codebook: in a wheel it lies beside this module, in a checkout in docs/."""
    beside = Path(__file__).with_name("codebook.md")
    return beside if beside.is_file() else Path(__file__).parents[2] / "docs" / "codebook.md"
