"""A study: texts, how they frame the relation of two sides, and what coders say of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from trstudy.coding.folder import CODINGS, coding_tables, codings_path, origin
from trstudy.corpus import catalogue
from trstudy.corpus.reading import file_bytes
from trstudy.corpus.unwrapping import in_raw
from trstudy.errors import CatalogueError, TrstudyError
from trstudy.reporting.tagtable import TagTable
from trstudy.settings import STUDY, settings, study_folder
from trstudy.tables import EVIDENCE_COLUMNS, TAG_COLUMNS, require_columns
from trstudy.texts import Texts
from trstudy.vetting import dyad_as_set, require_kept, require_sides_named

if TYPE_CHECKING:
    from trstudy.coding.codebook import Codebook
    from trstudy.tagging.dyad import Dyad
    from trstudy.tagging.explain import Explanation
    from trstudy.tagging.lexica import Lexicon


class Study(Texts):
    """The tables of one study. Made by `open_study`.

    What it tells of the texts themselves, and how its tables are kept, is in `trstudy.texts.Texts`.
    """

    @property
    def lexicon(self) -> Lexicon:
        """The package's word lists, with the study's own laid over them if ``study.toml`` names a folder."""
        from trstudy.tagging.lexica import PACKAGE, laid_over

        own = self.settings.lexicon
        return laid_over(self.root / own) if own else PACKAGE

    @property
    def dyad(self) -> Dyad:
        """The two sides whose relation is studied, with the lexicon by which texts about it are read."""
        return dyad_as_set(self.settings, self.lexicon)

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

            units = self.sentences()
            require_sides_named(self.settings, self.dyad, units["text"])
            found = tag(units, dyad=self.dyad, tagger=self.tagger(tagger))
            require_columns(found, TAG_COLUMNS, f"tags of {tagger!r}")
            return pd.concat([units, found[list(TAG_COLUMNS)].set_axis(units.index)], axis=1)

        table = self._with(self._tagged("tags", tagger, make), docvars)
        return TagTable(table, cues=partial(self.evidence, tagger))

    def evidence(self, tagger: str = "rules") -> pd.DataFrame:
        """Return one row per cue, with its offsets in the raw text and why it counted or did not."""

        def make() -> pd.DataFrame:
            from trstudy.tagging.explain import evidence

            units = self.sentences()
            require_sides_named(self.settings, self.dyad, units["text"])
            found = evidence(units, dyad=self.dyad, tagger=self.tagger(tagger))
            require_columns(found, EVIDENCE_COLUMNS, f"evidence of {tagger!r}")
            return in_raw(found, units, self.raw)

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

        path = codings_path(self.seeds / CODINGS, name, alone=alone)
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

    def _tagged(self, kind: str, tagger: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return a tagger's table, kept on disk if the key covers all that the tagger is made of.

        It covers neither code from elsewhere nor models; a model has a fingerprint for the memory, as have
        word lists that the study does not name.
        """
        from trstudy.tagging.registry import load_tagger, taggers

        name = self.tagger(tagger)
        own = taggers().get(tagger, "").partition(".")[0] == "trstudy" and tagger != "learned"
        model = getattr(load_tagger(name), "fingerprint", "") if ":" in name else ""
        codings = sorted((self.seeds / CODINGS).glob("*.tsv"))  # a tagger may learn from them
        key = self._key(model.encode(), *map(file_bytes, codings))
        return self._cache.table(f"{kind}-{tagger}", key, make, on_disk=own)


def open_study(path: str | Path = ".", *, training: bool = False) -> Study:
    """Open the study in a folder.

    Parameters
    ----------
    path
        The folder that holds ``study.toml`` and the folder of texts with its ``catalogue.toml``. By
        default the folder one is in, or the nearest above it that has a ``study.toml``.
    training
        Let the model that ``study.toml`` names be missing, since it is about to be made.

    Returns
    -------
    Study
        Nothing is computed yet.

    Raises
    ------
    TrstudyError
        There is no study, no catalogue, the settings or the catalogue break their schema, or the settings
        name a side that is misspelt or a model that is not there.
    """
    root = Path(path)
    if not root.is_dir():
        raise CatalogueError(
            f"open_study: no folder {root.as_posix()!r}; expected one with {STUDY} and its texts"
        )
    root = study_folder(root)
    found = settings(root)
    catalogue.load(root / found.seeds)
    study = Study(root, found)
    if found.dyad or found.learned:
        require_kept(root, found, study.lexicon, training=training)
    return study
