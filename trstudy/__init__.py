"""Framing of a pair of states in analysts' prose: clean, tag, compare and report.

The names below are the public face; each is imported when first used, so that ``import trstudy``
stays quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trstudy.coding.agreement import agreement
    from trstudy.corpus.cleaning import clean
    from trstudy.errors import TrstudyError
    from trstudy.measures.framing import compare
    from trstudy.study import Study, open_study
    from trstudy.tagging.dyad import Dyad
    from trstudy.tagging.explain import explain
    from trstudy.tagging.registry import tag

__version__ = "0.1.0"

_HOME = {
    "Dyad": "trstudy.tagging.dyad",
    "Study": "trstudy.study",
    "TrstudyError": "trstudy.errors",
    "agreement": "trstudy.coding.agreement",
    "clean": "trstudy.corpus.cleaning",
    "compare": "trstudy.measures.framing",
    "explain": "trstudy.tagging.explain",
    "open_study": "trstudy.study",
    "tag": "trstudy.tagging.registry",
}
__all__ = [
    "Dyad",
    "Study",
    "TrstudyError",
    "agreement",
    "clean",
    "compare",
    "explain",
    "open_study",
    "tag",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'trstudy' has no attribute {name!r}; it has {', '.join(__all__)}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
