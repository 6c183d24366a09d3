"""Metadata of a TIFF: its tags to `Blocks` and back.

A TIFF has no EXIF block: its first directory *is* one, with the picture's structure in between. Reading takes
the tags that describe and builds a TIFF structure of them; writing takes such a structure apart again.
Entries are copied as bytes in the byte order that they came in, never interpreted.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO
from typing import Literal, NamedTuple

import tifffile

from fixative.containers.blocks import Blocks

__all__ = ["ByteOrder", "blocks_in_tiff", "extra_tags", "with_directories"]

ByteOrder = Literal["<", ">"]

_XMP, _IPTC = 700, 33723
_SUB_DIRECTORIES = (34665, 34853)  # EXIF, GPS

# Description, make, model, software, date, artist, host, rating, copyright, and the five texts of Windows.
_DESCRIBING = frozenset({269, 270, 271, 272, 285, 305, 306, 315, 316, 18246, 18249, 33432, *range(40091, 40096)})

_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
# tifffile does not write pointers to directories: they go in one number lower, which keeps the entries in order,
# and get their own number with their value.
_ASIDE = 1

_INTEROPERABILITY = 40965
"""A pointer inside the EXIF directory, to a directory that says nothing of use: it is not followed, and so left out."""

_UNDEFINED, _LONG, _BYTE = 7, 4, 1
_MAX_ENTRIES = 1000
_MAX_VALUE = 16 * 1024 * 1024


class _Entry(NamedTuple):
    tag: int
    kind: int
    values: int
    data: bytes


class _Reader(NamedTuple):
    """How a TIFF is laid out: classic (12-byte entries) or big (20-byte entries)."""

    data: tifffile.FileHandle | BytesIO
    order: str
    big: bool

    def at(self, offset: int, layout: str) -> tuple[int, ...]:
        self.data.seek(offset)
        return struct.unpack(self.order + layout, self.data.read(struct.calcsize(self.order + layout)))

    def directory(self, offset: int) -> list[_Entry]:
        """Read the entries of a directory; those that make no sense are left out."""
        (count,) = self.at(offset, "Q" if self.big else "H")
        first, step = (offset + 8, 20) if self.big else (offset + 2, 12)
        entries = []
        for number in range(min(count, _MAX_ENTRIES)):
            place = first + number * step
            tag, kind, values = self.at(place, "HHQ" if self.big else "HHL")
            size = _TYPE_BYTES.get(kind, 0) * values
            if not 0 < size <= _MAX_VALUE:
                continue
            inside = 8 if self.big else 4
            start = place + step - inside
            if size > inside:
                (start,) = self.at(start, "Q" if self.big else "L")
            self.data.seek(start)
            value = self.data.read(size)
            if len(value) == size:
                entries.append(_Entry(tag, kind, values, value))
        return entries

    def sub_directory(self, entries: list[_Entry], tag: int) -> list[_Entry]:
        for entry in entries:
            if entry.tag == tag and entry.kind == _LONG and entry.values == 1:
                try:
                    found = self.directory(struct.unpack(self.order + "L", entry.data)[0])
                except struct.error:
                    return []
                return [entry for entry in found if entry.tag != _INTEROPERABILITY]
        return []


def blocks_in_tiff(page: tifffile.TiffPage) -> Blocks:
    """Gather a page's metadata.

    Parameters
    ----------
    page : tifffile.TiffPage
        The first one.

    Returns
    -------
    Blocks
        EXIF as a TIFF structure of the describing tags and the EXIF and GPS directories.
    """
    reader = _Reader(page.parent.filehandle, page.parent.byteorder, page.parent.is_bigtiff)
    try:
        entries = reader.directory(page.offset)
    except struct.error:
        return Blocks()
    values = {entry.tag: entry.data for entry in entries}
    describing = [entry for entry in entries if entry.tag in _DESCRIBING]
    subs = {tag: sub for tag in _SUB_DIRECTORIES if (sub := reader.sub_directory(entries, tag))}
    exif = _built(reader.order, describing, subs) if describing or subs else None
    return Blocks(exif=exif, xmp=values.get(_XMP), iptc=values.get(_IPTC))


def _built(order: str, entries: list[_Entry], subs: Mapping[int, list[_Entry]]) -> bytes:
    """Write a TIFF structure without a picture."""
    magic = b"II*\0" if order == "<" else b"MM\0*"
    pointers = [_Entry(tag, _LONG, 1, bytes(4)) for tag in subs]
    length = len(_directory(order, [*entries, *pointers], 8))
    offset = 8 + length
    placed = []
    bodies = []
    for tag, sub in subs.items():
        placed.append(_Entry(tag, _LONG, 1, struct.pack(order + "L", offset)))
        bodies.append(_directory(order, sub, offset))
        offset += len(bodies[-1])
    return magic + struct.pack(order + "L", 8) + _directory(order, [*entries, *placed], 8) + b"".join(bodies)


def _directory(order: str, entries: list[_Entry], offset: int) -> bytes:
    """Write a directory that begins at `offset`, its long values behind it."""
    head = struct.pack(order + "H", len(entries))
    values = b""
    behind = offset + 2 + 12 * len(entries) + 4
    for entry in sorted(entries):
        head += struct.pack(order + "HHL", entry.tag, entry.kind, entry.values)
        if len(entry.data) <= 4:  # noqa: PLR2004 - it fits the entry itself
            head += entry.data.ljust(4, b"\0")
        else:
            head += struct.pack(order + "L", behind + len(values))
            values += entry.data + bytes(len(entry.data) & 1)
    return head + bytes(4) + values


def extra_tags(
    blocks: Blocks | None,
) -> tuple[ByteOrder, list[tuple[int, int, int, bytes, bool]], dict[int, list[_Entry]]]:
    """Take blocks apart into tags for tifffile.

    Returns
    -------
    order : str
        The byte order that the file must have, as entries are copied as bytes.
    tags : list of tuple
        For `tifffile.TiffWriter.write(extratags=)`; the pointers to directories point nowhere yet.
    directories : dict
        What `with_directories` puts into the file, by the tag that points to it.
    """
    order: ByteOrder = "<"
    entries: list[_Entry] = []
    directories: dict[int, list[_Entry]] = {}
    if blocks is None:
        return order, [], directories
    if blocks.exif:
        order = "<" if blocks.exif.startswith(b"II") else ">"
        reader = _Reader(BytesIO(blocks.exif), order, big=False)
        try:
            found = reader.directory(reader.at(4, "L")[0])
        except struct.error:
            found = []
        entries += [entry for entry in found if entry.tag in _DESCRIBING]
        directories = {tag: sub for tag in _SUB_DIRECTORIES if (sub := reader.sub_directory(found, tag))}
        entries += [_Entry(tag - _ASIDE, _LONG, 1, bytes(4)) for tag in directories]
    if blocks.xmp:
        entries.append(_Entry(_XMP, _BYTE, len(blocks.xmp), blocks.xmp))
    if blocks.iptc:
        entries.append(_Entry(_IPTC, _UNDEFINED, len(blocks.iptc), blocks.iptc))
    return order, [(entry.tag, entry.kind, entry.values, entry.data, True) for entry in entries], directories


def with_directories(file: BytesIO, order: ByteOrder, directories: Mapping[int, list[_Entry]]) -> bytes:
    """Append directories to a finished classic TIFF and let the first page's tags point to them."""
    big = file.getbuffer()[2] == 43  # noqa: PLR2004 - BigTIFF's version
    for tag, entries in directories.items():
        file.seek(0, 2)
        file.write(bytes(file.tell() & 1))
        offset = file.tell()
        file.write(_directory(order, entries, offset))
        file.seek(_entry_place(file, order, tag - _ASIDE, big=big))
        file.write(struct.pack(order + "H", tag))
        file.seek(10 if big else 6, 1)
        file.write(struct.pack(order + "L", offset))
    return file.getvalue()


def _entry_place(file: BytesIO, order: str, tag: int, *, big: bool) -> int:
    """Find the first directory's entry of this tag."""
    reader = _Reader(file, order, big)
    (first,) = reader.at(8, "Q") if big else reader.at(4, "L")
    (count,) = reader.at(first, "Q" if big else "H")
    start, step = (first + 8, 20) if big else (first + 2, 12)
    places = (start + number * step for number in range(count))
    return next(place for place in places if reader.at(place, "H")[0] == tag)
