"""Whole numbers in an EXIF block, found and changed where they stand: nothing else in the block moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO

from fixative.containers.ifd import KIND_SIZES, Directory, Structure
from fixative.errors import MalformedContainerError

__all__ = ["Number", "numbers_in"]

_INTEGERS = frozenset({1, 3, 4})  # TIFF types BYTE, SHORT, LONG
_EXIF_POINTER = 0x8769


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in an entry itself.

    Attributes
    ----------
    tag, value : int
    place : range
        Its bytes in the block.
    big_endian : bool
    """

    tag: int
    value: int
    place: range
    big_endian: bool

    def changed(self, exif: bytes, value: int) -> bytes:
        """Give the block with another value here, or as it is where the value has no room."""
        if value >= 1 << 8 * len(self.place):
            return exif
        written = value.to_bytes(len(self.place), "big" if self.big_endian else "little")
        return exif[: self.place.start] + written + exif[self.place.stop :]


def numbers_in(exif: bytes, tags: Collection[int], *, below: bool = False) -> list[Number]:
    """Find numbers by their tags.

    Parameters
    ----------
    exif : bytes
        A TIFF structure; in one that is broken none are found.
    tags : collection of int
    below : bool, optional
        Whether they are looked for in the directory of EXIF, too, and not in the first alone.
    """
    try:
        structure = Structure(BytesIO(exif))
        first = structure.directory(structure.first)
        found = list(_numbers(structure, first, tags))
        pointer = first.get(_EXIF_POINTER) if below else None
        if pointer is not None:
            found += _numbers(structure, structure.directory(structure.pointer(pointer)), tags)
    except MalformedContainerError:
        return []
    return found


def _numbers(structure: Structure, directory: Directory, tags: Collection[int]) -> Iterator[Number]:
    layout = structure.layout
    for number, entry in enumerate(directory.entries):
        if entry.tag in tags and entry.kind in _INTEGERS:
            size = KIND_SIZES[entry.kind]
            end = directory.offset + layout.count_width + (number + 1) * layout.entry_width
            place = range(end - layout.width, end - layout.width + size)
            yield Number(entry.tag, layout.number(entry.field[:size]), place, layout.order == "big")
