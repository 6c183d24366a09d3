"""The items of a `meta` box, of which an AVIF or HEIC is made: taken apart, changed, and put together again.

ISO/IEC 23008-12, annex A: EXIF and XMP are items that describe (`cdsc`) a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fixative.containers.boxes import Inner, encoded, full, inner
from fixative.containers.cursor import Cursor
from fixative.containers.item_tables import (
    IN_FILE,
    IN_META,
    LONGEST_SHORT,
    Extent,
    Item,
    Location,
    Reference,
    encoded_items,
    encoded_locations,
    encoded_references,
    read_items,
    read_locations,
    read_references,
)
from fixative.containers.ranges import merged, without
from fixative.errors import MalformedContainerError

__all__ = ["Items", "blank", "parsed"]

_EXIF, _MIME, _XMP = b"Exif", b"mime", b"application/rdf+xml"
_BLOCKS = {(_EXIF, b""): "exif", (_MIME, _XMP): "xmp"}
_DESCRIBES = b"cdsc"
_TABLES = frozenset({b"iloc", b"iinf", b"iref"})


@dataclass(frozen=True, slots=True)
class Items:
    """A `meta` box.

    Attributes
    ----------
    head : bytes
        Version and flags.
    boxes : tuple of Inner
        All that is in it, in order.
    primary : int
        The picture; 0 where none is named, as in a track.
    items : mapping
        By their numbers.
    locations : mapping
        The same; an item may have none.
    references : tuple of Reference
    """

    head: bytes
    boxes: tuple[Inner, ...]
    primary: int = 0
    items: Mapping[int, Item] = field(default_factory=dict)
    locations: Mapping[int, Location] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()

    def holding(self, block: str) -> tuple[int, ...]:
        """Name the items that hold a block (an attribute of `Blocks`) of the picture, and of no other one."""
        found = self._all_holding(block)
        described: dict[int, set[int]] = {}
        for reference in self.references:
            if reference.kind == _DESCRIBES:
                described.setdefault(reference.source, set()).update(reference.targets)
        speaking = [number for number in found if self.primary in described.get(number, ())]
        return tuple(speaking or [number for number in found if number not in described])

    def speaking_of_others(self, block: str) -> tuple[int, ...]:
        """Name the items that hold such a block, and not of the picture."""
        own = set(self.holding(block))
        return tuple(number for number in self._all_holding(block) if number not in own)

    def _all_holding(self, block: str) -> list[int]:
        return [number for number, item in self.items.items() if _BLOCKS.get((item.kind, item.content)) == block]

    def with_block(self, block: str, extent: Extent | None) -> Items:
        """Put a block that stands at `extent` of the file in the place of the old one, or of none; None removes it."""
        old = self.holding(block)
        gone = old if extent is None else old[1:]
        items = {number: item for number, item in self.items.items() if number not in gone}
        locations = {number: location for number, location in self.locations.items() if number not in old}
        references = self.references_without(gone)
        if extent is not None:
            number = old[0] if old else max([0, *self.items, *self.locations]) + 1
            if not old or items[number].packing:
                items[number] = _announced(number, block)
            if not old and self.primary:
                references = (*references, Reference(_DESCRIBES, number, (self.primary,)))
            locations[number] = Location(IN_FILE, 0, (extent,))
        dropped = [self.locations[number] for number in old if number in self.locations]
        boxes = _emptied(self.boxes, dropped, locations.values())
        return replace(self, boxes=boxes, items=items, locations=locations, references=references)

    def references_without(self, gone: Collection[int]) -> tuple[Reference, ...]:
        """Give the references that are left without some items."""
        return tuple(_left(self.references, gone))

    def inside(self, location: Location) -> bytes:
        """Give the data of an item that stand in the `meta` box itself."""
        data = next((box.data for box in self.boxes if box.kind == b"idat"), b"")
        if any(start + size > len(data) for start, size, _ in location.extents):
            raise MalformedContainerError(detail="an item beyond the end of its box")
        return b"".join(data[start : start + size] for start, size, _ in location.extents)

    def encoded(self, place: Callable[[int], int], *, wide: bool) -> bytes:
        """Write the box; `place` and `wide` as in `encoded_locations`."""
        tables = {
            b"iloc": encoded_locations(self.locations, place, wide=wide),
            b"iinf": encoded_items(self.items),
            b"iref": encoded_references(self.references),
        }
        # Where there are two of a kind, they were read as one.
        written = [
            tables.pop(box.kind, b"") if box.kind in _TABLES else encoded(box.kind, box.data) for box in self.boxes
        ]
        return encoded(b"meta", b"".join((self.head, *written, *tables.values())))


def blank() -> Items:
    """Make a `meta` box for a track."""
    return Items(full(0, b""), (Inner(b"hdlr", full(0, bytes(4) + b"pict" + bytes(13))),))


def parsed(data: bytes) -> Items:
    """Take the content of a `meta` box apart; raises `MalformedContainerError` where it cannot be."""
    boxes = inner(data[4:])
    items: dict[int, Item] = {}
    locations: dict[int, Location] = {}
    references: list[Reference] = []
    primary = 0
    for kind, content in boxes:
        cursor = Cursor(content)
        if kind == b"pitm":
            primary = cursor.number(4 if cursor.version() else 2)
        elif kind == b"iinf":
            items |= dict(read_items(cursor))
        elif kind == b"iloc":
            locations |= dict(read_locations(cursor))
        elif kind == b"iref":
            references += read_references(cursor)
    return Items(data[:4], boxes, primary, items, locations, tuple(references))


def _announced(number: int, block: str) -> Item:
    """Announce a block: an EXIF item, or a MIME item with XMP; neither has a name."""
    wide = number > LONGEST_SHORT
    head = full(3 if wide else 2, number.to_bytes(4 if wide else 2, "big") + bytes(2))
    if block == "exif":
        return Item(_EXIF, b"", b"", head + _EXIF + b"\0")
    return Item(_MIME, _XMP, b"", head + _MIME + b"\0" + _XMP + b"\0")


def _left(references: Collection[Reference], gone: Collection[int]) -> Iterator[Reference]:
    for kind, source, targets in references:
        kept = tuple(target for target in targets if target not in gone)
        if source not in gone and (kept or not targets):
            yield Reference(kind, source, kept)


def _emptied(
    boxes: tuple[Inner, ...], dropped: Collection[Location], needed: Collection[Location]
) -> tuple[Inner, ...]:
    """Overwrite with zeros what dropped items leave in the `meta` box itself."""
    free = list(without(_inside(dropped), _inside(needed)))

    def emptied(data: bytes) -> bytes:
        left = bytearray(data)
        for part in free:
            left[part.start : part.stop] = bytes(len(left[part.start : part.stop]))
        return bytes(left)

    return tuple(Inner(box.kind, emptied(box.data)) if free and box.kind == b"idat" else box for box in boxes)


def _inside(locations: Collection[Location]) -> list[range]:
    extents = (extent for location in locations if location.method == IN_META for extent in location.extents)
    return merged(range(start, start + size) for start, size, _ in extents)
