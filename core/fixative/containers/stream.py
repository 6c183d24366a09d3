"""Reading and copying in bounded pieces, shared by all containers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from fixative.errors import MetadataTooLargeError, TruncatedError

__all__ = ["MAX_METADATA", "Budget", "copy", "exactly", "length", "pieces"]

MAX_METADATA = 64 * 1024 * 1024
"""The most bytes of metadata that are taken into memory from one file."""

_PIECE = 1024 * 1024


class Budget:
    """What may still be read into memory from a file whose sizes cannot be trusted.

    Parameters
    ----------
    limit : int
        Bytes.
    """

    def __init__(self, limit: int = MAX_METADATA) -> None:
        self._limit = limit
        self._left = limit

    def take(self, size: int) -> None:
        """Use up `size` bytes; raises `MetadataTooLargeError` where they are too many."""
        self._left -= size
        if self._left < 0:
            raise MetadataTooLargeError(block="metadata", size=self._limit - self._left, limit=self._limit)


def exactly(file: BinaryIO, count: int) -> bytes:
    """Read `count` bytes; raises `TruncatedError` where the file ends before."""
    data = file.read(count)
    if len(data) < count:
        raise TruncatedError
    return data


def pieces(file: BinaryIO, count: int | None = None) -> Iterator[bytes]:
    """Read `count` bytes, or all that follow, in pieces; raises `TruncatedError` where the file ends before."""
    left = count
    while left is None or left > 0:
        piece = file.read(_PIECE if left is None else min(_PIECE, left))
        if not piece:
            if left is None:
                return
            raise TruncatedError
        yield piece
        if left is not None:
            left -= len(piece)


def copy(source: BinaryIO, target: BinaryIO, count: int | None = None) -> None:
    """Copy `count` bytes, or all that follow; raises `TruncatedError` where the source ends before."""
    target.writelines(pieces(source, count))


def length(file: BinaryIO) -> int:
    """Give the file's size in bytes; the position stays."""
    here = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(here)
    return size
