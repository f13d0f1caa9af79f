"""What ``trstudy evaluate`` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from trstudy.commands.wording import cell, grid, number, value
from trstudy.tables import FRAMES, VARIABLES

_WIDTH = 110
_SHOWN = 5


def evaluation_text(found: dict[str, Any], *, resamples: int, seed: int) -> str:
    """One file of codings, all taggers: the table, then what lies behind it."""
    runs = found["taggers"]
    parts = [
        *_head(found, f"In brackets: 95 % intervals ({resamples} resamples, seed {seed})."),
        grid(["tagger", "frame alpha", "macro-F1", "accuracy", "untagged", "sentences/s"],
              [_frame(run) for run in runs]),
        "\nEvery variable: accuracy, and Krippendorff's alpha",
        grid(["tagger", *VARIABLES], [_accuracies(run) for run in runs]),
        *(_cuts(run) for run in runs),
        *_cut_otherwise(runs, found["file"]),
        "\nFrames, by code",
        grid(["frame", "tagger", "prevalence", "tagged", "precision", "recall", "F1"], _classes(runs)),
        *_groups(runs, "doc_id", "\nFrames, by article", ("alpha", "accuracy", "untagged")),
        *_groups(runs, "capability", "\nAccuracy, by capability", ()),
        *(_pairs(run) for run in runs if len(run["pairs"])),
        *(line for run in runs if "confusion" in run for line in _confusion(run)),
        *(line for run in runs if "worst" in run for line in _errors(run, run["worst"], found["variable"])),
    ]  # fmt: skip
    return "\n".join(p for p in parts if p)


def events_text(found: dict[str, Any]) -> str:
    """One file of event sentences, all taggers."""
    runs = found["taggers"]
    header = ["tagger", "n", "right", "right of tagged", "untagged", "kind of act right"]
    measures = ("right", "right_of_tagged", "untagged", "quad_right")
    whole = [[run["tagger"], *_row(run["all"].iloc[0], measures)] for run in runs]
    acts = [
        [row["act"], run["tagger"], *_row(row, measures)] for run in runs for _, row in run["by"].iterrows()
    ]
    acts.sort(key=lambda row: row[0])
    parts = [
        *_head(found, "Cooperation against conflict; mixed counts as tagged and wrong."),
        grid(header, whole),
        "\nBy act",
        grid(["act", *header], acts),
        *(line for run in runs for line in _errors(run, run["wrong"], "expected")),
    ]
    return "\n".join(p for p in parts if p)


def _head(found: dict[str, Any], about: str) -> list[str]:
    notes = [f"{run['tagger']} {run['note']}" for run in found["taggers"] if run["note"]]
    return [
        f"\n{found['file']}: {found['units']} units. {about}",
        found["origin"],
        found["note"],
        *notes,
        " ",
    ]


def _frame(run: dict[str, Any]) -> list[str]:
    measures = ("alpha", "macro_f1", "accuracy", "untagged")
    return [run["tagger"], *(value(run["scores"], "frame", m) for m in measures), f"{run['speed']:,.0f}"]


def _accuracies(run: dict[str, Any]) -> list[str]:
    cells = [[value(run["scores"], v, m) for m in ("accuracy", "alpha")] for v in VARIABLES]
    return [run["tagger"], *("; ".join(c for c in pair if c) for pair in cells)]


def _classes(runs: list[dict[str, Any]]) -> Iterator[list[str]]:
    measures = ("prevalence", "tagged", "precision", "recall", "f1")
    for frame in FRAMES:
        for run in runs:
            yield [frame, run["tagger"], *(value(run["scores"], "frame", m, frame) for m in measures)]


def _groups(runs: list[dict[str, Any]], by: str, heading: str, measures: Sequence[str]) -> list[str]:
    rows = []
    for run in runs:
        table = run["by"]
        table = table[table["by"] == by] if len(table) else table
        for group, part in table.groupby("group") if len(table) else ():
            n = str(int(part.loc[part["measure"] == "accuracy", "n"].iloc[0]))
            if measures:
                cells = [value(part, "frame", m) for m in measures]
            else:
                cells = [value(part, v, "accuracy") for v in VARIABLES]
            rows.append([str(group), run["tagger"], n, *cells])
    rows.sort(key=lambda row: row[0])
    return [heading, grid(["", "tagger", "units", *(measures or VARIABLES)], rows)] if rows else []


def _pairs(run: dict[str, Any]) -> str:
    pair = run["pairs"].iloc[0]
    return f"{run['tagger']}: frame right in both members of {cell(pair)} of {pair['n']} pairs"


def _cuts(run: dict[str, Any]) -> str:
    odd = {k: n for k, n in run["cut"].items() if k in ("other", "lost")}
    counts = ", ".join(f"{n} {k}" for k, n in odd.items())
    return f"{run['tagger']}: units not cut as they were coded: {counts}" if odd else ""


def _cut_otherwise(runs: Sequence[dict[str, Any]], file: str) -> list[str]:
    """Name the first units that were cut otherwise, once: their places do not depend on the tagger."""
    odd = next((run["cut_otherwise"] for run in runs if "cut_otherwise" in run), None)
    if odd is None:
        return []
    lines = []
    for row in odd.head(_SHOWN).to_dict("records"):
        place = f"  {file}, line {row['line']}: unit {row['unit']} is from {row['start']} to {row['end']}; "
        if row["cut"] == "lost":
            lines.append(f"{place}no sentence stands there")
        else:
            cut = f"{row['sentence_start']:.0f} to {row['sentence_end']:.0f}"
            lines.append(f"{place}the sentence there, {row['sentence_id']}, from {cut}")
    more = len(odd) - _SHOWN
    return [*lines, *([f"  and {more} more"] if more > 0 else [])]


def _confusion(run: dict[str, Any]) -> list[str]:
    rows = [[code, *map(str, row)] for code, row in zip(FRAMES, run["confusion"].to_numpy(), strict=True)]
    return [f"\n{run['tagger']}: codes (rows) against tags (columns)", grid(["", *FRAMES], rows)]


def _errors(run: dict[str, Any], errors: pd.DataFrame, truth: str) -> Iterator[str]:
    tag = "frame_tag" if truth == "expected" else f"{truth}_tag"
    if len(errors):
        yield f"\n{run['tagger']}: where it errs"
    for row in errors.to_dict("records"):
        name = " ".join(str(row[k]) for k in ("unit", "id", "capability", "act") if k in row)
        yield f"- {name}: {row[truth]}, tagged {row[tag]}"
        yield from _wrapped(" ".join(str(row["text"]).split()))
        for step in row.get("why", ()):
            yield from _wrapped(step, bullet="> ")


def _wrapped(text: str, bullet: str = "") -> list[str]:
    hanging = "  " + " " * len(bullet)
    return textwrap.wrap(bullet + text, _WIDTH, initial_indent="  ", subsequent_indent=hanging)


def _row(row: pd.Series, measures: Sequence[str]) -> list[str]:
    return [str(row["n"]), *(number(row[m]) for m in measures)]
