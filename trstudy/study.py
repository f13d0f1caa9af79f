"""A study: a folder with texts, their catalogue and settings, and the tables made from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from trstudy.caching import TableCache, content_key
from trstudy.coding.folder import CODINGS, coding_tables, origin
from trstudy.corpus import catalogue
from trstudy.corpus.cleaning import BLOCK_COLUMNS, Cleaned, clean
from trstudy.corpus.entry import CATALOGUE, Entry
from trstudy.corpus.periods import in_spans
from trstudy.corpus.reading import decoded, file_bytes, sha256
from trstudy.corpus.unwrapping import raw_offsets
from trstudy.errors import CatalogueError, CodingError, TrstudyError, one_of
from trstudy.reporting.tagtable import TagTable
from trstudy.settings import STUDY, Settings, settings, study_folder
from trstudy.tables import EVIDENCE_COLUMNS, TAG_COLUMNS, require_columns

if TYPE_CHECKING:
    from trstudy.coding.codebook import Codebook
    from trstudy.tagging.dyad import Dyad
    from trstudy.tagging.explain import Explanation
    from trstudy.tagging.lexica import Lexicon

DOCVARS = ("title", "outlet", "date", "year")


class Study:
    """The tables of one study. Made by `open_study`.

    Every table is computed when first asked for and kept, in memory and under ``.trstudy/``, for as
    long as the texts, the catalogue, the settings, the lexicon and the code stay what they are.
    The tables handed out are copies: change them freely.

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

    @property
    def lexicon(self) -> Lexicon:
        """The package's word lists, with the study's own laid over them if ``study.toml`` names a folder."""
        from trstudy.tagging.lexica import PACKAGE, laid_over

        own = self.settings.lexicon
        return laid_over(self.root / own) if own else PACKAGE

    @property
    def dyad(self) -> Dyad:
        """The two sides whose relation is studied, with the lexicon by which texts about it are read."""
        from trstudy.tagging.dyad import Dyad, default_dyad

        sides, lexicon = self.settings.dyad, self.lexicon
        return default_dyad(lexicon) if sides is None else Dyad(sides.a, sides.b, lexicon)

    @property
    def arenas(self) -> tuple[str, ...]:
        """The fields in which a unit can place the relation."""
        from trstudy.tagging.arena import arena_codes

        return arena_codes(self.lexicon)

    def tagger(self, name: str) -> str:
        """Return a tagger's name in full: with the model or the word lists that ``study.toml`` names."""
        own = {
            "learned": self.settings.learned,
            **dict.fromkeys(("rules", "unweighed", "baseline"), self.settings.lexicon),
        }
        return f"{name}:{self.root / own[name]}" if own.get(name) else name

    # --- texts ---

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
        known = {entry.doc_id: entry for entry in catalogue.load(self.seeds)}
        if doc_id not in known:
            raise CatalogueError(one_of("doc_id", doc_id, known, CATALOGUE))
        data = file_bytes(self.seeds / known[doc_id].file)
        if sha256(data) != known[doc_id].sha256:
            raise CatalogueError(catalogue.changed(known[doc_id], data))
        return decoded(data, known[doc_id].file)

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

    # --- units ---

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

    def tags(self, tagger: str = "rules", *, docvars: bool = False) -> TagTable:
        """Return the sentences with how each frames the relation; Jupyter shows them with cues marked.

        Parameters
        ----------
        tagger
            The name of a tagger.
        docvars
            Add the document's ``title``, ``outlet``, ``date`` and ``year``.

        Raises
        ------
        TaggerError
            There is no such tagger, or the texts name one of the two sides nowhere.
        """

        def make() -> pd.DataFrame:
            from trstudy.tagging.registry import tag
            from trstudy.tagging.sides import require_named

            units = self.sentences()
            require_named(self.dyad, units["text"])
            found = tag(units, dyad=self.dyad, tagger=self.tagger(tagger))
            require_columns(found, TAG_COLUMNS, f"tags of {tagger!r}")
            return pd.concat([units, found[list(TAG_COLUMNS)].set_axis(units.index)], axis=1)

        table = self._with(self._tagged("tags", tagger, make), docvars)
        return TagTable(table, cues=partial(self.evidence, tagger))

    def evidence(self, tagger: str = "rules") -> pd.DataFrame:
        """Return one row per cue, with its offsets in the raw text and why it counted or did not."""

        def make() -> pd.DataFrame:
            from trstudy.tagging.explain import evidence
            from trstudy.tagging.sides import require_named

            units = self.sentences()
            require_named(self.dyad, units["text"])
            found = evidence(units, dyad=self.dyad, tagger=self.tagger(tagger))
            require_columns(found, EVIDENCE_COLUMNS, f"evidence of {tagger!r}")
            return self._in_raw(found, units)

        return self._tagged("evidence", tagger, make)

    def explain(self, sentence_id: str, tagger: str = "rules") -> Explanation:
        """Say in words why a sentence got its tag, given the others of its article.

        Raises
        ------
        TrstudyError
            No sentence has this id.
        """
        from trstudy.tagging.explain import explain

        units = self.sentences()
        at = units.index[units["sentence_id"] == sentence_id]
        if at.empty:
            known = units["sentence_id"]
            raise TrstudyError(
                f"no sentence {sentence_id!r}; ids run from {known.iloc[0]} to {known.iloc[-1]}, as in "
                "the column sentence_id of sentences()"
            )
        article = units[units["doc_id"] == units["doc_id"][at[0]]]
        texts, place = article["text"].tolist(), article.index.get_loc(at[0])
        around = {"context": texts[:place], "after": texts[place + 1 :]}
        return explain(texts[place], self.dyad, self.tagger(tagger), **around)

    def has_codings(self, *, alone: bool = False) -> bool:
        """Tell whether there is any table of reference codes, as in `codings`."""
        return bool(coding_tables(self.seeds / CODINGS, alone=alone))

    def codings(self, name: str = "", *, alone: bool = False) -> pd.DataFrame:
        """Return a table of reference codes from the ``codings`` folder beside the texts.

        Parameters
        ----------
        name
            Its name; by default the first, those called gold before others.
        alone
            Where no name is given: of sentences that stand alone, rather than of units of the texts.

        Returns
        -------
        DataFrame
            As `trstudy.coding.codings.load_codings` reads it. ``attrs`` has its ``name``, and its
            ``origin`` if the README beside it says who made it.

        Raises
        ------
        CodingError
            There is no such table, or it breaks its form.
        """
        from trstudy.coding.codings import load_codings

        folder = self.seeds / CODINGS
        if not name and not (tables := coding_tables(folder, alone=alone)):
            what = "sentences that stand alone" if alone else "units of the texts"
            raise CodingError(
                f"{folder.name}: no codes of {what} yet; `trstudy code --coder NAME` asks for codes, and "
                f"{self.settings.seeds}/{CODINGS} is the place for tables of them"
            )
        path = folder / f"{name or tables[0]}.tsv"
        if not path.is_file():
            known = sorted(p.stem for p in folder.glob("*.tsv"))
            raise CodingError(one_of("codings", name, known or ["(none there)"], folder.name))
        found = load_codings(path, self.documents(), self.sentences(), arenas=self.arenas)
        found.attrs.update(name=path.stem, origin=origin(path))
        return found

    def codebook(self) -> Codebook:
        """Return the coders' rules: those that ``study.toml`` names, or the project's own."""
        from trstudy.coding.codebook import read_codebook

        return read_codebook(self.root / self.settings.codebook if self.settings.codebook else None)

    def codes(self, *names: str, db: str | Path | None = None) -> pd.DataFrame:
        """Return coders' codes side by side, one row per coder and unit, as `trstudy.agreement` takes them.

        Parameters
        ----------
        *names, db
            Coders, codings or files, and the coding file: see `trstudy.coding.gather.gathered`.

        Raises
        ------
        CodingError
            There is nothing of that name, or a file cannot be read.
        """
        from trstudy.coding.gather import gathered

        return gathered(self, names, db)

    # --- inside ---

    def _key(self, tagger: str = "") -> str:
        """Return the key of all that the tables are made of, a tagger's fingerprint among it."""
        files = [CATALOGUE, *(entry.file for entry in self.entries())]
        codings = sorted((self.seeds / "codings").glob("*.tsv"))  # a tagger may learn from them
        contents = (file_bytes(path) for path in [*(self.seeds / file for file in files), *codings])
        return content_key([self.settings.model_dump_json().encode(), tagger.encode(), *contents])

    def _tagged(self, kind: str, tagger: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return a tagger's table, kept on disk if the key covers all that the tagger is made of.

        It covers neither code from elsewhere nor models; a model has a fingerprint for the memory, as have
        word lists that the study does not name.
        """
        from trstudy.tagging.registry import load_tagger, taggers

        name = self.tagger(tagger)
        own = taggers().get(tagger, "").partition(".")[0] == "trstudy" and tagger != "learned"
        model = getattr(load_tagger(name), "fingerprint", "") if ":" in name else ""
        return self._cache.table(f"{kind}-{tagger}", self._key(model), make, on_disk=own)

    def _with(self, table: pd.DataFrame, docvars: bool) -> pd.DataFrame:
        if not docvars:
            return table
        return table.merge(self.documents()[["doc_id", *DOCVARS]], on="doc_id", how="left", validate="m:1")

    def _in_raw(self, found: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
        """Turn positions in the units' text into offsets in the raw texts."""
        spans = {row.sentence_id: row for row in units.itertuples()}
        raws = {doc_id: self.raw(doc_id) for doc_id in units["doc_id"].unique()}
        found = found.copy()
        for sentence_id, rows in found.groupby("sentence_id", sort=False):
            unit: Any = spans[sentence_id]
            offsets = raw_offsets(raws[unit.doc_id], unit.start, unit.end)
            at = rows.index
            found.loc[at, "start"] = offsets[rows["start"].to_numpy(np.int64), 0]
            found.loc[at, "end"] = offsets[rows["end"].to_numpy(np.int64) - 1, 1]
        return found.reset_index(drop=True)


def open_study(path: str | Path = ".") -> Study:
    """Open the study in a folder.

    Parameters
    ----------
    path
        The folder that holds ``study.toml`` and the folder of texts with its ``catalogue.toml``. By
        default the folder one is in, or the nearest above it that has a ``study.toml``.

    Returns
    -------
    Study
        Nothing is computed yet.

    Raises
    ------
    TrstudyError
        There is no study, no catalogue, or the settings or the catalogue break their schema.
    """
    root = Path(path)
    if not root.is_dir():
        raise CatalogueError(
            f"open_study: no folder {root.as_posix()!r}; expected one with {STUDY} and its texts"
        )
    root = study_folder(root)
    found = settings(root)
    catalogue.load(root / found.seeds)
    return Study(root, found)
