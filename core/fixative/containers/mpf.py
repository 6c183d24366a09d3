"""The directory of a multi-picture JPEG (CIPA DC-007), kept right when the metadata before it changes size.

The further pictures follow the first one's end. Their offsets count from the directory itself, and the first
picture's entry holds its whole length: both change with what is spliced in.
"""

from __future__ import annotations

import struct

__all__ = ["SIGNATURE", "shifted"]

SIGNATURE = b"MPF\0"

_ENTRIES = 0xB002
_ENTRY_SIZE = 16
_MAX_TAGS = 64


def starts(payload: bytes) -> list[int]:
    """Give where the further pictures begin, in bytes from the payload's start; none that cannot be read."""
    return [start + len(SIGNATURE) for _, _, start in _entries(payload) if start]


def shifted(payload: bytes, *, length_change: int, distance_change: int) -> bytes:
    """Correct a directory; one that cannot be read is given back as it is.

    Parameters
    ----------
    payload : bytes
        Of the APP2 segment, with its signature.
    length_change : int
        By how many bytes the first picture grew.
    distance_change : int
        By how many bytes the distance from the directory to the first picture's end grew.
    """
    if length_change == 0 and distance_change == 0:
        return payload
    new = bytearray(payload)
    number = f"{_order(payload)}I"
    try:
        for at, size, start in _entries(payload):
            if start == 0:
                struct.pack_into(number, new, at + 4, size + length_change)
            else:
                struct.pack_into(number, new, at + 8, start + distance_change)
    except struct.error:
        return payload
    return bytes(new)


def _order(payload: bytes) -> str | None:
    base = len(SIGNATURE)
    return {b"II*\0": "<", b"MM\0*": ">"}.get(payload[base : base + 4])


def _entries(payload: bytes) -> list[tuple[int, int, int]]:
    """Give where each picture's entry stands, and in it the picture's size and its start (0 for the first)."""
    base, order = len(SIGNATURE), _order(payload)
    if order is None:
        return []
    places: list[int] = []
    try:
        (first,) = struct.unpack_from(f"{order}I", payload, base + 4)
        (count,) = struct.unpack_from(f"{order}H", payload, base + first)
        for index in range(min(count, _MAX_TAGS)):
            tag, _, size, offset = struct.unpack_from(f"{order}HHII", payload, base + first + 2 + 12 * index)
            if tag == _ENTRIES:
                places += range(base + offset, base + offset + size - size % _ENTRY_SIZE, _ENTRY_SIZE)
        return [(at, *struct.unpack_from(f"{order}II", payload, at + 4)) for at in places]
    except struct.error:
        return []
