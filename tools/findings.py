"""Write what README.md opens with: the report's main figure and its three sentences."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from trstudy.commands.report_answer import findings
from trstudy.reporting.front import Answer
from trstudy.reporting.plan import planned
from trstudy.study import open_study

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = Path("docs/images/frames.svg")
NOTE = "Figure and sentences are those of the report's front page; `make findings` writes them here."
MARKS = ("<!-- findings: written by `make findings` -->", "<!-- /findings -->")


def found() -> Answer:
    """What the report's front page says, with the notebooks' own parameters."""
    return findings(planned(ROOT, open_study(ROOT).settings.name)).answer


def block(says: Answer) -> str:
    """The findings in Markdown, between their marks."""
    alt = says.figure.alt.replace("[", "(").replace("]", ")")
    listing = "\n".join(f"- {sentence}" for sentence in says.sentences)
    return f"{MARKS[0]}\n![{alt}]({PICTURE.as_posix()})\n\n{listing}\n\n{says.caveat}\n\n{NOTE}\n{MARKS[1]}"


def main() -> None:
    """Draw the picture and put the block where README.md has its marks."""
    says = found()
    _, _, picture = says.figure.source.partition("base64,")
    (ROOT / PICTURE).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / PICTURE).write_bytes(base64.b64decode(picture))
    text = README.read_text(encoding="utf-8")
    between = f"{re.escape(MARKS[0])}.*{re.escape(MARKS[1])}"
    text, n = re.subn(between, lambda _: block(says), text, flags=re.S)
    if n != 1:
        raise SystemExit(f"README.md: expected {MARKS[0]} and {MARKS[1]} once, found them {n} times")
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
