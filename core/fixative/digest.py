"""The checksum by which a file is known again."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

__all__ = ["sha256_of"]

_PART = 2**18
"""Bytes that are hashed at a time."""


def sha256_of(file: BinaryIO) -> str:
    """Compute the SHA-256 of a whole open file, in hexadecimal; the position afterwards is its end."""
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(_PART):
        digest.update(part)
    return digest.hexdigest()
