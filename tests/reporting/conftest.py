"""Small studies for the report's tests, made of fixture notebooks that each show one behaviour."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.reporting.fronts import small_front
from trstudy.reporting.makers import Maker
from trstudy.reporting.plan import planned, selected, with_parameters
from trstudy.reporting.reach import Code
from trstudy.reporting.report import build

FIXTURES = Path(__file__).parent / "fixtures"
INPUTS = {"seeds": {"a.txt": "0" * 64}, "configuration": None, "lexicon": "1" * 64}
GIVEN = {"name": "a=b", "tone": "warm"}


def small_study(root: Path, **notebooks: str) -> Path:
    """Lay out a study of fixture notebooks: number to fixture name, e.g. ``_01="greeting"``."""
    (root / "notebooks").mkdir(parents=True, exist_ok=True)
    for number, name in notebooks.items():
        shutil.copy(FIXTURES / f"{name}.ipynb", root / "notebooks" / f"{number[1:]}_{name}.ipynb")
    return root


def make(
    root: Path,
    *,
    given: Mapping[str, object] = GIVEN,
    only: str | None = None,
    front: Callable[..., None] = small_front,
    beside: Sequence[Maker] = (),
    say: Callable[[str], None] = print,
    force: bool = False,
) -> list[str]:
    """Build the report of a small study into its ``reports``."""
    # code that changes between two runs is a reason to run again; here it is not the question
    plan = replace(planned(root, "A small study"), inputs=INPUTS, code=Code(FIXTURES / "package"))
    chosen = with_parameters(selected(plan, only), given)
    makers = [Maker("index", front, writes=("index.html", "tables/", "numbers/", "figures/")), *beside]
    return build(plan, chosen, root / "reports", makers=makers, say=say, force=force)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under ``folder`` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small report, built once; tests may read it and nothing else."""
    root = small_study(tmp_path_factory.mktemp("published"), _01="greeting", _02="figure", _03="untrusted")
    assert make(root) == ["01_greeting", "02_figure", "03_untrusted", "index"]
    return root / "reports"


@pytest.fixture
def small(published: Path, tmp_path: Path) -> Path:
    """A study with the same report, for a test to change or try to spoil."""
    return Path(shutil.copytree(published.parent, tmp_path / "small"))


@pytest.fixture
def evidence() -> pd.DataFrame:
    rows = [
        # start, end: of the raw text, where the first sentence begins at 100
        ("a:001", 107, 113, "shield", "protecting", 1, True, ""),
        ("a:001", 121, 127, "attack", "assault", -1, False, "not counted, it stands under “shield”"),
        ("b:001", 4, 18, "jaw-\ndropping", "praise", 1, True, ""),
    ]
    names = ["sentence_id", "start", "end", "cue", "category", "sign", "counted", "why"]
    return pd.DataFrame(rows, columns=names).assign(
        doc_id=lambda t: t["sentence_id"].str[0], entry="", quad=pd.NA
    )


@pytest.fixture
def tags() -> pd.DataFrame:
    rows = [
        ("a", "a:001", 100, 127, "body", "X will shield Y from attack", "cooperation", "syria", 0.5),
        ("a", "a:002", 128, 140, "heading", "<b>War & “peace”</b>", "rivalry", "west", -0.5),
        ("b", "b:001", 0, 30, "body", "The jaw-dropping end", "none", "syria", np.nan),
    ]
    names = ["doc_id", "sentence_id", "start", "end", "role", "text", "frame", "arena", "score"]
    return pd.DataFrame(rows, columns=names).assign(
        voice="author", modality="asserted", rule="balance of cues"
    )
