"""The tables of a `meta` box: which items there are, where their data stand, what they say of each other.

ISO/IEC 14496-12: item location (section 8.11.3), item information (8.11.6), item references (8.11.12).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fixative.containers.boxes import Inner, encoded, full, inner
from fixative.containers.cursor import Cursor
from fixative.errors import MalformedContainerError

__all__ = [
    "IN_FILE",
    "IN_META",
    "LONGEST_SHORT",
    "Extent",
    "Item",
    "Location",
    "Reference",
    "encoded_items",
    "encoded_locations",
    "encoded_references",
    "read_items",
    "read_locations",
    "read_references",
]

IN_FILE, IN_META = 0, 1
"""From where offsets are counted, beside other ways: the start of the file, or of the `idat` box in the `meta` box."""

LONGEST_SHORT = 0xFFFF
_LONGEST = 0x7FFFFFFF
_MIME = b"mime"
_MAX_PARTS = 200_000
_WIDTHS = frozenset({0, 4, 8})
_MAX_OFFSET = 2**62


class Extent(NamedTuple):
    """A part of an item's data; `item` says of which other one, where it is taken from one."""

    start: int
    size: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is announced: its type, for `mime` its content's type and packing, and its whole `infe` box."""

    kind: bytes
    content: bytes
    packing: bytes
    entry: bytes


@dataclass(frozen=True, slots=True)
class Location:
    """Where an item's data stand: the way to count, the number of another file if not 0, and the parts."""

    method: int
    elsewhere: int
    extents: tuple[Extent, ...]

    @property
    def ranges(self) -> tuple[range, ...]:
        """The parts of this very file that it means."""
        if (self.method, self.elsewhere) != (IN_FILE, 0):
            return ()
        return tuple(range(start, start + size) for start, size, _ in self.extents)


class Reference(NamedTuple):
    """What one item says of others."""

    kind: bytes
    source: int
    targets: tuple[int, ...]


def read_items(cursor: Cursor) -> Iterator[tuple[int, Item]]:
    """Read `iinf`."""
    cursor.take(4 if cursor.version() else 2)
    yield from (_item(box) for box in inner(cursor.rest()) if box.kind == b"infe")


def _item(box: Inner) -> tuple[int, Item]:
    cursor = Cursor(box.data)
    version = cursor.version()
    number = cursor.number(4 if version > 2 else 2)  # noqa: PLR2004 - from version 3 on there is room for more items
    cursor.take(2)
    kind = cursor.take(4) if version > 1 else _MIME
    cursor.text()
    content, packing = (cursor.text(), cursor.text()) if kind == _MIME else (b"", b"")
    return number, Item(kind, content, packing, box.data)


def read_locations(cursor: Cursor) -> Iterator[tuple[int, Location]]:
    """Read `iloc`."""
    version = cursor.version()
    sizes = cursor.number(2)
    of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    of_item = sizes & 15 if version else 0
    if not {of_offset, of_length, of_base, of_item} <= _WIDTHS:
        raise MalformedContainerError(detail="numbers of an impossible width")
    of_number = 4 if version > 1 else 2
    left = _MAX_PARTS
    for _ in range(cursor.number(of_number)):
        number = cursor.number(of_number)
        method = cursor.number(2) & 15 if version else IN_FILE
        elsewhere = cursor.number(2)
        base = cursor.number(of_base)
        count = cursor.number(2)
        left -= 1 + count
        # Parts that take no room in the table could be any number of them.
        if left < 0 or (count > 1 and not of_item + of_offset + of_length):
            raise MalformedContainerError(detail="too many parts of items")
        extents = []
        for _ in range(count):
            item = cursor.number(of_item)
            start = base + cursor.number(of_offset)
            size = cursor.number(of_length)
            if start + size > _MAX_OFFSET:
                raise MalformedContainerError(detail="an item beyond all files")
            extents.append(Extent(start, size, item))
        yield number, Location(method, elsewhere, tuple(extents))


def read_references(cursor: Cursor) -> Iterator[Reference]:
    """Read `iref`."""
    width = 4 if cursor.version() else 2
    for kind, content in inner(cursor.rest()):
        one = Cursor(content)
        source = one.number(width)
        yield Reference(kind, source, tuple(one.number(width) for _ in range(one.number(2))))


def encoded_items(items: Mapping[int, Item]) -> bytes:
    """Write `iinf`."""
    many = len(items) > LONGEST_SHORT
    count = len(items).to_bytes(4 if many else 2, "big")
    return encoded(b"iinf", full(int(many), count + b"".join(encoded(b"infe", item.entry) for item in items.values())))


def encoded_locations(locations: Mapping[int, Location], place: Callable[[int], int], *, wide: bool) -> bytes:
    """Write `iloc`, in the oldest version that holds it.

    Parameters
    ----------
    locations : mapping
        By the numbers of the items.
    place : callable
        Gives for an offset in the source the one in the result.
    wide : bool
        Whether offsets in the file need 64 bits.
    """
    extents = [extent for location in locations.values() for extent in location.extents]
    with_items = any(extent.item for extent in extents)
    many = max([0, len(locations), *locations]) > LONGEST_SHORT
    version = 2 if many else int(with_items or any(location.method for location in locations.values()))
    of_number = 4 if many else 2
    of_offset = 8 if wide or any(max(extent) > _LONGEST for extent in extents) else 4
    sizes = of_offset << 12 | of_offset << 8 | (of_offset if with_items else 0)
    out = bytearray(full(version, sizes.to_bytes(2, "big") + len(locations).to_bytes(of_number, "big")))
    for number, location in locations.items():
        out += number.to_bytes(of_number, "big")
        out += location.method.to_bytes(2, "big") if version else b""
        out += location.elsewhere.to_bytes(2, "big") + len(location.extents).to_bytes(2, "big")
        here = bool(location.ranges)
        for start, size, item in location.extents:
            there = place(start) if here else start
            out += item.to_bytes(of_offset, "big") if with_items else b""
            out += there.to_bytes(of_offset, "big") + size.to_bytes(of_offset, "big")
    return encoded(b"iloc", bytes(out))


def encoded_references(references: Collection[Reference]) -> bytes:
    """Write `iref`; nothing where there are none."""
    if not references:
        return b""
    wide = max(max([source, *targets]) for _, source, targets in references) > LONGEST_SHORT
    width = 4 if wide else 2
    out = b""
    for kind, source, targets in references:
        numbers = b"".join(target.to_bytes(width, "big") for target in targets)
        out += encoded(kind, source.to_bytes(width, "big") + len(targets).to_bytes(2, "big") + numbers)
    return encoded(b"iref", full(int(wide), out))
