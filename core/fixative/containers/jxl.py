"""JPEG XL: EXIF and XMP in boxes; a bare codestream is wrapped into a container to get them.

ISO/IEC 18181-2: the container (section 3), its boxes (9). Metadata may be compressed (`brob`); what is written is not,
so that readers without Brotli find it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fixative.containers.blocks import Blocks, Note, not_carried
from fixative.containers.boxes import Box, encoded, exif_in, head_of, top_level, with_offset
from fixative.containers.inflate import unbrotlied
from fixative.containers.reconstruction import needed_for_jpeg
from fixative.containers.stream import Budget, copy, exactly, length
from fixative.errors import MalformedContainerError

__all__ = ["CODESTREAM", "SIGNATURE", "coded_parts", "codestream", "has_credentials", "read_blocks", "replace_blocks"]

CODESTREAM = b"\xff\x0a"
"""What a codestream begins with, bare or in a box."""

SIGNATURE = b"\0\0\0\x0cJXL \r\n\x87\n"
"""The box that every container begins with."""

_BRAND = encoded(b"ftyp", b"jxl \0\0\0\0jxl ")
_EXIF, _XMP, _COMPRESSED, _RECONSTRUCTION = b"Exif", b"xml ", b"brob", b"jbrd"
_BLOCKS = {_EXIF: "exif", _XMP: "xmp"}
_PART_HEAD = 4
_JUMBF_HEAD = 64
_RECONSTRUCTION_HEAD = 2**16


@dataclass(frozen=True, slots=True)
class _Found:
    """A box that holds a block, and what it says."""

    box: Box
    block: str
    data: bytes


def _boxes(file: BinaryIO) -> tuple[Box, ...]:
    """List the boxes of a container; none for a bare codestream."""
    file.seek(0)
    head = exactly(file, len(CODESTREAM))
    if head == CODESTREAM:
        return ()
    if head + file.read(len(SIGNATURE) - len(head)) != SIGNATURE:
        raise MalformedContainerError(detail="no JPEG XL signature")
    boxes = top_level(file)
    if not any(box.kind in (b"jxlc", b"jxlp") for box in boxes):
        raise MalformedContainerError(detail="no codestream")
    return boxes


def _payload(file: BinaryIO, place: range, budget: Budget) -> bytes:
    budget.take(len(place))
    file.seek(place.start)
    return exactly(file, len(place))


def _find(file: BinaryIO, box: Box, budget: Budget) -> _Found | None:
    """Read a box where it is one that holds a block."""
    kind = box.kind
    if kind == _COMPRESSED:
        file.seek(box.data)
        kind = file.read(4)
    if kind not in _BLOCKS:
        return None
    if box.kind == _COMPRESSED:
        data = unbrotlied(_payload(file, box.payload[4:], budget), budget)
        # What cannot be read is no reason to lose it: it is found as an empty block, and stays where it is.
        text = b"" if data is None else data
    else:
        text = _payload(file, box.payload, budget)
    return _Found(box, _BLOCKS[kind], exif_in(text) if kind == _EXIF else text)


def _all(file: BinaryIO, boxes: tuple[Box, ...]) -> list[_Found]:
    budget = Budget()
    return [found for box in boxes if (found := _find(file, box, budget))]


def _blocks_of(found: list[_Found]) -> Blocks:
    blocks: dict[str, bytes] = {}
    for item in found:
        blocks.setdefault(item.block, item.data)
    return Blocks(**blocks)


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of a JPEG XL; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    return _blocks_of(_all(file, _boxes(file)))


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[Note, ...]:
    """Copy a JPEG XL with other metadata; a bare codestream gets a container where it needs one.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed. IIM has no place in a JPEG XL.

    Returns
    -------
    tuple of (code, params)
        ``metadata-not-carried`` for IIM; ``jpeg-not-restored`` where the file could be turned back into the very JPEG
        that it was made of: that takes the metadata as they were, and what it was done with goes with them.

    Raises
    ------
    MalformedContainerError, TruncatedError
        On a broken structure.
    """
    boxes = _boxes(source)
    found = _all(source, boxes)
    there = _blocks_of(found)
    notes: tuple[Note, ...] = (not_carried("JPEG XL", "IPTC"),) if blocks.iptc is not None else ()
    changed = {name for name in ("exif", "xmp") if getattr(blocks, name) != getattr(there, name)}
    pending = {"exif": _exif_box(blocks.exif), "xmp": _xmp_box(blocks.xmp)}
    source.seek(0)
    if not changed:
        copy(source, target)
    elif not boxes:
        target.write(SIGNATURE + _BRAND + b"".join(pending.values()) + head_of(b"jxlc", length(source)))
        copy(source, target)
    else:
        broken = _broken(source, boxes, changed)
        notes += (("jpeg-not-restored", {}),) if broken else ()
        old = {item.box: item.block for item in found if item.block in changed} | dict.fromkeys(broken, "")
        _splice(source, target, boxes, old, {name: pending[name] for name in sorted(changed)})
    return notes


def _broken(file: BinaryIO, boxes: tuple[Box, ...], changed: Collection[str]) -> tuple[Box, ...]:
    """List the boxes that would restore a JPEG with other metadata than it had: readers fail on them."""
    broken = []
    for box in boxes:
        if box.kind == _RECONSTRUCTION:
            file.seek(box.data)
            needed = needed_for_jpeg(file.read(min(len(box.payload), _RECONSTRUCTION_HEAD)))
            broken += [box] if needed.intersection(changed) else []
    return tuple(broken)


def _splice(
    source: BinaryIO, target: BinaryIO, boxes: tuple[Box, ...], old: dict[Box, str], pending: dict[str, bytes]
) -> None:
    """Put new boxes where the old ones stood, or else before the codestream, where readers that stream look."""
    fresh = [name for name in pending if name not in old.values()]
    first = next(box for box in boxes if box.kind in (b"jxlc", b"jxlp"))
    at = 0
    for box in boxes:
        if box is not first and box not in old:
            continue
        source.seek(at)
        copy(source, target, box.start - at)
        if box is first:
            target.writelines(pending.pop(name) for name in fresh)
            at = box.start
        else:
            target.write(pending.pop(old[box], b""))
            at = box.end
    source.seek(at)
    copy(source, target)


def _exif_box(exif: bytes | None) -> bytes:
    return b"" if exif is None else encoded(_EXIF, with_offset(exif))


def _xmp_box(xmp: bytes | None) -> bytes:
    return b"" if xmp is None else encoded(_XMP, xmp)


def coded_parts(file: BinaryIO) -> Iterator[range]:
    """Give what is no metadata: the codestream, bare or in its boxes, and what says how to read it."""
    boxes = _boxes(file)
    if not boxes:
        yield range(length(file))
    yield from (box.payload for box in boxes if box.kind in (b"jxlc", b"jxlp", b"jxll", b"jxli"))


def codestream(file: BinaryIO, size: int) -> bytes:
    """Give up to `size` bytes of the codestream's beginning; raises what `read_blocks` raises."""
    boxes = _boxes(file)
    if not boxes:
        file.seek(0)
        return file.read(size)
    start = b""
    for box in boxes:
        skipped = {b"jxlc": 0, b"jxlp": _PART_HEAD}.get(box.kind)
        if skipped is not None and len(start) < size:
            file.seek(box.data + skipped)
            start += file.read(min(size - len(start), len(box.payload[skipped:])))
    return start


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest: a JUMBF box at the top level (C2PA 2.1, section A.3.7)."""
    for box in _boxes(file):
        if box.kind == b"jumb":
            file.seek(box.data)
            if b"c2pa" in file.read(min(len(box.payload), _JUMBF_HEAD)):
                return True
    return False
