"""What has changed since a report was made, in words: why a notebook runs again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_SHOWN = 3  # of the things that changed; the others are counted


def changes(
    earlier: Mapping[str, Any],
    name: str,
    facts: Mapping[str, Any],
    *,
    inputs: Mapping[str, Any],
    environment: Mapping[str, Any],
    code: Mapping[str, str],
) -> str:
    """Say what of all that a notebook or a maker uses is not as it was; empty if nothing is seen to differ.

    Parameters
    ----------
    earlier
        The manifest of the earlier report.
    name
        Whose work it is.
    facts
        What the manifest would say of it now.
    inputs, environment
        As the manifest would have them now, without the code.
    code
        The files that it can reach, with their hashes.
    """
    was = earlier.get("inputs", {})
    found = [
        *_own(earlier.get("makers", {}).get(name, {}), facts),
        *(f"seeds/{file}" for file in _moved(was.get("seeds", {}), inputs["seeds"])),
        *(f"notebooks/{file}" for file in _moved(was.get("modules", {}), inputs.get("modules", {}))),
        *(["study.toml"] if was.get("configuration") != inputs["configuration"] else []),
        *(["the study's word lists"] if was.get("own_lexicon") != inputs.get("own_lexicon") else []),
        *_moved(was.get("code", {}), code, gone=False),
        *_versions(earlier.get("environment", {}), environment),
    ]
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def _own(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if was.get("source") != now.get("source"):
        yield "its source"
    before, after = was.get("parameters", {}), now.get("parameters", {})
    yield from (f"its parameter {name}" for name in _moved(before, after))
    yield from _moved(was.get("packages", {}), now.get("packages", {}))


def _moved(was: Mapping[str, Any], now: Mapping[str, Any], *, gone: bool = True) -> list[str]:
    """Return the names whose value differs, those that are new last."""
    names = [name for name in now if now[name] != was.get(name, now[name])]
    names += [name for name in now if name not in was]
    return names + [name for name in was if gone and name not in now]


def _versions(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in ("python", "trstudy"):
        if was.get(name) != now.get(name):
            yield f"the version of {name} (before: {was.get(name)})"
    before, after = was.get("packages", {}), now.get("packages", {})
    for name in _moved(before, after):
        yield f"the version of {name} (before: {before.get(name)})"
