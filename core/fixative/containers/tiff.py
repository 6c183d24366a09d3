"""TIFF and BigTIFF: EXIF in directories, XMP in tag 700, IIM in tag 33723.

TIFF 6.0; XMP specification part 3, section 1.1.6. The first directory is written anew behind everything else, and
only the header and what became free are touched: strips, tiles and later pages stay where they are.

A TIFF has no EXIF block of its own. On reading, one is made of the first directory's descriptive tags and of the
EXIF and GPS directories; on writing, what differs from the file is put where it belongs. Tags that describe how the
pixels are stored (or that nobody outside the file understands) are not in the block and always stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from fixative.containers import photoshop
from fixative.containers.blocks import Blocks
from fixative.containers.ifd import KIND_SIZES, Addition, Directory, Layout, Structure, encode_directory, swapped
from fixative.containers.leftover import (
    EXIF_POINTER,
    GPS_POINTER,
    INTEROP_POINTER,
    SUB_IFDS,
    leftover,
    numbers,
    picture_data,
)
from fixative.containers.rewrite import write_with_entries
from fixative.containers.stream import MAX_METADATA, Budget, copy
from fixative.errors import MalformedContainerError, MetadataTooLargeError

__all__ = ["coded_parts", "further_pictures", "has_credentials", "read_blocks", "replace_blocks"]

_XMP, _IPTC, _PHOTOSHOP, _C2PA = 700, 33723, 34377, 52545
_DESCRIPTIVE = frozenset(
    {
        269,  # DocumentName
        270,  # ImageDescription
        271,  # Make
        272,  # Model
        285,  # PageName
        305,  # Software
        306,  # DateTime
        315,  # Artist
        316,  # HostComputer
        18246,  # Rating
        18249,  # RatingPercent
        33432,  # Copyright
        *range(40091, 40096),  # XPTitle, XPComment, XPAuthor, XPKeywords, XPSubject
    }
)
_KIND_OF_PICTURE, _THUMBNAIL_AT = 254, 513
_SMALLER = 1
"""The bit of NewSubfileType that says that a page is another one, made smaller."""
_METADATA = frozenset({_XMP, _IPTC, _PHOTOSHOP, _C2PA, EXIF_POINTER, GPS_POINTER, *_DESCRIPTIVE})
_BYTE, _LONG, _UNDEFINED, _LONG8 = 1, 4, 7, 16
_CLASSIC = frozenset(kind for kind in KIND_SIZES if kind < _LONG8 or kind == 129)  # noqa: PLR2004 - UTF-8
_IIM_MARK = 0x1C

Values = Mapping[int, Addition]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an EXIF block says: values by tag, in one byte order, for each directory."""

    main: Values = field(default_factory=dict)
    exif: Values = field(default_factory=dict)
    gps: Values = field(default_factory=dict)
    interop: Values = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.main or self.exif or self.gps)


def _values(structure: Structure, directory: Directory, budget: Budget) -> dict[int, Addition]:
    """Read the values of a directory that any TIFF structure can hold."""
    values: dict[int, Addition] = {}
    for entry in directory.entries:
        data = structure.value(entry) if entry.kind in _CLASSIC else None
        if data is not None and entry.tag not in values:
            budget.take(len(data))
            values[entry.tag] = Addition(entry.tag, entry.kind, data)
    return values


def _sub(structure: Structure, directory: Directory, tag: int) -> Directory | None:
    entry = directory.get(tag)
    if entry is None:
        return None
    try:
        return structure.directory(structure.pointer(entry))
    except MalformedContainerError:
        # A pointer to nowhere: the pointer stays as it is, and there is nothing to read.
        return None


def _parts(structure: Structure, directory: Directory) -> _Parts:
    budget = Budget()
    main = {tag: value for tag, value in _values(structure, directory, budget).items() if tag in _DESCRIPTIVE}
    exif_directory = _sub(structure, directory, EXIF_POINTER)
    gps_directory = _sub(structure, directory, GPS_POINTER)
    interop_directory = _sub(structure, exif_directory, INTEROP_POINTER) if exif_directory is not None else None
    exif = _values(structure, exif_directory, budget) if exif_directory is not None else {}
    exif.pop(INTEROP_POINTER, None)
    return _Parts(
        main=main,
        exif=exif,
        gps=_values(structure, gps_directory, budget) if gps_directory is not None else {},
        interop=_values(structure, interop_directory, budget) if interop_directory is not None else {},
    )


