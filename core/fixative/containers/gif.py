"""GIF: XMP in an application extension.

GIF89a specification; XMP specification part 3, section 1.1.2: the packet stands as it is, and a trailer of falling
bytes leads every reader of sub-blocks, wherever in the packet it is, to the block's end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fixative.containers.blocks import Blocks, Note, not_carried
from fixative.containers.stream import Budget, copy, exactly
from fixative.errors import MalformedContainerError

__all__ = ["coded_parts", "has_credentials", "read_blocks", "replace_blocks"]

_XMP_HEAD = b"\x21\xff\x0bXMP DataXMP"
_TRAILER = b"\x01" + bytes(range(0xFF, -1, -1)) + b"\0"
_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_APPLICATION = 0xFF
_APPLICATION_HEAD = 3
"""Bytes before the name of an application: introducer, label, length."""
_C2PA = b"C2PA_GIF"
_MAX_BLOCKS = 200_000


@dataclass(frozen=True, slots=True)
class _Block:
    """An extension, an image or the trailer, from `start` up to `end`."""

    kind: int
    label: int
    start: int
    end: int


def _skip_table(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        exactly(file, 3 * 2 ** ((flags & 7) + 1))


def _skip_sub_blocks(file: BinaryIO) -> None:
    while size := exactly(file, 1)[0]:
        exactly(file, size)


def _blocks(file: BinaryIO) -> Iterator[_Block]:
    """Walk over a GIF; a missing trailer is forgiven where a picture has come by, as every reader does."""
    file.seek(0)
    head = exactly(file, 13)
    if head[:6] not in (b"GIF87a", b"GIF89a"):
        raise MalformedContainerError(detail="no GIF header")
    _skip_table(file, head[10])
    images = 0
    for _ in range(_MAX_BLOCKS):
        start = file.tell()
        introducer = file.read(1)
        if not introducer and images:
            yield _Block(_END, 0, start, start)
            return
        kind = introducer[0] if introducer else 0
        label = 0
        if kind == _EXTENSION:
            label = exactly(file, 1)[0]
            _skip_sub_blocks(file)
        elif kind == _IMAGE:
            images += 1
            _skip_table(file, exactly(file, 9)[8])
            exactly(file, 1)
            _skip_sub_blocks(file)
        elif kind != _END:
            raise MalformedContainerError(detail="no block where one must be")
        end = file.tell()
        yield _Block(kind, label, start, end)
        if kind == _END:
            if not images:
                raise MalformedContainerError(detail="no picture data")
            return
        file.seek(end)
    raise MalformedContainerError(detail="too many blocks")


def _packet(file: BinaryIO, block: _Block, budget: Budget) -> bytes | None:
    """Read the packet in a block; None where it is another kind of block."""
    if block.label != _APPLICATION:
        return None
    file.seek(block.start)
    if file.read(len(_XMP_HEAD)) != _XMP_HEAD:
        return None
    size = block.end - block.start - len(_XMP_HEAD)
    budget.take(size)
    data = exactly(file, size)
    if data.endswith(_TRAILER):
        return data[: -len(_TRAILER)]
    return None


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of a GIF; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    budget = Budget()
    packets = [packet for block in _blocks(file) if (packet := _packet(file, block, budget)) is not None]
    return Blocks(xmp=packets[0] if packets else None)


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[Note, ...]:
    """Copy a GIF with other metadata.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed. EXIF and IIM have no place in a GIF, nor has a packet with NUL bytes.

    Returns
    -------
    tuple of (code, params)
        ``metadata-not-carried`` for each block that has no place.

    Raises
    ------
    MalformedContainerError, TruncatedError
        On a broken structure.
    """
    budget = Budget()
    walked = list(_blocks(source))
    packets = [(block, packet) for block in walked if (packet := _packet(source, block, budget)) is not None]
    lost = [name for name, block in (("EXIF", blocks.exif), ("IPTC", blocks.iptc)) if block is not None]
    xmp = blocks.xmp
    if xmp is not None and b"\0" in xmp:
        lost.append("XMP")
        xmp = packets[0][1] if packets else None
    notes = tuple(not_carried("GIF", name) for name in lost)
    if xmp == (packets[0][1] if packets else None):
        source.seek(0)
        copy(source, target)
        return notes

    new = b"" if xmp is None else _XMP_HEAD + xmp + _TRAILER
    old = dict(packets)
    # Behind the other application extensions: the loop count must come first for some players.
    place = next(iter(old)) if old else next(block for block in walked if block.label != _APPLICATION)
    source.seek(0)
    exactly(source, 6)
    target.write(b"GIF89a")
    at = 6
    for block in walked:
        if block is not place and block not in old:
            continue
        source.seek(at)
        copy(source, target, block.start - at)
        if block is place:
            target.write(new)
        at = block.end if block in old else block.start
    source.seek(at)
    copy(source, target)
    return notes


def coded_parts(file: BinaryIO) -> Iterator[range]:
    """Give what is no metadata: every block but XMP and credentials, and the screen's head without the version."""
    budget = Budget()
    walked = list(_blocks(file))
    yield range(len(b"GIF89a"), walked[0].start)
    for block in walked:
        if _packet(file, block, budget) is None and not _is_credentials(file, block):
            yield range(block.start, block.end)


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest in an application extension (C2PA 2.1, section A.3.6)."""
    return any(_is_credentials(file, block) for block in list(_blocks(file)))


def _is_credentials(file: BinaryIO, block: _Block) -> bool:
    if block.label != _APPLICATION:
        return False
    file.seek(block.start + _APPLICATION_HEAD)
    return file.read(len(_C2PA)) == _C2PA
