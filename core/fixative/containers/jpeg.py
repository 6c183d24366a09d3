"""JPEG: EXIF and XMP in APP1, IIM in APP13.

ITU-T T.81 annex B (segments), Exif 3.0 section 4.7 (APP1), XMP specification part 3 section 1.1.3. Everything from
the first scan on is copied as it stands, with whatever follows the end of the picture. Offsets in such trailers are
left alone: but for multi-picture files, the known ones count from the file's end, or are put right by their readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from fixative.containers import mpf, photoshop
from fixative.containers.blocks import Blocks
from fixative.containers.extended import extension_named, join, split
from fixative.containers.segments import (
    APP1,
    APP2,
    APP11,
    APP13,
    EXIF,
    EXTENSION,
    MAX_PAYLOAD,
    PHOTOSHOP,
    SOI,
    XMP,
    Segment,
    read_header,
)
from fixative.containers.stream import copy, length
from fixative.errors import MetadataTooLargeError

__all__ = ["MAX_EXIF", "coded_parts", "has_credentials", "read_blocks", "replace_blocks"]

MAX_EXIF = MAX_PAYLOAD - len(EXIF)
"""Bytes of an EXIF block that a segment holds."""

_GUID = 32
_EXTENSION_HEAD = len(EXTENSION) + _GUID + 8


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of a JPEG; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    return _blocks_of(read_header(file).segments)


def _blocks_of(segments: tuple[Segment, ...]) -> Blocks:
    resources = _resources_of(segments)
    return Blocks(
        exif=_exif_of(segments),
        xmp=_xmp_of(segments),
        iptc=photoshop.iptc_of(resources),
        thumbnail=photoshop.thumbnail_of(resources),
    )


def _exif_of(segments: tuple[Segment, ...]) -> bytes | None:
    parts = [segment.payload[len(EXIF) :] for segment in segments if segment.kind == "exif"]
    if not parts:
        return None
    # More than one segment's worth is continued in the next ones, which then have no header of their own.
    whole = parts[0]
    for part in parts[1:]:
        if part.startswith((b"II*\0", b"MM\0*")):
            break
        whole += part
    return whole


def _xmp_of(segments: tuple[Segment, ...]) -> bytes | None:
    packets = [segment.payload[len(XMP) :] for segment in segments if segment.starts(APP1, XMP)]
    if not packets:
        return None
    guid = extension_named(packets[0])
    extension = _extension_of(segments, guid) if guid is not None else None
    if extension is not None:
        packets.append(extension)
    if len(packets) == 1:
        return packets[0]
    return join(packets) or packets[0]


def _extension_of(segments: tuple[Segment, ...], guid: str) -> bytes | None:
    """Put an extension together; None where a part is missing."""
    parts: dict[int, bytes] = {}
    total = 0
    for segment in segments:
        if not segment.is_extension or len(segment.payload) < _EXTENSION_HEAD:
            continue
        head = segment.payload[len(EXTENSION) : _EXTENSION_HEAD]
        if head[:_GUID].decode("latin-1").upper() != guid:
            continue
        total = int.from_bytes(head[_GUID : _GUID + 4], "big")
        parts[int.from_bytes(head[_GUID + 4 :], "big")] = segment.payload[_EXTENSION_HEAD:]
    whole = b"".join(parts[offset] for offset in sorted(parts))
    at = 0
    for offset in sorted(parts):
        if offset != at:
            return None
        at += len(parts[offset])
    return whole if whole and at == total else None


def _resources_of(segments: tuple[Segment, ...]) -> bytes:
    return b"".join(segment.payload[len(PHOTOSHOP) :] for segment in segments if segment.kind == "iptc")


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[()]:
    """Copy a JPEG with other metadata.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed; what equals the source's stays where and as it is. Of several EXIF blocks the
        first is read, and the others go when it changes: Exif allows one, and readers differ in which they take.

    Returns
    -------
    tuple
        Empty: a JPEG carries every block.

    Raises
    ------
    MalformedContainerError, TruncatedError
        On a broken structure.
    MetadataTooLargeError
        EXIF over 65,527 bytes, or an XMP packet that cannot be split.
    """
    header = read_header(source)
    there = _blocks_of(header.segments)
    if blocks == there:
        source.seek(0)
        copy(source, target)
        return ()
    new = _arranged(header.segments, there, blocks)
    size = 2 + sum(len(segment.payload) + 4 for segment in new)
    target.write(bytes((0xFF, SOI)))
    written = 2
    for segment in new:
        written += len(segment.payload) + 4
        payload = segment.payload
        if segment.starts(APP2, mpf.SIGNATURE):
            distance = (size - written) - (header.size - segment.end)
            payload = mpf.shifted(payload, length_change=size - header.size, distance_change=distance)
        target.write(Segment(segment.marker, payload).encoded())
    source.seek(header.size)
    copy(source, target)
    return ()


def _arranged(old: tuple[Segment, ...], there: Blocks, blocks: Blocks) -> list[Segment]:
    """Put the new blocks where the old ones were, or to the front: JFIF, EXIF, XMP, Photoshop, then the others."""
    new = list(old)
    ahead: list[str] = ["jfif"]
    changes: dict[str, Iterator[Segment]] = {}
    if blocks.exif != there.exif:
        changes["exif"] = _exif_segments(blocks.exif)
    if blocks.xmp != there.xmp:
        changes["xmp"] = _xmp_segments(old, blocks.xmp)
    if (blocks.iptc, blocks.thumbnail) != (there.iptc, there.thumbnail):
        changes["iptc"] = _photoshop_segments(_resources_of(old), blocks)
    for kind in ("exif", "xmp", "iptc"):
        if kind in changes:
            at = next((index for index, segment in enumerate(new) if segment.kind == kind), None)
            if at is None:
                at = next((index for index, segment in enumerate(new) if segment.kind not in ahead), len(new))
            before = [segment for segment in new[:at] if segment.kind != kind]
            after = [segment for segment in new[at:] if segment.kind != kind]
            new = [*before, *changes[kind], *after]
        ahead.append(kind)
    return new


def _exif_segments(exif: bytes | None) -> Iterator[Segment]:
    if exif is None:
        return
    if len(exif) > MAX_EXIF:
        raise MetadataTooLargeError(block="EXIF", size=len(exif), limit=MAX_EXIF)
    yield Segment(APP1, EXIF + exif)


def _xmp_segments(old: tuple[Segment, ...], xmp: bytes | None) -> Iterator[Segment]:
    if xmp is None:
        return
    named = extension_named(xmp)
    main, extension, guid = split(xmp)
    yield Segment(APP1, XMP + main)
    if extension is None:
        if named is not None:
            # The extension was not whole, so it was not joined: it stays as it is.
            yield from (segment for segment in old if segment.is_extension)
        return
    step = MAX_PAYLOAD - _EXTENSION_HEAD
    for offset in range(0, len(extension), step):
        place = len(extension).to_bytes(4, "big") + offset.to_bytes(4, "big")
        yield Segment(APP1, EXTENSION + guid.encode() + place + extension[offset : offset + step])


def _photoshop_segments(resources: bytes, blocks: Blocks) -> Iterator[Segment]:
    block = photoshop.with_thumbnail(photoshop.with_iptc(resources, blocks.iptc), blocks.thumbnail)
    step = MAX_PAYLOAD - len(PHOTOSHOP)
    for offset in range(0, len(block), step):
        yield Segment(APP13, PHOTOSHOP + block[offset : offset + step])


def coded_parts(file: BinaryIO) -> Iterator[bytes | range]:
    """Give what is no metadata: the other segments, and all from the first scan on."""
    header = read_header(file)
    boxes = _credentials(header.segments)
    for segment in header.segments:
        if segment.marker == APP11 and segment.payload[:4] in boxes:
            continue
        if segment.kind not in ("exif", "xmp", "iptc") and not segment.starts(APP2, mpf.SIGNATURE):
            yield segment.encoded()
    yield range(header.size, length(file))


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest: a JUMBF box in APP11 (C2PA 2.1, section A.3.1)."""
    return bool(_credentials(read_header(file).segments))


def _credentials(segments: Iterable[Segment]) -> set[bytes]:
    """Name the boxes of C2PA by what all of a box's segments begin with: `JP` and its number."""
    return {
        segment.payload[:4]
        for segment in segments
        if segment.marker == APP11 and b"jumb" in segment.payload[:64] and b"c2pa" in segment.payload[:128]
    }
