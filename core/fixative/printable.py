"""Text from anywhere, made fit to be shown."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["printable"]


def printable(text: str | Path) -> str:
    """Give a path or text on one line, without what would steer a terminal or turn the direction of writing.

    Bytes that are no text, and characters that are not printed, are shown by their numbers.
    """
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in os.fspath(text))
