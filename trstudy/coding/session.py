"""A coder's session is opened: on the sample that the coder goes on with, or on one drawn now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trstudy.coding.desk import Desk
from trstudy.coding.sampling import TAGGERS, drawn
from trstudy.coding.source import Source, places, texts
from trstudy.coding.store import STORE
from trstudy.coding.unit_by_unit import Session
from trstudy.errors import CodingError
from trstudy.tables import FRAMES, MODALITIES, VOICES


def open_session(
    study: Source,
    *,
    coder: str,
    sample: int | None = None,
    seed: int | None = None,
    by: str | None = None,
    taggers: Sequence[str] = TAGGERS,
    within: str | None = None,
    db: str | Path | None = None,
) -> Session:
    """Open a coder's session, or go on with it where it stopped.

    With no more than ``coder``, the coder's last sample goes on; without one, 40 units at random with
    seed 7 are drawn. If anything is said about the sample, the coder's sample that was drawn so goes on,
    or it is drawn now. Units coded in an earlier sample keep their codes.

    Parameters
    ----------
    study
        The study.
    coder
        The coder's name.
    sample, seed, by
        How many units, the seed and the way of drawing: see `trstudy.coding.sampling.sample`.
    taggers
        For ``by="disagreement"``: units that these taggers do not all give the same frame.
    within
        The name of codings, e.g. ``gold_dev``: draw from the units coded there. Their codes stay unseen.
    db
        The coding file; by default ``codings.db`` in the study's folder.

    Raises
    ------
    CodingError
        The file cannot be opened, a text has changed since its units were drawn, a name or number is
        not legal.
    """
    taken = [path.stem for path in sorted((study.seeds / "codings").glob("*.tsv"))]
    if coder.strip().casefold() in (name.casefold() for name in taken):
        raise CodingError(
            f"coder is {coder!r}, which is the name of codings of the study ({', '.join(taken)}); expected a "
            "person's name, by which the codes can be told from those"
        )
    desk = Desk(Path(db) if db is not None else study.root / STORE, coder)
    try:
        earlier = desk.samples()
        if earlier and (sample, seed, by, within) == (None,) * 4:
            number, design = earlier[-1]
        else:
            design = {
                "by": by or "random",
                "size": 40 if sample is None else sample,
                "seed": 7 if seed is None else seed,
                "taggers": list(taggers) if by == "disagreement" else [],
                "within": within or "",
            }
            same = [known for known, as_drawn in earlier if as_drawn == design]
            number = same[-1] if same else desk.draw(design, places(study, drawn(study, design)))
        kept = desk.places(number)
        found = texts(study, kept, desk.path.name)
        legal = {"frame": FRAMES, "arena": tuple(study.arenas), "voice": VOICES, "modality": MODALITIES}
        return Session(desk, list(zip(kept, found, strict=True)), legal, study.codebook(), design)
    except BaseException:
        desk.close()
        raise
