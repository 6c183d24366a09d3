"""The boxes of ISO base media files, of which JPEG XL, AVIF and HEIC are made.

ISO/IEC 14496-12: boxes (section 4.2), full boxes with version and flags (4.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from fixative.containers.stream import exactly, length
from fixative.errors import MalformedContainerError, TruncatedError

__all__ = ["Box", "Inner", "encoded", "exif_in", "full", "head_of", "inner", "top_level", "with_offset"]

_HEAD, _LARGE_HEAD = 8, 16
_LARGE = 2**32
_MAX_BOXES = 100_000
_KNOWN = frozenset(
    {b"ftyp", b"meta", b"moov", b"mdat", b"idat", b"free", b"skip", b"uuid", b"jxll", b"jxlc", b"jxlp", b"jxli"}
    | {b"jbrd", b"jumb", b"brob", b"Exif", b"xml ", b"mpvd"}
)
"""What breaks off where it reaches beyond the file's end; anything else there is no box, but stands behind the last."""

_TIFF = (b"II*\0", b"MM\0*")
_EXIF_PREFIX = b"Exif\0\0"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a box of a file is: `start` at its length, `data` behind its head."""

    kind: bytes
    start: int
    data: int
    end: int

    @property
    def payload(self) -> range:
        """Where its content stands."""
        return range(self.data, self.end)


class Inner(NamedTuple):
    """A box inside another one that was taken into memory."""

    kind: bytes
    data: bytes


def top_level(file: BinaryIO, start: int = 0) -> tuple[Box, ...]:
    """Walk over a file's boxes from `start` on; what follows the last is no box.

    Raises
    ------
    TruncatedError
        The last one ends behind the file.
    MalformedContainerError
        There are too many.
    """
    end = length(file)
    found: list[Box] = []
    at = start
    while end - at >= _HEAD:
        file.seek(at)
        head = exactly(file, min(_LARGE_HEAD, end - at))
        kind = head[4:8]
        data, size = _measured(head, end - at)
        if size < data or at + size > end:
            if kind in _KNOWN and size >= data:
                raise TruncatedError
            break
        found.append(Box(kind, at, at + data, at + size))
        if len(found) > _MAX_BOXES:
            raise MalformedContainerError(detail="too many boxes")
        at += size
    return tuple(found)


def _measured(head: bytes, left: int) -> tuple[int, int]:
    """Give the sizes of a box's head and of the whole; a size of 0 goes on to the end of what contains it."""
    size = int.from_bytes(head[:4], "big")
    if size == 1:
        return _LARGE_HEAD, int.from_bytes(head[8:16], "big") if len(head) >= _LARGE_HEAD else 0
    return _HEAD, size or left


def inner(data: bytes) -> tuple[Inner, ...]:
    """Take a box's content apart; raises `MalformedContainerError` where it is not made of boxes."""
    return tuple(_inner(data))


def _inner(data: bytes) -> Iterator[Inner]:
    at = 0
    while at < len(data):
        head = data[at : at + _LARGE_HEAD]
        begin, size = _measured(head, len(data) - at)
        if len(head) < _HEAD or size < begin or at + size > len(data):
            raise MalformedContainerError(detail="box beyond the end of another")
        yield Inner(head[4:8], data[at + begin : at + size])
        at += size


def encoded(kind: bytes, data: bytes) -> bytes:
    """Write a box."""
    return head_of(kind, len(data)) + data


def head_of(kind: bytes, size: int) -> bytes:
    """Write the head of a box with `size` bytes of content."""
    if size + _HEAD < _LARGE:
        return (size + _HEAD).to_bytes(4, "big") + kind
    return b"\0\0\0\1" + kind + (size + _LARGE_HEAD).to_bytes(8, "big")


def full(version: int, data: bytes, flags: int = 0) -> bytes:
    """Put version and flags before the content of a box."""
    return bytes((version,)) + flags.to_bytes(3, "big") + data


def exif_in(data: bytes) -> bytes:
    """Take an EXIF block out of what says before it where its TIFF structure begins (ISO/IEC 23008-12, A.2.1)."""
    # Some writers forget the offset.
    if data.startswith(_TIFF):
        return data
    offset = int.from_bytes(data[:4], "big")
    block = data[4:]
    return block[offset:] if offset <= len(block) else block.removeprefix(_EXIF_PREFIX)


def with_offset(exif: bytes) -> bytes:
    """Say before an EXIF block that its TIFF structure begins at once."""
    return bytes(4) + exif
