"""ISO base media files (AVIF): what can be told of them without a decoder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fixative.errors import TruncatedError

__all__ = ["has_credentials"]

_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
"""The user type of the box that holds a manifest store (C2PA 2.1, section A.5)."""
_HEAD, _LARGE = 8, 8
_MAX_BOXES = 10_000


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest, in a box of the outermost level."""
    return any(kind == b"uuid" and file.read(len(_C2PA)) == _C2PA for kind in _boxes(file))


def _boxes(file: BinaryIO) -> Iterator[bytes]:
    """Give the kinds of the outermost boxes, the file at the start of each one's content."""
    position = 0
    for _ in range(_MAX_BOXES):
        file.seek(position)
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            return
        size, header = int.from_bytes(head[:4]), _HEAD
        if size == 1:
            size, header = int.from_bytes(file.read(_LARGE)), _HEAD + _LARGE
        yield head[4:]
        if size == 0:  # to the end of the file
            return
        if size < header:
            raise TruncatedError
        position += size
