"""WebP: EXIF and XMP chunks, announced by the flags of VP8X.

RFC 9649: RIFF container (section 2), extended format (2.7), VP8L header (3.4); VP8 frame header: RFC 6386, 9.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fixative.containers.blocks import Blocks, Note, not_carried
from fixative.containers.stream import Budget, copy, exactly, length
from fixative.errors import MalformedContainerError, MetadataTooLargeError, TruncatedError

__all__ = ["coded_parts", "has_credentials", "read_blocks", "replace_blocks"]

_EXIF_PREFIX = b"Exif\0\0"
_C2PA = b"C2PA"
_KINDS = {b"EXIF": "exif", b"XMP ": "xmp", b"XMP\0": "xmp"}
_IMAGES = frozenset({b"VP8 ", b"VP8L", b"ANMF", b"ANIM"})
_FLAG_ALPHA, _FLAG_EXIF, _FLAG_XMP = 0x10, 0x08, 0x04
_MAX_CHUNKS = 200_000
_MAX_RIFF = 2**32 - 10


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Where a chunk is: `start` at its name, `end` after its data without the padding byte."""

    kind: bytes
    start: int
    size: int

    @property
    def end(self) -> int:
        return self.start + 8 + self.size


@dataclass(frozen=True, slots=True)
class _Layout:
    chunks: tuple[_Chunk, ...]
    end: int


