"""Write environment.yml, for conda and Binder, from what pyproject.toml requires."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

# conda-forge may not carry these; pip takes them from where it takes everything
ONLY_PIP = {"ahocorasick-rs", "pyreveal"}

# extras that conda sets up whole: it brings the text engine that the PDF needs, where pip cannot
READERS = ("learn", "pdf")

HEAD = """\
# For conda and Binder users: conda env create -f environment.yml && conda activate trstudy
# Written by `make lock` from pyproject.toml; change that file instead.
name: trstudy
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python =3.12  # Binder wants one version named; the package itself asks for {python}
  - pip
"""


def requirements(pyproject: Path = ROOT / "pyproject.toml") -> list[Requirement]:
    """What a reader of the study needs: the run-time packages and the optional ones of ``READERS``."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in READERS for line in project["optional-dependencies"][extra]),
    ]
    return sorted((Requirement(line) for line in lines), key=lambda r: r.name)


def environment(pyproject: Path = ROOT / "pyproject.toml") -> str:
    """The text of environment.yml: the same packages with the same bounds, then the project itself."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    conda = [f"  - {r.name} {r.specifier}\n" for r in requirements(pyproject) if r.name not in ONLY_PIP]
    pip = [f"      - {r.name}{r.specifier}\n" for r in requirements(pyproject) if r.name in ONLY_PIP]
    return "".join(
        [HEAD.format(python=project["requires-python"]), *conda, "  - pip:\n", *pip, "      - -e .\n"]
    )


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8", newline="\n")
