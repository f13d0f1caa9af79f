"""What a coder types: a key or a word for each code, and a few commands; the same on every screen."""

from __future__ import annotations

from collections.abc import Iterable

from trstudy.coding.codetable import CONFIDENCES
from trstudy.coding.unit_by_unit import Session
from trstudy.errors import CodingError

# key, word, what it does; a screen sees to the last two itself
COMMANDS: tuple[tuple[str, str, str], ...] = (
    (".", "next", "go on to the next open unit"),
    (",", "back", "go back one unit"),
    ("-", "skip", "pass over this unit"),
    ("<", "undo", "take back what was given last"),
    ("/", "note", "put a note to this unit"),
    ("?", "rule", "show the codebook's rule"),
    ("q", "quit", "stop here; all is kept"),
)
_WORDS = {key: word for key, word, _ in COMMANDS}
_RESERVED = frozenset(_WORDS) | {str(number) for number in CONFIDENCES}


def keys(codes: Iterable[str]) -> dict[str, str]:
    """Return a key for each code: its first letter that no code before it has, and no command.

    Examples
    --------
    >>> keys(["author", "attributed"])
    {'a': 'author', 't': 'attributed'}
    """
    found: dict[str, str] = {}
    for code in codes:
        letters = [letter for letter in [*code.lower(), *"abcdefghijklmnoprstuvwxyz"] if letter.isalpha()]
        free = (letter for letter in letters if letter not in found and letter not in _RESERVED)
        key = next(free, None)
        if key is not None:
            found[key] = code
    return found


def obey(session: Session, line: str) -> str:
    """Do what a line says, and say what was done.

    Parameters
    ----------
    session
        The coder's session.
    line
        Codes for the variables that the current unit still needs, in their order, each as a word or as a
        key, and commands: ``csah.`` or ``cooperation syria author hedged next``. ``frame rivalry``
        names the variable, to change a code. A digit is the confidence. ``note`` or ``/`` takes the
        rest of the line.

    Returns
    -------
    str
        What was done, in words. What came before a mistake is kept.

    Raises
    ------
    CodingError
        A key or word that means nothing here; names those that would do.
    """
    done: list[str] = []
    rest = line.strip()
    while rest:
        word, _, after = rest.partition(" ")
        taken, said = _step(session, word, after)
        done.append(said)
        rest = (rest[len(word) :] if taken is None else taken).strip()
    return "; ".join(part for part in done if part)


def _step(session: Session, word: str, after: str) -> tuple[str | None, str]:
    """Do one word, or its first key; return what is left if it is not all after the word."""
    low = word.lower()
    if low in ("note", "/") or low.startswith("/"):
        session.remark(f"{word[1:]} {after}" if low != "note" else after)
        return "", "note kept"
    if low in session.legal:
        code, _, later = after.strip().partition(" ")
        return later, _coded(session, low, code)
    if low in _WORDS.values():
        return None, _command(session, low)
    if session.position is not None:
        variable = next(iter(session.missing), None)
        if variable is not None and low in session.legal[variable]:
            return None, _coded(session, variable, low)
    # not a word: its first character is a key
    return f"{word[1:]} {after}", _key(session, low[:1])


def _key(session: Session, key: str) -> str:
    if key.isdecimal() and int(key) in CONFIDENCES:
        session.rate(int(key))
        return f"confidence {key}: {CONFIDENCES[int(key)]}"
    if key in _WORDS:
        return _command(session, _WORDS[key])
    missing = session.missing
    if not missing:
        raise CodingError(f"{key!r}: this unit has all its codes; `.` goes on, `frame CODE` changes one")
    return _coded(session, missing[0], key)


def _coded(session: Session, variable: str, code: str) -> str:
    known = keys(session.legal[variable])
    code = known.get(code.lower(), code.lower())
    if code not in session.legal[variable]:
        shown = ", ".join(f"{key} {name}" for key, name in known.items())
        raise CodingError(f"{code!r} is no {variable}; expected one of {shown}")
    session.give(variable, code)
    return f"{variable} {code}"


def _command(session: Session, word: str) -> str:
    if word == "next":
        session.next()
    elif word == "back":
        session.back()
    elif word == "skip":
        session.skip()
        return "passed over"
    elif word == "undo":
        undone = session.undo()
        return f"taken back: {undone}" if undone else "nothing to take back"
    elif word == "rule":
        missing = next(iter(session.missing), None)
        return f"the codebook's rule for {missing} stands below" if missing else "this unit has all its codes"
    else:
        return "all is kept: leave when you like"
    return ""
