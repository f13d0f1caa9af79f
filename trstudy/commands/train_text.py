"""What ``trstudy train`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from trstudy.commands.train_runs import Coded
from trstudy.commands.wording import grid, number, value
from trstudy.measures.validity import scores
from trstudy.tables import FRAMES, VARIABLES
from trstudy.tagging.linear import Linear, Model

MEASURES = ("alpha", "macro_f1", "accuracy", "untagged")
_ABOUT = (
    "Cross-validated: `learned` tags each unit by a model that saw no unit of its article, pair or actors. "
    "In brackets: 95 % intervals ({resamples} resamples, seed {seed})."
)
_DEVELOPMENT = (
    "Where a file's name ends in _dev, the rules and lists were tuned on its very units. That flatters the "
    "rules, and `learned` too, which builds on what they find: leaving units out does not undo it."
)
_TOP = 8  # features shown for each frame


def training_text(sets: Sequence[Coded], ruled: Mapping[str, str], *, resamples: int, seed: int) -> str:
    """How the model does on units that it did not see, beside the rules and the bag of cues."""
    rows = []
    for one in sets:
        for name, units in one.runs.items():
            found = _frames(units, resamples, seed)
            rows.append([one.file, str(len(units)), name, *(value(found, "frame", m) for m in MEASURES)])
    parts = [_ABOUT.format(resamples=resamples, seed=seed)]
    if any(Path(one.file).stem.endswith("_dev") for one in sets):
        parts.append(_DEVELOPMENT)
    parts.append("\n" + grid(["file", "units", "tagger", "frame alpha", "macro-F1", *MEASURES[2:]], rows))
    others = list(_others(sets, ruled))
    if others:
        parts += [
            "\nThe other variables: share right",
            grid(["variable", "learned", "rules", "kept"], others),
        ]
    return "\n".join(parts)


def summary_text(model: Model, out: Path) -> str:
    """What the model rests on, and how to use it."""
    frame = model.learned["frame"]
    size = f"{out.stat().st_size / 1000:,.0f} kB"
    return "\n".join(
        [
            "\nWhat speaks most for each frame",
            grid(["frame", "features, with what one of them adds to the log-odds"], _heaviest(frame)),
            f"\n{out.as_posix()}: {model.trained.units} units, {len(frame.weights)} features, {size}.",
            f"Use it as the tagger “learned:{out.as_posix()}”; or let a study's study.toml say "
            f'learned = "{out.name}", the file\'s place in its folder, and call the tagger “learned”.',
        ]
    )


def _frames(units: pd.DataFrame, resamples: int, seed: int) -> pd.DataFrame:
    found = scores(
        units["frame"],
        units["frame_tag"],
        FRAMES,
        untagged="none",
        clusters=units.get("doc_id"),
        n_boot=resamples,
        seed=seed,
    )
    return found.assign(variable="frame")


def _others(sets: Sequence[Coded], ruled: Mapping[str, str]) -> Iterator[list[str]]:
    for variable in VARIABLES[1:]:
        shares = []
        for name in ("learned", "rules"):
            right = [
                (units[variable] == units[f"{variable}_tag"])[units[variable].notna()]
                for units in (one.runs[name] for one in sets)
                if variable in units.columns and units[f"{variable}_tag"].notna().any()
            ]
            total = sum(len(r) for r in right)
            shares.append(number(sum(int(r.sum()) for r in right) / total) if total else "–")
        yield [variable, *shares, f"the rules: {ruled[variable]}" if variable in ruled else "the model"]


def _heaviest(frame: Linear) -> Iterator[list[str]]:
    for k, code in enumerate(frame.codes):
        best = sorted(frame.weights.items(), key=lambda item: (-item[1][k], item[0]))[:_TOP]
        yield [code, ", ".join(f"{name} {row[k]:+.2f}" for name, row in best)]