def _layout(file: BinaryIO) -> _Layout:
    file.seek(0)
    head = exactly(file, 12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise MalformedContainerError(detail="no WebP header")
    end = 8 + int.from_bytes(head[4:8], "little")
    size = length(file)
    # The padding byte of a last odd chunk is left out by some writers.
    if end > size + 1:
        raise TruncatedError
    end = min(end, size)
    chunks: list[_Chunk] = []
    at = 12
    while at + 8 <= end:
        file.seek(at)
        name = exactly(file, 8)
        chunk = _Chunk(name[:4], at, int.from_bytes(name[4:], "little"))
        if chunk.end > end:
            raise MalformedContainerError(detail="chunk beyond the end of the container")
        chunks.append(chunk)
        if len(chunks) > _MAX_CHUNKS:
            raise MalformedContainerError(detail="too many chunks")
        at = chunk.end + chunk.size % 2
    if not any(chunk.kind in _IMAGES for chunk in chunks):
        raise MalformedContainerError(detail="no picture data")
    return _Layout(tuple(chunks), end)


def _blocks_of(file: BinaryIO, layout: _Layout) -> Blocks:
    budget = Budget()
    found: dict[str, bytes] = {}
    for chunk in layout.chunks:
        name = _KINDS.get(chunk.kind)
        if name is not None and name not in found:
            budget.take(chunk.size)
            file.seek(chunk.start + 8)
            found[name] = exactly(file, chunk.size)
    exif = found.get("exif")
    return Blocks(exif=exif.removeprefix(_EXIF_PREFIX) if exif is not None else None, xmp=found.get("xmp"))


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of a WebP; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    return _blocks_of(file, _layout(file))


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[Note, ...]:
    """Copy a WebP with other metadata; a simple file becomes an extended one where it needs to.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed. IIM has no place in a WebP.

    Returns
    -------
    tuple of (code, params)
        ``metadata-not-carried`` for IIM.

    Raises
    ------
    MalformedContainerError, TruncatedError
        On a broken structure.
    MetadataTooLargeError
        The result would be over four gigabytes.
    """
    layout = _layout(source)
    there = _blocks_of(source, layout)
    notes = (not_carried("WebP", "IPTC"),) if blocks.iptc is not None else ()
    if (blocks.exif, blocks.xmp) == (there.exif, there.xmp):
        source.seek(0)
        copy(source, target)
        return notes

    pieces = _arranged(source, layout, there, blocks)
    size = 4 + sum(piece.stop - piece.start if isinstance(piece, range) else len(piece) for piece in pieces)
    if size > _MAX_RIFF:
        raise MetadataTooLargeError(block="RIFF", size=size, limit=_MAX_RIFF)
    target.write(b"RIFF" + size.to_bytes(4, "little") + b"WEBP")
    for piece in pieces:
        if isinstance(piece, range):
            source.seek(piece.start)
            copy(source, target, len(piece))
        else:
            target.write(piece)
    source.seek(layout.end)
    copy(source, target)
    return notes


def _arranged(source: BinaryIO, layout: _Layout, there: Blocks, blocks: Blocks) -> list[bytes | range]:
    """List what the result is made of: bytes that are new, and ranges of the source."""
    wanted = {b"EXIF": blocks.exif, b"XMP ": blocks.xmp}
    changed = {name for name in ("exif", "xmp") if getattr(blocks, name) != getattr(there, name)}
    pieces: list[bytes | range] = []
    if layout.chunks[0].kind != b"VP8X":
        pieces.append(_extended_header(source, layout, blocks))
    pending = {kind: _encoded(kind, data) for kind, data in wanted.items() if data is not None}
    for chunk in layout.chunks:
        name = _KINDS.get(chunk.kind)
        if chunk.kind == b"VP8X" and chunk is layout.chunks[0]:
            pieces.append(_flagged(source, chunk, blocks))
        elif name is None or name not in changed:
            pieces.append(range(chunk.start, chunk.end))
            if chunk.size % 2:
                pieces.append(b"\0")
            if name is not None:
                pending.pop(_canonical(chunk.kind), None)
        else:
            pieces.append(pending.pop(_canonical(chunk.kind), b""))
    return [*pieces, *pending.values()]


def _canonical(kind: bytes) -> bytes:
    return b"XMP " if kind == b"XMP\0" else kind


def _encoded(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def _flags(blocks: Blocks) -> int:
    return (_FLAG_EXIF if blocks.exif is not None else 0) | (_FLAG_XMP if blocks.xmp is not None else 0)


def _flagged(source: BinaryIO, chunk: _Chunk, blocks: Blocks) -> bytes:
    source.seek(chunk.start)
    whole = bytearray(exactly(source, 8 + chunk.size))
    if chunk.size < 10:  # noqa: PLR2004 - flags, reserved, width, height
        raise MalformedContainerError(detail="VP8X too short")
    whole[8] = whole[8] & ~(_FLAG_EXIF | _FLAG_XMP) | _flags(blocks)
    return bytes(whole) + b"\0" * (chunk.size % 2)


def _extended_header(source: BinaryIO, layout: _Layout, blocks: Blocks) -> bytes:
    """Make the VP8X chunk of a simple file."""
    image = next((chunk for chunk in layout.chunks if chunk.kind in (b"VP8 ", b"VP8L")), None)
    if image is None:
        raise MalformedContainerError(detail="animation without VP8X")
    source.seek(image.start + 8)
    head = source.read(10)
    flags = _flags(blocks)
    if image.kind == b"VP8 ":
        if len(head) < 10 or head[3:6] != b"\x9d\x01\x2a":  # noqa: PLR2004
            raise MalformedContainerError(detail="no VP8 key frame")
        width = int.from_bytes(head[6:8], "little") & 0x3FFF
        height = int.from_bytes(head[8:10], "little") & 0x3FFF
    else:
        if len(head) < 5 or head[0] != 0x2F:  # noqa: PLR2004
            raise MalformedContainerError(detail="no VP8L signature")
        bits = int.from_bytes(head[1:5], "little")
        width = (bits & 0x3FFF) + 1
        height = (bits >> 14 & 0x3FFF) + 1
        if bits >> 28 & 1:
            flags |= _FLAG_ALPHA
    if not width or not height:
        raise MalformedContainerError(detail="picture without size")
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _encoded(b"VP8X", bytes((flags, 0, 0, 0)) + size)


def coded_parts(file: BinaryIO) -> Iterator[range]:
    """Give what is no metadata: every chunk but the blocks, the credentials, and the header that announces them."""
    chunks = _layout(file).chunks
    return (range(chunk.start, chunk.end) for chunk in chunks if chunk.kind not in {b"VP8X", _C2PA, *_KINDS})


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest (C2PA 2.1, section A.3.5)."""
    return any(chunk.kind == _C2PA for chunk in _layout(file).chunks)
