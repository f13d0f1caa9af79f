"""What a report was made of and from: every output tied by hash to notebook, parameters and inputs."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import trstudy

MANIFEST = "manifest.json"
SCHEMA = 2
_PACKAGE = Path(trstudy.__file__).parent


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def tree_digest(files: Iterable[Path], root: Path) -> str:
    """Return one SHA-256 over names and contents of ``files``, whatever order they come in."""
    lines = sorted(f"{p.relative_to(root).as_posix()} {digest(p.read_bytes())}\n" for p in files)
    return digest("".join(lines).encode())


def value_digest(value: object) -> str:
    """Return the SHA-256 of a JSON value, whatever the order of its keys."""
    return digest(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def environment() -> dict[str, Any]:
    """Return the versions of Python and of the packages that trstudy names as its own requirements."""
    try:
        required = metadata.requires("trstudy") or []
    except metadata.PackageNotFoundError:
        required = []
    names = [re.match(r"[\w.-]+", line) for line in required if "extra ==" not in line]
    return {
        "python": platform.python_version(),
        "trstudy": trstudy.__version__,
        "packages": versions_of(*(name[0] for name in names if name)),
    }


def versions_of(*packages: str) -> dict[str, str]:
    """Return the version of each package, by name."""
    return {name: _version(name) for name in sorted(packages)}


def inputs(root: Path) -> dict[str, Any]:
    """Return hashes of what every notebook draws on: seeds one by one, configuration, lexicon.

    So are the modules that lie beside the notebooks, if any. The package's code is another matter: see
    :mod:`trstudy.reporting.reach`.
    """
    configuration = root / "study.toml"
    told = tomllib.loads(configuration.read_text(encoding="utf-8")) if configuration.is_file() else {}
    seeds = root / told.get("seeds", "seeds")
    lexicon = [p for p in (_PACKAGE / "lexicon").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    modules = {p.name: digest(p.read_bytes()) for p in sorted((root / "notebooks").glob("*.py"))}
    own = root / told["lexicon"] if told.get("lexicon") else None
    return {
        "seeds": {
            p.relative_to(seeds).as_posix(): digest(p.read_bytes())
            for p in sorted(seeds.rglob("*"))
            if p.is_file() and not p.name.startswith(".")
        },
        "configuration": digest(configuration.read_bytes()) if configuration.is_file() else None,
        "lexicon": tree_digest(lexicon, _PACKAGE),
        **({"own_lexicon": tree_digest(own.rglob("*.toml"), own)} if own else {}),
        **({"modules": modules} if modules else {}),
    }


def recorded(out: Path) -> dict[str, Any]:
    """Return the manifest of the report in ``out``; empty where there is none that can be read."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) and manifest.get("schema") == SCHEMA else {}


def intact(out: Path, names: Iterable[str], manifest: Mapping[str, Any]) -> bool:
    """Tell whether each of the files is still what the manifest says."""
    known = manifest.get("outputs", {})
    return all(
        name in known
        and (out / name).is_file()
        and digest((out / name).read_bytes()) == known[name]["sha256"]
        for name in names
    )


def write_manifest(folder: Path, *, made_by: Mapping[str, str], **facts: Any) -> None:
    """Write ``manifest.json`` over every file in ``folder``.

    Parameters
    ----------
    folder
        The finished report.
    made_by
        File name in the report to the notebook or the maker that made it.
    facts
        What else to record: notebooks with their parameters and keys, inputs, environment.
    """
    outputs = {
        name: {"sha256": digest(data), "bytes": len(data), "made_by": made_by[name]}
        for name, data in ((n, (folder / n).read_bytes()) for n in sorted(made_by))
    }
    text = json.dumps(
        {"schema": SCHEMA, **facts, "outputs": outputs}, indent=1, sort_keys=True, ensure_ascii=False
    )
    (folder / MANIFEST).write_bytes(text.encode() + b"\n")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
