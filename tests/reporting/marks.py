"""What a reader sees of a piece of HTML: its text, and what is marked in it."""

from __future__ import annotations

from html.parser import HTMLParser


class Text(HTMLParser):
    """The text of a piece of HTML, and what its ``<mark>`` elements hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marks, self.tags, self.depth = "", [], [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self.marks.append([dict(attrs)["class"], dict(attrs).get("title"), ""])
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.depth:
            self.marks[-1][2] += data
