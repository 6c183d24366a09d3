"""What a changed directory leaves behind in a TIFF structure: found, so that nothing dropped can still be read.

A position that was dropped but still stands in the file is not dropped. A range is only given up where nothing
else in the structure uses it; a structure that cannot be walked to its end gives up none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from fixative.containers.ifd import Directory, Entry, Structure
from fixative.containers.ranges import MAX_RANGES, TOO_MANY, merged, without
from fixative.errors import MalformedContainerError

__all__ = [
    "EXIF_POINTER", "GPS_POINTER", "INTEROP_POINTER", "SUB_IFDS",
    "Leftover", "freed", "leftover", "numbers", "picture_data",
]  # fmt: skip

EXIF_POINTER, GPS_POINTER, INTEROP_POINTER, SUB_IFDS = 0x8769, 0x8825, 0xA005, 0x014A
_POINTERS = frozenset({EXIF_POINTER, GPS_POINTER, INTEROP_POINTER, SUB_IFDS})
_DATA = {0x0111: 0x0117, 0x0144: 0x0145, 0x0201: 0x0202}
"""Tags of offsets to picture data (strips, tiles, thumbnail), with the tags of their sizes."""

_MAX_DIRECTORIES = 2_000


@dataclass(frozen=True, slots=True)
class Leftover:
    """What may go.

    Attributes
    ----------
    start : int
        Even offset from which the structure may be cut off: its end, or where the leftovers at its end begin.
    ranges : tuple of range
        What is to be overwritten with zeros before `start`.
    """

    start: int
    ranges: tuple[range, ...]


def leftover(structure: Structure, old: Directory, kept: Directory) -> Leftover:
    """Find what is free once the first directory was rewritten with no more of the old one than `kept`."""
    end = structure.size + structure.size % 2
    try:
        every = merged([_table(structure, old), *_used(structure, old)])
        header = range(structure.layout.pointer_at + structure.layout.width)
        needed = merged([header, *_used(structure, kept)])
    except MalformedContainerError:
        return Leftover(end, ())
    free = list(without(every, needed))
    cut = structure.size
    # What begins at an even offset leaves a byte between it and an odd end before it.
    while free and free[-1].stop + free[-1].stop % 2 >= cut:
        cut = free.pop().start
    return Leftover(cut + cut % 2, tuple(free))


def freed(before: Structure, after: Structure) -> list[range]:
    """Find what a structure used and, changed in its place, uses no more.

    Raises
    ------
    MalformedContainerError
        One of them cannot be walked to its end.
    """
    every, needed = (
        merged([_table(each, first), *_used(each, first)])
        for each in (before, after)
        for first in [each.directory(each.first)]
    )
    return list(without(every, needed))


def _used(structure: Structure, first: Directory) -> Iterator[range]:
    """Give every range that is used, but for the first directory's own table."""
    seen = {first.offset}
    waiting = [(first, True)]
    while waiting:
        directory, is_page = waiting.pop()
        if directory.offset != first.offset:
            yield _table(structure, directory)
        extents = (structure.extent(entry) for entry in directory.entries)
        yield from (extent for extent in extents if extent is not None)
        yield from picture_data(structure, directory)
        for offset, page in _further(structure, directory, is_page=is_page):
            if offset and offset not in seen:
                seen.add(offset)
                if len(seen) > _MAX_DIRECTORIES:
                    raise MalformedContainerError(detail=TOO_MANY)
                # What cannot be read uses nothing.
                with suppress(MalformedContainerError):
                    waiting.append((structure.directory(offset), page))


def _further(structure: Structure, directory: Directory, *, is_page: bool) -> Iterator[tuple[int, bool]]:
    """Give the directories that one leads to; only pages have a following one, others may have garbage there."""
    if is_page:
        yield directory.following, True
    for entry in directory.entries:
        if entry.tag in _POINTERS:
            yield from ((offset, False) for offset in numbers(structure, entry))


def picture_data(structure: Structure, directory: Directory) -> Iterator[range]:
    """Give where the strips, tiles or thumbnail of a directory stand."""
    for starts_tag, sizes_tag in _DATA.items():
        starts, sizes = directory.get(starts_tag), directory.get(sizes_tag)
        if starts is not None and sizes is not None:
            pairs = zip(numbers(structure, starts), numbers(structure, sizes), strict=False)
            yield from (range(start, start + size) for start, size in pairs)


def _table(structure: Structure, directory: Directory) -> range:
    layout = structure.layout
    size = layout.count_width + len(directory.entries) * layout.entry_width + layout.width
    return range(directory.offset, min(directory.offset + size, structure.size))


def numbers(structure: Structure, entry: Entry) -> list[int]:
    """Read an entry of offsets or sizes; raises `MalformedContainerError` where there are too many."""
    if entry.count > MAX_RANGES:
        raise MalformedContainerError(detail=TOO_MANY)
    value = structure.value(entry)
    if value is None:
        return []
    width = len(value) // entry.count
    return [structure.layout.number(value[at : at + width]) for at in range(0, len(value), width)]
