"""Bytes to text: strict UTF-8, or a reason why the bytes cannot be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from trstudy.errors import CatalogueError

MAX_BYTES = 100_000_000

# first bytes of files that people take for text, and what to do instead
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF; save its text as a .txt file in UTF-8"),
    (b"PK\x03\x04", "a zip container (Word .docx, .odt, .epub …); save it as plain text in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as plain text in UTF-8"),
    (b"{\\rtf", "rich text (RTF); save it as plain text in UTF-8"),
    (b"\x1f\x8b", "gzip-compressed; unpack it first"),
    (b"\x89PNG", "an image; it holds no text"),
    (b"\xff\xd8\xff", "an image; it holds no text"),
    (b"\xff\xfe", "in UTF-16; save it in UTF-8"),
    (b"\xfe\xff", "in UTF-16; save it in UTF-8"),
)
_HTML = (b"<!doctype html", b"<html", b"<?xml")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def decoded(data: bytes, name: str, expected: str = "an article's text") -> str:
    """Decode the bytes of a text file, character for character.

    Line ends and a byte-order mark stay as they are, so that offsets count what the file holds.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        The file's name, for the message.
    expected
        What it should hold, for the message.

    Raises
    ------
    CatalogueError
        The bytes are empty, binary, markup or not UTF-8; says which, and what would be right.
    """
    if len(data) > MAX_BYTES:
        raise CatalogueError(
            f"{name}: {len(data):,} bytes; a text may have at most {MAX_BYTES:,}. Cut it into articles"
        )
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise CatalogueError(f"{name}: is {what}")
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        raise CatalogueError(f"{name}: is a web page's source; save the article as plain text in UTF-8")
    if b"\x00" in data:
        at = data.index(b"\x00")
        raise CatalogueError(
            f"{name}: is binary (zero byte at position {at:,}); expected plain text in UTF-8"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(
            f"{name}: is not UTF-8 (0x{data[error.start]:02x} at byte {error.start:,}, line {line:,}); "
            "open it in the encoding it was written in, often Windows-1252 or -1254, and save it in UTF-8"
        ) from None
    if not text.strip("\ufeff \t\r\n\xa0"):
        raise CatalogueError(f"{name}: is empty; expected {expected}")
    return text


def file_bytes(path: Path) -> bytes:
    """Return the bytes of ``path``.

    Raises
    ------
    CatalogueError
        There is no such file, it is a folder, or the system refuses it.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CatalogueError(f"{path.name}: no such file in {path.parent.as_posix()}") from None
    except IsADirectoryError:
        raise CatalogueError(f"{path.name}: is a folder; expected a text file") from None
    except OSError as error:
        what = "is a folder" if path.is_dir() else f"cannot be read ({error.strerror})"
        raise CatalogueError(f"{path.name}: {what}; expected a text file") from None


def file_text(path: Path) -> str:
    """Return the text of the file at ``path``; see `decoded` for what is refused."""
    return decoded(file_bytes(path), path.name)