def _ordered(values: Values, order: str, wanted: str) -> dict[int, Addition]:
    if order == wanted:
        return dict(values)
    return {tag: Addition(tag, item.kind, swapped(item.data, item.kind)) for tag, item in values.items()}


def _subs(layout: Layout, at: int, parts: _Parts, *, exif: bool, gps: bool) -> tuple[bytes, dict[int, Addition]]:
    """Write the EXIF and GPS directories from `at` on; give them with the pointers to them."""
    written = b""
    pointers: dict[int, Addition] = {}

    def add(tag: int, values: Values) -> Addition:
        nonlocal written
        place = at + len(written)
        written += encode_directory(layout, place, values.values())
        return Addition(tag, _LONG8 if layout.big else _LONG, layout.encoded(place, layout.width))

    if exif and parts.exif:
        inner = {INTEROP_POINTER: add(INTEROP_POINTER, parts.interop)} if parts.interop else {}
        pointers[EXIF_POINTER] = add(EXIF_POINTER, {**parts.exif, **inner})
    if gps and parts.gps:
        pointers[GPS_POINTER] = add(GPS_POINTER, parts.gps)
    return written, pointers


def _block(order: Layout, parts: _Parts) -> bytes:
    """Make an EXIF block that stands for itself."""
    layout = Layout(order.order)
    header = layout.header(8)
    pointers = {
        tag: Addition(tag, _LONG, bytes(4))
        for tag, values in ((EXIF_POINTER, parts.exif), (GPS_POINTER, parts.gps))
        if values
    }
    size = len(encode_directory(layout, 8, [*parts.main.values(), *pointers.values()]))
    subs, pointers = _subs(layout, 8 + size, parts, exif=True, gps=True)
    return header + encode_directory(layout, 8, [*parts.main.values(), *pointers.values()]) + subs


def _iptc_of(structure: Structure, directory: Directory) -> bytes | None:
    entry = directory.get(_IPTC)
    data = structure.value(entry) if entry is not None else None
    if data is None:
        resources = _value(structure, directory, _PHOTOSHOP)
        return photoshop.iptc_of(resources) if resources is not None else None
    # Written as LONG by old Adobe programs: padded to four bytes, and turned around by some.
    if entry is not None and entry.kind == _LONG and data[:1] != bytes((_IIM_MARK,)) and data[3:4] == b"\x1c":
        data = swapped(data, _LONG)
    return data


def _value(structure: Structure, directory: Directory, tag: int) -> bytes | None:
    entry = directory.get(tag)
    return structure.value(entry) if entry is not None else None


def _open(file: BinaryIO) -> tuple[Structure, Directory]:
    structure = Structure(file)
    first = structure.directory(structure.first)
    if not first.entries:
        raise MalformedContainerError(detail="a first directory without a picture")
    return structure, first


