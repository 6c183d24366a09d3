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
    base = len(SIGNATURE)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(payload[base : base + 4])
    if order is None or (length_change == 0 and distance_change == 0):
        return payload
    new = bytearray(payload)
    try:
        (first,) = struct.unpack_from(f"{order}I", payload, base + 4)
        (count,) = struct.unpack_from(f"{order}H", payload, base + first)
        for index in range(min(count, _MAX_TAGS)):
            tag, _, size, offset = struct.unpack_from(f"{order}HHII", payload, base + first + 2 + 12 * index)
            if tag != _ENTRIES:
                continue
            for at in range(base + offset, base + offset + size - size % _ENTRY_SIZE, _ENTRY_SIZE):
                length, start = struct.unpack_from(f"{order}II", payload, at + 4)
                if start == 0:
                    struct.pack_into(f"{order}I", new, at + 4, length + length_change)
                else:
                    struct.pack_into(f"{order}I", new, at + 8, start + distance_change)
    except struct.error:
        return payload
    return bytes(new)
