"""Small files that an option or argument names."""

from __future__ import annotations

import os
from pathlib import Path

from fixative.errors import OptionsError, reading_failed
from fixative.messages import sentence

__all__ = ["read_bytes", "read_text"]

_MOST = 4_000_000
"""Bytes: a list of all trusted authorities has less."""


def read_bytes(path: Path, *, most: int | None = _MOST) -> bytes:
    """Read a file, up to so many bytes; raises `OptionsError`, which names it, where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        trouble = reading_failed(error)
        raise OptionsError(detail=f"{os.fspath(path)}: {sentence(trouble.code, trouble.params)}"[:-1]) from error


def read_text(path: Path) -> str:
    """Read a file of text, as `read_bytes` does."""
    try:
        return read_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise OptionsError(detail=f"{os.fspath(path)} is no text") from error
