"""AVIF and HEIC: EXIF and XMP as items of the `meta` box, their data in a box of its own.

ISO/IEC 23008-12 (HEIF; metadata: annex A), AV1 Image File Format. A sequence has them in its track too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fixative.containers import tracks
from fixative.containers.blocks import Blocks, Note, not_carried
from fixative.containers.boxes import exif_in, with_offset
from fixative.containers.heif_layout import Layout, read_layout
from fixative.containers.heif_splice import spliced
from fixative.containers.inflate import inflated
from fixative.containers.item_tables import IN_META, Location
from fixative.containers.items import Items
from fixative.containers.stream import Budget, copy, exactly
from fixative.errors import MalformedContainerError, UnsupportedFormatError
from fixative.formats import HEAD_BYTES, sniff

__all__ = [
    "coded_parts",
    "further_blocks",
    "has_credentials",
    "has_thumbnail",
    "picture",
    "read_blocks",
    "replace_blocks",
]

_FRAGMENTS = frozenset({b"moof", b"mfra", b"sidx", b"ssix", b"meco"})
"""What holds offsets that are not followed here."""

_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_SPLICED = ("exif", "xmp")
_THUMBNAIL = b"thmb"
"""How an item is called that refers to what it shows smaller."""
_IDLE = frozenset({b"iloc", b"iinf", b"iref", b"idat", b"free", b"skip"})


def _data(file: BinaryIO, meta: Items, location: Location, budget: Budget) -> bytes:
    if location.method == IN_META:
        # Many items may mean the same bytes.
        budget.take(sum(extent.size for extent in location.extents))
        return meta.inside(location)
    parts = []
    for part in location.ranges:
        budget.take(len(part))
        file.seek(part.start)
        parts.append(exactly(file, len(part)))
    return b"".join(parts)


def _block(file: BinaryIO, layout: Layout, name: str, budget: Budget) -> bytes | None:
    """Read a block where the file has it, or else its track."""
    for meta in layout.metas():
        for number in meta.holding(name):
            if number in meta.locations:
                return _held(file, meta, number, name, budget)
    return None


def _held(file: BinaryIO, meta: Items, number: int, name: str, budget: Budget) -> bytes:
    data = _data(file, meta, meta.locations[number], budget)
    if meta.items[number].packing:
        # What cannot be read is no reason to lose it: it is found as an empty block, and stays where it is.
        data = inflated(data, budget) or b""
    return exif_in(data) if name == "exif" else data


def _blocks_of(file: BinaryIO, layout: Layout) -> Blocks:
    budget = Budget()
    return Blocks(**{name: _block(file, layout, name, budget) for name in _SPLICED})


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of an AVIF or HEIC; raises `MalformedContainerError` or `TruncatedError` where it is broken."""
    return _blocks_of(file, read_layout(file))


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[Note, ...]:
    """Copy an AVIF or HEIC with other metadata.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed. IIM has no place in them.

    Returns
    -------
    tuple of (code, params)
        ``metadata-not-carried`` for IIM.

    Raises
    ------
    MalformedContainerError, TruncatedError
        On a broken structure.
    UnsupportedFormatError
        It is fragmented, or says that data of its items stand in another file.
    MetadataTooLargeError
        A table does not hold the offsets that a result of more than four gigabytes needs.
    """
    layout = read_layout(source)
    there = _blocks_of(source, layout)
    notes = (not_carried(_label(source), "IPTC"),) if blocks.iptc is not None else ()
    wanted = {name: getattr(blocks, name) for name in _SPLICED if getattr(blocks, name) != getattr(there, name)}
    if not wanted:
        source.seek(0)
        copy(source, target)
        return notes
    if any(box.kind in _FRAGMENTS for box in layout.boxes):
        raise UnsupportedFormatError(format=f"A fragmented {_label(source)}")
    # Some readers look here all the same: what would have to be moved for them is not known.
    if any(location.elsewhere for meta in layout.metas() for location in meta.locations.values()):
        raise UnsupportedFormatError(format=f"{_label(source)} with data in other files")
    if wanted.get("exif") is not None:
        wanted["exif"] = with_offset(wanted["exif"])
    for piece in spliced(layout, wanted):
        if isinstance(piece, range):
            source.seek(piece.start)
            copy(source, target, len(piece))
        else:
            target.write(piece)
    return notes


def _label(file: BinaryIO) -> str:
    file.seek(0)
    kind = sniff(file.read(HEAD_BYTES))
    return kind.label if kind else ""


def coded_parts(file: BinaryIO) -> Iterator[bytes | range]:
    """Give what is no metadata: of each item and track what describes it, and its data."""
    layout = read_layout(file)
    if layout.meta is not None:
        yield from _described(layout.meta)
    if layout.moov is not None:
        yield from tracks.described(layout.moov)
        yield from tracks.samples(layout.moov)


def _described(meta: Items) -> Iterator[bytes | range]:
    yield from (box.kind + box.data for box in meta.boxes if box.kind not in _IDLE)
    blocks = {number for name in _SPLICED for number in meta.holding(name)}
    yield repr(meta.references_without(blocks)).encode()
    for number, item in meta.items.items():
        if number not in blocks:
            yield item.entry
    for number, location in meta.locations.items():
        if number not in blocks:
            sizes = [extent.size for extent in location.extents]
            yield f"{number} {location.method} {location.elsewhere} {sizes}".encode()
            if location.method == IN_META:
                yield meta.inside(location)
            yield from location.ranges


def picture(file: BinaryIO) -> Items:
    """Give the items of a file that shows a still picture; raises `MalformedContainerError` where it has none."""
    meta = read_layout(file).meta
    if meta is None:
        raise MalformedContainerError(detail="no still picture")
    return meta


def further_blocks(file: BinaryIO) -> Iterator[tuple[int, Blocks]]:
    """Give what is said of other pictures in the file than the one that it shows, and the numbers of these items."""
    layout = read_layout(file)
    budget = Budget()
    for meta in layout.metas():
        for name in _SPLICED:
            for number in meta.speaking_of_others(name):
                if number in meta.locations:
                    yield number, Blocks(**{name: _held(file, meta, number, name, budget)})


def has_thumbnail(file: BinaryIO) -> bool:
    """Whether a picture in the file is there once more, small."""
    return any(each.kind == _THUMBNAIL for meta in read_layout(file).metas() for each in meta.references)


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest in a box of its own (C2PA 2.1, section A.5)."""
    for box in read_layout(file).boxes:
        if box.kind == b"uuid":
            file.seek(box.data)
            if file.read(len(_C2PA)) == _C2PA:
                return True
    return False
