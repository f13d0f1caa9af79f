"""Linear models fitted to reference codes with scikit-learn, and tried on groups they have not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd

import trstudy
from trstudy.errors import TaggerError
from trstudy.tables import FRAMES, MODALITIES, VARIABLES, VOICES
from trstudy.tagging import features
from trstudy.tagging.dyad import Dyad
from trstudy.tagging.features import Piece
from trstudy.tagging.linear import FORMAT, VERSION, Linear, Model, Trained, rounded

FOLDS = 10
STRENGTH = 0.1  # inverse of the penalty on large weights: low, as codes are few and features many
AT_LEAST = 3  # units that a feature must occur in to be learnt from

Pieces = Sequence[Sequence[Piece]]
Step = Callable[[], None]


def fitted(
    units: Pieces, codes: Sequence[str], *, strength: float = STRENGTH, at_least: int = AT_LEAST
) -> Linear:
    """Fit a multinomial logistic model with an L2 penalty.

    Parameters
    ----------
    units
        The pieces of each unit, from `features.pieces`.
    codes
        The code of each unit.
    strength
        The inverse of the penalty (scikit-learn's ``C``): the lower, the smaller the weights.
    at_least
        How many units a feature must occur in.

    Returns
    -------
    Linear
        Weights rounded to four decimals, features without any weight left out.

    Raises
    ------
    TaggerError
        scikit-learn is missing, or there are fewer than two codes to tell apart.
    """
    linear_model, vectorizer, threadpool_limits = _scikit_learn()
    known = _codes(codes)
    spread = Counter(name for pieces in units for name in {p.name for p in pieces})
    kept = {name for name, n in spread.items() if n >= at_least}
    vectors = vectorizer(sort=True)
    table = vectors.fit_transform([_vector(pieces, kept) or {"": 0.0} for pieces in units])
    model = linear_model(C=strength, solver="lbfgs", tol=1e-8, max_iter=10_000)
    with threadpool_limits(1):  # the same sums in the same order, and quicker than threads that wait
        model.fit(table, [known.index(code) for code in codes])
    weights, intercept = model.coef_, model.intercept_
    if len(known) == 2:  # one row of weights stands for both codes
        weights, intercept = np.vstack([-weights, weights]) / 2, np.hstack([-intercept, intercept]) / 2
    rows = {str(name): rounded(row) for name, row in zip(vectors.feature_names_, weights.T, strict=True)}
    return Linear(
        codes=tuple(known),
        intercept=rounded(intercept),
        weights={name: row for name, row in rows.items() if any(row)},
    )


def cross_validated(
    units: Pieces,
    codes: Sequence[str],
    groups: Sequence[str],
    *,
    folds: int = FOLDS,
    step: Step = lambda: None,
    **options: Any,
) -> list[str]:
    """Return each unit's code by a model fitted to the units of other groups.

    Parameters
    ----------
    units, codes
        As for `fitted`.
    groups
        What each unit must not be parted from: its article, or the pair of sentences it belongs to.
    folds
        How often to leave some groups out; no more than there are groups.
    step
        Called after each fold.
    options
        Handed on to `fitted`.

    Raises
    ------
    TaggerError
        There is only one group or code, or scikit-learn is missing.
    """
    if len(set(groups)) < 2:
        raise TaggerError("all units are of one group (article or pair); cross-validation needs two or more")
    _codes(codes)
    _scikit_learn()
    from sklearn.model_selection import GroupKFold

    found = [""] * len(codes)
    splits = GroupKFold(min(folds, len(set(groups)))).split(codes, groups=list(groups))
    for training, left_out in splits:
        rest = [codes[i] for i in training]
        model = fitted([units[i] for i in training], rest, **options) if len(set(rest)) > 1 else None
        for i in left_out:
            found[i] = rest[0] if model is None else likeliest(model, units[i])
        step()
    return found


def likeliest(model: Linear, pieces: Sequence[Piece]) -> str:
    """Return the code that a model gives to a unit."""
    return model.codes[int(np.argmax(model.shares(model.parts(pieces))))]


def trained(
    units: Pieces,
    codes: pd.DataFrame,
    ruled: Mapping[str, str],
    *,
    dyad: Dyad,
    files: Mapping[str, str],
    strength: float = STRENGTH,
    at_least: int = AT_LEAST,
) -> Model:
    """Fit one model per variable to all units.

    Parameters
    ----------
    units
        The pieces of each unit.
    codes
        One row per unit: any of the variables, missing where nobody coded it.
    ruled
        Variable to the reason why the rules' codes are kept for it.
    dyad
        The two sides, for the record; events have their own.
    files
        Name of each table of codes to its SHA-256, for the record.
    strength, at_least
        As for `fitted`.

    Raises
    ------
    TaggerError
        A variable has fewer than two codes, or scikit-learn is missing.
    """
    learned = {}
    for variable in (v for v in VARIABLES if v not in ruled):
        rows = np.flatnonzero(codes[variable].notna()).tolist()
        try:
            learned[variable] = fitted(
                [units[i] for i in rows],
                codes[variable].iloc[rows].tolist(),
                strength=strength,
                at_least=at_least,
            )
        except TaggerError as error:
            raise TaggerError(f"{variable}: {error}") from None
    return Model(
        format=FORMAT,
        version=VERSION,
        features=features.VERSION,
        trained=Trained(
            a=dyad.a,
            b=dyad.b,
            files=dict(files),
            units=len(units),
            settings={"strength": strength, "at_least": at_least},
            versions={"trstudy": trstudy.__version__, "scikit-learn": version("scikit-learn")},
        ),
        learned=learned,
        ruled=dict(ruled),
    )


def _codes(codes: Sequence[str]) -> list[str]:
    """Return the codes that occur, in their variable's order where it has one."""
    known = [c for c in (*FRAMES, *VOICES, *MODALITIES) if c in set(codes)] or sorted(set(codes))
    if len(known) < 2:
        raise TaggerError(
            f"every unit is coded {', '.join(known) or 'nothing'}; a model needs two codes or more"
        )
    return known


def _vector(pieces: Sequence[Piece], kept: set[str]) -> dict[str, float]:
    vector: dict[str, float] = {}
    for piece in pieces:
        if piece.name in kept:
            vector[piece.name] = vector.get(piece.name, 0.0) + piece.value
    return vector


def _scikit_learn() -> tuple[Any, Any, Any]:
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits
    except ImportError:
        raise TaggerError(
            "training needs scikit-learn, which is not installed; install the extra: "
            'pip install "trstudy[learn]"'
        ) from None
    return LogisticRegression, DictVectorizer, threadpool_limits
