"""Small studies for the report's tests, made of fixture notebooks that each show one behaviour."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

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
