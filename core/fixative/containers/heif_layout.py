"""How an AVIF or HEIC is laid out: its boxes, and which parts of the file its items and tracks mean.

ISO/IEC 14496-12 (boxes, items, tracks), ISO/IEC 23008-12 (HEIF).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fixative.containers import tracks
from fixative.containers.boxes import Box, top_level
from fixative.containers.items import Items, parsed
from fixative.containers.stream import Budget, exactly, length
from fixative.errors import MalformedContainerError, TruncatedError

__all__ = ["Layout", "read_layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A file: its boxes, its size in bytes, and those boxes that say where all data stand."""

    boxes: tuple[Box, ...]
    size: int
    meta: Items | None
    moov: bytes | None

    def metas(self) -> Iterator[Items]:
        """Give every `meta` box, that of the file first."""
        if self.meta is not None:
            yield self.meta
        yield from tracks.metas(self.moov or b"")

    def needed(self) -> Iterator[range]:
        """Give the parts of the file that are used: items, samples."""
        for meta in self.metas():
            for location in meta.locations.values():
                yield from location.ranges
        yield from tracks.samples(self.moov or b"")


def read_layout(file: BinaryIO) -> Layout:
    """Walk over a file; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    boxes = top_level(file)
    if not boxes or boxes[0].kind != b"ftyp":
        raise MalformedContainerError(detail="no file type")
    budget = Budget()
    found: dict[bytes, bytes] = {}
    for box in boxes:
        if box.kind in (b"meta", b"moov"):
            if box.kind in found:
                raise MalformedContainerError(detail=f"more than one {box.kind.decode()}")
            budget.take(len(box.payload))
            file.seek(box.data)
            found[box.kind] = exactly(file, len(box.payload))
    meta = parsed(found[b"meta"]) if b"meta" in found else None
    if b"moov" not in found and (meta is None or not meta.primary):
        raise MalformedContainerError(detail="no picture")
    layout = Layout(boxes, length(file), meta, found.get(b"moov"))
    if any(part.stop > layout.size for part in layout.needed()):
        raise TruncatedError
    return layout
