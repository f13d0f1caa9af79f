"""The learned tagger: a linear model over the rules' findings and the words, that shows its sums."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import pandas as pd

from trstudy.errors import TaggerError
from trstudy.tables import TAG_COLUMNS, VARIABLES
from trstudy.tagging.codes import Code
from trstudy.tagging.contributions import Verdict, places, totals, verdict, worded
from trstudy.tagging.decision import turned
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.features import Reading, readings
from trstudy.tagging.linear import DECIMALS, Model, loaded

RULE = "linear model"
_NONE_TRAINED = (
    "tagger 'learned' has no model; train one with `trstudy train --codings FILE --out MODEL`, then call it "
    "'learned:MODEL', or name it in study.toml as learned = \"MODEL\""
)


class LearnedTagger:
    """Tags units by a trained model, and by the rules where the model keeps to them.

    Parameters
    ----------
    model
        From `trstudy train`.
    fingerprint
        What tells this model from others: the digest of its file.
    """

    def __init__(self, model: Model, fingerprint: str = "") -> None:
        self.model = model
        self.fingerprint = fingerprint

    def tags(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return one row of codes per unit; ``score`` is P(cooperation) - P(rivalry)."""
        rows = []
        for reading in readings(units, dyad):
            found = self._verdicts(reading)
            codes = [found[v].code if v in found else _ruled(reading, v).code for v in VARIABLES]
            frame = found["frame"]
            score = round(frame.share("cooperation") - frame.share("rivalry"), DECIMALS) + 0.0
            rows.append((*codes, score, turned(reading.tagged.decision.quad, frame.code), RULE))
        return pd.DataFrame(rows, index=units.index, columns=list(TAG_COLUMNS))

    def evidence(self, units: pd.DataFrame, dyad: Dyad) -> pd.DataFrame:
        """Return the places that weigh most in each unit's frame, one row each, in reading order."""
        rows = [
            (i, start, end, text[start:end], *grounds)
            for i, (reading, text) in enumerate(zip(readings(units, dyad), units["text"], strict=True))
            for start, end, *grounds in places(verdict(self.model.learned["frame"], reading.pieces))
        ]
        columns = ["unit", "start", "end", "cue", "entry", "category", "quad", "sign", "counted", "why"]
        return pd.DataFrame(rows, columns=columns)

    def reasons(self, units: pd.DataFrame, dyad: Dyad) -> list[tuple[str, ...]]:
        """Return, for each unit, what its evidence does not show: other grounds, other variables."""
        found = []
        for reading in readings(units, dyad):
            verdicts = self._verdicts(reading)
            lines = list(totals(verdicts["frame"]))
            for variable in VARIABLES[1:]:
                if variable in verdicts:
                    lines.append(worded(variable, verdicts[variable]))
                else:
                    why = _ruled(reading, variable).why(variable, reading.tagged.unit.padded)
                    lines.append(f"{why} (by the rules: {self.model.ruled[variable]})")
            found.append(tuple(lines))
        return found

    def _verdicts(self, reading: Reading) -> dict[str, Verdict]:
        return {v: verdict(linear, reading.pieces) for v, linear in self.model.learned.items()}


def _ruled(reading: Reading, variable: str) -> Code:
    code = getattr(reading.tagged, variable)
    assert isinstance(code, Code)
    return code


def load_model(path: Path) -> LearnedTagger:
    """Return the tagger of a model file.

    Raises
    ------
    TaggerError
        There is no such file, or it is no model that can be read.
    """
    try:
        stat = path.stat()
        return _loaded(path, stat.st_mtime_ns, stat.st_size)
    except FileNotFoundError:
        raise TaggerError(
            f"{path}: no such model; `trstudy train --codings FILE --out MODEL` makes one"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise TaggerError(f"{path}: cannot be read as a model: {error}") from None


@lru_cache(maxsize=8)
def _loaded(path: Path, _time: int, _size: int) -> LearnedTagger:
    data = path.read_bytes()
    return LearnedTagger(loaded(data.decode("utf-8"), path.name), hashlib.sha256(data).hexdigest())


def learned(model: str = "") -> LearnedTagger:
    """Return the tagger ``learned:MODEL``.

    Raises
    ------
    TaggerError
        No model is named, or it cannot be read.
    """
    if not model:
        raise TaggerError(_NONE_TRAINED)
    return load_model(Path(model))
