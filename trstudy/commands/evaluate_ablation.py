"""``trstudy evaluate --ablate``: what each part of the rule tagger is worth on files of codes."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt
import pandas as pd

import trstudy
from trstudy.coding.codings import load_codings
from trstudy.coding.events import load_events
from trstudy.commands.evaluate_runs import about
from trstudy.commands.wording import grid, number
from trstudy.measures.ablation import Worth, ablation, worth_by_section
from trstudy.measures.evaluation import compared
from trstudy.measures.events import FRAME_OF
from trstudy.tables import require_columns
from trstudy.tagging.ablation import Part, entry_part, parts
from trstudy.tagging.lexica import PACKAGE, Lexicon
from trstudy.tagging.lexicon import entries
from trstudy.tagging.omission import Omission
from trstudy.tagging.registry import unit_table

_WIDTH = 110


class Reference:
    """A file of codes for frame, its units ready to be tagged without this or that.

    Parameters
    ----------
    path
        The file.
    truth
        Its codes.
    omission
        Tags the units; all sentences of the texts, if the codes are of sentences.
    place
        The unit that each code is of, by position.
    """

    def __init__(
        self, path: Path, truth: pd.Series, omission: Omission, place: npt.NDArray[np.integer]
    ) -> None:
        self.path, self.truth, self.omission = path, truth, omission
        self._codes: dict[int, list[int]] = {}  # unit to codes
        for code, unit in enumerate(place):
            self._codes.setdefault(int(unit), []).append(code)
        self.frames = pd.Series([omission.codes[unit][0] if unit >= 0 else "none" for unit in place])

    def without(self, part: Part) -> pd.Series:
        """Return the units' frames without a part of the tagger."""
        found = self.frames.copy()
        for unit, codes in self.omission.changed(part.without, part.off).items():
            found.iloc[self._codes.get(unit, [])] = codes[0]
        return found

    def worth(self, part: Part) -> tuple[int, int, int]:
        """Return how many coded units are right only with a part, only without it, and coded otherwise."""
        lost = gained = moved = 0
        for unit, codes in self.omission.changed(part.without, part.off).items():
            for code in self._codes.get(unit, ()):
                truth, frame = self.truth.iloc[code], self.frames.iloc[code]
                lost += frame == truth != codes[0]
                gained += frame != truth == codes[0]
                moved += self.omission.codes[unit][:4] != codes[:4]
        return lost, gained, moved


def references(study: Any, files: Sequence[Path], event_files: Sequence[Path]) -> Iterator[Reference]:
    """Yield each file of codings and of event sentences, read; a study, if any, has texts and lexicon."""
    for path in files:
        codings = load_codings(path, study.documents(), arenas=study.arenas)
        require_columns(codings, ["frame"], path.name)
        if "start" not in codings.columns:
            units = codings[["text"]]
            place: npt.NDArray[np.integer] = np.arange(len(codings), dtype=np.int_)
        else:
            units = study.sentences()
            numbered = units.assign(frame="none", score=0.0)
            at = pd.Series(range(len(units)), index=units["sentence_id"])
            place = compared(codings, numbered)["sentence_id"].map(at).fillna(-1).to_numpy(dtype=np.int_)
        yield Reference(path, codings["frame"], Omission(unit_table(units), study.dyad), place)
    lexicon = study.lexicon if study else PACKAGE
    for path in event_files:
        events = load_events(path)
        dyads = [trstudy.Dyad(a, b, lexicon) for a, b in zip(events["source"], events["target"], strict=True)]
        truth, place = events["expected"].map(FRAME_OF), np.arange(len(events), dtype=np.int_)
        yield Reference(path, truth, Omission(unit_table(events[["text"]]), dyads), place)


def ablation_found(study: Any, files: Sequence[Path], event_files: Sequence[Path]) -> dict[str, Any]:
    """What each part of the rule tagger is worth on each file, and each entry on all of them together.

    Parameters
    ----------
    study
        The study; None will do for event sentences.
    files, event_files
        Tables of codings; of event sentences.
    """
    lexicon: Lexicon = study.lexicon if study else PACKAGE
    found = list(references(study, files, event_files))
    tried = parts(lexicon)
    held = sorted({name: e for r in found for name, e in r.omission.entries.items()}.items())
    label, steps = "Leaving parts out in turn", len(tried) + len(held)
    with click.progressbar(length=steps, label=label, file=sys.stderr) as bar:
        frames = []
        for part in tried:
            frames.append([reference.without(part) for reference in found])
            bar.update(1)
        worths = []
        for name, entry in held:
            part = entry_part(entry)
            each = [reference.worth(part) for reference in found]
            worths.append(Worth(name, entry.section, *map(sum, zip(*each, strict=True))))
            bar.update(1)
    names = [part.name for part in tried]
    tables = [
        {
            **about(reference.path),
            "units": len(reference.truth),
            "parts": ablation(reference.truth, reference.frames, zip(names, column, strict=True)),
        }
        for reference, column in zip(found, zip(*frames, strict=True), strict=True)
    ]
    if len(found) > 1:
        truth, whole = (pd.concat(list(x)) for x in zip(*((r.truth, r.frames) for r in found), strict=True))
        rows = zip(names, map(pd.concat, frames), strict=True)
        all_files = {"file": "All files together", "origin": "", "note": ""}
        tables.append({**all_files, "units": len(truth), "parts": ablation(truth, whole, rows)})
    sizes = pd.Series([entry.section for entry in entries(lexicon)]).value_counts().sort_index()
    harmful = sorted((w for w in worths if w.gained > w.lost), key=lambda w: (w.lost - w.gained, w.entry))
    return {
        "ablation": tables,
        "sections": worth_by_section(worths, sizes),
        "harmful": pd.DataFrame(harmful, columns=list(Worth._fields)),
    }


def ablation_text(found: dict[str, Any]) -> str:
    """What each part of the rule tagger is worth on each file, and which parts are worth nothing."""
    lines: list[str] = []
    header = ["without", "alpha", "change", "right lost", "right gained", "tagged otherwise"]
    files = found["ablation"]
    for one in files:
        moved = one["parts"][one["parts"]["moved"] > 0]
        rows = [
            [
                r["part"],
                number(r["alpha"]),
                f"{r['change']:+.3f}",
                *(str(r[k]) for k in ("lost", "gained", "moved")),
            ]
            for _, r in moved.iterrows()
        ]
        lines += [
            f"\n{one['file']}: {one['units']} units.",
            one["origin"],
            one["note"],
            " ",
            grid(header, rows),
        ]
    idle = sorted(set.intersection(*(set(one["parts"].query("moved == 0")["part"]) for one in files)))
    if idle:
        listing = textwrap.fill(", ".join(idle), _WIDTH, break_on_hyphens=False)
        lines += [f"\nWithout each of these {len(idle)} no frame changes:", listing]
    lines += [
        "\nEntries left out one at a time, all files together: those that some unit holds, those without",
        "which some code changes, those without which fewer units are right, those without which more are",
        grid(list(found["sections"].columns), found["sections"].astype(str).to_numpy().tolist()),
    ]
    harmful = [f"{w['entry']} ({w['gained'] - w['lost']:+d})" for _, w in found["harmful"].iterrows()]
    if harmful:
        lines += [
            "\nMore units are right without:",
            textwrap.fill(", ".join(harmful), _WIDTH, break_on_hyphens=False),
        ]
    return "\n".join(line for line in lines if line)