def _blocks_of(structure: Structure, directory: Directory, parts: _Parts) -> Blocks:
    return Blocks(
        exif=_block(structure.layout, parts) if parts else None,
        xmp=_value(structure, directory, _XMP),
        iptc=_iptc_of(structure, directory),
        thumbnail=photoshop.thumbnail_of(_value(structure, directory, _PHOTOSHOP) or b""),
    )


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of a TIFF's first page; raises `MalformedContainerError` on a broken structure."""
    structure, directory = _open(file)
    return _blocks_of(structure, directory, _parts(structure, directory))


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[()]:
    """Copy a TIFF with other metadata on its first page.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed. Of the EXIF block, tags that describe stored pixels are left out.

    Returns
    -------
    tuple
        Empty: a TIFF carries every block.

    Raises
    ------
    MalformedContainerError
        The file's structure is broken, or the EXIF block's is.
    MetadataTooLargeError
        The result does not fit 4 GiB and is no BigTIFF.
    """
    structure, directory = _open(source)
    there = _parts(structure, directory)
    old = _blocks_of(structure, directory, there)
    if blocks == old:
        source.seek(0)
        copy(source, target)
        return ()
    changes: dict[int, Addition | None] = {}
    if blocks.xmp != old.xmp:
        changes[_XMP] = _addition(_XMP, _BYTE, blocks.xmp)
    if blocks.iptc != old.iptc:
        changes[_IPTC] = _addition(_IPTC, _UNDEFINED, blocks.iptc)
    resources = _value(structure, directory, _PHOTOSHOP) or b""
    in_both = blocks.iptc != old.iptc and photoshop.iptc_of(resources) is not None
    new = photoshop.with_iptc(resources, blocks.iptc) if in_both else resources
    new = photoshop.with_thumbnail(new, blocks.thumbnail)
    if new != resources:
        changes[_PHOTOSHOP] = _addition(_PHOTOSHOP, _BYTE, new or None)

    wanted = there if blocks.exif == old.exif else _wanted(blocks.exif, structure.layout)
    for tag in there.main.keys() | wanted.main.keys():
        if wanted.main.get(tag) != there.main.get(tag):
            changes[tag] = wanted.main.get(tag)
    exif_changed = (wanted.exif, wanted.interop) != (there.exif, there.interop)
    gps_changed = wanted.gps != there.gps
    changes |= {EXIF_POINTER: None} if exif_changed else {}
    changes |= {GPS_POINTER: None} if gps_changed else {}

    kept = directory.without(changes.keys())
    rest = leftover(structure, directory, kept)
    ahead, pointers = _subs(structure.layout, rest.start, wanted, exif=exif_changed, gps=gps_changed)
    additions = [addition for addition in (changes | pointers).values() if addition is not None]
    write_with_entries(source, target, structure, kept, additions, rest, ahead=ahead)
    return ()


def _addition(tag: int, kind: int, data: bytes | None) -> Addition | None:
    if data is None:
        return None
    if len(data) > MAX_METADATA:
        raise MetadataTooLargeError(block="TIFF", size=len(data), limit=MAX_METADATA)
    return Addition(tag, kind, data)


def _wanted(exif: bytes | None, layout: Layout) -> _Parts:
    """Take an EXIF block apart, in the byte order of the file that it goes into."""
    if exif is None:
        return _Parts()
    structure, directory = _open(BytesIO(exif))
    parts = _parts(structure, directory)
    order = structure.layout.order
    return _Parts(
        main=_ordered(parts.main, order, layout.order),
        exif=_ordered(parts.exif, order, layout.order),
        gps=_ordered(parts.gps, order, layout.order),
        interop=_ordered(parts.interop, order, layout.order),
    )


def coded_parts(file: BinaryIO) -> Iterator[bytes | range]:
    """Give what is no metadata: of every page the entries that describe its pixels, and its strips or tiles."""
    structure = Structure(file)
    for page in structure.pages():
        entries = (entry for entry in page.entries if entry.tag not in _METADATA)
        yield b"".join(b"%d %d %d " % (entry.tag, entry.kind, entry.count) + entry.field for entry in entries)
        yield from picture_data(structure, page)


def further_pictures(file: BinaryIO) -> Iterator[tuple[str, Blocks, bool]]:
    """Give what the pages behind the first are called, what they say, and whether they are but smaller copies.

    The directories below the first one, in which programs keep previews, are among them.

    Raises
    ------
    MalformedContainerError, MetadataTooLargeError
        One of them cannot be read, or all together say more than is read.
    """
    structure, first = _open(file)
    below = first.get(SUB_IFDS)
    found = (
        [("preview", structure.directory(place)) for place in dict.fromkeys(numbers(structure, below))] if below else []
    )
    found += [(f"page {number}", page) for number, page in enumerate(structure.pages(), 1) if number > 1]
    budget = Budget()
    for name, directory in found:
        kind = directory.get(_KIND_OF_PICTURE)
        flags = structure.layout.number(structure.value(kind) or b"") if kind is not None else 0
        smaller = bool(flags & _SMALLER) or directory.get(_THUMBNAIL_AT) is not None
        blocks = _blocks_of(structure, directory, _parts(structure, directory))
        budget.take(sum(map(len, filter(None, (blocks.exif, blocks.xmp, blocks.iptc, blocks.thumbnail)))))
        yield name, blocks, smaller


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest (C2PA 2.1, section A.3.4)."""
    _, directory = _open(file)
    return directory.get(_C2PA) is not None
