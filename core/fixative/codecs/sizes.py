"""The size of pictures that are not decoded here, as their heads declare it.

JPEG XL: ISO/IEC 18181-1, SizeHeader and ImageMetadata (annex D); HEIC: ISO/IEC 23008-12, `ispe` (6.5.3),
`clap` (6.5.9), `irot` (6.5.10).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fixative.containers import heif, jxl
from fixative.containers.bits import BitsUpError, BitsUpward
from fixative.containers.boxes import Inner, inner
from fixative.containers.cursor import Cursor
from fixative.containers.items import Items
from fixative.errors import DecodeFailedError, TruncatedError
from fixative.formats import Format

__all__ = ["declared_size"]

_HEAD = 32
_SIDES = ((9, 1), (13, 1), (18, 1), (30, 1))
_RATIOS = ((0, 1), (1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))
_TURNED = range(5, 9)


def declared_size(file: BinaryIO, kind: Format) -> tuple[int, int]:
    """Read width and height, as displayed.

    Parameters
    ----------
    file : binary file
    kind : Format
        JPEG XL or HEIC.

    Returns
    -------
    (int, int)

    Raises
    ------
    TruncatedError, DecodeFailedError, MalformedContainerError
        The head is damaged.
    """
    return _of_jxl(file) if kind is Format.JXL else _of_heic(heif.picture(file))


def _of_jxl(file: BinaryIO) -> tuple[int, int]:
    head = jxl.codestream(file, _HEAD)
    if not head.startswith(jxl.CODESTREAM):
        raise DecodeFailedError(detail="its header is damaged")
    bits = BitsUpward(head[len(jxl.CODESTREAM) :])
    try:
        small = bits.take(1)
        height = _side(bits, small)
        across, down = _RATIOS[bits.take(3)]
        width = height * across // down if across else _side(bits, small)
        plain = bits.take(1)
        turned = not plain and bits.take(1) and 1 + bits.take(3) in _TURNED
    except BitsUpError as error:
        raise TruncatedError from error
    return (height, width) if turned else (width, height)


def _side(bits: BitsUpward, small: int) -> int:
    return 8 * (1 + bits.take(5)) if small else bits.chosen(_SIDES)


def _of_heic(items: Items) -> tuple[int, int]:
    boxes = inner(b"".join(box.data for box in items.boxes if box.kind == b"iprp"))
    properties = inner(next((box.data for box in boxes if box.kind == b"ipco"), b""))
    numbers = [number for box in boxes if box.kind == b"ipma" for number in _associated(box, items.primary)]
    associated = (properties[number - 1] for number in numbers if 0 < number <= len(properties))
    own = {box.kind: box.data for box in associated}
    if b"ispe" not in own:
        raise DecodeFailedError(detail="it has no size")
    cursor = Cursor(own[b"ispe"])
    cursor.version()
    width, height = cursor.number(4), cursor.number(4)
    if b"clap" in own:
        # Coded in whole blocks, and cut to what is meant: width and height as fractions.
        cut = Cursor(own[b"clap"])
        width, height = (cut.number(4) // max(cut.number(4), 1) for _ in range(2))
    # Quarter turns.
    turned = own.get(b"irot", b"\0")[-1:] in (b"\1", b"\3")
    return (height, width) if turned else (width, height)


def _associated(box: Inner, item: int) -> Iterator[int]:
    """Give the numbers, from 1 on, of an item's properties."""
    cursor = Cursor(box.data)
    head = cursor.number(4)
    of_item, of_property = (4 if head >> 24 else 2), (2 if head & 1 else 1)
    for _ in range(cursor.number(4)):
        number = cursor.number(of_item)
        found = [cursor.number(of_property) & (0x7FFF if of_property > 1 else 0x7F) for _ in range(cursor.number(1))]
        if number == item:
            yield from found
