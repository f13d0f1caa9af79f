"""Zero-shot tagging: does the unit entail that the two sides are partners, or that they are rivals?"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from trstudy.errors import TaggerError
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.localmodels import DECIMALS, Array, LocalModel, fingerprint, local_model
from trstudy.tagging.whole import Judgement, Whole, WholeTagger

HYPOTHESES = {
    "cooperation": "{a} and {b} cooperate, agree or are on good terms.",
    "rivalry": "{a} and {b} are opposed, in conflict or on bad terms.",
}
ENTAILED = 0.5  # probability from which a hypothesis is taken to follow from the unit
_FRAMES = {
    (True, True): "mixed",
    (True, False): "cooperation",
    (False, True): "rivalry",
    (False, False): "none",
}


class NliTagger(WholeTagger):
    """Tags frames with a model of natural-language inference.

    Each unit is the premise of two hypotheses, one of cooperation and one of rivalry (zero-shot
    classification by entailment: Yin, Hay & Roth 2019, *Benchmarking Zero-shot Text Classification*).
    The frame is what is entailed: one, both (mixed) or neither (none). ``score`` is
    P(cooperation entailed) - P(rivalry entailed).

    Parameters
    ----------
    model
        A classifier of pairs of texts; one of its labels has *entail* in its name, but not with a *not*.

    Raises
    ------
    TaggerError
        No label of the model means entailment.
    """

    def __init__(self, model: LocalModel) -> None:
        self._model = model
        self.fingerprint = fingerprint(model.folder)
        labels = {int(k): str(v) for k, v in model.config.get("id2label", {}).items()}
        self._entails = [k for k, v in labels.items() if v.lower().startswith("entail")]
        if len(self._entails) != 1:
            named = ", ".join(labels.values()) or "none"
            raise TaggerError(
                f"{model.folder.as_posix()}: config.json has the labels {named}; expected one that begins "
                "with entail, as models of natural-language inference have"
            )

    def judged(self, texts: list[str], dyad: Dyad) -> list[Judgement]:
        """Return the frame of each text."""
        sides = {"a": named(dyad.a[0]), "b": named(dyad.b[0])}
        hypotheses = {frame: form.format(**sides) for frame, form in HYPOTHESES.items()}
        shares = [self._entailed(texts, hypothesis) for hypothesis in hypotheses.values()]
        found = []
        for plus, minus in zip(*shares, strict=True):
            grounds = tuple(
                Whole(said, "hypothesis", sign, share >= ENTAILED, f"entails “{said}” with {share:.2f}")
                for said, sign, share in zip(hypotheses.values(), (1, -1), (plus, minus), strict=True)
            )
            frame = _FRAMES[plus >= ENTAILED, minus >= ENTAILED]
            found.append(Judgement(frame, round(plus - minus, DECIMALS) + 0.0, "entailment", grounds))
        return found

    def _entailed(self, texts: list[str], hypothesis: str) -> list[float]:
        """Return the probability that each text entails the hypothesis."""
        parts = self._model.outputs(texts, [hypothesis] * len(texts), wanted=("logits",))
        logits = np.concatenate([output.numbers for output in parts])
        return [float(share) for share in softmax(logits)[:, self._entails[0]]]


def softmax(logits: Array) -> Array:
    """Turn each row of logits into probabilities."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float64)


def named(side: str) -> str:
    """Write the name of a side as prose has it: an actor of the lexicon with capitals."""
    return side if any(c.isupper() for c in side) else side.replace("_", " ").title()


def nli(folder: str = "") -> NliTagger:
    """Return the tagger ``nli:FOLDER``.

    Raises
    ------
    TaggerError
        The folder holds no model of natural-language inference that can be run.
    """
    return _loaded(folder, fingerprint(Path(folder)) if folder else "")


@lru_cache(maxsize=2)
def _loaded(folder: str, _files: str) -> NliTagger:
    return NliTagger(local_model(folder, "nli", classifies=True))
