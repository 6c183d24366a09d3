"""TIFF structures: image file directories, read with bounds and changed without moving anything.

TIFF 6.0 section 2 and the BigTIFF design (2007). EXIF blocks are such structures too (Exif 3.0 section 4.5), so a
picture's EXIF and a TIFF file are changed in one way: a new first directory goes behind everything that is there,
and the header points to it. What is not changed stays at its place, and with it every offset that a maker's note
may count from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Literal

from fixative.containers.stream import MAX_METADATA, length
from fixative.errors import MalformedContainerError, MetadataTooLargeError

__all__ = [
    "KIND_SIZES",
    "Addition",
    "Directory",
    "Entry",
    "Layout",
    "Structure",
    "encode_directory",
    "swapped",
]

KIND_SIZES: Mapping[int, int] = {
    1: 1,  # BYTE
    2: 1,  # ASCII
    3: 2,  # SHORT
    4: 4,  # LONG
    5: 8,  # RATIONAL
    6: 1,  # SBYTE
    7: 1,  # UNDEFINED
    8: 2,  # SSHORT
    9: 4,  # SLONG
    10: 8,  # SRATIONAL
    11: 4,  # FLOAT
    12: 8,  # DOUBLE
    13: 4,  # IFD
    16: 8,  # LONG8 (BigTIFF)
    17: 8,  # SLONG8
    18: 8,  # IFD8
    129: 1,  # UTF-8 (Exif 3.0)
}
"""Bytes a value, by the number of its type."""

_RATIONALS = frozenset({5, 10})
_MAX_ENTRIES = 10_000
_MAX_PAGES = 10_000
_MAX_OFFSET = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Byte order and width of offsets."""

    order: Literal["little", "big"]
    big: bool = False

    @property
    def width(self) -> int:
        """Bytes of an offset."""
        return 8 if self.big else 4

    @property
    def count_width(self) -> int:
        """Bytes of a directory's number of entries."""
        return 8 if self.big else 2

    @property
    def entry_width(self) -> int:
        """Bytes of an entry."""
        return 4 + 2 * self.width

    @property
    def pointer_at(self) -> int:
        """Where the header keeps the offset of the first directory."""
        return 8 if self.big else 4

    def number(self, data: bytes) -> int:
        """Read an unsigned number."""
        return int.from_bytes(data, self.order)

    def encoded(self, number: int, width: int) -> bytes:
        """Write an unsigned number."""
        return number.to_bytes(width, self.order)

    def header(self, first: int) -> bytes:
        """Write a header that points to the first directory."""
        mark = b"II" if self.order == "little" else b"MM"
        if self.big:
            return mark + self.encoded(43, 2) + self.encoded(8, 2) + b"\0\0" + self.encoded(first, 8)
        return mark + self.encoded(42, 2) + self.encoded(first, 4)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands: `field` is the value where it fits, its offset where it does not."""

    tag: int
    kind: int
    count: int
    field: bytes


@dataclass(frozen=True, slots=True)
class Addition:
    """An entry to be written, with its whole value in the byte order of the structure."""

    tag: int
    kind: int
    data: bytes

    @property
    def count(self) -> int:
        """How many values there are."""
        return len(self.data) // KIND_SIZES[self.kind]


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory as it stands, with the offset of the next one."""

    offset: int
    entries: tuple[Entry, ...]
    following: int

    def get(self, tag: int) -> Entry | None:
        """Give the first entry with this tag, or None."""
        return next((entry for entry in self.entries if entry.tag == tag), None)

    def without(self, tags: Collection[int]) -> Directory:
        """Give the directory without the entries of these tags."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.tag not in tags))


class Structure:
    """A TIFF structure in a seekable file.

    Parameters
    ----------
    file : binary file
        Begins with the TIFF header.

    Raises
    ------
    MalformedContainerError
        There is no TIFF header.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = length(file)
        head = self._at(0, min(16, self.size))
        order: Literal["little", "big"] = "little" if head.startswith(b"II") else "big"
        version = int.from_bytes(head[2:4], order)
        if not head.startswith((b"II", b"MM")) or version not in (42, 43) or len(head) < (16 if version == 43 else 8):  # noqa: PLR2004
            raise MalformedContainerError(detail="no TIFF header")
        self.layout = Layout(order, big=version == 43)  # noqa: PLR2004 - the number of BigTIFF
        start = self.layout.pointer_at
        self.first = self.layout.number(head[start : start + self.layout.width])

    def _at(self, offset: int, count: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(count)
        if len(data) < count:
            raise MalformedContainerError(detail="offset beyond the end")
        return data

    def directory(self, offset: int) -> Directory:
        """Read the directory at an offset; raises `MalformedContainerError` where none can be there."""
        layout = self.layout
        if not 8 <= offset <= self.size - layout.count_width:  # noqa: PLR2004 - behind the header
            raise MalformedContainerError(detail="directory beyond the end")
        count = layout.number(self._at(offset, layout.count_width))
        if count > _MAX_ENTRIES:  # none at all is odd, but found in the wild: a thumbnail alone
            raise MalformedContainerError(detail="directory with an impossible number of entries")
        start = offset + layout.count_width
        table = self._at(start, count * layout.entry_width)
        entries = []
        for at in range(0, len(table), layout.entry_width):
            raw = table[at : at + layout.entry_width]
            numbers = layout.number(raw[:2]), layout.number(raw[2:4]), layout.number(raw[4 : 4 + layout.width])
            entries.append(Entry(*numbers, raw[4 + layout.width :]))
        # A block that was cut behind its table has no next directory.
        end = start + len(table)
        following = layout.number(self._at(end, layout.width)) if end + layout.width <= self.size else 0
        return Directory(offset, tuple(entries), following)

    def pages(self) -> Iterator[Directory]:
        """Walk over the directories that follow each other; raises what `directory` raises."""
        seen: set[int] = set()
        offset = self.first
        while offset and offset not in seen and len(seen) < _MAX_PAGES:
            seen.add(offset)
            directory = self.directory(offset)
            yield directory
            offset = directory.following

    def extent(self, entry: Entry) -> range | None:
        """Tell where in the file an entry's value stands; None where it is inside the entry or nowhere."""
        place = self._place(entry)
        return place if place and place.stop <= self.size else None

    def is_cut_off(self, entry: Entry) -> bool:
        """Whether an entry's value reaches beyond the end of the file."""
        return self._place(entry).stop > self.size

    def _place(self, entry: Entry) -> range:
        """Tell where an entry's value is said to stand; an empty range where that is inside the entry."""
        size = KIND_SIZES.get(entry.kind, 0) * entry.count
        if size <= self.layout.width:
            return range(0)
        start = self.layout.number(entry.field)
        return range(start, start + size)

    def value(self, entry: Entry) -> bytes | None:
        """Read an entry's value; None where it is of an unknown type, too large or beyond the end."""
        size = KIND_SIZES.get(entry.kind, 0) * entry.count
        if not size or size > MAX_METADATA:
            return None
        if size <= self.layout.width:
            return entry.field[:size]
        extent = self.extent(entry)
        return self._at(extent.start, size) if extent is not None else None

    def pointer(self, entry: Entry) -> int:
        """Read the offset that an entry such as the EXIF pointer holds."""
        width = KIND_SIZES.get(entry.kind, 0)
        return self.layout.number(entry.field[:width]) if width in (4, 8) and entry.count == 1 else 0


def encode_directory(layout: Layout, at: int, items: Iterable[Entry | Addition], following: int = 0) -> bytes:
    """Write a directory with the values of its additions behind it.

    Parameters
    ----------
    layout : Layout
    at : int
        The even offset at which it will stand.
    items : iterable of Entry or Addition
        In any order; entries keep their values where they are.
    following : int
        Offset of the next directory.

    Returns
    -------
    bytes
        Of an even length.

    Raises
    ------
    MetadataTooLargeError
        An offset over what the layout can hold.
    """
    ordered = sorted(items, key=lambda item: item.tag)
    table = layout.encoded(len(ordered), layout.count_width)
    data = b""
    behind = at + layout.count_width + len(ordered) * layout.entry_width + layout.width
    for item in ordered:
        if isinstance(item, Entry):
            field = item.field
        elif len(item.data) <= layout.width:
            field = item.data.ljust(layout.width, b"\0")
        else:
            offset = behind + len(data)
            data += item.data + b"\0" * (len(item.data) % 2)
            if offset + len(item.data) > _MAX_OFFSET and not layout.big:
                raise MetadataTooLargeError(block="TIFF", size=offset + len(item.data), limit=_MAX_OFFSET)
            field = layout.encoded(offset, layout.width)
        table += layout.encoded(item.tag, 2) + layout.encoded(item.kind, 2)
        table += layout.encoded(item.count, layout.width) + field
    return table + layout.encoded(following, layout.width) + data


def swapped(data: bytes, kind: int) -> bytes:
    """Turn a value into the other byte order."""
    width = 4 if kind in _RATIONALS else KIND_SIZES.get(kind, 1)
    if width == 1:
        return data
    return b"".join(data[at : at + width][::-1] for at in range(0, len(data), width))
