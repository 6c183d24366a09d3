"""What turns a JPEG XL back into the very JPEG that it was made of, as far as metadata go (`jbrd`).

ISO/IEC 18181-2, annex A: the JPEG's segments are listed; EXIF and XMP are not among the data, but taken from the boxes
of the file, which must therefore be as they were.
"""

from __future__ import annotations

from fixative.containers.bits import BitsUpError, BitsUpward

__all__ = ["needed_for_jpeg"]

_BLOCKS = {2: "exif", 3: "xmp"}
_FIRST_MARKER, _END = 0xC0, 0xD9
_APPLICATION = range(0xE0, 0xF0)
_KINDS = ((0, 0), (0, 1), (1, 2), (2, 4))


def needed_for_jpeg(data: bytes) -> frozenset[str]:
    """Name the blocks (attributes of `Blocks`) that the JPEG is restored with.

    Parameters
    ----------
    data : bytes
        The beginning of the box's content: a few hundred bytes hold all but the longest lists.

    Returns
    -------
    frozenset of str
        Both where the list cannot be followed.
    """
    bits = BitsUpward(data)
    try:
        bits.take(1)
        applications = 0
        while (marker := _FIRST_MARKER + bits.take(6)) != _END:
            applications += marker in _APPLICATION
        kinds = []
        for _ in range(applications):
            kinds.append(bits.chosen(_KINDS))
            bits.take(16)
    except BitsUpError:
        return frozenset(_BLOCKS.values())
    return frozenset(_BLOCKS[kind] for kind in kinds if kind in _BLOCKS)
