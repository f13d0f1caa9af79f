"""The texts of a study: a folder with a catalogue and settings, and the tables of what is printed in it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from trstudy.caching import TableCache, content_key
from trstudy.corpus import catalogue
from trstudy.corpus.cleaning import BLOCK_COLUMNS, Cleaned, clean
from trstudy.corpus.entry import CATALOGUE, Entry
from trstudy.corpus.periods import in_spans
from trstudy.corpus.reading import file_bytes
from trstudy.settings import STUDY, Settings

DOCVARS = ("title", "outlet", "date", "year")


class Texts:
    """The texts of a study, before anybody says how they frame anything; `trstudy.study.Study` goes on.

    Every table is computed when first asked for and kept, in memory and under ``.trstudy/``, for as
    long as all that it is made of, the code included, stays what it is. The tables handed out are
    copies: change them freely.

    Attributes
    ----------
    root
        The study's folder.
    settings
        What its ``study.toml`` says.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self._cache = TableCache(root / ".trstudy")

    def __repr__(self) -> str:
        return f"Study({self.settings.name or self.root.name!r})"

    @property
    def seeds(self) -> Path:
        """The folder of the texts and their catalogue."""
        return self.root / self.settings.seeds

    def entries(self) -> list[Entry]:
        """Return the catalogue's entries; raise unless the files are exactly those it describes."""
        return catalogue.verified(self.seeds)

    def documents(self) -> pd.DataFrame:
        """Return one row per text: see `trstudy.tables.DOCUMENT_COLUMNS`.

        ``year`` is a span of years, as text, where ``study.toml`` has ``periods``.

        Raises
        ------
        CatalogueError
            A text is changed, missing, extra or unreadable, its entry is malformed, or no period holds it.
        """
        found = catalogue.documents(self.seeds, self.entries())
        periods = self.settings.periods
        return in_spans(found, periods, STUDY) if periods else found

    def raw(self, doc_id: str) -> str:
        """Return a text as its file holds it, decoded, character for character.

        Raises
        ------
        CatalogueError
            There is no such document, or its file is not the one that the catalogue describes.
        """
        return catalogue.text(self.seeds, doc_id)

    def cleaned(self, doc_id: str) -> Cleaned:
        """Return a text with its blocks, kept and dropped."""
        return clean(self.raw(doc_id))

    def blocks(self) -> pd.DataFrame:
        """Return one row per span of every raw text: kept in a role, or dropped for a reason."""

        def make() -> pd.DataFrame:
            parts = [
                self.cleaned(e.doc_id).table().assign(doc_id=e.doc_id)[["doc_id", *BLOCK_COLUMNS]]
                for e in self.entries()
            ]
            return pd.concat(parts, ignore_index=True)

        return self._cache.table("blocks", self._key(), make)

    def sentences(self, *, docvars: bool = False) -> pd.DataFrame:
        """Return one row per sentence, heading or title of the articles' own text.

        Parameters
        ----------
        docvars
            Add the document's ``title``, ``outlet``, ``date`` and ``year``.
        """

        def make() -> pd.DataFrame:
            from trstudy.corpus.sentences import sentence_table, units

            return sentence_table(
                row for e in self.entries() for row in units(self.cleaned(e.doc_id), e.doc_id)
            )

        return self._with(self._cache.table("sentences", self._key(), make), docvars)

    def _key(self, *more: bytes) -> str:
        """Return the key of all that the tables of the texts are made of, and of ``more``."""
        files = [CATALOGUE, *(entry.file for entry in self.entries())]
        contents = (file_bytes(self.seeds / file) for file in files)
        return content_key([self.settings.model_dump_json().encode(), *contents, *more])

    def _with(self, table: pd.DataFrame, docvars: bool) -> pd.DataFrame:
        if not docvars:
            return table
        return table.merge(self.documents()[["doc_id", *DOCVARS]], on="doc_id", how="left", validate="m:1")
